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

TEST_P(Opening, what_an_older_program_left_in_clear_is_sealed) {
  database->open()->write([](Transaction& tx) {
    put_event(tx, 1);
    Registration registration = sample_registration(EventId{1}, "a");
    AuditEntry moved = audit_entry({}, AuditAction::registration_moved, at(0));
    for (const auto id : {tx.registrations().insert(registration), RegistrationId{4711}}) {
      moved.registration = id;
      moved.detail = "d";
      tx.audit_log().insert(moved);
    }
    static_cast<void>(tx.interpreters().insert(sample_interpreter("Ahmed")));
    static_cast<void>(tx.interpreters().insert(sample_booking(EventId{1}, "a")));
  });
  // As it was before the migration.
  for (const char* sql :
       {"delete from schema_migration where version = 6", "drop index audit_log_with_detail",
        "drop index interpreter_booking_with_contact", "alter table interpreter drop column created_time",
        "update audit_log set detail = 'Sairaalassa'", "update interpreter set name = 'Ahmed Ali'",
        "update interpreter_booking set topic = 'Terveys', materials = 'Esite'"}) {
    database->query(sql);
  }
  const auto store = database->open();
  EXPECT_EQ(database->query("select detail from audit_log where registration_id = 4711")[0], "") << "nobody's";
  for (const char* column : {"detail from audit_log order by detail desc", "name from interpreter",
                             "topic from interpreter_booking", "materials from interpreter_booking"}) {
    const std::string stored = database->query(std::string("select ") + column)[0];
    EXPECT_GT(stored.size(), 40U) << column << ": " << stored;
  }
  store->read([](const Snapshot& s) {
    EXPECT_EQ(s.audit_log().newest(2)[1].detail, "Sairaalassa");
    const Interpreter interpreter = s.interpreters().all().at(0);
    EXPECT_EQ(interpreter.name, "Ahmed Ali");
    EXPECT_GT(interpreter.created_time, at(-100'000)) << "nobody becomes anonymous the night after";
    EXPECT_EQ(s.interpreters().bookings_of(EventId{1}).at(0).topic, "Terveys");
    EXPECT_EQ(s.interpreters().bookings_of(EventId{1}).at(0).materials, "Esite");
  });
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
