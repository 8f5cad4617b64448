#include <gmock/gmock.h>

#include <thread>

#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;

namespace contract {

class MaterialsAndTexts : public Contract {
 protected:
  MaterialsAndTexts() {
    id = write([](Transaction& tx) { return put_event(tx, 7); });
    mimosa = read([&](const Snapshot& s) { return s.events().find(id)->organisers.front().id; });
  }
  Event event() {
    return read([&](const Snapshot& s) { return s.events().find(id); }).value();
  }
  MaterialFile put_file(const std::string& bytes) {
    MaterialFile file{{}, "ohjelma.pdf", "application/pdf", static_cast<std::int64_t>(bytes.size()), "abc"};
    file.id = write([&](Transaction& tx) { return tx.materials().insert(file, mimosa, bytes); });
    return file;
  }
  Material material(std::variant<Link, MaterialFile> content) {
    Material one;
    one.event = id;
    one.organisation = mimosa;
    one.title = "Ohjelma";
    one.language = LanguageTag("ar");
    one.for_registered = true;
    one.content = std::move(content);
    one.added_time = at(5);
    return one;
  }
  std::optional<MaterialId> put(const Material& one) {
    return write([&](Transaction& tx) { return tx.materials().insert(one); });
  }
  std::string content(MaterialFileId file) {
    return read([&](const Snapshot& s) { return s.materials().content(file); });
  }
  EventId id;
  OrganisationId mimosa;
};
ON_EVERY_ENGINE(MaterialsAndTexts);

TEST_P(MaterialsAndTexts, a_file_comes_back_byte_by_byte_whatever_it_holds) {
  std::string bytes;
  for (unsigned i = 0; i < 1'000'003; ++i) bytes += static_cast<char>((i * 7919U + i / 256U) % 256U);
  const MaterialFile file = put_file(bytes);
  EXPECT_EQ(content(file.id), bytes);
  EXPECT_EQ(content(MaterialFileId{99}), "");
  EXPECT_EQ(read([&](const Snapshot& s) { return s.materials().bytes_of(mimosa); }), 1'000'003);
}

TEST_P(MaterialsAndTexts, a_material_comes_back_as_it_was_stored) {
  const MaterialFile file = put_file("%PDF-");
  const auto stored = put(material(file)).value();
  const Material found = read([&](const Snapshot& s) { return s.materials().find(stored); }).value();
  EXPECT_EQ(found.event, id);
  EXPECT_FALSE(found.series);
  EXPECT_EQ(found.organisation, mimosa);
  EXPECT_EQ(found.title, "Ohjelma");
  EXPECT_EQ(found.language, LanguageTag("ar"));
  EXPECT_TRUE(found.for_registered);
  EXPECT_EQ(found.added_time, at(5));
  ASSERT_NE(found.file(), nullptr);
  EXPECT_EQ(found.file()->id, file.id);
  EXPECT_EQ(found.file()->name, "ohjelma.pdf");
  EXPECT_EQ(found.file()->media_type, "application/pdf");
  EXPECT_EQ(found.file()->size, 5);
  EXPECT_EQ(found.file()->digest, "abc");
  Material link = material(Link{"https://example.org/"});
  link.language.reset();
  link.for_registered = false;
  (void)put(link);
  const auto all = read([&](const Snapshot& s) { return s.materials().of(*s.events().find(id)); });
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(std::get<Link>(all[1].content).url, "https://example.org/");
  EXPECT_FALSE(all[1].language);
  EXPECT_FALSE(all[1].for_registered);
}

TEST_P(MaterialsAndTexts, a_file_goes_with_the_last_material_that_has_it) {
  const MaterialFile file = put_file("%PDF-");
  const auto one = put(material(file)).value();
  const auto other = put(material(file)).value();
  store->write([&](Transaction& tx) { tx.materials().remove(one); });
  EXPECT_EQ(content(file.id), "%PDF-");
  store->write([&](Transaction& tx) { tx.materials().remove(other); });
  EXPECT_EQ(content(file.id), "");
  EXPECT_EQ(database->query("select count(*) from material_chunk"), std::vector<std::string>{"0"});
  EXPECT_FALSE(put(material(file))) << "of a file that has gone";
}

// Either the copy comes first and keeps the file, or the file is gone and there is no copy.
TEST_P(MaterialsAndTexts, removing_the_last_and_copying_it_at_once_leaves_no_material_without_its_file) {
  for (int round = 0; round < 20; ++round) {
    const MaterialFile file = put_file("%PDF-");
    const auto one = put(material(file)).value();
    std::optional<MaterialId> copy;
    std::thread copies([&] { copy = put(material(file)); });
    store->write([&](Transaction& tx) { tx.materials().remove(one); });
    copies.join();
    EXPECT_EQ(content(file.id), copy ? "%PDF-" : "");
    if (copy) store->write([&](Transaction& tx) { tx.materials().remove(*copy); });
  }
}

TEST_P(MaterialsAndTexts, files_of_what_is_long_over_are_found_and_links_are_not) {
  const auto file = put(material(put_file("%PDF-"))).value();
  (void)put(material(Link{"https://example.org/"}));
  const Instant end = event().end_time;
  const auto found = [&](Instant before) {
    return read([&](const Snapshot& s) { return s.materials().files_ended_before(before, 10); });
  };
  EXPECT_THAT(found(end), testing::IsEmpty());
  EXPECT_THAT(found(end + std::chrono::seconds{1}), testing::ElementsAre(file));
}

TEST_P(MaterialsAndTexts, a_material_moves_the_content_s_revision) {
  const auto before = store->revision().content;
  const auto one = put(material(Link{"https://example.org/"})).value();
  const auto between = store->revision().content;
  EXPECT_GT(between, before);
  store->write([&](Transaction& tx) { tx.materials().remove(one); });
  EXPECT_GT(store->revision().content, between);
}

TEST_P(MaterialsAndTexts, what_is_known_of_texts_comes_back_by_text_and_language) {
  Event changed = event();
  changed.name = {{LanguageTag("fi"), "Nimi"}, {LanguageTag("ar"), "اسم"}};
  changed.short_description = {{LanguageTag("ar"), "نص"}};
  changed.original_language = LanguageTag("ar");
  changed.machine_made = {{"name", LanguageTag("fi")}};
  changed.text_states = {{{"name", LanguageTag("ar")}, 11, at(1)},
                         {{"name", LanguageTag("fi")}, 12, at(2)},
                         {{"short_description", LanguageTag("ar")}, 13, at(3)}};
  store->write([&](Transaction& tx) {
    (void)tx.events().lock(id);
    (void)tx.events().update(changed);
  });
  const Event found = event();
  EXPECT_EQ(found.original_language, LanguageTag("ar"));
  EXPECT_EQ(found.machine_made, changed.machine_made);
  std::vector<std::string> states;
  for (const TextState& state : found.text_states) {
    if (state.key.field.starts_with("question:") || state.key.field == "neutral_name") continue;
    states.push_back(state.key.field + " " + state.key.language.str() + " " + std::to_string(state.against) + " " +
                     std::to_string((state.changed_time - at(0)).count()));
  }
  EXPECT_THAT(states, testing::ElementsAre("name ar 11 60", "name fi 12 120", "short_description ar 13 180"));
}

}  // namespace contract
