#pragma once
#include <string>

#include "domain/approve_event.hpp"
#include "ui/organiser_console.hpp"

namespace ui {

// What waits for approval, told whole; and what the reader's organisation handed in. `reason` is an input beside each.
[[nodiscard]] std::string approvals_page(const Pages& pages, const Console& console,
                                         const domain::Submissions& submissions, const FormState& state);

}  // namespace ui
