#pragma once
#include <set>
#include <string>
#include <vector>

#include "domain/foreign_calendar.hpp"
#include "domain/ports.hpp"
#include "service/calendar_rows.hpp"
#include "service/import_programme.hpp"

namespace service {

// A calendar's file from version to version: by its name, else by the letters of the file's ("kalenteri (2).ics" comes
// after "kalenteri.ics"), the organisation has brought it in before. What has neither is not known again.
class EarlierCalendar {
 public:
  // What is referred to outlives this.
  EarlierCalendar(const domain::Ports& ports, const domain::Principal& principal,
                  const domain::ForeignCalendar& calendar, const std::string& file_name);

  // What an earlier version brought in that is neither in this one nor over nor cancelled, within the window that was
  // read; nothing where not all of this one was read. Of a calendar known by its file's name alone only where the two
  // have an event in common.
  [[nodiscard]] std::vector<GoneEvent> gone(const CalendarKeys& keys, const domain::ForeignWindow& window) const;
  // For the next version: what this one has, and what earlier ones had that is not over.
  void remember(const CalendarKeys& keys) const;

 private:
  [[nodiscard]] std::set<std::string> stored_uids(const domain::Snapshot& snapshot) const;

  const domain::Ports& ports_;
  const domain::Principal& principal_;
  const domain::ForeignCalendar& calendar_;
  bool is_named_ = false;
  std::string hash_;  // empty: not known again
  std::set<std::string> uids_;
};

}  // namespace service
