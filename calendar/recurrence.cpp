#include "calendar/recurrence.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <memory>
#include <mutex>

#include "calendar/ical_time.hpp"
#include "calendar/rule_syntax.hpp"
#include "calendar/time_zones.hpp"
#include "domain/error.hpp"

namespace calendar {
namespace {

constexpr std::chrono::year last_year{2199};

std::chrono::year_month_day date_of(domain::LocalTime local) {
  return std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(local)};
}

RuleIterator start(const Rule& rule, domain::LocalTime first) {
  const icalrecurrencetype parsed = icalrecurrencetype_from_string(rule.pattern.c_str());
  if (parsed.freq == ICAL_NO_RECURRENCE) refuse_rule("The recurrence rule is malformed.");
  RuleIterator iterator{icalrecur_iterator_new(parsed, to_ical(first))};
  if (!iterator) refuse_rule("The recurrence rule matches no date.");
  return iterator;
}

// Whether the rule still allows `local` as its `nth` date (from 0).
struct IsWithin {
  domain::LocalTime local;
  std::size_t nth;
  std::string_view zone;
  bool operator()(std::size_t count) const { return nth < count; }
  bool operator()(const std::chrono::year_month_day& last) const { return date_of(local) <= last; }
  bool operator()(domain::LocalTime last) const { return local <= last; }
  bool operator()(domain::Instant last) const {
    static const TimeZones zones;
    return zones.to_utc(local, zone) <= last;
  }
};

}  // namespace

std::vector<domain::LocalTime> expand(std::string_view rrule, domain::LocalTime first_local_start,
                                      std::span<const std::chrono::year_month_day> exceptions, std::size_t limit,
                                      std::string_view zone) {
  const Rule rule = parse_rule(rrule);
  if (date_of(first_local_start).year() > last_year) refuse_rule("The series begins too late.");
  const RuleIterator iterator = start(rule, first_local_start);
  std::vector<domain::LocalTime> starts;
  domain::LocalTime previous = domain::LocalTime::min();
  for (std::size_t nth = 0;;) {
    const icaltimetype next = icalrecur_iterator_next(iterator.get());
    if (icaltime_is_null_time(next)) break;
    const domain::LocalTime local = from_ical(next);
    // A weekday listed twice gives its date twice.
    if (local <= previous) continue;
    previous = local;
    if (!std::visit(IsWithin{local, nth, zone}, rule.end)) break;
    ++nth;
    if (date_of(local).year() > last_year) refuse_rule("The series goes on for too long.");
    if (nth > domain::maximum_series_length) refuse_rule("The series has too many dates.");
    if (std::ranges::find(exceptions, date_of(local)) != exceptions.end()) continue;
    if (starts.size() == limit) refuse_rule("The series has too many dates.");
    starts.push_back(local);
  }
  if (starts.empty()) refuse_rule("The recurrence rule matches no date.");
  return starts;
}

}  // namespace calendar
