#pragma once
#include "domain/register_participants.hpp"
#include "ui/pages.hpp"

namespace service {

// Stores what people are asked to agree to, and what they are told at the door, in every language of the pages, so that
// years later it can be told.
void keep_consent_wordings(const domain::Ports& ports, const ui::Pages& pages);
// Writes down that this is what they were told; in the language of the pages that is nearest to `language`.
void set_told_at_door(domain::RegistrationRequest& walk_in, const ui::Pages& pages,
                      const domain::LanguageTag& language);

}  // namespace service
