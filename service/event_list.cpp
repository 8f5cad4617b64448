#include <algorithm>

#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/event_json.hpp"
#include "service/event_query.hpp"
#include "service/events.hpp"
#include "service/uri.hpp"

namespace service {
namespace {

using domain::PublicationStatus;

std::vector<PublicationStatus> publications_asked_for(const Request& request) {
  std::vector<PublicationStatus> asked;
  for (const std::string& word : request.query_list("publication_status")) {
    asked.push_back(domain::parse_publication_status(word, "publication_status"));
  }
  return asked;
}

// What is not for everybody is the own organisation's, save that staff events are for all staff.
void widen(domain::EventFilter& filter, const std::vector<PublicationStatus>& asked, const Request& request) {
  if (asked.empty()) return;
  filter.publication = asked;
  const domain::Principal& reader = signed_in(request);
  const auto own_only = [](PublicationStatus status) {
    return status == PublicationStatus::draft || status == PublicationStatus::unlisted;
  };
  if (reader.role == domain::Role::admin || std::ranges::none_of(asked, own_only)) return;
  filter.organiser = reader.organisation.value_or(domain::OrganisationId{});
}

// This list's address with another page number, the other parameters as they came.
std::string page_address(const Request& request, const App& app, std::size_t page) {
  std::string address = app.settings.server.base_url + request.path + "?";
  for (const auto& [name, value] : request.query) {
    if (name != "page") address += percent_encode(name) + "=" + percent_encode(value) + "&";
  }
  return address + "page=" + std::to_string(page);
}

Json meta_json(const Request& request, const App& app, const domain::EventFilter& filter, std::size_t count) {
  const std::size_t page = filter.offset / filter.limit + 1;
  const std::size_t last = std::max<std::size_t>(1, (count + filter.limit - 1) / filter.limit);
  return Json::Object{{"count", count},
                      {"next", page < last ? Json(page_address(request, app, page + 1)) : Json()},
                      {"previous", page > 1 ? Json(page_address(request, app, std::min(page - 1, last))) : Json()}};
}

Reply render(const Request& request, const App& app) {
  domain::EventFilter filter = parse_event_filter(request, app, {"publication_status"});
  widen(filter, publications_asked_for(request), request);
  domain::EventPage page;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { page = snapshot.events().find(filter); });
  Json::Array data;
  for (const domain::Event& event : page.events) {
    data.push_back(event_json(event, reader_of(request.principal, event), app));
  }
  return json_reply(
      200, to_text(Json::Object{{"meta", meta_json(request, app, filter, page.count)}, {"data", std::move(data)}}));
}

}  // namespace

Reply list_events(const Request& request, App& app) {
  if (request.principal) {
    Reply reply = render(request, app);
    reply.headers.emplace_back("Cache-Control", "private, no-cache");
    return reply;
  }
  std::string key = request.path;
  for (const auto& [name, value] : request.query) key += "&" + percent_encode(name) + "=" + percent_encode(value);
  return app.replies.get(key, ReplyCache::DependsOn::places, true, [&] { return render(request, app); });
}

}  // namespace service
