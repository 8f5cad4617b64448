#include <gmock/gmock.h>

#include "domain/keep_templates.hpp"
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
