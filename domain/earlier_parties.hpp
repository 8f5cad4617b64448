#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "domain/access.hpp"
#include "domain/ports.hpp"
#include "domain/registration.hpp"

namespace domain {

// Somebody who has been here before, as they were the last time.
struct EarlierParty {
  Contact contact;
  std::vector<Person> persons;  // without presence and ids
  // Of this very event, where they have one that is not cancelled.
  std::optional<RegistrationId> here;
};

inline constexpr std::size_t most_earlier_parties = 8;

// For the phone call of somebody whom staff registers for `event`: earlier parties of its organiser whose contact's or
// person's name, phone or email holds `text` (three characters at least, else Error{invalid, "too_short", "q"}),
// capitals aside; the newest first, each contact once. Looks at the organiser's newest 5,000 registrations; `phone`, or
// a whole email address as `text`, finds any. Of several organisers it is the staff's own, for an admin the first.
// Written to the audit log. Needs register_by_staff.
[[nodiscard]] std::vector<EarlierParty> find_earlier_parties(const Ports& ports, EventId event, std::string_view text,
                                                             const std::optional<PhoneNumber>& phone,
                                                             const Principal& staff);

}  // namespace domain
