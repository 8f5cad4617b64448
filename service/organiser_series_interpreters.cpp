#include "ui/organiser_series_interpreters.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "domain/booking_changes.hpp"
#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/json_object.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_series.hpp"
#include "ui/links.hpp"

// Interpreters for several dates of a series, in the console.
namespace service {
namespace {

using domain::Permission;

constexpr std::string_view nobody = "none";

std::string page_address(domain::SeriesId id) {
  return address_of(id) + "/interpreters";
}

// The dates that the principal books interpreters for; of who books for none, what access.hpp says.
std::vector<domain::Event> bookable_dates(const domain::Snapshot& snapshot, const domain::Principal& principal,
                                          domain::SeriesId id) {
  std::vector<domain::Event> dates = snapshot.events().of_series(id);
  std::erase_if(dates,
                [&](const domain::Event& event) { return !domain::may(principal, Permission::see_event, &event); });
  if (dates.empty()) throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such series");
  const domain::Event first = dates.front();
  std::erase_if(dates, [&](const domain::Event& event) {
    return !domain::may(principal, Permission::book_interpreters, &event);
  });
  if (dates.empty()) domain::require(principal, Permission::book_interpreters, &first);
  return dates;
}

void read_booked(const domain::Snapshot& snapshot, const std::vector<domain::Event>& dates, domain::Instant now,
                 const domain::TimeZones& zones, ui::SeriesInterpretersPage& page) {
  page.booked.clear();
  std::vector<domain::InterpreterBooking> bookings = snapshot.interpreters().bookings_of(page.id);
  std::ranges::stable_sort(bookings, {}, &domain::InterpreterBooking::start_time);
  for (domain::InterpreterBooking& booking : bookings) {
    const bool ours = std::ranges::find(dates, booking.event, &domain::Event::id) != dates.end();
    if (!ours || !booking.interpreter || booking.end_time <= now) continue;
    auto found = std::ranges::find_if(page.booked, [&](const ui::SeriesInterpreter& one) {
      return one.interpreter.id == booking.interpreter && one.language == booking.language;
    });
    if (found == page.booked.end()) {
      page.booked.push_back({snapshot.interpreters().find(*booking.interpreter).value(), booking.language, {}, 0});
      found = std::prev(page.booked.end());
    }
    const std::string& zone = std::ranges::find(dates, booking.event, &domain::Event::id)->time_zone;
    if (domain::is_billed(booking, now, zone, zones)) ++found->billed;
    found->bookings.push_back(std::move(booking));
  }
}

// The first language that the series promises an interpreter for.
std::string first_language(const domain::Event& next) {
  return next.interpreted_languages.empty() ? std::string() : next.interpreted_languages.front().str();
}

void read_elsewhere(const domain::Snapshot& snapshot, const domain::Principal& principal,
                    ui::SeriesInterpretersPage& page) {
  for (const domain::BookableDate& date : page.dates) {
    for (const domain::InterpreterBooking& clash : date.clashes) {
      auto event = snapshot.events().find(clash.event);
      if (event && domain::may(principal, Permission::book_interpreters, &*event))
        page.elsewhere.insert_or_assign(clash.event, std::move(*event));
    }
  }
}

std::optional<domain::InterpreterId> interpreter_in(const std::string& text) {
  if (text.empty() || text == nobody) return {};
  domain::Violations violations;
  const auto number = input_number(text, "interpreter", violations);
  violations.throw_if_any();
  return domain::InterpreterId{*number};
}

// What the form's choices mean: who could come, and the dates of whom was chosen.
void read_choice(const Request& request, const App& app, ui::SeriesInterpretersPage& page) {
  const std::string language(page.state.value("language"));
  if (language.empty()) return;
  page.language = domain::LanguageTag(language, "language");
  domain::SeriesNeed need{page.id, *page.language};
  need.mode = domain::parse_interpreting_mode(page.state.value("mode"), "mode");
  page.candidates = domain::find_candidates(app.ports, signed_in(request), need);
  const std::string chosen(page.state.value("interpreter"));
  need.interpreter = interpreter_in(chosen);
  page.need_only = chosen == nobody;
  if (!need.interpreter && !page.need_only) return;
  page.dates = domain::plan_series_booking(app.ports, signed_in(request), need);
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    if (need.interpreter) page.interpreter = snapshot.interpreters().find(*need.interpreter);
    read_elsewhere(snapshot, signed_in(request), page);
  });
}

void fill_in(ui::FormState& state, const std::string& name, const std::string& value) {
  if (!state.has(name)) state.values.emplace_back(name, value);
}

Reply page_reply(const Request& request, const App& app, ui::FormState state, int status = 200) {
  ui::SeriesInterpretersPage page{domain::SeriesId{id_in_path(request)}, {}, {}, std::move(state), {}};
  const domain::Instant now = app.ports.clock.now();
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    const auto dates = bookable_dates(snapshot, signed_in(request), page.id);
    const auto next = std::ranges::find_if(dates, [&](const domain::Event& event) {
      return event.start_time > now && event.status != domain::EventStatus::cancelled;
    });
    page.next = next == dates.end() ? dates.back() : *next;
    read_booked(snapshot, dates, now, app.ports.zones, page);
  });
  fill_in(page.state, "language", first_language(page.next));
  fill_in(page.state, "mode", page.next.location.is_online() ? "video" : "on_site");
  fill_in(page.state, "contact_person", signed_in(request).display_name);
  read_choice(request, app, page);
  const ui::Console console = console_for(request, app, "events", page_address(page.id));
  return console_reply(request, app, ui::series_interpreters_page(app.pages, console, page), status);
}

domain::EventId event_id_in(const std::string& text) {
  domain::EventId id;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.value);
  if (error == std::errc{} && end == text.data() + text.size()) return id;
  throw domain::Error(domain::ErrorKind::invalid, "unknown_date", "is no date of this series", "dates");
}

domain::SeriesBooking read_series_booking(const Fields& fields, domain::SeriesId series) {
  domain::Violations violations;
  domain::SeriesBooking booking{series, {}, {}};
  domain::InterpreterBooking& wanted = booking.wanted;
  gather(violations, [&] { wanted.language = domain::LanguageTag(form_value(fields, "language"), "language"); });
  gather(violations, [&] { wanted.mode = domain::parse_interpreting_mode(form_value(fields, "mode"), "mode"); });
  gather(violations, [&] { wanted.interpreter = interpreter_in(form_value(fields, "interpreter")); });
  for (const std::string& date : form_values(fields, "dates")) {
    gather(violations, [&] { booking.dates.push_back(event_id_in(date)); });
  }
  wanted.dialect = form_value(fields, "dialect");
  wanted.topic = form_value(fields, "topic");
  wanted.contact_person = form_value(fields, "contact_person");
  wanted.materials = form_value(fields, "materials");
  violations.throw_if_any();
  return booking;
}

}  // namespace

Reply show_series_interpreters(const Request& request, App& app) {
  ui::FormState state;
  for (const char* name : {"language", "mode", "interpreter"}) {
    if (const auto value = request.query_value(name)) state.values.emplace_back(name, std::string(*value));
  }
  return page_reply(request, app, std::move(state));
}

Reply take_series_interpreters(const Request& request, App& app) {
  const domain::SeriesId id{id_in_path(request)};
  const Fields fields = request.form();
  try {
    const auto booking = read_series_booking(fields, id);
    const auto outcome = domain::book_series(app.ports, signed_in(request), booking);
    const std::string what = !booking.wanted.interpreter ? "dates_noted"
                             : outcome.left_out.empty()  ? "dates_asked"
                                                         : "dates_asked_partly";
    // What was left out stands beside the dates.
    return see_other(page_address(id) + ui::query_string({{"language", booking.wanted.language.str()},
                                                          {"mode", std::string(to_word(booking.wanted.mode))},
                                                          {"interpreter", form_value(fields, "interpreter")},
                                                          {"done", what}}));
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return page_reply(request, app, form_state(fields, error), status_of(error));
  }
}

Reply take_series_interpreter_step(const Request& request, App& app) {
  const domain::SeriesId id{id_in_path(request)};
  const auto step = domain::parse_series_booking_step(request.parameters.at("step"), "step");
  try {
    const auto interpreter = interpreter_in(form_value(request.form(), "interpreter"));
    if (!interpreter) throw domain::Error(domain::ErrorKind::invalid, "required", "is required", "interpreter");
    std::optional<domain::LanguageTag> language;
    if (const std::string tag = form_value(request.form(), "language"); !tag.empty()) language.emplace(tag, "language");
    (void)domain::step_series_bookings(app.ports, signed_in(request), id, *interpreter, step, language);
    return done(page_address(id), "booking");
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    ui::FormState state;
    state.problems = error.problems();
    return page_reply(request, app, std::move(state), status_of(error));
  }
}

}  // namespace service
