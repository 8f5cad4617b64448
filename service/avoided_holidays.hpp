#pragma once
#include <chrono>
#include <span>
#include <string>

#include "calendar/rule_days.hpp"
#include "domain/holidays.hpp"

namespace service {

// The municipality whose school holidays a series has left out so far: its rhythm met them at least once between the
// first and the last of its `days` (local, in order, not empty), and no day is in one. `home` where that is so of
// several, else the first by name; empty where it is so of none.
[[nodiscard]] std::string avoided_school_holidays(std::span<const std::chrono::year_month_day> days,
                                                  const calendar::RuleDays& rule, const std::string& home,
                                                  const domain::Holidays& holidays);

}  // namespace service
