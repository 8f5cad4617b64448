#pragma once
#include <vector>

#include "domain/error.hpp"
#include "service/app.hpp"
#include "service/http.hpp"
#include "ui/organiser_event.hpp"

namespace service {

// What an event's page brings along from a form that could not be taken.
struct OverviewForms {
  ui::FormState booking{};
  ui::FormState moving{};
  std::vector<domain::Problem> problems{};  // of a button
};

// The event's page for whoever asks: what they may not see is not read.
[[nodiscard]] Reply overview_reply(const Request& request, const App& app, domain::EventId id, OverviewForms forms,
                                   int status = 200);
// Runs the work of a button; answers what it answers, or the event's page with what came in between.
[[nodiscard]] Reply press(const Request& request, const App& app, domain::EventId id,
                          const std::function<Reply()>& work);

}  // namespace service
