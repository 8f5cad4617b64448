#include "calendar/foreign_rule.hpp"

#include <libical/ical.h>

#include "calendar/ical_time.hpp"
#include "calendar/rule_syntax.hpp"
#include "domain/error.hpp"

namespace calendar {
namespace {

// A daily rule since 1970 takes 50,000 to get to the year 2107.
constexpr std::size_t most_steps_of_one = 60'000;

struct IsPast {
  domain::LocalTime local;
  const RuleSearch& search;
  std::size_t nth;  // from 0
  bool operator()(std::monostate) const { return false; }
  bool operator()(std::size_t count) const { return nth >= count; }
  bool operator()(const std::chrono::year_month_day& last) const {
    return std::chrono::floor<std::chrono::days>(local) > std::chrono::local_days{last};
  }
  bool operator()(domain::LocalTime last) const { return local > last; }
  bool operator()(domain::Instant last) const { return search.to_utc(local) > last; }
};

class Finding {
 public:
  Finding(const OpenRule& rule, const RuleSearch& search, ForeignBudget& budget, std::vector<domain::LocalTime>& dates)
      : rule_(rule), search_(search), budget_(budget), dates_(dates) {}

  RuleOutcome run(icalrecur_iterator* iterator) {
    bool wanted = take(search_.first);
    domain::LocalTime previous = search_.first;
    for (std::size_t step = 0; wanted; ++step) {
      if (!budget_.spend()) return RuleOutcome::too_slow;
      if (step > most_steps_of_one) return RuleOutcome::too_many;
      const icaltimetype next = icalrecur_iterator_next(iterator);
      if (icaltime_is_null_time(next) || next.year > 2199) break;
      const domain::LocalTime local = from_ical(next);
      // The first is taken already; a weekday listed twice gives its date twice.
      if (local <= previous) continue;
      previous = local;
      wanted = take(local);
    }
    return overflow_ ? RuleOutcome::too_many : RuleOutcome::complete;
  }

 private:
  // False after the last.
  bool take(domain::LocalTime local) {
    if (std::visit(IsPast{local, search_, nth_}, rule_.end)) return false;
    ++nth_;
    const domain::Instant instant = search_.to_utc(local);
    if (instant >= search_.until) return false;
    if (instant < search_.from) return true;
    if (dates_.size() >= search_.most) {
      overflow_ = true;
      return false;
    }
    dates_.push_back(local);
    return true;
  }

  const OpenRule& rule_;
  const RuleSearch& search_;
  ForeignBudget& budget_;
  std::vector<domain::LocalTime>& dates_;
  std::size_t nth_ = 0;
  bool overflow_ = false;
};

}  // namespace

RuleOutcome find_dates(std::string_view rrule, const RuleSearch& search, ForeignBudget& budget,
                       std::vector<domain::LocalTime>& dates) {
  if (is_sub_daily(rrule)) return RuleOutcome::sub_daily;
  OpenRule rule;
  try {
    rule = parse_open_rule(rrule, search.first);
  } catch (const domain::Error&) {
    return RuleOutcome::malformed;
  }
  const icalrecurrencetype parsed = icalrecurrencetype_from_string(rule.pattern.c_str());
  if (parsed.freq == ICAL_NO_RECURRENCE) return RuleOutcome::malformed;
  const RuleIterator iterator{icalrecur_iterator_new(parsed, to_ical(search.first))};
  if (!iterator) return RuleOutcome::malformed;
  return Finding(rule, search, budget, dates).run(iterator.get());
}

}  // namespace calendar
