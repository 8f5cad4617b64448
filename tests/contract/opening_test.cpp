#include <gmock/gmock.h>

#include <thread>

#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;

namespace contract {

class Opening : public ::testing::TestWithParam<std::string> {
 protected:
  std::unique_ptr<Database> database = make_database(GetParam());
  std::vector<std::string> migrations() {
    return database->query("select name from schema_migration order by version");
  }
};
ON_EVERY_ENGINE(Opening);

TEST_P(Opening, migrations_run_once_however_often_the_database_is_opened) {
  database->open().reset();
  const auto first = migrations();
  EXPECT_THAT(first, testing::Contains("0001_programme.sql"));
  const auto store = database->open();
  store->write([](Transaction& tx) { put_event(tx, 1); });
  database->open().reset();
  EXPECT_EQ(migrations(), first);
  store->read([](const Snapshot& s) { EXPECT_TRUE(s.events().find(EventId{1})); });
}

TEST_P(Opening, several_that_start_at_once_migrate_once) {
  std::vector<std::thread> starting;
  std::vector<std::string> problems(6);
  for (std::string& problem : problems) {
    starting.emplace_back([&] {
      try {
        database->open(2)->write([](Transaction&) {});
      } catch (const std::exception& error) {
        problem = error.what();
      }
    });
  }
  for (std::thread& thread : starting) thread.join();
  EXPECT_THAT(problems, testing::Each(""));
  EXPECT_EQ(database->query("select count(*) from installation")[0], "2");
  EXPECT_EQ(database->query("select count(*) from programme_revision")[0], "64");
}

TEST_P(Opening, another_key_is_refused) {
  database->open().reset();
  storage::MasterKey other = database->key();
  other[0] ^= 1;
  EXPECT_EQ(fixtures::problem_of([&] { storage::open_store({database->url(), other}).reset(); }), "key");
}

TEST_P(Opening, a_database_of_a_newer_program_is_refused_and_left_alone) {
  database->open().reset();
  database->query("insert into schema_migration (version, name, applied_time) values (9999, 'later', 0)");
  EXPECT_EQ(fixtures::problem_of([&] { database->open().reset(); }), "schema_newer");
  EXPECT_EQ(migrations().back(), "later");
}

TEST_P(Opening, an_url_of_no_known_engine_is_refused) {
  for (const char* url : {"", "sqlite3://", "mysql://localhost/kutsu", "kutsu.db"}) {
    EXPECT_EQ(fixtures::problem_of([&] {
                storage::open_store({url, database->key()}).reset();
              }),
              "database_url")
        << url;
  }
}

TEST_P(Opening, a_database_out_of_reach_is_unavailable) {
  for (const char* url : {"sqlite3:///proc/no/kutsu.db", "postgresql://kutsu@127.0.0.1:1/kutsu"}) {
    EXPECT_EQ(fixtures::problem_of([&] { storage::open_store({url, database->key()}).reset(); }), "database") << url;
  }
}

TEST(SqliteFile, is_readable_by_its_owner_alone_and_durable) {
  const auto database = make_database("sqlite");
  const auto store = database->open();
  store->write([](Transaction& tx) { put_event(tx, 1); });
  const std::filesystem::path file = database->url().substr(10);
  for (const char* suffix : {"", "-wal", "-shm"}) {
    EXPECT_EQ(std::filesystem::status(file.string() + suffix).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write)
        << suffix;
  }
  EXPECT_EQ(database->query("pragma journal_mode")[0], "wal");
}

}  // namespace contract
