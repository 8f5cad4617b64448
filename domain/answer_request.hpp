#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "domain/event.hpp"
#include "domain/interpreter.hpp"
#include "domain/ports.hpp"

// What an interpreter answers who was asked for several dates by one link (book_series.hpp).
namespace domain {

struct RequestedDate {
  Event event;
  InterpreterBooking booking;
  // Of one that is offered or declined: they have another booking at that time, or too near to travel.
  bool busy = false;
};
struct RequestView {
  Interpreter interpreter;
  std::vector<RequestedDate> dates;  // by start time
};
// Nothing where the token is no link of several dates: it may be one of a single offer (book_interpreter.hpp).
[[nodiscard]] std::optional<RequestView> view_request(const Ports& ports, std::string_view token);

// Of the dates that were shown (`answered`) and are still offered and not over, those in `accepted` are confirmed, and
// the others declined; so are those for which they are not free any more. One message confirms all. Dates that are
// answered already stay as they are. Error{not_found} where view_request answers nothing; Error{conflict, "offer_over"}
// where none of the dates can be answered any more and none is as it was answered.
RequestView answer_request(const Ports& ports, std::string_view token,
                           const std::vector<InterpreterBookingId>& answered,
                           const std::vector<InterpreterBookingId>& accepted);

}  // namespace domain
