#include "domain/personal_data.hpp"

#include <algorithm>
#include <utility>

#include "domain/anonymous_interpreter.hpp"
#include "domain/collect_data.hpp"
#include "domain/manage_registration.hpp"
#include "domain/manage_token.hpp"
#include "domain/phone_proof.hpp"
#include "domain/registration_work.hpp"
#include "domain/tally.hpp"

namespace domain {
namespace {

Principal holder_of_the_link() {
  Principal holder;
  holder.display_name = "link";
  return holder;
}

AuditEntry entry_of(const Ports& ports, const Principal& who, AuditAction action, EventId event,
                    std::optional<RegistrationId> registration) {
  AuditEntry entry = audit_entry(who, action, ports.clock.now());
  entry.event = event;
  entry.registration = registration;
  if (!registration) entry.detail = "invitation";
  return entry;
}

AuditEntry interpreter_entry(const Ports& ports, const Principal& who, AuditAction action) {
  AuditEntry entry = audit_entry(who, action, ports.clock.now());
  entry.detail = "interpreter";
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
    for (std::size_t i = 0; i < data.interpreters.size(); ++i) {
      tx.audit_log().insert(interpreter_entry(ports, who, AuditAction::data_exported));
    }
  });
}

// Unless the number is somebody else's, too.
void forget_what_was_written(Transaction& tx, const std::optional<PhoneNumber>& phone) {
  if (!phone || !std::as_const(tx.registrations()).of_contact(phone, std::nullopt, 1).empty()) return;
  tx.incoming_messages().remove_of(*phone);
}

bool erase_registration_of(const Ports& ports, EventId event, RegistrationId id, const Principal& who, bool by_link) {
  try {
    ports.store.write([&](Transaction& tx) {
      Found found = lock_by_id(tx, event, id);
      settle(tx, ports, found.event, found.registration);
      Tally tally;
      tally.add(found.registration);
      tx.events().add_attendance(event, tally.counts());
      tx.registrations().remove(id);
      tx.audit_log().forget_details(id);
      // By link anybody could have registered somebody else's number.
      const bool is_theirs = !by_link || (found.event.wants_code() && found.registration.verified);
      if (is_theirs) forget_what_was_written(tx, found.registration.contact.phone);
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

bool erase_interpreter(const Ports& ports, InterpreterId id, const Principal& who) {
  bool erased = false;
  ports.store.write([&](Transaction& tx) {
    const auto interpreter = std::as_const(tx.interpreters()).find(id);
    erased = interpreter && !interpreter->is_anonymous();
    if (!erased) return;
    make_anonymous(tx, id, ports.clock.now());
    tx.audit_log().insert(interpreter_entry(ports, who, AuditAction::data_erased));
  });
  return erased;
}

Erasure erase(const Ports& ports, const PersonalData& data, const Principal& who, bool by_link = false) {
  Erasure erasure;
  for (const RegistrationRecord& record : data.registrations) {
    if (erase_registration_of(ports, record.event.id, record.registration.id, who, by_link)) ++erasure.registrations;
  }
  for (const InvitationRecord& record : data.invitations) {
    if (erase_invitation(ports, record.event.id, record.invitation.id, who)) ++erasure.invitations;
  }
  for (const InterpreterRecord& record : data.interpreters) {
    if (erase_interpreter(ports, record.interpreter.id, who)) ++erasure.interpreters;
  }
  return erasure;
}

}  // namespace

RecordSelection all_of(const PersonalData& data) {
  RecordSelection all;
  for (const RegistrationRecord& record : data.registrations) all.registrations.push_back(record.registration.id);
  for (const InvitationRecord& record : data.invitations) all.invitations.push_back(record.invitation.id);
  for (const InterpreterRecord& record : data.interpreters) all.interpreters.push_back(record.interpreter.id);
  return all;
}

PersonalData export_registration(const Ports& ports, std::string_view manage_token) {
  PersonalData data = data_of_link(ports, manage_token);
  // Whoever holds the link may have registered a number that is not theirs.
  data.incoming_messages.clear();
  for (RegistrationRecord& record : data.registrations) {
    if (!record.registration.verified) {
      record.messages.clear();
      data.invitations.clear();
    }
    record.registration = shown_by_link(std::move(record.registration));
  }
  write_down_export(ports, holder_of_the_link(), data);
  return data;
}

Erasure erase_registration(const Ports& ports, std::string_view manage_token) {
  const std::string hash = manage_token_hash(ports.secrets, manage_token);
  PersonalData data = data_of_link(ports, manage_token);
  // The date of the link itself comes last: until then the link can be used to try again.
  std::stable_partition(data.registrations.begin(), data.registrations.end(), [&](const RegistrationRecord& record) {
    return record.registration.manage_token_hash != hash;
  });
  return erase(ports, data, holder_of_the_link(), true);
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
