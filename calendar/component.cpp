#include "calendar/component.hpp"

#include <libical/ical.h>

#include <memory>
#include <new>

#include "calendar/plain_text.hpp"

namespace calendar {
namespace {

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
struct FreeText {
  void operator()(char* text) const { icalmemory_free_buffer(text); }
};
using OwnedComponent = std::unique_ptr<icalcomponent, FreeComponent>;
using OwnedText = std::unique_ptr<char, FreeText>;

// libical makes its zones on first use, which threads must not do at once.
icaltimezone* utc() {
  static icaltimezone* const zone = icaltimezone_get_utc_timezone();
  return zone;
}

icaltimetype from_wall(std::chrono::seconds wall) {
  const auto day = std::chrono::floor<std::chrono::days>(std::chrono::sys_time<std::chrono::seconds>{wall});
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{wall - day.time_since_epoch()};
  icaltimetype result = icaltime_null_time();
  result.year = int{date.year()};
  result.month = static_cast<int>(unsigned{date.month()});
  result.day = static_cast<int>(unsigned{date.day()});
  result.hour = static_cast<int>(time.hours().count());
  result.minute = static_cast<int>(time.minutes().count());
  result.second = static_cast<int>(time.seconds().count());
  return result;
}

icaltimetype in_utc(domain::Instant instant) {
  icaltimetype result = from_wall(instant.time_since_epoch());
  result.zone = utc();
  return result;
}

// libical folds the line end like the text before it, so a line of one octet more than fits has a fold between CR and
// LF. No text holds a CR (see plain_text), so nothing else looks like that.
std::string with_whole_line_ends(std::string text) {
  static constexpr std::string_view torn = "\r\r\n \n";
  for (auto found = text.find(torn); found != std::string::npos; found = text.find(torn, found)) {
    text.replace(found, torn.size(), "\r\n");
  }
  return text;
}

// A component that takes ownership of what it is given.
class Writer {
 public:
  explicit Writer(icalcomponent_kind kind) : component_(icalcomponent_new(kind)) {
    if (!component_) throw std::bad_alloc();
  }
  void add(icalproperty* property) {
    if (!property) throw std::bad_alloc();
    icalcomponent_add_property(component_.get(), property);
  }
  void add_text(icalproperty* (*make)(const char*), std::string_view text) {
    const std::string plain = plain_text(text);
    if (!plain.empty()) add(make(plain.c_str()));
  }
  void add_line(icalproperty* (*make)(const char*), std::string_view text) {
    const std::string line = one_line(text);
    if (!line.empty()) add(make(line.c_str()));
  }
  void add_time(icalproperty* (*make)(icaltimetype), domain::Instant instant, std::string_view zone,
                const domain::TimeZones& zones) {
    icalproperty* property = make(from_wall(zones.to_local(instant, zone).time_since_epoch()));
    add(property);
    icalproperty_add_parameter(property, icalparameter_new_tzid(std::string{zone}.c_str()));
  }
  [[nodiscard]] std::string bytes() const {
    icalcomponent_strip_errors(component_.get());
    const OwnedText text{icalcomponent_as_ical_string_r(component_.get())};
    if (!text) throw std::bad_alloc();
    return with_whole_line_ends(text.get());
  }

 private:
  OwnedComponent component_;
};

icalproperty_status to_ical(EntryStatus status) {
  switch (status) {
    case EntryStatus::tentative:
      return ICAL_STATUS_TENTATIVE;
    case EntryStatus::cancelled:
      return ICAL_STATUS_CANCELLED;
    case EntryStatus::confirmed:
      break;
  }
  return ICAL_STATUS_CONFIRMED;
}

const ZoneRule* zone_of(const Entry& entry, const ZoneRules& rules) {
  const ZoneRule* rule = rules.rule_for(entry.start, entry.time_zone);
  return rules.rule_for(entry.end, entry.time_zone) == rule ? rule : nullptr;
}

void add_times(Writer& event, const Entry& entry, const ZoneRule* rule, const domain::TimeZones& zones) {
  if (rule) {
    event.add_time(icalproperty_new_dtstart, entry.start, rule->zone, zones);
    event.add_time(icalproperty_new_dtend, entry.end, rule->zone, zones);
  } else {
    event.add(icalproperty_new_dtstart(in_utc(entry.start)));
    event.add(icalproperty_new_dtend(in_utc(entry.end)));
  }
  event.add(icalproperty_new_dtstamp(in_utc(entry.stamp)));
  if (entry.created) event.add(icalproperty_new_created(in_utc(*entry.created)));
  if (entry.last_modified) event.add(icalproperty_new_lastmodified(in_utc(*entry.last_modified)));
}

icalproperty* make_x(const char* name, const char* value) {
  icalproperty* property = icalproperty_new_x(value);
  if (property) icalproperty_set_x_name(property, name);
  return property;
}

}  // namespace

Component write_component(const Entry& entry, const domain::TimeZones& zones, const ZoneRules& rules) {
  Writer event{ICAL_VEVENT_COMPONENT};
  const ZoneRule* rule = zone_of(entry, rules);
  event.add_line(icalproperty_new_uid, entry.uid);
  event.add(icalproperty_new_sequence(entry.sequence));
  add_times(event, entry, rule, zones);
  event.add_text(icalproperty_new_summary, entry.summary);
  event.add_text(icalproperty_new_description, entry.description);
  event.add_text(icalproperty_new_location, entry.location);
  event.add_line(icalproperty_new_url, entry.url);
  for (const auto& category : entry.categories) event.add_text(icalproperty_new_categories, category);
  event.add(icalproperty_new_status(to_ical(entry.status)));
  event.add(icalproperty_new_transp(entry.takes_time ? ICAL_TRANSP_OPAQUE : ICAL_TRANSP_TRANSPARENT));
  if (entry.personal) event.add(icalproperty_new_class(ICAL_CLASS_PRIVATE));
  return {event.bytes(), rule};
}

std::string write_calendar_properties(std::string_view name, std::string_view description) {
  Writer calendar{ICAL_VCALENDAR_COMPONENT};
  calendar.add(icalproperty_new_version("2.0"));
  calendar.add(icalproperty_new_prodid("-//Kutsu//Kutsu//EN"));
  calendar.add(icalproperty_new_calscale("GREGORIAN"));
  calendar.add(icalproperty_new_method(ICAL_METHOD_PUBLISH));
  if (const std::string plain = plain_text(name); !plain.empty()) {
    calendar.add(icalproperty_new_name(plain.c_str()));
    calendar.add(make_x("X-WR-CALNAME", plain.c_str()));
    calendar.add_text(icalproperty_new_description, description);
    const icaldurationtype hourly = icaldurationtype_from_int(3600);
    calendar.add(icalproperty_new_refreshinterval(hourly));
    calendar.add(make_x("X-PUBLISHED-TTL", "PT1H"));
  }
  const std::string bytes = calendar.bytes();
  static constexpr std::string_view begin = "BEGIN:VCALENDAR\r\n", end = "END:VCALENDAR\r\n";
  return bytes.substr(begin.size(), bytes.size() - begin.size() - end.size());
}

}  // namespace calendar
