#include "domain/book_interpreter.hpp"
#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/json_object.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_overview.hpp"

namespace service {
namespace {

// Inputs begin with this: the page has another form with the same words.
constexpr std::string_view prefix = "booking.";

domain::InterpreterBooking read_booking(const Fields& fields, domain::EventId event) {
  const auto value = [&](std::string_view name) { return form_value(fields, std::string(prefix) + std::string(name)); };
  domain::Violations violations;
  domain::InterpreterBooking booking;
  booking.event = event;
  gather(violations, [&] { booking.language = domain::LanguageTag(value("language"), "language"); });
  gather(violations, [&] { booking.mode = domain::parse_interpreting_mode(value("mode"), "mode"); });
  booking.dialect = value("dialect");
  booking.wished_gender = value("wished_gender");
  booking.topic = value("topic");
  booking.contact_person = value("contact_person");
  booking.materials = value("materials");
  violations.throw_if_any();
  return booking;
}

std::vector<domain::Problem> in_form(std::vector<domain::Problem> problems) {
  for (domain::Problem& problem : problems) {
    if (!problem.field.empty()) problem.field.insert(0, prefix);
  }
  return problems;
}

domain::InterpreterBooking booking_in_path(const Request& request, const App& app) {
  const domain::InterpreterBookingId id{id_in_path(request)};
  std::optional<domain::InterpreterBooking> booking;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { booking = snapshot.interpreters().find(id); });
  if (!booking) throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such booking");
  return std::move(*booking);
}

using Step = domain::InterpreterBooking (*)(const domain::Ports&, const domain::Principal&,
                                            domain::InterpreterBookingId);

Reply take_step(const Request& request, App& app, Step step) {
  const domain::InterpreterBooking booking = booking_in_path(request, app);
  return press(request, app, booking.event, [&] {
    step(app.ports, signed_in(request), booking.id);
    return done(address_of(booking.event), "booking", "booking-" + std::to_string(booking.id.value));
  });
}

}  // namespace

Reply take_booking(const Request& request, App& app) {
  const domain::EventId event = event_for(request, app, domain::Permission::book_interpreters).id;
  const Fields fields = request.form();
  try {
    const auto booking = domain::request_booking(app.ports, signed_in(request), read_booking(fields, event));
    return done(address_of(event), "requested", "booking-" + std::to_string(booking.id.value));
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return overview_reply(request, app, event, {.booking = {fields, in_form(error.problems())}}, status_of(error));
  }
}

Reply take_booking_offer(const Request& request, App& app) {
  const domain::InterpreterBooking booking = booking_in_path(request, app);
  const Fields fields = request.form();
  return press(request, app, booking.event, [&] {
    domain::Violations violations;
    const auto interpreter = input_number(form_value(fields, "interpreter"), "interpreter", violations);
    violations.throw_if_any();
    (void)domain::offer_booking(app.ports, signed_in(request), booking.id, domain::InterpreterId{*interpreter});
    return done(address_of(booking.event), "booking", "booking-" + std::to_string(booking.id.value));
  });
}

Reply take_booking_confirmation(const Request& request, App& app) {
  return take_step(request, app, domain::confirm_booking);
}

Reply take_booking_refusal(const Request& request, App& app) {
  return take_step(request, app, domain::decline_booking);
}

Reply take_booking_cancellation(const Request& request, App& app) {
  return take_step(request, app, domain::cancel_booking);
}

Reply take_booking_delivery(const Request& request, App& app) {
  return take_step(request, app, domain::deliver_booking);
}

}  // namespace service
