#include "domain/known_dates.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "domain/error.hpp"
#include "domain/search_words.hpp"

namespace domain {
namespace {

// At one moment nobody holds more.
constexpr std::size_t most_at_once = 200;

// As the calendar has it, so that a calendar that comes back to where it began, through whichever others, brings no
// event twice.
std::string uid_of(const ForeignOccurrence& occurrence) {
  if (!occurrence.recurrence_id) return occurrence.uid;
  return occurrence.uid + "/" + format_rfc3339(*occurrence.recurrence_id);
}

// Of an event that was made here, or in another Kutsu: what follows it is a copy.
bool is_ours_by_uid(const Event& event) {
  return event.uid.ends_with("@kutsu");
}

bool share_a_name(const LocalisedText& one, const LocalisedText& other) {
  return std::ranges::any_of(one, [&](const auto& mine) {
    const std::string folded = fold_text(mine.second);
    return !folded.empty() &&
           std::ranges::any_of(other, [&](const auto& theirs) { return fold_text(theirs.second) == folded; });
  });
}

bool may_be_in_one_place(const Place& one, const Place& other) {
  return one.municipality.empty() || other.municipality.empty() ||
         fold_text(one.municipality) == fold_text(other.municipality);
}

bool say_the_same(const EventDetails& one, const EventDetails& other) {
  return one.start_time == other.start_time && share_a_name(one.name, other.name) &&
         may_be_in_one_place(one.location, other.location);
}

class Search {
 public:
  Search(const Snapshot& snapshot, const Principal& principal, const Subscription& subscription)
      : snapshot_(snapshot), principal_(principal), subscription_(subscription) {}

  DateIdentity identify(const ForeignOccurrence& occurrence, const EventDetails& details) const {
    DateIdentity identity{uid_of(occurrence), {}};
    if (const auto same = snapshot_.events().find_by_uid(identity.uid)) {
      if (is_ours_by_uid(*same)) refuse_known_date();
      if (is_own(*same)) {
        identity.known = unfollowed(*same);
        return identity;
      }
      if (is_open_to_anyone(*same) && say_the_same(*same, details)) refuse_known_date();
      // A UID that somebody else has must not keep this one away.
      identity.uid = "organisation/" + std::to_string(subscription_.organisation.value) + "/" + identity.uid;
      if (const auto own = snapshot_.events().find_by_uid(identity.uid)) identity.known = unfollowed(*own);
    }
    if (!identity.known) identity.known = imported(occurrence);
    if (!identity.known) identity.known = entered(details);
    return identity;
  }

 private:
  [[nodiscard]] bool is_own(const Event& event) const { return may(principal_, Permission::edit_event, &event); }

  [[nodiscard]] EventId unfollowed(const Event& event) const {
    if (!is_own(event) || snapshot_.subscriptions().of_event(event.id)) refuse_known_date();
    return event.id;
  }

  [[nodiscard]] std::optional<EventId> imported(const ForeignOccurrence& occurrence) const {
    const auto event = snapshot_.events().find_by_import_key(
        calendar_key(subscription_.organisation, occurrence.uid, occurrence.recurrence_id));
    if (!event || !is_own(*event)) return {};
    return unfollowed(*event);
  }

  // What follows a calendar has its UID, and is no duplicate of another's.
  [[nodiscard]] std::optional<EventId> entered(const EventDetails& details) const {
    const auto slots =
        snapshot_.timetable().of_organisations({&subscription_.organisation, 1}, details.start_time,
                                               details.start_time + std::chrono::seconds{1}, most_at_once);
    for (const Slot& slot : slots) {
      if (slot.start_time != details.start_time) continue;
      const auto event = snapshot_.events().find(slot.event);
      if (!event || !is_own(*event) || !say_the_same(*event, details)) continue;
      if (!snapshot_.subscriptions().of_event(event->id)) return event->id;
    }
    return {};
  }

  const Snapshot& snapshot_;
  const Principal& principal_;
  const Subscription& subscription_;
};

}  // namespace

std::string calendar_key(const std::optional<OrganisationId>& organisation, const std::string& uid,
                         const std::optional<Instant>& recurrence_id) {
  return "ics/" + (organisation ? std::to_string(organisation->value) : "-") + "/" + uid +
         (recurrence_id ? "/" + format_rfc3339(*recurrence_id) : "");
}

DateIdentity identify_date(const Snapshot& snapshot, const Principal& principal, const Subscription& subscription,
                           const ForeignOccurrence& occurrence, const EventDetails& details) {
  return Search(snapshot, principal, subscription).identify(occurrence, details);
}

void refuse_known_date() {
  throw Error(ErrorKind::conflict, "ics_known_event", "the event is in the programme already");
}

std::optional<SeriesId> series_of(Transaction& tx, SubscriptionId subscription, const ForeignOccurrence& occurrence,
                                  const LocalisedText& name, const std::map<std::string, EventId>& of_uid) {
  if (!occurrence.recurrence_id) return {};
  const std::string key = "subscription/" + std::to_string(subscription.value) + "/" + occurrence.uid;
  if (const auto known = std::as_const(tx.events()).find_series_by_import_key(key)) return known->id;
  if (const auto other = of_uid.find(occurrence.uid); other != of_uid.end()) {
    const auto event = std::as_const(tx.events()).find(other->second);
    if (event && event->super_event) return event->super_event;
  }
  return tx.events().insert(Series{{}, name, {}, {}, key});
}

}  // namespace domain
