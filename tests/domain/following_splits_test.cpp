#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/delete_drafts.hpp"
#include "domain/edit_event.hpp"
#include "domain/match_dates.hpp"
#include "tests/domain/keeping_in_step.hpp"

// A calendar gives the rest of a series, or a date, another UID.
namespace {

using namespace domain;
using fixtures::KeepingInStep;
using testing::Contains;
using testing::HasSubstr;
using testing::SizeIs;

class FollowingSplits : public KeepingInStep {
 protected:
  ForeignOccurrence of(const std::string& uid, const std::string& day, const std::string& clock = "17:00",
                       const std::string& place = "Mimosa, Porrassalmenkatu 1, Mikkeli") const {
    ForeignOccurrence one = slot(uid, day + "T" + clock, day + "T" + clock);
    one.location = place;
    return one;
  }
  std::vector<SubscribedEvent> vanished() {
    std::vector<SubscribedEvent> found = links();
    std::erase_if(found, [](const SubscribedEvent& one) { return !one.vanished_time; });
    return found;
  }
  void expect_renamed_in_their_places(const std::vector<SubscribedEvent>& before) {
    const auto now = links();
    ASSERT_THAT(now, SizeIs(before.size()));
    for (const SubscribedEvent& was : before) {
      const auto same = std::ranges::find(now, was.event, &SubscribedEvent::event);
      EXPECT_EQ(same->theirs.location, was.theirs.location);
      EXPECT_NE(same->uid, was.uid);
    }
  }
};

TEST_F(FollowingSplits, the_rest_of_a_series_under_a_new_uid_is_the_dates_that_were_there) {
  (void)read({of("a", "2026-12-01"), of("a", "2026-12-08"), of("a", "2026-12-15")});
  const auto before = links();
  (void)world.register_party(event(1));
  (void)read({of("a", "2026-12-01"), of("b", "2026-12-08", "17:00", "Pinna"), of("b", "2026-12-15", "17:00", "Pinna")});
  ASSERT_THAT(links(), SizeIs(3)) << "none twice";
  EXPECT_THAT(vanished(), SizeIs(0));
  EXPECT_EQ(link(1).event, before[1].event);
  EXPECT_EQ(link(1).uid, "b");
  EXPECT_EQ(link(1).recurrence_id, world.local("2026-12-08T17:00"));
  EXPECT_EQ(event(1).location.name, "Pinna");
  EXPECT_EQ(event(1).uid, "a/2026-12-08T15:00:00Z") << "what others follow here keeps its own";
  EXPECT_THAT(world.notices({event(1)}), Contains(HasSubstr("event_")));
  EXPECT_EQ(read({of("a", "2026-12-01"), of("b", "2026-12-08", "17:00", "Pinna"),
                  of("b", "2026-12-15", "17:00", "Pinna"), of("b", "2026-12-22", "17:00", "Pinna")})
                .created,
            1U);
  EXPECT_EQ(event(3).super_event, event(0).super_event) << "what is added to the rest is of the series, too";
}

TEST_F(FollowingSplits, the_rest_of_a_series_may_be_at_another_time_or_on_the_next_day) {
  (void)read({of("a", "2026-12-01"), of("a", "2026-12-08"), of("a", "2026-12-15")});
  const auto before = links();
  (void)read({of("a", "2026-12-01"), of("b", "2026-12-09", "18:30"), of("b", "2026-12-16", "18:30")});
  ASSERT_THAT(links(), SizeIs(3));
  EXPECT_EQ(link(1).event, before[1].event);
  EXPECT_EQ(event(2).start_time, world.local("2026-12-16T18:30"));
}

TEST_F(FollowingSplits, what_was_changed_here_stays_where_the_date_has_a_new_uid) {
  (void)read({of("a", "2026-12-01"), of("a", "2026-12-08")});
  (void)edit_event(*world.ports, organiser, event(1).id,
                   [](EventDetails& details) { details.location.name = "Oma paikka"; });
  (void)read({of("a", "2026-12-01"), of("b", "2026-12-08")});
  ASSERT_THAT(links(), SizeIs(2));
  EXPECT_EQ(event(1).location.name, "Oma paikka");
}

TEST_F(FollowingSplits, a_reading_between_the_two_halves_of_a_split_marks_what_comes_back) {
  (void)read({of("a", "2026-12-01"), of("a", "2026-12-08")});
  (void)read({of("a", "2026-12-01")});
  EXPECT_THAT(vanished(), SizeIs(1));
  (void)read({of("a", "2026-12-01"), of("b", "2026-12-08")});
  EXPECT_THAT(links(), SizeIs(2));
  EXPECT_THAT(vanished(), SizeIs(0));
}

TEST_F(FollowingSplits, groups_of_one_name_at_one_time_are_told_apart_by_their_places) {
  (void)read({of("a", "2026-12-08", "17:00", "Ratas"), of("b", "2026-12-08", "17:00", "Pinna")});
  const auto before = links();
  (void)read({of("d", "2026-12-08", "17:00", "Pinna"), of("c", "2026-12-08", "17:00", "Ratas")});
  expect_renamed_in_their_places(before);
}

TEST_F(FollowingSplits, another_single_date_of_the_name_is_another_date) {
  (void)read({date("a", "2026-12-08T17:00")});
  (void)read({date("b", "2026-12-09T17:00")});
  EXPECT_THAT(links(), SizeIs(2));
  EXPECT_THAT(vanished(), SizeIs(1));
}

TEST_F(FollowingSplits, what_could_not_be_read_has_not_got_another_uid) {
  (void)read({of("a", "2026-12-08", "17:00", "Ratas")});
  (void)read({of("b", "2026-12-08", "17:00", "Pinna")}, true, {{.line = 1, .uid = "a", .code = "ics_bad_time"}});
  ASSERT_THAT(links(), SizeIs(2));
  EXPECT_THAT(vanished(), SizeIs(0));
}

TEST_F(FollowingSplits, what_vanished_once_and_is_back_but_cannot_be_read_has_not_vanished) {
  (void)read({of("a", "2026-12-08"), date("b", "2026-12-09T17:00", "Toinen")});
  (void)read({});
  ASSERT_THAT(vanished(), SizeIs(2));
  (void)read({}, true, {{.line = 1, .uid = "a", .code = "ics_bad_time"}});
  ASSERT_THAT(vanished(), SizeIs(1));
  EXPECT_EQ(vanished().front().uid, "b");
}

TEST_F(FollowingSplits, a_meeting_online_and_one_in_a_hall_of_one_name_are_told_apart_whichever_stands_first) {
  const std::string online = "https://meet.example.org/a";
  (void)read({of("a", "2026-12-08", "17:00", online), of("b", "2026-12-08", "17:00", "Kirjasto, Katu 1, Mikkeli")});
  const auto before = links();
  (void)read({of("d", "2026-12-08", "17:00", "Kirjasto, Katu 1, Mikkeli"), of("c", "2026-12-08", "17:00", online)});
  expect_renamed_in_their_places(before);
}

TEST_F(FollowingSplits, a_place_whose_name_begins_like_anothers_is_another_place) {
  (void)read({of("a", "2026-12-08", "17:00", "Kirjasto"), of("b", "2026-12-08", "17:00", "Kirjasto 2")});
  const auto before = links();
  (void)read({of("d", "2026-12-08", "17:00", "Kirjasto 2"), of("c", "2026-12-08", "17:00", "Kirjasto")});
  expect_renamed_in_their_places(before);
}

TEST_F(FollowingSplits, places_of_one_name_are_told_apart_by_their_addresses) {
  const std::string mikkeli = "Kirjasto, Katu 1, Mikkeli", kemi = "Kirjasto, Katu 1, Kemi";
  (void)read({of("a", "2026-12-08", "17:00", mikkeli), of("b", "2026-12-08", "17:00", kemi)});
  const auto before = links();
  (void)read({of("d", "2026-12-08", "17:00", kemi), of("c", "2026-12-08", "17:00", mikkeli)});
  expect_renamed_in_their_places(before);
}

TEST_F(FollowingSplits, what_vanished_was_cancelled_here_and_comes_back_under_a_new_uid_is_held_anew) {
  (void)read({date("a", "2026-12-08T17:00")});
  const EventId first = event().id;
  (void)read({});
  (void)cancel_event(*world.ports, organiser, first, {{LanguageTag("fi"), "Ei pidetä"}});
  EXPECT_EQ(read({date("b", "2026-12-08T17:00")}).created, 1U);
  ASSERT_THAT(links(), SizeIs(2));
  for (const std::size_t nth : {0U, 1U}) {
    EXPECT_EQ(event(nth).status, event(nth).id == first ? EventStatus::cancelled : EventStatus::scheduled);
    EXPECT_EQ(event(nth).publication_status, PublicationStatus::open_to_all);
  }
  EXPECT_THAT(links(), Contains(testing::Field(&SubscribedEvent::event, first)));
  EXPECT_EQ(read({date("b", "2026-12-08T17:00")}).created, 0U);
}

TEST_F(FollowingSplits, what_was_cancelled_here_stays_so_where_its_calendar_gives_it_a_new_uid) {
  (void)read({date("a", "2026-12-08T17:00")});
  (void)cancel_event(*world.ports, organiser, event().id, {{LanguageTag("fi"), "Sairaus"}});
  EXPECT_EQ(read({date("b", "2026-12-08T17:00")}).created, 0U);
  ASSERT_THAT(links(), SizeIs(1));
  EXPECT_EQ(event().status, EventStatus::cancelled);
}

// The organisation has deleted one of its drafts that came from the calendar.
class FollowingWithoutDeleted : public FollowingSplits {
 protected:
  FollowingWithoutDeleted() {
    (void)edit_subscription(*world.ports, organiser, subscription.id, [](SubscriptionDetails& details) {
      details.publication_status = PublicationStatus::draft;
    });
  }
  void take_and_delete(const std::vector<ForeignOccurrence>& dates, const std::string& deleted) {
    (void)read(dates);
    const auto all = links();
    delete_draft(*world.ports, organiser, std::ranges::find(all, deleted, &SubscribedEvent::uid)->event);
  }
};

TEST_F(FollowingWithoutDeleted, what_was_deleted_stays_away_under_a_new_uid) {
  take_and_delete({of("a", "2026-12-08"), of("a", "2026-12-15")}, "a");
  ASSERT_THAT(links(), SizeIs(1));
  EXPECT_EQ(read({of("b", "2026-12-08"), of("b", "2026-12-15")}).created, 0U);
  EXPECT_THAT(vanished(), SizeIs(0));
  EXPECT_EQ(read({of("b", "2026-12-08"), of("b", "2026-12-15")}).created, 0U) << "and the next time";
  EXPECT_EQ(read({of("b", "2026-12-08"), of("b", "2026-12-15")}, false).created, 0U) << "nor half read";
}

TEST_F(FollowingWithoutDeleted, another_group_of_its_name_and_time_is_followed_all_the_same) {
  const ForeignOccurrence other = of("b", "2026-12-08", "17:00", "Pinna");
  take_and_delete({of("a", "2026-12-08", "17:00", "Ratas"), other}, "a");
  const EventId group = link().event;
  ForeignOccurrence said = other;
  said.description = "Uutta";
  EXPECT_EQ(read({said}).changed, 1U) << "the deleted one is in the calendar no more";
  ASSERT_THAT(links(), SizeIs(1));
  EXPECT_THAT(vanished(), SizeIs(0));
  EXPECT_EQ(link().event, group);
}

TEST_F(FollowingWithoutDeleted, another_group_of_its_name_and_time_may_have_a_new_uid_as_well) {
  take_and_delete({of("a", "2026-12-08", "17:00", "Ratas"), of("b", "2026-12-08", "17:00", "Pinna")}, "a");
  const EventId group = link().event;
  EXPECT_EQ(read({of("d", "2026-12-08", "17:00", "Ratas"), of("c", "2026-12-08", "17:00", "Pinna")}).created, 0U);
  ASSERT_THAT(links(), SizeIs(1));
  EXPECT_THAT(vanished(), SizeIs(0));
  EXPECT_EQ(link().event, group);
  EXPECT_EQ(link().uid, "c");
}

TEST_F(FollowingWithoutDeleted, a_new_group_comes_in_while_the_deleted_one_is_there_and_cannot_be_read) {
  take_and_delete({of("a", "2026-12-08", "17:00", "Ratas")}, "a");
  ASSERT_THAT(links(), SizeIs(0));
  const std::vector<ForeignProblem> broken{{.line = 1, .uid = "a", .code = "ics_bad_time"}};
  EXPECT_EQ(read({of("b", "2026-12-08", "17:00", "Pinna")}, true, broken).created, 1U);
}

TEST_F(FollowingWithoutDeleted, more_new_ones_than_were_deleted_come_in) {
  take_and_delete({of("a", "2026-12-08", "17:00", "Ratas")}, "a");
  EXPECT_EQ(read({of("c", "2026-12-08", "17:00", "Pinna"), of("d", "2026-12-08", "17:00", "Talo")}).created, 2U)
      << "nobody knows which of them is the one";
}

TEST(WithoutRemoved, what_was_deleted_here_stays_away_and_what_is_not_there_any_more_is_told) {
  const Instant start{std::chrono::hours{500000}};
  ForeignOccurrence one{.uid = "b", .recurrence_id = start, .start_time = start, .end_time = start};
  const std::vector<RemovedDate> removed{{"a", start, "Ryhmä", start}};
  EXPECT_THAT(without_removed({one}, removed).occurrences, SizeIs(1));
  EXPECT_THAT(without_removed({one}, removed).not_there, SizeIs(1));
  ForeignOccurrence still = one;
  still.uid = "a";
  EXPECT_THAT(without_removed({one, still}, removed).occurrences, SizeIs(1));
  EXPECT_THAT(without_removed({one, still}, removed).not_there, SizeIs(0));
}

}  // namespace
