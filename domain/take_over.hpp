#pragma once
#include <functional>
#include <string>
#include <vector>

#include "domain/access.hpp"
#include "domain/event.hpp"
#include "domain/ports.hpp"

namespace domain {

// What new events take over from the one that their form was filled in with, and that the form does not hold: which of
// its texts are older than the original, and its materials. `made`: one event, or the dates of one series. Nothing
// where there is no such event, or the principal may not edit it.
void take_over(const Ports& ports, const Principal& principal, EventId from, std::vector<Event> made);
// The same from the template that they began with, whose content `read` understands. Nothing where it is gone, or not
// the principal's to use.
void take_over(const Ports& ports, const Principal& principal, EventTemplateId from, std::vector<Event> made,
               const std::function<EventDetails(const std::string& content)>& read);

}  // namespace domain
