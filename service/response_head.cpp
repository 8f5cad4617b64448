#include "service/response_head.hpp"

#include <algorithm>
#include <ctime>

#include "service/errors.hpp"

namespace service {
namespace {

constexpr std::string_view everywhere =
    "Content-Security-Policy: default-src 'self'; img-src 'self' data:; base-uri 'none'; object-src 'none'; "
    "frame-ancestors 'none'; form-action 'self'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n";

void append_value(std::string& head, std::string_view value) {
  if (value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos) {
    head += value;
    return;
  }
  for (const char c : value) {
    if (c != '\r' && c != '\n' && c != '\0') head += c;
  }
}

bool has_no_length(int status) {
  return status == 204 || status == 304 || status < 200;
}

}  // namespace

void add_to_list(Fields& fields, std::string_view name, std::string_view value) {
  for (auto& [key, list] : fields) {
    if (!equal_without_case(key, name)) continue;
    list += ", ";
    list += value;
    return;
  }
  fields.emplace_back(name, value);
}

std::string security_fields(std::string_view base_url) {
  std::string fields(everywhere);
  if (base_url.starts_with("https://")) fields += "Strict-Transport-Security: max-age=31536000\r\n";
  return fields;
}

std::string_view http_date() {
  static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  thread_local std::time_t made = 0;
  thread_local char text[64];
  thread_local std::size_t size = 0;
  const auto now = std::time(nullptr);
  if (now != made) {
    std::tm utc{};
    gmtime_r(&now, &utc);
    // Not strftime's own names: they follow the process's locale.
    size = std::strftime(text, sizeof text, "xxx, %d xxx %Y %H:%M:%S GMT", &utc);
    std::copy_n(days[utc.tm_wday], 3, text);
    std::copy_n(months[utc.tm_mon], 3, text + 8);
    made = now;
  }
  return {text, size};
}

std::string begin_head(const Reply& reply, std::size_t content_length) {
  std::string head;
  head.reserve(1024);
  head += "HTTP/1.1 ";
  head += std::to_string(reply.status);
  head += ' ';
  head += reason_phrase(reply.status);
  head += "\r\n";
  if (!reply.content_type.empty() && !has_no_length(reply.status)) {
    head += "Content-Type: ";
    append_value(head, reply.content_type);
    head += "\r\n";
  }
  if (!has_no_length(reply.status)) {
    head += "Content-Length: ";
    head += std::to_string(content_length);
    head += "\r\n";
  }
  for (const auto& [name, value] : reply.headers) {
    append_value(head, name);
    head += ": ";
    append_value(head, value);
    head += "\r\n";
  }
  return head;
}

}  // namespace service
