#pragma once
#include <map>
#include <string>
#include <vector>

#include "domain/approve_event.hpp"
#include "domain/conflicts.hpp"
#include "ui/organiser_console.hpp"

namespace ui {

// What each event meets at its time, as far as the reader may know.
using EventConflicts = std::map<domain::EventId, std::vector<domain::Conflict>>;

// What waits for approval, told whole; and what the reader's organisation handed in. `reason` is an input beside each.
[[nodiscard]] std::string approvals_page(const Pages& pages, const Console& console,
                                         const domain::Submissions& submissions, const EventConflicts& conflicts,
                                         const FormState& state);

}  // namespace ui
