#include "service/series_bookings.hpp"

#include <algorithm>
#include <charconv>

#include "domain/book_series.hpp"
#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/app.hpp"
#include "service/interpreter_json.hpp"
#include "service/parse_values.hpp"
#include "service/text_lengths.hpp"

namespace service {
namespace {

using domain::BookableDate;
using domain::Permission;

Json bookings_json(const std::vector<domain::InterpreterBooking>& bookings) {
  Json::Array array;
  for (const domain::InterpreterBooking& booking : bookings) array.push_back(booking_json(booking));
  return array;
}

Json date_json(const BookableDate& date) {
  Json::Object object{{"event", date.event.id.value},
                      {"start_time", domain::format_rfc3339(date.event.start_time)},
                      {"end_time", domain::format_rfc3339(date.event.end_time)}};
  if (date.obstacle != domain::Obstacle::none) object.push_back({"obstacle", to_word(date.obstacle)});
  // Of an organiser whose interpreters the reader does not book, they learn nothing else.
  if (date.obstacle != domain::Obstacle::not_ours) object.push_back({"bookings", bookings_json(date.bookings)});
  return object;
}

Json dates_json(const std::vector<BookableDate>& dates) {
  Json::Array array;
  for (const BookableDate& date : dates) array.push_back(date_json(date));
  return array;
}

domain::InterpreterId read_interpreter_number(std::string_view text) {
  domain::InterpreterId id;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.value);
  if (error == std::errc{} && end == text.data() + text.size() && id.value > 0) return id;
  throw domain::Error(domain::ErrorKind::invalid, "out_of_range", "must be an interpreter's number", "interpreter");
}

domain::SeriesNeed read_need(const Request& request) {
  domain::Violations violations;
  domain::SeriesNeed need{domain::SeriesId{id_in_path(request)}, domain::LanguageTag()};
  const auto text = [&](std::string_view name) { return request.query_value(name).value_or(""); };
  violations.require(!text("language").empty(), "language", "required", "is required");
  if (!text("language").empty()) {
    gather(violations, [&] { need.language = domain::LanguageTag(text("language"), "language"); });
  }
  if (!text("mode").empty()) {
    gather(violations, [&] { need.mode = domain::parse_interpreting_mode(text("mode"), "mode"); });
  }
  if (!text("interpreter").empty()) {
    gather(violations, [&] { need.interpreter = read_interpreter_number(text("interpreter")); });
  }
  violations.throw_if_any();
  return need;
}

constexpr std::size_t longest_note = 2000;

// What chose no date at all did not mean all of them.
void read_dates(JsonObject& object, domain::SeriesBooking& booking) {
  const Json* events = object.find("events");
  const bool is_empty = events != nullptr && events->array() != nullptr && events->array()->empty();
  object.violations().require(!is_empty, object.path_of("events"), "required", "must name a date, or be left out");
  object.each("events", domain::maximum_series_length, [&](const Json& item, const std::string& path) {
    const auto number = item.integer();
    object.violations().require(number.has_value(), path, "unknown_date", "is no date of this series");
    if (number) booking.dates.push_back({*number});
  });
}

// Without `events`, all the dates that can be asked for.
domain::SeriesBooking read_series_booking(const Request& request) {
  const Json body = read_json(request);
  domain::Violations violations;
  JsonObject object(body, "", violations);
  domain::SeriesBooking booking{domain::SeriesId{id_in_path(request)}, {}, {}};
  domain::InterpreterBooking& wanted = booking.wanted;
  object.require("language");
  wanted.language = object.parsed("language", parse_language).value_or(domain::LanguageTag());
  wanted.mode = object.parsed("mode", domain::parse_interpreting_mode).value_or(domain::InterpretingMode::on_site);
  if (const auto id = object.id("interpreter")) wanted.interpreter = domain::InterpreterId{*id};
  read_dates(object, booking);
  wanted.dialect = object.text("dialect", 100).value_or("");
  wanted.wished_gender = object.text("wished_gender", longest_line).value_or("");
  wanted.topic = object.text("topic", 500).value_or("");
  wanted.contact_person = object.text("contact_person", longest_line).value_or("");
  wanted.materials = object.text("materials", longest_note).value_or("");
  object.refuse_others();
  violations.throw_if_any();
  return booking;
}

void choose_all(const Request& request, const App& app, domain::SeriesBooking& booking) {
  if (!booking.dates.empty()) return;
  const domain::SeriesNeed need{booking.series, booking.wanted.language, booking.wanted.mode,
                                booking.wanted.interpreter};
  for (const BookableDate& date : domain::plan_series_booking(app.ports, signed_in(request), need)) {
    const bool open = date.obstacle == domain::Obstacle::none || date.obstacle == domain::Obstacle::busy;
    if (open && !date.is_covered()) booking.dates.push_back(date.event.id);
  }
  if (booking.dates.empty()) {
    throw domain::Error(domain::ErrorKind::conflict, "no_date_free", "none of the dates is left to ask for");
  }
}

Reply take_step(const Request& request, const App& app, domain::SeriesBookingStep step) {
  const Json body = read_json(request);
  domain::Violations violations;
  JsonObject object(body, "", violations);
  object.require("interpreter");
  const auto id = object.id("interpreter");
  const auto language = object.parsed("language", parse_language);
  object.refuse_others();
  violations.throw_if_any();
  const auto changed = domain::step_series_bookings(
      app.ports, signed_in(request), domain::SeriesId{id_in_path(request)}, domain::InterpreterId{*id}, step, language);
  Json::Array data;
  for (const domain::InterpreterBooking& booking : changed) data.push_back(booking_json(booking));
  return personal_reply(200, list_json(std::move(data)));
}

}  // namespace

Reply list_series_bookings(const Request& request, App& app) {
  const domain::SeriesId id{id_in_path(request)};
  Json::Array data;
  const auto bookings = domain::bookings_of_series(app.ports, signed_in(request), id);
  for (const domain::InterpreterBooking& booking : bookings) data.push_back(booking_json(booking));
  return personal_reply(200, list_json(std::move(data)));
}

Reply list_series_availability(const Request& request, App& app) {
  // Whether it is theirs to ask comes before what is wrong with the question.
  (void)domain::bookings_of_series(app.ports, signed_in(request), domain::SeriesId{id_in_path(request)});
  Json::Array data;
  for (const BookableDate& date : domain::plan_series_booking(app.ports, signed_in(request), read_need(request))) {
    data.push_back(date_json(date));
  }
  return personal_reply(200, list_json(std::move(data)));
}

Reply create_series_bookings(const Request& request, App& app) {
  domain::SeriesBooking booking = read_series_booking(request);
  choose_all(request, app, booking);
  const auto outcome = domain::book_series(app.ports, signed_in(request), booking);
  return personal_reply(
      201, Json::Object{{"booked", bookings_json(outcome.booked)}, {"left_out", dates_json(outcome.left_out)}});
}

Reply confirm_series_bookings(const Request& request, App& app) {
  return take_step(request, app, domain::SeriesBookingStep::confirm);
}

Reply decline_series_bookings(const Request& request, App& app) {
  return take_step(request, app, domain::SeriesBookingStep::decline);
}

Reply cancel_series_bookings(const Request& request, App& app) {
  return take_step(request, app, domain::SeriesBookingStep::cancel);
}

}  // namespace service
