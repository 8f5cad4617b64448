#include <gmock/gmock.h>

#include "tests/contract/databases.hpp"

using namespace domain;

namespace contract {

class Organisations : public Contract {};
ON_EVERY_ENGINE(Organisations);

TEST_P(Organisations, an_organisation_is_found_by_id_and_by_name) {
  const auto id = write([](Transaction& tx) { return tx.organisations().insert({{}, "Mimosa", "Mikkeli"}); });
  EXPECT_GT(id.value, 0);
  const auto by_id = read([&](const Snapshot& s) { return s.organisations().find(id); });
  EXPECT_EQ(by_id->name, "Mimosa");
  EXPECT_EQ(by_id->municipality, "Mikkeli");
  EXPECT_EQ(read([](const Snapshot& s) { return s.organisations().find_by_name("Mimosa"); })->id, id);
  EXPECT_FALSE(read([](const Snapshot& s) { return s.organisations().find_by_name("mimosa"); }));
  EXPECT_FALSE(read([](const Snapshot& s) { return s.organisations().find(OrganisationId{99}); }));
}

TEST_P(Organisations, they_are_listed_by_name) {
  for (const char* name : {"b", "Ä", "a", "B"}) {
    write([&](Transaction& tx) { return tx.organisations().insert({{}, name, ""}); });
  }
  std::vector<std::string> names;
  for (const auto& organisation : read([](const Snapshot& s) { return s.organisations().all(); })) {
    names.push_back(organisation.name);
  }
  EXPECT_THAT(names, testing::ElementsAre("B", "a", "b", "Ä"));
}

TEST_P(Organisations, a_second_one_of_the_same_name_is_a_duplicate_that_the_work_may_catch) {
  write([](Transaction& tx) { return tx.organisations().insert({{}, "Mimosa", "Mikkeli"}); });
  std::string code;
  store->write([&](Transaction& tx) {
    code = fixtures::problem_of([&] { static_cast<void>(tx.organisations().insert({{}, "Mimosa", "Kemi"})); });
    static_cast<void>(tx.organisations().insert({{}, "Valma", "Mikkeli"}));
  });
  EXPECT_EQ(code, "duplicate");
  EXPECT_EQ(read([](const Snapshot& s) { return s.organisations().all().size(); }), 2U);
}

}  // namespace contract
