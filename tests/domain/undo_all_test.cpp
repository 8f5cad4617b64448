#include <gmock/gmock.h>

#include "domain/book_interpreter.hpp"
#include "domain/rooms.hpp"
#include "domain/undo_change.hpp"
#include "tests/fixtures/world.hpp"

// Undoing for all dates what something has come in between of for some.
namespace domain {
namespace {

using fixtures::problem_of;
using testing::Contains;
using testing::ElementsAre;
using testing::SizeIs;

const LanguageTag finnish{"fi"};

class UndoingAll : public testing::Test {
 protected:
  UndoingAll() : aino(world.organiser("Mimosa")) {
    hall = world.room(aino);
    series = world.weekly(in_hall("2026-12-02T15:00"), 3).events;
  }
  EventDetails in_hall(const std::string& start) {
    EventDetails details = world.details(start);
    details.location = {"", "", "", "", hall.id};
    return details;
  }
  void move_all(std::chrono::hours by) {
    (void)edit_series(*world.ports, aino, series[0].id, SeriesScope::all, [&](EventDetails& changed) {
      changed.start_time += by;
      changed.end_time += by;
    });
  }
  Event take(const std::string& start) { return create_event(*world.ports, aino, in_hall(start)); }
  EventChangeId newest(const Event& event) {
    return list_history(*world.ports, aino, event.id).entries.front().change.id;
  }
  UndoPlan plan() { return plan_undo(*world.ports, aino, series[0].id, newest(series[0]), UndoScope::all); }
  Undone undo() { return undo_change(*world.ports, aino, series[0].id, newest(series[0]), UndoScope::all); }
  static std::vector<std::string> refusals(const std::vector<UndoneDate>& dates) {
    std::vector<std::string> all;
    for (const UndoneDate& date : dates) all.push_back(date.refusal);
    return all;
  }
  std::vector<Instant> starts() {
    std::vector<Instant> all;
    for (const Event& date : series) all.push_back(world.now(date).start_time);
    return all;
  }
  fixtures::World world;
  Principal aino;
  Room hall;
  std::vector<Event> series;
};

TEST_F(UndoingAll, a_date_whose_room_is_taken_stays_and_the_others_go_back) {
  move_all(std::chrono::hours{4});
  const Event other = take("2026-12-09T15:00");
  const UndoPlan planned = plan();
  EXPECT_THAT(refusals(planned.dates), ElementsAre("", "room_taken", ""));
  EXPECT_EQ(planned.dates[1].in_the_way, other.id.value);
  EXPECT_EQ(world.now(series[0]).start_time, world.local("2026-12-02T19:00")) << "nothing is changed by looking";
  const Undone undone = undo();
  EXPECT_THAT(refusals(undone.dates), ElementsAre("", "room_taken", ""));
  EXPECT_EQ(undone.event.start_time, world.local("2026-12-02T15:00"));
  EXPECT_THAT(starts(), ElementsAre(world.local("2026-12-02T15:00"), world.local("2026-12-09T19:00"),
                                    world.local("2026-12-16T15:00")));
}

TEST_F(UndoingAll, tells_those_registered_for_what_goes_back_and_nobody_else) {
  (void)world.register_party(series[0]);
  (void)world.register_party(series[1]);
  move_all(std::chrono::hours{4});
  fixtures::send_everything(*world.store, world.clock.now());
  (void)take("2026-12-09T15:00");
  EXPECT_EQ(plan().told.parties, 1);
  (void)undo();
  EXPECT_THAT(world.notices({series[0]}), SizeIs(2)) << "by phone and email";
  EXPECT_THAT(world.notices({series[1]}), SizeIs(0));
}

TEST_F(UndoingAll, the_date_asked_about_may_be_the_one_that_stays) {
  move_all(std::chrono::hours{4});
  (void)take("2026-12-02T15:00");
  EXPECT_EQ(
      problem_of([&] { (void)undo_change(*world.ports, aino, series[0].id, newest(series[0]), UndoScope::this_one); }),
      "room_taken");
  EXPECT_THAT(refusals(undo().dates), ElementsAre("room_taken", "", ""));
  EXPECT_EQ(world.now(series[2]).start_time, world.local("2026-12-16T15:00"));
}

TEST_F(UndoingAll, a_date_that_stays_may_be_in_the_way_of_another) {
  // A week later: each date goes back to where the one before it is now.
  move_all(std::chrono::hours{7 * 24});
  (void)take("2026-12-02T15:00");
  EXPECT_THAT(refusals(plan().dates), ElementsAre("room_taken", "room_taken", "room_taken"));
  EXPECT_EQ(problem_of([&] { (void)undo(); }), "room_taken");
  EXPECT_EQ(world.now(series[0]).start_time, world.local("2026-12-09T15:00"));
}

TEST_F(UndoingAll, a_cancelled_date_whose_room_is_taken_stays_cancelled) {
  (void)cancel_series(*world.ports, aino, series[0].id, SeriesScope::all, {{finnish, "Sairastapaus"}});
  (void)take("2026-12-16T16:00");
  EXPECT_THAT(refusals(undo().dates), ElementsAre("", "", "room_taken"));
  EXPECT_EQ(world.now(series[0]).status, EventStatus::scheduled);
  EXPECT_EQ(world.now(series[2]).status, EventStatus::cancelled);
}

TEST_F(UndoingAll, where_nothing_goes_back_it_says_why) {
  move_all(std::chrono::hours{4});
  for (const char* start : {"2026-12-02T15:00", "2026-12-09T15:00", "2026-12-16T15:00"}) (void)take(start);
  EXPECT_EQ(problem_of([&] { (void)undo(); }), "room_taken");
}

}  // namespace
}  // namespace domain
