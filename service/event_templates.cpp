#include "service/event_templates.hpp"

#include <algorithm>

#include "domain/error.hpp"
#include "domain/keep_templates.hpp"
#include "domain/take_over.hpp"
#include "service/api_request.hpp"
#include "service/event_input.hpp"
#include "service/form_input.hpp"
#include "service/template_content.hpp"
#include "service/text_lengths.hpp"
#include "service/time_input.hpp"

namespace service {
namespace {

using std::chrono::year_month_day;

Json materials_json(const std::vector<domain::Material>& materials) {
  Json::Array list;
  for (const domain::Material& material : materials) {
    Json::Object object{{"id", material.id.value}, {"title", material.title}};
    if (material.language) object.push_back({"language", material.language->str()});
    object.push_back({"for_registered", material.for_registered});
    if (const auto* file = material.file()) {
      object.push_back(
          {"file", Json::Object{{"name", file->name}, {"media_type", file->media_type}, {"size", file->size}}});
    } else {
      object.push_back({"url", std::get<domain::Link>(material.content).url});
    }
    list.push_back(std::move(object));
  }
  return list;
}

Json event_template_json(const domain::EventTemplate& one, const Request& request, const App& app) {
  const auto materials = domain::materials_of_template(app.ports, signed_in(request), one.id);
  return Json::Object{{"id", one.id.value},
                      {"organisation", one.organisation.value},
                      {"name", one.name},
                      {"event", template_json(read_template(one.content, day_of_templates, app), app.ports.zones)},
                      {"materials", materials_json(materials)},
                      {"last_modified_time", domain::format_rfc3339(one.last_modified_time)},
                      {"version", one.version}};
}

Reply template_reply(int status, const domain::EventTemplate& one, const Request& request, const App& app) {
  Reply reply = json_reply(status, to_text(event_template_json(one, request, app)));
  reply.headers.emplace_back("ETag", "\"" + std::to_string(one.version) + "\"");
  reply.headers.emplace_back("Cache-Control", "private, no-cache");
  return reply;
}

domain::EventTemplateId template_in_path(const Request& request) {
  return {id_in_path(request)};
}

std::string content_of_event(const Request& request, const App& app, std::int64_t id) {
  std::optional<domain::Event> event;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { event = snapshot.events().find(domain::EventId{id}); });
  if (!event) throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such event");
  domain::require(signed_in(request), domain::Permission::edit_event, &*event);
  return template_content(*event, app.ports.zones);
}

// Beside what a merge patch may leave out, an event has to have a name.
void require_name(const domain::EventDetails& details, domain::Violations& violations) {
  violations.require(!details.name.empty(), "event.name", "required", "is required in one language at least");
}

// `content` with the patch of the member "event".
std::string patched(JsonObject& object, const std::string& content, const App& app) {
  domain::EventDetails details = read_template(content, day_of_templates, app);
  const Json* patch = object.find("event");
  if (patch == nullptr) return content;
  JsonObject event(*patch, object.path_of("event"), object.violations());
  apply_template_members(event, details, app);
  event.refuse_others();
  require_name(details, object.violations());
  return template_content(details, app.ports.zones);
}

struct NewTemplate {
  std::string name;
  std::string content;
  std::optional<domain::OrganisationId> organisation;
  std::optional<domain::EventId> from;
};

NewTemplate read_template_to_make(const Request& request, const App& app) {
  const Json body = read_json(request);
  domain::Violations violations;
  JsonObject object(body, "", violations);
  NewTemplate made;
  object.require("name");
  made.name = object.text("name", longest_line).value_or("");
  made.organisation = read_organisation(object);
  const auto from = object.id("from");
  if (from) made.from = domain::EventId{*from};
  if (!from) object.require("event");
  made.content = patched(object, from ? content_of_event(request, app, *from) : "{}", app);
  object.refuse_read_only({"id", "version", "last_modified_time"});
  object.refuse_others();
  violations.throw_if_any();
  return made;
}

domain::EventTemplate template_named(const Request& request, const App& app, std::int64_t id) {
  try {
    return domain::find_template(app.ports, signed_in(request), domain::EventTemplateId{id});
  } catch (const domain::Error& error) {
    if (error.kind() != domain::ErrorKind::not_found) throw;
    throw domain::Error(domain::ErrorKind::invalid, "unknown_template", "there is no such template", "template");
  }
}

// The day that "start_date" or "start_time" names; the first of them that is there.
std::optional<year_month_day> read_day(JsonObject& object, const std::string& zone, const domain::TimeZones& zones) {
  if (object.has("start_date")) return object.parsed("start_date", domain::parse_date);
  if (!object.require("start_time")) return {};
  const auto start = object.parsed(
      "start_time", [&](std::string_view text, std::string_view field) { return read_time(text, field, zone, zones); });
  if (!start) return {};
  return year_month_day{std::chrono::floor<std::chrono::days>(zones.to_local(*start, zone))};
}

// Whoever makes the event owns it.
void put_own_first(const Request& request, std::vector<domain::Organiser>& organisers) {
  std::ranges::stable_partition(
      organisers, [&](const domain::Organiser& organiser) { return organiser.id == signed_in(request).organisation; });
}

// Another start alone keeps the length.
void apply_members(JsonObject& object, domain::EventDetails& details, const App& app) {
  const domain::TimeZones& zones = app.ports.zones;
  const auto length =
      zones.to_local(details.end_time, details.time_zone) - zones.to_local(details.start_time, details.time_zone);
  apply_event_members(object, details, app);
  if (!object.has("start_time") || object.has("end_time") || !zones.knows(details.time_zone)) return;
  details.end_time = zones.to_utc(zones.to_local(details.start_time, details.time_zone) + length, details.time_zone);
}

}  // namespace

Reply list_event_templates(const Request& request, App& app) {
  Json::Array data;
  for (const domain::EventTemplate& one : domain::list_templates(app.ports, signed_in(request))) {
    data.push_back(event_template_json(one, request, app));
  }
  Reply reply = json_reply(200, to_text(list_json(std::move(data))));
  reply.headers.emplace_back("Cache-Control", "private, no-cache");
  return reply;
}

Reply create_event_template(const Request& request, App& app) {
  NewTemplate made = read_template_to_make(request, app);
  const auto stored = domain::create_template(app.ports, signed_in(request), std::move(made.name),
                                              std::move(made.content), made.organisation, made.from);
  Reply reply = template_reply(201, stored, request, app);
  reply.headers.emplace_back(
      "Location", app.settings.server.base_url + "/api/v1/event-templates/" + std::to_string(stored.id.value));
  return reply;
}

Reply get_event_template(const Request& request, App& app) {
  const auto found = domain::find_template(app.ports, signed_in(request), template_in_path(request));
  return template_reply(200, found, request, app);
}

Reply change_event_template(const Request& request, App& app) {
  const Json body = read_json(request);
  const auto change = [&](domain::EventTemplate& one) {
    domain::Violations violations;
    JsonObject object(body, "", violations);
    if (object.has("name")) one.name = object.text("name", longest_line).value_or("");
    if (object.has("event")) one.content = patched(object, one.content, app);
    object.refuse_read_only({"id", "organisation", "version", "last_modified_time"});
    object.refuse_others();
    violations.throw_if_any();
  };
  return template_reply(200,
                        domain::change_template(app.ports, signed_in(request), template_in_path(request), change,
                                                version_of_if_match(request)),
                        request, app);
}

Reply remove_event_template(const Request& request, App& app) {
  domain::remove_template(app.ports, signed_in(request), template_in_path(request));
  Reply reply;
  reply.status = 204;
  return reply;
}

Reply remove_event_template_material(const Request& request, App& app) {
  domain::remove_template_material(app.ports, signed_in(request), template_in_path(request),
                                   {id_in_path(request, "material")});
  Reply reply;
  reply.status = 204;
  return reply;
}

void take_over_template(const Json& body, const Request& request, const App& app, std::vector<domain::Event>& made) {
  domain::Violations read_before;
  JsonObject object(body, "", read_before);
  const auto id = object.has("template") ? object.id("template") : std::nullopt;
  if (!id) return;
  domain::take_over(app.ports, signed_in(request), domain::EventTemplateId{*id}, made, template_reader(app));
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    for (domain::Event& event : made) event = snapshot.events().find(event.id).value_or(event);
  });
}

domain::EventDetails read_event_to_make(const Json& body, const Request& request, const App& app,
                                        const std::function<void(JsonObject&)>& also) {
  if (body.find("template") == nullptr) return read_new_event(body, app, also);
  domain::Violations violations;
  JsonObject object(body, "", violations);
  if (also) also(object);
  const auto id = object.id("template");
  violations.throw_if_any();
  const domain::EventTemplate like = template_named(request, app, id.value_or(0));
  const auto zone = read_template(like.content, day_of_templates, app).time_zone;
  const auto day = read_day(object, zone, app.ports.zones);
  violations.throw_if_any();
  domain::EventDetails details = read_template(like.content, day.value_or(day_of_templates), app);
  put_own_first(request, details.organisers);
  apply_members(object, details, app);
  refuse_other_members(object);
  throw_if_any(violations, [&] { validate(details, app.ports.zones); });
  return details;
}

}  // namespace service
