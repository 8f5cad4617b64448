#pragma once
#include <string>
#include <vector>

#include "domain/event.hpp"
#include "domain/organisation.hpp"
#include "domain/room.hpp"
#include "ui/organiser_console.hpp"

namespace ui {

struct RoomRow {
  domain::Room room;
  std::string organisation;
};

// Inputs of the form: name, street_address, municipality, capacity, step_free, induction_loop, directions.<tag>; of an
// admin without an organisation: organisation.
struct RoomsPage {
  std::vector<RoomRow> rooms;
  FormState state;
  std::vector<domain::Organisation> organisations;  // to choose from; none: the own one
};
[[nodiscard]] std::string rooms_page(const Pages& pages, const Console& console, const RoomsPage& list);

struct RoomEditPage {
  domain::Room room;
  FormState state;
  int events_to_come = 0;
  int persons = 0;  // who have a place or wait for one there
  // From which an interpreter of an event here could not come in time; of those the reader may know of.
  std::vector<domain::Event> too_far = {};
};
[[nodiscard]] std::string room_edit_page(const Pages& pages, const Console& console, const RoomEditPage& edit);

}  // namespace ui
