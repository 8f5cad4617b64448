#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "calendar/time_zones.hpp"
#include "domain/book_interpreter.hpp"
#include "domain/edit_event.hpp"
#include "domain/rooms.hpp"
#include "storage/secrets.hpp"
#include "tests/contract/two_servers.hpp"

using namespace domain;
using std::chrono::minutes;

namespace contract {

// Two instances of the service on one database, and organisers who save at once.
class RoomConflicts : public TwoServers {
 protected:
  RoomConflicts() {
    admin.role = Role::admin;
    RoomDetails details;
    details.name = "Sali 2";
    details.street_address = "Esimerkkikatu 1";
    details.municipality = "Mikkeli";
    const auto owner = write([](Transaction& tx) { return tx.organisations().insert({{}, "Mimosa", "Mikkeli"}); });
    room = create_room(ports(0), admin, details, owner).id;
    admin.organisation = owner;
  }

  EventDetails details(int start, int length = 60) const {
    EventDetails details;
    details.name = {{LanguageTag("fi"), "Työnhakuinfo"}};
    details.start_time = at(start);
    details.end_time = at(start + length);
    details.location.room = room;
    return details;
  }
  std::size_t held(int from, int to) {
    return read([&](const Snapshot& s) { return s.timetable().in_room(room, at(from), at(to)).size(); });
  }

  Principal admin;
  RoomId room;
};
ON_EVERY_ENGINE(RoomConflicts);

TEST_P(RoomConflicts, of_many_who_enter_an_event_for_one_room_and_time_one_gets_it) {
  for (int round = 0; round < 10; ++round) {
    std::atomic<int> made{0};
    at_once(8, [&](int t) {
      const std::string code = fixtures::problem_of([&] {
        static_cast<void>(create_event(ports(t), admin, details(round * 100 + t)));
        ++made;
      });
      EXPECT_THAT(code, testing::AnyOf("", "room_taken"));
    });
    EXPECT_EQ(made, 1);
    EXPECT_EQ(held(round * 100, round * 100 + 90), 1U);
  }
}

TEST_P(RoomConflicts, of_many_who_move_an_event_into_one_room_and_time_one_gets_it) {
  std::vector<EventId> events;
  for (int i = 0; i < 8; ++i) events.push_back(create_event(ports(0), admin, details(1000 + i * 100)).id);
  std::atomic<int> moved{0};
  at_once(8, [&](int t) {
    const std::string code = fixtures::problem_of([&] {
      static_cast<void>(edit_event(ports(t), admin, events[static_cast<std::size_t>(t)], [&](EventDetails& event) {
        event.start_time = at(t);
        event.end_time = at(t + 60);
      }));
      ++moved;
    });
    EXPECT_THAT(code, testing::AnyOf("", "room_taken"));
  });
  EXPECT_EQ(moved, 1);
  EXPECT_EQ(held(0, 90), 1U);
  EXPECT_EQ(held(0, 3000), 8U);
}

TEST_P(RoomConflicts, a_series_and_single_events_share_no_date_of_a_room) {
  SeriesDraft draft;
  draft.details = details(0);
  draft.recurrence = "FREQ=DAILY;COUNT=5";
  for (int i = 0; i < 5; ++i) {
    draft.starts.push_back(zones.to_local(at(0), draft.details.time_zone) + std::chrono::days{i});
  }
  std::atomic<int> series{0};
  std::atomic<int> single{0};
  at_once(6, [&](int t) {
    const std::string code = fixtures::problem_of([&] {
      if (t < 2) {
        static_cast<void>(create_series(ports(t), admin, draft));
        ++series;
      } else {
        static_cast<void>(create_event(ports(t), admin, details((t - 1) * 24 * 60 + 30)));
        ++single;
      }
    });
    EXPECT_THAT(code, testing::AnyOf("", "room_taken"));
  });
  EXPECT_LE(series, 1);
  EXPECT_EQ(series == 1 ? 0 : 4, single);
  EXPECT_EQ(held(0, 10 * 24 * 60), series == 1 ? 5U : 4U);
}

TEST_P(RoomConflicts, a_room_that_changes_while_events_are_put_into_it_is_told_alike_by_all_of_them) {
  at_once(6, [&](int t) {
    if (t < 2) {
      for (int i = 0; i < 5; ++i) {
        static_cast<void>(edit_room(
            ports(t), admin, room, [&](RoomDetails& changed) { changed.name = "Sali " + std::to_string(t * 10 + i); }));
      }
    } else {
      for (int i = 0; i < 5; ++i) static_cast<void>(create_event(ports(t), admin, details((t * 10 + i) * 100)));
    }
  });
  const auto name = read([&](const Snapshot& s) { return s.rooms().find(room)->name; });
  std::size_t events = 0;
  for (const Slot& slot : read([&](const Snapshot& s) { return s.timetable().in_room(room, at(0), end_of_time); })) {
    EXPECT_EQ(read([&](const Snapshot& s) { return s.events().find(slot.event)->location.name; }), name);
    ++events;
  }
  EXPECT_EQ(events, 20U);
}

// Two bookings at two addresses of one town with ten minutes between them.
TEST_P(RoomConflicts, an_interpreter_is_confirmed_for_one_of_two_events_that_lie_too_near_to_travel) {
  for (int round = 0; round < 10; ++round) {
    const auto interpreter = write([&](Transaction& tx) {
      return tx.interpreters().insert(sample_interpreter("Ahmed " + std::to_string(round)));
    });
    std::vector<InterpreterBookingId> bookings;
    for (int i = 0; i < 2; ++i) {
      const std::int64_t id = round * 2 + i + 1;
      bookings.push_back(write([&](Transaction& tx) {
        Event event = sample_event(id, {}, 70 * i);
        event.end_time = event.start_time + minutes{60};
        event.location = {"Talo", "Esimerkkikatu " + std::to_string(i), "Mikkeli", {}};
        put_event(tx, event);
        InterpreterBooking booking = sample_booking(event.id, std::to_string(id));
        booking.interpreter = interpreter;
        booking.mode = InterpretingMode::on_site;
        booking.status = BookingStatus::offered;
        booking.start_time = event.start_time;
        booking.end_time = event.end_time;
        return tx.interpreters().insert(booking);
      }));
    }
    std::atomic<int> confirmed{0};
    at_once(2, [&](int t) {
      const std::string code = fixtures::problem_of([&] {
        static_cast<void>(confirm_booking(ports(t), admin, bookings[static_cast<std::size_t>(t)]));
        ++confirmed;
      });
      EXPECT_THAT(code, testing::AnyOf("", "interpreter_busy"));
    });
    EXPECT_EQ(confirmed, 1);
  }
}

}  // namespace contract
