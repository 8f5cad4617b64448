#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/event.hpp"

namespace domain {

// Which events; every member narrows, an absent one does not. Events come ordered by start time; with `q` those with
// every word in their name come first.
struct EventFilter {
  std::optional<Instant> from;  // ends after this
  std::optional<Instant> to;    // starts before this
  std::vector<EventKind> kinds;
  std::vector<std::string> themes;         // any of
  std::vector<LanguageTag> languages;      // held in or interpreted into any of
  std::vector<std::string> organisations;  // id or name, any of
  std::vector<std::string> municipalities;
  std::string place;  // part of the place's name, folded
  // Words, each the beginning of one in name, description, place or organisers, folded (domain/search_words.hpp).
  std::string q;
  // Registration open at this moment, and places left (not merely on the waiting list).
  std::optional<Instant> open_at;
  std::optional<SeriesId> series;
  std::vector<PublicationStatus> publication{PublicationStatus::open_to_all};
  // Only those that this organisation organises or co-organises.
  std::optional<OrganisationId> organiser;
  // Those whose attendance is closed; false: the others.
  std::optional<bool> attendance_closed = {};
  bool latest_first = false;
  std::size_t offset = 0;
  std::size_t limit = 20;
};

// To count on would cost the more the more there are.
inline constexpr std::size_t most_counted = 500;

struct EventPage {
  // Of all that the filter lets through; where there are more than `most_counted`, and more than up to this page's end:
  // so many at least.
  std::size_t count = 0;
  bool more_than_counted = false;
  std::vector<Event> events;
};

}  // namespace domain
