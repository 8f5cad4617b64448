#include <gmock/gmock.h>

#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

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

TEST_P(Organisations, a_changed_contact_is_shown_by_every_event_of_theirs_under_a_new_version) {
  const auto id = write([](Transaction& tx) { return tx.organisations().insert({{}, "Mimosa", "Mikkeli"}); });
  const auto other = write([](Transaction& tx) { return tx.organisations().insert({{}, "Valma", "Mikkeli"}); });
  const auto organiser_of = [](EventId event) {
    return [event](const Snapshot& s) { return s.events().find(event)->organisers.front(); };
  };
  const auto version_of = [](EventId event) {
    return [event](const Snapshot& s) { return s.events().find(event)->version; };
  };
  for (const auto& [number, owner] : {std::pair(1, id), std::pair(2, id), std::pair(3, other)}) {
    store->write([&](Transaction& tx) { tx.events().insert(sample_event(number, owner)); });
    EXPECT_FALSE(read(organiser_of({number})).phone);
  }
  const auto before = read(version_of({1}));
  const auto foreign = read(version_of({3}));
  const Organisation changed{id, "Mimosa", "Kemi", PhoneNumber("+358405550190"), EmailAddress("mimosa@example.org")};
  store->write([&](Transaction& tx) { tx.organisations().update(changed); });
  const auto stored = read([&](const Snapshot& s) { return s.organisations().find(id); });
  EXPECT_EQ(stored->municipality, "Kemi");
  EXPECT_EQ(stored->phone, changed.phone);
  EXPECT_EQ(stored->email, changed.email);
  for (const std::int64_t number : {1, 2}) {
    EXPECT_EQ(read(organiser_of({number})).phone, changed.phone);
    EXPECT_EQ(read(organiser_of({number})).email, changed.email);
  }
  EXPECT_FALSE(read(organiser_of({3})).phone);
  EXPECT_EQ(read(version_of({1})), before + 1);
  EXPECT_EQ(read(version_of({3})), foreign);
  store->write([&](Transaction& tx) { tx.organisations().update({id, "Mimosa", "Kemi"}); });
  EXPECT_FALSE(read(organiser_of({2})).phone);
}

}  // namespace contract
