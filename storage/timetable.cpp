#include "storage/timetable.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "storage/event_index.hpp"

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
// Behind "union all", for nothing is in both halves. Values: from, from + longest_event, from - short_event. A plus
// before a number, or a text beside a text, keeps its index out of the choice.
#define KUTSU_LONG                                                                                                  \
  KUTSU_SLOT                                                                                                        \
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

// In order here: these are few, and a sorter costs SQLite as much as finding them.
std::vector<domain::Slot> slots(const std::vector<SlotRow>& rows, std::size_t limit) {
  std::vector<domain::Slot> slots;
  slots.reserve(rows.size());
  for (const SlotRow& row : rows) slots.push_back(row.slot);
  std::ranges::sort(slots, {}, [](const domain::Slot& slot) { return std::pair(slot.start_time, slot.event); });
  if (slots.size() > limit) slots.resize(limit);
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

// Any of these words. Few are values of the statement each, so that no list has to be taken apart.
class Choice {
 public:
  Choice(Engine engine, std::vector<std::string> words) : engine_(engine), words_(std::move(words)) {
    if (words_.empty() || words_.size() > few) {
      list_ = list_value(engine, words_);
    } else {
      words_.resize(few, words_.front());
    }
  }
  [[nodiscard]] std::string has(std::string_view column) const {
    return list_.empty() ? std::string(column) + " in (?, ?, ?, ?)" : any_of(engine_, column, true);
  }
  void add_to(std::vector<Value>& values) const {
    if (!list_.empty()) return values.push_back(to_value(list_));
    for (const std::string& word : words_) values.push_back(to_value(word));
  }

 private:
  static constexpr std::size_t few = 4;
  Engine engine_;
  std::vector<std::string> words_;
  std::string list_;
};

}  // namespace

std::vector<domain::Slot> TimetableRows::in_room(domain::RoomId room, Instant from, Instant to) const {
  return slots(context_.database.rows_with<SlotRow>(KUTSU_SLOT "where e.room_id = ?" KUTSU_SHORT
                                                               " union all " KUTSU_LONG "+e.room_id = ?",
                                                    values_of(Span(from, to), {to_value(room)})),
               std::numeric_limits<std::size_t>::max());
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
  const std::vector<Value> values = values_of(Span(from, to), {one ? to_value(ids.front()) : to_value(list)});
  return slots(database.rows_with<SlotRow>(
                   KUTSU_SLOT "join event_organiser o on o.event_id = e.id where " + theirs +
                       " and o.start_time > ? and o.start_time < ? and o.end_time > ?" KUTSU_HELD +
                       // An event of two of them comes once.
                       (one ? " union all " : " union ") +
                       KUTSU_LONG "exists (select 1 from event_organiser o where o.event_id = e.id and " + theirs + ")",
                   values),
               limit);
}

// Rows of a place are found from one start to another (event_index.hpp).
std::vector<domain::Slot> TimetableRows::at_place(const std::string& folded_name, Instant from, Instant to,
                                                  std::size_t limit) const {
  context_.new_index_rows.write(context_.database);
  const Span span(from, to);
  const Value place = to_value(folded_name);
  const std::vector<Value> values{place,
                                  to_value(first_key(span.begun_after.number + 1)),
                                  to_value(first_key(span.to.number)),
                                  span.from,
                                  span.from,
                                  span.long_after,
                                  span.begun_after,
                                  place};
  return slots(context_.database.rows_with<SlotRow>(
                   KUTSU_SLOT
                   "join event_search s on s.event_id = e.id where s.place = ? and s.sort_key >= ? and s.sort_key < ? "
                   "and e.end_time > ?" KUTSU_HELD " union all " KUTSU_LONG
                   "exists (select 1 from event_search s where s.event_id = e.id and s.place = ?)",
                   values),
               limit);
}

std::vector<domain::Slot> TimetableRows::for_audience(const domain::Audience& audience, Instant from, Instant to,
                                                      std::size_t limit) const {
  const Engine engine = context_.database.engine();
  const Choice themes(engine, audience.themes);
  const Choice languages(engine, words_of(audience.languages));
  const std::string same = "exists (select 1 from event_keyword k where k.event_id = e.id and " +
                           themes.has("k.keyword || ''") +
                           ") and exists (select 1 from event_language l where l.event_id = e.id and " +
                           languages.has("l.language || ''") + ")";
  const Span span(from, to);
  const Value town = to_value(audience.municipality);
  std::vector<Value> values{town, span.begun_after, span.to, span.from};
  themes.add_to(values);
  languages.add_to(values);
  values.insert(values.end(), {span.from, span.long_after, span.begun_after, town});
  themes.add_to(values);
  languages.add_to(values);
  return slots(context_.database.rows_with<SlotRow>(KUTSU_SLOT "where e.municipality = ?" KUTSU_SHORT "and " + same +
                                                        " union all " KUTSU_LONG "e.municipality || '' = ? and " + same,
                                                    values),
               limit);
}

}  // namespace storage
