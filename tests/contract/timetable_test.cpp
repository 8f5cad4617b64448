#include <gmock/gmock.h>

#include <algorithm>
#include <random>

#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;
using std::chrono::minutes;

namespace contract {

// What happens at the same time, against the same question asked of every event there is.
class Timetable : public Contract {
 protected:
  static constexpr int hour = 60;
  static constexpr int day = 24 * hour;

  Timetable() {
    for (const char* name : {"Mimosa", "Valma", "TE-palvelut"}) {
      organisations.push_back(write([&](Transaction& tx) { return tx.organisations().insert({{}, name, "Mikkeli"}); }));
    }
    for (const char* name : {"Sali 1", "Sali 2"}) {
      Room room;
      room.organisation = organisations[0];
      room.name = name;
      room.municipality = "Mikkeli";
      rooms.push_back(write([&](Transaction& tx) { return tx.rooms().insert(room); }));
    }
  }

  Event& add(int start, int length) {
    Event event = sample_event(static_cast<std::int64_t>(events.size()) + 1, organisations[0], start);
    event.end_time = event.start_time + minutes{length};
    events.push_back(std::move(event));
    return events.back();
  }
  void store_all() {
    store->write([&](Transaction& tx) {
      for (const Event& event : events) tx.events().insert(event);
    });
  }
  // Of every event there is, those that `holds` of and that overlap.
  template <class Holds>
  std::vector<std::int64_t> expected(Instant from, Instant to, const Holds& holds) {
    std::vector<Event> found;
    for (const Event& event : events) {
      const bool overlaps = event.start_time < to && event.end_time > from;
      if (overlaps && event.status != EventStatus::cancelled && holds(event)) found.push_back(event);
    }
    std::ranges::sort(found, {}, [](const Event& event) { return std::pair(event.start_time, event.id.value); });
    std::vector<std::int64_t> ids;
    for (const Event& event : found) ids.push_back(event.id.value);
    return ids;
  }
  static std::vector<std::int64_t> ids(const std::vector<Slot>& slots) {
    std::vector<std::int64_t> ids;
    for (const Slot& slot : slots) ids.push_back(slot.event.value);
    return ids;
  }
  std::vector<std::int64_t> in_room(RoomId room, Instant from, Instant to) {
    return ids(read([&](const Snapshot& s) { return s.timetable().in_room(room, from, to); }));
  }

  std::vector<OrganisationId> organisations;
  std::vector<RoomId> rooms;
  std::vector<Event> events;
};
ON_EVERY_ENGINE(Timetable);

TEST_P(Timetable, what_ends_when_another_begins_does_not_overlap_it) {
  add(0, hour).location.room = rooms[0];
  store_all();
  EXPECT_THAT(in_room(rooms[0], at(hour), at(2 * hour)), testing::IsEmpty());
  EXPECT_THAT(in_room(rooms[0], at(-hour), at(0)), testing::IsEmpty());
  EXPECT_THAT(in_room(rooms[0], at(hour - 1), at(2 * hour)), testing::ElementsAre(1));
  EXPECT_THAT(in_room(rooms[0], at(-hour), at(1)), testing::ElementsAre(1));
  EXPECT_THAT(in_room(rooms[1], at(0), at(hour)), testing::IsEmpty());
}

TEST_P(Timetable, a_long_event_is_found_on_its_last_day) {
  add(0, 31 * day).location.room = rooms[0];
  add(0, 8 * hour).location.room = rooms[0];
  add(0, 8 * hour + 1).location.room = rooms[0];
  store_all();
  EXPECT_THAT(in_room(rooms[0], at(31 * day - 1), at(32 * day)), testing::ElementsAre(1));
  EXPECT_THAT(in_room(rooms[0], at(8 * hour - 1), at(9 * hour)), testing::ElementsAre(1, 2, 3));
  EXPECT_THAT(in_room(rooms[0], at(8 * hour), at(9 * hour)), testing::ElementsAre(1, 3));
}

TEST_P(Timetable, a_cancelled_event_frees_its_room_and_a_moved_one_takes_another_time) {
  add(0, hour).location.room = rooms[0];
  add(0, hour).location.room = rooms[0];
  store_all();
  store->write([&](Transaction& tx) {
    Event gone = tx.events().lock(EventId{1}).value();
    gone.status = EventStatus::cancelled;
    tx.events().update(gone);
    Event moved = tx.events().lock(EventId{2}).value();
    moved.start_time = at(day);
    moved.end_time = at(day + hour);
    tx.events().update(moved);
  });
  EXPECT_THAT(in_room(rooms[0], at(0), at(hour)), testing::IsEmpty());
  EXPECT_THAT(in_room(rooms[0], at(day), at(day + 1)), testing::ElementsAre(2));
  const auto theirs = read([&](const Snapshot& s) {
    return s.timetable().of_organisations(std::array{organisations[0]}, at(day), at(day + 1), 10);
  });
  EXPECT_THAT(ids(theirs), testing::ElementsAre(2));
}

TEST_P(Timetable, a_place_is_found_by_its_folded_name_at_that_time_alone) {
  add(0, hour).location.name = "Monitoimitalo, sali";
  add(30, hour).location.name = "MONITOIMITALO – Sali!";
  add(0, hour).location.name = "Monitoimitalo";
  add(2 * hour, hour).location.name = "Monitoimitalo sali";
  add(-3 * day, 4 * day).location.name = "Monitoimitalo sali";
  add(0, hour).location.name = "Monitoimitalo sali";
  events.back().status = EventStatus::cancelled;
  store_all();
  const auto at_place = [&](const std::string& name, Instant from, Instant to, std::size_t limit = 10) {
    return ids(read([&](const Snapshot& s) { return s.timetable().at_place(name, from, to, limit); }));
  };
  EXPECT_THAT(at_place("monitoimitalo sali", at(0), at(hour)), testing::ElementsAre(5, 1, 2));
  EXPECT_THAT(at_place("monitoimitalo sali", at(0), at(hour), 2), testing::ElementsAre(5, 1));
  EXPECT_THAT(at_place("monitoimitalo sali", at(hour), at(2 * hour)), testing::ElementsAre(5, 2));
  EXPECT_THAT(at_place("sali", at(0), at(hour)), testing::IsEmpty());
}

TEST_P(Timetable, every_question_is_answered_as_by_looking_at_every_event) {
  std::mt19937 random(7);
  const auto one_of = [&](const auto& list) { return list[random() % list.size()]; };
  const std::vector<std::string> towns{"Mikkeli", "Kemi", ""};
  const std::vector<std::string> themes{"housing", "economy", "job-seeking"};
  const std::vector<LanguageTag> languages{LanguageTag("fi"), LanguageTag("ar"), LanguageTag("so")};
  const std::vector<int> lengths{30, 90, 8 * hour, 8 * hour + 1, 3 * day, 31 * day};
  for (int i = 0; i < 200; ++i) {
    Event& event = add(static_cast<int>(random() % (40 * day)), one_of(lengths));
    if (random() % 2 == 0) event.location.room = one_of(rooms);
    event.location.municipality = one_of(towns);
    event.keywords = {one_of(themes)};
    event.in_language = {one_of(languages)};
    event.interpreted_languages = {one_of(languages)};
    event.organisers = {{one_of(organisations), ""}};
    if (random() % 3 == 0 && event.organisers[0].id != organisations[1]) {
      event.organisers.push_back({organisations[1], ""});
    }
    if (random() % 5 == 0) event.status = EventStatus::cancelled;
    if (random() % 3 == 0) event.publication_status = PublicationStatus::draft;
  }
  store_all();
  for (int i = 0; i < 60; ++i) {
    const Instant from = at(static_cast<int>(random() % (45 * day)) - 2 * day);
    const Instant to = from + minutes{one_of(lengths)};
    const RoomId room = one_of(rooms);
    EXPECT_EQ(in_room(room, from, to), expected(from, to, [&](const Event& e) { return e.location.room == room; }));
    const std::vector<OrganisationId> asked{one_of(organisations), one_of(organisations)};
    const auto theirs = read([&](const Snapshot& s) { return s.timetable().of_organisations(asked, from, to, 1000); });
    EXPECT_EQ(ids(theirs), expected(from, to, [&](const Event& e) {
                return std::ranges::any_of(e.organisers, [&](const Organiser& organiser) {
                  return std::ranges::find(asked, organiser.id) != asked.end();
                });
              }));
    const Audience audience{one_of(towns), {one_of(themes), one_of(themes)}, {one_of(languages)}};
    const auto same = read([&](const Snapshot& s) { return s.timetable().for_audience(audience, from, to, 1000); });
    EXPECT_EQ(ids(same), expected(from, to, [&](const Event& e) {
                const bool theme = std::ranges::find(audience.themes, e.keywords[0]) != audience.themes.end();
                const LanguageTag& language = audience.languages[0];
                return e.location.municipality == audience.municipality && theme &&
                       (e.in_language[0] == language || e.interpreted_languages[0] == language);
              }));
  }
}

TEST_P(Timetable, no_more_than_asked_for_are_answered_the_first_ones) {
  for (int i = 0; i < 5; ++i) add(5 - i, hour);
  store_all();
  const auto theirs = read([&](const Snapshot& s) {
    return s.timetable().of_organisations(std::array{organisations[0]}, at(0), at(hour), 2);
  });
  EXPECT_THAT(ids(theirs), testing::ElementsAre(5, 4));
  EXPECT_EQ(theirs.front().publication, PublicationStatus::open_to_all);
}

}  // namespace contract
