#pragma once
#include <vector>

#include "domain/store.hpp"
#include "ui/organiser_event_list.hpp"

namespace service {

// The languages that an event promises an interpreter for, or that somebody registered asked for, but for those it is
// held in, and those for which there is a booking; each with the furthest of its bookings.
[[nodiscard]] std::vector<ui::LanguageNeed> language_needs(const domain::Event& event,
                                                           const std::vector<domain::Registration>& registrations,
                                                           const std::vector<domain::InterpreterBooking>& bookings);

}  // namespace service
