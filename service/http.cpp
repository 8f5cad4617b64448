#include "service/http.hpp"

#include <algorithm>

#include "domain/error.hpp"
#include "service/uri.hpp"

namespace service {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

Reply reply_with(int status, std::string_view content_type, std::string body) {
  return {status, std::string(content_type), std::make_shared<const std::string>(std::move(body)), {}};
}

}  // namespace

std::string_view to_word(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::del:
      return "DELETE";
    case Method::options:
      return "OPTIONS";
  }
  return "";
}

bool equal_without_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::optional<std::string_view> find_field(const Fields& fields, std::string_view name) {
  for (const auto& [key, value] : fields) {
    if (equal_without_case(key, name)) return value;
  }
  return std::nullopt;
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::vector<std::string> Request::query_list(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [key, value] : query) {
    if (key != name) continue;
    for (std::string_view rest = value; !rest.empty();) {
      const auto comma = rest.find(',');
      if (comma != 0) values.emplace_back(rest.substr(0, comma));
      rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
    }
  }
  return values;
}

Fields Request::form() const {
  const auto type = header("Content-Type").value_or("");
  if (!equal_without_case(type.substr(0, type.find(';')), "application/x-www-form-urlencoded")) {
    throw domain::Error(domain::ErrorKind::invalid, "form_encoding",
                        "The body must be application/x-www-form-urlencoded.");
  }
  auto fields = parse_form(body);
  if (!fields) throw domain::Error(domain::ErrorKind::invalid, "form_encoding", "The form is not well-formed UTF-8.");
  return std::move(*fields);
}

Reply json_reply(int status, std::string body) {
  return reply_with(status, "application/json", std::move(body));
}

Reply html_reply(int status, std::string body) {
  return reply_with(status, "text/html; charset=utf-8", std::move(body));
}

Reply see_other(std::string location) {
  auto reply = reply_with(303, "", "");
  reply.headers.emplace_back("Location", std::move(location));
  return reply;
}

}  // namespace service
