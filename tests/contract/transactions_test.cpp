#include <gmock/gmock.h>

#include <atomic>
#include <condition_variable>
#include <latch>
#include <mutex>
#include <thread>

#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;

namespace contract {

class Transactions : public Contract {
 protected:
  std::size_t organisations() {
    return read([](const Snapshot& s) { return s.organisations().all().size(); });
  }
  void add(const std::string& name) {
    write([&](Transaction& tx) { return tx.organisations().insert({{}, name, ""}); });
  }
};
ON_EVERY_ENGINE(Transactions);

TEST_P(Transactions, an_exception_undoes_the_work_and_comes_out_as_it_was) {
  struct Odd {
    int value;
  };
  try {
    store->write([](Transaction& tx) {
      static_cast<void>(tx.organisations().insert({{}, "Mimosa", ""}));
      throw Odd{7};
    });
    FAIL();
  } catch (const Odd& odd) {
    EXPECT_EQ(odd.value, 7);
  }
  EXPECT_EQ(organisations(), 0U);
  add("Mimosa");
  EXPECT_EQ(organisations(), 1U);
}

TEST_P(Transactions, a_work_sees_what_it_wrote_and_nobody_else_does_before_it_is_over) {
  store->write([&](Transaction& tx) {
    static_cast<void>(tx.organisations().insert({{}, "Mimosa", ""}));
    EXPECT_TRUE(tx.organisations().find_by_name("Mimosa"));
    EXPECT_EQ(organisations(), 0U);
  });
  EXPECT_EQ(organisations(), 1U);
}

TEST_P(Transactions, what_one_work_throws_undoes_that_work_alone) {
  constexpr int threads = 8;
  constexpr int rounds = 40;
  std::atomic<int> failures{0};
  std::vector<std::thread> writers;
  for (int t = 0; t < threads; ++t) {
    writers.emplace_back([&, t] {
      for (int i = 0; i < rounds; ++i) {
        const std::string name = std::to_string(t) + "/" + std::to_string(i);
        try {
          store->write([&](Transaction& tx) {
            static_cast<void>(tx.organisations().insert({{}, name, ""}));
            if (i % 4 == 0) throw std::runtime_error(name);
            if (i % 4 == 1) static_cast<void>(tx.organisations().insert({{}, name, ""}));
          });
        } catch (const std::runtime_error&) {
          ++failures;
        }
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(failures, threads * rounds / 2);
  for (const auto& organisation : read([](const Snapshot& s) { return s.organisations().all(); })) {
    EXPECT_GE(std::stoi(organisation.name.substr(organisation.name.find('/') + 1)) % 4, 2);
  }
  EXPECT_EQ(organisations(), static_cast<std::size_t>(threads * rounds / 2));
}

TEST_P(Transactions, a_reader_sees_one_state_however_much_is_written_meanwhile) {
  add("a");
  store->read([&](const Snapshot& s) {
    EXPECT_EQ(s.organisations().all().size(), 1U);
    std::thread([&] { add("b"); }).join();
    EXPECT_EQ(s.organisations().all().size(), 1U);
    EXPECT_FALSE(s.organisations().find_by_name("b"));
  });
  EXPECT_EQ(organisations(), 2U);
}

TEST_P(Transactions, a_reader_that_throws_leaves_nothing_open) {
  for (int i = 0; i < 20; ++i) {
    EXPECT_THROW(store->read([](const Snapshot& s) {
      static_cast<void>(s.organisations().all());
      throw std::runtime_error("no");
    }),
                 std::runtime_error);
  }
  add("a");
  EXPECT_EQ(organisations(), 1U);
}

TEST_P(Transactions, more_readers_than_connections_wait_for_each_other) {
  add("a");
  std::vector<std::thread> readers;
  std::atomic<int> seen{0};
  for (int t = 0; t < 32; ++t) {
    readers.emplace_back([&] {
      for (int i = 0; i < 10; ++i) seen += static_cast<int>(organisations());
    });
  }
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(seen, 320);
}

TEST_P(Transactions, what_is_committed_is_there_when_the_database_is_opened_again) {
  add("a");
  store.reset();
  store = database->open();
  EXPECT_EQ(organisations(), 1U);
}

TEST_P(Transactions, a_store_answers_a_ping) {
  EXPECT_NO_THROW(store->ping());
}

// Of SQLite alone: PostgreSQL gives each work a connection, and the inner one commits first.
TEST(GroupCommit, a_write_inside_a_write_is_refused_instead_of_waiting_for_itself) {
  const auto database = make_database("sqlite");
  const auto store = database->open();
  EXPECT_THROW(store->write([&](Transaction&) { store->write([](Transaction&) {}); }), std::logic_error);
  EXPECT_NO_THROW(store->write([](Transaction&) {}));
}

// Works that wait while one is being written are committed together: holding the first keeps the others waiting.
TEST(GroupCommit, works_that_wait_are_written_in_one_commit) {
  const auto database = make_database("sqlite");
  const auto store = database->open();
  std::mutex mutex;
  std::condition_variable changed;
  bool held = false;
  bool go = false;
  std::thread first([&] {
    store->write([&](Transaction&) {
      std::unique_lock lock(mutex);
      held = true;
      changed.notify_all();
      changed.wait(lock, [&] { return go; });
    });
  });
  {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return held; });
  }
  std::latch asking(10);
  std::atomic<int> answered{0};
  std::atomic<int> most_answered_before_the_last_work{0};
  std::vector<std::thread> others;
  for (int i = 0; i < 10; ++i) {
    others.emplace_back([&, i] {
      asking.count_down();
      store->write([&, i](Transaction& tx) {
        static_cast<void>(tx.organisations().insert({{}, std::to_string(i), ""}));
        most_answered_before_the_last_work = std::max(most_answered_before_the_last_work.load(), answered.load());
      });
      ++answered;
    });
  }
  // Until all of them wait; the first is still being written, so that they cannot be answered.
  asking.wait();
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  {
    const std::lock_guard lock(mutex);
    go = true;
    changed.notify_all();
  }
  first.join();
  for (std::thread& other : others) other.join();
  EXPECT_EQ(answered, 10);
  EXPECT_EQ(most_answered_before_the_last_work, 0);
}

}  // namespace contract
