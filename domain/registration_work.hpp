#pragma once
#include <functional>
#include <optional>
#include <vector>

#include "domain/error.hpp"
#include "domain/manage_registration.hpp"

// What the use cases about one registration share. Inside a transaction the event is locked before the registration is
// read, so that both are the present state.
namespace domain {

struct Found {
  Event event;
  Registration registration;
};

using FindRegistration = std::function<std::optional<Registration>(Transaction&)>;

[[noreturn]] void no_such_registration();
[[nodiscard]] EventId event_of_token(const Ports& ports, std::string_view hash);
[[nodiscard]] EventId event_of_registration(const Ports& ports, RegistrationId id);
[[nodiscard]] Found lock_both(Transaction& tx, EventId event, const FindRegistration& find);
[[nodiscard]] Found lock_by_hash(Transaction& tx, EventId event, std::string_view hash);
[[nodiscard]] Found lock_by_id(Transaction& tx, EventId event, RegistrationId id);
[[nodiscard]] RegistrationView view_of(Transaction& tx, Found found);

// Ends the registration, tells them (`notice`) unless the event is over, and lets the next ones in. Nothing where it
// is cancelled already.
void end_registration(Transaction& tx, const Ports& ports, Found& found, EndReason reason,
                      std::optional<MessageKind> notice);

// The dates of a party, their events locked in an order that is always the same.
[[nodiscard]] std::vector<Found> lock_party(Transaction& tx, const Registration& registration);

// Stores a change of who comes, what they answer and how they are reached, with what follows for places and messages.
// `dates` are those of the party, the one to change first; answers which were changed. By link another phone
// cannot take the place of one that a code was sent to: Error{conflict, "phone_fixed"}.
std::vector<RegistrationId> change_party(Transaction& tx, const Ports& ports, std::vector<Found>& dates,
                                         const RegistrationChange& change, bool by_staff = false);

}  // namespace domain
