#pragma once
#include <string>

#include "domain/event_history.hpp"
#include "domain/material.hpp"

// What was added to and taken from an event's materials, as its history has it: one field, "material", which holds a
// link as it was, and of a file all but its bytes. They go with the file, so there is no way back to it.
namespace domain {

[[nodiscard]] bool is_about_material(const EventChange& change);
// One for every date of a series stands in the history of each.
[[nodiscard]] bool is_about_material_of_series(const EventChange& change);

// One line of the history of `event`, which is locked. `act`: material_added or material_removed.
void note_material(Transaction& tx, const Ports& ports, const Principal& who, const Event& event,
                   const Material& material, Act act);

// The error's code; empty where it may be tried. "material_gone": what was added is there no more. "changed_since": the
// link that was removed is there again. "file_not_kept". "too_many_materials".
[[nodiscard]] std::string why_material_not_put_back(const Snapshot& snapshot, const Event& event,
                                                    const EventChange& change);
// Takes away what the change added, or adds the link that it took away, and answers which; Error{conflict} as above.
// Not a line of the history.
Material put_back_material(Transaction& tx, const Ports& ports, const Event& event, const EventChange& change);

}  // namespace domain
