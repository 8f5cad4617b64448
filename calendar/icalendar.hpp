#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "calendar/entry.hpp"
#include "calendar/event_entry.hpp"
#include "domain/time.hpp"

namespace calendar {

// What a calendar says of itself. Without a name it is a file to take over once, not one to subscribe to.
struct CalendarInfo {
  std::string name;
  std::string description;
};

// Writes iCalendar objects (RFC 5545, RFC 7986), METHOD:PUBLISH. Each event is a VEVENT of its own. Any thread.
class Calendars {
 public:
  // `zones` outlives this. Written events are kept for the next time, in at most `maximum_bytes`.
  explicit Calendars(const domain::TimeZones& zones, std::size_t maximum_bytes = 32 * 1024 * 1024);
  ~Calendars();
  Calendars(const Calendars&) = delete;
  Calendars& operator=(const Calendars&) = delete;

  // A public calendar: the same bytes for the same events. Writes only the events whose version is new to `variant`,
  // which names what else the bytes depend on (`words` and the address of its pages).
  [[nodiscard]] std::string feed(const CalendarInfo& info, std::span<const domain::Event> events, const Words& words,
                                 Cancelled cancelled, std::string_view variant) const;
  [[nodiscard]] std::string calendar(const CalendarInfo& info, std::span<const Entry> entries) const;

  // One event as a file: for anybody, and for a confirmation's page and mail.
  [[nodiscard]] std::string event_file(const domain::Event& event, const Words& words) const;
  [[nodiscard]] std::string event_file(const domain::Event& event, const domain::Registration& registration,
                                       const Words& words, domain::Instant now) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace calendar
