#include "calendar/icalendar.hpp"

#include <algorithm>
#include <functional>
#include <vector>

#include "calendar/component.hpp"
#include "calendar/entry_cache.hpp"
#include "calendar/zone_rules.hpp"

namespace calendar {
namespace {

using Components = std::vector<std::shared_ptr<const Component>>;

std::vector<const ZoneRule*> zones_in(const Components& components) {
  std::vector<const ZoneRule*> zones;
  for (const auto& component : components) {
    if (component->zone && std::ranges::find(zones, component->zone) == zones.end()) zones.push_back(component->zone);
  }
  std::ranges::sort(zones, {}, [](const ZoneRule* rule) { return std::string_view{rule->zone}; });
  return zones;
}

std::string assemble(const CalendarInfo& info, const Components& components) {
  std::string text = "BEGIN:VCALENDAR\r\n" + write_calendar_properties(info.name, info.description);
  for (const auto* zone : zones_in(components)) text += zone->vtimezone();
  std::size_t bytes = text.size() + 32;
  for (const auto& component : components) bytes += component->bytes.size();
  text.reserve(bytes);
  for (const auto& component : components) text += component->bytes;
  return text + "END:VCALENDAR\r\n";
}

}  // namespace

struct Calendars::Parts {
  const domain::TimeZones& zones;
  ZoneRules rules;
  EntryCache cache;

  [[nodiscard]] std::shared_ptr<const Component> write(const Entry& entry) const {
    return std::make_shared<const Component>(write_component(entry, zones, rules));
  }
};

Calendars::Calendars(const domain::TimeZones& zones, std::size_t maximum_bytes)
    : parts_(new Parts{zones, ZoneRules{zones}, EntryCache{maximum_bytes}}) {}

Calendars::~Calendars() = default;

std::string Calendars::feed(const CalendarInfo& info, std::span<const domain::Event> events, const Words& words,
                            Cancelled cancelled, std::string_view variant) const {
  const std::string suffix = (cancelled == Cancelled::visible ? "/visible/" : "//") + std::string{variant};
  Components components;
  components.reserve(events.size());
  for (const auto& event : events) {
    const std::string name = std::to_string(event.id.value) + suffix;
    auto component = parts_->cache.find(name, event.version);
    if (!component) {
      component = parts_->write(public_entry(event, words, cancelled));
      parts_->cache.keep(name, event.version, component);
    }
    components.push_back(std::move(component));
  }
  return assemble(info, components);
}

std::string Calendars::calendar(const CalendarInfo& info, std::span<const Entry> entries) const {
  Components components;
  components.reserve(entries.size());
  for (const auto& entry : entries) components.push_back(parts_->write(entry));
  return assemble(info, components);
}

std::string Calendars::event_file(const domain::Event& event, const Words& words) const {
  return calendar({}, std::vector{public_entry(event, words, Cancelled::by_status)});
}

std::string Calendars::event_file(const domain::Event& event, const domain::Registration& registration,
                                  const Words& words, domain::Instant now) const {
  return calendar({}, std::vector{participant_entry(event, registration, words, now)});
}

}  // namespace calendar
