#pragma once
#include <vector>

#include "service/organiser_event_form.hpp"

// The texts of an event's form: of the files organiser_event_*.cpp alone.
namespace service {

// In the languages that the console speaks, and in all that the event has words in.
[[nodiscard]] std::vector<EventTexts> event_texts_of(const domain::EventDetails& details);
[[nodiscard]] std::vector<EventTexts> read_event_texts(const Fields& fields);
void add_text_fields(Fields& fields, const EventForm& form);
void apply_event_texts(const EventForm& form, domain::EventDetails& details, domain::Violations& violations);
// Which is the original, what a machine wrote, and what is right as it is; once all texts are in `details`, the
// questions' too, and their languages are known to be tags. `before` is what the form was filled with.
void apply_text_marks(const EventForm& form, const domain::EventDetails& before, domain::EventDetails& details);

}  // namespace service
