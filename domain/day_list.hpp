#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace domain {

// Days as people list them: "18.2.2027, 23.2." apart by spaces, commas, semicolons or lines, or as 2027-02-18. A day
// without its year is the first such day from `first` on.
struct DayList {
  std::vector<std::chrono::year_month_day> days;  // in the order typed, each once
  std::vector<std::string> unread;                // what is no day
};
[[nodiscard]] DayList read_days(std::string_view text, std::chrono::year_month_day first);

}  // namespace domain
