#pragma once
#include <libical/ical.h>

#include <chrono>
#include <memory>

#include "domain/time.hpp"

// For sources of this folder.
namespace calendar {

// Without a zone.
[[nodiscard]] inline icaltimetype to_ical(domain::LocalTime local) {
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{local - day};
  icaltimetype result = icaltime_null_time();
  result.year = int{date.year()};
  result.month = static_cast<int>(unsigned{date.month()});
  result.day = static_cast<int>(unsigned{date.day()});
  result.hour = static_cast<int>(time.hours().count());
  result.minute = static_cast<int>(time.minutes().count());
  result.second = static_cast<int>(time.seconds().count());
  return result;
}

[[nodiscard]] inline domain::LocalTime from_ical(const icaltimetype& time) {
  const std::chrono::year_month_day date{std::chrono::year{time.year},
                                         std::chrono::month{static_cast<unsigned>(time.month)},
                                         std::chrono::day{static_cast<unsigned>(time.day)}};
  return std::chrono::local_days{date} + std::chrono::hours{time.hour} + std::chrono::minutes{time.minute} +
         std::chrono::seconds{time.second};
}

struct FreeIterator {
  void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};
using RuleIterator = std::unique_ptr<icalrecur_iterator, FreeIterator>;

}  // namespace calendar
