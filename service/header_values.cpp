#include "service/header_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "service/refusal.hpp"

namespace service {
namespace {

[[noreturn]] void refuse(std::string_view field) {
  throw Refusal{400, "malformed_header", "The header field " + std::string(field) + " is malformed."};
}

constexpr auto token_characters = [] {
  std::array<bool, 256> table{};
  for (const char c :
       std::string_view("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
    table[static_cast<unsigned char>(c)] = true;
  }
  return table;
}();

std::string_view trim_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Calls `visit` with each part between separators, trimmed. Separators inside quoted strings do not count.
template <class Visit>
void split(std::string_view text, char separator, Visit visit) {
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (text[i] == separator && !quoted) {
      visit(trim_blanks(text.substr(begin, i - begin)));
      begin = i + 1;
    }
  }
  visit(trim_blanks(text.substr(begin)));
}

template <class Visit>
void for_each_cookie(std::string_view value, Visit visit) {
  while (!value.empty()) {
    const auto end = std::min(value.find(';'), value.size());
    if (const auto cookie = trim_blanks(value.substr(0, end)); !cookie.empty()) visit(cookie);
    value.remove_prefix(std::min(end + 1, value.size()));
  }
}

bool has_token(std::string_view list, std::string_view token) {
  bool found = false;
  split(list, ',', [&](std::string_view part) { found = found || equal_without_case(part, token); });
  return found;
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// RFC 9110, 12.4.2: 0 to 1 with at most three decimals.
bool is_weight(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return false;
  if (text.size() == 1) return true;
  const auto decimals = text.substr(2);
  if (text[1] != '.' || (!decimals.empty() && !is_digits(decimals))) return false;
  return text[0] == '0' || std::ranges::all_of(decimals, [](char c) { return c == '0'; });
}

// Accept, Accept-Language, Accept-Encoding: each element may carry a weight.
void check_weights(std::string_view name, std::string_view value) {
  split(value, ',', [&](std::string_view element) {
    bool first = true;
    split(element, ';', [&](std::string_view parameter) {
      if (!first && parameter.size() >= 2 && (parameter[0] == 'q' || parameter[0] == 'Q') && parameter[1] == '=' &&
          !is_weight(parameter.substr(2))) {
        refuse(name);
      }
      if (first && parameter.find_first_of(" \t=@\"\\(){}<>[]?:") != std::string_view::npos) refuse(name);
      first = false;
    });
  });
}

void check_cache_control(std::string_view value) {
  split(value, ',', [](std::string_view directive) {
    if (directive.empty()) return;
    const auto equals = directive.find('=');
    const auto name = directive.substr(0, equals);
    if (!is_token(name)) refuse("Cache-Control");
    const bool seconds = equal_without_case(name, "max-age") || equal_without_case(name, "min-fresh") ||
                         equal_without_case(name, "s-maxage");
    const auto argument = equals == std::string_view::npos ? std::string_view{} : directive.substr(equals + 1);
    if (seconds && !is_digits(argument)) refuse("Cache-Control");
    if (equal_without_case(name, "max-stale") && equals != std::string_view::npos && !is_digits(argument)) {
      refuse("Cache-Control");
    }
  });
}

void check_cookies(std::string_view value) {
  for_each_cookie(value, [](std::string_view cookie) {
    const auto equals = cookie.find('=');
    if (equals == std::string_view::npos || !is_token(trim_blanks(cookie.substr(0, equals)))) refuse("Cookie");
  });
}

// RFC 3986, 3.2: a name, an IPv4 address or a bracketed IPv6 one, and perhaps a port.
void check_host(std::string_view value) {
  const auto colon = value.rfind(':');
  const auto bracket = value.rfind(']');
  const bool has_port = colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
  const auto host = has_port ? value.substr(0, colon) : value;
  const auto port = has_port ? value.substr(colon + 1) : std::string_view{};
  int number = 0;
  const auto parsed = std::from_chars(port.data(), port.data() + port.size(), number);
  if (!port.empty() && (!is_digits(port) || parsed.ec != std::errc{} || number > 65535)) refuse("Host");
  const bool bracketed = host.starts_with('[');
  const auto inner = bracketed && host.ends_with(']') ? host.substr(1, host.size() - 2) : host;
  const auto allowed = [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("-._~%!$&'()*+,;=").find(c) != std::string_view::npos || (bracketed && c == ':');
  };
  if (inner.empty() || !std::ranges::all_of(inner, allowed)) refuse("Host");
}

std::uint64_t read_content_length(std::string_view value) {
  std::uint64_t length = 0;
  if (!is_digits(value)) refuse("Content-Length");
  const auto parsed = std::from_chars(value.data(), value.data() + value.size(), length);
  return parsed.ec == std::errc{} ? length : std::numeric_limits<std::uint64_t>::max();
}

}  // namespace

bool is_token(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return token_characters[static_cast<unsigned char>(c)]; });
}

Framing read_framing(const Fields& headers, bool http_1_0) {
  Framing framing;
  framing.keep_alive = !http_1_0;
  bool has_length = false;
  for (const auto& [name, value] : headers) {
    if (equal_without_case(name, "Content-Length")) {
      if (has_length) refuse("Content-Length");
      has_length = true;
      framing.content_length = read_content_length(value);
    } else if (equal_without_case(name, "Transfer-Encoding")) {
      if (framing.chunked || http_1_0) refuse("Transfer-Encoding");
      if (!equal_without_case(value, "chunked")) {
        throw Refusal{501, "transfer_encoding", "Only the transfer encoding \"chunked\" is understood."};
      }
      framing.chunked = true;
    } else if (equal_without_case(name, "Connection")) {
      if (has_token(value, "close")) framing.keep_alive = false;
      if (http_1_0 && has_token(value, "keep-alive")) framing.keep_alive = true;
    } else if (equal_without_case(name, "Expect") && !http_1_0) {
      if (!equal_without_case(value, "100-continue")) {
        throw Refusal{417, "expectation", "Only the expectation \"100-continue\" can be met."};
      }
      framing.expects_continue = true;
    }
  }
  if (framing.chunked && has_length) refuse("Content-Length");
  return framing;
}

void check_header_values(const Fields& headers, bool http_1_0) {
  int hosts = 0;
  for (const auto& [name, value] : headers) {
    if (equal_without_case(name, "Host")) {
      if (++hosts > 1) refuse("Host");
      check_host(value);
    } else if (equal_without_case(name, "Cookie")) {
      check_cookies(value);
    } else if (equal_without_case(name, "Accept") || equal_without_case(name, "Accept-Language") ||
               equal_without_case(name, "Accept-Encoding")) {
      check_weights(name, value);
    } else if (equal_without_case(name, "Cache-Control")) {
      check_cache_control(value);
    }
  }
  if (hosts == 0 && !http_1_0) throw Refusal{400, "malformed_header", "The header field Host is missing."};
}

std::map<std::string, std::string> read_cookies(const Fields& headers) {
  std::map<std::string, std::string> cookies;
  for (const auto& [name, value] : headers) {
    if (!equal_without_case(name, "Cookie")) continue;
    for_each_cookie(value, [&](std::string_view cookie) {
      const auto equals = std::min(cookie.find('='), cookie.size() - 1);
      auto content = trim_blanks(cookie.substr(equals + 1));
      if (content.size() >= 2 && content.starts_with('"') && content.ends_with('"')) {
        content = content.substr(1, content.size() - 2);
      }
      cookies.emplace(trim_blanks(cookie.substr(0, equals)), content);
    });
  }
  return cookies;
}

bool accepts_gzip(const Fields& headers) {
  const auto field = find_field(headers, "Accept-Encoding");
  if (!field) return false;
  std::optional<bool> gzip;
  bool any = false;
  split(*field, ',', [&](std::string_view element) {
    const auto semicolon = element.find(';');
    const auto coding = trim_blanks(element.substr(0, semicolon));
    const auto weight =
        semicolon == std::string_view::npos ? std::string_view{} : trim_blanks(element.substr(semicolon + 1));
    const bool wanted = !weight.starts_with("q=0") || weight.find_first_of("123456789", 3) != std::string_view::npos;
    if (equal_without_case(coding, "gzip") || equal_without_case(coding, "x-gzip")) gzip = wanted;
    if (coding == "*") any = wanted;
  });
  return gzip.value_or(any);
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) {
  if (trim_blanks(if_none_match) == "*") return true;
  const auto opaque = [](std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; };
  bool matched = false;
  split(if_none_match, ',', [&](std::string_view tag) { matched = matched || opaque(tag) == opaque(etag); });
  return matched;
}

}  // namespace service
