#include "domain/book_series.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "domain/booking_changes.hpp"
#include "domain/busy_times.hpp"
#include "domain/error.hpp"
#include "domain/lock_order.hpp"
#include "domain/words.hpp"

namespace domain {
namespace {

constexpr WordTable<Obstacle, 6> obstacles{{{Obstacle::none, "none"},
                                            {Obstacle::begun, "begun"},
                                            {Obstacle::cancelled, "cancelled"},
                                            {Obstacle::not_ours, "not_ours"},
                                            {Obstacle::asked, "asked"},
                                            {Obstacle::busy, "busy"}}};
constexpr WordTable<SeriesBookingStep, 3> steps{{{SeriesBookingStep::confirm, "confirm"},
                                                 {SeriesBookingStep::decline, "decline"},
                                                 {SeriesBookingStep::cancel, "cancel"}}};

bool is_cancelled(BookingStatus status) {
  return status == BookingStatus::cancelled_free || status == BookingStatus::cancelled_billed;
}

bool is_held(BookingStatus status) {
  return status == BookingStatus::offered || status == BookingStatus::confirmed || status == BookingStatus::delivered;
}

bool may_be_offered(BookingStatus status) {
  return status == BookingStatus::requested || status == BookingStatus::declined;
}

// Nobody has it, so somebody may be asked for it once more.
const InterpreterBooking* open_request(const std::vector<InterpreterBooking>& bookings) {
  const auto found =
      std::ranges::find_if(bookings, [](const InterpreterBooking& booking) { return may_be_offered(booking.status); });
  return found == bookings.end() ? nullptr : &*found;
}

// What was noted for a date stays where nothing else is said.
void keep_words(const InterpreterBooking& noted, InterpreterBooking& wanted) {
  for (std::string InterpreterBooking::*text :
       {&InterpreterBooking::dialect, &InterpreterBooking::wished_gender, &InterpreterBooking::topic,
        &InterpreterBooking::contact_person, &InterpreterBooking::materials}) {
    if ((wanted.*text).empty()) wanted.*text = noted.*text;
  }
}

InterpreterBooking for_date(const Event& event, const std::vector<InterpreterBooking>& bookings,
                            InterpreterBooking wanted) {
  wanted.event = event.id;
  wanted.start_time = event.start_time;
  wanted.end_time = event.end_time;
  if (const InterpreterBooking* open = open_request(bookings)) {
    wanted.id = open->id;
    wanted.start_time = open->start_time;
    wanted.end_time = open->end_time;
    wanted.created_time = open->created_time;
    keep_words(*open, wanted);
    // Whoever declined it has no link to it any more.
    wanted.link_seed = open->link_seed;
    wanted.offer_token_hash = open->offer_token_hash;
    wanted.request_token_hash = open->request_token_hash;
  }
  return wanted;
}

// Looks at dates as they are for somebody who may be asked.
class Look {
 public:
  Look(const Interpreters& interpreters, const Events& events, const Principal& principal, SeriesNeed need, Instant now)
      : interpreters_(interpreters), events_(events), principal_(principal), need_(std::move(need)), now_(now) {
    for (InterpreterBooking& booking : interpreters.bookings_of(need_.series)) {
      if (booking.language == need_.language && !is_cancelled(booking.status))
        bookings_[booking.event].push_back(std::move(booking));
    }
  }

  void ask_about(InterpreterId id, const std::vector<Event>& dates) {
    need_.interpreter = id;
    const auto [first, last] = std::ranges::minmax_element(dates, {}, &Event::start_time);
    const auto end = std::ranges::max_element(dates, {}, &Event::end_time);
    busy_.emplace(interpreters_, events_, id, first->start_time - std::chrono::days{1},
                  std::max(end->end_time, last->end_time) + std::chrono::days{1});
  }

  BookableDate at(const Event& event) const {
    BookableDate date{event};
    if (const auto found = bookings_.find(event.id); found != bookings_.end()) date.bookings = found->second;
    date.obstacle = obstacle_of(date);
    // Of another organiser's date nothing is told.
    if (date.obstacle == Obstacle::not_ours) date.bookings.clear();
    if (date.obstacle != Obstacle::none || !busy_) return date;
    InterpreterBooking wanted;
    wanted.mode = need_.mode;
    date.clashes = busy_->clashing(for_date(event, date.bookings, wanted), event.location);
    if (!date.clashes.empty()) date.obstacle = Obstacle::busy;
    return date;
  }

 private:
  Obstacle obstacle_of(const BookableDate& date) const {
    if (!may(principal_, Permission::book_interpreters, &date.event)) return Obstacle::not_ours;
    if (date.event.status == EventStatus::cancelled) return Obstacle::cancelled;
    if (date.event.start_time <= now_) return Obstacle::begun;
    const bool asked = std::ranges::any_of(date.bookings, [&](const InterpreterBooking& booking) {
      if (!need_.interpreter) return true;
      return booking.interpreter == need_.interpreter && is_held(booking.status);
    });
    return asked ? Obstacle::asked : Obstacle::none;
  }

  const Interpreters& interpreters_;
  const Events& events_;
  const Principal& principal_;
  SeriesNeed need_;
  Instant now_;
  std::map<EventId, std::vector<InterpreterBooking>> bookings_;
  std::optional<BusyTimes> busy_;
};

[[noreturn]] void not_found(const char* message) {
  throw Error(ErrorKind::not_found, "not_found", message);
}

std::vector<Event> visible_dates(const Snapshot& snapshot, const Principal& principal, SeriesId series) {
  std::vector<Event> dates = snapshot.events().of_series(series);
  std::erase_if(dates, [&](const Event& date) { return !may(principal, Permission::see_event, &date); });
  if (dates.empty()) not_found("there is no such series");
  const auto ours = [&](const Event& date) { return may(principal, Permission::book_interpreters, &date); };
  if (std::ranges::none_of(dates, ours)) require(principal, Permission::book_interpreters, &dates.front());
  return dates;
}

void require_interpreter(const std::optional<Interpreter>& interpreter, const LanguageTag& language) {
  if (!interpreter || !interpreter->active) not_found("there is no such interpreter");
  if (speaks(*interpreter, language)) return;
  throw Error(ErrorKind::invalid, "interpreter_language", "the interpreter does not have this language", "interpreter");
}

// The chosen ones, locked; by start time.
std::vector<Event> lock_chosen(Transaction& tx, const Principal& principal, const SeriesBooking& booking) {
  std::set<EventId> chosen(booking.dates.begin(), booking.dates.end());
  if (chosen.empty()) throw Error(ErrorKind::invalid, "required", "is required", "dates");
  std::vector<Event> dates = std::as_const(tx.events()).of_series(booking.series);
  if (dates.empty()) not_found("there is no such series");
  std::erase_if(dates, [&](const Event& date) { return !chosen.contains(date.id); });
  if (dates.size() < chosen.size()) {
    throw Error(ErrorKind::invalid, "unknown_date", "is no date of this series", "dates");
  }
  for (const Event& date : dates) require(principal, Permission::book_interpreters, &date);
  take_events(tx, booking.dates);
  for (Event& date : dates) {
    auto locked = std::as_const(tx.events()).find(date.id);
    if (!locked) throw Error(ErrorKind::invalid, "unknown_date", "is no date of this series", "dates");
    date = std::move(*locked);
  }
  return dates;
}

// What nobody has taken, so that it stays so: bookings are offered without their event.
void take_open_requests(Transaction& tx, const SeriesBooking& booking) {
  std::vector<InterpreterBookingId> open;
  for (const InterpreterBooking& listed : std::as_const(tx.interpreters()).bookings_of(booking.series)) {
    if (listed.language == booking.wanted.language && may_be_offered(listed.status)) open.push_back(listed.id);
  }
  for (const InterpreterBookingId id : open) (void)tx.interpreters().lock(id);
}

InterpreterBooking store_booking(Transaction& tx, const BookableDate& date, const InterpreterBooking& wanted,
                                 Instant now) {
  InterpreterBooking booking = for_date(date.event, date.bookings, wanted);
  booking.status = wanted.interpreter ? BookingStatus::offered : BookingStatus::requested;
  if (booking.id == InterpreterBookingId{}) {
    booking.created_time = now;
    booking.id = tx.interpreters().insert(booking);
  } else {
    tx.interpreters().update(booking);
  }
  return booking;
}

[[noreturn]] void nothing_left() {
  throw Error(ErrorKind::conflict, "no_date_free", "none of the dates is left to ask for");
}

}  // namespace

std::string_view to_word(Obstacle obstacle) {
  return word_of(obstacles, obstacle);
}
std::string_view to_word(SeriesBookingStep step) {
  return word_of(steps, step);
}
SeriesBookingStep parse_series_booking_step(std::string_view word, std::string_view field) {
  return value_of(steps, word, field);
}

bool BookableDate::is_covered() const {
  return std::ranges::any_of(bookings, [](const InterpreterBooking& booking) { return is_held(booking.status); });
}

std::vector<BookableDate> plan_series_booking(const Ports& ports, const Principal& principal, const SeriesNeed& need) {
  require(principal, Permission::book_interpreters);
  std::vector<BookableDate> planned;
  ports.store.read([&](const Snapshot& snapshot) {
    planned.clear();
    const std::vector<Event> dates = visible_dates(snapshot, principal, need.series);
    Look look(snapshot.interpreters(), snapshot.events(), principal, need, ports.clock.now());
    if (need.interpreter) {
      require_interpreter(snapshot.interpreters().find(*need.interpreter), need.language);
      look.ask_about(*need.interpreter, dates);
    }
    for (const Event& date : dates) planned.push_back(look.at(date));
  });
  return planned;
}

std::vector<InterpreterBooking> bookings_of_series(const Ports& ports, const Principal& principal, SeriesId series) {
  require(principal, Permission::book_interpreters);
  std::vector<InterpreterBooking> bookings;
  ports.store.read([&](const Snapshot& snapshot) {
    const std::vector<Event> dates = visible_dates(snapshot, principal, series);
    bookings = snapshot.interpreters().bookings_of(series);
    std::erase_if(bookings, [&](const InterpreterBooking& booking) {
      const auto date = std::ranges::find(dates, booking.event, &Event::id);
      return date == dates.end() || !may(principal, Permission::book_interpreters, &*date);
    });
  });
  return bookings;
}

std::vector<SeriesCandidate> find_candidates(const Ports& ports, const Principal& principal, const SeriesNeed& need) {
  require(principal, Permission::book_interpreters);
  std::vector<SeriesCandidate> candidates;
  ports.store.read([&](const Snapshot& snapshot) {
    candidates.clear();
    const std::vector<Event> dates = visible_dates(snapshot, principal, need.series);
    Look look(snapshot.interpreters(), snapshot.events(), principal, need, ports.clock.now());
    for (Interpreter& interpreter : snapshot.interpreters().all()) {
      if (!speaks(interpreter, need.language)) continue;
      look.ask_about(interpreter.id, dates);
      SeriesCandidate& candidate = candidates.emplace_back();
      for (const Event& date : dates) {
        const Obstacle obstacle = look.at(date).obstacle;
        if (obstacle == Obstacle::none) ++candidate.free;
        if (obstacle == Obstacle::none || obstacle == Obstacle::busy) ++candidate.dates;
      }
      candidate.interpreter = std::move(interpreter);
    }
  });
  std::ranges::stable_sort(candidates, std::greater{}, &SeriesCandidate::free);
  return candidates;
}

SeriesBookingOutcome book_series(const Ports& ports, const Principal& principal, const SeriesBooking& booking) {
  InterpreterBooking wanted = booking.wanted;
  clean(wanted);
  SeriesBookingOutcome outcome;
  ports.store.write([&](Transaction& tx) {
    outcome = {};
    const std::vector<Event> dates = lock_chosen(tx, principal, booking);
    if (wanted.interpreter) require_interpreter(tx.interpreters().lock(*wanted.interpreter), wanted.language);
    take_open_requests(tx, booking);
    Look look(tx.interpreters(), tx.events(), principal, {booking.series, wanted.language, wanted.mode},
              ports.clock.now());
    if (wanted.interpreter) look.ask_about(*wanted.interpreter, dates);
    BookingNotices notices;
    for (const Event& event : dates) {
      BookableDate date = look.at(event);
      if (date.obstacle != Obstacle::none) {
        outcome.left_out.push_back(std::move(date));
        continue;
      }
      outcome.booked.push_back(store_booking(tx, date, wanted, ports.clock.now()));
      if (wanted.interpreter) notices.add(event, outcome.booked.back(), MessageKind::interpreter_offer);
    }
    if (outcome.booked.empty()) nothing_left();
    notices.send(tx, ports);
    for (InterpreterBooking& made : outcome.booked) made = std::as_const(tx.interpreters()).find(made.id).value();
  });
  return outcome;
}

}  // namespace domain
