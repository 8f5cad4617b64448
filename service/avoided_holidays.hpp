#pragma once
#include <chrono>
#include <span>
#include <string>

#include "calendar/rule_days.hpp"
#include "domain/holidays.hpp"

namespace service {

// The municipality whose school holidays a series leaves out: its rhythm met them at least once between the first and
// the last of its `days` (local, in order, not empty), and no day is in one. `home` where that is so of several, else
// the first by name. Where it is so of none, `home` if its holidays are known and no day is in one; else empty.
[[nodiscard]] std::string avoided_school_holidays(std::span<const std::chrono::year_month_day> days,
                                                  const calendar::RuleDays& rule, const std::string& home,
                                                  const domain::Holidays& holidays);

}  // namespace service
