#include <gtest/gtest.h>
#include <libical/ical.h>
#include <rapidcheck/gtest.h>

#include <memory>

#include "calendar/icalendar.hpp"
#include "calendar/plain_text.hpp"
#include "calendar/time_zones.hpp"
#include "calendar_samples.hpp"
#include "domain/text.hpp"

// Whatever people type, a subscriber's client reads all of it and nothing else: one bad line and some drop the lot.
namespace {

const calendar::TimeZones any_zones;
const calendar_samples::EnglishWords any_words;

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Parsed = std::unique_ptr<icalcomponent, FreeComponent>;

std::string file_of(const std::string& name, const std::string& description, const std::string& place) {
  auto event = calendar_samples::event();
  event.name = {{domain::LanguageTag{"en"}, name}};
  event.short_description = {{domain::LanguageTag{"en"}, description}};
  event.location = {place, "", "", ""};
  const calendar::Calendars calendars{any_zones};
  return calendars.event_file(event, any_words);
}

bool is_well_formed(std::string_view file) {
  while (!file.empty()) {
    const auto end = file.find("\r\n");
    if (end == std::string_view::npos || end > 75) return false;
    const auto line = file.substr(0, end);
    if (line.find_first_of("\r\n") != std::string_view::npos || !domain::is_valid_utf8(line)) return false;
    file.remove_prefix(end + 2);
  }
  return true;
}

TEST(AnyText, of_any_length_ends_its_lines_whole) {
  for (std::size_t length = 1; length < 300; ++length) {
    ASSERT_TRUE(is_well_formed(file_of(std::string(length, 'a'), std::string(length, 'b') + "\xc3\xa4", ""))) << length;
  }
}

// Octets that make trouble, and letters of several lengths.
rc::Gen<std::string> troublesome_text() {
  const auto piece = rc::gen::elementOf(std::vector<std::string>{"a",
                                                                 " ",
                                                                 ",",
                                                                 ";",
                                                                 ":",
                                                                 "\\",
                                                                 "\"",
                                                                 "\n",
                                                                 "\r",
                                                                 "\r\n",
                                                                 "\t",
                                                                 std::string(1, '\0'),
                                                                 "\x1b",
                                                                 "\x7f",
                                                                 "ä",
                                                                 "م",
                                                                 "你",
                                                                 "😀",
                                                                 "\u2028",
                                                                 "\u0085",
                                                                 "\u00ad",
                                                                 "\xff",
                                                                 "\xc3",
                                                                 "\xe2\x82",
                                                                 "\r\n ",
                                                                 "\r\nEND:VEVENT\r\n",
                                                                 "\\n",
                                                                 "^n",
                                                                 "BEGIN:VCALENDAR",
                                                                 "mailto:",
                                                                 "https://example.org/?a=b&c=d",
                                                                 "x-lic-error"});
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const std::vector<std::string>& pieces) {
    std::string text;
    for (const auto& one : pieces) text += one;
    return text;
  });
}

RC_GTEST_PROP(AnyText, is_read_as_it_was_written, ()) {
  const std::string name = *troublesome_text(), place = *troublesome_text();
  const std::string file = file_of(name, *troublesome_text(), place);
  RC_ASSERT(is_well_formed(file));
  RC_ASSERT(file.find("X-LIC-ERROR") == std::string::npos);
  const Parsed calendar{icalparser_parse_string(file.c_str())};
  RC_ASSERT(static_cast<bool>(calendar));
  RC_ASSERT(icalcomponent_count_errors(calendar.get()) == 0);
  RC_ASSERT(icalcomponent_count_components(calendar.get(), ICAL_VEVENT_COMPONENT) == 1);
  icalcomponent* event = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
  const auto text_of = [](const char* text) { return std::string{text ? text : ""}; };
  RC_ASSERT(text_of(icalcomponent_get_summary(event)) == calendar::plain_text(name));
  RC_ASSERT(text_of(icalcomponent_get_location(event)) == calendar::plain_text(place));
}

}  // namespace
