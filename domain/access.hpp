#pragma once
#include <optional>
#include <string>

#include "domain/account.hpp"
#include "domain/event.hpp"

// Who may do what: the one place that decides. Handlers and use cases ask here and nowhere else.
namespace domain {

// Somebody signed in, by cookie or by bearer token.
struct Principal {
  std::optional<AccountId> account;  // none for tokens
  std::string display_name;
  Role role = Role::viewer;
  std::optional<OrganisationId> organisation;
};

// admin: everything, everywhere. organiser: all but administer, for the events of their organisation (as owner or
// co-organiser). door: see events, participants' names, presence. viewer: see events and counts.
enum class Permission {
  see_staff_events,  // of any organisation: public, unlisted and staff ones
  see_event,         // drafts too
  create_event,
  edit_event,        // publish, cancel
  see_participants,  // names, languages, needs
  see_contacts,      // phones and emails
  register_by_staff,
  mark_presence,
  book_interpreters,
  administer,  // accounts, organisations, everybody's everything
};

// `event` where the permission is about one.
[[nodiscard]] bool may(const Principal& principal, Permission permission, const Event* event = nullptr);
// Throws Error{forbidden}, or Error{not_found} where the principal may not even know of the event.
void require(const Principal& principal, Permission permission, const Event* event = nullptr);
// What anybody may be shown by its address: public and unlisted ones.
[[nodiscard]] bool is_open_to_anyone(const Event& event);

}  // namespace domain
