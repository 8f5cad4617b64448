#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/registration.hpp"
#include "ui/organiser_console.hpp"

// What door staff works with: today's events, and the list of one of them with big buttons.
namespace ui {

// In persons. `expected` are those with a place, and whoever else is here.
struct Headcount {
  int here = 0;
  int expected = 0;
  int children_here = 0;
  int children = 0;
};
[[nodiscard]] Headcount headcount_of(const std::vector<domain::Registration>& registrations);

struct DoorCard {
  domain::Event event;
  Headcount count;
};

struct DoorToday {
  std::vector<DoorCard> ahead;  // going on, or still to begin
  std::vector<DoorCard> over;
};
[[nodiscard]] std::string door_today_page(const Pages& pages, const Console& console, const DoorToday& today);

// Names what of the ages that were typed could not be read.
inline constexpr std::string_view unread_ages = "unread_ages";

struct DoorList {
  domain::Event event;
  std::vector<domain::Registration> registrations;  // cancelled ones are passed over
  FormState walk_in;  // persons, name, child_ages, interpreter_language, once; unread_ages where there are any
  std::optional<domain::Registration> last_walk_in;  // that can still be undone
  std::vector<domain::Problem> problems;             // of a button
};
[[nodiscard]] std::string door_page(const Pages& pages, const Console& console, const DoorList& list);
// Puts {{>CONFIRMED}} and {{>WAITING}} of that page, by name, and {{>NEW_PARTY}}: a party's row for a script to fill
// in.
void add_door_parties(Page& page, const DoorList& list);
// Whom the row of a party is called after.
[[nodiscard]] std::string party_name(const domain::Registration& registration, const Reader& reader);

// "Työnhakuinfo, ma 23.11.".
[[nodiscard]] std::string door_event_name(const domain::Event& event, const Reader& reader);
// "organiser.door.field.name" for an input of the walk-in's form; empty for what is none.
[[nodiscard]] std::string walk_in_label(const Reader& reader, std::string_view field);

}  // namespace ui
