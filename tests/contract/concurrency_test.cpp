#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

#include "calendar/time_zones.hpp"
#include "domain/book_interpreter.hpp"
#include "domain/edit_event.hpp"
#include "domain/manage_registration.hpp"
#include "domain/members.hpp"
#include "domain/register_participants.hpp"
#include "storage/secrets.hpp"
#include "tests/contract/two_servers.hpp"

using namespace domain;

namespace contract {

// Two instances of the service on one database, and many threads in each.
class Concurrency : public TwoServers {
 protected:
  EventId put(std::optional<int> capacity, std::optional<int> waiting) {
    Event event = sample_event(1, {}, 0);
    event.maximum_attendee_capacity = capacity;
    event.waiting_list_capacity = waiting;
    return write([&](Transaction& tx) { return put_event(tx, event); });
  }
  static RegistrationRequest request(EventId event, std::size_t persons = 1) {
    RegistrationRequest request;
    request.event = event;
    request.contact = {"Esimerkki", PhoneNumber("+358405550123"), {}, LanguageTag("fi")};
    request.persons = std::vector<Person>(persons);
    request.consent_version = "1";
    return request;
  }
  Event event() {
    return read([](const Snapshot& s) { return s.events().find(EventId{1}); }).value();
  }
  int persons(RegistrationStatus status) {
    int sum = 0;
    for (const Registration& r : read([](const Snapshot& s) { return s.registrations().of_event(EventId{1}); })) {
      if (r.status == status) sum += static_cast<int>(r.persons.size());
    }
    return sum;
  }
};
ON_EVERY_ENGINE(Concurrency);

TEST_P(Concurrency, locks_on_one_event_lose_no_update) {
  put({}, {});
  at_once(8, [&](int t) {
    for (int i = 0; i < 25; ++i) {
      ports(t).store.write([](Transaction& tx) {
        Event event = tx.events().lock(EventId{1}).value();
        event.maximum_attendee_capacity = event.maximum_attendee_capacity.value_or(0) + 1;
        tx.events().update(event);
      });
    }
  });
  EXPECT_EQ(event().maximum_attendee_capacity, 200);
  EXPECT_EQ(event().version, 205);
}

TEST_P(Concurrency, no_place_is_sold_twice_whatever_arrives_at_once) {
  const EventId id = put(30, 20);
  std::atomic<int> full{0};
  std::atomic<int> in{0};
  at_once(16, [&](int t) {
    for (int i = 0; i < 6; ++i) {
      const std::size_t party = 1 + static_cast<std::size_t>((t + i) % 3);
      const std::string code = fixtures::problem_of([&] {
        static_cast<void>(register_participants(ports(t), request(id, party)));
        ++in;
      });
      EXPECT_THAT(code, testing::AnyOf("", "full"));
      if (code == "full") ++full;
    }
  });
  EXPECT_EQ(in + full, 96);
  EXPECT_LE(persons(RegistrationStatus::confirmed), 30);
  EXPECT_GE(persons(RegistrationStatus::confirmed), 28);
  EXPECT_LE(persons(RegistrationStatus::waitlisted), 20);
  EXPECT_EQ(event().confirmed_persons, persons(RegistrationStatus::confirmed));
  EXPECT_EQ(event().waitlisted_persons, persons(RegistrationStatus::waitlisted));
}

TEST_P(Concurrency, places_freed_while_others_register_are_given_once) {
  const EventId id = put(10, 100);
  std::vector<std::string> tokens;
  for (int i = 0; i < 20; ++i) tokens.push_back(register_participants(ports(0), request(id)).manage_token);
  at_once(10, [&](int t) {
    if (t < 5) {
      for (int i = 0; i < 4; ++i) {
        static_cast<void>(cancel_registration(ports(t), tokens[static_cast<std::size_t>(t * 4 + i)]));
      }
    } else {
      for (int i = 0; i < 4; ++i) static_cast<void>(register_participants(ports(t), request(id)));
    }
  });
  EXPECT_EQ(persons(RegistrationStatus::confirmed), 10);
  EXPECT_EQ(persons(RegistrationStatus::waitlisted), 10);
  EXPECT_EQ(persons(RegistrationStatus::cancelled), 20);
  EXPECT_EQ(event().confirmed_persons, 10);
  EXPECT_EQ(event().waitlisted_persons, 10);
}

TEST_P(Concurrency, one_idempotency_key_at_once_makes_one_registration) {
  const EventId id = put(100, {});
  RegistrationRequest wanted = request(id);
  wanted.idempotency_key = "one";
  std::vector<std::string> tokens(12);
  at_once(12,
          [&](int t) { tokens[static_cast<std::size_t>(t)] = register_participants(ports(t), wanted).manage_token; });
  EXPECT_EQ(persons(RegistrationStatus::confirmed), 1);
  EXPECT_EQ(event().confirmed_persons, 1);
  for (const std::string& token : tokens) EXPECT_EQ(token, tokens[0]);
}

TEST_P(Concurrency, an_interpreter_is_confirmed_for_one_of_many_overlapping_bookings) {
  put({}, {});
  const auto interpreter = write([](Transaction& tx) { return tx.interpreters().insert(sample_interpreter("Ahmed")); });
  Principal admin;
  admin.role = Role::admin;
  std::vector<InterpreterBookingId> bookings;
  for (int i = 0; i < 10; ++i) {
    InterpreterBooking booking = sample_booking(EventId{1}, std::to_string(i));
    booking.interpreter = interpreter;
    booking.status = BookingStatus::offered;
    booking.start_time = at(i);
    bookings.push_back(write([&](Transaction& tx) { return tx.interpreters().insert(booking); }));
  }
  std::atomic<int> confirmed{0};
  at_once(10, [&](int t) {
    const std::string code = fixtures::problem_of([&] {
      static_cast<void>(confirm_booking(ports(t), admin, bookings[static_cast<std::size_t>(t)]));
      ++confirmed;
    });
    EXPECT_THAT(code, testing::AnyOf("", "interpreter_busy"));
  });
  EXPECT_EQ(confirmed, 1);
  EXPECT_EQ(read([&](const Snapshot& s) { return s.interpreters().busy(interpreter, at(0), at(60)).size(); }), 1U);
}

TEST_P(Concurrency, an_interpreter_who_accepts_while_the_event_is_cancelled_is_free_or_billed_by_who_came_first) {
  Principal admin;
  admin.role = Role::admin;
  for (std::int64_t round = 1; round <= 30; ++round) {
    const EventId id{round};
    const auto booking = write([&](Transaction& tx) {
      Event event = sample_event(round, {}, 0);
      event.start_time = at(60);
      event.end_time = at(120);
      put_event(tx, event);
      InterpreterBooking offered = sample_booking(id, std::to_string(round));
      offered.interpreter = tx.interpreters().insert(sample_interpreter("Ahmed " + std::to_string(round)));
      offered.status = BookingStatus::offered;
      offered.start_time = at(60);
      offered.end_time = at(120);
      return tx.interpreters().insert(offered);
    });
    clock.set(at(0));
    std::atomic<bool> accepted{false};
    at_once(2, [&](int t) {
      if (t == 0) {
        static_cast<void>(cancel_event(ports(t), admin, id, {{LanguageTag("fi"), "Peruttu"}}));
      } else {
        accepted = fixtures::problem_of([&] { static_cast<void>(confirm_booking(ports(t), admin, booking)); }).empty();
      }
    });
    const auto after = read([&](const Snapshot& s) { return s.interpreters().find(booking); }).value();
    EXPECT_EQ(after.status, accepted ? BookingStatus::cancelled_billed : BookingStatus::cancelled_free);
  }
}

TEST_P(Concurrency, who_looks_for_something_and_then_makes_it_does_so_once) {
  at_once(10, [&](int t) {
    ports(t).store.write([](Transaction& tx) {
      if (!tx.organisations().find_by_name("Mimosa")) {
        static_cast<void>(tx.organisations().insert({{}, "Mimosa", "Mikkeli"}));
      }
    });
  });
  EXPECT_EQ(read([](const Snapshot& s) { return s.organisations().all().size(); }), 1U);
}

TEST_P(Concurrency, of_two_managers_who_remove_each_other_one_stays) {
  const auto mimosa = write([](Transaction& tx) { return tx.organisations().insert({{}, "Mimosa", "Mikkeli"}); });
  for (int round = 0; round < 20; ++round) {
    const auto managers = write([&](Transaction& tx) {
      std::array<Principal, 2> two;
      for (const Member& one : tx.accounts().members_of(mimosa)) tx.accounts().remove(one.account.id);
      for (Principal& one : two) {
        Account account;
        account.username = "m" + std::to_string(secrets->random_id());
        account.display_name = account.username;
        one = {tx.accounts().insert(account), account.display_name, Role::manager, mimosa};
        tx.accounts().keep({*one.account, mimosa, Role::manager, at(0)});
      }
      return two;
    });
    std::array<std::string, 2> problems;
    at_once(2, [&](int t) {
      const auto own = static_cast<std::size_t>(t);
      const AccountId whom = managers[1 - own].account.value();
      problems[own] = fixtures::problem_of([&] {
        if (round % 2 == 0) {
          remove_member(ports(t), managers[own], mimosa, whom);
        } else {
          change_member(ports(t), managers[own], mimosa, whom, Role::viewer);
        }
      });
    });
    EXPECT_THAT(problems, testing::UnorderedElementsAre("", "forbidden"));
    const auto left = read([&](const Snapshot& s) { return s.accounts().members_of(mimosa); });
    EXPECT_EQ(std::ranges::count(left, Role::manager, [](const Member& one) { return one.membership.role; }), 1);
  }
}

TEST_P(Concurrency, works_that_lock_two_things_in_either_order_all_get_through) {
  put({}, {});
  write([](Transaction& tx) { return put_event(tx, 2); });
  at_once(2, [&](int t) {
    for (int i = 0; i < 4; ++i) {
      ports(t).store.write([&](Transaction& tx) {
        for (const std::int64_t id :
             t % 2 == 0 ? std::array<std::int64_t, 2>{1, 2} : std::array<std::int64_t, 2>{2, 1}) {
          ASSERT_TRUE(tx.events().lock(EventId{id}));
          tx.events().add_to_counts(EventId{id}, 1, 0);
        }
      });
    }
  });
  EXPECT_EQ(event().confirmed_persons, 8);
}

}  // namespace contract
