#include "domain/personal_data.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "domain/manage_registration.hpp"
#include "domain/registration_work.hpp"
#include "domain/tally.hpp"

namespace domain {
namespace {

constexpr std::size_t most_records = 1000;

Principal holder_of_the_link() {
  Principal holder;
  holder.display_name = "link";
  return holder;
}

void add_invitation(const Snapshot& snapshot, Invitation invitation, PersonalData& data) {
  const auto same = [&](const InvitationRecord& record) { return record.invitation.id == invitation.id; };
  auto event = snapshot.events().find(invitation.event);
  if (!event || std::ranges::any_of(data.invitations, same)) return;
  std::vector<Message> messages;
  for (Message& message : snapshot.outbox().of_event(invitation.event)) {
    if (message.invitation == invitation.id) messages.push_back(std::move(message));
  }
  data.invitations.push_back({std::move(invitation), std::move(*event), std::move(messages)});
}

bool is_about(const IncomingMessage& message, EventId event) {
  return std::ranges::find(message.events, event) != message.events.end();
}

void add_incoming(const Snapshot& snapshot, const PhoneNumber& phone, std::optional<EventId> about,
                  PersonalData& data) {
  for (IncomingMessage& message : snapshot.incoming_messages().of_phone(phone)) {
    const auto same = [&](const IncomingMessage& known) { return known.id == message.id; };
    if (about && !is_about(message, *about)) continue;
    if (std::ranges::none_of(data.incoming_messages, same)) data.incoming_messages.push_back(std::move(message));
  }
}

void add_registration(const Snapshot& snapshot, Registration registration, PersonalData& data) {
  auto event = snapshot.events().find(registration.event);
  if (!event) return;
  if (registration.invitation) {
    if (auto invitation = snapshot.invitations().find(*registration.invitation)) {
      add_invitation(snapshot, std::move(*invitation), data);
    }
  }
  RegistrationRecord record;
  record.waiting_position = snapshot.registrations().waiting_position(registration);
  record.consent_wording =
      snapshot.registrations().consent_wording(registration.consent.version, registration.consent.language);
  record.messages = snapshot.outbox().of_registration(registration.id);
  if (registration.contact.phone) add_incoming(snapshot, *registration.contact.phone, event->id, data);
  record.event = std::move(*event);
  record.registration = std::move(registration);
  data.registrations.push_back(std::move(record));
}

// What `staff` may not see goes.
void keep_allowed(PersonalData& data, const Principal& staff, Permission permission) {
  const auto hidden = [&](const auto& record) { return !may(staff, permission, &record.event); };
  std::erase_if(data.registrations, hidden);
  std::erase_if(data.invitations, hidden);
  if (may(staff, Permission::administer)) return;
  std::erase_if(data.incoming_messages, [&](const IncomingMessage& message) {
    return std::ranges::none_of(data.registrations,
                                [&](const RegistrationRecord& record) { return is_about(message, record.event.id); });
  });
}

PersonalData read_data(const Ports& ports, const std::function<void(const Snapshot&, PersonalData&)>& collect) {
  PersonalData data;
  ports.store.read([&](const Snapshot& snapshot) {
    data = {};
    collect(snapshot, data);
  });
  data.time = ports.clock.now();
  return data;
}

PersonalData data_of_selection(const Ports& ports, const RecordSelection& selection) {
  return read_data(ports, [&](const Snapshot& snapshot, PersonalData& data) {
    for (const RegistrationId id : selection.registrations) {
      if (auto registration = snapshot.registrations().find(id)) {
        add_registration(snapshot, std::move(*registration), data);
      }
    }
    for (const InvitationId id : selection.invitations) {
      if (auto invitation = snapshot.invitations().find(id)) add_invitation(snapshot, std::move(*invitation), data);
    }
  });
}

PersonalData data_of_contact(const Ports& ports, const std::optional<PhoneNumber>& phone,
                             const std::optional<EmailAddress>& email) {
  return read_data(ports, [&](const Snapshot& snapshot, PersonalData& data) {
    if (!phone && !email) return;
    for (Registration& registration : snapshot.registrations().of_contact(phone, email, most_records)) {
      add_registration(snapshot, std::move(registration), data);
    }
    for (Invitation& invitation : snapshot.invitations().of_contact(phone, email)) {
      add_invitation(snapshot, std::move(invitation), data);
    }
    if (phone) add_incoming(snapshot, *phone, std::nullopt, data);
  });
}

PersonalData data_of_link(const Ports& ports, std::string_view manage_token) {
  std::vector<RegistrationView> dates = view_party(ports, manage_token);
  return read_data(ports, [&](const Snapshot& snapshot, PersonalData& data) {
    for (const RegistrationView& date : dates) {
      if (auto registration = snapshot.registrations().find(date.registration.id)) {
        add_registration(snapshot, std::move(*registration), data);
      }
    }
  });
}

AuditEntry entry_of(const Ports& ports, const Principal& who, AuditAction action, EventId event,
                    std::optional<RegistrationId> registration) {
  AuditEntry entry = audit_entry(who, action, ports.clock.now());
  entry.event = event;
  entry.registration = registration;
  if (!registration) entry.detail = "invitation";
  return entry;
}

void write_down_export(const Ports& ports, const Principal& who, const PersonalData& data) {
  ports.store.write([&](Transaction& tx) {
    for (const RegistrationRecord& record : data.registrations) {
      tx.audit_log().insert(entry_of(ports, who, AuditAction::data_exported, record.event.id, record.registration.id));
    }
    for (const InvitationRecord& record : data.invitations) {
      tx.audit_log().insert(entry_of(ports, who, AuditAction::data_exported, record.event.id, std::nullopt));
    }
  });
}

// Unless the number is somebody else's, too.
void forget_what_was_written(Transaction& tx, const std::optional<PhoneNumber>& phone) {
  if (!phone || !std::as_const(tx.registrations()).of_contact(phone, std::nullopt, 1).empty()) return;
  tx.incoming_messages().remove_of(*phone);
}

bool erase_registration_of(const Ports& ports, EventId event, RegistrationId id, const Principal& who) {
  try {
    ports.store.write([&](Transaction& tx) {
      Found found = lock_by_id(tx, event, id);
      settle(tx, ports, found.event, found.registration);
      Tally tally;
      tally.add(found.registration);
      tx.events().add_attendance(event, tally.counts());
      tx.registrations().remove(id);
      forget_what_was_written(tx, found.registration.contact.phone);
      tx.audit_log().insert(entry_of(ports, who, AuditAction::data_erased, event, id));
    });
    return true;
  } catch (const Error& error) {
    // Erased meanwhile.
    if (error.kind() != ErrorKind::not_found) throw;
    return false;
  }
}

bool erase_invitation(const Ports& ports, EventId event, InvitationId id, const Principal& who) {
  bool erased = false;
  ports.store.write([&](Transaction& tx) {
    erased = tx.events().lock(event) && std::as_const(tx.invitations()).find(id);
    if (!erased) return;
    tx.invitations().remove(id);
    tx.audit_log().insert(entry_of(ports, who, AuditAction::data_erased, event, std::nullopt));
  });
  return erased;
}

Erasure erase(const Ports& ports, const PersonalData& data, const Principal& who) {
  Erasure erasure;
  for (const RegistrationRecord& record : data.registrations) {
    if (erase_registration_of(ports, record.event.id, record.registration.id, who)) ++erasure.registrations;
  }
  for (const InvitationRecord& record : data.invitations) {
    if (erase_invitation(ports, record.event.id, record.invitation.id, who)) ++erasure.invitations;
  }
  return erasure;
}

}  // namespace

RecordSelection all_of(const PersonalData& data) {
  RecordSelection all;
  for (const RegistrationRecord& record : data.registrations) all.registrations.push_back(record.registration.id);
  for (const InvitationRecord& record : data.invitations) all.invitations.push_back(record.invitation.id);
  return all;
}

PersonalData export_registration(const Ports& ports, std::string_view manage_token) {
  PersonalData data = data_of_link(ports, manage_token);
  // Whoever holds the link may have registered a number that is not theirs.
  data.incoming_messages.clear();
  write_down_export(ports, holder_of_the_link(), data);
  return data;
}

Erasure erase_registration(const Ports& ports, std::string_view manage_token) {
  const std::string hash = ports.secrets.hash_token(manage_token);
  PersonalData data = data_of_link(ports, manage_token);
  // The date of the link itself comes last: until then the link can be used to try again.
  std::stable_partition(data.registrations.begin(), data.registrations.end(), [&](const RegistrationRecord& record) {
    return record.registration.manage_token_hash != hash;
  });
  return erase(ports, data, holder_of_the_link());
}

PersonalData find_person(const Ports& ports, const std::optional<PhoneNumber>& phone,
                         const std::optional<EmailAddress>& email, const Principal& staff) {
  require(staff, Permission::see_contacts);
  PersonalData data = data_of_contact(ports, phone, email);
  keep_allowed(data, staff, Permission::see_contacts);
  ports.store.write([&](Transaction& tx) {
    tx.audit_log().insert(audit_entry(staff, AuditAction::contacts_searched, ports.clock.now()));
  });
  return data;
}

PersonalData export_records(const Ports& ports, const RecordSelection& selection, const Principal& staff) {
  require(staff, Permission::see_contacts);
  PersonalData data = data_of_selection(ports, selection);
  keep_allowed(data, staff, Permission::see_contacts);
  write_down_export(ports, staff, data);
  return data;
}

Erasure erase_records(const Ports& ports, const RecordSelection& selection, const Principal& staff) {
  require(staff, Permission::register_by_staff);
  PersonalData data = data_of_selection(ports, selection);
  keep_allowed(data, staff, Permission::register_by_staff);
  return erase(ports, data, staff);
}

PersonalData export_person(const Ports& ports, const std::optional<PhoneNumber>& phone,
                           const std::optional<EmailAddress>& email, const Principal& staff) {
  require(staff, Permission::see_contacts);
  PersonalData data = data_of_contact(ports, phone, email);
  keep_allowed(data, staff, Permission::see_contacts);
  write_down_export(ports, staff, data);
  return data;
}

Erasure erase_person(const Ports& ports, const std::optional<PhoneNumber>& phone,
                     const std::optional<EmailAddress>& email, const Principal& staff) {
  require(staff, Permission::register_by_staff);
  PersonalData data = data_of_contact(ports, phone, email);
  keep_allowed(data, staff, Permission::register_by_staff);
  const Erasure erasure = erase(ports, data, staff);
  // Somebody may have written without ever being registered.
  if (phone) ports.store.write([&](Transaction& tx) { forget_what_was_written(tx, phone); });
  return erasure;
}

Principal operator_at_the_command_line() {
  Principal principal;
  principal.display_name = "command";
  principal.role = Role::admin;
  return principal;
}

}  // namespace domain
