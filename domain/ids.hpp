#pragma once
#include <compare>
#include <cstdint>
#include <functional>

namespace domain {

// A database key of one kind of thing. 0 means "not stored yet"; stored ids are positive and below 2^53, so that a
// JSON number carries them exactly.
template <class Tag>
struct Id {
  std::int64_t value = 0;
  friend auto operator<=>(const Id&, const Id&) = default;
};

using AccountId = Id<struct AccountTag>;
using AccountLinkId = Id<struct AccountLinkTag>;
using AuditId = Id<struct AuditTag>;
using ApiTokenId = Id<struct ApiTokenTag>;
using EventChangeId = Id<struct EventChangeTag>;
// Random (48 bits), so that an unlisted event is found only by those who were given its address.
using EventId = Id<struct EventTag>;
using EventTemplateId = Id<struct EventTemplateTag>;
using IncomingMessageId = Id<struct IncomingMessageTag>;
using InterpreterBookingId = Id<struct InterpreterBookingTag>;
using InterpreterId = Id<struct InterpreterTag>;
using InvitationId = Id<struct InvitationTag>;
using MaterialFileId = Id<struct MaterialFileTag>;
using MaterialId = Id<struct MaterialTag>;
using MessageId = Id<struct MessageTag>;
using OrganisationId = Id<struct OrganisationTag>;
using PersonId = Id<struct PersonTag>;
using RegistrationId = Id<struct RegistrationTag>;
using RoomId = Id<struct RoomTag>;
using SeriesId = Id<struct SeriesTag>;
using SubscriptionId = Id<struct SubscriptionTag>;

}  // namespace domain

template <class Tag>
struct std::hash<domain::Id<Tag>> {
  std::size_t operator()(const domain::Id<Tag>& id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
