#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "domain/store.hpp"
#include "storage/open_store.hpp"
#include "tests/fixtures/world.hpp"

// Databases that a test has to itself, on every engine that storage knows.
namespace contract {

class Database {
 public:
  virtual ~Database() = default;
  [[nodiscard]] virtual std::string url() const = 0;
  // By no way through storage: rows of one text column each, "" for null.
  virtual std::vector<std::string> query(const std::string& sql) = 0;
  // Everything that is on the disk or in a dump, as bytes.
  virtual std::string bytes() = 0;
  // Makes every connection of the store useless, as a server does that goes away and comes back; false where there is
  // no server.
  virtual bool cut_connections() = 0;

  [[nodiscard]] storage::MasterKey key() const;
  [[nodiscard]] std::unique_ptr<domain::Store> open(std::size_t connections = 8) const;
};

// "sqlite" or "postgresql". Throws where there is no PostgreSQL: a missing engine is a failure, not a skipped test.
std::unique_ptr<Database> make_database(const std::string& engine);

class Contract : public ::testing::TestWithParam<std::string> {
 protected:
  Contract() : database(make_database(GetParam())), store(database->open()) {}

  // What `ask` returns of one snapshot, or of one transaction.
  template <class Ask>
  auto read(const Ask& ask) {
    std::optional<std::decay_t<std::invoke_result_t<Ask, const domain::Snapshot&>>> answer;
    store->read([&](const domain::Snapshot& snapshot) { answer.emplace(ask(snapshot)); });
    return std::move(answer).value();
  }
  template <class Do>
  auto write(const Do& work) {
    std::optional<std::decay_t<std::invoke_result_t<Do, domain::Transaction&>>> answer;
    store->write([&](domain::Transaction& tx) { answer.emplace(work(tx)); });
    return std::move(answer).value();
  }

  std::unique_ptr<Database> database;
  std::unique_ptr<domain::Store> store;
};

}  // namespace contract

// Makes `suite` run on each engine.
#define ON_EVERY_ENGINE(suite)                                                        \
  INSTANTIATE_TEST_SUITE_P(Engines, suite, ::testing::Values("sqlite", "postgresql"), \
                           [](const auto& tested) { return tested.param; })
