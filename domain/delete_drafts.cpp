#include "domain/delete_drafts.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "domain/error.hpp"
#include "domain/event_texts.hpp"
#include "domain/event_work.hpp"
#include "domain/subscriptions.hpp"

namespace domain {
namespace {

using TracesOf = std::map<EventId, DraftTraces>;

TracesOf traces_of(const Drafts& drafts, std::span<const EventId> events) {
  TracesOf traces;
  for (const DraftTraces& one : drafts.traces(events)) traces.emplace(one.event, one);
  return traces;
}

std::string why_not_deleted(const Event& event, const DraftTraces& traces) {
  if (!is_draft(event)) return "not_a_draft";
  if (traces.was_shown) return "was_public";
  if (traces.registrations > 0) return "somebody_registered";
  if (traces.asked_interpreters > 0) return "interpreter_asked";
  return traces.messages > 0 ? "messages_sent" : "";
}

// `event`: as it is, if it is there.
DraftDeletion examine(const Snapshot& snapshot, const Principal& principal, EventId id, std::optional<Event> event,
                      const TracesOf& traces) {
  DraftDeletion one{id, {}, {}};
  const auto found = traces.find(id);
  if (!event || found == traces.end() || !may(principal, Permission::edit_event, &*event)) {
    one.refusal = "not_found";
    return one;
  }
  one.refusal = why_not_deleted(*event, found->second);
  one.invitations = found->second.invitations;
  one.followed = snapshot.subscriptions().of_event(id).has_value();
  one.event = std::move(*event);
  return one;
}

void by_start(std::vector<DraftDeletion>& drafts) {
  std::ranges::stable_sort(drafts, {}, [](const DraftDeletion& one) { return one.event.start_time; });
}

void write_down(Transaction& tx, const Ports& ports, const Principal& principal, const Event& event) {
  constexpr std::size_t most_octets = 500;
  AuditEntry entry = audit_entry(principal, AuditAction::draft_deleted, ports.clock.now());
  entry.event = event.id;
  std::string detail = format_rfc3339(event.start_time) + " ";
  detail += best_text(event.name, original_language(event)).text;
  if (detail.size() > most_octets) {
    detail.resize(most_octets);
    // Not within a character.
    while ((static_cast<unsigned char>(detail.back()) & 0xC0U) == 0x80U) detail.pop_back();
    detail.pop_back();
  }
  entry.detail = std::move(detail);
  tx.audit_log().insert(entry);
}

}  // namespace

std::vector<DraftDeletion> plan_deletion(const Ports& ports, const Principal& principal,
                                         std::span<const EventId> events) {
  const std::vector<EventId> ids = drafts_in_order(events);
  std::vector<DraftDeletion> drafts;
  ports.store.read([&](const Snapshot& snapshot) {
    drafts.clear();
    const TracesOf traces = traces_of(snapshot.drafts(), ids);
    for (const EventId id : ids) {
      drafts.push_back(examine(snapshot, principal, id, snapshot.events().find(id), traces));
    }
  });
  by_start(drafts);
  return drafts;
}

std::vector<DraftDeletion> delete_drafts(const Ports& ports, const Principal& principal,
                                         std::span<const EventId> events) {
  const std::vector<EventId> ids = drafts_in_order(events);
  std::vector<DraftDeletion> drafts;
  ports.store.write([&](Transaction& tx) {
    drafts.clear();
    std::vector<std::optional<Event>> locked;
    for (const EventId id : ids) locked.push_back(tx.events().lock(id));
    const TracesOf traces = traces_of(tx.drafts(), ids);
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const DraftDeletion& one =
          drafts.emplace_back(examine(tx.snapshot(), principal, ids[i], std::move(locked[i]), traces));
      if (!one.refusal.empty()) continue;
      write_down(tx, ports, principal, one.event);
      tx.drafts().remove(one.event);
    }
  });
  by_start(drafts);
  return drafts;
}

void delete_draft(const Ports& ports, const Principal& principal, EventId id) {
  ports.store.write([&](Transaction& tx) {
    const Event event = lock_for(tx, principal, id);
    const TracesOf traces = traces_of(tx.drafts(), {&id, 1});
    const std::string refusal = why_not_deleted(event, traces.at(id));
    if (!refusal.empty()) throw Error(ErrorKind::conflict, refusal, "the draft cannot be deleted any more");
    write_down(tx, ports, principal, event);
    tx.drafts().remove(event);
  });
}

std::size_t bring_removed_dates_back(const Ports& ports, const Principal& principal, SubscriptionId id) {
  std::size_t dates = 0;
  ports.store.write([&](Transaction& tx) {
    (void)see_subscription(tx.snapshot(), principal, id);
    auto subscription = tx.subscriptions().lock(id);
    if (!subscription) throw Error(ErrorKind::not_found, "not_found", "there is no such calendar");
    dates = tx.drafts().forget_removed_dates(id);
    // What is unchanged there would not be read, and no server is asked twice in a minute.
    subscription->etag.clear();
    subscription->last_modified.clear();
    subscription->next_time = ports.clock.now();
    if (subscription->tried_time) {
      subscription->next_time = std::max(subscription->next_time, *subscription->tried_time + std::chrono::minutes{1});
    }
    tx.subscriptions().update(*subscription);
  });
  return dates;
}

}  // namespace domain
