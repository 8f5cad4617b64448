#include "domain/attendance.hpp"
#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/json.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_filter.hpp"
#include "service/time_input.hpp"
#include "ui/event_view.hpp"
#include "ui/event_words.hpp"
#include "ui/pages.hpp"

// What the month's page draws once its script runs: any stretch of time, with the page's filters.
namespace service {
namespace {

constexpr std::size_t most_events = 2000;
constexpr std::chrono::days longest_stretch{370};

domain::Instant bound(const Request& request, const App& app, const char* name) {
  return read_time(query_text(request, name), name, std::string(domain::default_time_zone), app.ports.zones);
}

Json entry(const domain::Event& event, const ui::Reader& reader, const domain::Principal& principal,
           domain::Instant now) {
  const auto name = domain::best_text(event.name, reader.language());
  const bool is_cancelled = event.status == domain::EventStatus::cancelled;
  const bool may_move = !is_cancelled && !domain::is_held(event) && event.start_time > now &&
                        domain::may(principal, domain::Permission::edit_event, &event);
  const bool whole_days = ui::lasts_whole_days(event);
  const std::string from =
      whole_days ? ui::local_date(event.start_time, event.time_zone) : domain::format_rfc3339(event.start_time);
  const std::string until =
      whole_days ? ui::local_date(event.end_time, event.time_zone) : domain::format_rfc3339(event.end_time);
  Json::Object object{{"id", std::to_string(event.id.value)},
                      {"title", name.text},
                      {"language", name.language.str()},
                      {"start", from},
                      {"end", until},
                      {"allDay", whole_days},
                      {"url", address_of(event.id)},
                      {"status", domain::to_word(event.status)},
                      {"publication", domain::to_word(event.publication_status)},
                      {"editable", may_move}};
  if (domain::is_held(event)) object.push_back({"held", true});
  add_text(object, "moved_from", ui::moved_from_briefly(event, reader));
  add_text(object, "place", ui::place_in_console(event, reader));
  add_text(object, "theme", event.keywords.empty() ? std::string() : event.keywords.front());
  object.push_back({"registered", std::int64_t{event.confirmed_persons}});
  if (event.maximum_attendee_capacity) object.push_back({"capacity", std::int64_t{*event.maximum_attendee_capacity}});
  return object;
}

}  // namespace

Reply show_calendar_entries(const Request& request, App& app) {
  domain::EventFilter filter = own_events(request);
  filter.from = bound(request, app, "start");
  filter.to = bound(request, app, "end");
  if (*filter.to - *filter.from > longest_stretch) {
    throw domain::Error(domain::ErrorKind::invalid, "too_long", "is more than a year after the start", "end");
  }
  filter.limit = most_events;
  const ui::Console console = console_for(request, app, "month", "/organiser/month");
  const ui::Reader reader = app.pages.reader(console.context.language);
  Json::Array entries;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    entries.clear();
    for (const domain::Event& event : snapshot.events().find(filter).events) {
      entries.push_back(entry(event, reader, signed_in(request), app.ports.clock.now()));
    }
  });
  Reply reply = console_reply(request, app, to_text(Json(std::move(entries))));
  reply.content_type = "application/json";
  return reply;
}

}  // namespace service
