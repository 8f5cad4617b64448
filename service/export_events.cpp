#include "service/export_events.hpp"

#include "calendar/icalendar.hpp"
#include "domain/error.hpp"
#include "service/calendar_words.hpp"
#include "service/event_json.hpp"
#include "service/event_query.hpp"
#include "service/export_programme.hpp"
#include "service/export_reply.hpp"
#include "service/organiser_filter.hpp"
#include "service/page_context.hpp"
#include "service/uri.hpp"

namespace service {
namespace {

std::vector<domain::Event> find_all(domain::EventFilter filter, const App& app) {
  filter.offset = 0;
  filter.limit = most_exported + 1;
  domain::EventPage page;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { page = snapshot.events().find(filter); });
  if (page.events.size() > most_exported) {
    throw domain::Error(domain::ErrorKind::invalid, "export_too_large",
                        "are more than " + std::to_string(most_exported) + " events; narrow the list");
  }
  return std::move(page.events);
}

std::string json_file(const std::vector<domain::Event>& events, const Request& request, const App& app) {
  Json::Array data;
  for (const domain::Event& event : events) {
    data.push_back(event_json(event, reader_of(request.principal, event), app));
  }
  const Json::Object meta{{"count", data.size()}, {"next", {}}, {"previous", {}}};
  return to_text(Json::Object{{"meta", meta}, {"data", std::move(data)}});
}

std::string calendar_file(const std::vector<domain::Event>& events, const Request& request, const App& app) {
  const CalendarWords words(app.pages.reader(page_language(request, app)), app.settings.server.base_url);
  return app.calendars.feed({app.settings.organisation_name, {}}, events, words, calendar::Cancelled::by_status,
                            words.language().str());
}

Reply events_file(const domain::EventFilter& filter, const Request& request, const App& app) {
  const ExportFormat format = format_of(request, {"csv", "xlsx", "json", "ics"});
  const std::vector<domain::Event> events = find_all(filter, app);
  const std::string name = "kutsu-" + today(app);
  if (format == ExportFormat::json) return file_reply(format, name, json_file(events, request, app));
  if (format == ExportFormat::ics) return file_reply(format, name, calendar_file(events, request, app));
  return file_reply(format, name, programme_table(events, request.principal, app));
}

}  // namespace

Reply export_events(const Request& request, App& app) {
  const auto render = [&] { return events_file(parse_listed_events(request, app, {"lang"}), request, app); };
  if (request.principal) {
    Reply reply = render();
    reply.headers.emplace_back("Cache-Control", "private, no-store");
    return reply;
  }
  std::string key = request.path + " " + page_language(request, app).str();
  for (const auto& [name, value] : request.query) key += "&" + percent_encode(name) + "=" + percent_encode(value);
  return app.replies.get(key, ReplyCache::DependsOn::places, true, render);
}

Reply export_own_events(const Request& request, App& app) {
  Reply reply = events_file(listed_events(request, app), request, app);
  reply.headers.emplace_back("Cache-Control", "private, no-store");
  return reply;
}

}  // namespace service
