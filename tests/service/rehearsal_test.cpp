#include "service/rehearsal.hpp"

#include <gmock/gmock.h>

#include <future>

#include "domain/approve_event.hpp"
#include "domain/import_events.hpp"
#include "domain/rooms.hpp"
#include "service/import_programme.hpp"
#include "service/trial_store.hpp"
#include "tests/fixtures/world.hpp"

namespace {

using namespace std::chrono_literals;
using domain::ImportOutcome;
using service::RowOutcome;
using service::Unrehearsed;
using testing::IsEmpty;
using testing::SizeIs;

const std::string calendar =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Somebody//EN\r\nBEGIN:VEVENT\r\nUID:info@example.org\r\n"
    "DTSTAMP:20261101T000000Z\r\nDTSTART:20261201T130000Z\r\nDTEND:20261201T150000Z\r\nSUMMARY:Info\r\n"
    "LOCATION:Mimosa\\, Hallituskatu 1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

class Rehearsal : public testing::Test {
 protected:
  // Runs `work` with ports whose writes are rehearsed.
  template <class Work>
  void rehearse(const Work& work) {
    world.store->read([&](const domain::Snapshot& snapshot) {
      service::Rehearsal rehearsal(snapshot);
      service::JoinedStore joined(*world.store, rehearsal.begin());
      work(domain::Ports{joined, world.clock, world.zones, *world.secrets, {}}, rehearsal);
    });
  }
  domain::ImportedDate date(const std::string& key, const std::string& start) {
    domain::ImportedDate made{key, world.details(start)};
    made.details.location.room = hall.id;
    return made;
  }
  std::vector<domain::TakenDate> take(const domain::Ports& ports, const std::vector<domain::ImportedDate>& dates) {
    return domain::import_dates(ports, mimosa, dates);
  }
  service::ImportReport import(bool dry_run) {
    service::ImportOptions options;
    options.dry_run = dry_run;
    return service::import_file(*world.ports, mimosa, calendar, options);
  }
  // While somebody else writes for as long as it takes.
  bool is_told_meanwhile(bool dry_run, RowOutcome outcome) {
    std::promise<void> begun;
    std::promise<void> told;
    auto writer = std::async(std::launch::async, [&] {
      world.store->write([&](domain::Transaction& /*tx*/) {
        begun.set_value();
        told.get_future().wait();
      });
    });
    begun.get_future().wait();
    auto report = std::async(std::launch::async, [&] { return import(dry_run); });
    const bool in_time = report.wait_for(60s) == std::future_status::ready;
    told.set_value();
    writer.get();
    return in_time && report.get().count(outcome) == 1;
  }
  std::vector<domain::Event> stored() {
    domain::EventFilter filter;
    filter.limit = 100;
    std::vector<domain::Event> found;
    world.store->read([&](const domain::Snapshot& snapshot) { found = snapshot.events().find(filter).events; });
    return found;
  }

  fixtures::World world;
  domain::Principal mimosa = world.organiser("Mimosa", domain::Role::admin);
  domain::Room hall = [&] {
    domain::RoomDetails details;
    details.name = "Iso sali";
    details.municipality = "Mikkeli";
    return domain::create_room(*world.ports, mimosa, details, {});
  }();
};

TEST_F(Rehearsal, a_preview_waits_for_no_writer) {
  EXPECT_TRUE(is_told_meanwhile(true, RowOutcome::created));
  EXPECT_THAT(stored(), IsEmpty());
}

TEST_F(Rehearsal, a_file_that_changes_nothing_waits_for_no_writer) {
  ASSERT_EQ(import(false).count(RowOutcome::created), 1U);
  EXPECT_TRUE(is_told_meanwhile(false, RowOutcome::unchanged));
  EXPECT_TRUE(is_told_meanwhile(true, RowOutcome::unchanged));
}

TEST_F(Rehearsal, says_what_would_be_stored_and_stores_nothing) {
  rehearse([&](const domain::Ports& ports, const service::Rehearsal& rehearsal) {
    EXPECT_FALSE(rehearsal.is_changed());
    const auto taken = take(ports, {date("a", "2026-12-01T15:00"), date("b", "2026-12-02T15:00")});
    ASSERT_THAT(taken, SizeIs(2));
    EXPECT_EQ(taken[1].outcome, ImportOutcome::created);
    EXPECT_TRUE(rehearsal.is_changed());
  });
  EXPECT_THAT(stored(), IsEmpty());
}

TEST_F(Rehearsal, two_new_dates_in_one_room_at_one_time_are_refused_as_in_earnest) {
  const std::vector dates{date("a", "2026-12-01T15:00"), date("b", "2026-12-01T16:00")};
  const auto in_earnest = fixtures::problem_of([&] { (void)take(*world.ports, dates); });
  EXPECT_EQ(in_earnest, "room_taken");
  rehearse([&](const domain::Ports& ports, const service::Rehearsal& /*rehearsal*/) {
    EXPECT_EQ(fixtures::problem_of([&] { (void)take(ports, dates); }), in_earnest);
  });
}

TEST_F(Rehearsal, what_is_stored_is_in_the_way_and_what_another_would_store_where_it_is_to_be) {
  (void)take(*world.ports, {date("a", "2026-12-01T15:00")});
  world.store->read([&](const domain::Snapshot& snapshot) {
    service::Rehearsal rehearsal(snapshot);
    const auto take_one = [&](const std::string& key, const std::string& start) {
      service::JoinedStore joined(*world.store, rehearsal.begin());
      return take({joined, world.clock, world.zones, *world.secrets, {}}, {date(key, start)}).front().outcome;
    };
    EXPECT_EQ(fixtures::problem_of([&] { (void)take_one("b", "2026-12-01T16:00"); }), "room_taken");
    EXPECT_EQ(take_one("b", "2026-12-02T15:00"), ImportOutcome::created);
    EXPECT_EQ(take_one("c", "2026-12-02T15:00"), ImportOutcome::created);
    rehearsal.keep_rooms();
    EXPECT_EQ(fixtures::problem_of([&] { (void)take_one("d", "2026-12-02T16:00"); }), "room_taken");
    EXPECT_EQ(take_one("a", "2026-12-01T15:00"), ImportOutcome::unchanged);
    EXPECT_FALSE(rehearsal.is_changed());
  });
}

TEST_F(Rehearsal, leaves_what_it_cannot_tell_to_a_real_transaction) {
  (void)take(*world.ports, {date("a", "2026-12-01T15:00")});
  rehearse([&](const domain::Ports& ports, const service::Rehearsal& /*rehearsal*/) {
    EXPECT_THROW((void)take(ports, {date("a", "2026-12-01T16:00")}), Unrehearsed) << "a change";
    EXPECT_THROW((void)take(ports, {date("b", "2026-12-03T15:00"), date("b", "2026-12-04T15:00")}), Unrehearsed)
        << "a key twice";
  });
  rehearse([&](const domain::Ports& ports, const service::Rehearsal& /*rehearsal*/) {
    auto elsewhere = date("c", "2026-12-03T15:00");
    elsewhere.details.organisers = {{{}, "Valma"}};
    EXPECT_THROW((void)take(ports, {elsewhere}), Unrehearsed) << "a new organisation";
  });
  rehearse([&](const domain::Ports& ports, const service::Rehearsal& /*rehearsal*/) {
    const auto taken = take(ports, {date("d", "2026-12-03T15:00")});
    EXPECT_THROW((void)domain::submit_event(ports, mimosa, taken.front().event, domain::PublicationStatus::staff),
                 Unrehearsed);
  });
}

}  // namespace
