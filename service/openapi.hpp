#pragma once
#include <string_view>

#include "service/http.hpp"

namespace service {

struct App;

// The OpenAPI 3.1 description of the JSON interface, as a file of the program.
[[nodiscard]] std::string_view openapi_document();
Reply openapi(const Request& request, App& app);

}  // namespace service
