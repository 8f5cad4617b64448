#include <gmock/gmock.h>

#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;
using testing::ElementsAre;

namespace contract {

class EventTemplatesOf : public Contract {
 protected:
  EventTemplatesOf() {
    mimosa = write([](Transaction& tx) { return tx.organisations().insert({{}, "Mimosa", "Mikkeli"}); });
    library = write([](Transaction& tx) { return tx.organisations().insert({{}, "Kirjasto", "Mikkeli"}); });
  }
  EventTemplateId put(OrganisationId organisation, const std::string& name) {
    return write([&](Transaction& tx) {
      return tx.templates().insert({{}, organisation, name, R"({"kind":"info_session"})", at(1)});
    });
  }
  std::vector<std::string> names(std::optional<OrganisationId> organisation) {
    std::vector<std::string> listed;
    for (const auto& one : read([&](const Snapshot& s) { return s.templates().all(organisation); })) {
      listed.push_back(one.name);
    }
    return listed;
  }
  OrganisationId mimosa;
  OrganisationId library;
};
ON_EVERY_ENGINE(EventTemplatesOf);

TEST_P(EventTemplatesOf, one_organisation_are_listed_by_name_and_no_others) {
  put(mimosa, "Talous");
  put(library, "Lukupiiri");
  put(mimosa, "asuminen");
  EXPECT_THAT(names(mimosa), ElementsAre("asuminen", "Talous"));
  EXPECT_THAT(names(library), ElementsAre("Lukupiiri"));
  EXPECT_THAT(names({}), ElementsAre("asuminen", "Talous", "Lukupiiri"));
}

TEST_P(EventTemplatesOf, an_organisation_have_different_names) {
  put(mimosa, "Talous");
  EXPECT_EQ(fixtures::problem_of([&] { put(mimosa, "Talous"); }), "duplicate");
  EXPECT_EQ(fixtures::problem_of([&] { put(library, "Talous"); }), "") << "of another organisation";
  const EventTemplateId other = put(mimosa, "Asuminen");
  EXPECT_EQ(fixtures::problem_of([&] {
              store->write([&](Transaction& tx) {
                EventTemplate changed = tx.templates().lock(other).value();
                changed.name = "Talous";
                tx.templates().update(changed);
              });
            }),
            "duplicate");
}

TEST_P(EventTemplatesOf, an_organisation_change_and_go) {
  const EventTemplateId id = put(mimosa, "Talous");
  store->write([&](Transaction& tx) {
    EventTemplate changed = tx.templates().lock(id).value();
    changed.name = "Talousneuvonta";
    changed.content = R"({"kind":"training"})";
    changed.last_modified_time = at(5);
    tx.templates().update(changed);
  });
  const EventTemplate stored = read([&](const Snapshot& s) { return s.templates().find(id); }).value();
  EXPECT_EQ(stored.name, "Talousneuvonta");
  EXPECT_EQ(stored.content, R"({"kind":"training"})");
  EXPECT_EQ(stored.organisation, mimosa);
  EXPECT_EQ(stored.last_modified_time, at(5));
  EXPECT_EQ(stored.version, 2);
  store->write([&](Transaction& tx) { tx.templates().remove(id); });
  EXPECT_FALSE(read([&](const Snapshot& s) { return s.templates().find(id); }));
  EXPECT_FALSE(write([&](Transaction& tx) { return tx.templates().lock(id); }));
}

}  // namespace contract
