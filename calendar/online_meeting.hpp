#pragma once
#include <string>
#include <string_view>

#include "calendar/foreign_lines.hpp"

// Meetings on the web as Outlook and Google write them into an event.
namespace calendar {

struct WithoutMeeting {
  std::string text;     // as people wrote it
  std::string address;  // that stood in what was left out; empty for none
};
// Without what Microsoft Teams puts between two lines of underscores, shorter ones within included, and Google Meet
// between two lines of its own; what has no second line goes to the end. How to dial in is for those who take part, not
// for everybody who reads.
[[nodiscard]] WithoutMeeting without_meeting(std::string_view description);

// The https address of the meeting: of a property made for it; empty for none.
[[nodiscard]] std::string meeting_address(const ForeignComponent& component);

// The place of an event that has a meeting at `address`: the address, unless it is held in a place as well, which then
// stays without the meeting's name ("Kirjasto; Microsoft Teams -kokous").
[[nodiscard]] std::string place_of_meeting(std::string_view location, const std::string& address);

}  // namespace calendar
