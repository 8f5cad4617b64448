#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "domain/event.hpp"

namespace domain {

// When an event is, without the event.
struct Slot {
  EventId event;
  Instant start_time;
  Instant end_time;
  PublicationStatus publication = PublicationStatus::draft;
  friend bool operator==(const Slot&, const Slot&) = default;
};

// Whom an event is for: an event of the municipality with any of the themes that is held in, or interpreted into, any
// of the languages.
struct Audience {
  std::string municipality;
  std::vector<std::string> themes;
  std::vector<LanguageTag> languages;
};

// After everything that can be entered.
inline constexpr Instant end_of_time = std::chrono::sys_days{std::chrono::year{2200} / 1 / 1};

// What happens at the same time: events that are not cancelled and overlap [from, to), drafts included, by start time.
class Timetable {
 public:
  virtual ~Timetable() = default;
  [[nodiscard]] virtual std::vector<Slot> in_room(RoomId room, Instant from, Instant to) const = 0;
  // Organised or co-organised by any of them; at most `limit`.
  [[nodiscard]] virtual std::vector<Slot> of_organisations(std::span<const OrganisationId> organisations, Instant from,
                                                           Instant to, std::size_t limit) const = 0;
  // At a place of that name, as fold_text (search_words.hpp) has it, in a room or not; at most `limit`.
  [[nodiscard]] virtual std::vector<Slot> at_place(const std::string& folded_name, Instant from, Instant to,
                                                   std::size_t limit) const = 0;
  // At most `limit`.
  [[nodiscard]] virtual std::vector<Slot> for_audience(const Audience& audience, Instant from, Instant to,
                                                       std::size_t limit) const = 0;
};

}  // namespace domain
