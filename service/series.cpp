#include "service/series.hpp"

#include <algorithm>

#include "domain/edit_event.hpp"
#include "domain/edit_series.hpp"
#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/event_input.hpp"
#include "service/event_json.hpp"
#include "service/event_templates.hpp"
#include "service/series_dates.hpp"
#include "service/text_lengths.hpp"

namespace service {
namespace {

constexpr std::size_t longest_rule = 500;
constexpr std::size_t most_exceptions = 400;

struct SeriesRule {
  std::string recurrence;
  std::vector<std::chrono::year_month_day> exceptions;
  DaysOff off;
};

void read_rule(JsonObject& object, SeriesRule& rule) {
  object.require("recurrence");
  rule.recurrence = object.text("recurrence", longest_rule).value_or("");
  object.each("exceptions", most_exceptions, [&](const Json& item, const std::string& path) {
    const auto text = read_text(item, path, 10, object.violations());
    if (text) {
      gather(object.violations(), [&] { rule.exceptions.push_back(domain::parse_date(*text, path)); });
    }
  });
  rule.off.public_holidays = object.boolean("without_public_holidays").value_or(false);
  rule.off.school_holidays_of = object.text("without_school_holidays_of", longest_line).value_or("");
}

// The dates that are held; the others of the rule become exceptions. COUNT counts them, as RFC 5545 has it. An hour
// that a clock change skips is held when the clock has moved on.
std::vector<domain::LocalTime> held_dates(SeriesRule& rule, domain::LocalTime first, const std::string& zone,
                                          const App& app) {
  require_known(rule.off, app, "without_school_holidays_of");
  std::vector<domain::LocalTime> starts;
  for (const RuleDate& date : rule_dates(rule.recurrence, first, rule.exceptions, zone, rule.off, app, "recurrence")) {
    if (date.held || (date.skipped_hour && !is_off(date, rule.off))) {
      starts.push_back(date.start);
    } else {
      rule.exceptions.push_back(day_of(date.start));
    }
  }
  return starts;
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

domain::Event last_date(const Request& request, const App& app, domain::SeriesId id) {
  std::vector<domain::Event> dates;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { dates = snapshot.events().of_series(id); });
  std::erase_if(dates, [&](const domain::Event& event) { return !is_listed_for(request.principal, event); });
  if (dates.empty()) throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such series");
  const auto held = std::ranges::find_if(dates.rbegin(), dates.rend(), [](const domain::Event& event) {
    return event.status != domain::EventStatus::cancelled;
  });
  return held == dates.rend() ? dates.back() : *held;
}

std::vector<domain::LocalTime> read_more_dates(const Json& body, const domain::Event& like, const App& app) {
  domain::Violations violations;
  JsonObject object(body, "", violations);
  SeriesRule rule;
  read_rule(object, rule);
  object.require("start_date");
  const auto first = object.parsed("start_date", domain::parse_date);
  object.refuse_others();
  violations.throw_if_any();
  const domain::LocalTime last = app.ports.zones.to_local(like.start_time, like.time_zone);
  const auto clock = last - std::chrono::floor<std::chrono::days>(last);
  return held_dates(rule, std::chrono::local_days{*first} + clock, like.time_zone, app);
}

}  // namespace

domain::SeriesDraft read_series(const Json& body, const Request& request, const App& app) {
  domain::SeriesDraft draft;
  SeriesRule rule;
  draft.details = read_event_to_make(body, request, app, [&](JsonObject& object) { read_rule(object, rule); });
  const std::string& zone = draft.details.time_zone;
  draft.starts = held_dates(rule, app.ports.zones.to_local(draft.details.start_time, zone), zone, app);
  draft.recurrence = std::move(rule.recurrence);
  draft.exceptions = std::move(rule.exceptions);
  return draft;
}

Reply create_series(const Request& request, App& app) {
  const Json body = read_json(request);
  auto made = domain::create_series(app.ports, signed_in(request), read_series(body, request, app));
  take_over_template(body, request, app, made.events);
  Reply reply = json_reply(201, to_text(series_json(made.series, made.events, request, app)));
  reply.headers.emplace_back("Location",
                             app.settings.server.base_url + "/api/v1/series/" + std::to_string(made.series.id.value));
  return reply;
}

Reply add_series_dates(const Request& request, App& app) {
  const domain::Event like = last_date(request, app, domain::SeriesId{id_in_path(request)});
  const auto starts = read_more_dates(read_json(request), like, app);
  Json::Array items;
  for (const domain::Event& event : domain::add_dates(app.ports, signed_in(request), like.id, starts)) {
    items.push_back(event_json(event, reader_of(request.principal, event), app));
  }
  return json_reply(201, to_text(list_json(std::move(items))));
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
