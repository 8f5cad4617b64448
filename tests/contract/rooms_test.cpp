#include <gmock/gmock.h>

#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;

namespace contract {

class Rooms : public Contract {
 protected:
  OrganisationId organisation(const std::string& name = "Mimosa") {
    return write([&](Transaction& tx) {
      const auto known = tx.organisations().find_by_name(name);
      return known ? known->id : tx.organisations().insert({{}, name, "Mikkeli"});
    });
  }
  Room room(const std::string& name = "Sali 2") {
    Room room;
    room.organisation = organisation();
    room.name = name;
    room.street_address = "Esimerkkikatu 1";
    room.municipality = "Mikkeli";
    room.capacity = 30;
    room.directions = {{LanguageTag("fi"), "Toinen kerros"}, {LanguageTag("ar"), "الطابق الثاني"}};
    room.step_free = Fact::yes;
    room.induction_loop = Fact::no;
    return room;
  }
  Room stored(Room room) {
    room.id = write([&](Transaction& tx) { return tx.rooms().insert(room); });
    return room;
  }
  Room now(RoomId id) {
    return read([&](const Snapshot& s) { return s.rooms().find(id); }).value();
  }
};
ON_EVERY_ENGINE(Rooms);

TEST_P(Rooms, a_room_comes_back_as_it_was_stored) {
  const Room put = stored(room());
  const Room found = now(put.id);
  EXPECT_GT(found.id.value, 0);
  EXPECT_EQ(found.organisation, put.organisation);
  EXPECT_EQ(static_cast<const RoomDetails&>(found), static_cast<const RoomDetails&>(put));
  EXPECT_EQ(found.version, 1);
  EXPECT_FALSE(read([](const Snapshot& s) { return s.rooms().find(RoomId{99}); }));
}

TEST_P(Rooms, a_change_replaces_everything_but_the_owner_and_moves_the_version) {
  Room changed = stored(room());
  changed.name = "Sali 3";
  changed.street_address = "";
  changed.municipality = "Kemi";
  changed.capacity.reset();
  changed.directions = {{LanguageTag("en"), "Second floor"}};
  changed.step_free = Fact::unknown;
  changed.induction_loop = Fact::yes;
  changed.retired = true;
  store->write([&](Transaction& tx) { tx.rooms().update(changed); });
  const Room found = now(changed.id);
  EXPECT_EQ(static_cast<const RoomDetails&>(found), static_cast<const RoomDetails&>(changed));
  EXPECT_EQ(found.organisation, changed.organisation);
  EXPECT_EQ(found.version, 2);
}

TEST_P(Rooms, they_are_listed_by_town_then_by_name_whatever_the_case) {
  for (const auto& [town, name] : {std::pair("Mikkeli", "b"), std::pair("Kemi", "z"), std::pair("mikkeli", "A")}) {
    Room one = room(name);
    one.municipality = town;
    static_cast<void>(stored(one));
  }
  std::vector<std::string> names;
  for (const Room& one : read([](const Snapshot& s) { return s.rooms().all(); })) names.push_back(one.name);
  EXPECT_THAT(names, testing::ElementsAre("z", "A", "b"));
}

TEST_P(Rooms, a_second_one_of_the_same_name_at_the_same_address_is_a_duplicate) {
  static_cast<void>(stored(room()));
  EXPECT_EQ(fixtures::problem_of([&] { static_cast<void>(stored(room())); }), "duplicate");
  Room elsewhere = room();
  elsewhere.street_address = "Esimerkkikatu 2";
  EXPECT_EQ(fixtures::problem_of([&] { static_cast<void>(stored(elsewhere)); }), "");
  Room renamed = stored(room("Sali 9"));
  renamed.name = "Sali 2";
  EXPECT_EQ(fixtures::problem_of([&] { store->write([&](Transaction& tx) { tx.rooms().update(renamed); }); }),
            "duplicate");
}

TEST_P(Rooms, an_event_names_its_room_until_it_does_not) {
  const Room put = stored(room());
  store->write([&](Transaction& tx) {
    Event event = sample_event(1, {}, 0);
    event.location.room = put.id;
    put_event(tx, event);
  });
  const auto event = [&] { return read([](const Snapshot& s) { return s.events().find(EventId{1}); }).value(); };
  EXPECT_EQ(event().location.room, put.id);
  EXPECT_EQ(event().location.name, "Monikulttuurikeskus MIMOSA");
  store->write([&](Transaction& tx) {
    Event changed = tx.events().lock(EventId{1}).value();
    changed.location.room.reset();
    tx.events().update(changed);
  });
  EXPECT_FALSE(event().location.room);
}

TEST_P(Rooms, what_is_kept_of_pages_is_stale_once_a_room_has_changed) {
  const auto before = store->revision();
  Room changed = stored(room());
  const auto made = store->revision();
  EXPECT_NE(before.content, made.content);
  changed.induction_loop = Fact::yes;
  store->write([&](Transaction& tx) { tx.rooms().update(changed); });
  EXPECT_NE(made.content, store->revision().content);
}

}  // namespace contract
