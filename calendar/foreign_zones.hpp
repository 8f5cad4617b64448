#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "calendar/foreign_budget.hpp"
#include "calendar/foreign_lines.hpp"
#include "domain/foreign_calendar.hpp"
#include "domain/time.hpp"

namespace calendar {

// How a clock of a calendar is read.
class ForeignZone {
 public:
  virtual ~ForeignZone() = default;
  // As TimeZones::to_utc: the first of two, and the offset before a gap.
  [[nodiscard]] virtual domain::Instant to_utc(domain::LocalTime local) const = 0;
  [[nodiscard]] virtual domain::LocalTime to_local(domain::Instant instant) const = 0;
  // By which the machine knows it; empty for none.
  [[nodiscard]] virtual std::string_view name() const = 0;
};

// The zones of one calendar. One thread.
class ForeignZones {
 public:
  // What is referred to outlives this.
  ForeignZones(const std::vector<ForeignComponent>& definitions, const domain::ForeignWindow& window,
               const domain::TimeZones& zones, ForeignBudget& budget);
  ~ForeignZones();
  ForeignZones(const ForeignZones&) = delete;
  ForeignZones& operator=(const ForeignZones&) = delete;

  // Of a TZID: by its IANA name, alone or at the end of a path; by Windows' name; as its VTIMEZONE has it. Null where
  // nobody knows it.
  [[nodiscard]] const ForeignZone* find(std::string_view tzid);
  [[nodiscard]] const ForeignZone& utc() const { return *utc_; }
  [[nodiscard]] const ForeignZone& own() const { return *own_; }  // the window's

 private:
  [[nodiscard]] std::unique_ptr<const ForeignZone> make(std::string_view tzid);
  [[nodiscard]] std::string known_name(std::string_view tzid) const;

  const std::vector<ForeignComponent>& definitions_;
  const domain::ForeignWindow& window_;
  const domain::TimeZones& zones_;
  ForeignBudget& budget_;
  std::unique_ptr<const ForeignZone> utc_;
  std::unique_ptr<const ForeignZone> own_;
  std::map<std::string, std::unique_ptr<const ForeignZone>, std::less<>> found_;
};

// "20261025T033000", also with a Z, which is not looked at. False for what does not exist.
[[nodiscard]] bool parse_local(std::string_view text, domain::LocalTime& local);
// "20261025".
[[nodiscard]] bool parse_day(std::string_view text, domain::LocalTime& midnight);

}  // namespace calendar
