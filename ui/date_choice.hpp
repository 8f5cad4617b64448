#pragma once
#include <vector>

#include "domain/event.hpp"
#include "ui/form.hpp"

// Which dates of a series somebody registers for.
namespace ui {

// Puts {{>DATES}} of `into`, unless there is but one. Inputs: "dates", an event's id each, and "all_dates". Those that
// nobody can register for are shown with what keeps them, those held elsewhere than `shown` with their place.
void add_date_choice(Values& into, const Reader& reader, const domain::Event& shown,
                     const std::vector<domain::Event>& dates, const FormState& state, domain::Instant now);

}  // namespace ui
