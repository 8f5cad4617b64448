#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/conflicts.hpp"
#include "domain/edit_series.hpp"
#include "domain/event.hpp"
#include "ui/organiser_console.hpp"

namespace ui {

// What it means that an event is held then.
struct MoveThen {
  domain::Instant start;
  domain::Instant end;
  std::string seen;  // comes back with the button: these times were shown
  domain::ToldPeople told;
  std::vector<domain::Conflict> conflicts{};
  // Where they move along.
  std::optional<domain::Instant> enrolment_opens{}, enrolment_closes{};
};

// An event that is to be held at another time: what it means before it is done.
struct MovePage {
  domain::Event event;
  // Inputs: date, start, end; days, by how many it ends after the day of its start, of what lasts a day or more; from,
  // the start that was shown.
  FormState state;
  // As the inputs say, where they are another time that it can have.
  std::optional<MoveThen> then{};
  std::string back{};  // where it was begun: a path of the console with its query; empty for the event's page
};

[[nodiscard]] std::string event_move_page(const Pages& pages, const Console& console, const MovePage& page);

}  // namespace ui
