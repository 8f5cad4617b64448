#include "service/xlsx_cells.hpp"

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "domain/error.hpp"
#include "domain/time.hpp"

namespace service {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

std::optional<double> read_double(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string day_text(year_month_day day) {
  char text[32];
  std::snprintf(text, sizeof text, "%u.%u.%d", static_cast<unsigned>(day.day()), static_cast<unsigned>(day.month()),
                static_cast<int>(day.year()));
  return text;
}

std::string clock_text(long long minutes) {
  char text[32];
  std::snprintf(text, sizeof text, "%02d.%02d", static_cast<int>(minutes / 60), static_cast<int>(minutes % 60));
  return text;
}

// A letter of a format that stands for itself: in quotes, in brackets, or behind a backslash, underscore or star.
std::size_t skip_literal(std::string_view code, std::size_t at) {
  if (code[at] == '\\' || code[at] == '_' || code[at] == '*') return at + 2;
  if (code[at] != '"' && code[at] != '[') return at;
  const auto end = code.find(code[at] == '"' ? '"' : ']', at + 1);
  return end == std::string_view::npos ? code.size() : end + 1;
}

}  // namespace

bool is_date_format(int number) {
  return (number >= 14 && number <= 22) || (number >= 27 && number <= 36) || (number >= 45 && number <= 47) ||
         (number >= 50 && number <= 58);
}

bool is_date_format(std::string_view code) {
  for (std::size_t at = 0; at < code.size();) {
    if (code[at] == '[') {
      const auto inside = code.substr(at + 1, code.find(']', at) - at - 1);
      if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos) return true;
    }
    if (const auto next = skip_literal(code, at); next != at) {
      at = next;
      continue;
    }
    // "General" has none of these.
    if (std::string_view("dDmMyYhHsS").find(code[at]) != std::string_view::npos) return true;
    ++at;
  }
  return false;
}

std::optional<std::string> date_of_serial(std::string_view serial, bool from_1904) {
  constexpr long long minutes_a_day = 24 * 60;
  const auto value = read_double(serial);
  if (!value || *value < 0 || *value > 200'000) return std::nullopt;
  const auto minutes = std::llround(*value * static_cast<double>(minutes_a_day));
  const auto clock = minutes % minutes_a_day;
  const auto whole = minutes / minutes_a_day;
  if (whole == 0) return clock_text(clock);
  const sys_days origin =
      from_1904 ? sys_days{std::chrono::year{1904} / 1 / 1} : sys_days{std::chrono::year{1899} / 12 / 30};
  const year_month_day day{origin + days{whole}};
  if (day.year() < std::chrono::year{1970} || day.year() > std::chrono::year{2199}) return std::nullopt;
  return clock == 0 ? day_text(day) : day_text(day) + " " + clock_text(clock);
}

std::optional<std::string> date_of_iso(std::string_view text) {
  const auto time_at = text.find('T');
  std::string out;
  if (time_at != 0) {
    try {
      out = day_text(domain::parse_date(text.substr(0, time_at), "date"));
    } catch (const domain::Error&) {
      return std::nullopt;
    }
  }
  if (time_at == std::string_view::npos) return out;
  const auto clock = text.substr(time_at + 1);
  if (clock.size() < 5 || clock[2] != ':') return std::nullopt;
  return out + (out.empty() ? "" : " ") + std::string(clock.substr(0, 2)) + "." + std::string(clock.substr(3, 2));
}

std::optional<std::size_t> column_of_reference(std::string_view reference) {
  constexpr std::size_t last = 16384;
  std::size_t column = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
    if (column > last) return std::nullopt;
  }
  return column == 0 ? std::nullopt : std::optional(column - 1);
}

std::string tidy_number(std::string_view number) {
  const auto value = read_double(number);
  if (!value || std::fabs(*value) > 1e15) return std::string(number);
  const double whole = std::round(*value);
  if (std::fabs(*value - whole) > 1e-9) return std::string(number);
  char text[32];
  std::snprintf(text, sizeof text, "%.0f", whole);
  return text;
}

}  // namespace service
