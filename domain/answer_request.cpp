#include "domain/answer_request.hpp"

#include <algorithm>
#include <utility>

#include "domain/booking_changes.hpp"
#include "domain/error.hpp"
#include "domain/travel.hpp"

namespace domain {
namespace {

bool has(const std::vector<InterpreterBookingId>& ids, InterpreterBookingId id) {
  return std::ranges::find(ids, id) != ids.end();
}

bool may_be_taken(BookingStatus status) {
  return status == BookingStatus::offered || status == BookingStatus::declined;
}

bool is_busy(const Interpreters& interpreters, const Events& events, const InterpreterBooking& booking,
             const Event& event) {
  return !clashing_bookings(interpreters, events, booking.interpreter.value(), booking, event.location).empty();
}

// Where the request is one person's: a booking is shared by nobody else.
std::vector<InterpreterBooking> bookings_by(const Interpreters& interpreters, const Secrets& secrets,
                                            std::string_view token) {
  auto bookings = interpreters.bookings_of_request(secrets.hash_token(token));
  std::erase_if(bookings, [](const InterpreterBooking& booking) { return !booking.interpreter; });
  return bookings;
}

// Answers whether it is as it was answered.
bool answer(Transaction& tx, const Event& event, InterpreterBooking& booking, bool accept, BookingNotices& notices) {
  const BookingStatus wanted = accept ? BookingStatus::confirmed : BookingStatus::declined;
  if (booking.status != BookingStatus::offered) return booking.status == wanted;
  if (accept && !is_busy(tx.interpreters(), tx.events(), booking, event)) {
    confirm(tx, event, booking, notices);
  } else {
    decline(tx, booking);
  }
  return true;
}

}  // namespace

std::optional<RequestView> view_request(const Ports& ports, std::string_view token) {
  std::optional<RequestView> view;
  ports.store.read([&](const Snapshot& snapshot) {
    view.reset();
    for (InterpreterBooking& booking : bookings_by(snapshot.interpreters(), ports.secrets, token)) {
      auto event = snapshot.events().find(booking.event);
      if (!event) continue;
      if (!view) view.emplace(RequestView{snapshot.interpreters().find(*booking.interpreter).value(), {}});
      const bool busy =
          may_be_taken(booking.status) && is_busy(snapshot.interpreters(), snapshot.events(), booking, *event);
      view->dates.push_back({std::move(*event), std::move(booking), busy});
    }
  });
  return view;
}

RequestView answer_request(const Ports& ports, std::string_view token,
                           const std::vector<InterpreterBookingId>& answered,
                           const std::vector<InterpreterBookingId>& accepted) {
  const auto seen = view_request(ports, token);
  if (!seen) throw Error(ErrorKind::not_found, "not_found", "there is no such offer");
  const std::string hash = ports.secrets.hash_token(token);
  ports.store.write([&](Transaction& tx) {
    (void)tx.interpreters().lock(seen->interpreter.id);
    BookingNotices notices;
    bool any = false;
    auto bookings = bookings_by(tx.interpreters(), ports.secrets, token);
    std::ranges::sort(bookings, {}, &InterpreterBooking::id);  // as locks are taken
    for (const InterpreterBooking& listed : bookings) {
      if (!has(answered, listed.id)) continue;
      auto booking = tx.interpreters().lock(listed.id);
      if (!booking || booking->request_token_hash != hash || booking->end_time <= ports.clock.now()) continue;
      const auto event = std::as_const(tx.events()).find(booking->event);
      any = answer(tx, event.value(), *booking, has(accepted, booking->id), notices) || any;
    }
    if (!any) throw Error(ErrorKind::conflict, "offer_over", "the time of this offer is over");
    notices.send(tx, ports);
  });
  auto view = view_request(ports, token);
  if (!view) throw Error(ErrorKind::not_found, "not_found", "there is no such offer");
  return std::move(*view);
}

}  // namespace domain
