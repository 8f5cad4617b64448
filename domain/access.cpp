#include "domain/access.hpp"

#include <algorithm>

#include "domain/error.hpp"

namespace domain {
namespace {

[[noreturn]] void refuse() {
  throw Error(ErrorKind::forbidden, "forbidden", "this sign-in may not do that");
}

[[noreturn]] void refuse_unapproved() {
  throw Error(ErrorKind::conflict, "approval_wanted", "it has to be approved first: hand it in", "publication_status");
}

bool organises(const Principal& principal, const Event& event) {
  return principal.organisation && std::ranges::any_of(event.organisers, [&](const Organiser& organiser) {
           return organiser.id == *principal.organisation;
         });
}

bool organises_itself(Role role) {
  return role == Role::manager || role == Role::organiser;
}

bool role_allows(Role role, Permission permission) {
  switch (permission) {
    case Permission::see_staff_events:
    case Permission::see_event:
    case Permission::see_history:
      return true;
    case Permission::see_participants:
    case Permission::mark_presence:
      return role != Role::viewer;
    case Permission::create_event:
    case Permission::edit_event:
    case Permission::publish_event:
    case Permission::see_contacts:
    case Permission::register_by_staff:
      return organises_itself(role) || role == Role::partner;
    case Permission::book_interpreters:
      return organises_itself(role);
    case Permission::administer:
      return false;
  }
  return false;
}

}  // namespace

bool may(const Principal& principal, Permission permission, const Event* event) {
  if (principal.role == Role::admin) return true;
  if (!role_allows(principal.role, permission)) return false;
  if (permission == Permission::publish_event && principal.role == Role::partner && principal.approval_wanted) {
    return false;
  }
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
  if (permission == Permission::publish_event && may(principal, Permission::edit_event, event)) refuse_unapproved();
  refuse();
}

void require_publication(const Principal& principal, PublicationStatus before, PublicationStatus after) {
  if (before == after || after == PublicationStatus::draft || may(principal, Permission::publish_event)) return;
  refuse_unapproved();
}

bool may_manage(const Principal& principal, OrganisationId organisation) {
  if (principal.role == Role::admin) return true;
  return principal.role == Role::manager && principal.organisation == organisation;
}

bool may_decide(const Principal& principal, const Approval& approval) {
  if (approval.state != ApprovalState::submitted) return false;
  if (principal.role == Role::admin) return true;
  return organises_itself(principal.role) && principal.organisation == approval.by;
}

bool may_grant(const Principal& principal, std::optional<OrganisationId> organisation, Role role) {
  if (!organisation || role == Role::admin) return principal.role == Role::admin;
  return may_manage(principal, *organisation);
}

void require_manager(const Principal& principal, OrganisationId organisation) {
  if (!may_manage(principal, organisation)) refuse();
}

void require_decider(const Principal& principal, const Approval& approval) {
  if (!may_decide(principal, approval)) refuse();
}

void require_grant(const Principal& principal, std::optional<OrganisationId> organisation, Role role) {
  if (!may_grant(principal, organisation, role)) refuse();
}

bool may_keep_rooms(const Principal& principal, OrganisationId organisation) {
  if (principal.role == Role::admin) return true;
  return organises_itself(principal.role) && principal.organisation == organisation;
}

void require_keeper(const Principal& principal, OrganisationId organisation) {
  if (!may_keep_rooms(principal, organisation)) refuse();
}

bool may_use_templates(const Principal& principal, OrganisationId organisation) {
  if (principal.role == Role::admin) return true;
  return may(principal, Permission::create_event) && principal.organisation == organisation;
}

bool may_subscribe(const Principal& principal, OrganisationId organisation) {
  if (principal.role == Role::admin) return true;
  return may(principal, Permission::create_event) && principal.organisation == organisation;
}

void require_subscriber(const Principal& principal, OrganisationId organisation) {
  if (!may_subscribe(principal, organisation)) refuse();
}

bool is_open_to_anyone(const Event& event) {
  return event.publication_status == PublicationStatus::open_to_all ||
         event.publication_status == PublicationStatus::unlisted;
}

}  // namespace domain
