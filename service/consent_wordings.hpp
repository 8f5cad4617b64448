#pragma once
#include "domain/register_participants.hpp"
#include "service/app.hpp"
#include "service/http.hpp"
#include "ui/pages.hpp"

namespace service {

// Stores what people are asked to agree to, and what they are told at the door, in every language of the pages, so that
// years later it can be told.
void keep_consent_wordings(const domain::Ports& ports, const ui::Pages& pages);
// Writes down that this is what they were told; in the language of the pages that is nearest to `language`.
void set_told_at_door(domain::RegistrationRequest& walk_in, const ui::Pages& pages,
                      const domain::LanguageTag& language);
// What a client of the JSON interface says was agreed to: nothing where it names no version. The language is the one of
// the pages that is nearest to what it says, or else to the contact's. Error{invalid, "unknown_value"} for a version
// that nobody was ever shown.
void settle_consent(domain::RegistrationRequest& wanted, const App& app);

// {"version", "language", "text"}: what people are asked to agree to now, in the language of the pages that is nearest
// to ?language=.
Reply get_consent(const Request& request, App& app);

}  // namespace service
