#pragma once
#include <map>
#include <string>
#include <vector>

#include "domain/edit_event.hpp"
#include "domain/original_visibility.hpp"

// Changes of one date of a series that concern others, too.
namespace domain {

// Of the dates that begin no earlier than the one at hand, or of all; that one always included.
enum class SeriesScope { this_one, following, all };
[[nodiscard]] std::string_view to_word(SeriesScope scope);  // "this", "following", "all"
[[nodiscard]] SeriesScope parse_series_scope(std::string_view word, std::string_view field);

// `before` → `after` is what was changed of one date. `other` takes over each field that was changed and that still has
// there the value of `before`; what is different there was changed by hand, stays, and is named in `kept` ("location").
// The time of day and the length are compared as a clock shows them; a start moved to another weekday moves those of
// the same weekday by as many days.
[[nodiscard]] EventDetails carried_over(const EventDetails& before, const EventDetails& after,
                                        const EventDetails& other, const TimeZones& zones,
                                        std::vector<std::string>* kept = nullptr);

// The fields that differ, by the same names.
[[nodiscard]] std::vector<std::string> changed_fields(const EventDetails& before, const EventDetails& after,
                                                      const TimeZones& zones);

// What becomes of a date. `own`: it is the one that was changed. Those that have begun, that are cancelled or that
// belong to others stay as they are.
enum class DateFate { own, changes, stays, begun, cancelled, not_ours };

struct PlannedDate {
  Event event;         // as stored
  EventDetails after;  // as it will be
  DateFate fate = DateFate::stays;
  std::vector<std::string> kept;  // fields that were changed by hand here
};

// Who hears of it.
struct ToldPeople {
  int parties = 0;  // each gets one message for each way to reach them
  int persons = 0;
  int waiting_persons = 0;               // of those
  int unreachable = 0;                   // parties without phone and email, not among the others
  std::map<LanguageTag, int> languages;  // of parties
  int interpreters = 0;
};

struct SeriesPlan {
  std::vector<PlannedDate> dates;  // by start time
  ToldPeople told;
};

// What the same call of edit_series would do now; nothing is stored.
[[nodiscard]] SeriesPlan plan_series_edit(const Ports& ports, const Principal& principal, EventId id, SeriesScope scope,
                                          const std::function<void(EventDetails&)>& change);
[[nodiscard]] SeriesPlan plan_series_cancellation(const Ports& ports, const Principal& principal, EventId id,
                                                  SeriesScope scope);

// As edit_event for the date `id`, and carried over to the others. One transaction; a party that is registered for
// several of the dates is told once. Answers the date itself.
[[nodiscard]] Event edit_series(const Ports& ports, const Principal& principal, EventId id, SeriesScope scope,
                                const std::function<void(EventDetails&)>& change,
                                std::optional<std::int64_t> if_version = {});
// As cancel_event.
[[nodiscard]] Event cancel_series(const Ports& ports, const Principal& principal, EventId id, SeriesScope scope,
                                  const LocalisedText& reason);
// Publishes every draft of the series that is not over; answers how many. Error{conflict, "original_unknown"} where
// `as` leaves it to the originals, and of one nobody knows who saw it.
int publish_series(const Ports& ports, const Principal& principal, SeriesId id, PublishAs as);

// More dates like the event `like`, which is one of the series: its details, another start. Error{invalid,
// "recurrence"} without dates or when the series becomes too long.
[[nodiscard]] std::vector<Event> add_dates(const Ports& ports, const Principal& principal, EventId like,
                                           const std::vector<LocalTime>& starts);

}  // namespace domain
