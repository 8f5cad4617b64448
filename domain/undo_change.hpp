#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/edit_series.hpp"
#include "domain/event_history.hpp"

// A change is undone by another one, which puts back what the first has set, asks what the form asks, tells those
// registered, and can itself be undone.
namespace domain {

// Of the events that were changed at once.
enum class UndoScope { this_one, all };
[[nodiscard]] std::string_view to_word(UndoScope scope);  // "this", "all"
[[nodiscard]] UndoScope parse_undo_scope(std::string_view word, std::string_view field);

// Why the change is not undone, by what the event is now: the error's code; empty where it may be tried.
// "nothing_to_undo": what has no way back (made, handed in, a room's new name). "changed_since": another value stands
// there now. "event_cancelled", "attendance_closed", "event_over" (a cancelled event that would be over is not
// restored).
[[nodiscard]] std::string why_not_undone(const Event& now, const EventChange& change, Instant time);

struct UndoneDate {
  EventChange change;
  Event event;          // as it is
  Event after;          // as it will be
  std::string refusal;  // why it stays as it is; empty where it is put back
};
struct UndoPlan {
  std::vector<UndoneDate> dates;  // the one asked about first, the others by start time
  ToldPeople told;
  // Bookings that were cancelled with the event: nobody comes back by themselves.
  int lost_bookings = 0;
};

// What the same call of undo_change would do now.
[[nodiscard]] UndoPlan plan_undo(const Ports& ports, const Principal& principal, EventId event, EventChangeId change,
                                 UndoScope scope);
// One transaction. Dates that cannot be put back stay; where the one asked about cannot, Error{conflict} says why. A
// room or an interpreter who is taken meanwhile on any of them stops all, as in edit_series. Answers that one.
[[nodiscard]] Event undo_change(const Ports& ports, const Principal& principal, EventId event, EventChangeId change,
                                UndoScope scope);

}  // namespace domain
