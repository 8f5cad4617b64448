#include "domain/time.hpp"

#include <array>
#include <cstdio>
#include <optional>

#include "domain/error.hpp"

namespace domain {
namespace {

using namespace std::chrono;

[[noreturn]] void refuse(std::string_view code, std::string_view field) {
  throw Error(ErrorKind::invalid, std::string(code),
              code == "date" ? "must be a date that exists, like 2026-10-25"
                             : "must be a time that exists, like 2026-10-25T15:00:00+03:00",
              std::string(field));
}

// Reads exactly `digits` decimal digits at `at` and moves past them.
std::optional<int> read_digits(std::string_view text, std::size_t& at, std::size_t digits) {
  if (text.size() < at + digits) return {};
  int value = 0;
  for (std::size_t i = at; i < at + digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return {};
    value = value * 10 + (text[i] - '0');
  }
  at += digits;
  return value;
}

bool read_char(std::string_view text, std::size_t& at, std::string_view any_of) {
  if (at >= text.size() || any_of.find(text[at]) == std::string_view::npos) return false;
  ++at;
  return true;
}

std::optional<year_month_day> read_date(std::string_view text, std::size_t& at) {
  const auto y = read_digits(text, at, 4);
  if (!y || !read_char(text, at, "-")) return {};
  const auto m = read_digits(text, at, 2);
  if (!m || !read_char(text, at, "-")) return {};
  const auto d = read_digits(text, at, 2);
  if (!d || *y < 1970 || *y > 2199) return {};
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<seconds> read_time_of_day(std::string_view text, std::size_t& at) {
  const auto h = read_digits(text, at, 2);
  if (!h || !read_char(text, at, ":")) return {};
  const auto m = read_digits(text, at, 2);
  if (!m || !read_char(text, at, ":")) return {};
  const auto s = read_digits(text, at, 2);
  if (!s || *h > 23 || *m > 59 || *s > 59) return {};
  if (read_char(text, at, ".")) {
    const std::size_t fraction = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    if (at == fraction) return {};
  }
  return hours{*h} + minutes{*m} + seconds{*s};
}

// "Z" or "+03:00", to the end of the text.
std::optional<minutes> read_offset(std::string_view text, std::size_t& at) {
  if (read_char(text, at, "Zz")) return at == text.size() ? std::optional(minutes{0}) : std::nullopt;
  const bool west = at < text.size() && text[at] == '-';
  if (!read_char(text, at, "+-")) return {};
  const auto h = read_digits(text, at, 2);
  if (!h || !read_char(text, at, ":")) return {};
  const auto m = read_digits(text, at, 2);
  if (!m || *h > 23 || *m > 59 || at != text.size()) return {};
  const minutes offset = hours{*h} + minutes{*m};
  return west ? -offset : offset;
}

}  // namespace

Instant SystemClock::now() const {
  return floor<seconds>(system_clock::now());
}

std::string format_date(year_month_day date) {
  std::array<char, 24> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                                   static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return {buffer.data(), static_cast<std::size_t>(length)};
}

std::string format_rfc3339(Instant instant) {
  const auto date = floor<days>(instant);
  const hh_mm_ss time{instant - date};
  std::array<char, 32> buffer{};
  const int length =
      std::snprintf(buffer.data(), buffer.size(), "T%02d:%02d:%02dZ", static_cast<int>(time.hours().count()),
                    static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return format_date(year_month_day{date}) + std::string(buffer.data(), static_cast<std::size_t>(length));
}

Instant parse_rfc3339(std::string_view text, std::string_view field) {
  std::size_t at = 0;
  const auto date = read_date(text, at);
  if (!date || !read_char(text, at, "Tt ")) refuse("date_time", field);
  const auto time = read_time_of_day(text, at);
  if (!time) refuse("date_time", field);
  const auto offset = read_offset(text, at);
  if (!offset) refuse("date_time", field);
  return sys_days{*date} + *time - *offset;
}

year_month_day parse_date(std::string_view text, std::string_view field) {
  std::size_t at = 0;
  const auto date = read_date(text, at);
  if (!date || at != text.size()) refuse("date", field);
  return *date;
}

}  // namespace domain
