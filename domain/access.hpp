#pragma once
#include <optional>
#include <string>

#include "domain/account.hpp"
#include "domain/approval.hpp"
#include "domain/event.hpp"

// Who may do what: the one place that decides. Handlers and use cases ask here and nowhere else.
namespace domain {

// Somebody signed in, by cookie or by bearer token.
struct Principal {
  std::optional<AccountId> account;  // none for tokens
  std::string display_name;
  Role role = Role::viewer;
  std::optional<OrganisationId> organisation;  // for which they work now
  bool approval_wanted = false;                // by that organisation, of what its partners publish
};

// admin: everything, everywhere. manager: an organiser who also decides who is a member of their organisation.
// organiser: all but that, for the events of their organisation (as owner or co-organiser). partner: the same, without
// interpreters, and publishes only where no approval is wanted. door: see events, participants' names, presence.
// viewer: see events and counts.
enum class Permission {
  see_staff_events,  // of any organisation: public, unlisted and staff ones
  see_event,         // drafts too
  create_event,
  edit_event,  // cancel
  publish_event,
  see_participants,  // names, languages, needs
  see_contacts,      // phones and emails
  register_by_staff,
  mark_presence,
  see_history,  // who changed what of an event: those who work for one of its organisers
  book_interpreters,
  administer,  // accounts, organisations, everybody's everything
};

// `event` where the permission is about one.
[[nodiscard]] bool may(const Principal& principal, Permission permission, const Event* event = nullptr);
// Throws Error{forbidden}, or Error{not_found} where the principal may not even know of the event.
void require(const Principal& principal, Permission permission, const Event* event = nullptr);
// Throws Error{conflict, "approval_wanted"} where the principal would show to others what has to be approved first.
void require_publication(const Principal& principal, PublicationStatus before, PublicationStatus after);
// Whether they decide who is a member of the organisation and how it is reached.
[[nodiscard]] bool may_manage(const Principal& principal, OrganisationId organisation);
// Whether they decide on what was handed in for approval, and so may read it though it is another's draft.
[[nodiscard]] bool may_decide(const Principal& principal, const Approval& approval);
// Whether they may give somebody this role: nobody makes admins but admins.
[[nodiscard]] bool may_grant(const Principal& principal, std::optional<OrganisationId> organisation, Role role);
// Throw Error{forbidden} for the three.
void require_manager(const Principal& principal, OrganisationId organisation);
void require_decider(const Principal& principal, const Approval& approval);
void require_grant(const Principal& principal, std::optional<OrganisationId> organisation, Role role);
// Rooms: organisers use those of any organisation, and change those of their own.
[[nodiscard]] bool may_keep_rooms(const Principal& principal, OrganisationId organisation);
// Throws Error{forbidden}.
void require_keeper(const Principal& principal, OrganisationId organisation);
// Templates: of their own organisation, for who may enter events.
[[nodiscard]] bool may_use_templates(const Principal& principal, OrganisationId organisation);
// Calendars that are subscribed to: for who may enter events, those of their own organisation.
[[nodiscard]] bool may_subscribe(const Principal& principal, OrganisationId organisation);
// Throws Error{forbidden}.
void require_subscriber(const Principal& principal, OrganisationId organisation);
// What anybody may be shown by its address: public and unlisted ones.
[[nodiscard]] bool is_open_to_anyone(const Event& event);

}  // namespace domain
