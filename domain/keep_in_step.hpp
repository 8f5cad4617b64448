#pragma once
#include <cstddef>
#include <functional>
#include <vector>

#include "domain/access.hpp"
#include "domain/merge_content.hpp"
#include "domain/ports.hpp"

// The programme follows a calendar that was read.
namespace domain {

// Words that data lack.
struct StepWords {
  ThemeOf theme_of;
  LocalisedText cancelled;  // why an event is cancelled that its calendar cancels
};

struct StepResult {
  std::size_t created = 0;
  std::size_t changed = 0;   // events
  std::size_t vanished = 0;  // that had not vanished before
  bool finished = false;     // false where it was stopped, or the subscription was changed or claimed meanwhile
  std::vector<ForeignProblem> problems;  // dates that could not be taken
};

// Every date is a transaction of its own, so that one that cannot be taken holds up no other. What became of it:
// - a new one becomes an event, unless it is over or cancelled; where the organisation wants approval it is handed in;
// - one that the organisation has in the programme already (known_dates.hpp) follows from now on, and stays as it is,
//   also where it is cancelled there: then an organiser decides;
// - a changed one is followed field by field, but where the field was changed here since (merge_content.hpp), or where
//   a room or an interpreter is not free then; whoever is registered is told as of any change, and when registration
//   opens and closes moves along (move_event.hpp);
// - a cancelled one is cancelled here where nobody is registered and no interpreter is booked, and takes place again
//   once the calendar says so; else it is marked, and an organiser decides;
// - one that its organisation organises no more is left alone;
// - one whose event was deleted here (delete_drafts.hpp) stays away, but one that vanished, was cancelled here and is
//   there again under another UID is a new one;
// - one that is not there any more is marked, once the calendar was read completely; the event stays as it is. What is
//   there but cannot be read is not marked, and no longer where it was.
[[nodiscard]] StepResult keep_in_step(const Ports& ports, const Subscription& claimed, const ForeignCalendar& calendar,
                                      const ForeignWindow& window, const StepWords& words,
                                      const std::function<bool()>& stopping);

// As whom a calendar's changes are made.
[[nodiscard]] Principal acting_for(const Snapshot& snapshot, const Subscription& subscription);

}  // namespace domain
