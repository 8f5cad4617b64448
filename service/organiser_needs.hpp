#pragma once
#include <vector>

#include "domain/access.hpp"
#include "domain/store.hpp"
#include "ui/organiser_event_list.hpp"

namespace service {

// By what the languages of an event are counted for a reader. Who works for none of its organisers is told of no
// registration, and of no booking but for the languages that the event promises to everybody.
struct LanguagesAsked {
  std::vector<domain::Registration> registrations;
  std::vector<domain::InterpreterBooking> bookings;
};
[[nodiscard]] LanguagesAsked languages_asked(const domain::Snapshot& snapshot, const domain::Principal& principal,
                                             const domain::Event& event);

// The languages that an event promises an interpreter for, or that somebody registered asked for, but for those it is
// held in, and those for which there is a booking; each with the furthest of its bookings.
[[nodiscard]] std::vector<ui::LanguageNeed> language_needs(const domain::Event& event,
                                                           const std::vector<domain::Registration>& registrations,
                                                           const std::vector<domain::InterpreterBooking>& bookings);

}  // namespace service
