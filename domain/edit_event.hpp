#pragma once
#include <functional>
#include <optional>
#include <string>

#include "domain/access.hpp"
#include "domain/event.hpp"
#include "domain/ports.hpp"
#include "domain/series.hpp"

// An organiser's work on events. Each call is one transaction and asks access.hpp.
namespace domain {

// `details.organisers` may be empty (the principal's organisation then) and may name organisations that do not exist
// yet by name alone: an admin's or import's are created, an organiser's unknown one is Error{invalid}. Empty
// `reminders` are taken as meant; callers fill in default_reminders().
// `copied_from`: what its form was filled in with; the history of a draft keeps who saw that (original_visibility.hpp).
[[nodiscard]] Event create_event(const Ports& ports, const Principal& principal, EventDetails details,
                                 std::optional<EventId> copied_from = {});

// `change` is given the details as stored and may be called more than once. With `if_version`, an event changed
// meanwhile is Error{conflict, "version"}. A moved start reschedules a published event: those registered are told and
// their reminders move along. Capacity raised lets waiting parties in; lowered, nobody confirmed is thrown out.
[[nodiscard]] Event edit_event(const Ports& ports, const Principal& principal, EventId id,
                               const std::function<void(EventDetails&)>& change,
                               std::optional<std::int64_t> if_version = {});

// `as` is open_to_all, unlisted or staff; Error{conflict, "event_cancelled"} for a cancelled one.
[[nodiscard]] Event publish_event(const Ports& ports, const Principal& principal, EventId id, PublicationStatus as);

// Tells everybody registered and every interpreter; reminders are dropped. The reason is required, in one language at
// least. Cancelling again is Error{conflict, "event_cancelled"}.
[[nodiscard]] Event cancel_event(const Ports& ports, const Principal& principal, EventId id, LocalisedText reason);

// Which moments of registration are one for all dates of a series, as those of a course are, and not as far before
// each.
struct OneEnrolment {
  bool opens = false;
  bool closes = false;
};

struct SeriesDraft {
  EventDetails details;  // of the first event; the others differ in their times only
  std::string recurrence;
  std::vector<std::chrono::year_month_day> exceptions;
  // Local starts, the first included, as calendar::expand gives them.
  std::vector<LocalTime> starts;
  std::string import_key;
  OneEnrolment one_enrolment = {};          // at the moments in `details`
  std::optional<EventId> copied_from = {};  // as of create_event
};

struct SeriesWithEvents {
  Series series;
  std::vector<Event> events;
};

// Each event keeps its local time of day across clock changes, and enrolment opens and closes as far before its start
// as before the first one's. Error{invalid, "recurrence"} when `starts` is empty or too long.
[[nodiscard]] SeriesWithEvents create_series(const Ports& ports, const Principal& principal, SeriesDraft draft);

}  // namespace domain
