#include "service/interpreter_bookings.hpp"

#include "domain/book_interpreter.hpp"
#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/app.hpp"
#include "service/interpreter_json.hpp"

namespace service {
namespace {

using domain::InterpreterBookingId;

[[noreturn]] void not_found(const char* message) {
  throw domain::Error(domain::ErrorKind::not_found, "not_found", message);
}

domain::Event find_event(const Request& request, const App& app) {
  std::optional<domain::Event> event;
  const domain::EventId id = event_in_path(request);
  app.ports.store.read([&](const domain::Snapshot& snapshot) { event = snapshot.events().find(id); });
  if (!event) not_found("there is no such event");
  domain::require(signed_in(request), domain::Permission::book_interpreters, &*event);
  return std::move(*event);
}

std::optional<domain::InterpreterId> interpreter_of(InterpreterBookingId id, const App& app) {
  std::optional<domain::InterpreterBooking> booking;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { booking = snapshot.interpreters().find(id); });
  if (!booking) not_found("there is no such booking");
  return booking->interpreter;
}

domain::InterpreterId read_interpreter_id(const Request& request, InterpreterBookingId id, const App& app) {
  const Json body = read_optional_json(request);
  domain::Violations violations;
  JsonObject object(body, "", violations);
  std::optional<domain::InterpreterId> interpreter = interpreter_of(id, app);
  if (const auto named = object.id("interpreter")) interpreter = domain::InterpreterId{*named};
  if (!interpreter) object.require("interpreter");
  object.refuse_others();
  violations.throw_if_any();
  return *interpreter;
}

void refuse_members(const Request& request) {
  const Json body = read_optional_json(request);
  domain::Violations violations;
  JsonObject(body, "", violations).refuse_others();
  violations.throw_if_any();
}

using Step = domain::InterpreterBooking (*)(const domain::Ports&, const domain::Principal&, InterpreterBookingId);

Reply take_step(const Request& request, const App& app, Step step) {
  refuse_members(request);
  const InterpreterBookingId id{id_in_path(request)};
  return personal_reply(200, booking_json(step(app.ports, signed_in(request), id)));
}

}  // namespace

Reply list_bookings(const Request& request, App& app) {
  const domain::Event event = find_event(request, app);
  std::vector<domain::InterpreterBooking> bookings;
  app.ports.store.read(
      [&](const domain::Snapshot& snapshot) { bookings = snapshot.interpreters().bookings_of(event.id); });
  Json::Array data;
  for (const domain::InterpreterBooking& booking : bookings) data.push_back(booking_json(booking));
  return personal_reply(200, list_json(std::move(data)));
}

Reply create_booking(const Request& request, App& app) {
  const domain::Event event = find_event(request, app);
  const auto wanted = read_booking(read_json(request), event, app.ports.zones);
  return personal_reply(201, booking_json(domain::request_booking(app.ports, signed_in(request), wanted)));
}

Reply offer_booking(const Request& request, App& app) {
  const InterpreterBookingId id{id_in_path(request)};
  const domain::InterpreterId interpreter = read_interpreter_id(request, id, app);
  return personal_reply(200, booking_json(domain::offer_booking(app.ports, signed_in(request), id, interpreter)));
}

Reply confirm_booking(const Request& request, App& app) {
  return take_step(request, app, domain::confirm_booking);
}

Reply decline_booking(const Request& request, App& app) {
  return take_step(request, app, domain::decline_booking);
}

Reply cancel_booking(const Request& request, App& app) {
  return take_step(request, app, domain::cancel_booking);
}

Reply deliver_booking(const Request& request, App& app) {
  return take_step(request, app, domain::deliver_booking);
}

}  // namespace service
