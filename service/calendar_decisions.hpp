#pragma once
#include "service/http.hpp"
#include "ui/organiser_subscriptions.hpp"

namespace service {

struct App;

// What waits for a decision, and what follows from each answer for several dates; of dates that the principal may not
// edit nothing follows.
[[nodiscard]] std::vector<ui::CalendarQuestion> ask_to_decide(const domain::Snapshot& snapshot,
                                                              const domain::Principal& principal,
                                                              const domain::Ports& ports,
                                                              std::vector<ui::CalendarLink> links);

// Of several events that follow one calendar, `event` each: `action` is theirs or ours, for `field`, leave, or cancel.
Reply take_calendar_decisions(const Request& request, App& app);

}  // namespace service
