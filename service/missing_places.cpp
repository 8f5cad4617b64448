#include "service/missing_places.hpp"

#include <algorithm>

#include "service/own_calendar.hpp"

namespace service {
namespace {

constexpr std::size_t most_named = 10;

bool lacks_place(const domain::ForeignOccurrence* date) {
  const auto place = place_of(date->location);
  return place.name.empty() && !place.is_online();
}

std::string field_of(const domain::ForeignOccurrence& date, const domain::TimeZones& zones) {
  const auto start = std::chrono::floor<std::chrono::days>(zones.to_local(date.start_time, date.time_zone));
  return "dates[" + domain::format_date(std::chrono::year_month_day{start}) + "].location";
}

}  // namespace

domain::Error with_dates_without_place(const domain::Error& error,
                                       const std::vector<const domain::ForeignOccurrence*>& dates,
                                       const domain::TimeZones& zones) {
  std::vector<domain::Problem> problems;
  const auto add = [&](std::string field) {
    problems.push_back({std::move(field), "import_no_place", "has no place"});
  };
  for (const auto& problem : error.problems()) {
    const bool is_place = problem.field == "location.name" && problem.code == "required";
    if (!is_place || std::ranges::none_of(dates, lacks_place)) {
      problems.push_back(problem);
    } else if (dates.size() > 1 && std::ranges::all_of(dates, lacks_place)) {
      add("location");
    } else {
      for (const auto* date : dates)
        if (lacks_place(date) && problems.size() < most_named) add(field_of(*date, zones));
    }
  }
  return {error.kind(), std::move(problems)};
}

}  // namespace service
