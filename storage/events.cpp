#include "storage/events.hpp"

#include <algorithm>
#include <unordered_map>

#include "domain/count_limit.hpp"
#include "storage/event_index.hpp"
#include "storage/event_search.hpp"
#include "storage/failure.hpp"

namespace storage {
namespace {

constexpr std::size_t largest_page = 1'000'000'000;

bool is_full(int confirmed_persons, std::optional<int> capacity) {
  return capacity && confirmed_persons >= *capacity;
}

// To anybody but its organisers' staff.
bool was_shown(const domain::Event& event) {
  return event.publication_status != domain::PublicationStatus::draft;
}

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

// At most `most` of each part, one part behind the other: asked for together.
std::vector<std::int64_t> keys_of(Connection& database, const EventQuery::Step& step, std::size_t most) {
  std::vector<std::vector<std::int64_t>> found(step.parts.size());
  const bool has_one_plan = std::ranges::any_of(step.parts, &KeyQuery::has_one_plan);
  if (has_one_plan) database.later("set local plan_cache_mode = force_generic_plan");
  for (std::size_t i = 0; i < step.parts.size(); ++i) {
    const KeyQuery& part = step.parts[i];
    std::vector<Value> values = part.values;
    values.insert(values.end(), static_cast<std::size_t>(part.limits), to_value(most));
    database.rows_later(found[i], part.sql + " limit ?", values);
  }
  if (has_one_plan) database.later("set local plan_cache_mode = auto");
  database.settle();
  std::vector<std::int64_t> keys;
  for (const auto& part : found) keys.insert(keys.end(), part.begin(), part.end());
  return keys;
}

// In the order of their keys.
std::vector<EventRow> rows_of(Connection& database, std::vector<std::int64_t> keys, bool are_sort_keys) {
  if (keys.empty()) return {};
  if (are_sort_keys) {
    using Found = std::tuple<std::int64_t, std::int64_t>;
    const auto found = database.rows<Found>(
        "select sort_key, event_id from event_search where " + any_of(database.engine(), "sort_key", false),
        list_value(database.engine(), keys));
    std::unordered_map<std::int64_t, std::int64_t> ids;
    for (const auto& [key, id] : found) ids.emplace(key, id);
    for (std::int64_t& key : keys) key = ids.at(key);
  }
  std::unordered_map<std::int64_t, std::size_t> places;
  for (std::size_t i = 0; i < keys.size(); ++i) places.emplace(keys[i], i);
  auto rows = database.rows<EventRow>(
      "select " KUTSU_EVENT_COLUMNS " from event where " + any_of(database.engine(), "id", false),
      list_value(database.engine(), keys));
  std::ranges::sort(rows, {}, [&](const EventRow& row) { return places.at(row.event.id.value); });
  return rows;
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

// Step after step, as far as the page goes, and a little further to count.
domain::EventPage EventRows::find(const domain::EventFilter& filter) const {
  Connection& database = context_.database;
  context_.new_index_rows.write(database);
  const EventQuery query(filter, database);
  const std::size_t skip = std::min(filter.offset, largest_page);
  const std::size_t end = skip + std::min(filter.limit, largest_page);
  const std::size_t counted = std::max(domain::counted_up_to(filter), end);
  std::vector<std::int64_t> wanted;
  domain::EventPage page;
  for (const EventQuery::Step& step : query.steps()) {
    for (const std::int64_t key : keys_of(database, step, counted + 1 - page.count)) {
      if (page.count >= skip && page.count < end) wanted.push_back(key);
      ++page.count;
    }
    page.more_than_counted = page.count > counted;
    if (page.more_than_counted) break;
  }
  page.count = std::min(page.count, counted);
  auto rows = rows_of(database, std::move(wanted), query.finds_sort_keys());
  complete(context_, rows, context_.consistent);
  page.events.reserve(rows.size());
  for (EventRow& row : rows) page.events.push_back(std::move(row.event));
  return page;
}

// From one name to the next, so that it costs what there are names and not events.
std::vector<std::string> EventRows::municipalities(const domain::EventFilter& filter) const {
  context_.new_index_rows.write(context_.database);
  const EventQuery query(filter, context_.database);
  return context_.database.rows_with<std::string>(
      "with recursive town (name) as (select min(municipality) from event where municipality > '' union all "
      "select (select min(municipality) from event where municipality > town.name) from town "
      "where town.name is not null) "
      "select name from town where name is not null and exists (select 1 from event e where e.municipality = name "
      "and " +
          query.condition().sql + ") order by name",
      query.condition().values);
}

std::optional<domain::Event> EventRows::lock(domain::EventId id) {
  auto event = first(context_, locked_row(context_, id), true);
  if (event) locked_[id] = {event->version + 1, event->confirmed_persons, event->maximum_attendee_capacity};
  return event;
}

std::optional<std::int64_t> EventRows::next_version(domain::EventId id) const {
  const auto locked = locked_.find(id);
  return locked == locked_.end() ? std::nullopt : std::optional(locked->second.next_version);
}

void EventRows::insert(const domain::Event& e) {
  context_.changes.content = true;
  const auto inserted = context_.database.run(
      "insert into event (id, uid, import_key, series_id, kind, status, publication_status, start_time, end_time, "
      "previous_start_time, time_zone, place_name, street_address, municipality, online_url, room_id, "
      "maximum_attendee_capacity, waiting_list_capacity, childcare_capacity, enrolment_start_time, "
      "enrolment_end_time, external_registration_url, waiting_list_offer_minutes, invited_only, phone_code_required, "
      "maximum_parties_per_contact, asks_name, asks_interpreter_language, asks_accessibility, confirmed_children, "
      "confirmed_persons, waitlisted_persons, version, sequence, created_time, last_modified_time, "
      "attendance_closed_time, content_stamp, is_full, was_shown) "
      "values (?, ?, nullif(?, ''), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "on conflict do nothing",
      e.id, e.uid, e.import_key, e.super_event, e.kind, e.status, e.publication_status, e.start_time, e.end_time,
      e.previous_start_time, e.time_zone, e.location.name, e.location.street_address, e.location.municipality,
      e.location.online_url, e.location.room, e.maximum_attendee_capacity, e.waiting_list_capacity,
      e.childcare_capacity, e.enrolment_start_time, e.enrolment_end_time, e.external_registration_url,
      e.waiting_list_offer, e.invited_only, e.phone_code_required, e.maximum_parties_per_contact, e.asks.name,
      e.asks.interpreter_language, e.asks.accessibility, e.confirmed_children, e.confirmed_persons,
      e.waitlisted_persons, e.version, e.sequence, e.created_time, e.last_modified_time, e.attendance_closed_time,
      random_stamp(), is_full(e.confirmed_persons, e.maximum_attendee_capacity), was_shown(e));
  if (inserted == 0) throw_duplicate();
  insert_content(context_.database, e);
  context_.new_index_rows.add(context_.database, index_row(e));
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
      "version = coalesce(?, version), content_stamp = ?, "
      "is_full = case when confirmed_persons >= ? then 1 else 0 end, "
      "was_shown = case when ? = 1 then 1 else was_shown end where id = ?",
      e.import_key, e.kind, e.status, e.publication_status, e.start_time, e.end_time, e.previous_start_time,
      e.time_zone, e.location.name, e.location.street_address, e.location.municipality, e.location.online_url,
      e.location.room, e.maximum_attendee_capacity, e.waiting_list_capacity, e.childcare_capacity,
      e.enrolment_start_time, e.enrolment_end_time, e.external_registration_url, e.waiting_list_offer, e.invited_only,
      e.phone_code_required, e.maximum_parties_per_contact, e.asks.name, e.asks.interpreter_language,
      e.asks.accessibility, e.sequence, e.last_modified_time, e.attendance_closed_time, next_version(e.id),
      random_stamp(), e.maximum_attendee_capacity, was_shown(e), e.id);
  if (const auto locked = locked_.find(e.id); locked != locked_.end()) {
    locked->second.maximum_attendee_capacity = e.maximum_attendee_capacity;
  }
  replace_content(context_.database, e);
  context_.new_index_rows.write(context_.database);
  update_index(context_.database, e);
  return next_version(e.id).value_or(e.version);
}

std::int64_t EventRows::add_to_counts(domain::EventId id, int confirmed_persons, int waitlisted_persons,
                                      int confirmed_children) {
  context_.changes.places = true;
  const auto locked = locked_.find(id);
  // What an index stands on is written only when it changes.
  bool fills = true;
  if (locked != locked_.end()) {
    Locked& event = locked->second;
    const bool before = is_full(event.confirmed_persons, event.maximum_attendee_capacity);
    event.confirmed_persons += confirmed_persons;
    fills = is_full(event.confirmed_persons, event.maximum_attendee_capacity) != before;
  }
  context_.database.later(
      "update event set confirmed_persons = confirmed_persons + ?, waitlisted_persons = waitlisted_persons + ?, "
      "confirmed_children = confirmed_children + ?, version = coalesce(?, version) where id = ?",
      confirmed_persons, waitlisted_persons, confirmed_children, next_version(id), id);
  if (fills) {
    context_.database.later(
        "update event set is_full = case when confirmed_persons >= maximum_attendee_capacity then 1 else 0 end "
        "where id = ?",
        id);
  }
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

}  // namespace storage
