#include "domain/original_visibility.hpp"

#include <gmock/gmock.h>

#include "domain/copy_events.hpp"
#include "domain/edit_series.hpp"
#include "domain/event_history.hpp"
#include "domain/publish_drafts.hpp"
#include "domain/retention.hpp"
#include "tests/fixtures/world.hpp"

// No copy shows to everybody what was for a few.
namespace domain {
namespace {

using fixtures::ids_of;
using fixtures::problem_of;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using enum PublicationStatus;

class OriginalVisibility : public testing::Test {
 protected:
  std::vector<Event> series(PublicationStatus status) {
    EventDetails details = world.details("2026-12-01T15:00");
    details.publication_status = status;
    return world.weekly(details, 2).events;
  }
  std::vector<Event> copy(const std::vector<Event>& dates) {
    return copy_events(*world.ports, world.admin,
                       plan_copies(*world.ports, world.admin, *dates.front().super_event, std::chrono::weeks{10}));
  }
  Event copy_one(const Event& event, PublicationStatus as = draft) {
    EventDetails details = moved_details(world.now(event), std::chrono::weeks{1}, world.zones);
    details.publication_status = as;
    return create_event(*world.ports, world.admin, details, event.id);
  }
  std::optional<PublicationStatus> meant(const Event& event) {
    std::optional<PublicationStatus> meant;
    const std::vector<EventId> ids{event.id};
    world.store->read([&](const Snapshot& snapshot) {
      meant = meant_visibility(originals_of(snapshot.event_changes(), ids).at(event.id));
    });
    return meant;
  }
  int publish(const std::vector<Event>& dates, PublishAs as = {}) {
    return publish_series(*world.ports, world.admin, *dates.front().super_event, as);
  }
  std::vector<PublicationStatus> statuses(const std::vector<Event>& dates) {
    std::vector<PublicationStatus> all;
    for (const Event& date : dates) all.push_back(world.now(date).publication_status);
    return all;
  }
  fixtures::World world;
};

TEST_F(OriginalVisibility, of_a_copy_of_a_copy_is_that_of_the_first) {
  const auto again = copy(copy(copy(series(staff))));
  EXPECT_EQ(publish(again), 2);
  EXPECT_THAT(statuses(again), Each(staff));
}

TEST_F(OriginalVisibility, of_a_single_copy_is_that_of_the_event_that_its_form_was_filled_in_with) {
  const Event group = series(unlisted).front();
  const Event one = copy_one(group);
  const HistoryEntry first = list_history(*world.ports, world.admin, one.id).entries.back();
  EXPECT_EQ(first.change.kind, ChangeKind::copied);
  EXPECT_THAT(first.change.fields, ElementsAre(FieldChange{"publication_status", "", "unlisted", "draft"}));
  EXPECT_EQ(meant(one), unlisted);
  EXPECT_EQ(meant(copy_one(one)), unlisted);
  SeriesDraft draft;
  draft.details = world.details("2027-03-01T15:00");
  draft.details.publication_status = PublicationStatus::draft;
  draft.starts = {world.zones.to_local(draft.details.start_time, default_time_zone)};
  draft.copied_from = one.id;
  EXPECT_EQ(meant(create_series(*world.ports, world.admin, draft).events.front()), unlisted);
}

TEST_F(OriginalVisibility, of_a_copy_that_is_shown_at_once_is_no_matter) {
  const Event one = copy_one(series(staff).front(), open_to_all);
  EXPECT_EQ(world.now(one).publication_status, open_to_all);
  EXPECT_THAT(list_history(*world.ports, world.admin, one.id).entries.back().change.fields, IsEmpty());
}

TEST_F(OriginalVisibility, of_what_is_not_theirs_to_copy_is_not_told) {
  const Principal other = world.organiser("Other");
  EventDetails details = moved_details(series(staff).front(), std::chrono::weeks{1}, world.zones);
  details.organisers.clear();
  EXPECT_EQ(meant(create_event(*world.ports, other, details, EventId{1})), std::nullopt);
}

TEST_F(OriginalVisibility, of_what_was_made_anew_is_everybody) {
  EXPECT_THAT(series(draft), Each(testing::ResultOf([&](const Event& date) { return meant(date); }, open_to_all)));
}

TEST_F(OriginalVisibility, of_copies_of_drafts_that_nobody_saw_has_to_be_chosen) {
  const auto copies = copy(series(draft));
  EXPECT_EQ(problem_of([&] { (void)publish(copies); }), "original_unknown");
  const auto ids = ids_of(copies);
  for (const DraftPlan& plan : plan_publication(*world.ports, world.admin, ids, {})) {
    EXPECT_EQ(plan.outcome.fate, DraftFate::stays);
    EXPECT_EQ(plan.outcome.refusal, "original_unknown");
    EXPECT_EQ(plan.original, std::nullopt);
  }
  for (const DraftOutcome& outcome : publish_drafts(*world.ports, world.admin, ids, {})) {
    EXPECT_EQ(outcome.refusal, "original_unknown");
  }
  EXPECT_THAT(statuses(copies), Each(draft));
  EXPECT_EQ(publish(copies, staff), 2);
  EXPECT_THAT(statuses(copies), Each(staff));
}

TEST_F(OriginalVisibility, that_the_history_does_not_reach_back_to_has_to_be_chosen) {
  const auto copies = copy(series(open_to_all));
  EXPECT_EQ(meant(copies.front()), open_to_all);
  world.store->write(
      [&](Transaction& tx) { (void)tx.event_changes().remove_before(world.clock.now() + std::chrono::hours{1}, 100); });
  EXPECT_EQ(meant(copies.front()), std::nullopt);
}

TEST_F(OriginalVisibility, of_what_was_shown_to_others_since_has_to_be_chosen) {
  const auto copies = copy(series(unlisted));
  EXPECT_EQ(publish(copies, open_to_all), 2);
  const auto back = [](EventDetails& details) { details.publication_status = draft; };
  (void)edit_event(*world.ports, world.admin, copies[0].id, back);
  EXPECT_EQ(meant(copies[0]), std::nullopt) << "by mistake, perhaps";
  const Event anew = world.event("2026-12-03T09:00");
  (void)publish_event(*world.ports, world.admin, anew.id, staff);
  (void)edit_event(*world.ports, world.admin, anew.id, back);
  EXPECT_EQ(meant(anew), std::nullopt);
}

TEST_F(OriginalVisibility, of_dates_that_are_added_to_copies_is_that_of_the_copies) {
  const auto added = [&](const std::vector<Event>& dates) {
    const LocalTime start = world.zones.to_local(dates.back().start_time, default_time_zone) + std::chrono::weeks{1};
    return meant(add_dates(*world.ports, world.admin, dates.back().id, {start}).front());
  };
  EXPECT_EQ(added(copy(series(staff))), staff);
  EXPECT_EQ(added(copy(series(draft))), std::nullopt);
  EXPECT_EQ(added(series(draft)), open_to_all);
}

}  // namespace
}  // namespace domain
