#pragma once
#include <string_view>
#include <vector>

#include "domain/error.hpp"
#include "service/http.hpp"
#include "service/refusal.hpp"

// The one place where failures become HTTP.
namespace service {

struct App;

struct Failure {
  int status = 500;
  std::vector<domain::Problem> problems;  // never empty
  Fields headers;                         // Allow, Retry-After, WWW-Authenticate
};

// invalid 400, unauthenticated 401, forbidden 403, not_found 404, conflict 409 ("version": 412), unavailable 503
// ("too_many_requests": 429).
[[nodiscard]] Failure failure_of(const domain::Error& error);
[[nodiscard]] Failure failure_of(const Refusal& refusal);
// A fault of the program: 500, and nothing of what happened but the id under which it is logged.
[[nodiscard]] Failure unexpected_failure();

// RFC 9457, with `code`, `errors` [{field, code, message}] and `request_id` beside its own members.
[[nodiscard]] Reply problem_json(const Failure& failure, std::string_view request_id);
// For people, in the language of the request.
// With a way `back`, an address, where there is one.
[[nodiscard]] Reply problem_page(const Failure& failure, const Request& request, App& app,
                                 const std::string& back = {});

[[nodiscard]] std::string_view reason_phrase(int status);

}  // namespace service
