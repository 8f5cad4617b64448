#include "service/door.hpp"

#include <charconv>

#include "domain/error.hpp"
#include "domain/manage_token.hpp"
#include "domain/register_participants.hpp"
#include "domain/staff_registrations.hpp"
#include "domain/text.hpp"
#include "service/api_request.hpp"
#include "service/consent_wordings.hpp"
#include "service/door_input.hpp"
#include "service/door_page.hpp"
#include "service/form_input.hpp"
#include "service/organiser_console.hpp"
#include "service/page_context.hpp"

namespace service {
namespace {

using domain::Permission;
using domain::Registration;

std::int64_t form_id(const Fields& fields, std::string_view name) {
  const std::string text = form_value(fields, name);
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc{} || end != text.data() + text.size() || id <= 0) {
    throw domain::Error(domain::ErrorKind::invalid, "number", "must be the number of one", std::string(name));
  }
  return id;
}

// The registration that the form names, where it is this event's.
Registration named_registration(const Fields& fields, const App& app, domain::EventId event) {
  const domain::RegistrationId id{form_id(fields, "registration")};
  std::optional<Registration> registration;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { registration = snapshot.registrations().find(id); });
  if (!registration || registration->event != event) {
    throw domain::Error(domain::ErrorKind::not_found, "not_found", "the event has no such registration");
  }
  return std::move(*registration);
}

// The event's page with what came in between.
auto on_page(const Request& request, const App& app, domain::EventId event) {
  return [&request, &app, event](const domain::Error& error) {
    return door_reply(request, app, event, {}, error.problems(), status_of(error));
  };
}

Reply to_row(domain::EventId event, const std::string& row) {
  return see_other(door_address(event) + "#" + row);
}

std::string idempotency_key(const Request& request, const Fields& fields) {
  const auto header = request.header("Idempotency-Key");
  return header ? domain::clean_text(*header, "Idempotency-Key", 255) : form_value(fields, "once");
}

// The form's inputs are the party's, by other names.
std::vector<domain::Problem> in_form(std::vector<domain::Problem> problems) {
  for (domain::Problem& problem : problems) {
    if (problem.field.ends_with("name")) problem.field = "name";
    if (problem.field.ends_with("child_age")) problem.field = "child_ages";
  }
  return problems;
}

Json walk_in_json(const Registration& registration) {
  Json::Array persons;
  for (const domain::Person& person : registration.persons) persons.emplace_back(person.id.value);
  return Json::Object{{"registration", registration.id.value}, {"persons", std::move(persons)}};
}

// As it is stored: the receipt's persons have no ids yet.
Registration stored(const App& app, domain::RegistrationId id) {
  std::optional<Registration> registration;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { registration = snapshot.registrations().find(id); });
  if (!registration) throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such registration");
  return std::move(*registration);
}

}  // namespace

Reply take_door_presence(const Request& request, App& app) {
  const domain::EventId event = event_for(request, app, Permission::mark_presence).id;
  const Fields fields = request.form();
  const auto work = [&] {
    const auto status = domain::parse_presence_status(form_value(fields, "presence_status"), "presence_status");
    const Registration registration = named_registration(fields, app, event);
    std::vector<domain::PersonId> persons;
    if (form_has(fields, "person")) {
      persons.push_back({form_id(fields, "person")});
    } else {
      for (const domain::Person& person : registration.persons) persons.push_back(person.id);
    }
    for (const domain::PersonId person : persons) {
      domain::record_presence(app.ports, registration.id, person, status, signed_in(request));
    }
    if (wants_json(request)) return personal_reply(200, Json::Object{{"presence_status", to_word(status)}});
    return to_row(event, persons.size() == 1 ? "person-" + std::to_string(persons.front().value)
                                             : "registration-" + std::to_string(registration.id.value));
  };
  return at_door(request, app, work, on_page(request, app, event));
}

Reply take_walk_in(const Request& request, App& app) {
  const domain::EventId event = event_for(request, app, Permission::mark_presence).id;
  const Fields fields = request.form();
  const auto work = [&] {
    auto wanted = read_walk_in(fields, event, idempotency_key(request, fields));
    set_told_at_door(wanted, app.pages, page_language(request, app));
    const auto receipt = domain::register_participants(app.ports, wanted, &signed_in(request));
    if (!wants_json(request)) return done(door_address(event), "walk_in", "walk-in");
    return personal_reply(receipt.repeated ? 200 : 201, walk_in_json(stored(app, receipt.registration.id)));
  };
  return at_door(request, app, work, [&](const domain::Error& error) {
    ui::FormState typed{fields, in_form(error.problems())};
    typed.values.emplace_back(ui::unread_ages, unread_ages(fields));
    return door_reply(request, app, event, std::move(typed), {}, status_of(error));
  });
}

Reply take_walk_in_undo(const Request& request, App& app) {
  const domain::EventId event = event_for(request, app, Permission::mark_presence).id;
  const Fields fields = request.form();
  const auto work = [&] {
    domain::undo_registration(app.ports, named_registration(fields, app, event).id, signed_in(request));
    if (wants_json(request)) return personal_reply(200, Json::Object{{"undone", true}});
    return done(door_address(event), "walk_in_undone", "walk-in");
  };
  return at_door(request, app, work, on_page(request, app, event));
}

Reply take_scan(const Request& request, App& app) {
  const domain::Event event = event_for(request, app, Permission::mark_presence);
  const std::string hash = domain::manage_token_hash(app.ports.secrets, form_value(request.form(), "token"));
  std::optional<Registration> registration;
  std::optional<domain::Event> other;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    registration = snapshot.registrations().find_by_token_hash(hash);
    if (registration && registration->event != event.id) other = snapshot.events().find(registration->event);
  });
  if (other && domain::may(signed_in(request), Permission::mark_presence, &*other)) {
    const ui::Reader reader = app.pages.reader(page_language(request, app));
    return personal_reply(200, Json::Object{{"result", "other_event"}, {"event", ui::door_event_name(*other, reader)}});
  }
  if (!registration || registration->event != event.id) return personal_reply(200, Json::Object{{"result", "unknown"}});
  if (registration->status == domain::RegistrationStatus::cancelled) {
    return personal_reply(200, Json::Object{{"result", "cancelled"}});
  }
  return personal_reply(200, Json::Object{{"result", "found"}, {"registration", registration->id.value}});
}

}  // namespace service
