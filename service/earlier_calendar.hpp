#pragma once
#include <map>
#include <optional>
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
  // read; nothing where a limit ended the reading. What could not be read is there all the same. Of a calendar known by
  // its file's name alone only where the two have an event in common.
  [[nodiscard]] std::vector<GoneEvent> gone(const CalendarKeys& keys, DatesByName& dates,
                                            const domain::ForeignWindow& window) const;
  // Whether an earlier file's version of the event came in after this one's was written.
  [[nodiscard]] bool is_newer(const std::string& uid) const;
  // For the next version: what this one has, and what earlier ones had that is not over.
  void remember(const CalendarKeys& keys) const;

 private:
  // As its calendar counts; what it does not say is not known.
  struct Version {
    std::optional<domain::Instant> last_modified;
    int sequence = 0;
  };
  using Versions = std::map<std::string, Version>;  // by UID
  [[nodiscard]] static bool is_before(const Version& one, const Version& other);
  [[nodiscard]] Versions stored_versions(const domain::Snapshot& snapshot) const;

  const domain::Ports& ports_;
  const domain::Principal& principal_;
  const domain::ForeignCalendar& calendar_;
  bool is_named_ = false;
  std::string hash_;  // empty: not known again
  Versions versions_;
  Versions before_;
};

}  // namespace service
