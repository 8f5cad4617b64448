#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/sign_in.hpp"
#include "tests/service/console_world.hpp"

// What the page's worker is told that it may keep on the device, and what of a page it may not.
namespace {

using domain::Role;
using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

class DoorKept : public testing::Test {
 protected:
  // A session of these tests lasts an hour.
  Browser signed_in_at(const std::string& local) {
    world.clock.set(world.local(local));
    return world.sign_in(Role::door);
  }

  std::string page_of_event(const std::string& start, const std::string& zone = "Europe/Helsinki") {
    auto details = world.details(start);
    details.time_zone = zone;
    return "/organiser/door/" + std::to_string(world.event(details).id.value);
  }
  std::string until(const std::string& local) {
    return "; until=" + std::to_string(world.local(local).time_since_epoch().count());
  }

  ConsoleWorld world;
};

TEST_F(DoorKept, until_the_day_of_the_event_is_over) {
  Browser door = signed_in_at("2026-11-23T23:30");
  const std::string today = door.get("/organiser/door").header("Kutsu-Keep");
  EXPECT_THAT(today, StartsWith("account="));
  EXPECT_THAT(today, EndsWith(until("2026-11-24T00:00")));
  const std::string at_night = "2026-11-23T23:35";
  EXPECT_THAT(door.get(page_of_event(at_night)).header("Kutsu-Keep"), EndsWith(until("2026-11-24T00:00")));
  // There it is an hour less, and the session ends first.
  EXPECT_THAT(door.get(page_of_event(at_night, "Europe/Stockholm")).header("Kutsu-Keep"),
              EndsWith(until("2026-11-24T00:30")));
}

TEST_F(DoorKept, no_longer_than_the_session) {
  Browser door = signed_in_at("2026-11-23T14:00");
  EXPECT_THAT(door.get("/organiser/door").header("Kutsu-Keep"), EndsWith(until("2026-11-23T15:00")));
  EXPECT_THAT(door.get(page_of_event("2026-11-23T14:30")).header("Kutsu-Keep"), EndsWith(until("2026-11-23T15:00")));
}

TEST_F(DoorKept, neither_lists_of_other_days_nor_pages_with_mistakes_nor_for_programs) {
  Browser door = signed_in_at("2026-11-23T14:00");
  EXPECT_EQ(door.get(page_of_event("2026-11-25T14:30")).header("Kutsu-Keep"), "");
  const Answer mistaken = door.post(page_of_event("2026-11-23T14:30") + "/walk-ins", {{"persons", "none"}});
  EXPECT_EQ(mistaken.status, 400);
  EXPECT_EQ(mistaken.header("Kutsu-Keep"), "");
  const std::string bearer = domain::create_api_token(*world.ports, "door", Role::door,
                                                      world.admin.organisation.value_or(domain::OrganisationId{1}));
  const Answer by_program = world.nobody().get("/organiser/door", {{"Authorization", "Bearer " + bearer}});
  EXPECT_EQ(by_program.status, 200);
  EXPECT_EQ(by_program.header("Kutsu-Keep"), "");
}

TEST_F(DoorKept, needs_stand_between_marks_by_which_the_worker_leaves_them_out) {
  auto wanted = world.request(world.event("2026-11-23T14:30", 20));
  wanted.persons.front().accessibility = "Pyörätuoli";
  (void)domain::register_participants(*world.ports, wanted);
  Browser door = signed_in_at("2026-11-23T14:00");
  const std::string page = door.get("/organiser/door/" + std::to_string(wanted.event.value)).text;
  const auto open = page.find("<!--unkept-->");
  const auto need = page.find("Pyörätuoli");
  const auto close = page.find("<!--/unkept-->");
  EXPECT_LT(open, need);
  EXPECT_LT(need, close);
  EXPECT_LT(close, page.size());
}

TEST_F(DoorKept, the_worker_is_a_script_whose_newest_bytes_are_asked_for_each_time) {
  const Answer worker = world.nobody().get("/organiser/door-worker.js");
  EXPECT_EQ(worker.status, 200);
  EXPECT_THAT(worker.header("Content-Type"), HasSubstr("javascript"));
  EXPECT_EQ(worker.header("Cache-Control"), "no-cache");
  EXPECT_THAT(worker.text, HasSubstr("Kutsu-Keep"));
}

}  // namespace
