#include "calendar/html_reference.hpp"

#include <libxml/HTMLparser.h>

#include <array>
#include <charconv>
#include <string>

namespace calendar {
namespace {

constexpr std::size_t longest_name = 8;  // "thetasym"
constexpr char32_t last_character = 0x10FFFF;

constexpr std::array<char32_t, 32> windows_characters{0x20AC, 0,      0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                                      0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0,      0x17D,  0,
                                                      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                      0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0,      0x17E,  0x178};

bool is_character(char32_t c) {
  const bool is_control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
  const bool is_surrogate = c >= 0xD800 && c <= 0xDFFF;
  return !is_control && !is_surrogate && c <= last_character;
}

// "228", "xE4"; 0 for what is no character.
char32_t numbered(std::string_view number) {
  const bool is_hexadecimal = number.starts_with('x') || number.starts_with('X');
  if (is_hexadecimal) number.remove_prefix(1);
  std::uint32_t code = 0;
  const char* end = number.data() + number.size();
  const auto [rest, error] = std::from_chars(number.data(), end, code, is_hexadecimal ? 16 : 10);
  if (error != std::errc{} || rest != end || number.empty()) return 0;
  const char32_t character = code >= 0x80 && code < 0xA0 ? windows_1252(code) : char32_t{code};
  return is_character(character) ? character : 0;
}

char32_t named(const std::string& name) {
  // Case tells &Auml; from &auml;.
  const auto* known = htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()));
  return known == nullptr ? 0 : char32_t{known->value};
}

bool may_be_typed(char32_t character) {
  return character == '&' || character == '<' || character == '>' || character == '"' || character == '\'';
}

}  // namespace

HtmlReference html_reference_at(std::string_view text) {
  if (!text.starts_with('&')) return {};
  const std::string_view rest = text.substr(1, longest_name + 1);
  const std::size_t end = rest.find(';');
  if (end == std::string_view::npos || end == 0) return {};
  const std::string_view name = rest.substr(0, end);
  if (name.find('\0') != std::string_view::npos) return {};
  const char32_t character = name.starts_with('#') ? numbered(name.substr(1)) : named(std::string(name));
  if (character == 0) return {};
  return {end + 2, character, may_be_typed(character)};
}

char32_t windows_1252(unsigned octet) {
  return windows_characters.at(octet - 0x80);
}

}  // namespace calendar
