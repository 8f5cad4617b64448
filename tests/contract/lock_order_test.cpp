#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "calendar/time_zones.hpp"
#include "domain/book_interpreter.hpp"
#include "domain/book_series.hpp"
#include "domain/copy_events.hpp"
#include "domain/edit_event.hpp"
#include "domain/edit_series.hpp"
#include "domain/keep_materials.hpp"
#include "domain/organisations.hpp"
#include "domain/rooms.hpp"
#include "domain/undo_change.hpp"
#include "storage/secrets.hpp"
#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;
using std::chrono::minutes;

namespace contract {

// Events, rooms and interpreters, changed from every side at once. Two who wait in a circle would be told apart by
// PostgreSQL, which counts it, and one of them would be run again a second later.
class LockOrder : public Contract {
 protected:
  LockOrder() : other(database->open()), secrets(storage::make_secrets(database->key())) {
    clock.set(at(-1000));
    admin.role = Role::admin;
    admin.organisation = write([](Transaction& tx) { return tx.organisations().insert({{}, "Mimosa", "Mikkeli"}); });
    for (int i = 0; i < 3; ++i) {
      RoomDetails details;
      details.name = "Sali " + std::to_string(i);
      details.street_address = "Esimerkkikatu " + std::to_string(i);
      details.municipality = "Mikkeli";
      rooms.push_back(create_room(ports(0), admin, details).id);
      interpreters.push_back(
          write([&](Transaction& tx) { return tx.interpreters().insert(sample_interpreter(std::to_string(i))); }));
    }
  }

  Ports ports(int thread) { return {thread % 2 == 0 ? *store : *other, clock, zones, *secrets, {}}; }

  // Every one in a room, and with an interpreter that is asked for.
  Event event(int start, RoomId room, InterpreterId interpreter) {
    EventDetails details;
    details.name = {{LanguageTag("fi"), "Työnhakuinfo"}};
    details.start_time = at(start);
    details.end_time = at(start + 60);
    details.location.room = room;
    const Event made = create_event(ports(0), admin, details);
    write([&](Transaction& tx) {
      InterpreterBooking booking = sample_booking(made.id, std::to_string(made.id.value));
      booking.interpreter = interpreter;
      // For less than the whole event: it stays when the event is moved a little, and has to be looked at.
      booking.status = BookingStatus::confirmed;
      booking.start_time = made.start_time + minutes{10};
      booking.end_time = made.start_time + minutes{50};
      return tx.interpreters().insert(booking);
    });
    return made;
  }

  // What is refused is refused in words, and what was undone meanwhile is not there; nothing else may come of it.
  static void may_be_refused(const std::function<void()>& work) {
    try {
      work();
    } catch (const Error& error) {
      EXPECT_THAT(error.kind(), testing::AnyOf(ErrorKind::conflict, ErrorKind::invalid, ErrorKind::not_found))
          << error.problems().front().code;
    }
  }

  void at_once(int rounds, const std::vector<std::function<void(int)>>& writers) {
    std::vector<std::thread> running;
    for (std::size_t i = 0; i < writers.size(); ++i) {
      running.emplace_back([&, i] {
        for (int round = 0; round < rounds; ++round) may_be_refused([&] { writers[i](round); });
      });
    }
    for (std::thread& thread : running) thread.join();
  }

  long counted() {
    if (GetParam() == "sqlite") return 0;
    return std::stol(
        database->query("select deadlocks::text from pg_stat_database where datname = current_database()")[0]);
  }
  // Since the test began. Each is counted when its connection has ended.
  long circles() {
    store.reset();
    other.reset();
    if (GetParam() == "sqlite") return 0;
    for (int i = 0; i < 100 && database->query("select count(*)::text from pg_stat_activity where datname = "
                                               "current_database() and pid <> pg_backend_pid()")[0] != "0";
         ++i) {
      std::this_thread::yield();
    }
    return counted() - before;
  }

  static std::size_t other_way(int round, std::size_t count, bool backwards) {
    const auto i = static_cast<std::size_t>(round) % count;
    return backwards ? count - 1 - i : i;
  }

  std::unique_ptr<Store> other;
  std::unique_ptr<Secrets> secrets;
  fixtures::SetClock clock;
  calendar::TimeZones zones;
  Principal admin;
  std::vector<RoomId> rooms;
  std::vector<InterpreterId> interpreters;
  long before = counted();
};
ON_EVERY_ENGINE(LockOrder);

TEST_P(LockOrder, who_moves_an_event_and_who_answers_for_its_interpreter_do_not_wait_in_a_circle) {
  const Event held = event(0, rooms[0], interpreters[0]);
  const auto booking = read([&](const Snapshot& s) { return s.interpreters().bookings_of(held.id).front().id; });
  const auto move = [&](int thread) {
    return [&, thread](int round) {
      (void)edit_event(ports(thread), admin, held.id, [&](EventDetails& details) {
        details.start_time = at(-(round % 5));
        details.end_time = at(60 + thread);
      });
    };
  };
  const auto answer = [&](int thread) {
    return [&, thread](int round) {
      static_cast<void>(round);
      (void)confirm_booking(ports(thread), admin, booking);
    };
  };
  at_once(60, {move(0), answer(1), move(2), answer(3)});
  EXPECT_EQ(circles(), 0);
}

TEST_P(LockOrder, who_changes_rooms_and_who_puts_events_into_them_do_not_wait_in_a_circle) {
  std::vector<Event> events;
  for (int i = 0; i < 6; ++i) {
    const auto which = static_cast<std::size_t>(i) % 3;
    events.push_back(event(i * 200, rooms[which], interpreters[which]));
  }
  const auto put_into_one = [&](int thread) {
    return [&, thread](int round) {
      (void)edit_event(ports(thread), admin, events[static_cast<std::size_t>(round) % events.size()].id,
                       [&](EventDetails& details) {
                         const bool out = details.location.room.has_value();
                         details.location = {};
                         details.location.name = "Piha";
                         if (!out) details.location.room = rooms[0];
                       });
    };
  };
  const auto swap_rooms = [&](int thread, bool backwards) {
    return [&, thread, backwards](int round) {
      (void)edit_event(ports(thread), admin, events[other_way(round, events.size(), backwards)].id,
                       [&](EventDetails& details) {
                         details.location = {};
                         details.location.room = rooms[other_way(round / 2, rooms.size(), !backwards)];
                       });
    };
  };
  const auto rename = [&](int thread, bool backwards) {
    return [&, thread, backwards](int round) {
      (void)edit_room(ports(thread), admin, rooms[other_way(round, rooms.size(), backwards)], [&](RoomDetails& room) {
        room.street_address = "Esimerkkikatu " + std::to_string(thread * 1000 + round);
      });
    };
  };
  at_once(30, {swap_rooms(0, false), swap_rooms(1, true), rename(2, false), rename(3, true), put_into_one(4),
               put_into_one(5)});
  EXPECT_EQ(circles(), 0);
}

TEST_P(LockOrder, who_changes_whole_series_and_who_copies_them_do_not_wait_in_a_circle) {
  std::vector<SeriesWithEvents> series;
  for (int i = 0; i < 2; ++i) {
    SeriesDraft draft;
    draft.details.name = {{LanguageTag("fi"), "Kielikahvila"}};
    draft.details.start_time = at(i * 100);
    draft.details.end_time = at(i * 100 + 60);
    draft.details.location.room = rooms[static_cast<std::size_t>(i)];
    draft.recurrence = "FREQ=DAILY;COUNT=4";
    for (int day = 0; day < 4; ++day) {
      draft.starts.push_back(zones.to_local(draft.details.start_time, default_time_zone) + std::chrono::days{day});
    }
    series.push_back(create_series(ports(0), admin, draft));
  }
  const auto edit = [&](int thread, std::size_t which) {
    return [&, thread, which](int round) {
      const Event& date = series[which].events[static_cast<std::size_t>(round) % 4];
      (void)edit_series(ports(thread), admin, date.id, SeriesScope::all, [&](EventDetails& details) {
        details.location = {};
        details.location.room = rooms[(which + static_cast<std::size_t>(round)) % 3];
        details.end_time = details.start_time + minutes{50 + round % 10};
      });
    };
  };
  const auto copy = [&](int thread) {
    return [&, thread](int round) {
      std::vector<CopyPlan> plans;
      for (const SeriesWithEvents& one : series) {
        for (CopyPlan& plan :
             plan_copies(ports(thread), admin, one.series.id, std::chrono::weeks{10 * (1 + round * 4 + thread)})) {
          plans.push_back(std::move(plan));
        }
      }
      if (thread % 2 == 1) std::ranges::reverse(plans);
      (void)copy_events(ports(thread), admin, plans);
    };
  };
  at_once(12, {edit(0, 0), edit(1, 1), copy(2), copy(3)});
  EXPECT_EQ(circles(), 0);
}

TEST_P(LockOrder, who_asks_for_whole_series_who_answers_and_who_moves_them_do_not_wait_in_a_circle) {
  std::vector<SeriesWithEvents> series;
  for (int i = 0; i < 2; ++i) {
    SeriesDraft draft;
    draft.details.name = {{LanguageTag("fi"), "Kielikahvila"}};
    draft.details.start_time = at(i * 30);
    draft.details.end_time = at(i * 30 + 60);
    draft.details.location.name = "Piha " + std::to_string(i);
    draft.recurrence = "FREQ=DAILY;COUNT=3";
    for (int day = 0; day < 3; ++day) {
      draft.starts.push_back(zones.to_local(draft.details.start_time, default_time_zone) + std::chrono::days{day});
    }
    series.push_back(create_series(ports(0), admin, draft));
  }
  const auto ask = [&](int thread) {
    return [&, thread](int round) {
      const SeriesWithEvents& one = series[static_cast<std::size_t>(round) % 2];
      SeriesBooking booking{one.series.id, {}, {}};
      for (const Event& date : one.events) booking.dates.push_back(date.id);
      booking.wanted.language = LanguageTag("ar");
      booking.wanted.interpreter = interpreters[static_cast<std::size_t>(round + thread) % 2];
      (void)book_series(ports(thread), admin, booking);
    };
  };
  const auto step = [&](int thread) {
    return [&, thread](int round) {
      const auto how = static_cast<SeriesBookingStep>(round % 3);
      const InterpreterId who = interpreters[static_cast<std::size_t>(round / 2 + thread) % 2];
      (void)step_series_bookings(ports(thread), admin, series[static_cast<std::size_t>(thread) % 2].series.id, who,
                                 how);
    };
  };
  const auto move = [&](int thread) {
    return [&, thread](int round) {
      const auto& dates = series[static_cast<std::size_t>(thread) % 2].events;
      (void)edit_series(ports(thread), admin, dates[0].id, SeriesScope::all, [&](EventDetails& details) {
        details.end_time = details.start_time + minutes{50 + round % 10};
      });
    };
  };
  at_once(20, {ask(0), ask(1), step(2), step(3), move(4), move(5)});
  const auto bookings = read([&](const Snapshot& s) {
    auto all = s.interpreters().bookings_of(interpreters[0]);
    std::erase_if(all, [](const InterpreterBooking& one) { return one.status != BookingStatus::confirmed; });
    return all;
  });
  for (std::size_t i = 1; i < bookings.size(); ++i) EXPECT_GE(bookings[i].start_time, bookings[i - 1].end_time);
  EXPECT_EQ(circles(), 0);
}

TEST_P(LockOrder, who_undoes_for_all_dates_and_who_takes_their_room_have_it_one_after_the_other_and_in_no_circle) {
  SeriesDraft draft;
  draft.details.name = {{LanguageTag("fi"), "Kielikahvila"}};
  draft.details.start_time = at(0);
  draft.details.end_time = at(60);
  draft.details.location.room = rooms[0];
  draft.recurrence = "FREQ=DAILY;COUNT=4";
  for (int day = 0; day < 4; ++day) {
    draft.starts.push_back(zones.to_local(draft.details.start_time, default_time_zone) + std::chrono::days{day});
  }
  const auto dates = create_series(ports(0), admin, draft).events;
  const auto undo_all = [&](int round) {
    const EventId date = dates[static_cast<std::size_t>(round) % 4].id;
    const auto last = list_history(ports(0), admin, date).entries.front().change.id;
    (void)undo_change(ports(0), admin, date, last, UndoScope::all);
  };
  const auto to_and_fro = [&](int round) {
    if (round % 2 == 1) return undo_all(round);
    (void)edit_series(ports(0), admin, dates[0].id, SeriesScope::all, [](EventDetails& details) {
      details.start_time += minutes{60};
      details.end_time += minutes{60};
    });
  };
  const auto material = [&](int round) {
    NewMaterial link;
    link.url = "https://example.org/opas";
    link.whole_series = true;
    const EventId date = dates[other_way(round, 4, true)].id;
    remove_material(ports(1), admin, date, add_material(ports(1), admin, date, link, 0).id);
  };
  std::atomic<int> had = 0;
  const auto take = [&](int thread) {
    return [&, thread](int round) {
      EventDetails details = draft.details;
      const auto day = std::chrono::days{static_cast<int>(other_way(round, 4, thread % 2 == 1))};
      details.start_time += day + minutes{round % 3 * 30};
      details.end_time = details.start_time + minutes{20};
      const Event taken = create_event(ports(thread), admin, details);
      ++had;
      if (round % 3 != 0) (void)cancel_event(ports(thread), admin, taken.id, {{LanguageTag("fi"), "Sairaus"}});
    };
  };
  at_once(16, {to_and_fro, material, take(2), take(3)});
  std::vector<Slot> slots =
      read([&](const Snapshot& s) { return s.timetable().in_room(rooms[0], at(-100), end_of_time); });
  std::ranges::sort(slots, {}, &Slot::start_time);
  for (std::size_t i = 1; i < slots.size(); ++i) EXPECT_LE(slots[i - 1].end_time, slots[i].start_time) << "had twice";
  EXPECT_GE(slots.size(), 4U);
  // Wherever the series is, the room is free before it or after it.
  EXPECT_GT(had, 0);
  EXPECT_EQ(circles(), 0);
}

TEST_P(LockOrder, who_renames_an_organisation_and_who_changes_its_events_do_not_wait_in_a_circle) {
  const Event first = event(0, rooms[0], interpreters[0]);
  const Event second = event(200, rooms[1], interpreters[1]);
  Organisation mimosa = read([&](const Snapshot& s) { return s.organisations().find(*admin.organisation); }).value();
  const auto rename = [&](int thread) {
    return [&, thread](int round) {
      Organisation renamed = mimosa;
      renamed.name = "Mimosa " + std::to_string(thread * 1000 + round);
      (void)change_organisation(ports(thread), admin, renamed);
    };
  };
  const auto edit = [&](int thread, EventId id) {
    return [&, thread, id](int round) {
      (void)edit_event(ports(thread), admin, id,
                       [&](EventDetails& details) { details.maximum_attendee_capacity = 1 + round; });
    };
  };
  at_once(30, {rename(0), edit(1, first.id), rename(2), edit(3, second.id)});
  EXPECT_EQ(circles(), 0);
}

}  // namespace contract
