#include "service/organiser_needs.hpp"

#include <algorithm>

namespace service {
namespace {

using domain::BookingStatus;

// How far a booking has come, for choosing among several.
int rank(BookingStatus status) {
  switch (status) {
    case BookingStatus::delivered:
      return 5;
    case BookingStatus::confirmed:
      return 4;
    case BookingStatus::offered:
      return 3;
    case BookingStatus::requested:
      return 2;
    case BookingStatus::declined:
      return 1;
    default:
      return 0;
  }
}

ui::LanguageNeed& need_of(std::vector<ui::LanguageNeed>& needs, const domain::LanguageTag& language) {
  const auto found = std::ranges::find(needs, language, &ui::LanguageNeed::language);
  return found != needs.end() ? *found : needs.emplace_back(ui::LanguageNeed{language, 0, 0, {}});
}

}  // namespace

LanguagesAsked languages_asked(const domain::Snapshot& snapshot, const domain::Principal& principal,
                               const domain::Event& event) {
  LanguagesAsked asked;
  asked.bookings = snapshot.interpreters().bookings_of(event.id);
  // Whoever works for one of its organisers, viewers too.
  if (!domain::may(principal, domain::Permission::see_history, &event)) {
    std::erase_if(asked.bookings, [&](const domain::InterpreterBooking& booking) {
      return std::ranges::find(event.interpreted_languages, booking.language) == event.interpreted_languages.end();
    });
    return asked;
  }
  if (event.confirmed_persons + event.waitlisted_persons > 0) {
    asked.registrations = snapshot.registrations().of_event(event.id);
  }
  return asked;
}

std::vector<ui::LanguageNeed> language_needs(const domain::Event& event,
                                             const std::vector<domain::Registration>& registrations,
                                             const std::vector<domain::InterpreterBooking>& bookings) {
  std::vector<ui::LanguageNeed> needs;
  if (event.status == domain::EventStatus::cancelled) return needs;
  // Whoever speaks a language in which the event is held understands it.
  const auto is_held_in = [&](const domain::LanguageTag& language) {
    return std::ranges::find(event.in_language, language) != event.in_language.end();
  };
  for (const domain::LanguageTag& language : event.interpreted_languages) {
    if (!is_held_in(language)) need_of(needs, language);
  }
  for (const domain::Registration& registration : registrations) {
    if (registration.status == domain::RegistrationStatus::cancelled) continue;
    const bool waits = registration.status == domain::RegistrationStatus::waitlisted;
    for (const domain::Person& person : registration.persons) {
      if (!person.interpreter_language || is_held_in(*person.interpreter_language)) continue;
      ui::LanguageNeed& need = need_of(needs, *person.interpreter_language);
      ++(waits ? need.waiting : need.wished);
    }
  }
  for (const domain::InterpreterBooking& booking : bookings) {
    ui::LanguageNeed& need = need_of(needs, booking.language);
    if (!need.furthest || rank(booking.status) > rank(*need.furthest)) need.furthest = booking.status;
  }
  return needs;
}

}  // namespace service
