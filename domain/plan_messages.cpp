#include "domain/plan_messages.hpp"

#include <algorithm>

namespace domain {
namespace {

using namespace std::chrono;

struct QuietSpell {
  LocalTime begin;
  LocalTime end;
};

// The quiet hours that `local` lies in.
std::optional<QuietSpell> quiet_spell(LocalTime local, const QuietHours& quiet) {
  if (quiet.from == quiet.to) return {};
  const local_days day = floor<days>(local);
  const hours length = quiet.from < quiet.to ? quiet.to - quiet.from : quiet.to - quiet.from + hours{24};
  for (const local_days start : {day - days{1}, day}) {
    const QuietSpell spell{start + quiet.from, start + quiet.from + length};
    if (local >= spell.begin && local < spell.end) return spell;
  }
  return {};
}

bool answers_the_reader(MessageKind kind) {
  return kind == MessageKind::registration_confirmed || kind == MessageKind::registration_waitlisted ||
         kind == MessageKind::registration_cancelled || kind == MessageKind::registration_changed ||
         kind == MessageKind::dates_registered || kind == MessageKind::dates_cancelled;
}

// Whether waiting for the morning would come too late for somebody about to leave home.
bool is_urgent(MessageKind kind, const Event& event, Instant now, const Ports& ports) {
  const bool gives_place = kind == MessageKind::place_offered || kind == MessageKind::registration_promoted;
  const bool cancels = kind == MessageKind::event_cancelled || kind == MessageKind::dates_called_off;
  if (!cancels && !gives_place) return false;
  const auto spell = quiet_spell(ports.zones.to_local(now, event.time_zone), ports.quiet_hours);
  if (!spell) return false;
  const LocalTime start = ports.zones.to_local(event.start_time, event.time_zone);
  // A place is of no use to who hears of it when the event has begun.
  return start < (gives_place ? spell->end + hours{1} : floor<days>(spell->end) + hours{12});
}

Message blank(MessageKind kind, Channel channel, std::string recipient, const LanguageTag& language, EventId event) {
  Message message;
  message.kind = kind;
  message.channel = channel;
  message.recipient = std::move(recipient);
  message.language = language;
  message.event = event;
  return message;
}

// One message per way to reach somebody.
std::vector<Message> to_each_channel(MessageKind kind, const std::optional<PhoneNumber>& phone,
                                     const std::optional<EmailAddress>& email, const LanguageTag& language,
                                     EventId event) {
  std::vector<Message> messages;
  if (phone) messages.push_back(blank(kind, Channel::sms, phone->e164(), language, event));
  if (email) messages.push_back(blank(kind, Channel::email, email->str(), language, event));
  return messages;
}

}  // namespace

bool is_awaited(MessageKind kind) {
  return kind == MessageKind::phone_code || kind == MessageKind::already_registered ||
         kind == MessageKind::manage_link || kind == MessageKind::password_reset ||
         kind == MessageKind::account_invitation || kind == MessageKind::account_email_proof ||
         kind == MessageKind::account_email_changed || kind == MessageKind::submission_approved ||
         kind == MessageKind::submission_returned;
}

Instant outside_quiet_hours(Instant wanted, Instant latest, std::string_view zone, const TimeZones& zones,
                            const QuietHours& quiet) {
  const auto spell = quiet_spell(zones.to_local(wanted, zone), quiet);
  if (!spell) return wanted;
  const Instant end = zones.to_utc(spell->end, zone);
  return end < latest ? end : zones.to_utc(spell->begin, zone) - minutes{30};
}

Instant notice_time(MessageKind kind, const Event& event, const Ports& ports) {
  const Instant now = ports.clock.now();
  if (is_awaited(kind) || is_urgent(kind, event, now, ports)) return now;
  return outside_quiet_hours(now, Instant::max(), event.time_zone, ports.zones, ports.quiet_hours);
}

std::vector<Message> plan_notice(MessageKind kind, const Event& event, const Registration& registration,
                                 const Ports& ports) {
  const Instant now = ports.clock.now();
  auto messages = to_each_channel(kind, registration.contact.phone, registration.contact.email,
                                  registration.contact.language, event.id);
  if (kind == MessageKind::phone_code || kind == MessageKind::already_registered)
    std::erase_if(messages, [](const Message& m) { return m.channel != Channel::sms; });
  for (Message& message : messages) {
    const bool at_once = message.channel == Channel::email && answers_the_reader(kind);
    message.registration = registration.id;
    message.due_time = at_once ? now : notice_time(kind, event, ports);
    message.expires_time = std::max(event.end_time, message.due_time + hours{24});
    if (registration.expires_time && (is_awaited(kind) || kind == MessageKind::place_offered)) {
      message.expires_time = std::max(*registration.expires_time, message.due_time + minutes{1});
    }
  }
  return messages;
}

std::vector<Message> plan_notice(const Event& event, const Invitation& invitation, const Ports& ports) {
  const Contact& contact = invitation.contact;
  auto messages = to_each_channel(MessageKind::invitation, contact.phone, contact.email, contact.language, event.id);
  for (Message& message : messages) {
    message.invitation = invitation.id;
    message.due_time =
        outside_quiet_hours(ports.clock.now(), event.start_time, event.time_zone, ports.zones, ports.quiet_hours);
    message.expires_time = std::max(event.start_time, message.due_time + hours{1});
  }
  return messages;
}

std::vector<Message> plan_reminders(const Event& event, const Registration& registration, const Ports& ports) {
  std::vector<Message> messages;
  if (!registration.reminders_wanted || registration.status != RegistrationStatus::confirmed ||
      !registration.verified) {
    return messages;
  }
  const Instant now = ports.clock.now();
  for (const ReminderRule& rule : event.reminders) {
    const Contact& contact = registration.contact;
    const bool reachable = rule.channel == Channel::sms ? contact.phone.has_value() : contact.email.has_value();
    const Instant due = outside_quiet_hours(event.start_time - rule.before, event.start_time - minutes{30},
                                            event.time_zone, ports.zones, ports.quiet_hours);
    if (!reachable || due <= now) continue;
    Message message =
        blank(MessageKind::reminder, rule.channel,
              rule.channel == Channel::sms ? contact.phone->e164() : contact.email->str(), contact.language, event.id);
    message.registration = registration.id;
    message.before = rule.before;
    message.due_time = due;
    message.expires_time = event.start_time;
    messages.push_back(std::move(message));
  }
  return messages;
}

std::vector<Message> plan_notice(MessageKind kind, const Event& event, const InterpreterBooking& booking,
                                 const Interpreter& interpreter, const Ports& ports) {
  auto messages = to_each_channel(kind, interpreter.phone, interpreter.email, interpreter.message_language, event.id);
  for (Message& message : messages) {
    message.booking = booking.id;
    message.due_time =
        outside_quiet_hours(ports.clock.now(), booking.start_time, event.time_zone, ports.zones, ports.quiet_hours);
    message.expires_time = std::max(booking.start_time, message.due_time + hours{1});
  }
  return messages;
}

}  // namespace domain
