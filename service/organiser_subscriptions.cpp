#include "ui/organiser_subscriptions.hpp"

#include "domain/delete_drafts.hpp"
#include "domain/error.hpp"
#include "domain/subscriptions.hpp"
#include "service/api_request.hpp"
#include "service/calendar_decisions.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_overview.hpp"
#include "service/subscription_input.hpp"
#include "service/subscription_worker.hpp"

namespace service {
namespace {

constexpr std::string_view list_address = "/organiser/subscriptions";
constexpr std::size_t most_events_shown = 100;

std::string page_address(domain::SubscriptionId id) {
  return std::string(list_address) + "/" + std::to_string(id.value);
}

domain::SubscriptionId id_of(const Request& request) {
  return {id_in_path(request)};
}

ui::SubscriptionRow row_of(const domain::Snapshot& snapshot, const App& app, domain::Subscription subscription,
                           bool shows_owner) {
  ui::SubscriptionRow row;
  row.counts = snapshot.subscriptions().counts(subscription.id, app.ports.clock.now());
  const auto owner = snapshot.organisations().find(subscription.organisation);
  if (shows_owner && owner) row.organisation = owner->name;
  row.subscription = std::move(subscription);
  return row;
}

Reply list_reply(const Request& request, const App& app, ui::FormState state, int status) {
  const domain::Principal& principal = signed_in(request);
  const bool everywhere = domain::may(principal, domain::Permission::administer);
  ui::SubscriptionsPage page;
  page.state = std::move(state);
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    page.rows.clear();
    if (everywhere || principal.organisation) {
      for (domain::Subscription& one :
           snapshot.subscriptions().of(everywhere ? std::nullopt : principal.organisation)) {
        page.rows.push_back(row_of(snapshot, app, std::move(one), everywhere));
      }
    }
    page.organisations = everywhere ? snapshot.organisations().all() : std::vector<domain::Organisation>{};
  });
  const ui::Console console = console_for(request, app, "subscriptions", std::string(list_address));
  return console_reply(request, app, ui::subscriptions_page(app.pages, console, page), status);
}

bool can_be_withdrawn(const domain::Principal& principal, const ui::CalendarLink& link) {
  const domain::Event& event = link.event;
  return !link.link.left && domain::may(principal, domain::Permission::edit_event, &event) &&
         event.publication_status != domain::PublicationStatus::draft &&
         event.status != domain::EventStatus::cancelled && event.confirmed_persons + event.waitlisted_persons == 0;
}

struct Typed {
  ui::FormState form{};
  std::vector<domain::Problem> refusals{};
};

Reply page_reply(const Request& request, const App& app, Typed typed, int status) {
  const domain::Principal& principal = signed_in(request);
  ui::SubscriptionPage page;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    page = {};
    std::vector<ui::CalendarLink> to_decide;
    domain::Subscription one = domain::see_subscription(snapshot, principal, id_of(request));
    page.ahead = SubscriptionWorker::ahead;
    page.problems = snapshot.subscriptions().problems_of(one.id);
    page.removed = snapshot.drafts().removed_dates(one.id, app.ports.clock.now());
    for (ui::CalendarLink& link : links_of(snapshot, principal, one, app.ports.clock.now())) {
      if (can_be_withdrawn(principal, link)) ++page.withdrawn;
      if (ui::has_no_place(link) && page.placeless.size() < most_events_shown) page.placeless.push_back(link);
      if (ui::has_news(link)) {
        to_decide.push_back(std::move(link));
      } else if (page.events.size() < most_events_shown) {
        page.events.push_back(std::move(link));
      }
    }
    page.to_decide = ask_to_decide(snapshot, principal, app.ports, std::move(to_decide));
    page.row = row_of(snapshot, app, std::move(one), domain::may(principal, domain::Permission::administer));
  });
  page.state =
      typed.form.values.empty() ? ui::FormState{subscription_fields(page.row.subscription), {}} : std::move(typed.form);
  page.refusals = std::move(typed.refusals);
  ui::Console console = console_for(request, app, "subscriptions", page_address(id_of(request)));
  // That it will be read soon is past once it could not be.
  if (!page.row.subscription.error.empty()) console.notice.clear();
  return console_reply(request, app, ui::subscription_page(app.pages, console, page), status);
}

// The work of a button, and back to the page.
Reply press_button(const Request& request, const App& app, const char* notice, const std::function<void()>& work) {
  try {
    work();
    return done(page_address(id_of(request)), notice);
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return page_reply(request, app, {.refusals = error.problems()}, status_of(error));
  }
}

// What was typed stays, but for the address, which nobody is shown again.
ui::FormState state_of(Fields fields, const domain::Error& error, bool with_address) {
  if (!with_address) std::erase_if(fields, [](const auto& field) { return field.first == "address"; });
  return form_state(std::move(fields), error);
}

}  // namespace

Reply show_subscriptions(const Request& request, App& app) {
  domain::SubscriptionDetails details;
  details.language = app.pages.catalogue().languages().empty() ? details.language : domain::LanguageTag("fi");
  return list_reply(request, app, {subscription_fields(details), {}}, 200);
}

Reply take_subscription(const Request& request, App& app) {
  const Fields fields = request.form();
  try {
    domain::SubscriptionDetails details;
    read_subscription(fields, true, details);
    const auto made = domain::create_subscription(app.ports, signed_in(request), std::move(details),
                                                  form_value(fields, "address"), chosen_organisation(fields));
    return done(page_address(made.id), "subscribed");
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return list_reply(request, app, state_of(fields, error, true), status_of(error));
  }
}

Reply show_subscription(const Request& request, App& app) {
  return page_reply(request, app, {}, 200);
}

Reply take_subscription_edit(const Request& request, App& app) {
  const Fields fields = request.form();
  try {
    domain::Violations violations;
    const auto version = input_number(form_value(fields, "version"), "version", violations);
    (void)domain::edit_subscription(
        app.ports, signed_in(request), id_of(request),
        [&](domain::SubscriptionDetails& details) { read_subscription(fields, false, details); },
        form_value(fields, "address"), version ? std::optional<std::int64_t>(*version) : std::nullopt);
    return done(page_address(id_of(request)), "saved");
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return page_reply(request, app, {.form = state_of(fields, error, false)}, status_of(error));
  }
}

Reply take_subscription_fetch(const Request& request, App& app) {
  return press_button(request, app, "fetching",
                      [&] { domain::fetch_now(app.ports, signed_in(request), id_of(request)); });
}

Reply take_subscription_pause(const Request& request, App& app) {
  const bool paused = form_value(request.form(), "paused") != "no";
  return press_button(request, app, "saved", [&] {
    (void)domain::edit_subscription(app.ports, signed_in(request), id_of(request),
                                    [&](domain::SubscriptionDetails& details) { details.paused = paused; });
  });
}

Reply take_removed_dates_back(const Request& request, App& app) {
  return press_button(request, app, "dates_come_back",
                      [&] { (void)domain::bring_removed_dates_back(app.ports, signed_in(request), id_of(request)); });
}

Reply take_subscription_removal(const Request& request, App& app) {
  const bool withdraw = form_value(request.form(), "events") == "withdraw";
  (void)domain::remove_subscription(app.ports, signed_in(request), id_of(request),
                                    withdraw ? domain::ItsEvents::withdraw : domain::ItsEvents::stay);
  return done(std::string(list_address), "unsubscribed");
}

Reply take_calendar_decision(const Request& request, App& app) {
  const domain::EventId event{id_in_path(request)};
  const Fields fields = request.form();
  const std::string action = form_value(fields, "action");
  return press(request, app, event, [&] {
    const domain::Principal& principal = signed_in(request);
    if (action == "leave") {
      domain::leave_calendar(app.ports, principal, event);
    } else {
      const auto field = domain::parse_subscribed_field(form_value(fields, "field"), "field");
      if (action == "theirs") {
        (void)domain::take_theirs(app.ports, principal, event, field);
      } else {
        domain::keep_ours(app.ports, principal, event, field);
      }
    }
    return done(address_of(event), "saved", "calendar");
  });
}

}  // namespace service
