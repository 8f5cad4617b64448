#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/access.hpp"
#include "domain/foreign_calendar.hpp"
#include "domain/store.hpp"

// What a calendar on its way in says, an event a row, and what is stored of it from before.
namespace service {

// An event of the calendar with all its dates, which point into the calendar.
struct CalendarRow {
  std::string uid;
  std::vector<const domain::ForeignOccurrence*> dates;  // by start; not those that are cancelled
  std::vector<const domain::ForeignOccurrence*> cancelled;
  [[nodiscard]] const domain::ForeignOccurrence& any() const {
    return dates.empty() ? *cancelled.front() : *dates.front();
  }
};
// In the order of their first dates in `calendar`, which outlives them.
[[nodiscard]] std::vector<CalendarRow> rows_of(const domain::ForeignCalendar& calendar);

// By what the calendar's events are known again: whoever brings them in, their UID, and which date by the rule.
class CalendarKeys {
 public:
  explicit CalendarKeys(const domain::Principal& principal) : organisation_(principal.organisation) {}
  [[nodiscard]] std::string of(const std::string& uid) const;
  [[nodiscard]] std::string of(const domain::ForeignOccurrence& date) const;
  // Which date of the recurring event this is; nothing where it is none.
  [[nodiscard]] std::optional<domain::Instant> recurrence_id(const std::string& uid, const domain::Event& event) const;

 private:
  std::optional<domain::OrganisationId> organisation_;
};

// What begins when in a calendar, by name. `calendar` and `keys` outlive it. One thread.
class DatesByName {
 public:
  DatesByName(const domain::ForeignCalendar& calendar, const CalendarKeys& keys);
  // Whether an event of that name begins at that moment under another UID, which is none that is stored: as it is when
  // that is asked first.
  [[nodiscard]] bool has_the_like(const domain::Snapshot& snapshot, const domain::Event& event);

 private:
  struct Dates {
    std::vector<const domain::ForeignOccurrence*> all;
    std::optional<bool> has_new;
  };
  const CalendarKeys& keys_;
  std::map<std::pair<domain::Instant, std::string>, Dates> dates_;  // by start and folded name
};

// A moment as it was stored; nothing where it is none that can be read.
[[nodiscard]] std::optional<domain::Instant> stored_moment(std::string_view text);

// What a stored series is to the dates of a row.
struct KnownDates {
  // Where the calendar gave them another RECURRENCE-ID.
  std::map<const domain::ForeignOccurrence*, domain::EventId> moved;
  std::vector<domain::Event> lost;  // by start
};
// Lost are dates only where the whole row was read: of what could not be read nobody knows.
[[nodiscard]] KnownDates find_known_dates(const domain::Snapshot& snapshot, const CalendarRow& row,
                                          const CalendarKeys& keys, const domain::ForeignCalendar& calendar,
                                          const domain::ForeignWindow& window);

}  // namespace service
