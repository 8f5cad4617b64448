#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/access.hpp"
#include "domain/message.hpp"
#include "domain/ports.hpp"

// Everything that is stored of a person, handed out or erased on request (GDPR, Articles 15, 17 and 20), the log of
// messages included. Every call here is written to the audit log, without personal data, and so is a write: pages ask
// for it by POST.
namespace domain {

struct RegistrationRecord {
  Registration registration;
  Event event;
  std::optional<int> waiting_position;
  std::string consent_wording;  // what was agreed to; empty where it is not known
  std::vector<Message> messages;
};

struct InvitationRecord {
  Invitation invitation;
  Event event;
  std::vector<Message> messages;
};

struct BookingRecord {
  InterpreterBooking booking;
  Event event;
  std::vector<Message> messages;
};

struct InterpreterRecord {
  Interpreter interpreter;
  std::vector<BookingRecord> bookings;
};

struct PersonalData {
  Instant time;  // when this was put together
  std::vector<RegistrationRecord> registrations;
  std::vector<InvitationRecord> invitations;
  // Found by admins alone: interpreters work for everybody's events.
  std::vector<InterpreterRecord> interpreters;
  // What the registrations' phones wrote to us about these events; of a search by phone, all that it wrote. None by a
  // link: whoever holds it need not own the number.
  std::vector<IncomingMessage> incoming_messages;
};

// Which of a person's records are meant: two people may share a number or an address, so that whoever exports or erases
// by it chooses. With a registration goes the invitation it came by.
struct RecordSelection {
  std::vector<RegistrationId> registrations;
  std::vector<InvitationId> invitations;
  std::vector<InterpreterId> interpreters = {};
};
[[nodiscard]] RecordSelection all_of(const PersonalData& data);

struct Erasure {
  std::size_t registrations = 0;
  std::size_t invitations = 0;
  std::size_t interpreters = 0;
};

// By the manage link, of every date of the party and of the invitation it came by. An unknown link is
// Error{not_found}.
[[nodiscard]] PersonalData export_registration(const Ports& ports, std::string_view manage_token);
// What is still to come is cancelled first: its places go to the next, and no message is sent. What is over, or under
// way, becomes counts as it is. Then everything is removed with persons, messages and invitations; the link is not
// found any more. What the phone wrote to us goes with the last registration that has it: until then it may be another
// person's.
Erasure erase_registration(const Ports& ports, std::string_view manage_token);

// What is stored under this phone or email, or either: to choose from (`contacts_searched` in the audit log). Staff
// finds what their organisation's events hold, an admin everything. Needs see_contacts.
[[nodiscard]] PersonalData find_person(const Ports& ports, const std::optional<PhoneNumber>& phone,
                                       const std::optional<EmailAddress>& email, const Principal& staff);
// `data_exported` in the audit log, for each registration. Ids that are unknown, or of other organisations' events, are
// left out.
[[nodiscard]] PersonalData export_records(const Ports& ports, const RecordSelection& selection, const Principal& staff);
// As erase_registration. Interpreters become anonymous: bookings that are still open are to be offered to others, the
// rest stays without a name, and messages go. Needs register_by_staff; ids that are unknown, or of other organisations'
// events, are left alone.
Erasure erase_records(const Ports& ports, const RecordSelection& selection, const Principal& staff);

// All that find_person finds.
[[nodiscard]] PersonalData export_person(const Ports& ports, const std::optional<PhoneNumber>& phone,
                                         const std::optional<EmailAddress>& email, const Principal& staff);
Erasure erase_person(const Ports& ports, const std::optional<PhoneNumber>& phone,
                     const std::optional<EmailAddress>& email, const Principal& staff);

// Whoever runs `kutsu` on the command line.
[[nodiscard]] Principal operator_at_the_command_line();

}  // namespace domain
