#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/event.hpp"
#include "domain/event_change.hpp"

// The fields of an event as texts, one by one: what its history keeps and what a change is undone by. A new member of
// EventDetails has a row in event_fields.cpp.
namespace domain {

// What differs in the details, and what closing, cancelling and restoring change. Not where a cancelled date stands in
// its life otherwise, nor previous_start_time: these follow from the rest.
[[nodiscard]] std::vector<FieldChange> field_changes(const Event& before, const Event& after);

// As a change writes it; empty for nothing, and for a field that is not known any more.
[[nodiscard]] std::string field_value(const Event& event, std::string_view field, std::string_view language);
// Takes what field_value gave. Error{conflict, "cannot_be_undone"} for a field that is not known any more.
void set_field(Event& event, std::string_view field, std::string_view language, std::string_view value);

// The event as it was before or after the change, where that tells.
[[nodiscard]] Event as_before(Event event, const EventChange& change);
[[nodiscard]] Event as_after(Event event, const EventChange& change);

}  // namespace domain
