#pragma once
#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ports.hpp"
#include "domain/subscription.hpp"

// What a calendar says, laid over what stands here.
namespace domain {

// The theme that a category means; empty for none.
using ThemeOf = std::function<std::string(std::string_view category)>;

// What has no end lasts an hour.
[[nodiscard]] Instant end_of(const ForeignOccurrence& occurrence);

// A date as an event of the subscription has it: in the site's own zone, whichever clock the calendar was written by. A
// location that is a web address is online, another one's name ends before its first comma; the municipality that its
// address, or the place alone, names goes before the subscription's.
[[nodiscard]] ForeignContent content_of(const ForeignOccurrence& occurrence, const SubscriptionDetails& subscription,
                                        const ThemeOf& theme_of);

// What an event that comes of it has at first.
[[nodiscard]] EventDetails details_of(const ForeignContent& content, const Subscription& subscription);
// Whether all that is kept of the date is the same.
[[nodiscard]] bool same_link(const SubscribedEvent& one, const SubscribedEvent& other);

// One of its fields, put into `details`; nothing else of them changes.
void put_field(SubscribedField field, const ForeignContent& content, const LanguageTag& language,
               EventDetails& details);
// As put_field, into an event's details: an event that moves takes along when its registration opens and closes
// (move_event).
void follow_field(SubscribedField field, const ForeignContent& content, const LanguageTag& language, const Ports& ports,
                  EventDetails& details);
[[nodiscard]] bool same_field(SubscribedField field, const ForeignContent& content, const LanguageTag& language,
                              const EventDetails& details);
[[nodiscard]] bool same_field(SubscribedField field, const ForeignContent& one, const ForeignContent& other);

// The one field of `from`, in the place of the other's.
void take_field(SubscribedField field, const ForeignContent& from, ForeignContent& to);

[[nodiscard]] CalendarSlot slot_of(const ForeignContent& content);
// What the calendar says now, with what could not be taken.
[[nodiscard]] ForeignContent says_now(const SubscribedEvent& link);
// Somebody has decided on the field, or it has followed: it is no news any more.
void settle(SubscribedField field, SubscribedEvent& link);

// Where they differ now.
[[nodiscard]] SubscribedFields differences(const ForeignContent& content, const LanguageTag& language,
                                           const EventDetails& details);

// Field by field: what is here as it was there `before` follows to `after`; what was changed here stays, and is among
// `open` once it is changed there as well. `kept`: fields that must not follow now; whoever asks again `before` of them
// as it was lets them follow then.
void merge(const ForeignContent& before, const ForeignContent& after, const LanguageTag& language,
           const SubscribedFields& kept, const Ports& ports, EventDetails& details, SubscribedFields& open);

inline constexpr std::array<SubscribedField, 6> subscribed_fields{
    SubscribedField::name,     SubscribedField::description, SubscribedField::time,
    SubscribedField::location, SubscribedField::keywords,    SubscribedField::registration};

}  // namespace domain
