#include "service/export_events.hpp"

#include "calendar/icalendar.hpp"
#include "domain/error.hpp"
#include "service/abuse_limits.hpp"
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

[[noreturn]] void refuse_as_too_large(std::size_t most, bool signed_in) {
  const std::string what = "are more than " + std::to_string(most) + " events; narrow the list by from, to, theme, ";
  if (signed_in) throw domain::Error(domain::ErrorKind::invalid, "export_too_large", what + "organisation or q");
  throw domain::Error(domain::ErrorKind::invalid, "export_too_large_signed_out",
                      what + "organisation or municipality, or sign in");
}

// Too many are known by the one that is one too many, before the others are read.
std::vector<domain::Event> find_all(domain::EventFilter filter, bool signed_in, const App& app) {
  const std::size_t most = signed_in ? most_exported : most_exported_signed_out;
  domain::EventPage page;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    filter.offset = most;
    filter.limit = 1;
    if (!snapshot.events().find(filter).events.empty()) refuse_as_too_large(most, signed_in);
    filter.offset = 0;
    filter.limit = most;
    page = snapshot.events().find(filter);
  });
  return std::move(page.events);
}

template <class Values, class Text>
void add_to_key(std::string& key, std::string_view name, const Values& values, const Text& text) {
  for (const auto& value : values) key.append("&").append(name).append("=").append(percent_encode(text(value)));
}

// Of what the file is made from, and of nothing else that an address may say: whoever varies that gets what is kept.
std::string key_of(const Request& request, const domain::EventFilter& filter, const App& app) {
  std::string key = "export " + request.parameters.at("format") + " " + page_language(request, app).str();
  const auto as_it_is = [](const std::string& text) { return text; };
  const auto seconds = [](domain::Instant time) { return domain::format_rfc3339(time); };
  const auto given = [](const std::string& text) {
    return text.empty() ? std::vector<std::string>() : std::vector{text};
  };
  if (filter.from) key += "&from=" + seconds(*filter.from);
  if (filter.to) key += "&to=" + seconds(*filter.to);
  add_to_key(key, "kind", filter.kinds, [](domain::EventKind kind) { return std::string(to_word(kind)); });
  add_to_key(key, "theme", filter.themes, as_it_is);
  add_to_key(key, "language", filter.languages, [](const domain::LanguageTag& tag) { return tag.str(); });
  add_to_key(key, "organisation", filter.organisations, as_it_is);
  add_to_key(key, "municipality", filter.municipalities, as_it_is);
  add_to_key(key, "place", given(filter.place), as_it_is);
  add_to_key(key, "q", given(filter.q), as_it_is);
  if (filter.open_at) key += "&open";
  return key;
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
  const std::vector<domain::Event> events = find_all(filter, request.principal.has_value(), app);
  const std::string name = "kutsu-" + today(app);
  if (format == ExportFormat::json) return file_reply(format, name, json_file(events, request, app));
  if (format == ExportFormat::ics) return file_reply(format, name, calendar_file(events, request, app));
  return file_reply(format, name, programme_table(events, request.principal, app));
}

}  // namespace

Reply export_events(const Request& request, App& app) {
  if (!request.principal) limit_export(request, app);
  const domain::EventFilter filter = parse_listed_events(request, app, {"lang"});
  const auto render = [&] { return events_file(filter, request, app); };
  if (request.principal) {
    Reply reply = render();
    reply.headers.emplace_back("Cache-Control", "private, no-store");
    return reply;
  }
  return app.replies.get(key_of(request, filter, app), ReplyCache::DependsOn::places, true, render);
}

Reply export_own_events(const Request& request, App& app) {
  Reply reply = events_file(listed_events(request, app), request, app);
  reply.headers.emplace_back("Cache-Control", "private, no-store");
  return reply;
}

}  // namespace service
