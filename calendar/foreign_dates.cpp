#include "calendar/foreign_dates.hpp"

#include <set>

namespace calendar {
namespace {

// How far a date may have been moved from where the rule has it.
constexpr std::chrono::days reach{62};

std::chrono::local_days day_of(domain::LocalTime local) {
  return std::chrono::floor<std::chrono::days>(local);
}

// Dates that do not take place. Some write the day alone of what has a time.
class Excluded {
 public:
  void add(const ForeignTime& time) {
    if (time.is_day) days_.insert(day_of(time.local));
    instants_.insert(time.instant());
  }
  [[nodiscard]] bool has(const ForeignTime& slot) const {
    return instants_.contains(slot.instant()) || days_.contains(day_of(slot.local));
  }

 private:
  std::set<domain::Instant> instants_;
  std::set<std::chrono::local_days> days_;
};

void add(const ForeignEvent& event, const ForeignDate& date, std::optional<domain::Instant> recurrence_id,
         const domain::ForeignWindow& window, std::vector<domain::ForeignOccurrence>& dates) {
  const domain::Instant start = date.start.instant();
  const domain::Instant end = date.length.end_of(date.start);
  if (start >= window.until || end < window.from || (end == window.from && end > start)) return;
  domain::ForeignOccurrence& one = dates.emplace_back(event.words);
  one.start_time = start;
  one.end_time = end;
  one.recurrence_id = recurrence_id;
  one.all_day = date.start.is_day;
  one.time_zone = date.start.zone->name().empty() ? window.time_zone : std::string(date.start.zone->name());
}

class DateUnfolding {
 public:
  DateUnfolding(const ForeignEvent& master, const std::map<domain::Instant, ForeignEvent>& overrides,
                const std::vector<ForeignTime>& unreadable, const DatesWanted& wanted, ForeignBudget& budget,
                std::vector<domain::ForeignOccurrence>& dates)
      : master_(master),
        overrides_(overrides),
        wanted_(wanted),
        budget_(budget),
        dates_(dates),
        zone_(*master.date.start.zone) {
    for (const ForeignTime& time : master.excluded) excluded_.add(time);
    for (const ForeignTime& time : unreadable) excluded_.add(time);
    for (const auto& [id, event] : overrides) {
      if (event.recurrence_id->is_day) of_day_.emplace(day_of(event.recurrence_id->local), id);
    }
  }

  RuleOutcome run() {
    const bool recurs = !master_.rules.empty() || !master_.added.empty() || !overrides_.empty();
    if (!recurs) {
      add(master_, master_.date, {}, wanted_.window, dates_);
      return RuleOutcome::complete;
    }
    RuleOutcome outcome = collect();
    for (const auto& [instant, slot] : slots_) {
      if (!budget_.spend()) return RuleOutcome::too_slow;
      if (dates_.size() >= wanted_.most) {
        outcome = RuleOutcome::too_many;
        break;
      }
      place(instant, slot);
    }
    // Moved into the window from afar, or of no date of the rule.
    for (const auto& [id, event] : overrides_) {
      if (!used_.contains(id) && !excluded_.has(at(id)) && dates_.size() < wanted_.most) {
        add_override(event, id, &master_, wanted_.window, dates_);
      }
    }
    return outcome;
  }

 private:
  [[nodiscard]] ForeignTime at(domain::Instant instant) const {
    return {zone_.to_local(instant), &zone_, master_.date.start.is_day};
  }

  RuleOutcome collect() {
    RuleSearch search;
    search.first = master_.date.start.local;
    search.to_utc = [this](domain::LocalTime local) { return zone_.to_utc(local); };
    search.from = wanted_.window.from - reach;
    search.until = wanted_.window.until;
    search.most = wanted_.most + 200;
    std::vector<domain::LocalTime> starts;
    RuleOutcome outcome = RuleOutcome::complete;
    if (master_.rules.empty()) starts.push_back(search.first);
    for (const std::string& rule : master_.rules) {
      const RuleOutcome one = find_dates(rule, search, budget_, starts);
      if (one == RuleOutcome::too_many) {
        outcome = one;
      } else if (one != RuleOutcome::complete) {
        return one;
      }
    }
    for (const domain::LocalTime local : starts) {
      ForeignDate date = master_.date;
      date.start.local = local;
      slots_.emplace(date.start.instant(), date);
    }
    for (const ForeignDate& date : master_.added) slots_.insert_or_assign(date.start.instant(), date);
    return outcome;
  }

  [[nodiscard]] const ForeignEvent* override_of(domain::Instant instant, const ForeignTime& slot) {
    auto found = overrides_.find(instant);
    if (found == overrides_.end()) {
      const auto day = of_day_.find(day_of(slot.local));
      if (day != of_day_.end()) found = overrides_.find(day->second);
    }
    if (found == overrides_.end()) return nullptr;
    used_.insert(found->first);
    return &found->second;
  }

  // The last that changed all from some date on.
  [[nodiscard]] const ForeignEvent* change_before(domain::Instant instant) const {
    const ForeignEvent* change = nullptr;
    for (const auto& [id, event] : overrides_) {
      if (id > instant) break;
      if (event.and_future) change = &event;
    }
    return change;
  }

  void place(domain::Instant instant, const ForeignDate& slot) {
    if (const ForeignEvent* event = override_of(instant, slot.start)) {
      if (!excluded_.has(slot.start)) add_override(*event, instant, &master_, wanted_.window, dates_);
      return;
    }
    if (excluded_.has(slot.start)) return;
    const ForeignEvent* change = change_before(instant);
    if (change == nullptr) {
      add(master_, slot, instant, wanted_.window, dates_);
      return;
    }
    // As far from where the rule has it, by the clock.
    const ForeignZone& zone = *change->date.start.zone;
    ForeignDate date = change->date;
    date.start.local = zone.to_local(instant) + (date.start.local - zone.to_local(change->recurrence_id->instant()));
    add(*change, date, instant, wanted_.window, dates_);
  }

  const ForeignEvent& master_;
  const std::map<domain::Instant, ForeignEvent>& overrides_;
  const DatesWanted& wanted_;
  ForeignBudget& budget_;
  std::vector<domain::ForeignOccurrence>& dates_;
  const ForeignZone& zone_;
  std::map<domain::Instant, ForeignDate> slots_;
  std::set<domain::Instant> used_;
  Excluded excluded_;
  std::map<std::chrono::local_days, domain::Instant> of_day_;  // overrides that name a day
};

}  // namespace

RuleOutcome unfold_dates(const ForeignEvent& master, const std::map<domain::Instant, ForeignEvent>& overrides,
                         const std::vector<ForeignTime>& unreadable, const DatesWanted& wanted, ForeignBudget& budget,
                         std::vector<domain::ForeignOccurrence>& dates) {
  return DateUnfolding(master, overrides, unreadable, wanted, budget, dates).run();
}

void add_override(const ForeignEvent& event, domain::Instant recurrence_id, const ForeignEvent* master,
                  const domain::ForeignWindow& window, std::vector<domain::ForeignOccurrence>& dates) {
  const std::size_t before = dates.size();
  add(event, event.date, recurrence_id, window, dates);
  // Google's cancelled dates say nothing but that.
  if (dates.size() > before && dates.back().summary.empty() && master != nullptr) {
    dates.back().summary = master->words.summary;
  }
}

}  // namespace calendar
