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
// there now. "material_gone", "file_not_kept", "calendar_gone". "event_cancelled", "attendance_closed", "event_over" (a
// cancelled event that would be over is not restored).
[[nodiscard]] std::string why_not_undone(const Snapshot& snapshot, const Event& now, const EventChange& change,
                                         Instant time);

struct UndoneDate {
  EventChange change;
  Event event;  // as it is
  Event after;  // as it will be
  // Why it stays as it is: the error's code; empty where it is put back.
  std::string refusal = {};
  std::int64_t in_the_way = 0;  // the value of an EventId, as in Problem
};
struct UndoPlan {
  UndoScope scope = UndoScope::this_one;
  std::vector<UndoneDate> dates;  // the one asked about first, the others by start time
  ToldPeople told;
  // Bookings that were cancelled with the event: nobody comes back by themselves.
  int lost_bookings = 0;
};

// How many of them are put back.
[[nodiscard]] std::size_t put_back_of(const std::vector<UndoneDate>& dates);

// What the same call of undo_change would do now, rooms and interpreters looked at: it is done, and not kept. A plan
// that puts nothing back says why by its first date.
[[nodiscard]] UndoPlan plan_undo(const Ports& ports, const Principal& principal, EventId event, EventChangeId change,
                                 UndoScope scope);

struct Undone {
  Event event;                    // the one asked about, as it is now
  std::vector<UndoneDate> dates;  // as in the plan; `event` as it is now
};
// One transaction. Dates that cannot be put back stay, those whose room or interpreter is taken among them; the others
// go back. Where none can, Error{conflict} says why, of the one asked about. A material of a whole series is one for
// all its dates, whatever the scope.
Undone undo_change(const Ports& ports, const Principal& principal, EventId event, EventChangeId change,
                   UndoScope scope);

}  // namespace domain
