// write_sample_calendar DIR: writes DIR/calendar.ics, and to DIR/expected.json what a client should read in it.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "calendar/icalendar.hpp"
#include "calendar/plain_text.hpp"
#include "calendar/time_zones.hpp"
#include "tests/calendar/calendar_samples.hpp"

namespace {

using calendar_samples::at;

const domain::LanguageTag english{"en"};

domain::Event event_at(std::int64_t id, std::string_view start, std::string_view end,
                       std::string_view zone = domain::default_time_zone) {
  domain::Event event = calendar_samples::event(id);
  event.start_time = at(start);
  event.end_time = at(end);
  event.time_zone = zone;
  return event;
}

void add_times(std::vector<domain::Event>& events) {
  events.push_back(event_at(1, "2026-07-01T06:00:00Z", "2026-07-01T07:30:00Z"));
  events.push_back(event_at(2, "2026-12-01T06:00:00Z", "2026-12-01T07:30:00Z"));
  // Both halves of the hour that occurs twice, into it, out of it, across it.
  events.push_back(event_at(3, "2026-10-25T00:30:00Z", "2026-10-25T00:45:00Z"));
  events.push_back(event_at(4, "2026-10-25T01:30:00Z", "2026-10-25T01:45:00Z"));
  events.push_back(event_at(5, "2026-10-24T22:00:00Z", "2026-10-25T01:15:00Z"));
  events.push_back(event_at(6, "2026-10-24T23:00:00Z", "2026-10-25T06:00:00Z"));
  // Around the hour that is skipped.
  events.push_back(event_at(7, "2026-03-29T00:59:00Z", "2026-03-29T01:00:00Z"));
  events.push_back(event_at(8, "2026-03-29T01:30:00Z", "2026-03-29T02:30:00Z"));
  // Over midnight and over the new year.
  events.push_back(event_at(9, "2026-12-31T21:00:00Z", "2027-01-01T01:00:00Z"));
  events.push_back(event_at(10, "2026-05-04T20:59:00Z", "2026-05-04T21:01:00Z"));
  // Other zones: half hours, no rule that one could write down, long ago, far ahead.
  events.push_back(event_at(11, "2026-06-01T06:00:00Z", "2026-06-01T08:00:00Z", "Asia/Kabul"));
  events.push_back(event_at(12, "2026-03-01T06:00:00Z", "2026-03-01T08:00:00Z", "Africa/Casablanca"));
  events.push_back(event_at(13, "2026-03-15T06:00:00Z", "2026-03-15T08:00:00Z", "America/New_York"));
  events.push_back(event_at(14, "2021-02-22T13:00:00Z", "2021-02-22T15:00:00Z"));
  events.push_back(event_at(15, "2031-08-05T12:00:00Z", "2031-08-05T15:00:00Z"));
}

void add_texts(std::vector<domain::Event>& events) {
  const auto named = [&](std::string name, std::string description) {
    const auto id = static_cast<std::int64_t>(events.size() + 1);
    events.push_back(event_at(id, "2026-11-0" + std::to_string(id % 7 + 1) + "T10:00:00Z",
                              "2026-11-0" + std::to_string(id % 7 + 1) + "T11:00:00Z"));
    events.back().name = {{english, std::move(name)}};
    events.back().short_description.clear();
    if (!description.empty()) events.back().short_description = {{english, std::move(description)}};
  };
  // No backslash before an "n": python3-icalendar 4 reads that as a line break.
  named("Rent, bills; debts: \\ \"what now\"?", "One line,\nanother; and\n\na third: C:\\path \\ end");
  std::string arabic = "لقاء";
  for (int i = 0; i < 40; ++i) arabic += " مرحبا بكم في ميكيلي،";
  named("جلسة إعلامية عن البحث عن عمل في الصيف للقادمين الجدد إلى فنلندا", arabic + " نهاية");
  named("Työllisyys 😀 ጥዕና ไทย 你好", "Ääkköset ja 👩‍👩‍👧 perhe, ҐЄІЇ");
  named(std::string("Controls \x01\x1f\x7f gone"),
        "Tab\there, old\rMac, Windows\r\nline, \u2028separator\u2029and\u0085next");
  named("BEGIN:VEVENT", "END:VEVENT\nEND:VCALENDAR\nX-EVIL:1");
  named("No description", "");
  named(std::string(300, 'x'), std::string(3000, 'y'));
}

std::vector<domain::Event> sample_events() {
  std::vector<domain::Event> events;
  add_times(events);
  add_texts(events);
  events.push_back(event_at(50, "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z"));
  events.back().status = domain::EventStatus::cancelled;
  events.back().cancellation_reason = {{english, "The speaker is ill."}};
  events.push_back(event_at(51, "2026-11-21T10:00:00Z", "2026-11-21T11:00:00Z"));
  events.back().location = {"", "", "", "https://meet.example.org/hidden"};
  return events;
}

nlohmann::json expectation(const calendar::Entry& entry) {
  return {{"uid", entry.uid},
          {"start", domain::format_rfc3339(entry.start)},
          {"end", domain::format_rfc3339(entry.end)},
          {"summary", calendar::plain_text(entry.summary)},
          {"description", calendar::plain_text(entry.description)},
          {"location", calendar::plain_text(entry.location)},
          {"status", entry.status == calendar::EntryStatus::cancelled ? "CANCELLED" : "CONFIRMED"},
          {"sequence", entry.sequence},
          {"url", entry.url}};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: write_sample_calendar DIR\n";
    return 2;
  }
  const std::filesystem::path dir{argv[1]};
  const calendar::TimeZones zones;
  const calendar::Calendars calendars{zones};
  const calendar_samples::EnglishWords words;
  const auto events = sample_events();
  std::ofstream{dir / "calendar.ics", std::ios::binary}
      << calendars.feed({"Kutsu: näyte", "Sample"}, events, words, calendar::Cancelled::by_status, "en");
  nlohmann::json expected = nlohmann::json::array();
  for (const auto& event : events) {
    expected.push_back(expectation(calendar::public_entry(event, words, calendar::Cancelled::by_status)));
  }
  std::ofstream{dir / "expected.json"} << expected.dump(1);
}
