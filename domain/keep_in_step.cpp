#include "domain/keep_in_step.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "domain/booking_changes.hpp"
#include "domain/date_walk.hpp"
#include "domain/error.hpp"
#include "domain/event_work.hpp"
#include "domain/known_dates.hpp"
#include "domain/localised_text.hpp"
#include "domain/match_calendar.hpp"
#include "domain/require_free.hpp"

namespace domain {
namespace {

const SubscribedFields bound_to_others{SubscribedField::time, SubscribedField::location};

bool is_expected(Transaction& tx, const Event& event) {
  return event.confirmed_persons + event.waitlisted_persons > 0 ||
         std::ranges::any_of(std::as_const(tx.interpreters()).bookings_of(event.id),
                             [](const InterpreterBooking& booking) { return is_open(booking.status); });
}

// An event and its link, both locked.
struct Followed {
  Event event;
  SubscribedEvent link;
};

class Step {
 public:
  Step(const Ports& ports, const Subscription& claimed, const StepWords& words, Principal principal)
      : ports_(ports), claimed_(claimed), words_(words), principal_(std::move(principal)) {}

  // An event that came with this UID.
  void know(const std::string& uid, EventId event) { of_uid_.insert_or_assign(uid, event); }

  // False where nothing came of it.
  bool create(const ForeignOccurrence& occurrence) {
    if (occurrence.end_time <= ports_.clock.now()) return false;
    if (occurrence.cancelled) {
      adopt_cancelled(occurrence);
      return false;
    }
    const EventDetails details = new_details(occurrence);
    validate(details, ports_.zones);
    DateIdentity identity;
    ports_.store.read([&](const Snapshot& snapshot) {
      identity = identify_date(snapshot, principal_, claimed_, occurrence, details);
    });
    if (identity.known) {
      adopt(occurrence, *identity.known);
      return false;
    }
    ports_.store.write([&](Transaction& tx) {
      require_claim(tx);
      Event event = make_event(ports_, details);
      event.uid = identity.uid;
      if (std::as_const(tx.events()).find_by_uid(event.uid)) refuse_known_date();
      resolve_organisers(tx, principal_, event.organisers);
      event.super_event = series_of(tx, claimed_.id, occurrence, details.name, of_uid_);
      store_new(tx, ports_, principal_, event, ChangeKind::imported);
      tx.subscriptions().insert(
          SubscribedEvent{claimed_.id, occurrence.uid, occurrence.recurrence_id, event.id, content(occurrence)});
      if (is_draft(event) && !is_draft_wanted()) hand_in(tx, event);
    });
    return true;
  }

  // False where there was nothing to do.
  bool follow(const ForeignOccurrence& occurrence, const SubscribedEvent& known) {
    if (known.left) return false;
    const ForeignContent theirs = content(occurrence);
    const bool same = theirs == known.theirs && occurrence.uid == known.uid &&
                      occurrence.recurrence_id == known.recurrence_id &&
                      occurrence.cancelled == known.cancelled_there && !known.vanished_time && known.refusal.empty();
    if (same) return false;
    try {
      return apply(occurrence, theirs, known, {}, {});
    } catch (const Error& error) {
      // What is in the way here must not keep the rest of the change away.
      if (error.kind() != ErrorKind::conflict && error.kind() != ErrorKind::invalid) throw;
      return apply(occurrence, theirs, known, bound_to_others, error.problems().front().code);
    }
  }

  // `since`: nothing where it may be there after all.
  bool mark_vanished(const SubscribedEvent& known, std::optional<Instant> since) {
    bool marked = false;
    ports_.store.write([&](Transaction& tx) {
      marked = false;
      auto followed = lock_followed(tx, known.event);
      if (!followed || followed->link.vanished_time.has_value() == since.has_value()) return;
      followed->link.vanished_time = since;
      tx.subscriptions().update(followed->link);
      marked = true;
    });
    return marked;
  }

 private:
  [[nodiscard]] ForeignContent content(const ForeignOccurrence& occurrence) const {
    return content_of(occurrence, claimed_, words_.theme_of);
  }
  [[nodiscard]] bool is_draft_wanted() const { return claimed_.publication_status == PublicationStatus::draft; }

  [[nodiscard]] EventDetails new_details(const ForeignOccurrence& occurrence) const {
    EventDetails details = details_of(content(occurrence), claimed_);
    const bool may_publish = may(principal_, Permission::publish_event);
    details.publication_status = may_publish ? claimed_.publication_status : PublicationStatus::draft;
    return details;
  }

  void require_claim(Transaction& tx) const {
    const auto now = tx.subscriptions().lock(claimed_.id);
    if (!now || now->attempt != claimed_.attempt || now->version != claimed_.version) throw Superseded{};
  }

  // Nothing where the calendar has no say in it: it was left, or its organisers have given it away.
  [[nodiscard]] std::optional<Followed> lock_followed(Transaction& tx, EventId id) const {
    auto event = tx.events().lock(id);
    require_claim(tx);
    auto link = std::as_const(tx.subscriptions()).of_event(id);
    if (!event || !link || link->left) return {};
    if (may(principal_, Permission::edit_event, &*event)) return Followed{std::move(*event), std::move(*link)};
    link->left = true;
    tx.subscriptions().update(*link);
    return {};
  }

  // What does not take place there becomes no event; one that is here, brought in before, is somebody's to decide on.
  void adopt_cancelled(const ForeignOccurrence& occurrence) const {
    DateIdentity identity;
    try {
      ports_.store.read([&](const Snapshot& snapshot) {
        identity = identify_date(snapshot, principal_, claimed_, occurrence, new_details(occurrence));
      });
    } catch (const Error& error) {
      // It follows another calendar, which says what becomes of it.
      if (error.kind() != ErrorKind::conflict) throw;
    }
    if (identity.known) adopt(occurrence, *identity.known);
  }

  // What is in the programme already follows from now on. Where the two differ in what people come by, somebody
  // decides.
  void adopt(const ForeignOccurrence& occurrence, EventId id) const {
    ports_.store.write([&](Transaction& tx) {
      const auto event = tx.events().lock(id);
      require_claim(tx);
      const bool own = event && may(principal_, Permission::edit_event, &*event);
      if (!own || std::as_const(tx.subscriptions()).of_event(id)) refuse_known_date();
      SubscribedEvent link{claimed_.id, occurrence.uid, occurrence.recurrence_id, id, content(occurrence)};
      link.cancelled_there = occurrence.cancelled;
      // Some calendars say of a cancelled date nothing but that.
      if (occurrence.cancelled && occurrence.summary.empty())
        link.theirs.name = text_in(event->name, claimed_.language);
      for (const auto field : {SubscribedField::name, SubscribedField::time}) {
        if (!same_field(field, link.theirs, claimed_.language, *event)) link.open.insert(field);
      }
      tx.subscriptions().insert(link);
    });
  }

  void hand_in(Transaction& tx, const Event& event) const {
    const auto own = tx.organisations().find(claimed_.organisation);
    if (!own || !own->approved_by) return;
    Approval approval;
    approval.event = event.id;
    approval.by = *own->approved_by;
    approval.as = claimed_.publication_status;
    approval.submitted_by = principal_.display_name;
    approval.submitted_time = ports_.clock.now();
    tx.approvals().keep(approval);
    note_change(tx, ports_, principal_, event, ChangeKind::submitted);
  }

  // `kept`: fields that stay as they are, and why. False where nothing came of it.
  bool apply(const ForeignOccurrence& occurrence, const ForeignContent& theirs, const SubscribedEvent& known,
             const SubscribedFields& kept, const std::string& refusal) {
    bool changed = false;
    ports_.store.write([&](Transaction& tx) {
      changed = false;
      auto followed = lock_followed(tx, known.event);
      if (!followed) return;
      auto& [event, link] = *followed;
      const SubscribedEvent before = link;
      Notices notices;
      const bool restored = kept.empty() && is_taken_back(*followed, occurrence);
      if (restored) restore(tx, ports_, principal_, event, status_of(event), notices, {ChangeKind::restored});
      const bool here = event.status != EventStatus::cancelled;
      EventDetails details = event;
      if (here) {
        merge(link.theirs, theirs, claimed_.language, kept, ports_, details, link.open);
        // Of what is cancelled it waits: it follows once it takes place after all.
        link.theirs = theirs;
        for (const auto field : kept) {
          if (same_field(field, before.theirs, claimed_.language, event)) take_field(field, before.theirs, link.theirs);
        }
      }
      link.cancelled_by_it = before.cancelled_by_it && !restored;
      link.wanted = refusal.empty() ? std::nullopt : std::optional(slot_of(theirs));
      link.uid = occurrence.uid;
      link.recurrence_id = occurrence.recurrence_id;
      link.vanished_time.reset();
      link.refusal = refusal;
      const bool called_off = occurrence.cancelled && !link.cancelled_there;
      link.cancelled_there = occurrence.cancelled;
      if (here) {
        store(tx, event, std::move(details), notices, restored);
        if (called_off && !is_expected(tx, event)) {
          call_off(tx, ports_, principal_, event, words_.cancelled, notices);
          link.cancelled_by_it = true;
        }
        notices.send(tx, ports_);
      }
      changed = !same_link(before, link);
      tx.subscriptions().update(link);
    });
    return changed;
  }

  [[nodiscard]] bool is_taken_back(const Followed& followed, const ForeignOccurrence& occurrence) const {
    const Event& event = followed.event;
    return event.status == EventStatus::cancelled && followed.link.cancelled_by_it && !occurrence.cancelled &&
           event.end_time > ports_.clock.now();
  }
  static EventStatus status_of(const Event& event) {
    return event.previous_start_time ? EventStatus::rescheduled : EventStatus::scheduled;
  }

  void store(Transaction& tx, Event& event, EventDetails details, Notices& notices, bool restored) const {
    const EventDetails before = event;
    change_details(tx, ports_, principal_, event, std::move(details), notices, {ChangeKind::imported});
    if (restored || is_moved(before, event)) require_free(tx, principal_, {&event, 1});
  }

  const Ports& ports_;
  const Subscription& claimed_;
  const StepWords& words_;
  Principal principal_;
  std::map<std::string, EventId> of_uid_;
};

}  // namespace

Principal acting_for(const Snapshot& snapshot, const Subscription& subscription) {
  Principal principal;
  principal.display_name = subscription.name;
  principal.role = subscription.by_partner ? Role::partner : Role::organiser;
  principal.organisation = subscription.organisation;
  const auto own = snapshot.organisations().find(subscription.organisation);
  principal.approval_wanted = subscription.by_partner && own && own->approved_by;
  return principal;
}

StepResult keep_in_step(const Ports& ports, const Subscription& claimed, const ForeignCalendar& calendar,
                        const ForeignWindow& window, const StepWords& words, const std::function<bool()>& stopping) {
  CalendarMatches matches;
  Principal principal;
  ports.store.read([&](const Snapshot& snapshot) {
    matches = match_calendar(snapshot, claimed, calendar, window, words.theme_of);
    principal = acting_for(snapshot, claimed);
  });
  const std::vector<SubscribedEvent>& known = matches.here;
  StepResult result;
  Step step(ports, claimed, words, std::move(principal));
  DateWalk walk(result, stopping);
  for (const auto& [i, j] : matches.dates.same) {
    const ForeignOccurrence& there = matches.there[i];
    step.know(there.uid, known[j].event);
    walk.one(there.uid, there.summary, result.changed, [&] { return step.follow(there, known[j]); });
  }
  for (const std::size_t i : matches.dates.fresh) {
    const ForeignOccurrence& there = matches.there[i];
    walk.one(there.uid, there.summary, result.created, [&] { return step.create(there); });
  }
  for (const std::size_t j : matches.dates.gone) {
    const SubscribedEvent& here = known[j];
    if (here.vanished_time || here.left) continue;
    if (here.theirs.end_time <= ports.clock.now()) continue;
    const Instant now = ports.clock.now();
    walk.one(here.uid, here.theirs.name, result.vanished, [&] { return step.mark_vanished(here, now); });
  }
  for (const SubscribedEvent& here : known) {
    if (!here.vanished_time || here.left || !matches.unread.contains(here.uid)) continue;
    walk.one(here.uid, here.theirs.name, result.changed, [&] { return step.mark_vanished(here, {}); });
  }
  result.finished = !walk.ended();
  return result;
}

}  // namespace domain
