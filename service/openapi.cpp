#include "service/openapi.hpp"

#include <span>

#include "cmake/embedded.hpp"
#include "service/app.hpp"

namespace service {

std::span<const embedded::File> embedded_openapi();  // made by kutsu_embed

std::string_view openapi_document() {
  return embedded_openapi().front().bytes;
}

Reply openapi(const Request& request, App& app) {
  const auto render = [] { return json_reply(200, std::string(openapi_document())); };
  return app.replies.get(request.path, ReplyCache::DependsOn::content, false, render);
}

}  // namespace service
