#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "domain/ids.hpp"
#include "service/http.hpp"
#include "service/json.hpp"

// What handlers of the JSON interface take from a request beside its body, and how they answer.
namespace service {

// A number in the path. What is none, or no number that an id can be, is Error{not_found}.
[[nodiscard]] std::int64_t id_in_path(const Request& request, const std::string& name = "id");
[[nodiscard]] inline domain::EventId event_in_path(const Request& request) {
  return {id_in_path(request)};
}
// The version that If-Match (RFC 9110, 13.1.1) names: the number at the start of an ETag. Nothing for none and for "*".
// Anything else is Error{conflict, "version"}: it cannot be the present one.
[[nodiscard]] std::optional<std::int64_t> version_of_if_match(const Request& request);
// Of a route that signed-in people alone reach; Error{unauthenticated} otherwise.
[[nodiscard]] const domain::Principal& signed_in(const Request& request);

// {"meta": {"count", "next": null, "previous": null}, "data": […]}: a list told whole.
[[nodiscard]] Json list_json(Json::Array data);
// Never kept by anybody: `Cache-Control: no-store`.
[[nodiscard]] Reply personal_reply(int status, const Json& json);

}  // namespace service
