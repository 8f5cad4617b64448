#pragma once
#include <chrono>
#include <string_view>

namespace calendar {

// Easter Sunday of the western church, Gregorian years from 1583 on.
[[nodiscard]] std::chrono::year_month_day easter_sunday(std::chrono::year year);

// The code of Finland's public holiday on that day, empty on other days. By the law as it has been since 1992:
// the church's holidays (kirkkolaki, now 652/2023; their list and the Saturdays of Midsummer and All Saints in
// 1054/1993, 4:3), Independence Day (laki 388/1937) and May Day (laki 272/1944). Eves are working days.
[[nodiscard]] std::string_view finnish_holiday(std::chrono::year_month_day day);

}  // namespace calendar
