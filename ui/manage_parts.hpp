#pragma once
#include <string>

#include "ui/page.hpp"
#include "ui/registration_pages.hpp"

// Parts of the page behind a manage link.
namespace ui {

// What the door calls the person: their name, the contact's for the first, else a number.
[[nodiscard]] std::string name_in_party(const Reader& reader, const domain::Registration& registration,
                                        std::size_t index);
// The state of a registration as one word of "manage.status_…": what is held for a code is "unverified", or
// "unverified_waiting" in the queue, and "code_expired" once no code is taken any more.
[[nodiscard]] std::string status_word(const domain::Registration& registration, domain::Instant now);

// The state in words, and what one is asked to do about it now: accept an offer, give a code.
void add_state(Values& body, const Reader& reader, const domain::RegistrationView& view, const std::string& token,
               const FormState& state, domain::Instant now);
// A section DATES with what became of each date of the party.
void add_dates(Values& body, const Reader& reader, const ManagePage& manage, domain::Instant now);
// Who came, for staff, into manage_door.html.
void add_people_at_door(Values& door, const Reader& reader, const domain::RegistrationView& view, domain::Instant now);

}  // namespace ui
