#include "calendar/foreign_events.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "calendar/foreign_dates.hpp"
#include "calendar/foreign_text.hpp"
#include "calendar/plain_text.hpp"
#include "domain/error.hpp"

namespace calendar {
namespace {

constexpr std::size_t longest_calendar_name = 200;

// All VEVENTs of one UID.
struct SameUid {
  std::optional<ForeignEvent> master;
  std::map<domain::Instant, ForeignEvent> overrides;  // by RECURRENCE-ID
  std::vector<ForeignTime> unreadable;                // RECURRENCE-IDs of dates that were changed, nobody knows how
  bool broken = false;                                // the master cannot be read
};

class Reading {
 public:
  Reading(ForeignFile file, const domain::ForeignWindow& window, const domain::TimeZones& zones,
          const domain::ForeignLimits& limits, LeftOutDates& left_out)
      : file_(std::move(file)),
        limits_(limits),
        left_out_(left_out),
        window_(window),
        budget_(limits.time),
        zones_(file_.zones, window, zones, budget_) {}

  domain::ForeignCalendar run() {
    result_.name = cut_text(one_line(unescape(file_.name)), longest_calendar_name);
    if (file_.too_many_events) stop("ics_too_many_events");
    for (const ForeignComponent& component : file_.events) {
      if (!budget_.look()) return end_slow();
      take(component);
    }
    for (const auto& [uid, events] : by_uid_) {
      if (!budget_.look()) return end_slow();
      if (!unfold(events)) break;
    }
    return finish();
  }

 private:
  // What was not read is not known not to be there.
  void stop(const char* code) {
    result_.complete = false;
    result_.problems.push_back({.code = code});
  }
  domain::ForeignCalendar end_slow() {
    stop("ics_too_slow");
    return finish();
  }
  domain::ForeignCalendar finish() {
    std::ranges::stable_sort(result_.occurrences, {}, &domain::ForeignOccurrence::start_time);
    std::ranges::stable_sort(result_.problems, {}, &domain::ForeignProblem::line);
    return std::move(result_);
  }
  void report(std::size_t line, std::string uid, std::string summary, std::string code, std::string zone = {}) {
    result_.problems.push_back({line, std::move(uid), std::move(summary), std::move(code), std::move(zone)});
  }

  // Of what its owner calls private no word is kept; a UID that it lacks would be made of its words.
  void report_unread(const ForeignComponent& component, const domain::Problem& why) {
    const std::string& code = why.code;
    const bool is_private = code == "ics_private";
    const bool is_named = !is_private || component.find("UID") != nullptr;
    report(component.line, is_named ? lasting_uid(uid_of(component)) : std::string(),
           is_private ? std::string() : summary_of(component), code, why.field);
  }

  void take(const ForeignComponent& component) {
    SameUid& same = by_uid_[uid_of(component)];
    try {
      keep(same, read_event(component, zones_));
    } catch (const domain::Error& error) {
      report_unread(component, error.problems().front());
      if (component.find("RECURRENCE-ID") == nullptr) {
        same.broken = true;
      } else if (const auto id = recurrence_id_of(component, zones_)) {
        same.unreadable.push_back(*id);
      }
    }
  }

  // Of two that say the same, the later one.
  static void keep(SameUid& same, ForeignEvent event) {
    if (!event.recurrence_id) {
      if (!same.master || same.master->words.sequence <= event.words.sequence) same.master = std::move(event);
      return;
    }
    const domain::Instant id = event.recurrence_id->instant();
    const auto known = same.overrides.find(id);
    if (known == same.overrides.end()) {
      same.overrides.emplace(id, std::move(event));
    } else if (known->second.words.sequence <= event.words.sequence) {
      known->second = std::move(event);
    }
  }

  // False where no more is to be read.
  bool unfold(const SameUid& events) {
    std::vector<domain::ForeignOccurrence> dates;
    if (events.master) {
      const RuleOutcome outcome = unfold_dates(*events.master, events.overrides, events.unreadable,
                                               {window_, limits_.of_one_event}, budget_, dates);
      if (outcome != RuleOutcome::complete && !refuse(*events.master, outcome)) return false;
      note_left_out(*events.master);
    } else if (!events.broken) {
      // A single date of somebody else's series that one was invited to.
      for (const auto& [id, event] : events.overrides) add_override(event, id, nullptr, window_, dates);
    }
    for (domain::ForeignOccurrence& date : dates) {
      if (date.summary.empty() && !date.cancelled) {
        report(events.master ? events.master->line : 0, date.uid, {}, "ics_no_name");
        return true;
      }
      if (result_.occurrences.size() >= limits_.occurrences) {
        stop("ics_too_many_dates");
        return false;
      }
      date.cancelled = date.cancelled || file_.method == "CANCEL";
      result_.occurrences.push_back(std::move(date));
    }
    return true;
  }

  void note_left_out(const ForeignEvent& master) {
    std::set<domain::Instant> left_out;
    for (const ForeignTime& time : master.excluded) {
      const domain::Instant at = time.instant();
      if (at >= window_.from && at < window_.until) left_out.insert(at);
    }
    if (!left_out.empty()) left_out_[master.words.uid] = {left_out.begin(), left_out.end()};
  }

  bool refuse(const ForeignEvent& event, RuleOutcome outcome) {
    if (outcome == RuleOutcome::too_slow) {
      stop("ics_too_slow");
      return false;
    }
    const char* code = outcome == RuleOutcome::sub_daily  ? "ics_sub_daily"
                       : outcome == RuleOutcome::too_many ? "ics_too_many_dates"
                                                          : "ics_rule";
    report(event.line, event.words.uid, event.words.summary, code);
    return true;
  }

  ForeignFile file_;
  const domain::ForeignLimits& limits_;
  LeftOutDates& left_out_;
  const domain::ForeignWindow& window_;
  ForeignBudget budget_;
  ForeignZones zones_;
  std::map<std::string, SameUid> by_uid_;
  domain::ForeignCalendar result_;
};

}  // namespace

domain::ForeignCalendar read_calendar(std::string_view bytes, const domain::ForeignWindow& window,
                                      const domain::TimeZones& zones, const domain::ForeignLimits& limits) {
  LeftOutDates left_out;
  return read_calendar(bytes, window, zones, limits, left_out);
}

domain::ForeignCalendar read_calendar(std::string_view bytes, const domain::ForeignWindow& window,
                                      const domain::TimeZones& zones, const domain::ForeignLimits& limits,
                                      LeftOutDates& left_out) {
  if (bytes.size() > limits.bytes) {
    throw domain::Error(domain::ErrorKind::invalid, "ics_too_large", "the calendar is too large", "file");
  }
  ForeignFile file = read_file(bytes, limits.events);
  if (!file.is_calendar) {
    throw domain::Error(domain::ErrorKind::invalid, "ics_not_a_calendar", "this is no calendar", "file");
  }
  return Reading(std::move(file), window, zones, limits, left_out).run();
}

}  // namespace calendar
