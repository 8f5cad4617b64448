#include "service/calendar_decisions.hpp"

#include <charconv>

#include "domain/edit_event.hpp"
#include "domain/error.hpp"
#include "domain/subscriptions.hpp"
#include "service/api_request.hpp"
#include "service/app.hpp"
#include "service/form_input.hpp"
#include "service/organiser_console.hpp"
#include "service/subscription_worker.hpp"
#include "ui/calendar_decisions.hpp"

namespace service {
namespace {

constexpr std::size_t most_at_once = 1000;

std::vector<domain::EventId> events_in(const Fields& fields) {
  std::vector<domain::EventId> events;
  for (const auto& [name, value] : fields) {
    domain::EventId id;
    if (name != "event" || events.size() == most_at_once) continue;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), id.value);
    if (error == std::errc{} && end == value.data() + value.size()) events.push_back(id);
  }
  return events;
}

// Those of them that follow it.
std::vector<domain::EventId> following(const Request& request, const App& app, domain::SubscriptionId subscription) {
  std::vector<domain::EventId> events;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    events.clear();
    (void)domain::see_subscription(snapshot, signed_in(request), subscription);
    for (const domain::EventId event : events_in(request.form())) {
      const auto link = snapshot.subscriptions().of_event(event);
      if (link && link->subscription == subscription) events.push_back(event);
    }
  });
  return events;
}

void decide(const App& app, const domain::Principal& principal, domain::EventId event, const Fields& fields) {
  const std::string action = form_value(fields, "action");
  if (action == "leave") return domain::leave_calendar(app.ports, principal, event);
  if (action == "cancel") {
    (void)domain::cancel_event(app.ports, principal, event, step_words(app.pages).cancelled);
    return;
  }
  const auto field = domain::parse_subscribed_field(form_value(fields, "field"), "field");
  if (action == "theirs") {
    (void)domain::take_theirs(app.ports, principal, event, field);
  } else {
    domain::keep_ours(app.ports, principal, event, field);
  }
}

}  // namespace

std::vector<ui::CalendarQuestion> ask_to_decide(const domain::Snapshot& snapshot, const domain::Principal& principal,
                                                const domain::Ports& ports, std::vector<ui::CalendarLink> links) {
  std::vector<ui::CalendarQuestion> questions = ui::questions_of(std::move(links));
  for (ui::CalendarQuestion& question : questions) {
    if (question.wants.empty()) continue;
    domain::DecisionPlan cancelling;
    std::map<domain::SubscribedField, domain::DecisionPlan> taking;
    for (const auto& [event, link, subscription] : question.dates) {
      if (!domain::may(principal, domain::Permission::edit_event, &event)) continue;
      if (question.wants != "open") cancelling.cancel(snapshot, ports, event);
      for (const domain::SubscribedField field : link.open)
        taking[field].take(snapshot, ports, event, link, subscription.language, field);
    }
    question.if_cancelled = cancelling.consequences();
    for (const auto& [field, plan] : taking) question.if_taken[field] = plan.consequences();
  }
  return questions;
}

Reply take_calendar_decisions(const Request& request, App& app) {
  const domain::SubscriptionId subscription{id_in_path(request)};
  const Fields fields = request.form();
  bool all = true;
  for (const domain::EventId event : following(request, app, subscription)) {
    // What is in the way of one is shown there, and holds up no other.
    try {
      decide(app, signed_in(request), event, fields);
    } catch (const domain::Error& error) {
      if (!is_mended_on_page(error)) throw;
      all = false;
    }
  }
  return done("/organiser/subscriptions/" + std::to_string(subscription.value), all ? "decided" : "decided_in_part");
}

}  // namespace service
