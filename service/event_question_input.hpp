#pragma once
#include <vector>

#include "domain/question.hpp"
#include "service/json_object.hpp"

// What an event asks, as the JSON interface takes it.
namespace service {

// `name` is a list of {"key", "type", "label": {"fi": …}, "reason": {…}, "required"?, "choices"?: [{"key", "label"}]}.
void read_questions(JsonObject& object, std::string_view name, std::vector<domain::Question>& questions);
// `name` is a list of "name", "interpreter_language", "accessibility".
void read_person_fields(JsonObject& object, std::string_view name, domain::PersonFields& fields);

}  // namespace service
