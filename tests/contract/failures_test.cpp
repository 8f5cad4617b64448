#include <gmock/gmock.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include <csignal>

#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;
using testing::HasSubstr;
using testing::Not;

namespace contract {

class Failures : public Contract {
 protected:
  // Everything that an exception says.
  template <class Work>
  static std::string words_of(const Work& work) {
    try {
      work();
      return "nothing was thrown";
    } catch (const Error& error) {
      std::string words = error.what();
      for (const Problem& problem : error.problems())
        words += " " + problem.code + " " + problem.field + problem.message;
      return words;
    } catch (const std::exception& error) {
      return error.what();
    }
  }
};
ON_EVERY_ENGINE(Failures);

TEST_P(Failures, an_error_carries_no_value_that_was_stored) {
  write([](Transaction& tx) { return put_event(tx, 1); });
  Registration registration = sample_registration(EventId{1}, "secret");
  write([&](Transaction& tx) { return tx.registrations().insert(registration); });
  const std::string duplicate = words_of([&] {
    store->write([&](Transaction& tx) {
      const auto id = tx.registrations().insert(sample_registration(EventId{1}, "other"));
      Registration same = tx.registrations().find(id).value();
      same.manage_token_hash = registration.manage_token_hash;
      tx.registrations().update(same);
    });
  });
  EXPECT_THAT(duplicate, HasSubstr("duplicate"));
  registration.event = EventId{4711};
  registration.manage_token_hash = "token-secret-2";
  const std::string fault =
      words_of([&] { write([&](Transaction& tx) { return tx.registrations().insert(registration); }); });
  EXPECT_THAT(fault, HasSubstr("insert into registration"));
  for (const std::string& words : {duplicate, fault}) {
    for (const char* value : {"secret", "4711", "Fáṭima", "405550123"}) EXPECT_THAT(words, Not(HasSubstr(value)));
  }
}

// Messages go to PostgreSQL together with what comes after them.
TEST_P(Failures, a_statement_that_nobody_waits_for_fails_its_transaction_all_the_same) {
  write([](Transaction& tx) { return put_event(tx, 1); });
  const auto work = [](bool asks_afterwards) {
    return [=](Transaction& tx) {
      static_cast<void>(tx.registrations().insert(sample_registration(EventId{1}, "a")));
      Message of_nothing = sample_message(EventId{1});
      of_nothing.booking = InterpreterBookingId{4711};
      tx.outbox().insert({&of_nothing, 1});
      if (asks_afterwards) static_cast<void>(std::as_const(tx.events()).find(EventId{1}));
    };
  };
  for (const bool asks_afterwards : {false, true}) {
    EXPECT_THAT(words_of([&] { store->write(work(asks_afterwards)); }), HasSubstr("insert into outbox"));
    EXPECT_TRUE(read([](const Snapshot& s) { return s.registrations().of_event(EventId{1}); }).empty());
  }
}

// Of an event that somebody removes between the look at it and what is stored of it.
TEST_P(Failures, a_work_whose_event_is_removed_meanwhile_looks_again_and_says_that_it_is_not_there) {
  Event event = sample_event(1, {}, 0);
  write([&](Transaction& tx) { return put_event(tx, event); });
  const auto second = database->open(1);
  const auto remove = [&] {
    second->write([&](Transaction& tx) { tx.drafts().remove(tx.events().find(EventId{1}).value()); });
  };
  // SQLite has one writer: there, nobody comes between.
  const bool comes_between = GetParam() == "postgresql";
  if (!comes_between) remove();
  int looks = 0;
  const std::string said = words_of([&] {
    store->write([&](Transaction& tx) {
      if (!std::as_const(tx.events()).find(EventId{1})) throw Error(ErrorKind::not_found, "event", "no such event");
      if (++looks == 1 && comes_between) remove();
      static_cast<void>(tx.interpreters().insert(sample_booking(EventId{1}, "a")));
    });
  });
  EXPECT_THAT(said, HasSubstr("no such event"));
  EXPECT_EQ(looks, comes_between ? 1 : 0);
}

TEST_P(Failures, a_store_goes_on_after_a_statement_failed) {
  for (int i = 0; i < 5; ++i) {
    EXPECT_THROW(write([](Transaction& tx) { return tx.registrations().insert(sample_registration(EventId{9}, "a")); }),
                 std::logic_error);
  }
  write([](Transaction& tx) { return put_event(tx, 1); });
  EXPECT_TRUE(read([](const Snapshot& s) { return s.events().find(EventId{1}); }));
}

TEST_P(Failures, a_server_that_went_away_and_came_back_is_found_again) {
  write([](Transaction& tx) { return put_event(tx, 1); });
  static_cast<void>(store->revision());
  if (!database->cut_connections()) return;  // SQLite has no server to lose
  EXPECT_NO_THROW(store->ping());
  database->cut_connections();
  EXPECT_TRUE(read([](const Snapshot& s) { return s.events().find(EventId{1}); }));
  database->cut_connections();
  store->write([](Transaction& tx) { tx.events().add_to_counts(EventId{1}, 1, 0); });
  EXPECT_EQ(read([](const Snapshot& s) { return s.events().find(EventId{1}); })->confirmed_persons, 1);
  // Lost in the middle, before the commit: run again.
  int runs = 0;
  store->write([&](Transaction& tx) {
    tx.events().add_to_counts(EventId{1}, 1, 0);
    if (++runs == 1) database->cut_connections();
    tx.events().add_to_counts(EventId{1}, 1, 0);
  });
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(read([](const Snapshot& s) { return s.events().find(EventId{1}); })->confirmed_persons, 3);
  database->cut_connections();
  EXPECT_NO_THROW(static_cast<void>(store->revision()));
}

TEST(SqliteFailures, while_another_process_writes_the_store_waits_and_then_says_so) {
  const auto database = make_database("sqlite");
  const auto store = database->open();
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(database->url().substr(10).c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "begin immediate", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_EQ(fixtures::problem_of([&] { store->write([](Transaction& tx) { put_event(tx, 1); }); }), "database");
  store->read([](const Snapshot& s) { EXPECT_FALSE(s.events().find(EventId{1})); });
  std::thread writer([&] { store->write([](Transaction& tx) { put_event(tx, 1); }); });
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  sqlite3_exec(other, "commit", nullptr, nullptr, nullptr);
  writer.join();
  sqlite3_close(other);
  store->read([](const Snapshot& s) { EXPECT_TRUE(s.events().find(EventId{1})); });
}

// Files of this process may not grow, as on a full disk: undone on leaving.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int);
};

TEST(SqliteFailures, a_full_disk_refuses_works_keeps_what_was_answered_and_is_forgotten_when_there_is_room) {
  const auto database = make_database("sqlite");
  const auto store = database->open();
  const auto log = std::filesystem::path(database->url().substr(10) + "-wal");
  std::mutex mutex;
  std::set<std::int64_t> taken;
  std::atomic<int> refused{0};
  {
    const FullDisk full(std::filesystem::file_size(log) + 300'000);
    std::vector<std::thread> writers;
    for (int t = 0; t < 4; ++t) {
      writers.emplace_back([&, t] {
        for (int i = 0; i < 100; ++i) {
          const std::int64_t id = 1 + t * 100 + i;
          const std::string code = fixtures::problem_of([&] {
            store->write([&](Transaction& tx) { put_event(tx, id, i); });
            const std::lock_guard lock(mutex);
            taken.insert(id);
          });
          EXPECT_THAT(code, testing::AnyOf("", "database"));
          if (!code.empty()) ++refused;
        }
      });
    }
    for (std::thread& writer : writers) writer.join();
  }
  EXPECT_GT(refused, 0);
  EXPECT_GT(taken.size(), 0U);
  store->write([](Transaction& tx) { put_event(tx, 1000); });
  taken.insert(1000);
  EventFilter all;
  all.limit = 1000;
  std::set<std::int64_t> stored;
  store->read([&](const Snapshot& s) {
    for (const Event& event : s.events().find(all).events) stored.insert(event.id.value);
  });
  EXPECT_EQ(stored, taken);
}

}  // namespace contract
