#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/event.hpp"

namespace domain {

// Which events; every member narrows, an absent one does not. Events come ordered by start time, then id.
struct EventFilter {
  std::optional<Instant> from;  // ends after this
  std::optional<Instant> to;    // starts before this
  std::vector<EventKind> kinds;
  std::vector<std::string> themes;         // any of
  std::vector<LanguageTag> languages;      // held in or interpreted into any of
  std::vector<std::string> organisations;  // id or name, any of
  std::vector<std::string> municipalities;
  std::string place;  // part of the place's name, ignoring case
  std::string q;      // words, each somewhere in name, description, place or organisers, ignoring case
  // Registration open at this moment, and places left (not merely on the waiting list).
  std::optional<Instant> open_at;
  std::optional<SeriesId> series;
  std::vector<PublicationStatus> publication{PublicationStatus::open_to_all};
  // Only those that this organisation organises or co-organises.
  std::optional<OrganisationId> organiser;
  std::size_t offset = 0;
  std::size_t limit = 20;
};

struct EventPage {
  std::size_t count = 0;  // of all that the filter lets through
  std::vector<Event> events;
};

}  // namespace domain
