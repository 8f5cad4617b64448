#include "notifications/sms_encoding.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace notifications {
namespace {

constexpr char32_t replacement_character = 0xFFFD;

// The code point at `at`, which moves on; broken sequences are U+FFFD, a byte each.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0x80) return lead;
  const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  if (lead < 0xC2 || lead > 0xF4 || at + more > text.size()) return replacement_character;
  char32_t code_point = lead & (0x3Fu >> more);
  for (std::size_t i = 0; i < more; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    if ((byte & 0xC0) != 0x80) return replacement_character;
    code_point = (code_point << 6) | (byte & 0x3Fu);
  }
  at += more;
  return code_point;
}

// TS 23.038, 6.2.1: what is not ASCII, and what of ASCII is not in it.
constexpr std::u32string_view gsm_beyond_ascii = U"£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà";
constexpr std::u32string_view gsm_extension = U"\f^{}\\[~]|€";  // 6.2.1.1
constexpr std::u32string_view ascii_not_in_gsm = U"`";

// Septets; nothing for a character that the alphabet lacks.
std::optional<std::size_t> septets(char32_t c) {
  if (gsm_extension.find(c) != std::u32string_view::npos) return 2;
  if (c == U'\n' || c == U'\r') return 1;
  if (c >= 0x20 && c < 0x7F)
    return ascii_not_in_gsm.find(c) == std::u32string_view::npos ? std::optional<std::size_t>(1) : std::nullopt;
  if (gsm_beyond_ascii.find(c) != std::u32string_view::npos) return 1;
  return std::nullopt;
}

std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> all;
  all.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) all.push_back(next_code_point(text, at));
  return all;
}

SmsSize size_of(const std::vector<std::size_t>& units, SmsAlphabet alphabet) {
  const std::size_t alone = alphabet == SmsAlphabet::gsm7 ? 160 : 70;
  const std::size_t each = alphabet == SmsAlphabet::gsm7 ? 153 : 67;
  SmsSize size{alphabet, 0, 0};
  for (const auto count : units) size.units += count;
  if (size.units == 0) return size;
  size.segments = 1;
  if (size.units <= alone) return size;
  std::size_t used = 0;
  for (const auto count : units) {
    if (used + count > each) {
      ++size.segments;
      used = 0;
    }
    used += count;
  }
  return size;
}

using Kin = std::pair<std::string_view, std::string_view>;
constexpr std::array<Kin, 16> typographic{{
    {"\u2018", "'"},
    {"\u2019", "'"},
    {"\u201A", "'"},
    {"\u201C", "\""},
    {"\u201D", "\""},
    {"\u201E", "\""},
    {"\u00AB", "\""},
    {"\u00BB", "\""},
    {"\u2010", "-"},
    {"\u2011", "-"},
    {"\u2013", "-"},
    {"\u2014", "-"},
    {"\u2026", "..."},
    {"\u00A0", " "},
    {"\u2009", " "},
    {"\u202F", " "},
}};

}  // namespace

SmsSize measure_sms(std::string_view text) {
  const auto points = code_points(text);
  std::vector<std::size_t> units;
  units.reserve(points.size());
  for (const auto c : points) {
    const auto count = septets(c);
    if (!count) break;
    units.push_back(*count);
  }
  if (units.size() == points.size()) return size_of(units, SmsAlphabet::gsm7);
  units.clear();
  for (const auto c : points) units.push_back(c > 0xFFFF ? 2 : 1);
  return size_of(units, SmsAlphabet::ucs2);
}

std::string fit_gsm7(std::string_view text) {
  if (measure_sms(text).alphabet == SmsAlphabet::gsm7) return std::string(text);
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const auto rest = text.substr(at);
    const auto* kin = std::find_if(typographic.begin(), typographic.end(),
                                   [&](const Kin& pair) { return rest.starts_with(pair.first); });
    if (kin == typographic.end()) {
      plain += text[at++];
    } else {
      plain += kin->second;
      at += kin->first.size();
    }
  }
  return measure_sms(plain).alphabet == SmsAlphabet::gsm7 ? plain : std::string(text);
}

}  // namespace notifications
