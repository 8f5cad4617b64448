#include <gmock/gmock.h>

#include "domain/keep_materials.hpp"
#include "domain/undo_change.hpp"
#include "tests/fixtures/world.hpp"

// Who added and removed what participants are given, and the way back.
namespace domain {
namespace {

using fixtures::problem_of;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class MaterialHistory : public testing::Test {
 protected:
  MaterialHistory() : aino(world.organiser("Mimosa")) {
    aino.display_name = "Aino";
    event = world.event("2026-12-01T15:00");
  }
  Material add_link(const Event& to, bool whole_series = false) {
    NewMaterial wanted;
    wanted.url = "https://example.org/opas";
    wanted.title = "Opas";
    wanted.language = LanguageTag("ar");
    wanted.for_registered = true;
    wanted.whole_series = whole_series;
    return add_material(*world.ports, aino, to.id, wanted, 1000);
  }
  Material add_file(const Event& to) {
    NewMaterial wanted;
    wanted.file_name = "ohjelma.pdf";
    wanted.media_type = "application/pdf";
    wanted.bytes = "%PDF-1.4 some";
    return add_material(*world.ports, aino, to.id, wanted, 1000);
  }
  void remove(const Event& from, const Material& material) {
    remove_material(*world.ports, aino, from.id, material.id);
  }
  std::vector<HistoryEntry> history(const Event& of) { return list_history(*world.ports, aino, of.id).entries; }
  HistoryEntry newest(const Event& of) { return history(of).front(); }
  void undo_newest(const Event& of) {
    (void)undo_change(*world.ports, aino, of.id, newest(of).change.id, UndoScope::this_one);
  }
  std::vector<Material> materials(const Event& of) {
    std::vector<Material> all;
    world.store->read([&](const Snapshot& snapshot) { all = snapshot.materials().of(of); });
    return all;
  }
  fixtures::World world;
  Principal aino;
  Event event;
};

TEST_F(MaterialHistory, says_who_added_what_and_when_and_undoing_takes_it_away) {
  (void)add_file(event);
  const HistoryEntry added = newest(event);
  EXPECT_EQ(added.change.kind, ChangeKind::material_added);
  EXPECT_EQ(added.change.actor, "Aino");
  EXPECT_EQ(added.change.note, "ohjelma");
  EXPECT_EQ(added.change.time, world.clock.now());
  EXPECT_TRUE(added.undoable);
  undo_newest(event);
  EXPECT_THAT(materials(event), IsEmpty());
  EXPECT_EQ(newest(event).change.kind, ChangeKind::material_removed);
  EXPECT_EQ(newest(event).change.undoes, added.change.id);
}

TEST_F(MaterialHistory, a_removed_link_comes_back_as_it_was) {
  const Material link = add_link(event);
  remove(event, link);
  EXPECT_EQ(newest(event).change.kind, ChangeKind::material_removed);
  EXPECT_EQ(newest(event).change.note, "Opas");
  const HistoryEntry removal = newest(event);
  undo_newest(event);
  ASSERT_THAT(materials(event), SizeIs(1));
  const Material back = materials(event).front();
  EXPECT_EQ(std::get<Link>(back.content).url, "https://example.org/opas");
  EXPECT_EQ(back.title, "Opas");
  EXPECT_EQ(back.language, LanguageTag("ar"));
  EXPECT_TRUE(back.for_registered);
  EXPECT_EQ(
      problem_of([&] { (void)undo_change(*world.ports, aino, event.id, removal.change.id, UndoScope::this_one); }),
      "changed_since")
      << "it is back already";
  undo_newest(event);
  EXPECT_THAT(materials(event), IsEmpty()) << "that is undone, too";
}

TEST_F(MaterialHistory, a_removed_file_is_gone_and_the_history_says_so) {
  remove(event, add_file(event));
  EXPECT_FALSE(newest(event).undoable);
  EXPECT_EQ(newest(event).refusal, "file_not_kept");
  EXPECT_EQ(history(event)[1].refusal, "material_gone");
  EXPECT_EQ(problem_of([&] { undo_newest(event); }), "file_not_kept");
}

TEST_F(MaterialHistory, undoing_takes_nothing_else_away_that_has_the_same_number_by_now) {
  const Material file = add_file(event);
  const EventChangeId added = newest(event).change.id;
  remove(event, file);
  const Material link = add_link(event);
  ASSERT_EQ(link.id, file.id) << "as an embedded database gives them out";
  EXPECT_EQ(problem_of([&] { (void)undo_change(*world.ports, aino, event.id, added, UndoScope::this_one); }),
            "material_gone");
  EXPECT_THAT(materials(event), SizeIs(1));
}

TEST_F(MaterialHistory, a_link_comes_back_only_where_there_is_room_for_it) {
  const Material link = add_link(event);
  remove(event, link);
  const EventChangeId removal = newest(event).change.id;
  for (std::size_t i = 0; i < maximum_materials; ++i) (void)add_file(event);
  EXPECT_EQ(problem_of([&] { (void)undo_change(*world.ports, aino, event.id, removal, UndoScope::this_one); }),
            "too_many_materials");
}

TEST_F(MaterialHistory, of_a_whole_series_stands_at_each_date_and_goes_back_for_all) {
  const auto dates = world.weekly(world.details("2026-12-02T15:00"), 3).events;
  (void)add_link(dates[1], true);
  for (const Event& date : dates) {
    EXPECT_EQ(newest(date).change.kind, ChangeKind::material_added);
    EXPECT_EQ(newest(date).change.dates, 3);
  }
  const auto of_series = list_history(*world.ports, aino, dates[0].super_event.value()).entries;
  EXPECT_EQ(of_series.front().change.kind, ChangeKind::material_added) << "once, with how many dates";
  const EventChangeId added = newest(dates[2]).change.id;
  undo_newest(dates[2]);
  EXPECT_THAT(materials(dates[0]), IsEmpty());
  for (const Event& date : dates) EXPECT_EQ(newest(date).change.kind, ChangeKind::material_removed);
  EXPECT_EQ(newest(dates[2]).change.undoes, added);
}

TEST_F(MaterialHistory, of_a_whole_series_is_undone_by_who_may_edit_all_of_it) {
  const auto dates = world.weekly(world.details("2026-12-02T15:00"), 2).events;
  (void)add_link(dates[0], true);
  (void)world.organiser("Toinen");
  (void)edit_event(*world.ports, world.admin, dates[1].id, [](EventDetails& details) {
    details.organisers = {{{}, "Toinen"}};
  });
  EXPECT_EQ(problem_of([&] { undo_newest(dates[0]); }), "not_ours");
  EXPECT_THAT(materials(dates[0]), SizeIs(1));
}

}  // namespace
}  // namespace domain
