#include "service/api_request.hpp"

#include <charconv>

#include "domain/error.hpp"
#include "domain/text.hpp"

namespace service {
namespace {

constexpr std::int64_t ids_end = std::int64_t{1} << 53;

// The whole of `text`, or nothing.
std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return number;
}

}  // namespace

std::int64_t id_in_path(const Request& request, const std::string& name) {
  const auto parameter = request.parameters.find(name);
  const auto id = parameter == request.parameters.end() ? std::nullopt : whole_number(parameter->second);
  if (!id || *id <= 0 || *id >= ids_end) {
    throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is nothing at this address");
  }
  return *id;
}

std::optional<std::int64_t> version_of_if_match(const Request& request) {
  auto tag = domain::trim(request.header("If-Match").value_or(""));
  if (tag.empty() || tag == "*") return {};
  // A proxy that compresses may have weakened it; the version in it is as exact as before.
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  const bool quoted = tag.size() >= 2 && tag.front() == '"' && tag.back() == '"';
  const auto inner = quoted ? tag.substr(1, tag.size() - 2) : std::string_view{};
  const auto version = whole_number(inner.substr(0, inner.find('-')));
  if (!version)
    throw domain::Error(domain::ErrorKind::conflict, "version", "If-Match does not name the present version");
  return version;
}

const domain::Principal& signed_in(const Request& request) {
  if (request.principal) return *request.principal;
  throw domain::Error(domain::ErrorKind::unauthenticated, "sign_in_required", "needs a sign-in");
}

Json list_json(Json::Array data) {
  const Json::Object meta{{"count", data.size()}, {"next", {}}, {"previous", {}}};
  return Json::Object{{"meta", meta}, {"data", std::move(data)}};
}

Reply personal_reply(int status, const Json& json) {
  Reply reply = json_reply(status, to_text(json));
  reply.headers.emplace_back("Cache-Control", "no-store");
  return reply;
}

}  // namespace service
