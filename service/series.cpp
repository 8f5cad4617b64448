#include "service/series.hpp"

#include "calendar/recurrence.hpp"
#include "domain/edit_event.hpp"
#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/event_input.hpp"
#include "service/event_json.hpp"

namespace service {
namespace {

constexpr std::size_t longest_rule = 500;
constexpr std::size_t most_exceptions = 400;

void read_recurrence(JsonObject& object, domain::SeriesDraft& draft) {
  object.require("recurrence");
  draft.recurrence = object.text("recurrence", longest_rule).value_or("");
  object.each("exceptions", most_exceptions, [&](const Json& item, const std::string& path) {
    const auto text = read_text(item, path, 10, object.violations());
    if (text) {
      gather(object.violations(), [&] { draft.exceptions.push_back(domain::parse_date(*text, path)); });
    }
  });
}

domain::SeriesDraft read_series(const Json& body, const App& app) {
  domain::SeriesDraft draft;
  draft.details = read_new_event(body, app, [&](JsonObject& object) { read_recurrence(object, draft); });
  const std::string& zone = draft.details.time_zone;
  const domain::LocalTime first = app.ports.zones.to_local(draft.details.start_time, zone);
  draft.starts = calendar::expand(draft.recurrence, first, draft.exceptions, domain::maximum_series_length, zone);
  return draft;
}

Json series_json(const domain::Series& series, const std::vector<domain::Event>& events, const Request& request,
                 const App& app) {
  Json::Array exceptions;
  for (const auto& date : series.exceptions) exceptions.emplace_back(domain::format_date(date));
  Json::Array items;
  for (const domain::Event& event : events) {
    items.push_back(event_json(event, reader_of(request.principal, event), app));
  }
  return Json::Object{{"id", series.id.value},
                      {"name", localised_json(series.name)},
                      {"recurrence", series.recurrence},
                      {"exceptions", std::move(exceptions)},
                      {"events", std::move(items)}};
}

// Public ones for anybody; for staff also staff ones; for the organisers' own staff all of them.
bool is_listed_for(const std::optional<domain::Principal>& principal, const domain::Event& event) {
  return event.publication_status == domain::PublicationStatus::open_to_all ||
         (principal && domain::may(*principal, domain::Permission::see_event, &event));
}

}  // namespace

Reply create_series(const Request& request, App& app) {
  domain::SeriesDraft draft = read_series(read_json(request), app);
  const auto made = domain::create_series(app.ports, signed_in(request), std::move(draft));
  Reply reply = json_reply(201, to_text(series_json(made.series, made.events, request, app)));
  reply.headers.emplace_back("Location",
                             app.settings.server.base_url + "/api/v1/series/" + std::to_string(made.series.id.value));
  return reply;
}

Reply get_series(const Request& request, App& app) {
  const domain::SeriesId id{id_in_path(request)};
  std::optional<domain::Series> series;
  domain::EventFilter filter;
  filter.series = id;
  filter.limit = domain::maximum_series_length;
  filter.publication = {domain::PublicationStatus::open_to_all, domain::PublicationStatus::unlisted,
                        domain::PublicationStatus::staff, domain::PublicationStatus::draft};
  std::vector<domain::Event> events;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    series = snapshot.events().find(id);
    events = snapshot.events().find(filter).events;
  });
  std::erase_if(events, [&](const domain::Event& event) { return !is_listed_for(request.principal, event); });
  if (!series || events.empty()) {
    throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such series");
  }
  Reply reply = json_reply(200, to_text(series_json(*series, events, request, app)));
  reply.headers.emplace_back("Cache-Control", request.principal ? "private, no-cache" : "no-cache");
  return reply;
}

}  // namespace service
