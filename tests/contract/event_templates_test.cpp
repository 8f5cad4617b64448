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

TEST_P(EventTemplatesOf, an_organisation_have_materials_whose_file_goes_with_the_last_that_has_it) {
  const EventTemplateId one = put(mimosa, "Talous"), other = put(mimosa, "Asuminen");
  const EventId event = write([](Transaction& tx) { return put_event(tx, 7); });
  Material material;
  material.organisation = mimosa;
  material.title = "Ohjelma";
  material.language = LanguageTag("ar");
  material.for_registered = true;
  material.added_time = at(3);
  MaterialFile file{{}, "ohjelma.pdf", "application/pdf", 5, "abc"};
  store->write([&](Transaction& tx) {
    file.id = tx.materials().insert(file, mimosa, "%PDF-");
    material.content = file;
    for (const EventTemplateId id : {one, other}) tx.materials().insert(id, material);
    material.content = Link{"https://example.org/opas"};
    tx.materials().insert(one, material);
    material.content = file;
    material.event = event;
  });
  const auto of = [&](EventTemplateId id) {
    return read([&](const Snapshot& s) { return s.materials().of_template(id); });
  };
  const auto bytes = [&] { return read([&](const Snapshot& s) { return s.materials().content(file.id); }); };
  ASSERT_EQ(of(one).size(), 2U);
  const Material stored = of(one)[0];
  EXPECT_EQ(stored.title, "Ohjelma");
  EXPECT_EQ(stored.language, LanguageTag("ar"));
  EXPECT_TRUE(stored.for_registered);
  EXPECT_EQ(stored.added_time, at(3));
  EXPECT_EQ(stored.file()->name, "ohjelma.pdf");
  EXPECT_FALSE(stored.event || stored.series);
  EXPECT_EQ(std::get<Link>(of(one)[1].content).url, "https://example.org/opas");
  const auto of_event = write([&](Transaction& tx) { return tx.materials().insert(material).value(); });
  store->write([&](Transaction& tx) { tx.materials().remove(one, stored.id); });
  store->write([&](Transaction& tx) { tx.materials().remove(of_event); });
  EXPECT_EQ(of(one).size(), 1U);
  EXPECT_EQ(bytes(), "%PDF-") << "another template has it";
  store->write([&](Transaction& tx) { tx.templates().remove(other); });
  EXPECT_EQ(bytes(), "");
  store->write([&](Transaction& tx) { tx.materials().insert(one, material); });
  EXPECT_EQ(of(one).size(), 1U) << "its file has gone meanwhile";
}

}  // namespace contract
