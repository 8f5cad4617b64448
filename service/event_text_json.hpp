#pragma once
#include "domain/event.hpp"
#include "service/event_json.hpp"
#include "service/json_object.hpp"

// Of an event's texts in the JSON interface: which is the original, what a machine wrote, what has to be seen to.
namespace service {

// "original_language", "machine_translated" where something is, and for staff "translations" where something lacks.
void add_text_marks(Json::Object& object, const domain::Event& event, EventReader reader);
// The first two, and "checked_languages"; once the texts themselves are in `details`.
void read_text_marks(JsonObject& object, domain::EventDetails& details);

}  // namespace service
