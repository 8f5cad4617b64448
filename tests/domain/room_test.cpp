#include "domain/rooms.hpp"

#include <gmock/gmock.h>

#include "domain/conflicts.hpp"
#include "tests/fixtures/world.hpp"

using namespace domain;
using fixtures::problem_of;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

class RoomUse : public testing::Test {
 protected:
  RoomDetails hall(const std::string& name = "Sali 2") const {
    RoomDetails details;
    details.name = name;
    details.street_address = "Porrassalmenkatu 1";
    details.municipality = "Mikkeli";
    details.capacity = 30;
    return details;
  }
  Room room(const std::string& name = "Sali 2") { return create_room(*world.ports, mimosa, hall(name)); }
  EventDetails details_in(const Room& room, const std::string& start) {
    EventDetails details = world.details(start);
    details.location = {};
    details.location.room = room.id;
    return details;
  }
  Event event_in(const Room& room, const std::string& start) { return world.event(details_in(room, start)); }
  Room renamed(const Room& room, const std::function<void(RoomDetails&)>& change) {
    return edit_room(*world.ports, mimosa, room.id, change);
  }

  fixtures::World world;
  Principal mimosa = world.organiser("Mimosa");
};

TEST_F(RoomUse, an_event_in_a_room_says_the_rooms_name_and_address) {
  const Event event = event_in(room(), "2026-12-01T15:00");
  EXPECT_EQ(world.now(event).location.name, "Sali 2");
  EXPECT_EQ(world.now(event).location.street_address, "Porrassalmenkatu 1");
  EXPECT_EQ(world.now(event).location.municipality, "Mikkeli");
}

TEST_F(RoomUse, events_to_come_follow_a_changed_room_and_past_ones_stay_what_they_were) {
  const Room hall = room();
  const Event past = event_in(hall, "2026-11-23T08:00");
  const Event to_come = event_in(hall, "2026-12-01T15:00");
  const auto sequence = world.now(to_come).sequence;
  world.clock.set(world.local("2026-11-24T12:00"));
  EXPECT_EQ(renamed(hall, [](RoomDetails& changed) { changed.name = "Juhlasali"; }).version, 2);
  EXPECT_EQ(world.now(past).location.name, "Sali 2");
  EXPECT_EQ(world.now(to_come).location.name, "Juhlasali");
  EXPECT_EQ(world.now(to_come).sequence, sequence + 1);
}

TEST_F(RoomUse, who_is_registered_hears_of_another_address_and_not_of_another_name) {
  const Room hall = room();
  const Event event = event_in(hall, "2026-12-01T15:00");
  static_cast<void>(world.register_party(event));
  fixtures::send_everything(*world.store, world.clock.now());
  const auto before = world.pending(event);
  renamed(hall, [](RoomDetails& changed) { changed.name = "Juhlasali"; });
  EXPECT_EQ(world.pending(event), before);
  renamed(hall, [](RoomDetails& changed) { changed.street_address = "Vuorikatu 3"; });
  EXPECT_THAT(world.pending(event), testing::Contains(testing::HasSubstr("event_relocated")));
}

TEST_F(RoomUse, a_cancelled_event_keeps_what_it_said) {
  const Room hall = room();
  const Event event = event_in(hall, "2026-12-01T15:00");
  static_cast<void>(cancel_event(*world.ports, world.admin, event.id, {{LanguageTag("fi"), "Sairaus"}}));
  renamed(hall, [](RoomDetails& changed) { changed.name = "Juhlasali"; });
  EXPECT_EQ(world.now(event).location.name, "Sali 2");
}

TEST_F(RoomUse, the_owners_organisers_and_admins_change_a_room_and_nobody_else) {
  const Room hall = room();
  const auto change = [&](const Principal& principal) {
    return problem_of([&] {
      static_cast<void>(
          edit_room(*world.ports, principal, hall.id, [](RoomDetails& changed) { changed.capacity = 31; }));
    });
  };
  EXPECT_EQ(change(world.organiser("Valma")), "forbidden");
  EXPECT_EQ(change(world.organiser("Mimosa", Role::viewer)), "forbidden");
  EXPECT_EQ(change(world.organiser("Mimosa", Role::partner)), "forbidden");
  EXPECT_EQ(change(world.organiser("Mimosa", Role::manager)), "");
  EXPECT_EQ(change(world.admin), "");
  EXPECT_EQ(problem_of([&] {
              static_cast<void>(create_room(*world.ports, world.organiser("Mimosa", Role::door), RoomUse::hall("x")));
            }),
            "forbidden");
}

TEST_F(RoomUse, any_organiser_uses_any_organisations_room) {
  EventDetails details = details_in(room(), "2026-12-01T15:00");
  details.organisers = {};
  EXPECT_EQ(create_event(*world.ports, world.organiser("Valma"), details).location.name, "Sali 2");
}

TEST_F(RoomUse, a_retired_room_is_chosen_no_more_and_kept_where_it_was) {
  const Room hall = room();
  const Event event = event_in(hall, "2026-12-01T15:00");
  renamed(hall, [](RoomDetails& changed) { changed.retired = true; });
  EXPECT_EQ(problem_of([&] { static_cast<void>(event_in(hall, "2026-12-02T15:00")); }), "room_retired");
  EXPECT_EQ(edit_event(*world.ports, world.admin, event.id,
                       [&](EventDetails& changed) { changed.end_time += std::chrono::hours{1}; })
                .location.room,
            hall.id);
}

TEST_F(RoomUse, a_room_that_is_not_there_is_refused_by_its_field) {
  try {
    static_cast<void>(event_in(Room{{}, RoomId{4711}, {}, 1}, "2026-12-01T15:00"));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().front().code, "unknown_room");
    EXPECT_EQ(error.problems().front().field, "location.room");
  }
}

TEST_F(RoomUse, an_event_is_not_in_a_room_and_online) {
  EventDetails details = details_in(room(), "2026-12-01T15:00");
  details.location.online_url = "https://example.org/kokous";
  EXPECT_EQ(problem_of([&] { static_cast<void>(world.event(details)); }), "room_and_online");
}

TEST_F(RoomUse, two_rooms_of_a_name_at_one_address_are_told_apart_by_nobody) {
  static_cast<void>(room());
  EXPECT_EQ(problem_of([&] { static_cast<void>(room()); }), "room_exists");
  EXPECT_EQ(problem_of([&] { static_cast<void>(create_room(*world.ports, world.organiser("Valma"), hall())); }), "");
  const Room other = room("Sali 3");
  EXPECT_EQ(problem_of([&] { renamed(other, [](RoomDetails& changed) { changed.name = "Sali 2"; }); }), "room_exists");
}

TEST_F(RoomUse, what_a_room_lacks_is_told_all_at_once) {
  RoomDetails nothing;
  nothing.name = " ";
  nothing.capacity = 0;
  try {
    static_cast<void>(create_room(*world.ports, mimosa, nothing));
    FAIL();
  } catch (const Error& error) {
    std::vector<std::string> fields;
    for (const Problem& problem : error.problems()) fields.push_back(problem.field + " " + problem.code);
    EXPECT_THAT(fields, ElementsAre("name required", "municipality required", "capacity out_of_range"));
  }
}

TEST_F(RoomUse, a_room_changed_meanwhile_is_not_overwritten) {
  const Room hall = room();
  renamed(hall, [](RoomDetails& changed) { changed.capacity = 31; });
  EXPECT_EQ(problem_of([&] {
              static_cast<void>(edit_room(
                  *world.ports, mimosa, hall.id, [](RoomDetails& changed) { changed.capacity = 32; }, hall.version));
            }),
            "version");
}

}  // namespace
