#pragma once
#include "domain/event.hpp"
#include "domain/interpreter.hpp"
#include "service/json_object.hpp"

// Interpreters and their bookings as the JSON interface shows and takes them.
namespace service {

[[nodiscard]] Json interpreter_json(const domain::Interpreter& interpreter);
[[nodiscard]] Json booking_json(const domain::InterpreterBooking& booking);

// Each throws Error{invalid} with everything that is wrong.
[[nodiscard]] domain::Interpreter read_interpreter(const Json& body);
// Times that are absent stay 0; those without an offset are local to `event`'s time zone.
[[nodiscard]] domain::InterpreterBooking read_booking(const Json& body, const domain::Event& event,
                                                      const domain::TimeZones& zones);

}  // namespace service
