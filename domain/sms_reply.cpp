#include "domain/sms_reply.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "domain/error.hpp"
#include "domain/manage_registration.hpp"
#include "domain/manage_token.hpp"
#include "domain/reply_words.hpp"
#include "domain/text.hpp"

namespace domain {
namespace {

using namespace std::chrono;

constexpr std::size_t most_registrations = 100;
constexpr std::size_t longest_text = 1000;  // characters: six SMS
constexpr std::ptrdiff_t most_waiting = 20;

// Who wrote, what, and for how long after an event they may still mean it.
struct Reply {
  const PhoneNumber& from;
  std::string_view text;
  days kept;
};

struct Own {
  Registration registration;
  Event event;
};

std::vector<Own> registrations_of(const Ports& ports, const PhoneNumber& from) {
  std::vector<Own> all;
  ports.store.read([&](const Snapshot& snapshot) {
    all.clear();
    for (Registration& registration : snapshot.registrations().of_contact(from, std::nullopt, most_registrations)) {
      if (auto event = snapshot.events().find(registration.event)) {
        all.push_back({std::move(registration), *std::move(event)});
      }
    }
  });
  return all;
}

bool is_to_come(const Own& own, Instant now) {
  return own.registration.status != RegistrationStatus::cancelled && own.event.status != EventStatus::cancelled &&
         own.event.start_time > now;
}

// Begun, and nobody of the party is here yet: who cancels now is late, but frees the place.
bool is_under_way(const Own& own, Instant now) {
  return own.registration.status == RegistrationStatus::confirmed && own.event.status != EventStatus::cancelled &&
         own.event.start_time <= now && own.event.end_time > now &&
         std::ranges::none_of(own.registration.persons,
                              [](const Person& person) { return person.presence == PresenceStatus::present; });
}

bool is_open_offer(const Own& own, Instant now) {
  return is_to_come(own, now) && own.registration.status == RegistrationStatus::offered &&
         own.registration.expires_time.value_or(now) > now;
}

std::string token_of(const Ports& ports, const Own& own) {
  return manage_token(ports.secrets, own.registration);
}

// Both of one message; several instances agree on them.
std::array<std::string, 2> keys_of(const Ports& ports, const PhoneNumber& from, std::string_view text,
                                   std::string_view gateway_id) {
  const auto key = [&](std::string what) { return ports.secrets.derive_token("incoming_sms", what); };
  return {key(from.e164() + "\n" + std::string(text)), gateway_id.empty() ? "" : key("id " + std::string(gateway_id))};
}

std::string presentable(std::string_view text) {
  std::string out;
  std::size_t characters = 0;
  for (const char c : trim(text)) {
    const auto octet = static_cast<unsigned char>(c);
    if ((octet < 0x20 && c != '\n') || octet == 0x7F) continue;
    if ((octet & 0xC0U) != 0x80U && ++characters > longest_text) break;
    out += c;
  }
  return out;
}

ReplyOutcome leave_to_staff(const Ports& ports, const Reply& reply, const std::vector<Own>& all) {
  const Instant now = ports.clock.now();
  IncomingMessage message;
  message.from = reply.from;
  message.text = presentable(reply.text);
  message.time = now;
  for (const Own& own : all) {
    if (own.event.end_time > now - reply.kept) message.events.push_back(own.event.id);
  }
  std::ranges::sort(message.events);
  message.events.erase(std::unique(message.events.begin(), message.events.end()), message.events.end());
  bool taken = false;
  ports.store.write([&](Transaction& tx) {
    const auto waiting = std::as_const(tx.incoming_messages()).of_phone(reply.from);
    taken = std::ranges::count_if(waiting, [](const auto& m) { return !m.handled_time; }) < most_waiting;
    if (taken) tx.incoming_messages().insert(message);
  });
  return taken ? ReplyOutcome::left_to_staff : ReplyOutcome::ignored;
}

using IsMeant = bool (*)(const Own&, Instant);

// Applies `act` to the only one that `is_meant` holds for.
ReplyOutcome settle(const Ports& ports, const Reply& reply, const std::vector<Own>& all, IsMeant is_meant,
                    ReplyOutcome outcome, const std::function<void(const std::string& token)>& act) {
  const Instant now = ports.clock.now();
  std::vector<const Own*> meant;
  for (const Own& own : all) {
    if (is_meant(own, now)) meant.push_back(&own);
  }
  if (meant.empty()) return leave_to_staff(ports, reply, all);
  if (meant.size() == 1) {
    try {
      act(token_of(ports, *meant.front()));
      return outcome;
    } catch (const Error& error) {
      // It ran out, or was settled by the link, this moment: the link says how things are.
      if (error.kind() != ErrorKind::conflict && error.kind() != ErrorKind::not_found) throw;
    }
  }
  return send_links_again(ports, reply.from, std::nullopt) > 0 ? ReplyOutcome::links_sent
                                                               : leave_to_staff(ports, reply, all);
}

// What comes goes before what has begun.
IsMeant to_cancel(const std::vector<Own>& all, Instant now) {
  const bool any_to_come = std::ranges::any_of(all, [&](const Own& own) { return is_to_come(own, now); });
  return any_to_come ? is_to_come : is_under_way;
}

ReplyOutcome stop_reminders(const Ports& ports, const std::vector<Own>& all) {
  for (const Own& own : all) {
    if (!own.registration.reminders_wanted || !is_to_come(own, ports.clock.now())) continue;
    RegistrationChange change;
    change.reminders_wanted = false;
    try {
      (void)change_registration(ports, token_of(ports, own), change);
    } catch (const Error& error) {
      // Cancelled or erased meanwhile: there is nothing to remind of.
      if (error.kind() != ErrorKind::conflict && error.kind() != ErrorKind::not_found) throw;
    }
  }
  return ReplyOutcome::reminders_stopped;
}

ReplyOutcome answer(const Ports& ports, const Reply& reply) {
  const auto all = registrations_of(ports, reply.from);
  switch (meaning_of(reply.text)) {
    case ReplyMeaning::yes:
      return settle(ports, reply, all, is_open_offer, ReplyOutcome::accepted,
                    [&](const std::string& token) { (void)accept_offer(ports, token); });
    case ReplyMeaning::no:
      return settle(ports, reply, all, is_open_offer, ReplyOutcome::declined,
                    [&](const std::string& token) { (void)decline_offer(ports, token); });
    case ReplyMeaning::cancel:
      return settle(ports, reply, all, to_cancel(all, ports.clock.now()), ReplyOutcome::cancelled,
                    [&](const std::string& token) { (void)cancel_registration(ports, token); });
    case ReplyMeaning::stop:
      return stop_reminders(ports, all);
    case ReplyMeaning::unknown:
      break;
  }
  return leave_to_staff(ports, reply, all);
}

}  // namespace

ReplyOutcome handle_reply(const Ports& ports, const PhoneNumber& from, std::string_view text,
                          std::string_view gateway_id, days kept) {
  if (presentable(text).empty()) return ReplyOutcome::ignored;
  const Instant now = ports.clock.now();
  const auto [by_text, by_id] = keys_of(ports, from, text, gateway_id);
  bool repeated = false;
  ports.store.read([&](const Snapshot& snapshot) {
    const IncomingMessages& incoming = snapshot.incoming_messages();
    repeated = incoming.is_remembered(by_text, now - minutes{1}) ||
               (!by_id.empty() && incoming.is_remembered(by_id, now - days{7}));
  });
  if (repeated) return ReplyOutcome::repeated;
  const ReplyOutcome outcome = answer(ports, {from, text, kept});
  // Only now, so that a process that dies in between leaves the message to the gateway's next try: every answer above
  // may be given twice.
  ports.store.write([&](Transaction& tx) {
    tx.incoming_messages().remember(by_text, now);
    if (!by_id.empty()) tx.incoming_messages().remember(by_id, now);
  });
  return outcome;
}

}  // namespace domain
