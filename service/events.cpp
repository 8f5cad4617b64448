#include "service/events.hpp"

#include "domain/edit_event.hpp"
#include "domain/edit_series.hpp"
#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/event_input.hpp"
#include "service/event_json.hpp"
#include "service/event_templates.hpp"

namespace service {
namespace {

using domain::Event;

bool may_see(const std::optional<domain::Principal>& principal, const Event& event) {
  return domain::is_open_to_anyone(event) ||
         (principal && domain::may(*principal, domain::Permission::see_event, &event));
}

Event find_visible(const Request& request, const App& app) {
  std::optional<Event> event;
  const domain::EventId id = event_in_path(request);
  app.ports.store.read([&](const domain::Snapshot& snapshot) { event = snapshot.events().find(id); });
  if (!event || !may_see(request.principal, *event)) {
    throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such event");
  }
  return std::move(*event);
}

Reply event_reply(int status, const Event& event, const Request& request, const App& app) {
  const EventReader reader = reader_of(request.principal, event);
  Reply reply = json_reply(status, to_text(event_json(event, reader, app)));
  reply.headers.emplace_back("ETag", event_etag(event, reader, app));
  reply.headers.emplace_back("Cache-Control", request.principal ? "private, no-cache" : "no-cache");
  return reply;
}

domain::PublicationStatus read_publication(const Json& body) {
  domain::Violations violations;
  JsonObject object(body, "", violations);
  const auto as = object.parsed("publication_status", domain::parse_publication_status);
  object.refuse_others();
  violations.throw_if_any();
  return as.value_or(domain::PublicationStatus::open_to_all);
}

domain::SeriesScope read_scope(JsonObject& object) {
  return object.parsed("scope", domain::parse_series_scope).value_or(domain::SeriesScope::this_one);
}

// Before anything else is read: a body that is none says so when the change is.
domain::SeriesScope scope_of(const Json& body) {
  domain::Violations unheard;
  if (body.object() == nullptr) return domain::SeriesScope::this_one;
  JsonObject object(body, "", unheard);
  return read_scope(object);
}

struct Cancellation {
  domain::LocalisedText reason;
  domain::SeriesScope scope = domain::SeriesScope::this_one;
};

Cancellation read_cancellation(const Json& body) {
  constexpr std::size_t longest = 1000;
  domain::Violations violations;
  JsonObject object(body, "", violations);
  Cancellation cancellation;
  cancellation.scope = read_scope(object);
  domain::LocalisedText& reason = cancellation.reason;
  if (object.require("reason")) {
    if (object.find("reason")->text() != nullptr) {
      const auto words = object.text("reason", longest).value_or("");
      if (!words.empty()) reason.emplace(domain::LanguageTag("fi"), words);
    } else {
      apply_localised(object, "reason", longest, reason);
    }
  }
  object.refuse_others();
  throw_if_any(violations, [&] {
    if (reason.empty()) throw domain::Error(domain::ErrorKind::invalid, "required", "is required", "reason");
  });
  return cancellation;
}

}  // namespace

Reply get_event(const Request& request, App& app) {
  return event_reply(200, find_visible(request, app), request, app);
}

Reply create_event(const Request& request, App& app) {
  const Json body = read_json(request);
  domain::EventDetails details = read_event_to_make(body, request, app);
  std::vector<Event> made{domain::create_event(app.ports, signed_in(request), std::move(details))};
  take_over_template(body, request, app, made);
  const Event& event = made.front();
  Reply reply = event_reply(201, event, request, app);
  reply.headers.emplace_back("Location", event_address(event, app));
  return reply;
}

Reply change_event(const Request& request, App& app) {
  const Json body = read_json(request);
  const auto scope = scope_of(body);
  const auto change = [&](domain::EventDetails& details) {
    read_event_change(body, details, app, [](JsonObject& object) { (void)read_scope(object); });
  };
  const Event event = domain::edit_series(app.ports, signed_in(request), event_in_path(request), scope, change,
                                          version_of_if_match(request));
  return event_reply(200, event, request, app);
}

Reply publish_event(const Request& request, App& app) {
  const domain::PublicationStatus as = read_publication(read_optional_json(request));
  const Event event = domain::publish_event(app.ports, signed_in(request), event_in_path(request), as);
  return event_reply(200, event, request, app);
}

Reply cancel_event(const Request& request, App& app) {
  const Cancellation asked = read_cancellation(read_json(request));
  const Event event =
      domain::cancel_series(app.ports, signed_in(request), event_in_path(request), asked.scope, asked.reason);
  return event_reply(200, event, request, app);
}

}  // namespace service
