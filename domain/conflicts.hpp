#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/access.hpp"
#include "domain/event.hpp"
#include "domain/holidays.hpp"
#include "domain/room.hpp"
#include "domain/store.hpp"

// What an event meets at its time. Hard conflicts are never stored (require_free.hpp); the others are advice.
namespace domain {

enum class ConflictKind {
  room_taken,         // hard
  interpreter_busy,   // hard unless it is only offered; the way between the places counted
  same_place,         // another event at a place of the same name: in words, which are held by nobody
  same_organisation,  // another event of an organiser: is there staff for both?
  same_audience,      // another event of the municipality with the same theme in the same language
  room_too_small,
  public_holiday,
  school_holiday,
  known_room  // its place in words may be a room that is kept (known_rooms.hpp)
};
[[nodiscard]] std::string_view to_word(ConflictKind kind);

struct Conflict {
  ConflictKind kind = ConflictKind::room_taken;
  // The other one, where the principal may know of it: of another organisation's draft only the hard fact is told.
  std::optional<Event> event = {};
  std::string interpreter = {};           // of interpreter_busy: whose name
  std::optional<int> room_capacity = {};  // of room_too_small
  std::string holiday = {};               // of public_holiday: Holidays' code
  LocalisedText holiday_name = {};        // of school_holiday
  std::optional<Room> room = {};          // of known_room
  bool is_only_offered = false;           // of interpreter_busy: an offer holds nobody
};
[[nodiscard]] bool is_hard(const Conflict& conflict);

// Of each kind of advice at most.
inline constexpr std::size_t most_advice = 5;

// Of an event with these details; `stored`: the one that it is, which does not conflict with itself. Hard ones first.
[[nodiscard]] std::vector<Conflict> find_conflicts(const Snapshot& snapshot, const Principal& principal,
                                                   const EventDetails& details, std::optional<EventId> stored = {});
// Public holidays, and the municipality's school holidays, on the day that a clock there shows.
[[nodiscard]] std::vector<Conflict> find_holidays(const Holidays& holidays, const TimeZones& zones,
                                                  const EventDetails& details);

}  // namespace domain
