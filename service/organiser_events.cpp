#include <algorithm>
#include <charconv>

#include "domain/error.hpp"
#include "domain/text.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_needs.hpp"
#include "ui/links.hpp"
#include "ui/organiser_event_list.hpp"

namespace service {
namespace {

using domain::PublicationStatus;

constexpr std::size_t events_a_page = 20;
constexpr std::size_t most_events_a_month = 1000;
constexpr int last_page = 10'000;

std::string query_text(const Request& request, std::string_view name) {
  return std::string(domain::trim(request.query_value(name).value_or("")));
}

// Those of the own organisation; of all of them, or of the chosen one, for who sees everything.
void narrow_to_own(const Request& request, domain::EventFilter& filter) {
  const domain::Principal& principal = signed_in(request);
  filter.publication = {PublicationStatus::draft, PublicationStatus::open_to_all, PublicationStatus::unlisted,
                        PublicationStatus::staff};
  if (!domain::may(principal, domain::Permission::administer)) {
    filter.organiser = principal.organisation.value_or(domain::OrganisationId{});
  } else if (const std::string chosen = query_text(request, "organisation"); !chosen.empty()) {
    filter.organisations = {chosen};
  }
}

// A value that the page does not offer narrows nothing.
template <class Parse>
void add_if_known(const std::string& word, std::string_view field, Parse parse, auto& into) {
  if (word.empty()) return;
  try {
    into = {parse(word, field)};
  } catch (const domain::Error&) {
  }
}

std::size_t page_of(const Request& request) {
  const std::string text = query_text(request, "page");
  int page = 1;
  std::from_chars(text.data(), text.data() + text.size(), page);
  return page >= 1 && page <= last_page ? static_cast<std::size_t>(page) : 1;
}

domain::EventFilter list_filter(const Request& request, const App& app) {
  domain::EventFilter filter;
  narrow_to_own(request, filter);
  const std::string when = query_text(request, "when");
  if (when == "past") {
    filter.to = app.ports.clock.now();
  } else if (when != "all") {
    filter.from = app.ports.clock.now();
  }
  add_if_known(query_text(request, "kind"), "kind", domain::parse_event_kind, filter.kinds);
  add_if_known(query_text(request, "publication"), "publication", domain::parse_publication_status, filter.publication);
  if (const std::string theme = query_text(request, "theme"); !theme.empty()) filter.themes = {theme};
  filter.q = domain::clean_text(query_text(request, "q"), "q", 200);
  filter.limit = events_a_page;
  filter.offset = (page_of(request) - 1) * events_a_page;
  return filter;
}

ui::FormState filter_state(const Request& request) {
  ui::FormState state;
  for (const char* name : {"when", "kind", "theme", "publication", "organisation", "q"}) {
    if (std::string value = query_text(request, name); !value.empty()) state.values.emplace_back(name, value);
  }
  return state;
}

// What is over is read from its end.
domain::EventPage latest_first(const domain::Snapshot& snapshot, domain::EventFilter filter, std::size_t page) {
  filter.offset = 0;
  filter.limit = 1;
  const std::size_t count = snapshot.events().find(filter).count;
  const std::size_t end = count - std::min(count, (page - 1) * events_a_page);
  filter.offset = end - std::min(end, events_a_page);
  filter.limit = end - filter.offset;
  if (filter.limit == 0) return {count, {}};
  domain::EventPage latest = snapshot.events().find(filter);
  std::ranges::reverse(latest.events);
  return latest;
}

ui::EventRow row_of(const domain::Snapshot& snapshot, domain::Event event) {
  std::vector<domain::Registration> registrations;
  if (event.confirmed_persons + event.waitlisted_persons > 0) {
    registrations = snapshot.registrations().of_event(event.id);
  }
  auto needs = language_needs(event, registrations, snapshot.interpreters().bookings_of(event.id));
  return {std::move(event), std::move(needs)};
}

std::chrono::year_month month_of(const Request& request, std::chrono::year_month_day today) {
  const std::string text = query_text(request, "month");
  if (text.empty()) return {today.year(), today.month()};
  const auto day = domain::parse_date(text + "-01", "month");
  return {day.year(), day.month()};
}

domain::EventFilter month_filter(const Request& request, const App& app, std::chrono::year_month month) {
  domain::EventFilter filter;
  narrow_to_own(request, filter);
  const auto midnight = [&](std::chrono::year_month_day day) {
    return app.ports.zones.to_utc(std::chrono::local_days{day}, domain::default_time_zone);
  };
  // A week on both sides: the grid shows whole weeks.
  filter.from = midnight(month / 1) - std::chrono::days{7};
  filter.to = midnight(month / std::chrono::last) + std::chrono::days{8};
  filter.limit = most_events_a_month;
  return filter;
}

}  // namespace

Reply show_own_events(const Request& request, App& app) {
  const domain::EventFilter filter = list_filter(request, app);
  ui::EventList list;
  list.page = page_of(request);
  list.page_size = events_a_page;
  list.filter = filter_state(request);
  list.query = ui::query_string(list.filter.values);
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    domain::EventPage page = filter.to ? latest_first(snapshot, filter, list.page) : snapshot.events().find(filter);
    list.count = page.count;
    list.rows.clear();
    for (domain::Event& event : page.events) list.rows.push_back(row_of(snapshot, std::move(event)));
    if (domain::may(*request.principal, domain::Permission::administer)) {
      list.organisations = snapshot.organisations().all();
    }
  });
  return console_reply(request, app,
                       ui::event_list_page(app.pages, console_for(request, app, "events", "/organiser/"), list));
}

Reply show_month(const Request& request, App& app) {
  const domain::LocalTime now = app.ports.zones.to_local(app.ports.clock.now(), domain::default_time_zone);
  ui::EventMonth month;
  month.today = std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(now)};
  month.month = month_of(request, month.today);
  const domain::EventFilter filter = month_filter(request, app, month.month);
  app.ports.store.read([&](const domain::Snapshot& snapshot) { month.events = snapshot.events().find(filter).events; });
  return console_reply(request, app,
                       ui::event_month_page(app.pages, console_for(request, app, "month", "/organiser/month"), month));
}

}  // namespace service
