#include "domain/left_out_dates.hpp"

#include <map>
#include <set>

#include "domain/usual_date.hpp"

namespace domain {
namespace {

using namespace std::chrono;
using Pattern = Rhythm::Pattern;

// Each day of one weekday with the times of its dates.
using DaysOfWeekday = std::map<local_days, std::set<LocalTime>>;

std::map<unsigned, DaysOfWeekday> by_weekday(const std::vector<Event>& dates, const Rhythm& rhythm,
                                             const TimeZones& zones) {
  const auto local = [&](Instant time, const std::string& zone) { return zones.to_local(time, zone); };
  std::map<unsigned, DaysOfWeekday> weekdays;
  for (const Instant usual : rhythm.weekdays) {
    weekdays[weekday{floor<days>(local(usual, dates.front().time_zone))}.iso_encoding()];
  }
  for (const Event& date : dates) {
    const LocalTime start = local(date.start_time, date.time_zone);
    const local_days day = floor<days>(start);
    const auto found = weekdays.find(weekday{day}.iso_encoding());
    if (found != weekdays.end()) found->second[day].insert(start);
  }
  return weekdays;
}

local_days next_in(const Rhythm& rhythm, local_days day) {
  if (rhythm.pattern == Pattern::daily || rhythm.pattern == Pattern::weekly) return day + weeks{1};
  if (rhythm.pattern == Pattern::fortnightly) return day + weeks{2};
  const year_month_day date{day};
  const year_month month = date.year() / date.month() + months{1};
  if (rhythm.pattern == Pattern::monthly_last) return local_days{month / weekday{day}[last]};
  return local_days{month / weekday{day}[static_cast<unsigned>(rhythm.ordinal)]};
}

// Strictly between the two; nothing where the rhythm does not lead from the one to the other.
std::vector<local_days> missing_between(const Rhythm& rhythm, local_days from, local_days to) {
  std::vector<local_days> missing;
  local_days day = next_in(rhythm, from);
  for (; day < to; day = next_in(rhythm, day)) missing.push_back(day);
  return day == to ? missing : std::vector<local_days>();
}

}  // namespace

std::vector<LeftOutDate> dates_left_out(const std::vector<Event>& dates, const Holidays& holidays,
                                        const TimeZones& zones) {
  std::vector<LeftOutDate> left_out;
  const Rhythm rhythm = rhythm_of(dates, zones);
  if (rhythm.pattern == Pattern::irregular) return left_out;
  const Event& like = most_usual(dates);
  const auto look_at = [&](local_days day, LocalTime start) {
    const std::string_view holiday = holidays.public_holiday(year_month_day{day});
    const SchoolHoliday* school = holidays.school_holiday(like.location.municipality, year_month_day{day});
    if ((holiday.empty() && school == nullptr) || !zones.exists(start, like.time_zone)) return;
    LeftOutDate& one = left_out.emplace_back(LeftOutDate{zones.to_utc(start, like.time_zone)});
    one.public_holiday = holiday;
    if (holiday.empty()) one.school_holiday = school->name;
  };
  for (const auto& [number, on] : by_weekday(dates, rhythm, zones)) {
    for (auto next = on.begin(), date = next; next != on.end(); date = next) {
      if (++next == on.end()) break;
      for (const local_days day : missing_between(rhythm, date->first, next->first)) {
        for (const LocalTime start : date->second) look_at(day, day + (start - LocalTime{date->first}));
      }
    }
  }
  return left_out;
}

}  // namespace domain
