#include "domain/calendar_decision.hpp"

#include <utility>

#include "domain/merge_content.hpp"

namespace domain {
namespace {

bool left_it(const EventChange& change) {
  return change.kind == ChangeKind::calendar_left;
}

SubscribedField field_of(const EventChange& change) {
  return parse_subscribed_field(change.note, "field");
}

// Of one that may want several things at once.
std::size_t count_events(const Snapshot& snapshot, SubscriptionId id, Instant now) {
  std::size_t count = 0;
  for (const SubscribedEvent& link : snapshot.subscriptions().events_of(id)) {
    const bool quiet = !link.vanished_time && !link.cancelled_there && link.open.empty() && link.refusal.empty();
    if (quiet || link.left) continue;
    const auto event = snapshot.events().find(link.event);
    if (event && event->end_time > now && waits_for_decision(link, *event)) ++count;
  }
  return count;
}

}  // namespace

bool waits_for_decision(const SubscribedEvent& link, const Event& event) {
  if (link.left) return false;
  const bool is_held = event.status != EventStatus::cancelled;
  return (is_held && (link.vanished_time || link.cancelled_there)) || !link.open.empty() || !link.refusal.empty();
}

std::size_t count_calendar_decisions(const Snapshot& snapshot, OrganisationId organisation, Instant now) {
  std::size_t count = 0;
  for (const Subscription& one : snapshot.subscriptions().of(organisation)) {
    const SubscriptionCounts counts = snapshot.subscriptions().counts(one.id, now);
    const int all = counts.open + counts.cancelled + counts.vanished;
    const bool alike = all == counts.open || all == counts.cancelled || all == counts.vanished;
    count += alike ? static_cast<std::size_t>(all) : count_events(snapshot, one.id, now);
  }
  return count;
}

bool is_calendar_decision(const EventChange& change) {
  return left_it(change) || change.kind == ChangeKind::calendar_declined;
}

std::string why_decision_stands(const Snapshot& snapshot, const Event& event, const EventChange& change) {
  const auto link = snapshot.subscriptions().of_event(event.id);
  const auto subscription = link ? snapshot.subscriptions().find(link->subscription) : std::nullopt;
  if (!subscription) return "calendar_gone";
  if (left_it(change)) return link->left ? "" : "changed_since";
  const SubscribedField field = field_of(change);
  const bool decided = !link->left && !link->open.contains(field);
  return decided && !same_field(field, link->theirs, subscription->language, event) ? "" : "changed_since";
}

void take_back_decision(Transaction& tx, const Ports& ports, const Principal& who, const Event& event,
                        const EventChange& change) {
  SubscribedEvent link = std::as_const(tx.subscriptions()).of_event(event.id).value();
  if (left_it(change)) {
    link.left = false;
  } else {
    link.open.insert(field_of(change));
  }
  tx.subscriptions().update(link);
  note_change(tx, ports, who, event, {ChangeKind::calendar_followed, change.id}, change.note);
}

}  // namespace domain
