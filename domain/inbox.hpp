#pragma once
#include <vector>

#include "domain/access.hpp"
#include "domain/incoming_message.hpp"
#include "domain/ports.hpp"

// What people wrote by SMS and no rule could answer, for those who may see their phone numbers.
namespace domain {

struct InboxEntry {
  IncomingMessage message;
  std::vector<Event> events;  // that the number was registered for, of those the reader may see
  // Who registered with the number for those: families share one.
  std::vector<std::string> names = {};
};

// Those nobody has handled first, then the newest first: of the organisation's own events; of everybody for an admin,
// also from numbers that nobody knows. Written to the audit log. Needs see_contacts.
[[nodiscard]] std::vector<InboxEntry> list_inbox(const Ports& ports, const Principal& staff, std::size_t limit = 100);
// Somebody has answered it. Error{not_found} for what the reader would not be shown.
void mark_handled(const Ports& ports, IncomingMessageId id, const Principal& staff);

}  // namespace domain
