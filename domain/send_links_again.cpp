#include <map>
#include <utility>
#include <vector>

#include "domain/manage_registration.hpp"
#include "domain/plan_messages.hpp"

namespace domain {
namespace {

constexpr std::size_t most_looked_at = 100;
constexpr std::size_t most_links = 10;

}  // namespace

int send_links_again(const Ports& ports, const std::optional<PhoneNumber>& phone,
                     const std::optional<EmailAddress>& email) {
  const auto is_wanted = [&](const Registration& registration, const Event& event) {
    return registration.status != RegistrationStatus::cancelled && event.status != EventStatus::cancelled &&
           event.end_time > ports.clock.now();
  };
  // By event, in the order in which events are locked: a registration may be erased while its link is being asked for.
  std::map<EventId, std::vector<RegistrationId>> wanted;
  ports.store.read([&](const Snapshot& snapshot) {
    wanted.clear();
    std::size_t found = 0;
    for (const Registration& registration : snapshot.registrations().of_contact(phone, email, most_looked_at)) {
      const auto event = snapshot.events().find(registration.event);
      if (!event || !is_wanted(registration, *event)) continue;
      wanted[event->id].push_back(registration.id);
      if (++found == most_links) break;
    }
  });
  if (wanted.empty()) return 0;
  int made = 0;
  ports.store.write([&](Transaction& tx) {
    made = 0;
    for (const auto& [event_id, registrations] : wanted) {
      const auto event = tx.events().lock(event_id);
      for (const RegistrationId id : registrations) {
        auto registration = std::as_const(tx.registrations()).find(id);
        if (!event || !registration || !is_wanted(*registration, *event)) continue;
        // Only to where the question came from.
        if (!phone || registration->contact.phone != phone) registration->contact.phone.reset();
        if (!email || registration->contact.email != email) registration->contact.email.reset();
        const auto messages = plan_notice(MessageKind::manage_link, *event, *registration, ports);
        made += static_cast<int>(messages.size());
        tx.outbox().insert(messages);
      }
    }
  });
  return made;
}

}  // namespace domain
