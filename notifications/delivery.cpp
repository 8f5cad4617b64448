#include "notifications/delivery.hpp"

#include <utility>

#include "domain/approve_event.hpp"
#include "domain/book_interpreter.hpp"
#include "domain/invitation.hpp"
#include "domain/manage_registration.hpp"
#include "domain/manage_token.hpp"
#include "domain/plan_messages.hpp"
#include "notifications/backoff.hpp"
#include "notifications/taken_dates.hpp"

namespace notifications {
namespace {

using domain::Instant;
using domain::Message;
using Outcome = domain::SendResult::Outcome;

std::string link_token(const Subject& subject, const domain::Secrets& secrets) {
  if (subject.account_link) return secrets.derive_token(domain::account_link_purpose, subject.account_link->link_seed);
  if (subject.booking) return secrets.derive_token(domain::offer_purpose, subject.booking->link_seed);
  if (subject.registration) return domain::manage_token(secrets, *subject.registration);
  if (subject.invitation) return secrets.derive_token(domain::invitation_purpose, subject.invitation->link_seed);
  return {};
}

std::vector<PartyDate> dates_of(const domain::Registration& registration, const domain::Snapshot& snapshot) {
  std::vector<PartyDate> dates;
  for (domain::Registration& date : snapshot.registrations().of_party(registration.party_key)) {
    if (auto event = snapshot.events().find(date.event)) dates.push_back({*std::move(event), std::move(date)});
  }
  return dates;
}

bool is_told_of(domain::MessageKind kind, const PartyDate& date, Instant now) {
  const bool left = date.registration.status == domain::RegistrationStatus::cancelled;
  const bool called_off = date.event.status == domain::EventStatus::cancelled;
  switch (kind) {
    case domain::MessageKind::dates_cancelled:
      return left && date.event.end_time > now;
    case domain::MessageKind::dates_called_off:
      return called_off && !left && date.event.end_time > now;
    case domain::MessageKind::dates_changed:
      return !called_off && !left && date.event.end_time > now;
    default:
      return true;
  }
}

bool tells_of_several(domain::MessageKind kind) {
  return kind == domain::MessageKind::dates_registered || kind == domain::MessageKind::dates_cancelled ||
         kind == domain::MessageKind::dates_changed || kind == domain::MessageKind::dates_called_off;
}

void load_account_link(domain::AccountLinkId id, const domain::Snapshot& snapshot, Subject& subject) {
  subject.account_link = snapshot.accounts().find_link(id);
  if (!subject.account_link || !subject.account_link->organisation) return;
  const auto organisation = snapshot.organisations().find(*subject.account_link->organisation);
  if (organisation) subject.organisation = organisation->name;
}

void load_surroundings(const Message& message, const domain::Snapshot& snapshot, Subject& subject) {
  if (subject.event->location.room) subject.room = snapshot.rooms().find(*subject.event->location.room);
  if (message.registration || message.booking || message.invitation) return;
  subject.approval = snapshot.approvals().find(message.event);
  if (subject.approval) {
    subject.submitter = domain::find_submitter(snapshot.accounts(), *subject.approval, *subject.event);
  }
}

void load_registration(const Message& message, const domain::Snapshot& snapshot, Instant now, Subject& subject) {
  subject.registration = snapshot.registrations().find(*message.registration);
  if (!subject.registration) return;
  subject.waiting_position = snapshot.registrations().waiting_position(*subject.registration);
  if (!tells_of_several(message.kind)) return;
  subject.dates = dates_of(*subject.registration, snapshot);
  // Words are made when they go, so these are the dates as they are by then.
  std::erase_if(subject.dates, [&](const PartyDate& date) { return !is_told_of(message.kind, date, now); });
}

void load_booking(const Message& message, const domain::Snapshot& snapshot, Instant now, Subject& subject) {
  subject.booking = snapshot.interpreters().find(*message.booking);
  if (!subject.booking || !subject.booking->interpreter) return;
  subject.interpreter = snapshot.interpreters().find(*subject.booking->interpreter);
  if (domain::tells_of_several_bookings(message.kind)) {
    subject.taken = taken_dates(message.kind, *subject.booking, subject.event, snapshot, now);
  }
}

// The end of the quiet hours that `moment` lies in, or `moment`.
Instant after_quiet_hours(Instant moment, std::string_view zone, const domain::Ports& ports) {
  return domain::outside_quiet_hours(moment, Instant::max(), zone, ports.zones, ports.quiet_hours);
}

}  // namespace

Delivery::Delivery(const domain::Ports& ports, const domain::Wording& wording, domain::Sender& sms,
                   domain::Sender& email, RetryRhythm rhythm)
    : ports_(ports), wording_(wording), sms_(sms), email_(email), rhythm_(rhythm) {}

Verdict Delivery::attempt(const Message& message) const noexcept {
  const char* step = "reading failed";
  std::string_view zone = domain::default_time_zone;
  Subject subject;
  try {
    subject = load(message);
    if (auto verdict = hold_back(message, subject)) return *std::move(verdict);
    if (subject.event) zone = subject.event->time_zone;
    step = "wording failed";
    const auto outgoing = word(message, subject);
    step = "sender failed";
    auto result = (message.channel == domain::Channel::sms ? sms_ : email_).send(outgoing);
    switch (result.outcome) {
      case Outcome::sent:
        return {Verdict::Kind::sent, {}, std::move(result.reference)};
      case Outcome::rejected:
        return {Verdict::Kind::failed, {}, std::move(result.reason)};
      case Outcome::retry:
        break;
    }
    return try_again(message, std::move(result.reason), zone);
  } catch (...) {  // what() may carry personal data
    return try_again(message, step, zone);
  }
}

Subject Delivery::load(const Message& message) const {
  Subject subject;
  ports_.store.read([&](const domain::Snapshot& snapshot) {
    subject = {};
    if (message.account_link) {
      load_account_link(*message.account_link, snapshot, subject);
      return;
    }
    subject.event = snapshot.events().find(message.event);
    if (subject.event) load_surroundings(message, snapshot, subject);
    if (message.registration) load_registration(message, snapshot, ports_.clock.now(), subject);
    if (message.invitation) subject.invitation = snapshot.invitations().find(*message.invitation);
    if (!message.booking) return;
    load_booking(message, snapshot, ports_.clock.now(), subject);
  });
  return subject;
}

std::optional<Verdict> Delivery::hold_back(const Message& message, const Subject& subject) const {
  const auto now = ports_.clock.now();
  if (const auto reason = unwanted_because(message, subject, now); !reason.empty()) {
    return Verdict{Verdict::Kind::dropped, {}, std::string(reason)};
  }
  if (domain::is_awaited(message.kind)) return {};
  const auto& zone = subject.event->time_zone;
  const auto morning = after_quiet_hours(now, zone, ports_);
  // What was meant for the quiet hours (plan_messages.hpp) goes out in them.
  if (morning == now || after_quiet_hours(message.due_time, zone, ports_) != message.due_time) return {};
  if (morning < message.expires_time) return Verdict{Verdict::Kind::postponed, morning, "quiet_hours"};
  // A reminder that the night would outlive may be missed; no other message may.
  if (message.kind == domain::MessageKind::reminder) return Verdict{Verdict::Kind::dropped, {}, "quiet_hours"};
  return {};
}

domain::OutgoingMessage Delivery::word(const Message& message, const Subject& subject) const {
  domain::MessageFacts facts;
  facts.kind = message.kind;
  facts.channel = message.channel;
  facts.language = message.language;
  facts.event = subject.event ? &*subject.event : nullptr;
  facts.account_link = subject.account_link ? &*subject.account_link : nullptr;
  facts.organisation = subject.organisation;
  facts.approval = subject.approval ? &*subject.approval : nullptr;
  facts.room = subject.room ? &*subject.room : nullptr;
  facts.registration = subject.registration ? &*subject.registration : nullptr;
  facts.waiting_position = subject.waiting_position;
  facts.booking = subject.booking ? &*subject.booking : nullptr;
  facts.interpreter = subject.interpreter ? &*subject.interpreter : nullptr;
  facts.invitation = subject.invitation ? &*subject.invitation : nullptr;
  for (const InterpretedDate& date : subject.taken) facts.booked.push_back({&date.event, &date.booking});
  for (const PartyDate& date : subject.dates) facts.dates.push_back({&date.event, &date.registration});
  facts.token = link_token(subject, ports_.secrets);
  if (message.kind == domain::MessageKind::phone_code) {
    facts.code = domain::phone_code(ports_.secrets, *subject.registration);
  }
  return {message.id, message.recipient, wording_.word(facts), message.language};
}

Verdict Delivery::try_again(const Message& message, std::string reason, std::string_view zone) const {
  const auto delay = retry_delay(message.attempts, rhythm_.first, rhythm_.longest, random_jitter());
  auto due_again = ports_.clock.now() + delay;
  // What was due by day does not ring at night because a gateway failed in the evening; hold_back() has the exceptions.
  if (!domain::is_awaited(message.kind) && after_quiet_hours(message.due_time, zone, ports_) == message.due_time) {
    const auto morning = after_quiet_hours(due_again, zone, ports_);
    if (morning < message.expires_time || message.kind == domain::MessageKind::reminder) due_again = morning;
  }
  if (due_again >= message.expires_time) return {Verdict::Kind::failed, {}, std::move(reason)};
  return {Verdict::Kind::retry, due_again, std::move(reason)};
}

}  // namespace notifications
