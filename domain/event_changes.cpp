#include "domain/event_changes.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "domain/error.hpp"
#include "domain/lock_order.hpp"
#include "domain/plan_messages.hpp"

namespace domain {
namespace {

// An interpreter may be answering just now, which takes them and the booking and not its event.
std::vector<InterpreterBooking> lock_bookings(Transaction& tx, EventId event) {
  take_interpreters_of(tx, {event});
  std::vector<InterpreterBooking> bookings;
  for (const InterpreterBooking& listed : std::as_const(tx.interpreters()).bookings_of(event)) {
    if (auto booking = tx.interpreters().lock(listed.id)) bookings.push_back(std::move(*booking));
  }
  return bookings;
}

}  // namespace

void move_start(EventDetails& details, LocalTime start, const TimeZones& zones) {
  const std::string& zone = details.time_zone;
  const LocalTime before = zones.to_local(details.start_time, zone);
  const auto day_of = [](LocalTime time) { return std::chrono::floor<std::chrono::days>(time); };
  const auto move = [&](Instant& moment, bool keeps_hour) {
    const LocalTime time = zones.to_local(moment, zone);
    const auto by = keeps_hour ? day_of(start) - day_of(before) : start - before;
    moment = zones.to_utc(time + by, zone);
  };
  details.start_time = zones.to_utc(start, zone);
  move(details.end_time, false);
  for (auto* moment : {&details.enrolment_start_time, &details.enrolment_end_time}) {
    if (*moment) move(**moment, day_of(zones.to_local(**moment, zone)) != day_of(before));
  }
}

OneEnrolment one_enrolment(const std::vector<Event>& dates) {
  const auto is_one = [&](std::optional<Instant> EventDetails::*moment) {
    const auto first = dates.front().*moment;
    return dates.size() > 1 && first &&
           std::ranges::all_of(dates, [&](const Event& date) { return date.*moment == first; });
  };
  return {is_one(&EventDetails::enrolment_start_time), is_one(&EventDetails::enrolment_end_time)};
}

void keep_enrolment(EventDetails& details, const EventDetails& from, OneEnrolment which) {
  if (which.opens) details.enrolment_start_time = from.enrolment_start_time;
  if (which.closes) details.enrolment_end_time = from.enrolment_end_time;
}

std::vector<EventDetails> unfold(const SeriesDraft& draft, const TimeZones& zones) {
  if (draft.starts.empty() || draft.starts.size() > maximum_series_length) {
    throw Error(ErrorKind::invalid, "recurrence", "must give from 1 to 2000 dates", "recurrence");
  }
  std::vector<EventDetails> dates;
  dates.reserve(draft.starts.size());
  for (const LocalTime start : draft.starts) {
    EventDetails& date = dates.emplace_back(draft.details);
    move_start(date, start, zones);
    keep_enrolment(date, draft.details, draft.one_enrolment);
  }
  return dates;
}

PartyTold told_as(const Registration& registration) {
  const Contact& contact = registration.contact;
  return {registration.party_key.empty() ? "#" + std::to_string(registration.id.value) : registration.party_key,
          contact.phone ? contact.phone->e164() : "", contact.email ? contact.email->str() : "", contact.language};
}

bool is_told(const Registration& registration) {
  return registration.status != RegistrationStatus::cancelled && registration.verified;
}

bool has_heard_of_end(const Outbox& outbox, RegistrationId registration) {
  bool waits = false;
  for (const Message& message : outbox.of_registration(registration)) {
    if (message.kind != MessageKind::event_cancelled) continue;
    if (message.state == MessageState::pending) {
      waits = true;
    } else if (message.state != MessageState::dropped) {
      return true;
    }
  }
  return !waits;
}

void Notices::add(Transaction& tx, const Ports& ports, const Event& event, MessageKind kind) {
  if (event.end_time <= ports.clock.now()) return;
  for (Registration& registration : tx.registrations().of_event(event.id)) {
    if (!is_told(registration)) continue;
    if (kind == MessageKind::event_restored && !has_heard_of_end(tx.outbox(), registration.id)) {
      tx.outbox().drop_pending(registration.id, MessageKind::event_cancelled);
    } else {
      all_.push_back({event, std::move(registration), kind});
    }
  }
}

void Notices::send(Transaction& tx, const Ports& ports) {
  of_bookings_.send(tx, ports);
  std::map<PartyTold, std::vector<const One*>> parties;
  for (const One& one : all_) parties[told_as(one.registration)].push_back(&one);
  for (auto& [party, dates] : parties) {
    std::ranges::sort(dates, {}, [](const One* date) { return date->event.start_time; });
    const One& first = *dates.front();
    if (dates.size() == 1) {
      tx.outbox().insert(plan_notice(first.kind, first.event, first.registration, ports));
      continue;
    }
    const bool cancelled = first.kind == MessageKind::event_cancelled;
    const auto kind = cancelled ? MessageKind::dates_called_off : MessageKind::dates_changed;
    // What waits for the morning would say the same as what comes now.
    for (const One* date : dates) tx.outbox().drop_pending(date->registration.id, MessageKind::dates_changed);
    auto messages = plan_notice(kind, first.event, first.registration, ports);
    for (Message& message : messages) {
      message.expires_time = std::max(message.expires_time, dates.back()->event.end_time);
    }
    tx.outbox().insert(messages);
  }
}

void renew_reminders(Transaction& tx, const Ports& ports, const Event& event) {
  tx.outbox().drop_pending_reminders(event.id);
  for (const Registration& registration : tx.registrations().of_event(event.id)) {
    tx.outbox().insert(plan_reminders(event, registration, ports));
  }
}

void send_invitations(Transaction& tx, const Ports& ports, const Event& event) {
  std::set<InvitationId> sent;
  for (const Message& message : std::as_const(tx.outbox()).of_event(event.id)) {
    if (message.invitation && message.state != MessageState::dropped) sent.insert(*message.invitation);
  }
  for (const Invitation& invitation : std::as_const(tx.invitations()).of_event(event.id)) {
    if (invitation.revoked_time || invitation.registration || sent.contains(invitation.id)) continue;
    tx.outbox().insert(plan_notice(event, invitation, ports));
  }
}

void move_bookings(Transaction& tx, const Event& before, const Event& after, Notices& notices) {
  for (InterpreterBooking& booking : lock_bookings(tx, before.id)) {
    const bool with_event = booking.start_time == before.start_time && booking.end_time == before.end_time;
    if (!with_event || !is_open(booking.status)) continue;
    booking.start_time = after.start_time;
    booking.end_time = after.end_time;
    const bool was_asked = booking.status != BookingStatus::requested && booking.interpreter;
    if (was_asked) booking.status = BookingStatus::offered;
    tx.interpreters().update(booking);
    if (was_asked) notices.of_bookings().add(after, booking, MessageKind::interpreter_offer);
  }
}

void cancel_bookings(Transaction& tx, const Ports& ports, const Event& event, Notices& notices) {
  for (InterpreterBooking& booking : lock_bookings(tx, event.id)) {
    if (is_open(booking.status)) cancel(tx, ports, event, booking, notices.of_bookings());
  }
}

}  // namespace domain
