#pragma once
#include <string>
#include <vector>

namespace bench {

[[nodiscard]] double median(std::vector<double> values);
// "12,345".
[[nodiscard]] std::string grouped(double number);
[[nodiscard]] std::string fixed(double number, int decimals);
// As Markdown, to standard output; the first row is the head.
void print_table(const std::vector<std::vector<std::string>>& rows);

}  // namespace bench
