#include "domain/collect_data.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "domain/manage_registration.hpp"

namespace domain {
namespace {

constexpr std::size_t most_records = 1000;

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

void add_interpreter(const Snapshot& snapshot, Interpreter interpreter, PersonalData& data) {
  InterpreterRecord record;
  for (InterpreterBooking& booking : snapshot.interpreters().bookings_of(interpreter.id)) {
    auto event = snapshot.events().find(booking.event);
    if (!event) continue;
    std::vector<Message> messages = snapshot.outbox().of_event(booking.event);
    std::erase_if(messages, [&](const Message& message) { return message.booking != booking.id; });
    record.bookings.push_back({std::move(booking), std::move(*event), std::move(messages)});
  }
  record.interpreter = std::move(interpreter);
  data.interpreters.push_back(std::move(record));
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

}  // namespace

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
    for (const InterpreterId id : selection.interpreters) {
      auto interpreter = snapshot.interpreters().find(id);
      if (interpreter && !interpreter->is_anonymous()) add_interpreter(snapshot, std::move(*interpreter), data);
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
    for (Interpreter& interpreter : snapshot.interpreters().of_contact(phone, email)) {
      add_interpreter(snapshot, std::move(interpreter), data);
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

void keep_allowed(PersonalData& data, const Principal& staff, Permission permission) {
  const auto hidden = [&](const auto& record) { return !may(staff, permission, &record.event); };
  std::erase_if(data.registrations, hidden);
  std::erase_if(data.invitations, hidden);
  if (may(staff, Permission::administer)) return;
  data.interpreters.clear();
  std::erase_if(data.incoming_messages, [&](const IncomingMessage& message) {
    return std::ranges::none_of(data.registrations,
                                [&](const RegistrationRecord& record) { return is_about(message, record.event.id); });
  });
}

}  // namespace domain
