#include "storage/events.hpp"

// What becomes of the people of past events.
namespace storage {

std::vector<domain::EventId> EventRows::with_people_ended_before(domain::Instant before, std::size_t limit) const {
  return context_.database.rows<domain::EventId>(
      "select e.id from event e where e.end_time < ? and "
      "(exists (select 1 from registration r where r.event_id = e.id) or "
      "exists (select 1 from invitation i where i.event_id = e.id)) order by e.end_time, e.id limit ?",
      before, limit);
}

std::vector<domain::EventId> EventRows::with_answers_ended_before(domain::Instant before, std::size_t limit) const {
  return context_.database.rows<domain::EventId>(
      "select e.id from event e where e.end_time < ? and "
      "exists (select 1 from registration r where r.event_id = e.id and r.answers <> '') "
      "order by e.end_time, e.id limit ?",
      before, limit);
}

std::vector<domain::AttendanceCount> EventRows::attendance(domain::EventId event) const {
  std::vector<domain::AttendanceCount> counts;
  using Row = std::tuple<std::string, std::string, int>;
  for (auto& [measure, key, count] : context_.database.rows<Row>(
           "select measure, key, count from event_attendance where event_id = ? order by measure, key", event)) {
    counts.push_back({std::move(measure), std::move(key), count});
  }
  return counts;
}

std::vector<domain::EventId> EventRows::with_wrong_counts() const {
  // Registrations that have become counts are still in the event's own (domain/tally.hpp).
  return context_.database.rows<domain::EventId>(
      "select e.id from event e left join ("
      "select r.event_id, sum(case when r.status in ('confirmed', 'offered') then p.persons else 0 end) as confirmed, "
      "sum(case when r.status = 'waitlisted' then p.persons else 0 end) as waitlisted, "
      "sum(case when r.status in ('confirmed', 'offered') then p.children else 0 end) as children "
      "from registration r join (select registration_id, count(*) as persons, count(child_age) as children "
      "from person group by registration_id) p on p.registration_id = r.id group by r.event_id) s "
      "on s.event_id = e.id left join ("
      "select event_id, "
      "sum(case when measure = 'persons' and key <> 'waitlisted' then count else 0 end) as confirmed, "
      "sum(case when measure = 'persons' and key = 'waitlisted' then count else 0 end) as waitlisted, "
      "sum(case when measure = 'children' then count else 0 end) as children "
      "from event_attendance group by event_id) a on a.event_id = e.id "
      "where e.confirmed_persons <> coalesce(s.confirmed, 0) + coalesce(a.confirmed, 0) or "
      "e.waitlisted_persons <> coalesce(s.waitlisted, 0) + coalesce(a.waitlisted, 0) or "
      "e.confirmed_children <> coalesce(s.children, 0) + coalesce(a.children, 0) or "
      "e.is_full <> case when e.confirmed_persons >= e.maximum_attendee_capacity then 1 else 0 end order by e.id");
}

void EventRows::add_attendance(domain::EventId id, std::span<const domain::AttendanceCount> counts) {
  for (const domain::AttendanceCount& count : counts) {
    context_.database.run(
        "insert into event_attendance (event_id, measure, key, count) values (?, ?, ?, ?) "
        "on conflict (event_id, measure, key) do update set count = event_attendance.count + excluded.count",
        id, count.measure, count.key, count.count);
  }
}

}  // namespace storage
