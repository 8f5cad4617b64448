#pragma once
#include "domain/event_change.hpp"
#include "service/event_json.hpp"
#include "service/http.hpp"

// Who changed what of an event, the way back, and that it was held.
namespace service {

struct App;

// [{"field", "language", "before", "after"}], the values as the event's JSON has them; `now`: the event, for what the
// change does not tell.
[[nodiscard]] Json field_changes_json(const domain::Event& now, const domain::EventChange& change, EventReader reader,
                                      const App& app);

// `before`: the id of a change, for the page of older ones.
Reply list_history(const Request& request, App& app);
// Body `{"scope": "this" | "all"}`, or none.
Reply undo_event_change(const Request& request, App& app);
Reply close_attendance(const Request& request, App& app);
Reply reopen_attendance(const Request& request, App& app);

}  // namespace service
