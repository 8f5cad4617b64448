#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "domain/language.hpp"

namespace domain {

// A recurring group activity: the rule that made its events. Each event stands on its own afterwards.
struct Series {
  SeriesId id;
  LocalisedText name;
  std::string recurrence;                               // RFC 5545 RRULE value without "RRULE:"; daily or slower
  std::vector<std::chrono::year_month_day> exceptions;  // local dates without an event
  std::string import_key;
};

inline constexpr std::size_t maximum_series_length = 2000;

}  // namespace domain
