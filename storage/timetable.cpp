#include "storage/timetable.hpp"

#include <array>

namespace storage {
namespace {

using namespace std::chrono_literals;
using domain::Instant;

// What lasts no longer overlaps [from, to) only where it starts after `from - short_event`. The few events that last
// longer stand in the index event_long, whose condition names the same number of seconds.
constexpr std::chrono::seconds short_event = 8h;
// domain::validate lets no event last longer.
constexpr std::chrono::seconds longest_event = 31 * 24h;

struct SlotRow {
  domain::Slot slot;
};
auto fields(SlotRow& row) {
  return std::tie(row.slot.event, row.slot.start_time, row.slot.end_time, row.slot.publication);
}

#define KUTSU_SLOT "select e.id, e.start_time, e.end_time, e.publication_status from event e "
#define KUTSU_HELD " and e.status <> 'EventCancelled' "
// Values: from - short_event, to, from.
#define KUTSU_SHORT " and e.start_time > ? and e.start_time < ? and e.end_time > ?" KUTSU_HELD
// Values: from, from + longest_event, from - short_event. A plus before a number, or a text beside a text, keeps its
// index out of the choice.
#define KUTSU_LONG                                                                                                  \
  " union " KUTSU_SLOT                                                                                              \
  "where e.end_time - e.start_time > 28800 and e.end_time > ? and e.end_time < ? and +e.start_time <= ?" KUTSU_HELD \
  "and "

struct Span {
  Span(Instant begin, Instant end)
      : begun_after(to_value(begin - short_event)),
        from(to_value(begin)),
        to(to_value(end)),
        long_after(to_value(begin + longest_event)) {}
  Value begun_after;
  Value from;
  Value to;
  Value long_after;
};

std::vector<domain::Slot> slots(std::vector<SlotRow> rows) {
  std::vector<domain::Slot> slots;
  slots.reserve(rows.size());
  for (const SlotRow& row : rows) slots.push_back(row.slot);
  return slots;
}

// `also` in both halves, its values `wanted` too.
std::vector<Value> values_of(const Span& span, const std::vector<Value>& wanted) {
  std::vector<Value> values = wanted;
  values.insert(values.end(), {span.begun_after, span.to, span.from, span.from, span.long_after, span.begun_after});
  values.insert(values.end(), wanted.begin(), wanted.end());
  return values;
}

template <class Names>
std::vector<std::string> words_of(const Names& names) {
  std::vector<std::string> words;
  for (const auto& name : names) words.emplace_back(to_value(name).text);
  return words;
}

}  // namespace

std::vector<domain::Slot> TimetableRows::in_room(domain::RoomId room, Instant from, Instant to) const {
  return slots(context_.database.rows_with<SlotRow>(KUTSU_SLOT "where e.room_id = ?" KUTSU_SHORT KUTSU_LONG
                                                               "+e.room_id = ? order by 2, 1",
                                                    values_of(Span(from, to), {to_value(room)})));
}

std::vector<domain::Slot> TimetableRows::of_organisations(std::span<const domain::OrganisationId> organisations,
                                                          Instant from, Instant to, std::size_t limit) const {
  std::vector<std::int64_t> ids;
  for (const domain::OrganisationId id : organisations) ids.push_back(id.value);
  Connection& database = context_.database;
  // Nearly always one.
  const bool one = ids.size() == 1;
  const std::string list = one ? std::string() : list_value(database.engine(), ids);
  const std::string theirs = one ? "o.organisation_id = ?" : any_of(database.engine(), "o.organisation_id", false);
  std::vector<Value> values = values_of(Span(from, to), {one ? to_value(ids.front()) : to_value(list)});
  values.push_back(to_value(limit));
  return slots(database.rows_with<SlotRow>(
      KUTSU_SLOT "join event_organiser o on o.event_id = e.id where " + theirs +
          " and o.start_time > ? and o.start_time < ? and o.end_time > ?" KUTSU_HELD KUTSU_LONG
          "exists (select 1 from event_organiser o where o.event_id = e.id and " +
          theirs + ") order by 2, 1 limit ?",
      values));
}

std::vector<domain::Slot> TimetableRows::for_audience(const domain::Audience& audience, Instant from, Instant to,
                                                      std::size_t limit) const {
  Connection& database = context_.database;
  const Engine engine = database.engine();
  const std::string themes = list_value(engine, audience.themes);
  const std::string languages = list_value(engine, words_of(audience.languages));
  const std::string same = "exists (select 1 from event_keyword k where k.event_id = e.id and " +
                           any_of(engine, "k.keyword", true) +
                           ") and exists (select 1 from event_language l where l.event_id = e.id and " +
                           any_of(engine, "l.language", true) + ")";
  const Span span(from, to);
  const Value town = to_value(audience.municipality);
  const std::array<Value, 2> lists{to_value(themes), to_value(languages)};
  const std::vector<Value> values{town,     span.begun_after, span.to,         span.from,        lists[0],
                                  lists[1], span.from,        span.long_after, span.begun_after, town,
                                  lists[0], lists[1],         to_value(limit)};
  return slots(database.rows_with<SlotRow>(KUTSU_SLOT "where e.municipality = ?" KUTSU_SHORT "and " + same +
                                               KUTSU_LONG "e.municipality || '' = ? and " + same +
                                               " order by 2, 1 limit ?",
                                           values));
}

}  // namespace storage
