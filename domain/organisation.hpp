#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "domain/contact.hpp"
#include "domain/ids.hpp"

namespace domain {

enum class OrganisationKind { municipality, ngo, agency, other };

// A municipality's unit, an NGO, a project: who organises, and whose sign-ins see whose registrations.
struct Organisation {
  OrganisationId id;
  std::string name;  // unique
  std::string municipality;
  // Where the public asks; shown to everybody.
  std::optional<PhoneNumber> phone = {};
  std::optional<EmailAddress> email = {};
  OrganisationKind kind = OrganisationKind::other;
  // Whose organisers approve what its partners publish: another organisation's, or its own. None: nobody has to.
  std::optional<OrganisationId> approved_by = {};
};

[[nodiscard]] std::string_view to_word(OrganisationKind kind);
[[nodiscard]] OrganisationKind parse_organisation_kind(std::string_view word, std::string_view field);

// One of an event's organisers, in the order they are shown; the first owns the event.
struct Organiser {
  OrganisationId id;
  std::string name;
  // The organisation's own, read along with the event and changed with the organisation alone.
  std::optional<PhoneNumber> phone = {};
  std::optional<EmailAddress> email = {};
  friend bool operator==(const Organiser& one, const Organiser& other) {
    return one.id == other.id && one.name == other.name;
  }
};

}  // namespace domain
