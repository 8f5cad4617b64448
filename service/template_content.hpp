#pragma once
#include <chrono>
#include <functional>
#include <string>

#include "domain/event.hpp"
#include "service/app.hpp"
#include "service/json_object.hpp"

// What a template holds: an event without a date. In JSON it has the members that event_input.hpp reads, but its times
// and its publication; in their place
//   "time_of_day": "17:00", "duration_minutes": 120 (as a clock shows it),
//   "enrolment_opens" and "enrolment_closes": {"days_before": 14, "time_of_day": "09:00"} (of the day of the event).
// So it is stored and so the interface shows it.
namespace service {

// A day on which no event is: what a template holds is put there to be edited.
inline constexpr std::chrono::year_month_day day_of_templates{std::chrono::year{2001} / 1 / 1};

[[nodiscard]] Json template_json(const domain::EventDetails& details, const domain::TimeZones& zones);
[[nodiscard]] std::string template_content(const domain::EventDetails& details, const domain::TimeZones& zones);

// The event on that day, a draft. What is not there is as in a new event; what is not known (of another release, or a
// theme that is gone) is passed over.
[[nodiscard]] domain::EventDetails read_template(const std::string& content, std::chrono::year_month_day day,
                                                 const App& app);
// As domain::take_over wants it: on the day of templates.
[[nodiscard]] std::function<domain::EventDetails(const std::string& content)> template_reader(const App& app);
// Applies a merge patch to `details`, which are on day_of_templates. What is wrong is gathered by `object`.
void apply_template_members(JsonObject& object, domain::EventDetails& details, const App& app);

}  // namespace service
