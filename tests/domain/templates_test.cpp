#include <gmock/gmock.h>

#include "domain/keep_materials.hpp"
#include "domain/keep_templates.hpp"
#include "domain/take_over.hpp"
#include "tests/fixtures/world.hpp"

namespace domain {
namespace {

using fixtures::problem_of;
using fixtures::World;
using testing::IsEmpty;
using testing::SizeIs;

class Templates : public testing::Test {
 protected:
  Templates() : organiser(world.organiser("Mimosa")), stranger(world.organiser("Mikseri")) {}
  EventTemplate put(const Principal& who, const std::string& name) {
    return create_template(*world.ports, who, name, R"({"kind":"training"})");
  }
  std::vector<Material> materials_of(const Event& event) {
    std::vector<Material> all;
    world.store->read([&](const Snapshot& snapshot) { all = snapshot.materials().of(event); });
    return all;
  }
  // What a content says that is not about its words.
  static EventDetails nothing(const std::string&) { return {}; }
  World world;
  Principal organiser, stranger;
};

TEST_F(Templates, are_seen_and_used_by_their_organisation_alone) {
  const EventTemplate mine = put(organiser, "Asumisinfo, 2 h");
  EXPECT_THAT(list_templates(*world.ports, organiser), SizeIs(1));
  EXPECT_THAT(list_templates(*world.ports, world.organiser("Mimosa", Role::partner)), SizeIs(1));
  EXPECT_THAT(list_templates(*world.ports, stranger), IsEmpty());
  EXPECT_EQ(find_template(*world.ports, organiser, mine.id).content, R"({"kind":"training"})");
  EXPECT_EQ(problem_of([&] { (void)find_template(*world.ports, stranger, mine.id); }), "not_found");
  EXPECT_EQ(problem_of([&] { (void)change_template(*world.ports, stranger, mine.id, [](EventTemplate&) {}); }),
            "not_found");
  EXPECT_EQ(problem_of([&] { remove_template(*world.ports, stranger, mine.id); }), "not_found");
  EXPECT_EQ(problem_of([&] { (void)create_template(*world.ports, stranger, "Toisten", "{}", organiser.organisation); }),
            "forbidden");
}

TEST_F(Templates, are_for_who_may_enter_events) {
  for (const Role role : {Role::door, Role::viewer}) {
    const Principal who = world.organiser("Mimosa", role);
    EXPECT_EQ(problem_of([&] { (void)put(who, "Malli"); }), "forbidden");
    EXPECT_EQ(problem_of([&] { (void)list_templates(*world.ports, who); }), "forbidden");
  }
}

TEST_F(Templates, have_one_name_each_within_an_organisation) {
  const EventTemplate first = put(organiser, "  Asumisinfo ");
  EXPECT_EQ(first.name, "Asumisinfo");
  EXPECT_EQ(problem_of([&] { (void)put(organiser, "Asumisinfo"); }), "template_exists");
  EXPECT_EQ(problem_of([&] { (void)put(stranger, "Asumisinfo"); }), "");
  EXPECT_EQ(problem_of([&] { (void)put(organiser, "  "); }), "required");
  const EventTemplate second = put(organiser, "Talous");
  const auto rename = [](EventTemplate& one) { one.name = "Asumisinfo"; };
  EXPECT_EQ(problem_of([&] { (void)change_template(*world.ports, organiser, second.id, rename); }), "template_exists");
}

TEST_F(Templates, take_the_materials_of_their_event_along_and_give_them_to_what_begins_with_them) {
  const Event from = world.event("2026-12-01T15:00");
  const std::string bytes(600, 'x');
  NewMaterial file;
  file.file_name = "ohjelma.pdf";
  file.media_type = "application/pdf";
  file.bytes = bytes;
  const Material kept = add_material(*world.ports, organiser, from.id, file, 1000);
  NewMaterial link;
  link.url = "https://example.org/opas";
  link.for_registered = true;
  (void)add_material(*world.ports, organiser, from.id, link, 1000);
  const EventTemplate made = create_template(*world.ports, organiser, "Malli", "{}", {}, from.id);
  EXPECT_THAT(materials_of_template(*world.ports, organiser, made.id), SizeIs(2));
  EXPECT_EQ(problem_of([&] { (void)materials_of_template(*world.ports, stranger, made.id); }), "not_found");
  EXPECT_EQ(problem_of([&] { remove_material(*world.ports, organiser, from.id, kept.id); }), "");
  const Event begun = world.event("2026-12-08T15:00");
  take_over(*world.ports, stranger, made.id, {begun}, nothing);
  EXPECT_THAT(materials_of(begun), IsEmpty()) << "of a stranger's template";
  take_over(*world.ports, organiser, made.id, {begun}, nothing);
  ASSERT_THAT(materials_of(begun), SizeIs(2));
  EXPECT_TRUE(materials_of(begun)[1].for_registered);
  world.store->read([&](const Snapshot& snapshot) {
    EXPECT_EQ(snapshot.materials().content(materials_of(begun)[0].file()->id), bytes);
    EXPECT_EQ(snapshot.materials().bytes_of(*organiser.organisation), 600) << "a file is stored once";
  });
}

TEST_F(Templates, give_their_materials_once_to_a_whole_series) {
  const Event from = world.event("2026-12-01T15:00");
  NewMaterial link;
  link.url = "https://example.org/opas";
  (void)add_material(*world.ports, organiser, from.id, link, 0);
  const EventTemplate made = create_template(*world.ports, organiser, "Malli", "{}", {}, from.id);
  const auto dates = world.weekly(world.details("2026-12-02T15:00"), 2).events;
  take_over(*world.ports, organiser, made.id, dates, nothing);
  EXPECT_EQ(materials_of(dates[1]).at(0).series, dates[1].super_event);
}

TEST_F(Templates, made_from_a_strangers_event_have_none_of_its_materials_and_lose_theirs_one_by_one) {
  const Event from = world.event("2026-12-01T15:00");
  NewMaterial link;
  link.url = "https://example.org/opas";
  (void)add_material(*world.ports, organiser, from.id, link, 0);
  const EventTemplate theirs = create_template(*world.ports, stranger, "Malli", "{}", {}, from.id);
  EXPECT_THAT(materials_of_template(*world.ports, stranger, theirs.id), IsEmpty());
  const EventTemplate ours = create_template(*world.ports, organiser, "Malli", "{}", {}, from.id);
  const MaterialId one = materials_of_template(*world.ports, organiser, ours.id).at(0).id;
  EXPECT_EQ(problem_of([&] { remove_template_material(*world.ports, stranger, ours.id, one); }), "not_found");
  EXPECT_EQ(problem_of([&] { remove_template_material(*world.ports, stranger, theirs.id, one); }), "not_found");
  remove_template_material(*world.ports, organiser, ours.id, one);
  EXPECT_THAT(materials_of_template(*world.ports, organiser, ours.id), IsEmpty());
  EXPECT_THAT(materials_of(from), SizeIs(1)) << "the event's own stay";
}

TEST_F(Templates, that_somebody_else_changed_meanwhile_are_not_changed_over) {
  const EventTemplate one = put(organiser, "Asumisinfo");
  const auto rename = [](EventTemplate& changed) { changed.name += ", 2 h"; };
  EXPECT_EQ(change_template(*world.ports, organiser, one.id, rename, one.version).version, 2);
  EXPECT_EQ(problem_of([&] { (void)change_template(*world.ports, organiser, one.id, rename, one.version); }),
            "version");
  EXPECT_EQ(find_template(*world.ports, organiser, one.id).name, "Asumisinfo, 2 h");
}

TEST_F(Templates, of_an_admin_without_an_organisation_are_somebody_s) {
  Principal admin = world.admin;
  admin.organisation.reset();
  EXPECT_EQ(problem_of([&] { (void)put(admin, "Malli"); }), "required");
  EXPECT_EQ(problem_of([&] { (void)create_template(*world.ports, admin, "Malli", "{}", OrganisationId{9999}); }),
            "unknown_organisation");
  (void)create_template(*world.ports, admin, "Malli", "{}", organiser.organisation);
  EXPECT_THAT(list_templates(*world.ports, admin), SizeIs(1));
  EXPECT_THAT(list_templates(*world.ports, organiser), SizeIs(1));
}

}  // namespace
}  // namespace domain
