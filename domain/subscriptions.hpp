#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/access.hpp"
#include "domain/ports.hpp"
#include "domain/subscription.hpp"

// An organiser's work on calendars that are subscribed to. Each call asks access.hpp.
namespace domain {

// As somebody pastes it: webcal becomes https. Error{invalid, "calendar_address"} for what is no http or https address
// of a host, or carries a name and a password.
[[nodiscard]] std::string calendar_address(std::string_view text);
// All that may be shown of it.
[[nodiscard]] std::string host_of(std::string_view address);

// Of the principal's organisation, or of the one that an admin names; asked for at once. Error{conflict,
// "subscription_exists"} where the organisation has this address, "too_many_subscriptions" where it has 50 others.
[[nodiscard]] Subscription create_subscription(const Ports& ports, const Principal& principal,
                                               SubscriptionDetails details, std::string_view address,
                                               std::optional<OrganisationId> organisation = {});
// An empty address stays what it is. A new one is asked for at once, unless it is paused; with other settings it is
// asked for as soon as its server may be asked again.
[[nodiscard]] Subscription edit_subscription(const Ports& ports, const Principal& principal, SubscriptionId id,
                                             const std::function<void(SubscriptionDetails&)>& change,
                                             std::string_view address = {},
                                             std::optional<std::int64_t> if_version = {});
// At once, and not only when it is due. Error{conflict}: "subscription_paused", "asked_just_now" within a minute.
void fetch_now(const Ports& ports, const Principal& principal, SubscriptionId id);

enum class ItsEvents {
  stay,      // as if entered by hand
  withdraw,  // those to come for which nobody is registered become drafts, but for those that were left
};
// How many became drafts.
std::size_t remove_subscription(const Ports& ports, const Principal& principal, SubscriptionId id, ItsEvents events);

// What the calendar says of the event, put into its field; who is registered is told as of any change.
[[nodiscard]] Event take_theirs(const Ports& ports, const Principal& principal, EventId event, SubscribedField field);
// What is here stays, and the difference is no news any more.
void keep_ours(const Ports& ports, const Principal& principal, EventId event, SubscribedField field);
// The event is its organisers' alone from now on.
void leave_calendar(const Ports& ports, const Principal& principal, EventId event);

// Throws Error{not_found} and Error{forbidden}.
[[nodiscard]] Subscription see_subscription(const Snapshot& snapshot, const Principal& principal, SubscriptionId id);

}  // namespace domain
