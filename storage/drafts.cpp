#include "storage/drafts.hpp"

#include "storage/event_ids.hpp"
#include "storage/material_row.hpp"

namespace storage {
namespace {

struct TraceRow {
  domain::DraftTraces traces;
};
auto fields(TraceRow& row) {
  domain::DraftTraces& t = row.traces;
  return std::tie(t.event, t.was_shown, t.registrations, t.asked_interpreters, t.messages, t.invitations);
}

struct RemovedRow {
  domain::RemovedDate date;
  domain::Instant recurrence_id;
};
auto fields(RemovedRow& row) {
  return std::tie(row.date.uid, row.recurrence_id, row.date.name, row.date.start_time);
}

// Messages to those registered are there as long as they are.
constexpr std::string_view select_traces =
    "select e.id, e.was_shown, (select count(*) from registration r where r.event_id = e.id) + "
    "(select count(*) from event_attendance a where a.event_id = e.id), "
    "(select count(*) from interpreter_booking b where b.event_id = e.id and "
    "(b.interpreter_id is not null or b.status not in ('requested', 'cancelled_free'))), "
    "(select count(*) from outbox o where o.event_id = e.id and o.registration_id is null and "
    "o.kind not in ('submission_approved', 'submission_returned')), "
    "(select count(*) from invitation i where i.event_id = e.id) from event e where ";

}  // namespace

std::vector<domain::DraftTraces> DraftRows::traces(std::span<const domain::EventId> events) const {
  std::vector<domain::DraftTraces> found;
  if (events.empty()) return found;
  std::vector<std::int64_t> ids;
  for (const domain::EventId id : events) ids.push_back(id.value);
  Connection& database = context_.database;
  const EventIds these(database.engine(), ids);
  for (TraceRow& row : database.rows_with<TraceRow>(std::string(select_traces) + these.are("e.id"), these.value())) {
    found.push_back(row.traces);
  }
  return found;
}

std::vector<domain::RemovedDate> DraftRows::removed_dates(domain::SubscriptionId subscription,
                                                          domain::Instant after) const {
  std::vector<domain::RemovedDate> dates;
  for (RemovedRow& row : context_.database.rows<RemovedRow>(
           "select uid, recurrence_id, name, start_time from removed_date where subscription_id = ? and "
           "start_time > ? order by start_time, uid, recurrence_id",
           subscription, after)) {
    if (row.recurrence_id != domain::Instant{}) row.date.recurrence_id = row.recurrence_id;
    dates.push_back(std::move(row.date));
  }
  return dates;
}

// What else is an event's own goes with its row.
void DraftRows::remove(const domain::Event& event) {
  context_.changes.content = true;
  context_.new_index_rows.write(context_.database);
  Connection& database = context_.database;
  database.run(
      "insert into removed_date (subscription_id, uid, recurrence_id, name, start_time) "
      "select subscription_id, uid, recurrence_id, name, start_time from subscribed_event where event_id = ? "
      "on conflict do nothing",
      event.id);
  remove_people(event.id);
  const domain::SeriesId series = event.super_event.value_or(domain::SeriesId{});
  const auto files = database.rows<domain::MaterialFileId>(
      "select distinct file_id from material where file_id is not null and (event_id = ? or series_id = ?) "
      "order by file_id",
      event.id, series);
  for (const auto file : files) hold_file(database, file);
  database.run("delete from event_search where event_id = ?", event.id);
  database.run("delete from event where id = ?", event.id);
  database.run(
      "delete from series where id = ? and import_key is null and not exists (select 1 from event where series_id = ?)",
      series, series);
  for (const auto file : files) remove_unused_file(database, file);
}

void DraftRows::remove_people(domain::EventId event) {
  Connection& database = context_.database;
  database.run("delete from outbox where event_id = ? and registration_id is null", event);
  database.run("delete from invitation where event_id = ?", event);
  database.run("delete from interpreter_booking where event_id = ? and interpreter_id is null", event);
}

std::size_t DraftRows::forget_removed_dates(domain::SubscriptionId subscription) {
  return static_cast<std::size_t>(
      context_.database.run("delete from removed_date where subscription_id = ?", subscription));
}

}  // namespace storage
