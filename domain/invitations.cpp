#include "domain/invitations.hpp"

#include <utility>

#include "domain/error.hpp"
#include "domain/party.hpp"
#include "domain/plan_messages.hpp"
#include "domain/text.hpp"

namespace domain {
namespace {

[[noreturn]] void no_such_invitation() {
  throw Error(ErrorKind::not_found, "not_found", "there is no such invitation");
}

void clean(std::vector<Contact>& contacts) {
  Violations violations;
  violations.require(!contacts.empty(), "invitations", "required", "at least one is required");
  violations.require(contacts.size() <= maximum_invitations_at_once, "invitations", "too_many",
                     "must be at most 200 at once");
  for (std::size_t i = 0; i < contacts.size() && i < maximum_invitations_at_once; ++i) {
    const std::string field = "invitations[" + std::to_string(i) + "]";
    Violations own;
    clean_walk_in(contacts[i], own);
    own.require(!contacts[i].name.empty() || contacts[i].phone || contacts[i].email, "contact.name", "required",
                "a name, a phone number or an email address is required");
    try {
      own.throw_if_any();
    } catch (const Error& error) {
      violations.add(error, field + ".");
    }
  }
  violations.throw_if_any();
}

Event lock_for(Transaction& tx, EventId id, const Principal& staff) {
  auto event = tx.events().lock(id);
  if (!event) throw Error(ErrorKind::not_found, "not_found", "there is no such event");
  require(staff, Permission::register_by_staff, &*event);
  if (event->status == EventStatus::cancelled) {
    throw Error(ErrorKind::conflict, "event_cancelled", "the event is cancelled");
  }
  return std::move(*event);
}

std::string token_of(const Secrets& secrets, const Invitation& invitation) {
  return secrets.derive_token(invitation_purpose, invitation.link_seed);
}

IssuedInvitation issue(Transaction& tx, const Ports& ports, const Event& event, const Contact& contact) {
  IssuedInvitation issued;
  Invitation& invitation = issued.invitation;
  invitation.event = event.id;
  invitation.contact = contact;
  invitation.created_time = ports.clock.now();
  invitation.link_seed = ports.secrets.random_token();
  issued.token = token_of(ports.secrets, invitation);
  invitation.token_hash = ports.secrets.hash_token(issued.token);
  invitation.id = tx.invitations().insert(invitation);
  if (event.publication_status != PublicationStatus::draft) {
    tx.outbox().insert(plan_notice(event, invitation, ports));
  }
  return issued;
}

}  // namespace

std::vector<IssuedInvitation> invite(const Ports& ports, EventId event_id, std::vector<Contact> contacts,
                                     const Principal& staff) {
  clean(contacts);
  std::vector<IssuedInvitation> issued;
  ports.store.write([&](Transaction& tx) {
    issued.clear();
    const Event event = lock_for(tx, event_id, staff);
    for (const Contact& contact : contacts) issued.push_back(issue(tx, ports, event, contact));
  });
  return issued;
}

std::vector<IssuedInvitation> list_invitations(const Ports& ports, EventId event_id, const Principal& staff) {
  std::vector<IssuedInvitation> listed;
  ports.store.write([&](Transaction& tx) {
    listed.clear();
    const auto event = std::as_const(tx.events()).find(event_id);
    if (!event) throw Error(ErrorKind::not_found, "not_found", "there is no such event");
    require(staff, Permission::see_contacts, &*event);
    AuditEntry entry = audit_entry(staff, AuditAction::invitations_listed, ports.clock.now());
    entry.event = event_id;
    tx.audit_log().insert(entry);
    for (Invitation& invitation : std::as_const(tx.invitations()).of_event(event_id)) {
      std::string token = token_of(ports.secrets, invitation);
      listed.push_back({std::move(invitation), std::move(token)});
    }
  });
  return listed;
}

void revoke_invitation(const Ports& ports, InvitationId id, const Principal& staff) {
  ports.store.write([&](Transaction& tx) {
    auto invitation = std::as_const(tx.invitations()).find(id);
    if (!invitation) no_such_invitation();
    const auto event = tx.events().lock(invitation->event);
    if (!event) no_such_invitation();
    require(staff, Permission::register_by_staff, &*event);
    // Read again behind the lock: somebody may have registered by it meanwhile.
    invitation = std::as_const(tx.invitations()).find(id);
    if (!invitation || invitation->revoked_time) return;
    invitation->revoked_time = ports.clock.now();
    tx.invitations().update(*invitation);
  });
}

InvitationView view_invitation(const Ports& ports, std::string_view token) {
  const std::string hash = ports.secrets.hash_token(token);
  std::optional<InvitationView> view;
  ports.store.read([&](const Snapshot& snapshot) {
    view.reset();
    auto invitation = snapshot.invitations().find_by_token_hash(hash);
    if (!invitation || invitation->revoked_time) return;
    auto event = snapshot.events().find(invitation->event);
    if (!event || event->publication_status == PublicationStatus::draft) return;
    view = InvitationView{std::move(*event), std::move(invitation->contact), invitation->registration.has_value()};
  });
  if (!view) no_such_invitation();
  return std::move(*view);
}

}  // namespace domain
