#include "service/avoided_holidays.hpp"

#include <algorithm>

namespace service {
namespace {

using std::chrono::year_month_day;

bool avoids(std::span<const year_month_day> days, const calendar::RuleDays& rule, const std::string& municipality,
            const domain::Holidays& holidays) {
  const auto in_holiday = [&](year_month_day day) { return holidays.school_holiday(municipality, day) != nullptr; };
  if (std::ranges::any_of(days, in_holiday)) return false;
  for (year_month_day day = days.front(); day < days.back(); day = calendar::next_date(rule, day)) {
    if (in_holiday(day)) return true;
  }
  return false;
}

}  // namespace

std::string avoided_school_holidays(std::span<const year_month_day> days, const calendar::RuleDays& rule,
                                    const std::string& home, const domain::Holidays& holidays) {
  std::string found;
  for (const std::string& municipality : holidays.municipalities()) {
    if (!avoids(days, rule, municipality, holidays)) continue;
    if (municipality == home) return municipality;
    if (found.empty()) found = municipality;
  }
  const auto& known = holidays.municipalities();
  const bool never_met =
      std::ranges::find(known, home) != known.end() &&
      std::ranges::none_of(days, [&](year_month_day day) { return holidays.school_holiday(home, day) != nullptr; });
  return found.empty() && never_met ? home : found;
}

}  // namespace service
