#include "service/export_table.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace service {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::array<std::string_view, 5> spaces{" ", "\v", "\f", "\u00A0", "\uFEFF"};
constexpr std::array<std::string_view, 11> beginnings{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};

std::string day_words(std::chrono::year_month_day day) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%u.%u.%d", static_cast<unsigned>(day.day()),
                static_cast<unsigned>(day.month()), static_cast<int>(day.year()));
  return text.data();
}

std::string time_words(std::chrono::minutes time) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%d.%02d", static_cast<int>(time.count() / 60),
                static_cast<int>(time.count() % 60));
  return text.data();
}

struct Words {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& text) const { return without_formula(text); }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(std::chrono::year_month_day day) const { return day_words(day); }
  std::string operator()(std::chrono::minutes time) const { return time_words(time); }
  std::string operator()(domain::LocalTime time) const {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    return day_words(std::chrono::year_month_day{day}) + " " +
           time_words(std::chrono::duration_cast<std::chrono::minutes>(time - day));
  }
};

void append_cell(std::string& file, const std::string& words) {
  const bool edges = !words.empty() && (words.front() == ' ' || words.back() == ' ' || words.front() == '\'');
  if (!edges && words.find_first_of(";,\t\"\r\n") == std::string::npos) {
    file += words;
    return;
  }
  file += '"';
  for (const char c : words) {
    if (c == '"') file += '"';
    file += c;
  }
  file += '"';
}

template <class Cells, class ToWords>
void append_line(std::string& file, const Cells& cells, const ToWords& to_words) {
  bool first = true;
  for (const auto& cell : cells) {
    if (!first) file += ';';
    first = false;
    append_cell(file, to_words(cell));
  }
  file += "\r\n";
}

}  // namespace

bool looks_like_formula(std::string_view cell) {
  while (cell.starts_with('\'')) cell.remove_prefix(1);
  for (;;) {
    const auto* space = std::ranges::find_if(spaces, [&](std::string_view s) { return cell.starts_with(s); });
    if (space == spaces.end()) break;
    cell.remove_prefix(space->size());
  }
  return std::ranges::any_of(beginnings, [&](std::string_view beginning) { return cell.starts_with(beginning); });
}

std::string without_formula(std::string_view cell) {
  return (looks_like_formula(cell) ? "'" : "") + std::string(cell);
}

std::string_view as_it_was(std::string_view cell) {
  return cell.starts_with('\'') && looks_like_formula(cell) ? cell.substr(1) : cell;
}

std::string to_csv(const ExportTable& table) {
  std::string file(byte_order_mark);
  append_line(file, table.headings, [](const std::string& heading) { return without_formula(heading); });
  for (const auto& row : table.rows) {
    append_line(file, row, [](const ExportCell& cell) { return std::visit(Words{}, cell); });
  }
  return file;
}

}  // namespace service
