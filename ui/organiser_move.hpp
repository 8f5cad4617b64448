#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/conflicts.hpp"
#include "domain/event.hpp"
#include "ui/organiser_console.hpp"

namespace ui {

// An event that is to be held at another time: what it means before it is done.
struct MovePage {
  domain::Event event;
  FormState state;  // inputs: date, start, end; from, the start that was shown; back
  // As the inputs say, where they can be read.
  std::optional<domain::Instant> start{};
  std::optional<domain::Instant> end{};
  int interpreters = 0;                       // who were asked or have confirmed
  std::vector<domain::Conflict> conflicts{};  // what it would meet there
  std::string back{};  // where it was begun: a path of the console with its query; empty for the event's page
};

[[nodiscard]] std::string event_move_page(const Pages& pages, const Console& console, const MovePage& page);

}  // namespace ui
