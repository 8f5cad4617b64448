#pragma once
#include "domain/event_filter.hpp"
#include "service/app.hpp"
#include "service/http.hpp"
#include "ui/form.hpp"

// What the console's lists, months and calendars let through: one set of filters, kept in their addresses.
namespace service {

// Drafts included, those of the own organisation; of all of them, or of the chosen one, for who sees everything.
// Narrowed by kind, publication, theme and q of the query; a value that no page offers narrows nothing.
[[nodiscard]] domain::EventFilter own_events(const Request& request);
// The same, narrowed by `when` as the console's list is: what is over comes with the latest first.
[[nodiscard]] domain::EventFilter listed_events(const Request& request, const App& app);
// The same as a form's inputs, and `when` where a list has it.
[[nodiscard]] ui::FormState filter_state(const Request& request);
// A value of the query without white space around it; empty for none.
[[nodiscard]] std::string query_text(const Request& request, std::string_view name);
// Of whom one may choose; empty for who sees one's own alone.
[[nodiscard]] std::vector<domain::Organisation> organisations_to_filter(const Request& request,
                                                                        const domain::Snapshot& snapshot);

}  // namespace service
