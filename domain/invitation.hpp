#pragma once
#include <optional>
#include <string>

#include "domain/contact.hpp"
#include "domain/ids.hpp"
#include "domain/time.hpp"

namespace domain {

// A link by which somebody may register for an event that is by invitation. Good for one party, until it is revoked.
struct Invitation {
  InvitationId id;
  EventId event;
  Contact contact;         // phone and email may both be missing: then the organiser hands the link over
  std::string link_seed;   // of Secrets::derive_token with "invitation"
  std::string token_hash;  // unique
  Instant created_time;
  std::optional<Instant> revoked_time;
  // Who came by it; empty again where they cancelled.
  std::optional<RegistrationId> registration;
};

inline constexpr std::string_view invitation_purpose = "invitation";

}  // namespace domain
