#include "service/programme_cells.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include "domain/error.hpp"
#include "domain/text.hpp"
#include "domain/time.hpp"
#include "service/programme_words.hpp"

namespace service {
namespace {

// Digits, from 1 to `most` of them, taken off the front.
std::optional<unsigned> take_number(std::string_view& text, std::size_t most) {
  unsigned value = 0;
  std::size_t digits = 0;
  while (digits < text.size() && digits < most && std::isdigit(static_cast<unsigned char>(text[digits])) != 0) {
    value = value * 10 + static_cast<unsigned>(text[digits] - '0');
    ++digits;
  }
  if (digits == 0) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

bool take_char(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

// "ma 22.2.2021", "maanantaina 22.2.2021", "Mon, 22.2.2021".
std::optional<std::chrono::weekday> take_weekday(std::string_view& text) {
  constexpr std::array<std::string_view, 14> beginnings{"ma",  "ti",  "ke",  "to",  "pe",  "la",  "su",
                                                        "mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  const auto end = text.find_first_of(" ,.0123456789");
  if (end == 0 || end == std::string_view::npos) return std::nullopt;
  const auto word = text.substr(0, end);
  const auto found = std::ranges::find_if(beginnings, [&](auto day) { return word.starts_with(day); });
  if (found == beginnings.end()) return std::nullopt;
  text.remove_prefix(end);
  while (!text.empty() && (text.front() == ' ' || text.front() == ',' || text.front() == '.')) text.remove_prefix(1);
  return std::chrono::Monday + std::chrono::days{(found - beginnings.begin()) % 7};
}

// How much of the beginning is a day; 0 where it is a time.
std::size_t end_of_day(std::string_view text) {
  const auto end = std::min(text.find_first_of(" ,t"), text.size());
  const auto first = text.substr(0, end);
  const auto dots = std::count(first.begin(), first.end(), '.');
  const bool iso = first.size() == 10 && first[4] == '-' && first[7] == '-';
  const bool range = first.find("-") != std::string_view::npos || first.find("\xE2\x80\x93") != std::string_view::npos;
  return iso || (dots == 2 && !range) ? end : 0;
}

// "15", "15.00", "9:30", "15:00:00", off the front.
std::optional<std::chrono::minutes> take_clock(std::string_view& text) {
  const auto hours = take_number(text, 2);
  if (!hours || *hours > 23) return std::nullopt;
  unsigned minutes = 0;
  if (take_char(text, ".:")) {
    const auto two = text.size() >= 2 ? take_number(text, 2) : std::nullopt;
    if (!two || *two > 59) return std::nullopt;
    minutes = *two;
    if (text.starts_with(":00")) text.remove_prefix(3);
  }
  return std::chrono::hours{*hours} + std::chrono::minutes{minutes};
}

// A hyphen or a dash, with spaces around it.
bool take_dash(std::string_view& text) {
  text = domain::trim(text);
  for (const std::string_view dash : {"-", "\xE2\x80\x93", "\xE2\x80\x94"}) {
    if (!text.starts_with(dash)) continue;
    text = domain::trim(text.substr(dash.size()));
    return true;
  }
  return false;
}

std::string two_digits(unsigned value) {
  return {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
}

}  // namespace

std::optional<std::chrono::year_month_day> read_date_cell(std::string_view text) {
  text = domain::trim(text);
  std::string iso(text);
  if (auto rest = text; text.find('.') != std::string_view::npos) {
    const auto day = take_number(rest, 2);
    if (!day || !take_char(rest, ".")) return std::nullopt;
    const auto month = take_number(rest, 2);
    if (!month || !take_char(rest, ".")) return std::nullopt;
    iso = std::string(rest) + "-" + two_digits(*month) + "-" + two_digits(*day);
  }
  try {
    return domain::parse_date(iso, "date");
  } catch (const domain::Error&) {
    return std::nullopt;
  }
}

std::optional<std::chrono::minutes> read_time_cell(std::string_view text) {
  const auto folded = fold_word(text);
  std::string_view rest = folded;
  if (rest.starts_with("klo ")) rest.remove_prefix(4);
  const auto hours = take_number(rest, 2);
  if (!hours || *hours > 23 || !take_char(rest, ".:") || rest.size() != 2) return std::nullopt;
  const auto minutes = take_number(rest, 2);
  if (!minutes || *minutes > 59 || !rest.empty()) return std::nullopt;
  return std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
}

std::optional<WhenCell> read_when_cell(std::string_view text) {
  auto folded = fold_word(text);
  std::string_view rest = folded;
  WhenCell when;
  when.weekday = take_weekday(rest);
  if (const auto end = end_of_day(rest); end != 0) {
    when.day = read_date_cell(rest.substr(0, end));
    if (!when.day) return std::nullopt;
    rest = domain::trim(rest.substr(end));
    for (const auto lead : {",", "t", "klo", "at"})
      if (rest.starts_with(lead)) rest = domain::trim(rest.substr(std::string_view(lead).size()));
    if (rest.empty()) return when;
  }
  if (rest.starts_with("klo")) rest = domain::trim(rest.substr(3));
  when.from = take_clock(rest);
  if (!when.from) return std::nullopt;
  if (rest.empty()) return when;
  if (!take_dash(rest)) return std::nullopt;
  when.to = take_clock(rest);
  return when.to && rest.empty() ? std::optional(when) : std::nullopt;
}

std::optional<int> read_number_cell(std::string_view text) {
  auto digits = fold_word(text);
  for (const auto fraction : {",0", ".0"})
    if (digits.ends_with(fraction) && digits.size() > 2) digits.resize(digits.size() - 2);
  const auto space = digits.find(' ');
  if (space != std::string::npos && digits.size() - space == 4) digits.erase(space, 1);
  std::string_view rest = digits;
  const auto number = take_number(rest, 6);
  return number && rest.empty() ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

std::vector<std::string> read_list_cell(std::string_view text, std::string_view separators) {
  const auto ends = std::string(separators) + "\r\n";
  std::vector<std::string> items;
  while (true) {
    const auto end = text.find_first_of(ends);
    if (const auto item = domain::trim(text.substr(0, end)); !item.empty()) items.emplace_back(item);
    if (end == std::string_view::npos) return items;
    text.remove_prefix(end + 1);
  }
}

bool is_web_address(std::string_view text) {
  const auto lower = domain::to_lower_ascii(text);
  const bool scheme = lower.starts_with("https://") || lower.starts_with("http://");
  return scheme && lower.size() > lower.find("//") + 2 &&
         std::none_of(lower.begin(), lower.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

}  // namespace service
