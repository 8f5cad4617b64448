#include "service/request_parser.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "service/header_values.hpp"
#include "service/refusal.hpp"

namespace service {
namespace {

constexpr std::string_view crlf = "\r\n";
constexpr std::string_view end_of_head = "\r\n\r\n";
constexpr std::size_t longest_chunk_line = 256;

[[noreturn]] void refuse(std::string detail) {
  throw Refusal{400, "malformed_request", std::move(detail)};
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

std::string_view trim_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// "http://host/path" → "/path" (RFC 9112, 3.2.2).
std::string_view origin_form(std::string_view target) {
  if (target.starts_with('/') || target == "*") return target;
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!equal_without_case(target.substr(0, scheme.size()), scheme)) continue;
    const auto slash = target.find('/', scheme.size());
    return slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
  }
  refuse("The request target is malformed.");
}

}  // namespace

bool RequestParser::advance(std::string& bytes) {
  // Taken off all at once: each part by itself would move the rest of a full buffer for a chunk of one octet.
  std::string_view input(bytes);
  bool moved = true;
  while (moved && stage_ != Stage::complete) {
    switch (stage_) {
      case Stage::head:
        moved = take_head(input);
        break;
      case Stage::sized_body:
        moved = take_sized_body(input);
        break;
      case Stage::chunk_size:
        moved = take_chunk_size(input);
        break;
      case Stage::chunk:
      case Stage::chunk_end:
        moved = take_chunk(input);
        break;
      case Stage::trailers:
        moved = take_trailers(input);
        break;
      case Stage::complete:
        break;
    }
  }
  bytes.erase(0, bytes.size() - input.size());
  return stage_ == Stage::complete;
}

RawRequest RequestParser::take() {
  auto request = std::exchange(request_, {});
  stage_ = Stage::head;
  body_limit_ = limits_.body;
  http_1_0_ = line_checked_ = expects_continue_ = false;
  searched_ = remaining_ = trailers_ = 0;
  return request;
}

bool RequestParser::take_expectation() {
  return awaits_body() && stage_ != Stage::complete && std::exchange(expects_continue_, false);
}

bool RequestParser::take_head(std::string_view& input) {
  // Empty lines before a request: RFC 9112, 2.2.
  while (input.starts_with(crlf)) {
    input.remove_prefix(crlf.size());
    searched_ = 0;
  }
  const auto end = input.find(end_of_head, searched_ < 3 ? 0 : searched_ - 3);
  if (end == std::string_view::npos) {
    check_beginning(input);
    searched_ = input.size();
    return false;
  }
  if (end + end_of_head.size() > limits_.head) {
    throw Refusal{431, "headers_too_large", "The header fields are too large."};
  }
  std::string_view head(input.data(), end + crlf.size());
  auto line_end = head.find(crlf);
  if (line_end > limits_.request_line) throw Refusal{414, "address_too_long", "The address is too long."};
  parse_request_line(head.substr(0, line_end));
  for (head.remove_prefix(line_end + 2); !head.empty(); head.remove_prefix(line_end + 2)) {
    line_end = head.find(crlf);
    parse_field(head.substr(0, line_end));
  }
  input.remove_prefix(end + end_of_head.size());
  check_header_values(request_.headers, http_1_0_);
  decide_framing();
  return true;
}

// Turns away at once what can no longer become a request.
void RequestParser::check_beginning(std::string_view input) {
  const auto line = input.substr(0, input.find(crlf));
  if (line.size() > limits_.request_line) throw Refusal{414, "address_too_long", "The address is too long."};
  if (input.size() > limits_.head) throw Refusal{431, "headers_too_large", "The header fields are too large."};
  if (line_checked_) return;
  if (line.size() < input.size()) {
    parse_request_line(line);
    request_ = {};
    line_checked_ = true;
    return;
  }
  const auto control = std::ranges::find_if(line, is_control);
  if (control != line.end() && (*control != '\r' || control + 1 != line.end())) {
    refuse("The request line is malformed.");
  }
}

void RequestParser::parse_request_line(std::string_view line) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) refuse("The request line is malformed.");
  const auto method = line.substr(0, first);
  const auto target = line.substr(first + 1, last - first - 1);
  const auto version = line.substr(last + 1);
  if (!is_token(method)) refuse("The request line is malformed.");
  if (target.empty() || std::ranges::any_of(target, [](char c) { return is_control(c) || c == ' ' || c == '#'; })) {
    refuse("The request target is malformed.");
  }
  if (version.size() != 8 || !version.starts_with("HTTP/") || version[5] < '0' || version[5] > '9' ||
      version[6] != '.' || version[7] < '0' || version[7] > '9') {
    refuse("The request line is malformed.");
  }
  if (version[5] != '1') throw Refusal{505, "http_version", "Only HTTP/1.1 and HTTP/1.0 are spoken here."};
  http_1_0_ = version[7] == '0';
  request_.method = method;
  request_.target = origin_form(target);
}

void RequestParser::parse_field(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) refuse("A header field is malformed.");
  const auto value = trim_blanks(line.substr(colon + 1));
  if (std::ranges::any_of(value, [](char c) { return is_control(c) && c != '\t'; })) {
    refuse("A header field holds a control character.");
  }
  if (request_.headers.size() == limits_.fields) {
    throw Refusal{431, "headers_too_large", "There are too many header fields."};
  }
  request_.headers.emplace_back(line.substr(0, colon), value);
}

// RFC 9112, 6.3; what smuggles requests past a proxy is refused rather than interpreted.
void RequestParser::decide_framing() {
  const auto framing = read_framing(request_.headers, http_1_0_);
  request_.keep_alive = framing.keep_alive;
  if (longer_body_ && (framing.chunked || framing.content_length > body_limit_)) {
    auto granted = longer_body_(request_);
    if (!granted) throw UnwelcomeBody{};
    body_limit_ = granted->limit;
    request_.place = std::move(granted->place);
  }
  if (framing.content_length > body_limit_) throw Refusal{413, "body_too_large", "The body is too large."};
  expects_continue_ = framing.expects_continue;
  remaining_ = static_cast<std::size_t>(framing.content_length);
  if (framing.chunked) {
    stage_ = Stage::chunk_size;
  } else if (remaining_ > 0) {
    request_.body.reserve(remaining_);
    stage_ = Stage::sized_body;
  } else {
    stage_ = Stage::complete;
  }
}

bool RequestParser::take_sized_body(std::string_view& input) {
  const auto size = std::min(remaining_, input.size());
  request_.body.append(input.substr(0, size));
  input.remove_prefix(size);
  remaining_ -= size;
  if (remaining_ == 0) stage_ = Stage::complete;
  return remaining_ == 0;
}

bool RequestParser::take_chunk_size(std::string_view& input) {
  const auto end = input.find(crlf);
  if (end == std::string_view::npos) {
    if (input.size() > longest_chunk_line) refuse("A chunk is malformed.");
    return false;
  }
  const auto line = input.substr(0, end);
  const auto digits = trim_blanks(line.substr(0, line.find(';')));
  const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), remaining_, 16);
  if (error == std::errc::result_out_of_range) throw Refusal{413, "body_too_large", "The body is too large."};
  if (error != std::errc{} || rest != digits.data() + digits.size() || end > longest_chunk_line ||
      std::ranges::any_of(line, [](char c) { return is_control(c) && c != '\t'; })) {
    refuse("A chunk is malformed.");
  }
  if (remaining_ > body_limit_ - request_.body.size()) {
    throw Refusal{413, "body_too_large", "The body is too large."};
  }
  input.remove_prefix(end + crlf.size());
  stage_ = remaining_ == 0 ? Stage::trailers : Stage::chunk;
  return true;
}

bool RequestParser::take_chunk(std::string_view& input) {
  if (stage_ == Stage::chunk) {
    const auto size = std::min(remaining_, input.size());
    request_.body.append(input.substr(0, size));
    input.remove_prefix(size);
    remaining_ -= size;
    if (remaining_ > 0) return false;
    stage_ = Stage::chunk_end;
  }
  if (input.size() < crlf.size()) return false;
  if (!input.starts_with(crlf)) refuse("A chunk is malformed.");
  input.remove_prefix(crlf.size());
  stage_ = Stage::chunk_size;
  return true;
}

// Trailer fields are read over: nothing here means anything in a trailer.
bool RequestParser::take_trailers(std::string_view& input) {
  const auto end = input.find(crlf);
  if (end == std::string_view::npos ? trailers_ + input.size() > limits_.head : trailers_ + end > limits_.head) {
    throw Refusal{431, "headers_too_large", "The trailer fields are too large."};
  }
  if (end == std::string_view::npos) return false;
  trailers_ += end;
  input.remove_prefix(end + crlf.size());
  if (end == 0) stage_ = Stage::complete;
  return true;
}

}  // namespace service
