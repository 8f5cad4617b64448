#include <gmock/gmock.h>

#include "domain/attendance.hpp"
#include "domain/event_history.hpp"
#include "domain/personal_data.hpp"
#include "domain/staff_registrations.hpp"
#include "domain/undo_change.hpp"
#include "tests/fixtures/world.hpp"

namespace domain {
namespace {

using fixtures::problem_of;
using fixtures::World;

const LanguageTag finnish{"fi"};

class Held : public testing::Test {
 protected:
  Held() : aino(world.organiser("Mimosa")), door(world.organiser("Mimosa", Role::door)) {}
  EventDetails details(const std::string& start) {
    EventDetails details = world.details(start);
    details.organisers.clear();
    return details;
  }
  Event event() { return create_event(*world.ports, aino, details("2026-12-02T15:00")); }
  EventChange newest(const Event& event) { return list_history(*world.ports, aino, event.id).entries.front().change; }
  void begin() { world.clock.set(world.local("2026-12-02T17:30")); }
  World world;
  Principal aino, door;
};

TEST_F(Held, attendance_is_closed_by_the_door_once_the_event_has_begun) {
  const Event made = event();
  EXPECT_EQ(problem_of([&] { (void)close_attendance(*world.ports, door, made.id); }), "event_not_begun");
  begin();
  EXPECT_EQ(problem_of([&] { (void)close_attendance(*world.ports, world.organiser("Another"), made.id); }),
            "forbidden");
  EXPECT_EQ(problem_of([&] { (void)close_attendance(*world.ports, world.organiser("Mimosa", Role::viewer), made.id); }),
            "forbidden");
  const Event held = close_attendance(*world.ports, door, made.id);
  EXPECT_EQ(held.attendance_closed_time, world.clock.now());
  EXPECT_EQ(held.sequence, made.sequence) << "nothing that a calendar shows has changed";
  EXPECT_EQ(newest(made).kind, ChangeKind::attendance_closed);
}

TEST_F(Held, closing_again_writes_nothing) {
  const Event made = event();
  begin();
  (void)close_attendance(*world.ports, door, made.id);
  const EventChangeId first = newest(made).id;
  (void)close_attendance(*world.ports, door, made.id);
  EXPECT_EQ(newest(made).id, first);
}

TEST_F(Held, a_cancelled_event_is_not_held) {
  const Event made = event();
  (void)cancel_event(*world.ports, aino, made.id, {{finnish, "Sairastapaus"}});
  begin();
  EXPECT_EQ(problem_of([&] { (void)close_attendance(*world.ports, aino, made.id); }), "event_cancelled");
}

TEST_F(Held, only_an_organiser_opens_it_again) {
  const Event made = event();
  begin();
  (void)close_attendance(*world.ports, door, made.id);
  EXPECT_EQ(problem_of([&] { (void)reopen_attendance(*world.ports, door, made.id); }), "forbidden");
  EXPECT_FALSE(reopen_attendance(*world.ports, aino, made.id).attendance_closed_time);
  EXPECT_EQ(newest(made).kind, ChangeKind::attendance_reopened);
}

TEST_F(Held, its_closing_is_undone_like_any_change) {
  const Event made = event();
  begin();
  (void)close_attendance(*world.ports, door, made.id);
  EXPECT_FALSE(is_held(undo_change(*world.ports, aino, made.id, newest(made).id, UndoScope::this_one).event));
  EXPECT_TRUE(is_held(undo_change(*world.ports, aino, made.id, newest(made).id, UndoScope::this_one).event));
}

TEST_F(Held, undoing_closes_no_event_that_was_cancelled_since) {
  const Event made = event();
  begin();
  (void)close_attendance(*world.ports, door, made.id);
  (void)reopen_attendance(*world.ports, aino, made.id);
  const EventChangeId reopened = newest(made).id;
  (void)cancel_event(*world.ports, aino, made.id, {{finnish, "Sairastapaus"}});
  EXPECT_EQ(problem_of([&] { (void)undo_change(*world.ports, aino, made.id, reopened, UndoScope::this_one); }),
            "event_cancelled");
  EXPECT_FALSE(is_held(world.now(made)));
}

TEST_F(Held, a_place_that_was_offered_is_taken_by_nobody_any_more) {
  const Event made = event();
  const auto receipt = world.register_party(made);
  world.clock.set(world.local("2026-12-02T15:05"));
  world.store->write([&](Transaction& tx) {
    (void)tx.events().lock(made.id);
    Registration offered = tx.registrations().find(receipt.registration.id).value();
    offered.status = RegistrationStatus::offered;
    offered.expires_time = world.local("2026-12-02T16:00");
    tx.registrations().update(offered);
  });
  (void)close_attendance(*world.ports, door, made.id);
  EXPECT_EQ(problem_of([&] { (void)accept_offer(*world.ports, receipt.manage_token); }), "attendance_closed");
  EXPECT_EQ(problem_of([&] { (void)decline_offer(*world.ports, receipt.manage_token); }), "attendance_closed");
}

TEST_F(Held, it_is_neither_moved_nor_cancelled) {
  const Event made = event();
  begin();
  (void)close_attendance(*world.ports, door, made.id);
  const auto edit = [&](const std::function<void(EventDetails&)>& change) {
    return edit_event(*world.ports, aino, made.id, change);
  };
  EXPECT_EQ(problem_of([&] { (void)edit([](EventDetails& changed) { changed.end_time += std::chrono::hours{1}; }); }),
            "attendance_closed");
  EXPECT_EQ(problem_of([&] {
              (void)cancel_event(*world.ports, aino, made.id, {{finnish, "Sairastapaus"}});
            }),
            "attendance_closed");
  EXPECT_EQ(edit([](EventDetails& changed) { changed.name[finnish] = "Parempi nimi"; }).name.at(finnish),
            "Parempi nimi");
}

TEST_F(Held, who_came_and_who_was_registered_stays_as_it_is) {
  const Event made = event();
  const auto receipt = world.register_party(made, 2);
  const Registration party = world.now(receipt.registration);
  begin();
  const auto mark = [&] {
    record_presence(*world.ports, party.id, party.persons[0].id, PresenceStatus::present, door);
  };
  const auto walk_in = [&] {
    RegistrationRequest request = world.request(made);
    request.walk_in = true;
    (void)register_participants(*world.ports, request, &door);
  };
  mark();
  walk_in();
  (void)close_attendance(*world.ports, door, made.id);
  EXPECT_EQ(problem_of(mark), "attendance_closed");
  EXPECT_EQ(problem_of(walk_in), "attendance_closed");
  EXPECT_EQ(problem_of([&] { (void)cancel_registration(*world.ports, party.id, aino); }), "attendance_closed");
  EXPECT_EQ(problem_of([&] { (void)cancel_registration(*world.ports, receipt.manage_token); }), "attendance_closed");
  EXPECT_EQ(world.now(party).persons[0].presence, PresenceStatus::present);
  (void)reopen_attendance(*world.ports, aino, made.id);
  EXPECT_EQ(problem_of(mark), "");
}

TEST_F(Held, a_party_of_an_event_that_ended_early_is_changed_by_nobody) {
  const Event made = event();
  const auto receipt = world.register_party(made);
  world.clock.set(world.local("2026-12-02T16:00"));
  (void)close_attendance(*world.ports, door, made.id);
  RegistrationChange change;
  change.contact = world.request(made).contact;
  EXPECT_EQ(problem_of([&] { (void)change_registration(*world.ports, receipt.registration.id, change, aino); }),
            "attendance_closed");
}

TEST_F(Held, whoever_asks_for_it_is_erased_all_the_same) {
  const Event made = event();
  const auto receipt = world.register_party(made);
  begin();
  (void)close_attendance(*world.ports, door, made.id);
  EXPECT_EQ(problem_of([&] { erase_registration(*world.ports, receipt.manage_token); }), "");
}

}  // namespace
}  // namespace domain
