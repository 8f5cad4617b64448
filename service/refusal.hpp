#pragma once
#include <string>

namespace service {

// Thrown where the edge itself turns a request away, before any handler: bytes that are no request, limits, methods.
// What handlers and use cases throw is domain::Error.
struct Refusal {
  int status;          // RFC 9110, 15
  std::string code;    // as domain::Problem::code
  std::string detail;  // one English sentence that repeats nothing of the request
};

}  // namespace service
