#pragma once
#include "domain/edit_event.hpp"
#include "service/http.hpp"
#include "service/json.hpp"

// /api/v1/series: a recurring activity and the events that its rule made.
namespace service {

struct App;

// The body of a new series, with the dates on which it is held. Throws Error{invalid} with everything that is wrong.
[[nodiscard]] domain::SeriesDraft read_series(const Json& body, const Request& request, const App& app);

// An event's body plus `recurrence` (an RRULE's value), `exceptions` (dates), `without_public_holidays` and
// `without_school_holidays_of` (a municipality). start_time is where the rule begins.
Reply create_series(const Request& request, App& app);
// More dates, like the last one, from `start_date` on by a `recurrence` of their own.
Reply add_series_dates(const Request& request, App& app);
// Its events as far as the reader may see them.
Reply get_series(const Request& request, App& app);

}  // namespace service
