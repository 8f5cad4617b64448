#include <gmock/gmock.h>

#include "domain/approve_event.hpp"
#include "domain/copy_events.hpp"
#include "domain/delete_drafts.hpp"
#include "domain/edit_series.hpp"
#include "domain/event_history.hpp"
#include "domain/import_events.hpp"
#include "domain/invitations.hpp"
#include "domain/organisations.hpp"
#include "domain/publish_drafts.hpp"
#include "tests/domain/keeping_in_step.hpp"

// A season's drafts, published together or deleted.
namespace domain {
namespace {

using fixtures::KeepingInStep;
using fixtures::problem_of;
using fixtures::World;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Drafts : public testing::Test {
 protected:
  EventDetails details(const std::string& start) {
    EventDetails made = world.details(start);
    made.publication_status = PublicationStatus::draft;
    return made;
  }
  std::vector<EventId> season() {
    std::vector<EventId> ids = fixtures::ids_of(world.weekly(details("2026-12-01T15:00"), 3).events);
    ids.push_back(world.event(details("2026-12-03T09:00")).id);
    return ids;
  }
  Event stored(EventId id) {
    Event event;
    event.id = id;
    return world.now(event);
  }
  template <class Outcomes>
  static std::vector<std::string> fates(const Outcomes& outcomes) {
    std::vector<std::string> words;
    for (const DraftOutcome& one : outcomes) words.push_back(std::string(to_word(one.fate)) + " " + one.refusal);
    return words;
  }
  static std::vector<DraftOutcome> outcomes_of(const std::vector<DraftPlan>& plans) {
    std::vector<DraftOutcome> outcomes;
    for (const DraftPlan& plan : plans) outcomes.push_back(plan.outcome);
    return outcomes;
  }
  World world;
};

TEST_F(Drafts, of_a_season_are_published_at_once_and_each_series_is_one_line_of_its_history) {
  const auto ids = season();
  const auto outcomes = publish_drafts(*world.ports, world.admin, ids, PublicationStatus::open_to_all);
  EXPECT_THAT(fates(outcomes), testing::Each("published "));
  for (const EventId id : ids) EXPECT_EQ(stored(id).publication_status, PublicationStatus::open_to_all);
  const History history = list_history(*world.ports, world.admin, *stored(ids[0]).super_event);
  EXPECT_EQ(history.entries.front().change.kind, ChangeKind::published);
  EXPECT_EQ(history.entries.front().change.dates, 3) << "the single event is none of it";
}

TEST_F(Drafts, that_are_over_or_cancelled_or_published_stay_and_hold_up_no_other) {
  const auto ids = season();
  (void)cancel_event(*world.ports, world.admin, ids[1], {{LanguageTag("fi"), "Sairaus"}});
  (void)publish_event(*world.ports, world.admin, ids[2], PublicationStatus::staff);
  const EventId over = world.event(details("2026-11-20T09:00")).id;
  auto all = ids;
  all.push_back(over);
  all.push_back(EventId{77});
  const std::vector<std::string> expected{"stays not_found", "stays event_over",      "published ",
                                          "published ",      "stays event_cancelled", "stays not_a_draft"};
  EXPECT_EQ(fates(outcomes_of(plan_publication(*world.ports, world.admin, all, PublicationStatus::open_to_all))),
            expected);
  EXPECT_EQ(stored(ids[0]).publication_status, PublicationStatus::draft) << "a plan stores nothing";
  EXPECT_EQ(fates(publish_drafts(*world.ports, world.admin, all, PublicationStatus::open_to_all)), expected);
  EXPECT_EQ(stored(ids[2]).publication_status, PublicationStatus::staff);
}

TEST_F(Drafts, the_plan_tells_what_each_meets_what_it_lacks_and_whom_it_invites) {
  const Principal mimosa = world.organiser("Mimosa");
  (void)world.event("2026-12-01T15:30");
  EventDetails one = details("2026-12-01T15:00");
  one.in_language = {LanguageTag("fi"), LanguageTag("so")};
  const Event draft = world.event(one);
  Contact invited;
  invited.name = "Kutsuttu";
  invited.phone = PhoneNumber("+358405550199");
  (void)invite(*world.ports, draft.id, {invited}, mimosa);
  const auto plans =
      plan_publication(*world.ports, mimosa, std::vector<EventId>{draft.id}, PublicationStatus::open_to_all);
  ASSERT_THAT(plans, SizeIs(1));
  EXPECT_EQ(plans[0].outcome.fate, DraftFate::published) << "that is advice";
  EXPECT_THAT(plans[0].conflicts, testing::Not(IsEmpty()));
  EXPECT_FALSE(plans[0].texts.all_is_well());
  EXPECT_EQ(plans[0].invitations, 1);
  (void)publish_drafts(*world.ports, mimosa, std::vector<EventId>{draft.id}, PublicationStatus::open_to_all);
  EXPECT_THAT(world.notices({draft}), ElementsAre(testing::HasSubstr("invitation")));
}

TEST_F(Drafts, of_a_partner_are_handed_in_where_approval_is_wanted_and_once) {
  Principal partner = world.organiser("Silta", Role::partner);
  const Principal city = world.organiser("City");
  Organisation silta{partner.organisation.value(), "Silta", ""};
  silta.approved_by = city.organisation;
  (void)change_organisation(*world.ports, world.admin, silta);
  partner.approval_wanted = true;
  EventDetails made = details("2026-12-01T15:00");
  made.organisers.clear();
  const Event draft = create_event(*world.ports, partner, made);
  const std::vector<EventId> ids{draft.id};
  EXPECT_EQ(fates(publish_drafts(*world.ports, partner, ids, PublicationStatus::open_to_all)),
            std::vector<std::string>{"handed_in "});
  EXPECT_EQ(world.now(draft).publication_status, PublicationStatus::draft);
  EXPECT_THAT(list_submissions(*world.ports, city).to_decide, SizeIs(1));
  EXPECT_EQ(fates(publish_drafts(*world.ports, partner, ids, PublicationStatus::open_to_all)),
            std::vector<std::string>{"stays handed_in_already"});
  delete_draft(*world.ports, partner, draft.id);
  EXPECT_THAT(list_submissions(*world.ports, city).to_decide, IsEmpty());
}

TEST_F(Drafts, that_were_copied_are_published_to_those_who_saw_the_originals) {
  EventDetails made = world.details("2026-12-01T15:00");
  made.publication_status = PublicationStatus::unlisted;
  const auto by_link = world.weekly(made, 2).events;
  const Event open = world.event("2026-12-03T09:00");
  const auto copies = copy_events(*world.ports, world.admin,
                                  plan_copies(*world.ports, world.admin, world.local("2026-12-01T00:00"),
                                              world.local("2026-12-31T00:00"), std::chrono::weeks{5}));
  ASSERT_THAT(copies, SizeIs(3));
  auto ids = fixtures::ids_of(copies);
  ids.push_back(world.event(details("2026-12-04T09:00")).id);
  for (const DraftPlan& plan : plan_publication(*world.ports, world.admin, ids, {})) {
    const bool from_series = plan.outcome.event.super_event.has_value();
    EXPECT_EQ(plan.outcome.as, from_series ? PublicationStatus::unlisted : PublicationStatus::open_to_all);
    EXPECT_EQ(plan.original, plan.outcome.as);
  }
  const HistoryEntry copied = list_history(*world.ports, world.admin, copies[0].id).entries.back();
  EXPECT_THAT(copied.change.fields, ElementsAre(FieldChange{"publication_status", "", "unlisted", "draft"}));
  EXPECT_FALSE(copied.undoable) << "that a copy is a draft is not undone";
  (void)publish_drafts(*world.ports, world.admin, ids, {});
  for (const EventId id : ids) {
    const Event event = stored(id);
    EXPECT_EQ(event.publication_status,
              event.super_event ? PublicationStatus::unlisted : PublicationStatus::open_to_all);
  }
  EXPECT_EQ(world.now(open).publication_status, PublicationStatus::open_to_all);
}

TEST_F(Drafts, of_others_are_neither_published_nor_deleted_nor_told_of) {
  const auto ids = season();
  const Principal other = world.organiser("Ohjaamo");
  EXPECT_THAT(fates(publish_drafts(*world.ports, other, ids, PublicationStatus::open_to_all)),
              testing::Each("stays not_found"));
  for (const DraftDeletion& one : delete_drafts(*world.ports, other, ids)) {
    EXPECT_EQ(one.refusal, "not_found");
    EXPECT_TRUE(one.event.name.empty());
  }
  EXPECT_EQ(problem_of([&] { delete_draft(*world.ports, other, ids[0]); }), "not_found");
  const Principal viewer = world.organiser("Mimosa", Role::viewer);
  EXPECT_EQ(problem_of([&] { delete_draft(*world.ports, viewer, ids[0]); }), "forbidden");
  EXPECT_EQ(stored(ids[0]).publication_status, PublicationStatus::draft);
}

TEST_F(Drafts, that_were_imported_and_deleted_are_made_anew_when_the_file_comes_again) {
  const auto bring_in = [&] {
    EXPECT_EQ(import_event(*world.ports, world.admin, "tiedosto/1", details("2026-12-01T15:00")),
              ImportOutcome::created);
    std::optional<Event> found;
    world.store->read([&](const Snapshot& snapshot) { found = snapshot.events().find_by_import_key("tiedosto/1"); });
    return found.value().id;
  };
  const EventId first = bring_in();
  delete_draft(*world.ports, world.admin, first);
  EXPECT_NE(bring_in(), first);
}

TEST_F(KeepingInStep, a_date_whose_draft_was_deleted_stays_away_until_it_is_asked_for) {
  world.store->write([&](Transaction& tx) {
    auto calendar = tx.subscriptions().lock(subscription.id).value();
    calendar.publication_status = PublicationStatus::draft;
    tx.subscriptions().update(calendar);
  });
  const std::vector<ForeignOccurrence> there{date("a", "2026-12-01T17:00"), date("b", "2026-12-02T17:00")};
  EXPECT_EQ(read(there).created, 2U);
  delete_draft(*world.ports, organiser, event(0).id);
  for (int poll = 0; poll < 3; ++poll) EXPECT_EQ(read(there).created, 0U) << poll;
  EXPECT_THAT(links(), SizeIs(1));
  EXPECT_EQ(bring_removed_dates_back(*world.ports, organiser, subscription.id), 1U);
  EXPECT_EQ(read(there).created, 1U);
  EXPECT_THAT(links(), SizeIs(2));
}

}  // namespace
}  // namespace domain
