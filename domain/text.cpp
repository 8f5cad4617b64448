#include "domain/text.hpp"

#include <algorithm>

#include "domain/error.hpp"

namespace domain {
namespace {

// Octets of the well-formed sequence at the start of `text`, 0 for none: table 3-7 of the Unicode standard.
std::size_t sequence_length(std::string_view text) {
  const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto tail = [&](std::size_t i) { return at(i) >= 0x80 && at(i) <= 0xBF; };
  const unsigned lead = at(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool overlong = lead == 0xE0 && at(1) < 0xA0;
    const bool surrogate = lead == 0xED && at(1) > 0x9F;
    return tail(1) && tail(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool overlong = lead == 0xF0 && at(1) < 0x90;
    const bool too_large = lead == 0xF4 && at(1) > 0x8F;
    return tail(1) && tail(2) && tail(3) && !overlong && !too_large ? 4 : 0;
  }
  return 0;
}

bool has_control_character(std::string_view text) {
  return std::ranges::any_of(text, [](unsigned char c) { return (c < 0x20 && c != '\t' && c != '\n') || c == 0x7F; });
}

std::string with_line_feeds(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out += text[i];
  }
  return out;
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

char32_t take_utf8(std::string_view& text) {
  const std::size_t size = sequence_length(text);
  if (size == 0) {
    text.remove_prefix(1);
    return replacement_character;
  }
  const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  char32_t character = size == 1 ? octet(0) : octet(0) & (0x7fU >> size);
  for (std::size_t i = 1; i < size; ++i) character = (character << 6U) | (octet(i) & 0x3fU);
  text.remove_prefix(size);
  return character;
}

void append_utf8(std::string& text, char32_t character) {
  const auto tail = [&](unsigned shift) { text.push_back(static_cast<char>(0x80U | ((character >> shift) & 0x3fU))); };
  if (character < 0x80) {
    text.push_back(static_cast<char>(character));
  } else if (character < 0x800) {
    text.push_back(static_cast<char>(0xc0U | (character >> 6U)));
    tail(0);
  } else if (character < 0x10000) {
    text.push_back(static_cast<char>(0xe0U | (character >> 12U)));
    tail(6);
    tail(0);
  } else {
    text.push_back(static_cast<char>(0xf0U | (character >> 18U)));
    tail(12);
    tail(6);
    tail(0);
  }
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string clean_text(std::string_view text, std::string_view field, std::size_t max_code_points) {
  const auto refuse = [&](const char* code, std::string message) {
    throw Error(ErrorKind::invalid, code, std::move(message), std::string(field));
  };
  if (!is_valid_utf8(text)) refuse("encoding", "must be UTF-8");
  std::string clean = with_line_feeds(text);
  if (has_control_character(clean)) refuse("control_character", "must not contain control characters");
  clean = std::string(trim(clean));
  if (count_code_points(clean) > max_code_points) {
    refuse("too_long", "must be at most " + std::to_string(max_code_points) + " characters");
  }
  return clean;
}

void clean_text(std::string& text, std::string_view field, std::size_t max_code_points, Violations& violations) {
  try {
    text = clean_text(text, field, max_code_points);
  } catch (const Error& error) {
    violations.add(error);
  }
}

std::string_view trim(std::string_view text) {
  static constexpr std::string_view white = " \t\n\r\f\v";
  const std::size_t first = text.find_first_not_of(white);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(white) - first + 1);
}

std::string to_lower_ascii(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); });
  return out;
}

std::string to_upper_ascii(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](unsigned char c) { return static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c); });
  return out;
}

}  // namespace domain
