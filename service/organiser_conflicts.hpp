#pragma once
#include <optional>

#include "domain/ids.hpp"
#include "service/app.hpp"
#include "service/organiser_event_form.hpp"
#include "service/organiser_repeat.hpp"
#include "ui/organiser_event_form.hpp"
#include "ui/organiser_series.hpp"

namespace service {

// What the form's page shows beside the form: the rooms to choose from, and what an event as typed would meet, as far
// as it can be read. `stored`: the event that is being edited.
void add_planning(const Request& request, const App& app, const EventForm& form, std::optional<domain::EventId> stored,
                  ui::EventFormPage& page);

// What each date of a series would meet, and what all of them do.
void add_conflicts(const Request& request, const App& app, const domain::EventDetails& details,
                   ui::SeriesPreview& page);
// Those on which the room of `details` is taken, where they are in one.
[[nodiscard]] MarkTaken taken_rooms(const App& app, const domain::EventDetails& details);

}  // namespace service
