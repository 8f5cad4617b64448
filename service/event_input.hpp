#pragma once
#include "domain/event.hpp"
#include "service/app.hpp"
#include "service/json_object.hpp"

// An event as the JSON interface takes it.
namespace service {

// Applies the members that are there as a merge patch does (RFC 7396): null takes a value away, texts and the place
// change member by member, lists are replaced. What is wrong is gathered by `object`.
//
// Times are RFC 3339; one without an offset is what a clock in the event's `time_zone` shows, the first occurrence of
// an hour that occurs twice, and "skipped_hour" for one that the clock change skips.
void apply_event_members(JsonObject& object, domain::EventDetails& details, const App& app);

// The whole of a new event, with `also` applied to the same object first. Default reminders where it names none. Throws
// Error{invalid} with everything that is wrong.
[[nodiscard]] domain::EventDetails read_new_event(const Json& body, const App& app,
                                                  const std::function<void(JsonObject&)>& also = {});
// The same for changes to `details`; `also` as above.
void read_event_change(const Json& body, domain::EventDetails& details, const App& app,
                       const std::function<void(JsonObject&)>& also = {});

// The violation for members that answers have and events are not made of, and for those nobody knows.
void refuse_other_members(JsonObject& object);

// {"fi": "…"}, applied to `text` as a merge patch.
void apply_localised(JsonObject& object, std::string_view name, std::size_t max_code_points,
                     domain::LocalisedText& text);

}  // namespace service
