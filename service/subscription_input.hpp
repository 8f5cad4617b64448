#pragma once
#include "domain/subscriptions.hpp"
#include "service/http.hpp"
#include "service/json_object.hpp"
#include "ui/organiser_subscriptions.hpp"

// What the console and the interface read and gather alike of calendars that are subscribed to.
namespace service {

// As a form sends it; throws Error{invalid} with all that is wrong. Without `with_language` the language stays.
void read_subscription(const Fields& fields, bool with_language, domain::SubscriptionDetails& details);
// The members of a JSON object that are there.
void apply_subscription(JsonObject& object, const ui::CodeLists& lists, domain::SubscriptionDetails& details);
[[nodiscard]] Fields subscription_fields(const domain::SubscriptionDetails& details);

// Its events that are not over and that the principal may see, by start; those that are left to their organisers too.
[[nodiscard]] std::vector<ui::CalendarLink> links_of(const domain::Snapshot& snapshot,
                                                     const domain::Principal& principal,
                                                     const domain::Subscription& subscription, domain::Instant now);
// The calendar that the event came from, for whoever may edit the event.
[[nodiscard]] std::optional<ui::CalendarLink> link_of(const domain::Snapshot& snapshot, const domain::Event& event);

}  // namespace service
