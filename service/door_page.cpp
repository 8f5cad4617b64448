#include "service/door_page.hpp"

#include <algorithm>

#include "domain/list_participants.hpp"
#include "domain/staff_registrations.hpp"
#include "service/api_request.hpp"
#include "service/door.hpp"
#include "service/organiser_console.hpp"
#include "service/page_context.hpp"

namespace service {
namespace {

using domain::PublicationStatus;

// Longer than any day, clock changes included.
constexpr std::chrono::hours about_a_day{26};
constexpr std::size_t most_events_a_day = 200;

struct Day {
  domain::Instant begins;
  domain::Instant ends;
};

Day today_in(const std::string& zone, const domain::Ports& ports) {
  const auto today = std::chrono::floor<std::chrono::days>(ports.zones.to_local(ports.clock.now(), zone));
  return {ports.zones.to_utc(domain::LocalTime{today}, zone),
          ports.zones.to_utc(domain::LocalTime{today + std::chrono::days{1}}, zone)};
}

bool is_today(const domain::Event& event, const domain::Ports& ports) {
  const Day today = today_in(event.time_zone, ports);
  return event.start_time < today.ends && event.end_time > today.begins;
}

// The page's worker may keep it on the device for this account, until the day is over or the session.
void allow_keeping(Reply& reply, const Request& request, const App& app, const std::string& zone) {
  if (request.session_token.empty() || !signed_in(request).account) return;
  std::optional<domain::Session> session;
  const std::string hash = app.ports.secrets.hash_token(request.session_token);
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    session = snapshot.accounts().find_session(hash, app.ports.clock.now());
  });
  if (!session) return;
  const domain::Instant until = std::min(today_in(zone, app.ports).ends, session->expires_time);
  reply.headers.emplace_back("Kutsu-Keep", "account=" + std::to_string(session->account.value) +
                                               "; until=" + std::to_string(until.time_since_epoch().count()));
}

domain::EventFilter about_today(const domain::Principal& principal, domain::Instant now) {
  domain::EventFilter filter;
  filter.from = now - about_a_day;
  filter.to = now + about_a_day;
  filter.publication = {PublicationStatus::open_to_all, PublicationStatus::unlisted, PublicationStatus::staff};
  filter.limit = most_events_a_day;
  if (!domain::may(principal, domain::Permission::administer)) {
    filter.organiser = principal.organisation.value_or(domain::OrganisationId{});
  }
  return filter;
}

ui::DoorToday read_today(const domain::Snapshot& snapshot, const domain::EventFilter& filter,
                         const domain::Ports& ports) {
  const domain::Instant now = ports.clock.now();
  ui::DoorToday today;
  for (domain::Event& event : snapshot.events().find(filter).events) {
    if (!is_today(event, ports)) continue;
    ui::DoorCard card;
    if (event.confirmed_persons + event.waitlisted_persons > 0) {
      card.count = ui::headcount_of(snapshot.registrations().of_event(event.id));
    }
    card.event = std::move(event);
    (card.event.end_time > now ? today.ahead : today.over).push_back(std::move(card));
  }
  return today;
}

std::optional<domain::Registration> last_walk_in(const std::vector<domain::Registration>& registrations,
                                                 domain::Instant now) {
  std::optional<domain::Registration> last;
  for (const domain::Registration& registration : registrations) {
    const bool undoable = registration.walk_in && registration.status != domain::RegistrationStatus::cancelled &&
                          registration.created_time + domain::time_to_undo >= now;
    if (undoable && (!last || registration.id > last->id)) last = registration;
  }
  return last;
}

ui::FormState new_walk_in(const App& app) {
  return {{{"persons", "1"}, {"once", app.ports.secrets.random_token()}}, {}};
}

}  // namespace

std::string door_address(domain::EventId event) {
  return "/organiser/door/" + std::to_string(event.value);
}

bool wants_json(const Request& request) {
  return request.header("Accept").value_or("").find("application/json") != std::string_view::npos;
}

Reply door_reply(const Request& request, const App& app, domain::EventId id, ui::FormState walk_in,
                 std::vector<domain::Problem> problems, int status) {
  auto [event, registrations] = domain::list_participants(app.ports, id, signed_in(request));
  ui::DoorList list;
  const bool keepable = status == 200 && is_today(event, app.ports);
  const std::string zone = event.time_zone;
  list.last_walk_in = last_walk_in(registrations, app.ports.clock.now());
  list.event = std::move(event);
  list.registrations = std::move(registrations);
  list.walk_in = walk_in.values.empty() ? new_walk_in(app) : std::move(walk_in);
  list.problems = std::move(problems);
  const ui::Console console = console_for(request, app, "door", door_address(id));
  Reply reply = console_reply(request, app, ui::door_page(app.pages, console, list), status);
  if (keepable) allow_keeping(reply, request, app, zone);
  // The one page that may open the camera, to read codes.
  reply.headers.emplace_back("Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=(), usb=()");
  return reply;
}

Reply at_door(const Request& request, const App& app, const std::function<Reply()>& work,
              const std::function<Reply(const domain::Error&)>& show) {
  try {
    return work();
  } catch (const domain::Error& error) {
    const bool gone = error.kind() == domain::ErrorKind::not_found;
    if (!gone && !is_mended_on_page(error)) throw;
    if (gone && !wants_json(request)) throw;
    if (!wants_json(request)) return show(error);
    const ui::Reader reader = app.pages.reader(page_language(request, app));
    return personal_reply(status_of(error), Json::Object{{"message", reader.problem(error.problems().front())},
                                                         {"code", error.problems().front().code}});
  }
}

Reply show_door_today(const Request& request, App& app) {
  const domain::EventFilter filter = about_today(signed_in(request), app.ports.clock.now());
  ui::DoorToday today;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { today = read_today(snapshot, filter, app.ports); });
  const ui::Console console = console_for(request, app, "door", "/organiser/door");
  Reply reply = console_reply(request, app, ui::door_today_page(app.pages, console, today));
  allow_keeping(reply, request, app, std::string(domain::default_time_zone));
  return reply;
}

Reply show_door(const Request& request, App& app) {
  const domain::EventId id = event_for(request, app, domain::Permission::mark_presence).id;
  return door_reply(request, app, id, {}, {}, 200);
}

}  // namespace service
