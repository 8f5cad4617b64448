#include "domain/publish_drafts.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "domain/approve_event.hpp"
#include "domain/error.hpp"
#include "domain/event_work.hpp"
#include "domain/require_free.hpp"
#include "domain/words.hpp"

namespace domain {
namespace {

constexpr WordTable<DraftFate, 3> fates{
    {{DraftFate::published, "published"}, {DraftFate::handed_in, "handed_in"}, {DraftFate::stays, "stays"}}};

std::string why_not_published(const Event& event, Instant now) {
  if (!is_draft(event)) return "not_a_draft";
  if (event.status == EventStatus::cancelled) return "event_cancelled";
  return event.end_time <= now ? "event_over" : "";
}

bool waits_already(const std::optional<Approval>& approval, PublicationStatus as) {
  return approval && approval->state == ApprovalState::submitted && approval->as == as;
}

// By what the event is; what else is at its time is looked at later. `as`: nothing where nobody knows.
DraftOutcome examine(const Approvals& approvals, const Principal& principal, EventId id, std::optional<Event> event,
                     std::optional<PublicationStatus> as, Instant now) {
  DraftOutcome outcome{id, {}};
  if (as) outcome.as = *as;
  if (!event || !may(principal, Permission::edit_event, &*event)) {
    outcome.refusal = "not_found";
    return outcome;
  }
  outcome.refusal = why_not_published(*event, now);
  if (outcome.refusal.empty() && !as) outcome.refusal = "original_unknown";
  if (outcome.refusal.empty()) {
    outcome.fate = may(principal, Permission::publish_event, &*event) ? DraftFate::published : DraftFate::handed_in;
    if (outcome.fate == DraftFate::handed_in && waits_already(approvals.find(id), *as)) {
      outcome.fate = DraftFate::stays;
      outcome.refusal = "handed_in_already";
    }
  }
  outcome.event = std::move(*event);
  return outcome;
}

void stay(DraftOutcome& outcome, const Problem& why) {
  outcome.fate = DraftFate::stays;
  outcome.refusal = why.code;
  outcome.in_the_way = why.event;
}

// What room or interpreter somebody else has is not shown to anybody.
void leave_out_taken(Transaction& tx, const Principal& principal, std::vector<DraftOutcome>& outcomes) {
  std::vector<Event> events;
  for (const DraftOutcome& one : outcomes) {
    if (one.fate != DraftFate::stays) events.push_back(one.event);
  }
  for (const auto& [event, problem] : find_taken(tx, principal, events)) {
    const auto hindered = std::ranges::find(outcomes, event, &DraftOutcome::id);
    if (hindered != outcomes.end() && hindered->fate != DraftFate::stays) stay(*hindered, problem);
  }
}

std::vector<DraftOutcome> publish_unit(const Ports& ports, const Principal& principal, const std::vector<EventId>& ids,
                                       PublishAs as) {
  std::vector<DraftOutcome> outcomes;
  ports.store.write([&](Transaction& tx) {
    outcomes.clear();
    std::vector<std::optional<Event>> events;
    for (const EventId id : ids) events.push_back(tx.events().lock(id));
    const auto originals = originals_of(tx.event_changes(), ids);
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const EventId id = ids[i];
      const auto own = visibility_as(originals.at(id), as);
      outcomes.push_back(examine(tx.approvals(), principal, id, std::move(events[i]), own, ports.clock.now()));
    }
    leave_out_taken(tx, principal, outcomes);
    for (DraftOutcome& one : outcomes) {
      if (one.fate == DraftFate::handed_in) (void)hand_in(tx, ports, principal, one.event, one.as);
      if (one.fate != DraftFate::published) continue;
      require_publication(principal, one.event.publication_status, one.as);
      publish(tx, ports, principal, one.event, one.as);
    }
  });
  return outcomes;
}

// Of one activity each, by the first start.
std::vector<std::vector<EventId>> units_of(const Ports& ports, const std::vector<EventId>& ids) {
  std::map<SeriesId, std::vector<EventId>> series;
  std::vector<std::vector<EventId>> units;
  ports.store.read([&](const Snapshot& snapshot) {
    series.clear();
    units.clear();
    for (const EventId id : ids) {
      const auto event = snapshot.events().find(id);
      if (event && event->super_event) {
        series[*event->super_event].push_back(id);
      } else {
        units.push_back({id});
      }
    }
  });
  for (auto& [id, dates] : series) units.push_back(std::move(dates));
  return units;
}

int to_be_sent(const Snapshot& snapshot, EventId event) {
  return static_cast<int>(std::ranges::count_if(snapshot.invitations().of_event(event), [](const Invitation& one) {
    return !one.revoked_time && !one.registration && (one.contact.phone || one.contact.email);
  }));
}

DraftPlan plan_of(const Snapshot& snapshot, const Principal& principal, DraftOutcome outcome) {
  DraftPlan plan{std::move(outcome)};
  if (plan.outcome.refusal == "not_found") return plan;
  const Event& event = plan.outcome.event;
  plan.texts = report_texts(event);
  if (plan.outcome.fate == DraftFate::stays) return plan;
  plan.conflicts = find_conflicts(snapshot, principal, event, event.id);
  const auto hard = std::ranges::find_if(plan.conflicts, is_hard);
  if (hard != plan.conflicts.end()) {
    stay(plan.outcome, {{}, std::string(to_word(hard->kind)), {}, hard->event ? hard->event->id.value : 0});
  }
  if (plan.outcome.fate == DraftFate::published) plan.invitations = to_be_sent(snapshot, event.id);
  return plan;
}

}  // namespace

std::string_view to_word(DraftFate fate) {
  return word_of(fates, fate);
}

std::vector<DraftPlan> plan_publication(const Ports& ports, const Principal& principal, std::span<const EventId> events,
                                        PublishAs as) {
  if (as) require_published(*as);
  const std::vector<EventId> ids = drafts_in_order(events);
  std::vector<DraftPlan> plans;
  ports.store.read([&](const Snapshot& snapshot) {
    plans.clear();
    const auto originals = originals_of(snapshot.event_changes(), ids);
    for (const EventId id : ids) {
      const auto own = visibility_as(originals.at(id), as);
      auto outcome = examine(snapshot.approvals(), principal, id, snapshot.events().find(id), own, ports.clock.now());
      DraftPlan& plan = plans.emplace_back(plan_of(snapshot, principal, std::move(outcome)));
      if (plan.outcome.refusal != "not_found") plan.original = meant_visibility(originals.at(id));
    }
  });
  std::ranges::stable_sort(plans, {}, [](const DraftPlan& one) { return one.outcome.event.start_time; });
  return plans;
}

std::vector<DraftOutcome> publish_drafts(const Ports& ports, const Principal& principal,
                                         std::span<const EventId> events, PublishAs as) {
  if (as) require_published(*as);
  std::vector<DraftOutcome> outcomes;
  for (const std::vector<EventId>& unit : units_of(ports, drafts_in_order(events))) {
    std::ranges::move(publish_unit(ports, principal, unit, as), std::back_inserter(outcomes));
  }
  std::ranges::stable_sort(outcomes, {}, [](const DraftOutcome& one) { return one.event.start_time; });
  return outcomes;
}

}  // namespace domain
