#include "service/programme_cells.hpp"

#include <algorithm>
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

std::optional<int> read_number_cell(std::string_view text) {
  text = domain::trim(text);
  const auto number = take_number(text, 6);
  return number && text.empty() ? std::optional(static_cast<int>(*number)) : std::nullopt;
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
