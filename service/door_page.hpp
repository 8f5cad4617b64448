#pragma once
#include <functional>
#include <string>

#include "service/app.hpp"
#include "service/http.hpp"
#include "ui/door_page.hpp"

// What the door's handlers share.
namespace service {

[[nodiscard]] std::string door_address(domain::EventId event);
// Whether a script asks.
[[nodiscard]] bool wants_json(const Request& request);
// The event's page; `walk_in` and `problems` are what a form brings along that could not be taken.
[[nodiscard]] Reply door_reply(const Request& request, const App& app, domain::EventId id, ui::FormState walk_in,
                               std::vector<domain::Problem> problems, int status);
// Runs the work of a button; what it throws is told to a script as {"message"}, with the error's status, and to a form
// by `show`.
[[nodiscard]] Reply at_door(const Request& request, const App& app, const std::function<Reply()>& work,
                            const std::function<Reply(const domain::Error&)>& show);

}  // namespace service
