#include "storage/events.hpp"

#include <algorithm>

#include "storage/event_index.hpp"
#include "storage/event_search.hpp"
#include "storage/failure.hpp"

namespace storage {
namespace {

constexpr std::size_t largest_page = 1'000'000'000;

// The row as it stands in `event`; its content comes from elsewhere.
struct EventRow {
  domain::Event event;
  std::int64_t stamp = 0;
};

#define KUTSU_EVENT_COLUMNS                                                                                          \
  "id, uid, coalesce(import_key, ''), series_id, kind, status, publication_status, start_time, end_time, "           \
  "previous_start_time, time_zone, place_name, street_address, municipality, online_url, room_id, "                  \
  "maximum_attendee_capacity, "                                                                                      \
  "waiting_list_capacity, childcare_capacity, enrolment_start_time, enrolment_end_time, external_registration_url, " \
  "waiting_list_offer_minutes, invited_only, phone_code_required, maximum_parties_per_contact, asks_name, "          \
  "asks_interpreter_language, asks_accessibility, confirmed_children, confirmed_persons, waitlisted_persons, "       \
  "version, sequence, created_time, last_modified_time, attendance_closed_time, content_stamp"

auto fields(EventRow& row) {
  domain::Event& e = row.event;
  return std::tie(e.id, e.uid, e.import_key, e.super_event, e.kind, e.status, e.publication_status, e.start_time,
                  e.end_time, e.previous_start_time, e.time_zone, e.location.name, e.location.street_address,
                  e.location.municipality, e.location.online_url, e.location.room, e.maximum_attendee_capacity,
                  e.waiting_list_capacity, e.childcare_capacity, e.enrolment_start_time, e.enrolment_end_time,
                  e.external_registration_url, e.waiting_list_offer, e.invited_only, e.phone_code_required,
                  e.maximum_parties_per_contact, e.asks.name, e.asks.interpreter_language, e.asks.accessibility,
                  e.confirmed_children, e.confirmed_persons, e.waitlisted_persons, e.version, e.sequence,
                  e.created_time, e.last_modified_time, e.attendance_closed_time, row.stamp);
}

// `consistent`: nobody can have changed the content since the rows were read.
void complete(Context& context, std::vector<EventRow>& rows, bool consistent) {
  std::vector<std::int64_t> missing;
  for (EventRow& row : rows) {
    if (const auto content = context.contents.find(row.stamp)) {
      put_content(*content, row.event);
    } else {
      missing.push_back(row.event.id.value);
    }
  }
  if (missing.empty()) return;
  auto contents = read_contents(context.database, missing);
  for (EventRow& row : rows) {
    const auto found = contents.find(row.event.id);
    if (found == contents.end()) continue;
    put_content(found->second, row.event);
    if (consistent) context.contents.keep(row.stamp, std::make_shared<EventContent>(std::move(found->second)));
  }
}

std::optional<domain::Event> first(Context& context, std::vector<EventRow> rows, bool consistent) {
  if (rows.empty()) return {};
  complete(context, rows, consistent);
  return std::move(rows.front().event);
}

std::vector<EventRow> locked_row(Context& context, domain::EventId id) {
  Connection& database = context.database;
  // SQLite's one writer has the whole database.
  if (database.engine() == Engine::sqlite) {
    return database.rows<EventRow>("select " KUTSU_EVENT_COLUMNS " from event where id = ?", id);
  }
  std::optional<EventRow> row;
  database.row_later(row, "select " KUTSU_EVENT_COLUMNS " from event where id = ? for no key update", id);
  context.next_registration =
      database.row<domain::RegistrationId>("select nextval(pg_get_serial_sequence('registration', 'id'))");
  if (!row) return {};
  std::vector<EventRow> rows;
  rows.push_back(std::move(*row));
  return rows;
}

std::vector<EventRow> rows_of(Connection& database, const EventQuery::Part& part, std::size_t wanted,
                              std::size_t skip) {
  if (wanted == 0) return {};
  std::vector<Value> values = part.values;
  values.push_back(to_value(static_cast<std::int64_t>(wanted)));
  values.push_back(to_value(static_cast<std::int64_t>(skip)));
  return database.rows_with<EventRow>("select " KUTSU_EVENT_COLUMNS + part.from + part.order + " limit ? offset ?",
                                      values);
}

std::size_t count_of(Connection& database, const EventQuery::Part& part, std::size_t most) {
  std::vector<Value> values = part.values;
  values.push_back(to_value(static_cast<std::int64_t>(most)));
  return database.rows_with<std::size_t>("select count(*) from (select 1" + part.count + " limit ?) c", values)[0];
}

struct SeriesRow {
  domain::Series series;
};
auto fields(SeriesRow& row) {
  return std::tie(row.series.id, row.series.recurrence, row.series.import_key);
}

std::optional<domain::Series> complete(Connection& database, std::vector<SeriesRow> rows) {
  if (rows.empty()) return {};
  domain::Series series = std::move(rows.front().series);
  using Text = std::tuple<domain::LanguageTag, std::string>;
  for (auto& [language, text] :
       database.rows<Text>("select language, text from series_text where series_id = ?", series.id)) {
    series.name.emplace(language, std::move(text));
  }
  for (const auto& day :
       database.rows<std::string>("select day from series_exception where series_id = ? order by day", series.id)) {
    series.exceptions.push_back(domain::parse_date(day, "exceptions"));
  }
  return series;
}

}  // namespace

std::optional<domain::Event> EventRows::find(domain::EventId id) const {
  return first(context_, context_.database.rows<EventRow>("select " KUTSU_EVENT_COLUMNS " from event where id = ?", id),
               context_.consistent);
}

std::optional<domain::Event> EventRows::find_by_import_key(std::string_view key) const {
  return first(context_,
               context_.database.rows<EventRow>("select " KUTSU_EVENT_COLUMNS " from event where import_key = ?", key),
               context_.consistent);
}

std::optional<domain::Event> EventRows::find_by_uid(std::string_view uid) const {
  return first(context_,
               context_.database.rows<EventRow>("select " KUTSU_EVENT_COLUMNS " from event where uid = ?", uid),
               context_.consistent);
}

// Part after part, as far as the page goes, and a little further to count.
domain::EventPage EventRows::find(const domain::EventFilter& filter) const {
  Connection& database = context_.database;
  const EventQuery query(filter, database);
  std::size_t skip = std::min(filter.offset, largest_page);
  std::size_t wanted = std::min(filter.limit, largest_page);
  const std::size_t counted = std::max(domain::most_counted, skip + wanted);
  std::vector<EventRow> rows;
  domain::EventPage page;
  for (const EventQuery::Part& part : query.parts()) {
    auto found = rows_of(database, part, wanted, skip);
    // A page that is not full, or all of what there is, tells the count by itself.
    const bool ended = found.size() < wanted && (!found.empty() || skip == 0);
    const std::size_t count = ended ? skip + found.size() : count_of(database, part, counted + 1 - page.count);
    page.count += count;
    wanted -= found.size();
    skip -= std::min(skip, count);
    std::ranges::move(found, std::back_inserter(rows));
    page.more_than_counted = page.count > counted;
    if (page.more_than_counted) break;
  }
  page.count = std::min(page.count, counted);
  complete(context_, rows, context_.consistent);
  page.events.reserve(rows.size());
  for (EventRow& row : rows) page.events.push_back(std::move(row.event));
  return page;
}

// From one name to the next, so that it costs what there are names and not events.
std::vector<std::string> EventRows::municipalities(const domain::EventFilter& filter) const {
  const EventQuery query(filter, context_.database);
  return context_.database.rows_with<std::string>(
      "with recursive town (name) as (select min(municipality) from event where municipality > '' union all "
      "select (select min(municipality) from event where municipality > town.name) from town "
      "where town.name is not null) "
      "select name from town where name is not null and exists (select 1 from event e where e.municipality = name "
      "and " +
          query.condition() + ") order by name",
      query.values());
}

std::optional<domain::Event> EventRows::lock(domain::EventId id) {
  auto event = first(context_, locked_row(context_, id), true);
  if (event) locked_[id] = event->version + 1;
  return event;
}

std::optional<std::int64_t> EventRows::next_version(domain::EventId id) const {
  const auto locked = locked_.find(id);
  return locked == locked_.end() ? std::nullopt : std::optional(locked->second);
}

void EventRows::insert(const domain::Event& e) {
  context_.changes.content = true;
  const auto id = context_.database.row<domain::EventId>(
      "insert into event (id, uid, import_key, series_id, kind, status, publication_status, start_time, end_time, "
      "previous_start_time, time_zone, place_name, street_address, municipality, online_url, room_id, "
      "maximum_attendee_capacity, waiting_list_capacity, childcare_capacity, enrolment_start_time, "
      "enrolment_end_time, external_registration_url, waiting_list_offer_minutes, invited_only, phone_code_required, "
      "maximum_parties_per_contact, asks_name, asks_interpreter_language, asks_accessibility, confirmed_children, "
      "confirmed_persons, waitlisted_persons, version, sequence, created_time, last_modified_time, "
      "attendance_closed_time, content_stamp) "
      "values (?, ?, nullif(?, ''), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?, ?, ?, ?, ?, ?, ?, ?) "
      "on conflict do nothing returning id",
      e.id, e.uid, e.import_key, e.super_event, e.kind, e.status, e.publication_status, e.start_time, e.end_time,
      e.previous_start_time, e.time_zone, e.location.name, e.location.street_address, e.location.municipality,
      e.location.online_url, e.location.room, e.maximum_attendee_capacity, e.waiting_list_capacity,
      e.childcare_capacity, e.enrolment_start_time, e.enrolment_end_time, e.external_registration_url,
      e.waiting_list_offer, e.invited_only, e.phone_code_required, e.maximum_parties_per_contact, e.asks.name,
      e.asks.interpreter_language, e.asks.accessibility, e.confirmed_children, e.confirmed_persons,
      e.waitlisted_persons, e.version, e.sequence, e.created_time, e.last_modified_time, e.attendance_closed_time,
      random_stamp());
  if (!id) throw_duplicate();
  write_content(context_.database, e);
  insert_index(context_.database, e);
}

std::int64_t EventRows::update(const domain::Event& e) {
  context_.changes.content = true;
  context_.database.run(
      "update event set import_key = nullif(?, ''), kind = ?, status = ?, publication_status = ?, start_time = ?, "
      "end_time = ?, "
      "previous_start_time = ?, time_zone = ?, place_name = ?, street_address = ?, municipality = ?, online_url = ?, "
      "room_id = ?, maximum_attendee_capacity = ?, waiting_list_capacity = ?, childcare_capacity = ?, "
      "enrolment_start_time = ?, "
      "enrolment_end_time = ?, external_registration_url = ?, waiting_list_offer_minutes = ?, invited_only = ?, "
      "phone_code_required = ?, maximum_parties_per_contact = ?, asks_name = ?, asks_interpreter_language = ?, "
      "asks_accessibility = ?, sequence = ?, last_modified_time = ?, attendance_closed_time = ?, "
      "version = coalesce(?, version), content_stamp = ? where id = ?",
      e.import_key, e.kind, e.status, e.publication_status, e.start_time, e.end_time, e.previous_start_time,
      e.time_zone, e.location.name, e.location.street_address, e.location.municipality, e.location.online_url,
      e.location.room, e.maximum_attendee_capacity, e.waiting_list_capacity, e.childcare_capacity,
      e.enrolment_start_time, e.enrolment_end_time, e.external_registration_url, e.waiting_list_offer, e.invited_only,
      e.phone_code_required, e.maximum_parties_per_contact, e.asks.name, e.asks.interpreter_language,
      e.asks.accessibility, e.sequence, e.last_modified_time, e.attendance_closed_time, next_version(e.id),
      random_stamp(), e.id);
  write_content(context_.database, e);
  update_index(context_.database, e);
  return next_version(e.id).value_or(e.version);
}

std::int64_t EventRows::add_to_counts(domain::EventId id, int confirmed_persons, int waitlisted_persons,
                                      int confirmed_children) {
  context_.changes.places = true;
  context_.database.later(
      "update event set confirmed_persons = confirmed_persons + ?, waitlisted_persons = waitlisted_persons + ?, "
      "confirmed_children = confirmed_children + ?, version = coalesce(?, version) where id = ?",
      confirmed_persons, waitlisted_persons, confirmed_children, next_version(id), id);
  return next_version(id).value_or(0);
}

std::vector<domain::Event> EventRows::of_series(domain::SeriesId series) const {
  auto rows = context_.database.rows<EventRow>(
      "select " KUTSU_EVENT_COLUMNS " from event where series_id = ? order by start_time, id", series);
  complete(context_, rows, context_.consistent);
  std::vector<domain::Event> events;
  events.reserve(rows.size());
  for (EventRow& row : rows) events.push_back(std::move(row.event));
  return events;
}

std::optional<domain::Series> EventRows::find(domain::SeriesId id) const {
  return complete(context_.database,
                  context_.database.rows<SeriesRow>(
                      "select id, recurrence, coalesce(import_key, '') from series where id = ?", id));
}

std::optional<domain::Series> EventRows::find_series_by_import_key(std::string_view key) const {
  return complete(context_.database,
                  context_.database.rows<SeriesRow>(
                      "select id, recurrence, coalesce(import_key, '') from series where import_key = ?", key));
}

domain::SeriesId EventRows::insert(const domain::Series& series) {
  context_.changes.content = true;
  Connection& database = context_.database;
  const auto id = database.row<domain::SeriesId>(
      "insert into series (recurrence, import_key) values (?, nullif(?, '')) on conflict do nothing returning id",
      series.recurrence, series.import_key);
  if (!id) throw_duplicate();
  for (const auto& [language, text] : series.name) {
    database.run("insert into series_text (series_id, language, text) values (?, ?, ?)", *id, language, text);
  }
  for (const auto& day : series.exceptions) {
    const std::string text = domain::format_date(day);
    database.run("insert into series_exception (series_id, day) values (?, ?) on conflict do nothing", *id, text);
  }
  return *id;
}

}  // namespace storage
