#pragma once
#include "domain/personal_data.hpp"

// What the use cases of personal_data.hpp hand out or erase: read, and not written down anywhere yet.
namespace domain {

[[nodiscard]] PersonalData data_of_selection(const Ports& ports, const RecordSelection& selection);
[[nodiscard]] PersonalData data_of_contact(const Ports& ports, const std::optional<PhoneNumber>& phone,
                                           const std::optional<EmailAddress>& email);
// Of every date of the party; Error{not_found}.
[[nodiscard]] PersonalData data_of_link(const Ports& ports, std::string_view manage_token);
// What `staff` may not see goes.
void keep_allowed(PersonalData& data, const Principal& staff, Permission permission);

}  // namespace domain
