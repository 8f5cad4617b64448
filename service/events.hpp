#pragma once
#include "service/http.hpp"

// /api/v1/events: what anybody reads and organisers change.
namespace service {

struct App;

// A page of the list; kept for readers who are not signed in. Those who are may ask for other events than public ones
// with `publication_status` (several): drafts and unlisted ones of their own organisation, staff ones of all.
Reply list_events(const Request& request, App& app);
Reply get_event(const Request& request, App& app);
Reply create_event(const Request& request, App& app);
// A merge patch (RFC 7396); with If-Match only the version it names.
Reply change_event(const Request& request, App& app);
// Body optional: {"publication_status": "public" | "unlisted" | "staff"}.
Reply publish_event(const Request& request, App& app);
// {"reason": {"fi": "…"}}; a plain text is taken as Finnish.
Reply cancel_event(const Request& request, App& app);

}  // namespace service
