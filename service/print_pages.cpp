#include "service/print_pages.hpp"

#include <algorithm>
#include <array>

#include "domain/error.hpp"
#include "domain/public_dates.hpp"
#include "service/api_request.hpp"
#include "service/event_query.hpp"
#include "service/organiser_console.hpp"
#include "service/page_context.hpp"
#include "service/public_site.hpp"
#include "service/qr_code.hpp"
#include "ui/print_pages.hpp"

namespace service {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::year_month;

constexpr std::size_t most_on_a_sheet = 1000;
constexpr std::size_t longest_in_code = 800;
constexpr std::array<std::string_view, 8> filters{"theme", "kind",         "language", "municipality",
                                                  "place", "organisation", "q",        "open"};

ui::Query narrowed_by(const Request& request) {
  ui::Query query;
  for (const auto& [name, value] : request.query) {
    if (!value.empty() && std::ranges::find(filters, name) != filters.end()) query.emplace_back(name, value);
  }
  return query;
}

year_month month_of(const Request& request, const App& app) {
  if (const auto asked = request.query_value("month"); asked && !asked->empty()) {
    const auto day = domain::parse_date(std::string(*asked) + "-01", "month");
    return {day.year(), day.month()};
  }
  const auto now = app.ports.zones.to_local(app.ports.clock.now(), domain::default_time_zone);
  const std::chrono::year_month_day today{std::chrono::floor<days>(now)};
  return {today.year(), today.month()};
}

domain::EventFilter filter_of(const ui::Query& narrowed, year_month month, const App& app) {
  Request request;
  request.query = narrowed;
  domain::EventFilter filter = parse_event_filter(request, app);
  const auto midnight = [&](local_days day) { return app.ports.zones.to_utc(day, domain::default_time_zone); };
  filter.from = midnight(local_days{month / 1});
  filter.to = midnight(local_days{month / std::chrono::last} + days{1});
  filter.limit = most_on_a_sheet;
  return filter;
}

// What anybody may come to after this one.
std::vector<domain::Event> later_dates(const domain::Event& event, const App& app) {
  if (!event.super_event) return {};
  std::vector<domain::Event> dates;
  app.ports.store.read(
      [&](const domain::Snapshot& snapshot) { dates = snapshot.events().of_series(*event.super_event); });
  std::erase_if(dates, [&](const domain::Event& date) {
    return date.start_time <= event.start_time || date.status == domain::EventStatus::cancelled ||
           !domain::is_told_beside(date, event);
  });
  return dates;
}

Reply qr_reply(const std::string& address) {
  return {.status = 200,
          .content_type = "image/svg+xml",
          .body = std::make_shared<const std::string>(qr_svg(address)),
          .headers = {{"Cache-Control", "public, max-age=86400"}}};
}

std::string event_address(const domain::LanguageTag& language, domain::EventId id, const App& app) {
  return app.settings.server.base_url + "/" + language.str() + "/events/" + std::to_string(id.value);
}

// Named to whoever sees its events anyway.
std::string organisation_named(const domain::Snapshot& snapshot, const ui::Query& narrowed, const App& app) {
  for (const auto& [name, value] : narrowed) {
    if (name != "organisation") continue;
    Request request;
    request.query = {{name, value}};
    domain::EventFilter filter = parse_event_filter(request, app);
    filter.from.reset();
    filter.limit = 1;
    const auto found = snapshot.events().find(filter).events;
    if (found.empty()) return {};
    for (const domain::Organiser& one : found.front().organisers) {
      if (std::to_string(one.id.value) == value || one.name == value) return one.name;
    }
  }
  return {};
}

Reply render_sheet(const ui::Query& narrowed, year_month month, const domain::LanguageTag& language, const App& app) {
  ui::MonthSheet sheet{month, {}, false, narrowed};
  domain::EventFilter filter = filter_of(narrowed, month, app);
  // In the order of a calendar, whatever was searched for.
  domain::EventPage found;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    found = snapshot.events().find(filter);
    sheet.all = narrowed.empty() ? found.events : snapshot.events().find(filter_of({}, month, app)).events;
    sheet.organisation = organisation_named(snapshot, narrowed, app);
  });
  sheet.more = found.count > found.events.size();
  sheet.events = std::move(found.events);
  std::erase_if(sheet.events, [&](const domain::Event& event) { return event.start_time < *filter.from; });
  std::ranges::stable_sort(sheet.events, {}, &domain::Event::start_time);
  auto query = narrowed;
  query.emplace_back("month", domain::format_date(month / 1).substr(0, 7));
  auto context = page_context(language, app, "/{lang}/print" + ui::query_string(query));
  context.indexable = false;
  return html_reply(200, ui::render_month_sheet(app.pages, context, sheet));
}

}  // namespace

Reply show_month_sheet(const Request& request, App& app) {
  const auto language = address_language(request, app);
  const auto narrowed = narrowed_by(request);
  const year_month month = month_of(request, app);
  const std::string key = "print " + language.str() + domain::format_date(month / 1) + ui::query_string(narrowed);
  return app.replies.get(key, ReplyCache::DependsOn::places, true,
                         [&] { return render_sheet(narrowed, month, language, app); });
}

Reply show_poster(const Request& request, App& app) {
  const domain::Event event = event_for(request, app, domain::Permission::see_event);
  const auto language = page_language(request, app);
  const std::string path = address_of(event.id);
  // ?dates=all: with the later dates of its series.
  const bool all = request.query_value("dates").value_or("") == "all";
  auto context = page_context(language, app, path + "/poster?lang={lang}" + (all ? "&dates=all" : ""));
  context.indexable = false;
  const ui::Poster poster{event, path, event_address(language, event.id, app),
                          all ? later_dates(event, app) : std::vector<domain::Event>()};
  // Its language is the sheet's, and not the console's from now on.
  Reply reply = html_reply(200, ui::render_poster(app.pages, context, poster));
  reply.headers.emplace_back("Cache-Control", "no-store");
  return reply;
}

Reply show_list_as_qr(const Request& request, App& app) {
  const auto language = address_language(request, app);
  const std::string list = app.settings.server.base_url + "/" + language.str() + "/";
  const std::string query = ui::query_string(narrowed_by(request));
  return qr_reply(list.size() + query.size() <= longest_in_code ? list + query : list);
}

// The address alone is in it, so it tells nobody whether there is such an event.
Reply show_event_as_qr(const Request& request, App& app) {
  return qr_reply(event_address(address_language(request, app), event_in_path(request), app));
}

}  // namespace service
