#pragma once
#include <optional>
#include <vector>

#include "domain/conflicts.hpp"
#include "service/http.hpp"

// What an event meets at its time (domain/conflicts.hpp). Nothing is stored.
namespace service {

struct App;

// The holidays of its day included.
[[nodiscard]] std::vector<domain::Conflict> conflicts_of(const domain::Snapshot& snapshot, const App& app,
                                                         const domain::Principal& principal,
                                                         const domain::EventDetails& details,
                                                         std::optional<domain::EventId> stored = {});

// Of each room that the place in words may be: what to ask who plans.
[[nodiscard]] std::vector<domain::Conflict> rooms_meant(const domain::Snapshot& snapshot,
                                                        const domain::Principal& principal, const domain::Place& place);

Reply list_conflicts(const Request& request, App& app);
// Of an event that is not stored yet, or of one that would be changed: `event` is its id then. Of a series (an event
// with a `recurrence`) for each date, which `start_time` names.
Reply check_conflicts(const Request& request, App& app);

}  // namespace service
