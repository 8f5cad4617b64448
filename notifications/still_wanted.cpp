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
  return kind == MessageKind::registration_cancelled || kind == MessageKind::dates_cancelled ||
         kind == MessageKind::event_cancelled || kind == MessageKind::dates_called_off;
}

// Whether the registration is still in the state that the message speaks of.
bool is_state_told(MessageKind kind, const domain::Registration& registration, domain::Instant now) {
  const auto status = registration.status;
  switch (kind) {
    case MessageKind::registration_waitlisted:
      return status == RegistrationStatus::waitlisted;
    case MessageKind::registration_confirmed:
    case MessageKind::registration_promoted:
      return status == RegistrationStatus::confirmed;
    case MessageKind::place_offered:
      return status == RegistrationStatus::offered && registration.expires_time.value_or(now) > now;
    case MessageKind::phone_code:
      return status != RegistrationStatus::cancelled && !registration.verified;
    case MessageKind::place_offer_ended:
      return registration.end_reason == domain::EndReason::offer_expired;
    default:
      return status != RegistrationStatus::cancelled;
  }
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

// One date that is still to be is enough.
std::string_view unwanted_dates(const Subject& subject) {
  const bool any = std::ranges::any_of(subject.dates, [](const PartyDate& date) {
    return date.event.status != EventStatus::cancelled && date.registration.status != RegistrationStatus::cancelled;
  });
  return any ? "" : "superseded";
}

std::string_view unwanted_by_invited(const domain::Message& message, const Subject& subject, domain::Instant now) {
  if (!subject.invitation) return "gone";
  if (!is_reached_at(subject.invitation->contact, message)) return "recipient_changed";
  if (subject.event->status == EventStatus::cancelled) return "event_cancelled";
  if (subject.event->publication_status == domain::PublicationStatus::draft) return "draft";
  if (subject.event->start_time <= now) return "event_over";
  if (subject.invitation->revoked_time) return "revoked";
  return subject.invitation->registration ? "superseded" : "";
}

std::string_view unwanted_by_participant(const domain::Message& message, const Subject& subject, domain::Instant now) {
  if (!subject.registration) return "gone";
  if (!is_reached_at(subject.registration->contact, message)) return "recipient_changed";
  if (message.kind == MessageKind::dates_called_off) return subject.dates.empty() ? "superseded" : "";
  if (message.kind == MessageKind::event_cancelled && subject.event->status != EventStatus::cancelled) {
    return "superseded";
  }
  if (tells_of_an_end(message.kind)) return {};
  if (message.kind == MessageKind::dates_registered || message.kind == MessageKind::dates_changed) {
    return unwanted_dates(subject);
  }
  if (subject.event->status == EventStatus::cancelled) return "event_cancelled";
  if (!is_state_told(message.kind, *subject.registration, now)) return "superseded";
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
  const bool of_several = domain::tells_of_several_bookings(message.kind);
  if (of_several ? subject.taken.empty() : !is_state_told(message.kind, subject.booking->status)) return "superseded";
  return is_reached_at(*subject.interpreter, message) ? "" : "recipient_changed";
}

std::string_view unwanted_link(const domain::Message& message, const Subject& subject, domain::Instant now) {
  if (!subject.account_link) return "gone";
  // Tells what the link has done.
  if (message.kind == MessageKind::account_email_changed) return {};
  return subject.account_link->is_open(now) ? "" : "superseded";
}

bool is_for_submitter(MessageKind kind) {
  return kind == MessageKind::submission_approved || kind == MessageKind::submission_returned;
}

std::string_view unwanted_by_submitter(const domain::Message& message, const Subject& subject) {
  if (!subject.submitter || !subject.approval) return "gone";
  const bool email_is_theirs = subject.submitter->email && subject.submitter->email->str() == message.recipient;
  if (!email_is_theirs) return "recipient_changed";
  const auto told = message.kind == MessageKind::submission_approved ? domain::ApprovalState::approved
                                                                     : domain::ApprovalState::returned;
  return subject.approval->state == told ? "" : "superseded";
}

}  // namespace

std::string_view unwanted_because(const domain::Message& message, const Subject& subject, domain::Instant now) {
  if (now >= message.expires_time) return "expired";
  if (message.account_link) return unwanted_link(message, subject, now);
  if (!subject.event) return "gone";
  if (is_for_submitter(message.kind)) return unwanted_by_submitter(message, subject);
  if (message.booking) return unwanted_by_interpreter(message, subject);
  return message.invitation ? unwanted_by_invited(message, subject, now)
                            : unwanted_by_participant(message, subject, now);
}

}  // namespace notifications
