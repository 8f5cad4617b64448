#include "domain/access.hpp"

#include <algorithm>

#include "domain/error.hpp"

namespace domain {
namespace {

bool organises(const Principal& principal, const Event& event) {
  return principal.organisation && std::ranges::any_of(event.organisers, [&](const Organiser& organiser) {
           return organiser.id == *principal.organisation;
         });
}

bool role_allows(Role role, Permission permission) {
  switch (permission) {
    case Permission::see_staff_events:
    case Permission::see_event:
      return true;
    case Permission::see_participants:
    case Permission::mark_presence:
      return role != Role::viewer;
    case Permission::create_event:
    case Permission::edit_event:
    case Permission::see_contacts:
    case Permission::register_by_staff:
    case Permission::book_interpreters:
      return role == Role::organiser;
    case Permission::administer:
      return false;
  }
  return false;
}

}  // namespace

bool may(const Principal& principal, Permission permission, const Event* event) {
  if (principal.role == Role::admin) return true;
  if (!role_allows(principal.role, permission)) return false;
  if (permission == Permission::see_event && event != nullptr) {
    return event->publication_status != PublicationStatus::draft || organises(principal, *event);
  }
  return event == nullptr || organises(principal, *event);
}

void require(const Principal& principal, Permission permission, const Event* event) {
  if (may(principal, permission, event)) return;
  if (event != nullptr && !may(principal, Permission::see_event, event)) {
    throw Error(ErrorKind::not_found, "not_found", "there is no such event");
  }
  throw Error(ErrorKind::forbidden, "forbidden", "this sign-in may not do that");
}

bool is_open_to_anyone(const Event& event) {
  return event.publication_status == PublicationStatus::open_to_all ||
         event.publication_status == PublicationStatus::unlisted;
}

}  // namespace domain
