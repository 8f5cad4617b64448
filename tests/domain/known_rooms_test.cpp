#include "domain/known_rooms.hpp"

#include <gmock/gmock.h>

#include "domain/rooms.hpp"
#include "tests/fixtures/world.hpp"

using namespace domain;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

class KnownRoomsTest : public testing::Test {
 protected:
  KnownRoomsTest() {
    room(mimosa, "Sali", "Monitoimitalo, Porrassalmenkatu 1", "Mikkeli");
    room(mimosa, "Kokoustila 1", "Hallituskatu 7", "Mikkeli");
    room(mimosa, "Kokoustila 2", "Hallituskatu 7", "Mikkeli");
    room(valma, "Sali", "Valtakatu 26", "Kemi");
  }
  Room room(const Principal& keeper, const std::string& name, const std::string& street, const std::string& town) {
    RoomDetails details;
    details.name = name;
    details.street_address = street;
    details.municipality = town;
    return create_room(*world.ports, keeper, details);
  }
  static Place place(const std::string& name, const std::string& street = "", const std::string& town = "") {
    return {.name = name, .street_address = street, .municipality = town, .online_url = {}, .room = {}};
  }
  std::vector<std::string> like(const Place& place) {
    std::vector<std::string> names;
    world.store->read([&](const Snapshot& snapshot) {
      names.clear();
      for (const Room& one : KnownRooms(snapshot, mimosa).like(place))
        names.push_back(one.name + ", " + one.municipality);
    });
    return names;
  }
  std::string called(const Place& place) {
    std::string name;
    world.store->read([&](const Snapshot& snapshot) {
      const auto one = KnownRooms(snapshot, mimosa).called(place);
      name = one ? one->name + ", " + one->municipality : "";
    });
    return name;
  }

  fixtures::World world;
  Principal mimosa = world.organiser("Mimosa");
  Principal valma = world.organiser("Valma");
};

TEST_F(KnownRoomsTest, a_place_with_the_building_in_front_means_the_hall_in_it) {
  EXPECT_THAT(like(place("Monitoimitalo, sali")), ElementsAre("Sali, Mikkeli"));
  EXPECT_THAT(like(place("Monitoimitalo", "sali", "Mikkeli")), ElementsAre("Sali, Mikkeli"));
  EXPECT_THAT(like(place("Mimosan sali")), ElementsAre("Sali, Mikkeli")) << "whose it is, with a letter more";
  EXPECT_THAT(like(place("Musiikkisali")), IsEmpty());
}

TEST_F(KnownRoomsTest, one_letter_may_be_wrong_in_a_long_word_and_none_in_a_number) {
  EXPECT_THAT(like(place("Monitoimtalo, SALI")), ElementsAre("Sali, Mikkeli"));
  EXPECT_THAT(like(place("Kokoustola 2")), ElementsAre("Kokoustila 2, Mikkeli"));
  EXPECT_THAT(like(place("Kokoustila 3")), IsEmpty());
}

TEST_F(KnownRoomsTest, the_same_name_in_another_town_is_another_room) {
  EXPECT_THAT(like(place("Sali", "", "Kemi")), ElementsAre("Sali, Kemi"));
  EXPECT_THAT(like(place("Sali", "Hallituskatu 7", "Mikkeli")),
              ElementsAre("Kokoustila 1, Mikkeli", "Kokoustila 2, Mikkeli"))
      << "those in that street, and not the hall in another one";
  EXPECT_THAT(like(place("Sali")), ElementsAre("Sali, Mikkeli", "Sali, Kemi")) << "one's own first";
}

TEST_F(KnownRoomsTest, what_is_online_or_in_a_room_or_somewhere_else_means_none) {
  Place online = place("Sali");
  online.online_url = "https://example.org/sali";
  EXPECT_THAT(like(online), IsEmpty());
  EXPECT_THAT(like(place("Kirjasto", "Raatihuoneenkatu 6", "Mikkeli")), IsEmpty());
  EXPECT_THAT(like(place("")), IsEmpty());
}

TEST_F(KnownRoomsTest, a_room_that_is_used_no_more_is_not_meant) {
  const Room old = room(mimosa, "Vanha talo", "Savilahdenkatu 5", "Mikkeli");
  ASSERT_THAT(like(place("Vanha talo")), ElementsAre("Vanha talo, Mikkeli"));
  (void)edit_room(*world.ports, mimosa, old.id, [](RoomDetails& details) { details.retired = true; });
  EXPECT_THAT(like(place("Vanha talo")), IsEmpty());
}

TEST_F(KnownRoomsTest, without_a_question_only_the_very_name_is_taken_and_only_where_one_room_has_it) {
  EXPECT_EQ(called(place("sali")), "Sali, Mikkeli") << "the own organisation's";
  EXPECT_EQ(called(place("Sali", "", "Kemi")), "Sali, Kemi");
  EXPECT_EQ(called(place("Sali", "Valtakatu 26, 94100 Kemi")), "Sali, Kemi") << "as a calendar writes it";
  EXPECT_EQ(called(place("Monitoimitalo, sali")), "") << "that is nearly the name";
  EXPECT_EQ(called(place("Kokoustila")), "");
  room(valma, "Takkahuone", "Valtakatu 26", "Kemi");
  EXPECT_EQ(called(place("Takkahuone")), "") << "of others' rooms a name alone says too little";
  EXPECT_EQ(called(place("Takkahuone", "Valtakatu 26")), "Takkahuone, Kemi");
}

}  // namespace
