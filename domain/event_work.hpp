#pragma once
#include <optional>

#include "domain/access.hpp"
#include "domain/event.hpp"
#include "domain/event_changes.hpp"
#include "domain/event_history.hpp"
#include "domain/ports.hpp"

// What the use cases about one event and about several share.
namespace domain {

// An event that is not stored yet, with an id and a UID of its own.
[[nodiscard]] Event make_event(const Ports& ports, EventDetails details);
// Names become organisations; the principal's own must be among them. The first owns the event: of a partner's their
// own, or whoever owned it until now.
void resolve_organisers(Transaction& tx, const Principal& principal, std::vector<Organiser>& organisers,
                        std::optional<OrganisationId> owner = {});

[[nodiscard]] std::optional<OrganisationId> owner_of(const EventDetails& details);

// Locked, to be edited by `principal`; Error{not_found} and Error{forbidden} as access.hpp has them.
[[nodiscard]] Event lock_for(Transaction& tx, const Principal& principal, EventId id);
// Throw Error{conflict}: "event_cancelled", "version".
void require_uncancelled(const Event& event);
void require_version(const Event& locked, std::optional<std::int64_t> if_version);

[[nodiscard]] bool is_draft(const EventDetails& details);
// What those registered are told of a change, if anything.
[[nodiscard]] std::optional<MessageKind> notice_of_change(const EventDetails& before, const EventDetails& after);

// Stores `details` over the locked `event`, with all that follows for those registered and the interpreters.
void store_details(Transaction& tx, const Ports& ports, const Principal& principal, Event& event, EventDetails details,
                   Notices& notices, Act act = {});
// The same of what somebody has changed, checked first. Nothing where nothing differs.
void change_details(Transaction& tx, const Ports& ports, const Principal& principal, Event& event, EventDetails details,
                    Notices& notices, Act act = {});
// Over the locked `event`, too.
void publish(Transaction& tx, const Ports& ports, const Principal& principal, Event& event, PublicationStatus as);
// Throws Error{invalid, "unknown_value"} for `draft`.
void require_published(PublicationStatus as);
void call_off(Transaction& tx, const Ports& ports, const Principal& principal, Event& event,
              const LocalisedText& reason, Notices& notices, Act act = {ChangeKind::cancelled});
// What was called off takes place after all, as `status`. Whoever has not heard yet that it would not hears nothing.
void restore(Transaction& tx, const Ports& ports, const Principal& principal, Event& event, EventStatus status,
             Notices& notices, Act act);

}  // namespace domain
