#include "domain/day_list.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace domain {
namespace {

using std::chrono::year_month_day;

// Arabic-Indic and Persian digits and commas, which are two bytes each.
std::string with_ascii_marks(std::string_view text) {
  std::string ascii;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    if (lead == 0xD9 && next >= 0xA0 && next <= 0xA9) {
      ascii += static_cast<char>('0' + (next - 0xA0));
    } else if (lead == 0xDB && next >= 0xB0 && next <= 0xB9) {
      ascii += static_cast<char>('0' + (next - 0xB0));
    } else if (lead == 0xD8 && (next == 0x8C || next == 0x9B)) {
      ascii += ',';
    } else {
      ascii += text[i];
      continue;
    }
    ++i;
  }
  return ascii;
}

std::vector<std::string_view> split_at(std::string_view text, std::string_view marks) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find_first_of(marks, from), text.size());
    parts.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || text.size() > 4 || text.front() == '-' || error != std::errc{} ||
      end != text.data() + text.size())
    return {};
  return value;
}

std::optional<year_month_day> checked(int year, int month, int day) {
  const year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                            std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return {};
  return date;
}

std::optional<year_month_day> in_season(int month, int day, year_month_day first) {
  // The 29th of February may be years away.
  for (int year = static_cast<int>(first.year()), last = year + 8; year <= last; ++year) {
    const auto date = checked(year, month, day);
    if (date && *date >= first) return date;
  }
  return {};
}

std::optional<year_month_day> read_day(std::string_view text, year_month_day first) {
  if (text.size() == 10 && text[4] == '-') {
    const auto parts = split_at(text, "-");
    if (parts.size() != 3) return {};
    const auto year = number(parts[0]), month = number(parts[1]), day = number(parts[2]);
    return year && month && day ? checked(*year, *month, *day) : std::nullopt;
  }
  const auto parts = split_at(text, ".");
  if (parts.size() < 2 || parts.size() > 3) return {};
  const auto day = number(parts[0]), month = number(parts[1]);
  if (!day || !month) return {};
  if (parts.size() == 2 || parts[2].empty()) return in_season(*month, *day, first);
  const auto year = parts[2].size() == 4 ? number(parts[2]) : std::nullopt;
  return year ? checked(*year, *month, *day) : std::nullopt;
}

}  // namespace

DayList read_days(std::string_view text, year_month_day first) {
  DayList list;
  const std::string ascii = with_ascii_marks(text);
  for (const std::string_view word : split_at(ascii, ",; \n\r\t")) {
    if (word.empty()) continue;
    if (const auto day = read_day(word, first)) {
      if (std::ranges::find(list.days, *day) == list.days.end()) list.days.push_back(*day);
    } else {
      list.unread.emplace_back(word);
    }
  }
  return list;
}

}  // namespace domain
