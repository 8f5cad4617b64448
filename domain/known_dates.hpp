#pragma once
#include <map>
#include <optional>
#include <string>

#include "domain/access.hpp"
#include "domain/store.hpp"

// Whether a date of a calendar is in the programme already.
namespace domain {

// By which imported events of a calendar are known again: whose they are, their UID, and which date by the rule.
[[nodiscard]] std::string calendar_key(const std::optional<OrganisationId>& organisation, const std::string& uid,
                                       const std::optional<Instant>& recurrence_id = {});

struct DateIdentity {
  std::string uid;               // that its event is to have
  std::optional<EventId> known;  // the organisation's event that it is, which follows no calendar
};

// The organisation's event came from this calendar before (imported, or followed), or it begins at the same moment in
// the same municipality and has a name in common, in any language. Error{conflict, "ics_known_event"} where it is ours
// and comes back by the calendar, follows another one, or is another organisation's that everybody sees.
[[nodiscard]] DateIdentity identify_date(const Snapshot& snapshot, const Principal& principal,
                                         const Subscription& subscription, const ForeignOccurrence& occurrence,
                                         const EventDetails& details);
[[noreturn]] void refuse_known_date();

// The series of a date, made where there is none yet; nothing for a date of none. `of_uid`: events by the UID that
// they have by now; the rest of a series may have had another one before.
[[nodiscard]] std::optional<SeriesId> series_of(Transaction& tx, SubscriptionId subscription,
                                                const ForeignOccurrence& occurrence, const LocalisedText& name,
                                                const std::map<std::string, EventId>& of_uid);

}  // namespace domain
