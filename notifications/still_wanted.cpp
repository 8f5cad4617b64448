#include "notifications/still_wanted.hpp"

#include <algorithm>

namespace notifications {
namespace {

using domain::BookingStatus;
using domain::EventStatus;
using domain::MessageKind;
using domain::RegistrationStatus;

template <class Party>
bool is_reached_at(const Party& party, const domain::Message& message) {
  if (message.channel == domain::Channel::sms) return party.phone && party.phone->e164() == message.recipient;
  return party.email && party.email->str() == message.recipient;
}

bool tells_of_an_end(MessageKind kind) {
  return kind == MessageKind::registration_cancelled || kind == MessageKind::event_cancelled;
}

// After an outage: the day before's reminder is noise once that of two hours before is due.
bool is_overtaken(const domain::Message& message, const domain::Event& event, domain::Instant now) {
  return std::any_of(event.reminders.begin(), event.reminders.end(), [&](const domain::ReminderRule& rule) {
    return rule.channel == message.channel && rule.before < message.before && event.start_time - rule.before <= now;
  });
}

std::string_view unwanted_reminder(const domain::Message& message, const Subject& subject, domain::Instant now) {
  if (subject.event->start_time <= now) return "event_over";
  if (subject.registration->status != RegistrationStatus::confirmed) return "superseded";
  if (is_overtaken(message, *subject.event, now)) return "superseded";
  return subject.registration->reminders_wanted ? "" : "unwanted";
}

std::string_view unwanted_by_participant(const domain::Message& message, const Subject& subject, domain::Instant now) {
  if (!subject.registration) return "gone";
  if (!is_reached_at(subject.registration->contact, message)) return "recipient_changed";
  if (tells_of_an_end(message.kind)) return {};
  if (subject.event->status == EventStatus::cancelled) return "event_cancelled";
  const auto status = subject.registration->status;
  if (status == RegistrationStatus::cancelled) return "superseded";
  if (message.kind == MessageKind::registration_waitlisted && status != RegistrationStatus::waitlisted) {
    return "superseded";
  }
  return message.kind == MessageKind::reminder ? unwanted_reminder(message, subject, now) : std::string_view{};
}

bool is_state_told(MessageKind kind, BookingStatus status) {
  switch (kind) {
    case MessageKind::interpreter_offer:
      return status == BookingStatus::offered;
    case MessageKind::interpreter_confirmed:
      return status == BookingStatus::confirmed;
    case MessageKind::interpreter_cancelled:
      return status == BookingStatus::cancelled_free || status == BookingStatus::cancelled_billed;
    default:
      return false;
  }
}

std::string_view unwanted_by_interpreter(const domain::Message& message, const Subject& subject) {
  if (!subject.booking || !subject.interpreter) return "gone";
  if (!is_state_told(message.kind, subject.booking->status)) return "superseded";
  return is_reached_at(*subject.interpreter, message) ? "" : "recipient_changed";
}

}  // namespace

std::string_view unwanted_because(const domain::Message& message, const Subject& subject, domain::Instant now) {
  if (now >= message.expires_time) return "expired";
  if (!subject.event) return "gone";
  return message.booking ? unwanted_by_interpreter(message, subject) : unwanted_by_participant(message, subject, now);
}

}  // namespace notifications
