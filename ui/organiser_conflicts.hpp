#pragma once
#include <string>
#include <vector>

#include "domain/conflicts.hpp"
#include "ui/organiser_console.hpp"

// What an event meets at its time, one tap from the other event.
namespace ui {

// Puts {{>CONFLICTS}} (organiser/conflicts.html) of `into`: a list, or that there is nothing. `wanted`: of an event
// that has one, the number of places that is more than the room has. `form_action`: of the form around it, to which a
// room that may be meant is sent as the action "room:<id>".
void add_conflicts(Values& into, const Reader& reader, const std::vector<domain::Conflict>& conflicts,
                   std::optional<int> wanted = {}, std::string_view form_action = {});
// That part alone, for a form that asks again while somebody types. `problem`: a sentence instead of it, where the
// form's times cannot be read yet.
[[nodiscard]] std::string conflicts_fragment(const Pages& pages, const Console& console,
                                             const std::vector<domain::Conflict>& conflicts,
                                             std::optional<int> wanted = {});
// The same while nothing can be said.
[[nodiscard]] std::string no_conflicts_fragment(const Pages& pages, const Console& console);

// Of one date among many: puts {{>MEETS}} (organiser/meets.html) of `date`, a line each; the other event without its
// day.
void add_met(Values& date, const Reader& reader, const std::vector<domain::Conflict>& conflicts,
             std::optional<int> wanted = {});
// Adds {{#TAKEN}} with WORDS and OTHER: a date whose room or interpreter is taken, and a link to its row; `iso` names
// that.
void add_taken(Values& into, const Reader& reader, const std::string& iso, const std::string& day,
               const domain::Conflict& conflict);

// In one sentence, without the other event's name.
[[nodiscard]] std::string conflict_words(const Reader& reader, const domain::Conflict& conflict,
                                         std::optional<int> wanted = {});

}  // namespace ui
