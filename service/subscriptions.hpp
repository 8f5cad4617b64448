#pragma once
#include "service/http.hpp"

// Calendars that are subscribed to, as JSON.
namespace service {

struct App;

Reply list_subscriptions(const Request& request, App& app);
Reply create_subscription(const Request& request, App& app);
Reply get_subscription(const Request& request, App& app);
Reply change_subscription(const Request& request, App& app);
// `events`: stay (as it is without) or withdraw.
Reply remove_subscription(const Request& request, App& app);
Reply fetch_subscription(const Request& request, App& app);
// What becomes of a difference between an event and its calendar.
Reply decide_on_calendar(const Request& request, App& app);

}  // namespace service
