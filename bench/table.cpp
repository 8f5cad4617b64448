#include "bench/table.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace bench {

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  const auto middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

std::string grouped(double number) {
  auto text = std::to_string(std::llround(number));
  for (auto at = static_cast<int>(text.size()) - 3; at > 0; at -= 3) text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

std::string fixed(double number, int decimals) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", decimals, number);
  return text;
}

void print_table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  const auto print = [&](const std::vector<std::string>& row) {
    for (std::size_t i = 0; i < row.size(); ++i) std::printf("| %-*s ", static_cast<int>(widths[i]), row[i].c_str());
    std::printf("|\n");
  };
  print(rows.front());
  for (const auto width : widths) std::printf("|%s", std::string(width + 2, '-').c_str());
  std::printf("|\n");
  for (std::size_t i = 1; i < rows.size(); ++i) print(rows[i]);
}

}  // namespace bench
