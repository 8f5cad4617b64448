#pragma once
#include <functional>
#include <optional>

#include "domain/edit_series.hpp"
#include "service/app.hpp"
#include "service/http.hpp"
#include "ui/organiser_event_form.hpp"

// A date of a series changed in the console: alone, or others with it.
namespace service {

// How many dates are to come, from this one on and in all; nothing where it is alone.
[[nodiscard]] std::optional<ui::SeriesScopes> scopes_of(const domain::Event& event, const App& app);
// What the form says; `this_one` where it says nothing.
[[nodiscard]] domain::SeriesScope scope_in(const Fields& fields);
// What a link to the form says (?scope=following); `this_one` where it says nothing, or there are no others.
[[nodiscard]] domain::SeriesScope scope_asked(const Request& request, const domain::Event& event, const App& app);
// Shows what `change` means for the dates of the scope, and what they meet where they go; `fields` are carried on to be
// stored. `refusal`: why it could not be.
[[nodiscard]] Reply series_change_reply(const Request& request, const App& app, domain::EventId event,
                                        const Fields& fields, const std::function<void(domain::EventDetails&)>& change,
                                        const domain::Error* refusal = nullptr);

}  // namespace service
