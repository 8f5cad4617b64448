#include <algorithm>
#include <charconv>

#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_filter.hpp"
#include "service/organiser_needs.hpp"
#include "service/usual_place.hpp"
#include "ui/links.hpp"
#include "ui/organiser_event_list.hpp"

namespace service {
namespace {

// What the calendar may be turned to without being asked for anew.
constexpr std::chrono::days named_around{400};
constexpr std::size_t events_a_page = 20;
constexpr std::size_t most_events_a_month = 1000;
constexpr int last_page = 10'000;

std::size_t page_of(const Request& request) {
  const std::string text = query_text(request, "page");
  int page = 1;
  std::from_chars(text.data(), text.data() + text.size(), page);
  return page >= 1 && page <= last_page ? static_cast<std::size_t>(page) : 1;
}

domain::EventFilter list_filter(const Request& request, const App& app) {
  domain::EventFilter filter = listed_events(request, app);
  filter.limit = events_a_page;
  filter.offset = (page_of(request) - 1) * events_a_page;
  return filter;
}

std::string calendar_news(const domain::Snapshot& snapshot, const domain::Event& event) {
  const auto link = snapshot.subscriptions().of_event(event.id);
  if (!link || link->left || event.status == domain::EventStatus::cancelled) return {};
  if (link->cancelled_there) return "cancelled";
  if (link->vanished_time) return "gone";
  return link->open.empty() ? "" : "changed";
}

ui::EventRow row_of(const domain::Snapshot& snapshot, const domain::Principal& principal, domain::Event event) {
  const LanguagesAsked asked = languages_asked(snapshot, principal, event);
  auto needs = language_needs(event, asked.registrations, asked.bookings);
  std::string calendar = calendar_news(snapshot, event);
  return {std::move(event), std::move(needs), std::move(calendar)};
}

std::chrono::year_month month_of(const Request& request, std::chrono::year_month_day today) {
  const std::string text = query_text(request, "month");
  if (text.empty()) return {today.year(), today.month()};
  const auto day = domain::parse_date(text + "-01", "month");
  return {day.year(), day.month()};
}

domain::EventFilter month_filter(const Request& request, const App& app, std::chrono::year_month month) {
  domain::EventFilter filter = own_events(request);
  const auto midnight = [&](std::chrono::year_month_day day) {
    return app.ports.zones.to_utc(std::chrono::local_days{day}, domain::default_time_zone);
  };
  // A week on both sides: the grid shows whole weeks.
  filter.from = midnight(month / 1) - std::chrono::days{7};
  filter.to = midnight(month / std::chrono::last) + std::chrono::days{8};
  filter.limit = most_events_a_month;
  return filter;
}

// Those that are listed, without what they are listed by alone.
std::string query_without(const ui::FormState& filters, std::initializer_list<std::string_view> names) {
  ui::Query query = filters.values;
  std::erase_if(query, [&](const auto& one) { return std::ranges::find(names, one.first) != names.end(); });
  return ui::query_string(query);
}

void count_drafts(const Request& request, const domain::Snapshot& snapshot, domain::EventFilter filter,
                  ui::EventList& list) {
  const auto& wanted = filter.publication;
  if (!domain::may(signed_in(request), domain::Permission::create_event)) return;
  if (std::ranges::find(wanted, domain::PublicationStatus::draft) == wanted.end()) return;
  filter.publication = {domain::PublicationStatus::draft};
  filter.offset = 0;
  filter.limit = 1;
  list.drafts = snapshot.events().find(filter).count;
  list.drafts_query = query_without(list.filters.state, {"publication"});
}

// The first month listed, narrowed alike: of the own organisation.
std::string print_query(const Request& request, const App& app, const ui::EventList& list) {
  ui::Query query;
  for (const char* name : {"theme", "kind", "organisation", "q"}) query.emplace_back(name, query_text(request, name));
  const auto own = signed_in(request).organisation;
  if (own && !domain::may(signed_in(request), domain::Permission::administer)) {
    std::erase_if(query, [](const auto& one) { return one.first == "organisation"; });
    query.emplace_back("organisation", std::to_string(own->value));
  }
  if (!list.rows.empty()) {
    const domain::Event& first = list.rows.front().event;
    query.emplace_back(
        "month", domain::format_rfc3339(
                     domain::Instant{app.ports.zones.to_local(first.start_time, first.time_zone).time_since_epoch()})
                     .substr(0, 7));
  }
  return ui::query_string(query);
}

}  // namespace

Reply show_own_events(const Request& request, App& app) {
  const domain::EventFilter filter = list_filter(request, app);
  ui::EventList list;
  list.page = page_of(request);
  list.page_size = events_a_page;
  list.filters.state = filter_state(request);
  list.query = ui::query_string(list.filters.state.values);
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    domain::EventPage page = snapshot.events().find(filter);
    list.count = page.count;
    list.more = page.more_than_counted;
    list.rows.clear();
    for (domain::Event& event : page.events)
      list.rows.push_back(row_of(snapshot, signed_in(request), std::move(event)));
    list.filters.organisations = organisations_to_filter(request, snapshot);
    count_drafts(request, snapshot, filter, list);
  });
  list.print_query = print_query(request, app, list);
  return console_reply(request, app,
                       ui::event_list_page(app.pages, console_for(request, app, "events", "/organiser/"), list));
}

Reply show_month(const Request& request, App& app) {
  const domain::LocalTime now = app.ports.zones.to_local(app.ports.clock.now(), domain::default_time_zone);
  ui::EventMonth month;
  month.today = std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(now)};
  month.month = month_of(request, month.today);
  const domain::EventFilter filter = month_filter(request, app, month.month);
  month.filters.state = filter_state(request);
  month.filters.when = false;
  month.view = query_text(request, "view");
  month.day = query_text(request, "day");
  const std::chrono::sys_days first{month.month / 1};
  month.named_days = named_days(app, usual_municipality(request, app), first - named_around, first + named_around);
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    month.events = snapshot.events().find(filter).events;
    month.filters.organisations = organisations_to_filter(request, snapshot);
  });
  return console_reply(request, app,
                       ui::event_month_page(app.pages, console_for(request, app, "month", "/organiser/month"), month));
}

}  // namespace service
