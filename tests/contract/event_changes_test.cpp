#include <gmock/gmock.h>

#include <latch>
#include <thread>

#include "domain/attendance.hpp"
#include "domain/edit_event.hpp"
#include "domain/event_fields.hpp"
#include "domain/retention.hpp"
#include "domain/staff_registrations.hpp"
#include "domain/undo_change.hpp"
#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

namespace contract {

class EventHistory : public Contract {
 protected:
  EventHistory() {
    write([](Transaction& tx) {
      for (const std::int64_t id : {1, 2, 3}) (void)put_event(tx, id);
      return true;
    });
  }
  static EventChange change(std::int64_t event, int time = 0) {
    EventChange change;
    change.event = EventId{event};
    change.time = at(time);
    change.actor = "Aino";
    return change;
  }
  EventChangeId put(const EventChange& change) {
    return write([&](Transaction& tx) { return tx.event_changes().insert(change); });
  }
  std::vector<EventChange> of_event(std::int64_t event, std::size_t limit = 100,
                                    std::optional<EventChangeId> before = {}) {
    return read([&](const Snapshot& s) { return s.event_changes().of_event(EventId{event}, limit, before); });
  }
  static std::vector<int> minutes_of(const std::vector<EventChange>& changes) {
    std::vector<int> minutes;
    for (const EventChange& change : changes) {
      minutes.push_back(static_cast<int>((change.time - at(0)) / std::chrono::minutes{1}));
    }
    return minutes;
  }
};
ON_EVERY_ENGINE(EventHistory);

TEST_P(EventHistory, a_change_comes_back_as_it_was_written) {
  EventChange written = change(1, 5);
  written.series = write([](Transaction& tx) { return tx.events().insert(Series{}); });
  written.account = AccountId{7};
  written.kind = ChangeKind::returned;
  written.note = "Paikka puuttuu: \"A\"";
  written.undoes = EventChangeId{12};
  written.fields = {{"name", "ar", "", "اسم"}, {"start_time", "", "a\nb", "c"}};
  written.id = put(written);
  const EventChange found = read([&](const Snapshot& s) { return s.event_changes().find(written.id); }).value();
  EXPECT_EQ(found.event, written.event);
  EXPECT_EQ(found.series, written.series);
  EXPECT_EQ(found.time, written.time);
  EXPECT_EQ(found.account, written.account);
  EXPECT_EQ(found.actor, "Aino");
  EXPECT_EQ(found.kind, ChangeKind::returned);
  EXPECT_EQ(found.note, written.note);
  EXPECT_EQ(found.undoes, written.undoes);
  EXPECT_EQ(found.fields, written.fields);
  EXPECT_EQ(found.dates, 1);
  EXPECT_FALSE(read([](const Snapshot& s) { return s.event_changes().find(EventChangeId{999}); }));
}

TEST_P(EventHistory, every_kind_has_a_word_that_is_read_again) {
  for (int kind = 0; kind <= static_cast<int>(ChangeKind::calendar_followed); ++kind) {
    EventChange written = change(1);
    written.kind = static_cast<ChangeKind>(kind);
    (void)put(written);
    EXPECT_EQ(of_event(1, 1).front().kind, written.kind);
  }
}

TEST_P(EventHistory, an_events_changes_are_listed_the_newest_first_and_page_by_page) {
  for (const int time : {1, 2, 3}) (void)put(change(1, time));
  (void)put(change(2, 4));
  EXPECT_THAT(minutes_of(of_event(1)), ElementsAre(3, 2, 1));
  const auto first = of_event(1, 2);
  EXPECT_THAT(minutes_of(first), ElementsAre(3, 2));
  EXPECT_THAT(minutes_of(of_event(1, 2, first.back().id)), ElementsAre(1));
}

TEST_P(EventHistory, what_one_transaction_writes_came_about_together) {
  const auto series = write([](Transaction& tx) { return tx.events().insert(Series{}); });
  const auto in_series = [&](std::int64_t event, int time) {
    EventChange made = change(event, time);
    made.series = series;
    return made;
  };
  (void)put(in_series(1, 1));
  (void)put(in_series(2, 2));
  const auto second = write([&](Transaction& tx) {
    (void)tx.event_changes().insert(in_series(3, 3));
    (void)tx.event_changes().insert(in_series(1, 3));
    return tx.event_changes().insert(in_series(2, 3));
  });
  std::vector<std::int64_t> events;
  for (const EventChange& one : read([&](const Snapshot& s) { return s.event_changes().along_with(second); })) {
    events.push_back(one.event.value);
    EXPECT_EQ(one.dates, 3);
  }
  EXPECT_THAT(events, ElementsAre(1, 2, 3));
  const auto listed = read([&](const Snapshot& s) { return s.event_changes().of_series(series, 10); });
  EXPECT_THAT(minutes_of(listed), ElementsAre(3, 2, 1));
  EXPECT_EQ(listed[0].event, EventId{3}) << "the first of those that came about together";
  EXPECT_EQ(listed[1].dates, 1);
  EXPECT_THAT(read([&](const Snapshot& s) { return s.event_changes().along_with(listed[1].id); }), SizeIs(1));
  const auto older = read([&](const Snapshot& s) { return s.event_changes().of_series(series, 10, listed[0].id); });
  EXPECT_THAT(minutes_of(older), ElementsAre(2, 1));
}

TEST_P(EventHistory, several_lines_of_one_event_are_all_listed_and_count_as_one_date) {
  const auto series = write([](Transaction& tx) { return tx.events().insert(Series{}); });
  write([&](Transaction& tx) {
    for (const auto& [event, time] : {std::pair{1, 1}, {2, 2}, {1, 3}}) {
      EventChange made = change(event, time);
      made.series = series;
      (void)tx.event_changes().insert(made);
    }
    return true;
  });
  const auto listed = read([&](const Snapshot& s) { return s.event_changes().of_series(series, 10); });
  EXPECT_THAT(minutes_of(listed), ElementsAre(3, 1)) << "those of the first event";
  for (const EventChange& one : listed) EXPECT_EQ(one.dates, 2);
}

TEST_P(EventHistory, what_is_undone_as_a_whole_leaves_nothing) {
  EXPECT_THROW(store->write([&](Transaction& tx) {
    (void)tx.event_changes().insert(change(1));
    throw Error(ErrorKind::conflict, "version", "no");
  }),
               Error);
  EXPECT_THAT(of_event(1), IsEmpty());
}

TEST_P(EventHistory, an_event_keeps_its_newest_changes_alone) {
  for (int time = 0; time < most_changes_kept + 3; ++time) {
    EventChange made = change(1, time);
    made.fields = {{"name", "fi", "a", "b"}};
    (void)put(made);
  }
  (void)put(change(2, 1));
  const auto kept = minutes_of(of_event(1, 1000));
  ASSERT_THAT(kept, SizeIs(most_changes_kept));
  EXPECT_EQ(kept.back(), 3);
  EXPECT_THAT(of_event(2), SizeIs(1));
  EXPECT_THAT(database->query("select cast(count(*) as text) from event_change_field"),
              ElementsAre(std::to_string(most_changes_kept)));
}

TEST_P(EventHistory, where_many_events_come_from_is_told_at_once) {
  const auto insert = [&](std::int64_t event, ChangeKind kind, std::vector<FieldChange> fields, int time) {
    EventChange made = change(event, time);
    made.kind = kind;
    made.fields = std::move(fields);
    (void)put(made);
  };
  const FieldChange name{"name", "fi", "a", "b"};
  const auto shown = [](const char* before, const char* after) {
    return FieldChange{"publication_status", "", before, after};
  };
  insert(2, ChangeKind::copied, {shown("staff", "draft")}, 1);
  insert(1, ChangeKind::created, {}, 2);
  insert(1, ChangeKind::edited, {name}, 3);
  insert(1, ChangeKind::published, {shown("draft", "public")}, 4);
  insert(1, ChangeKind::edited, {name, shown("public", "draft")}, 5);
  insert(1, ChangeKind::copied, {name}, 6);
  insert(3, ChangeKind::imported, {}, 7);
  insert(3, ChangeKind::imported, {name}, 8);
  const auto origins = [&](std::vector<EventId> events) {
    return read([&](const Snapshot& s) { return s.event_changes().origins(events); });
  };
  const auto of_all = origins({EventId{3}, EventId{1}, EventId{2}, EventId{99}});
  EXPECT_THAT(minutes_of(of_all), ElementsAre(2, 5, 6, 1, 7)) << "by event, the oldest first";
  EXPECT_EQ(of_all[0].event, EventId{1});
  EXPECT_EQ(of_all[0].kind, ChangeKind::created);
  EXPECT_EQ(of_all[0].actor, "Aino");
  EXPECT_THAT(of_all[1].fields, ElementsAre(shown("public", "draft")));
  EXPECT_THAT(of_all[2].fields, IsEmpty());
  EXPECT_THAT(of_all[3].fields, ElementsAre(shown("staff", "draft")));
  EXPECT_THAT(minutes_of(origins({EventId{3}})), ElementsAre(7));
  EXPECT_THAT(origins({}), IsEmpty());
}

TEST_P(EventHistory, old_changes_go_by_retention) {
  for (const int time : {1, 2, 3}) (void)put(change(1, time));
  EXPECT_EQ(read([](const Snapshot& s) { return s.event_changes().oldest(); }), at(1));
  EXPECT_EQ(write([](Transaction& tx) { return tx.event_changes().remove_before(at(3), 1); }), 1U);
  EXPECT_EQ(write([](Transaction& tx) { return tx.event_changes().remove_before(at(3), 10); }), 1U);
  EXPECT_THAT(minutes_of(of_event(1)), ElementsAre(3));
}

// On PostgreSQL the two are in the database at the same time.
TEST_P(EventHistory, a_mark_that_comes_while_attendance_is_closed_is_there_or_refused) {
  fixtures::SetClock clock;
  clock.set(at(30));
  const calendar::TimeZones zones;
  fixtures::World world;  // its secrets alone
  const Ports ports{*store, clock, zones, *world.secrets, {}};
  Principal admin;
  admin.role = Role::admin;
  for (int round = 0; round < 20; ++round) {
    const EventId event = write([&](Transaction& tx) { return put_event(tx, 100 + round); });
    const Registration party = write([&](Transaction& tx) {
      Registration made = sample_registration(event, std::to_string(round));
      made.status = RegistrationStatus::confirmed;
      const RegistrationId id = tx.registrations().insert(made);
      return tx.registrations().find(id).value();
    });
    std::latch both(2);
    bool marked = false;
    std::thread door([&] {
      both.arrive_and_wait();
      try {
        record_presence(ports, party.id, party.persons[0].id, PresenceStatus::present, admin);
        marked = true;
      } catch (const Error& error) {
        EXPECT_EQ(error.problems().front().code, "attendance_closed");
      }
    });
    both.arrive_and_wait();
    (void)close_attendance(ports, admin, event);
    door.join();
    const auto now = read([&](const Snapshot& s) { return s.registrations().find(party.id); }).value();
    EXPECT_EQ(now.persons[0].presence == PresenceStatus::present, marked);
  }
}

TEST_P(EventHistory, of_two_who_undo_at_once_one_does_and_the_other_hears_why_not) {
  fixtures::SetClock clock;
  clock.set(at(-600));
  const calendar::TimeZones zones;
  fixtures::World world;
  const Ports ports{*store, clock, zones, *world.secrets, {}};
  Principal admin;
  admin.role = Role::admin;
  for (int round = 0; round < 20; ++round) {
    (void)edit_event(ports, admin, EventId{1},
                     [&](EventDetails& details) { details.maximum_attendee_capacity = 50 + round; });
    const EventChangeId change = of_event(1, 1).front().id;
    std::latch both(2);
    std::atomic<int> undone{0};
    const auto undo = [&] {
      both.arrive_and_wait();
      try {
        (void)undo_change(ports, admin, EventId{1}, change, UndoScope::this_one);
        ++undone;
      } catch (const Error& error) {
        EXPECT_EQ(error.problems().front().code, "changed_since");
      }
    };
    std::thread one(undo), other(undo);
    one.join();
    other.join();
    EXPECT_EQ(undone, 1);
  }
}

}  // namespace contract
