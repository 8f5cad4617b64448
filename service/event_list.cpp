#include <algorithm>

#include "service/api_request.hpp"
#include "service/event_json.hpp"
#include "service/event_query.hpp"
#include "service/events.hpp"
#include "service/uri.hpp"

namespace service {
namespace {

// This list's address with another page number, the other parameters as they came.
std::string page_address(const Request& request, const App& app, std::size_t page) {
  std::string address = app.settings.server.base_url + request.path + "?";
  for (const auto& [name, value] : request.query) {
    if (name != "page") address += percent_encode(name) + "=" + percent_encode(value) + "&";
  }
  return address + "page=" + std::to_string(page);
}

Json meta_json(const Request& request, const App& app, const domain::EventFilter& filter,
               const domain::EventPage& found) {
  const std::size_t page = filter.offset / filter.limit + 1;
  const std::size_t last = std::max<std::size_t>(1, (found.count + filter.limit - 1) / filter.limit);
  const bool more = page < last || found.more_than_counted;
  Json::Object meta{{"count", found.count},
                    {"next", more ? Json(page_address(request, app, page + 1)) : Json()},
                    {"previous", page > 1 ? Json(page_address(request, app, std::min(page - 1, last))) : Json()}};
  if (found.more_than_counted) meta.push_back({"more_than_counted", true});
  return meta;
}

Reply render(const Request& request, const App& app) {
  const domain::EventFilter filter = parse_listed_events(request, app);
  domain::EventPage page;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { page = snapshot.events().find(filter); });
  Json::Array data;
  for (const domain::Event& event : page.events) {
    data.push_back(event_json(event, reader_of(request.principal, event), app));
  }
  return json_reply(200,
                    to_text(Json::Object{{"meta", meta_json(request, app, filter, page)}, {"data", std::move(data)}}));
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
