#include <gmock/gmock.h>

#include "domain/copy_events.hpp"
#include "domain/keep_materials.hpp"
#include "domain/retention.hpp"
#include "domain/take_over.hpp"
#include "tests/fixtures/world.hpp"

// Links and files that participants are given.
namespace domain {
namespace {

using fixtures::problem_of;
using fixtures::World;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::int64_t plenty = 1'000'000'000;

class Materials : public testing::Test {
 protected:
  static NewMaterial file(const std::string& name = "ohjelma.pdf", std::string_view bytes = "%PDF-1.4 some") {
    NewMaterial wanted;
    wanted.file_name = name;
    wanted.media_type = "application/pdf";
    wanted.bytes = bytes;
    return wanted;
  }
  static NewMaterial link(const std::string& url = "https://example.org/opas") {
    NewMaterial wanted;
    wanted.url = url;
    return wanted;
  }
  Material add(const Event& to, const NewMaterial& wanted, std::int64_t most = plenty) {
    return add_material(*world.ports, world.admin, to.id, wanted, most);
  }
  std::vector<std::string> titles(const Event& of, MaterialReader reader = MaterialReader::anyone) {
    std::vector<std::string> all;
    world.store->read([&](const Snapshot& snapshot) {
      for (const Material& material : materials_for(snapshot, of, reader)) all.push_back(material.title);
    });
    return all;
  }
  std::string content(const Material& material) {
    std::string bytes;
    world.store->read([&](const Snapshot& snapshot) { bytes = snapshot.materials().content(material.file()->id); });
    return bytes;
  }
  World world;
  Event event = world.event("2026-12-01T15:00");
};

TEST_F(Materials, are_called_as_somebody_says_or_as_the_file_or_the_link) {
  NewMaterial named = file();
  named.title = "Ohjelma";
  named.language = LanguageTag("fi");
  const Material made = add(event, named);
  EXPECT_EQ(made.language, LanguageTag("fi"));
  EXPECT_EQ(made.file()->size, 13);
  EXPECT_EQ(content(made), "%PDF-1.4 some");
  (void)add(event, file("toinen ohjelma.pdf"));
  (void)add(event, link());
  EXPECT_THAT(titles(event), ElementsAre("Ohjelma", "toinen ohjelma", "https://example.org/opas"));
}

TEST_F(Materials, links_are_completed_as_people_write_them) {
  const auto stored = [&](const std::string& url) { return std::get<Link>(add(event, link(url)).content).url; };
  EXPECT_EQ(stored("www.example.org/opas?kieli=fi"), "https://www.example.org/opas?kieli=fi");
  EXPECT_EQ(stored(" Example.org "), "https://Example.org");
  EXPECT_EQ(stored("http://example.org"), "http://example.org");
  for (const char* no_address : {"opas", "/opas", "opas.", "mailto:opas@example.org", "opas@example.org", "opas.x y"}) {
    EXPECT_EQ(problem_of([&] { (void)add(event, link(no_address)); }), "url") << no_address;
  }
}

TEST_F(Materials, of_a_series_are_on_every_date_and_those_of_a_date_on_that_one) {
  const auto dates = world.weekly(world.details("2026-12-02T15:00"), 2).events;
  NewMaterial all = link("https://example.org/kaikki");
  all.whole_series = true;
  const Material shared = add(dates[0], all);
  (void)add(dates[0], link("https://example.org/yksi"));
  EXPECT_THAT(titles(dates[0]), ElementsAre("https://example.org/kaikki", "https://example.org/yksi"));
  EXPECT_THAT(titles(dates[1]), ElementsAre("https://example.org/kaikki"));
  remove_material(*world.ports, world.admin, dates[1].id, shared.id);
  EXPECT_THAT(titles(dates[0]), ElementsAre("https://example.org/yksi"));
  EXPECT_EQ(problem_of([&] { (void)add(event, all); }), "no_series");
}

TEST_F(Materials, for_those_registered_are_shown_to_them_and_to_staff) {
  NewMaterial secret = link();
  secret.for_registered = true;
  const Material made = add(event, secret);
  EXPECT_THAT(titles(event), IsEmpty());
  EXPECT_THAT(titles(event, MaterialReader::registered), SizeIs(1));
  EXPECT_THAT(titles(event, MaterialReader::staff), SizeIs(1));
  world.store->read([&](const Snapshot& snapshot) {
    EXPECT_FALSE(find_material(snapshot, event, made.id, MaterialReader::anyone));
    EXPECT_TRUE(find_material(snapshot, event, made.id, MaterialReader::registered));
  });
}

TEST_F(Materials, of_what_a_stranger_may_not_see_are_not_theirs_either) {
  EventDetails hidden = world.details("2026-12-03T15:00");
  hidden.publication_status = PublicationStatus::draft;
  const Event draft = world.event(hidden);
  EXPECT_EQ(problem_of([&] { (void)material_reader({}, draft); }), "not_found");
  EXPECT_EQ(problem_of([&] { (void)material_reader(world.organiser("Valma"), draft); }), "not_found");
  EXPECT_EQ(material_reader(world.organiser("Mimosa", Role::viewer), draft), MaterialReader::staff);
  EXPECT_EQ(material_reader(world.organiser("Valma"), event), MaterialReader::anyone);
  Event meeting = event;
  meeting.publication_status = PublicationStatus::staff;
  EXPECT_EQ(material_reader(world.organiser("Valma"), meeting), MaterialReader::staff);
  EXPECT_EQ(problem_of([&] { (void)material_reader({}, meeting); }), "not_found");
}

TEST_F(Materials, of_one_event_are_not_found_at_another) {
  const Material made = add(event, link());
  const Event other = world.event("2026-12-02T15:00");
  world.store->read(
      [&](const Snapshot& snapshot) { EXPECT_FALSE(find_material(snapshot, other, made.id, MaterialReader::staff)); });
  EXPECT_EQ(problem_of([&] { remove_material(*world.ports, world.admin, other.id, made.id); }), "not_found");
}

TEST_F(Materials, are_kept_by_who_may_change_the_event) {
  const Principal stranger = world.organiser("Valma");
  EXPECT_EQ(problem_of([&] { (void)add_material(*world.ports, stranger, event.id, link(), plenty); }), "forbidden");
  const Material made = add(event, link());
  EXPECT_EQ(problem_of([&] { remove_material(*world.ports, stranger, event.id, made.id); }), "forbidden");
}

TEST_F(Materials, have_limits) {
  const std::string large(maximum_material_bytes, 'x');
  EXPECT_EQ(problem_of([&] { (void)add(event, file("a.pdf", large + "x")); }), "file_too_large");
  EXPECT_EQ(problem_of([&] { (void)add(event, file("a.pdf", "")); }), "required");
  EXPECT_EQ(problem_of([&] { (void)add(event, link("javascript:alert(1)")); }), "url");
  (void)add(event, file("a.pdf", large), static_cast<std::int64_t>(large.size()));
  EXPECT_EQ(problem_of([&] { (void)add(event, file(), static_cast<std::int64_t>(large.size())); }), "materials_full");
  for (std::size_t i = 1; i < maximum_materials; ++i) (void)add(event, link());
  EXPECT_EQ(problem_of([&] { (void)add(event, link()); }), "too_many_materials");
}

TEST_F(Materials, go_along_with_copies_and_the_bytes_are_kept_once) {
  const std::string bytes(1000, 'x');
  const Material made = add(event, file("a.pdf", bytes));
  const auto plans = plan_copies(*world.ports, world.admin, world.local("2026-11-01T00:00"),
                                 world.local("2027-01-01T00:00"), std::chrono::weeks{4});
  const Event copy = copy_events(*world.ports, world.admin, plans).front();
  EXPECT_THAT(titles(copy), ElementsAre("a"));
  (void)add(event, file(), static_cast<std::int64_t>(bytes.size()) + 13);
  remove_material(*world.ports, world.admin, event.id, made.id);
  EXPECT_EQ(content(made), bytes);
}

TEST_F(Materials, of_a_series_go_along_with_its_copy) {
  const auto dates = world.weekly(world.details("2026-12-02T15:00"), 2).events;
  NewMaterial all = file();
  all.whole_series = true;
  (void)add(dates[0], all);
  const auto plans = plan_copies(*world.ports, world.admin, dates[0].super_event.value(), std::chrono::weeks{4});
  for (const Event& copy : copy_events(*world.ports, world.admin, plans)) EXPECT_THAT(titles(copy), SizeIs(1));
}

TEST_F(Materials, go_along_to_a_series_that_was_filled_in_like_their_event_and_to_nobody_elses) {
  (void)add(event, link());
  const auto dates = world.weekly(world.details("2026-12-02T15:00"), 2).events;
  take_over(*world.ports, world.organiser("Valma"), event.id, dates);
  EXPECT_THAT(titles(dates[1]), IsEmpty());
  take_over(*world.ports, world.admin, EventId{99}, dates);
  take_over(*world.ports, world.admin, event.id, dates);
  for (const Event& date : dates) EXPECT_THAT(titles(date), SizeIs(1));
}

TEST_F(Materials, whose_event_is_long_over_lose_their_files_and_keep_their_links) {
  const Material made = add(event, file());
  (void)add(event, link());
  RetentionRules rules;
  rules.materials = std::chrono::days{30};
  world.clock.set(world.local("2026-12-31T16:00"));
  (void)apply_retention(*world.ports, rules);
  EXPECT_THAT(titles(event), SizeIs(2));
  world.clock.set(world.local("2026-12-31T18:00"));
  (void)apply_retention(*world.ports, rules);
  EXPECT_THAT(titles(event), ElementsAre("https://example.org/opas"));
  EXPECT_EQ(content(made), "");
}

}  // namespace
}  // namespace domain
