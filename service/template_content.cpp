#include "service/template_content.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "service/event_input.hpp"
#include "service/event_json.hpp"
#include "service/form_input.hpp"

namespace service {
namespace {

using namespace std::chrono_literals;
using domain::EventDetails;
using domain::LocalTime;
using std::chrono::days;
using std::chrono::local_days;
using std::chrono::minutes;

constexpr int longest_duration = 31 * 24 * 60;
constexpr int most_days_before = 730;
constexpr int most_days_after = 31;
constexpr minutes usual_start = 12h;
constexpr minutes usual_duration = 1h;

local_days local_day(LocalTime time) {
  return std::chrono::floor<days>(time);
}

Json clock_json(LocalTime time) {
  return clock_for_input(time);
}

// A moment, told from the day of the start.
Json moment_json(domain::Instant moment, const EventDetails& details, const domain::TimeZones& zones) {
  const LocalTime local = zones.to_local(moment, details.time_zone);
  const LocalTime start = zones.to_local(details.start_time, details.time_zone);
  return Json::Object{{"days_before", std::int64_t{(local_day(start) - local_day(local)).count()}},
                      {"time_of_day", clock_json(local)}};
}

// By id: names change.
Json organisers_json(const std::vector<domain::Organiser>& organisers) {
  Json::Array listed;
  for (const domain::Organiser& one : organisers) {
    Json::Object object;
    if (one.id != domain::OrganisationId{}) object.push_back({"id", one.id.value});
    object.push_back({"name", one.name});
    listed.emplace_back(std::move(object));
  }
  return listed;
}

// What follows from the rest, or belongs to a date.
bool is_left_out(const std::string& member) {
  constexpr std::array<std::string_view, 4> left_out{"start_time", "end_time", "organizer", "organisers"};
  return std::ranges::find(left_out, member) != left_out.end();
}

minutes read_clock(JsonObject& object, minutes otherwise) {
  if (!object.has("time_of_day")) return otherwise;
  const std::string path = object.path_of("time_of_day");
  const auto text = object.text("time_of_day", 5);
  return text ? input_clock(*text, path, object.violations()).value_or(otherwise) : otherwise;
}

// Puts a moment as far before the start as the member says; null takes it away.
void read_moment(JsonObject& object, const char* name, LocalTime start, const EventDetails& details,
                 const domain::TimeZones& zones, std::optional<domain::Instant>& moment) {
  if (!object.has(name)) return;
  moment.reset();
  const Json* value = object.find(name);
  if (value == nullptr) return;
  JsonObject inner(*value, object.path_of(name), object.violations());
  inner.require("days_before");
  const auto before = inner.integer("days_before", -most_days_after, most_days_before);
  const minutes clock = read_clock(inner, 0min);
  inner.refuse_others();
  if (before) moment = zones.to_utc(local_day(start) - days{*before} + clock, details.time_zone);
}

// From the members that stand in the times' place. `day`: where the event is then.
void read_times(JsonObject& object, std::chrono::year_month_day day, EventDetails& details,
                const domain::TimeZones& zones) {
  if (!zones.knows(details.time_zone)) return;
  const LocalTime was = zones.to_local(details.start_time, details.time_zone);
  const LocalTime was_end = zones.to_local(details.end_time, details.time_zone);
  const LocalTime start = local_days{day} + read_clock(object, std::chrono::floor<minutes>(was - local_day(was)));
  minutes duration = std::chrono::floor<minutes>(was_end - was);
  if (object.has("duration_minutes")) {
    duration = minutes{object.integer("duration_minutes", 1, longest_duration).value_or(60)};
  }
  details.start_time = zones.to_utc(start, details.time_zone);
  details.end_time = zones.to_utc(start + duration, details.time_zone);
  read_moment(object, "enrolment_opens", start, details, zones, details.enrolment_start_time);
  read_moment(object, "enrolment_closes", start, details, zones, details.enrolment_end_time);
}

EventDetails blank_on(std::chrono::year_month_day day, const domain::TimeZones& zones) {
  EventDetails details;
  details.start_time = zones.to_utc(local_days{day} + usual_start, details.time_zone);
  details.end_time = details.start_time + usual_duration;
  return details;
}

}  // namespace

Json template_json(const EventDetails& details, const domain::TimeZones& zones) {
  Json::Object object;
  for (JsonMember& member : details_json(details)) {
    if (!is_left_out(member.name)) object.push_back(std::move(member));
  }
  object.push_back({"organisers", organisers_json(details.organisers)});
  const LocalTime start = zones.to_local(details.start_time, details.time_zone);
  const LocalTime end = zones.to_local(details.end_time, details.time_zone);
  object.push_back({"time_of_day", clock_json(start)});
  object.push_back({"duration_minutes", std::int64_t{std::chrono::floor<minutes>(end - start).count()}});
  const auto add_moment = [&](const char* name, const std::optional<domain::Instant>& moment) {
    if (moment) object.push_back({name, moment_json(*moment, details, zones)});
  };
  add_moment("enrolment_opens", details.enrolment_start_time);
  add_moment("enrolment_closes", details.enrolment_end_time);
  return object;
}

std::string template_content(const EventDetails& details, const domain::TimeZones& zones) {
  return to_text(template_json(details, zones));
}

EventDetails read_template(const std::string& content, std::chrono::year_month_day day, const App& app) {
  const domain::TimeZones& zones = app.ports.zones;
  EventDetails details = blank_on(day, zones);
  domain::Violations passed_over;
  const Json json = parse_json(content);
  JsonObject object(json, "", passed_over);
  apply_event_members(object, details, app);
  if (!zones.knows(details.time_zone)) details.time_zone = domain::default_time_zone;
  details.publication_status = domain::PublicationStatus::draft;
  details.enrolment_start_time.reset();
  details.enrolment_end_time.reset();
  read_times(object, day, details, zones);
  return details;
}

std::function<domain::EventDetails(const std::string& content)> template_reader(const App& app) {
  return [&app](const std::string& content) { return read_template(content, day_of_templates, app); };
}

void apply_template_members(JsonObject& object, EventDetails& details, const App& app) {
  object.refuse_read_only(
      {"start_time", "end_time", "enrolment_start_time", "enrolment_end_time", "publication_status", "organizer"});
  apply_event_members(object, details, app);
  read_times(object, day_of_templates, details, app.ports.zones);
}

}  // namespace service
