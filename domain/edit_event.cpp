#include "domain/edit_event.hpp"

#include <algorithm>
#include <utility>

#include "domain/error.hpp"
#include "domain/event_work.hpp"
#include "domain/original_visibility.hpp"
#include "domain/require_free.hpp"
#include "domain/rooms.hpp"

namespace domain {
namespace {

// How the history of what is made begins.
struct Beginning {
  ChangeKind kind = ChangeKind::created;
  std::vector<FieldChange> fields = {};
};

// A copy whose original is gone, or is not theirs to copy, says nothing of who saw that.
Beginning beginning_of(Transaction& tx, const Principal& principal, const EventDetails& made,
                       std::optional<EventId> copied_from) {
  if (!copied_from) return {};
  Beginning copied{ChangeKind::copied};
  const auto from = std::as_const(tx.events()).find(*copied_from);
  if (!from || !is_draft(made) || !may(principal, Permission::edit_event, &*from)) return copied;
  const std::vector<EventId> ids{from->id};
  copied.fields = visibility_lost(*from, originals_of(tx.event_changes(), ids).at(from->id));
  return copied;
}

}  // namespace

Event create_event(const Ports& ports, const Principal& principal, EventDetails details,
                   std::optional<EventId> copied_from) {
  require(principal, Permission::create_event);
  require_publication(principal, PublicationStatus::draft, details.publication_status);
  validate(details, ports.zones);
  Event event = make_event(ports, std::move(details));
  const std::vector<Organiser> asked = event.organisers;
  ports.store.write([&](Transaction& tx) {
    event.organisers = asked;
    resolve_organisers(tx, principal, event.organisers);
    settle_place(tx, event.location);
    Beginning begin = beginning_of(tx, principal, event, copied_from);
    store_new(tx, ports, principal, event, begin.kind, std::move(begin.fields));
    require_rooms_free(tx, principal, {&event, 1});
  });
  return event;
}

Event edit_event(const Ports& ports, const Principal& principal, EventId id,
                 const std::function<void(EventDetails&)>& change, std::optional<std::int64_t> if_version) {
  Event event;
  ports.store.write([&](Transaction& tx) {
    event = lock_for(tx, principal, id);
    require_version(event, if_version);
    require_uncancelled(event);
    const EventDetails before = event;
    EventDetails details = event;
    change(details);
    Notices notices;
    change_details(tx, ports, principal, event, std::move(details), notices);
    if (is_moved(before, event)) require_free(tx, principal, {&event, 1});
    notices.send(tx, ports);
  });
  return event;
}

Event publish_event(const Ports& ports, const Principal& principal, EventId id, PublicationStatus as) {
  require_published(as);
  Event event;
  ports.store.write([&](Transaction& tx) {
    event = lock_for(tx, principal, id);
    require_uncancelled(event);
    if (event.publication_status == as) return;
    require_publication(principal, event.publication_status, as);
    publish(tx, ports, principal, event, as);
  });
  return event;
}

Event cancel_event(const Ports& ports, const Principal& principal, EventId id, LocalisedText reason) {
  if (reason.empty()) throw Error(ErrorKind::invalid, "required", "is required", "reason");
  Event event;
  ports.store.write([&](Transaction& tx) {
    event = lock_for(tx, principal, id);
    require_uncancelled(event);
    Notices notices;
    call_off(tx, ports, principal, event, reason, notices);
    notices.send(tx, ports);
  });
  return event;
}

SeriesWithEvents create_series(const Ports& ports, const Principal& principal, SeriesDraft draft) {
  require(principal, Permission::create_event);
  require_publication(principal, PublicationStatus::draft, draft.details.publication_status);
  validate(draft.details, ports.zones);
  const std::vector<EventDetails> dates = unfold(draft, ports.zones);
  SeriesWithEvents made;
  ports.store.write([&](Transaction& tx) {
    made.series = {{}, draft.details.name, draft.recurrence, draft.exceptions, draft.import_key};
    made.series.id = tx.events().insert(made.series);
    made.events.clear();
    std::vector<Organiser> organisers = draft.details.organisers;
    resolve_organisers(tx, principal, organisers);
    Place place = draft.details.location;
    settle_place(tx, place);
    const Beginning begin = beginning_of(tx, principal, draft.details, draft.copied_from);
    for (const EventDetails& details : dates) {
      Event& event = made.events.emplace_back(make_event(ports, details));
      event.organisers = organisers;
      event.location = place;
      event.super_event = made.series.id;
      store_new(tx, ports, principal, event, begin.kind, begin.fields);
    }
    require_rooms_free(tx, principal, made.events);
  });
  return made;
}

}  // namespace domain
