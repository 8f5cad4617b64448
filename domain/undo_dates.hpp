#pragma once
#include <map>
#include <vector>

#include "domain/event_work.hpp"
#include "domain/undo_change.hpp"

// What undo_change.hpp does with each date.
namespace domain {

// What was found to be in the way of dates, while they were tried.
using InTheWay = std::map<EventId, Problem>;

// The change, and where all are asked for those that came about with it, by start time; each event once. With why some
// of them stay.
[[nodiscard]] std::vector<UndoneDate> undone_dates(const Snapshot& snapshot, const Principal& principal, EventId event,
                                                   EventChangeId change, UndoScope scope, Instant now);
// What people are told where it is put back.
[[nodiscard]] std::optional<MessageKind> notice_of(const UndoneDate& date);
// Whether its room and its interpreters have to be looked at again.
[[nodiscard]] bool takes_place_anew(const UndoneDate& date);
// `date.event` is locked, and is what it was before from then on.
void put_back(Transaction& tx, const Ports& ports, const Principal& principal, UndoneDate& date, Notices& notices);

}  // namespace domain
