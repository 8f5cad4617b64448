#include "domain/keep_in_step.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/approve_event.hpp"
#include "domain/book_interpreter.hpp"
#include "domain/import_events.hpp"
#include "domain/known_dates.hpp"
#include "domain/members.hpp"
#include "domain/rooms.hpp"
#include "domain/subscriptions.hpp"
#include "domain/undo_change.hpp"
#include "tests/domain/keeping_in_step.hpp"

namespace {

using namespace domain;
using fixtures::problem_of;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

using fixtures::KeepingInStep;

const LanguageTag fi{"fi"};

TEST_F(KeepingInStep, a_new_date_becomes_an_event_of_the_organisation_with_what_the_calendar_says) {
  ForeignOccurrence one = date("a", "2026-12-01T17:00", "Kielikahvila");
  one.description = "Kahvia ja puhetta";
  one.categories = {"Tuntematon", "Asuminen"};
  EXPECT_EQ(read({one}).created, 1U);
  const Event made = event();
  EXPECT_EQ(made.name.at(fi), "Kielikahvila");
  EXPECT_EQ(made.short_description.at(fi), "Kahvia ja puhetta");
  EXPECT_EQ(made.start_time, one.start_time);
  EXPECT_EQ(made.location.name, "Mimosa");
  EXPECT_EQ(made.location.street_address, "Porrassalmenkatu 1");
  EXPECT_EQ(made.location.municipality, "Mikkeli");
  EXPECT_THAT(made.keywords, ElementsAre("housing"));
  EXPECT_EQ(made.publication_status, PublicationStatus::open_to_all);
  EXPECT_EQ(made.organisers.at(0).name, "Mimosa");
  EXPECT_EQ(read({one}).created, 0U) << "and is known the next time";
  EXPECT_EQ(read({one}).changed, 0U);
}

TEST_F(KeepingInStep, what_is_in_the_programme_already_is_not_taken_over_again) {
  const Event own = world.event("2026-12-01T17:00");
  const StepResult result = read({date(own.uid, "2026-12-01T17:00"), date("a", "2026-12-02T17:00")});
  EXPECT_EQ(result.created, 1U);
  ASSERT_THAT(result.problems, SizeIs(1));
  EXPECT_EQ(result.problems[0].code, "ics_known_event") << "as where somebody follows their own calendar";
  EXPECT_EQ(event().uid, "a") << "so that it is known where it comes back by another way";
}

TEST_F(KeepingInStep, what_is_over_or_cancelled_already_is_not_taken_over) {
  ForeignOccurrence cancelled = date("b", "2026-12-01T17:00");
  cancelled.cancelled = true;
  EXPECT_EQ(read({date("a", "2026-11-22T08:00"), cancelled}).created, 0U);
  EXPECT_THAT(links(), IsEmpty());
}

TEST_F(KeepingInStep, what_has_no_end_lasts_an_hour_and_an_address_is_an_online_place) {
  ForeignOccurrence one = date("a", "2026-12-01T17:00");
  one.end_time = one.start_time;
  one.location = "https://meet.example.org/a";
  (void)read({one});
  EXPECT_EQ(event().end_time - event().start_time, std::chrono::hours{1});
  EXPECT_EQ(event().location.online_url, "https://meet.example.org/a");
}

TEST_F(KeepingInStep, a_change_there_follows_here_and_the_registered_hear_of_a_move) {
  (void)read({date("a", "2026-12-01T17:00")});
  (void)world.register_party(event());
  ForeignOccurrence moved = date("a", "2026-12-02T18:00", "Uusi nimi");
  EXPECT_EQ(read({moved}).changed, 1U);
  EXPECT_EQ(event().start_time, moved.start_time);
  EXPECT_EQ(event().name.at(fi), "Uusi nimi");
  EXPECT_EQ(event().status, EventStatus::rescheduled);
  EXPECT_THAT(world.notices({event()}), testing::Contains(testing::HasSubstr("event_rescheduled")));
}

TEST_F(KeepingInStep, when_registration_opens_and_closes_moves_along_as_by_hand_and_is_undone_with_the_move) {
  (void)read({date("a", "2026-12-08T17:00")});
  (void)edit_event(*world.ports, organiser, event().id, [&](EventDetails& details) {
    details.enrolment_start_time = world.local("2026-12-01T08:00");
    details.enrolment_end_time = world.local("2026-12-08T15:00");
  });
  (void)read({date("a", "2026-12-03T18:00")});
  EXPECT_EQ(event().start_time, world.local("2026-12-03T18:00"));
  EXPECT_EQ(event().enrolment_start_time, world.local("2026-11-26T08:00")) << "as many days before, at its hour";
  EXPECT_EQ(event().enrolment_end_time, world.local("2026-12-03T16:00")) << "on the day itself as long before";
  const HistoryEntry newest = list_history(*world.ports, organiser, event().id).entries.front();
  std::vector<std::string> fields;
  for (const FieldChange& field : newest.change.fields) fields.push_back(field.field);
  EXPECT_THAT(fields, testing::IsSupersetOf({"start_time", "enrolment_start_time", "enrolment_end_time"}));
  (void)undo_change(*world.ports, organiser, event().id, newest.change.id, UndoScope::this_one);
  EXPECT_EQ(event().start_time, world.local("2026-12-08T17:00"));
  EXPECT_EQ(event().enrolment_start_time, world.local("2026-12-01T08:00"));
  EXPECT_EQ(event().enrolment_end_time, world.local("2026-12-08T15:00"));
}

TEST_F(KeepingInStep, what_is_open_for_registration_is_not_closed_by_a_move_and_another_end_moves_nothing) {
  (void)read({date("a", "2026-12-08T17:00")});
  (void)edit_event(*world.ports, organiser, event().id, [&](EventDetails& details) {
    details.enrolment_start_time = world.local("2026-11-20T08:00");
    details.enrolment_end_time = world.local("2026-12-07T15:00");
  });
  (void)read({date("a", "2026-12-15T17:00")});
  EXPECT_EQ(event().enrolment_start_time, world.local("2026-11-20T08:00"));
  EXPECT_EQ(event().enrolment_end_time, world.local("2026-12-14T15:00"));
  ForeignOccurrence longer = date("a", "2026-12-15T17:00");
  longer.end_time += std::chrono::hours{1};
  (void)read({longer});
  EXPECT_EQ(event().end_time, longer.end_time);
  EXPECT_EQ(event().enrolment_end_time, world.local("2026-12-14T15:00"));
}

TEST_F(KeepingInStep, a_time_that_somebody_takes_over_takes_the_end_of_registration_along) {
  (void)read({date("a", "2026-12-08T17:00")});
  (void)edit_event(*world.ports, organiser, event().id, [&](EventDetails& details) {
    details.end_time += std::chrono::hours{1};
    details.enrolment_end_time = world.local("2026-12-07T15:00");
  });
  (void)read({date("a", "2026-12-10T17:00")});
  ASSERT_THAT(link().open, ElementsAre(SubscribedField::time));
  (void)take_theirs(*world.ports, organiser, event().id, SubscribedField::time);
  EXPECT_EQ(event().start_time, world.local("2026-12-10T17:00"));
  EXPECT_EQ(event().enrolment_end_time, world.local("2026-12-09T15:00"));
}

TEST_F(KeepingInStep, what_was_changed_here_stays_and_the_rest_follows) {
  (void)read({date("a", "2026-12-01T17:00")});
  (void)edit_event(*world.ports, organiser, event().id, [](EventDetails& details) { details.name[fi] = "Oma nimi"; });
  ForeignOccurrence there = date("a", "2026-12-01T17:00");
  there.description = "Lisätty siellä";
  (void)read({there});
  EXPECT_EQ(event().name.at(fi), "Oma nimi");
  EXPECT_EQ(event().short_description.at(fi), "Lisätty siellä");
  EXPECT_THAT(link().open, IsEmpty()) << "only here: no news";
}

TEST_F(KeepingInStep, what_was_changed_on_both_sides_stays_and_is_shown_until_somebody_decides) {
  (void)read({date("a", "2026-12-01T17:00")});
  (void)edit_event(*world.ports, organiser, event().id, [](EventDetails& details) { details.name[fi] = "Oma nimi"; });
  (void)read({date("a", "2026-12-01T17:00", "Heidän nimensä")});
  EXPECT_EQ(event().name.at(fi), "Oma nimi");
  EXPECT_THAT(link().open, ElementsAre(SubscribedField::name));
  EXPECT_EQ(link().theirs.name, "Heidän nimensä");
  (void)read({date("a", "2026-12-01T17:00", "Heidän nimensä")});
  EXPECT_THAT(link().open, ElementsAre(SubscribedField::name)) << "still";
  keep_ours(*world.ports, organiser, event().id, SubscribedField::name);
  (void)read({date("a", "2026-12-01T17:00", "Heidän nimensä")});
  EXPECT_THAT(link().open, IsEmpty());
  EXPECT_EQ(event().name.at(fi), "Oma nimi");
  (void)read({date("a", "2026-12-01T17:00", "Taas uusi")});
  EXPECT_THAT(link().open, ElementsAre(SubscribedField::name)) << "changed there again";
  EXPECT_EQ(take_theirs(*world.ports, organiser, event().id, SubscribedField::name).name.at(fi), "Taas uusi");
  EXPECT_THAT(link().open, IsEmpty());
  (void)read({date("a", "2026-12-01T17:00", "Ja vielä")});
  EXPECT_EQ(event().name.at(fi), "Ja vielä") << "it follows again";
}

TEST_F(KeepingInStep, the_same_change_on_both_sides_is_no_difference) {
  (void)read({date("a", "2026-12-01T17:00")});
  (void)edit_event(*world.ports, organiser, event().id, [](EventDetails& details) { details.name[fi] = "Sama"; });
  (void)read({date("a", "2026-12-01T17:00", "Sama")});
  EXPECT_THAT(link().open, IsEmpty());
}

TEST_F(KeepingInStep, texts_in_other_languages_and_what_no_calendar_says_are_nobody_elses) {
  (void)read({date("a", "2026-12-01T17:00")});
  (void)edit_event(*world.ports, organiser, event().id, [](EventDetails& details) {
    details.name[LanguageTag("ar")] = "مجموعة";
    details.maximum_attendee_capacity = 12;
  });
  (void)read({date("a", "2026-12-01T17:00", "Uusi")});
  EXPECT_EQ(event().name.at(fi), "Uusi");
  EXPECT_EQ(event().name.at(LanguageTag("ar")), "مجموعة");
  EXPECT_EQ(event().maximum_attendee_capacity, 12);
}

TEST_F(KeepingInStep, what_vanished_is_marked_and_stays_until_it_is_back) {
  (void)read({date("a", "2026-12-01T17:00"), date("b", "2026-12-02T17:00")});
  (void)world.register_party(event(0));
  EXPECT_EQ(read({date("b", "2026-12-02T17:00")}).vanished, 1U);
  EXPECT_TRUE(link(0).vanished_time);
  EXPECT_EQ(event(0).publication_status, PublicationStatus::open_to_all);
  EXPECT_EQ(event(0).status, EventStatus::scheduled);
  EXPECT_EQ(read({date("b", "2026-12-02T17:00")}).vanished, 0U) << "it is no news the second time";
  (void)read({date("a", "2026-12-01T17:00"), date("b", "2026-12-02T17:00")});
  EXPECT_FALSE(link(0).vanished_time);
  EXPECT_THAT(links(), SizeIs(2)) << "and is the same one";
}

TEST_F(KeepingInStep, nothing_vanishes_of_what_was_not_read) {
  (void)read({date("a", "2026-12-01T17:00"), date("b", "2026-12-02T17:00")});
  EXPECT_EQ(read({}, false).vanished, 0U) << "a limit ended the reading";
  EXPECT_EQ(read({date("b", "2026-12-02T17:00")}, true, {{3, "a", "", "ics_bad_time"}}).vanished, 0U)
      << "it is broken there";
  world.clock.set(world.local("2026-12-01T20:00"));
  EXPECT_EQ(read({date("b", "2026-12-02T17:00")}).vanished, 0U) << "it is over";
}

TEST_F(KeepingInStep, what_is_cancelled_there_is_cancelled_here_where_nobody_is_registered) {
  (void)read({date("a", "2026-12-01T17:00")});
  ForeignOccurrence cancelled = date("a", "2026-12-01T17:00");
  cancelled.cancelled = true;
  (void)read({cancelled});
  EXPECT_EQ(event().status, EventStatus::cancelled);
  EXPECT_EQ(event().cancellation_reason.at(fi), "Peruttu kalenterissa");
}

TEST_F(KeepingInStep, what_is_cancelled_there_waits_for_an_organiser_where_somebody_is_registered) {
  (void)read({date("a", "2026-12-01T17:00")});
  (void)world.register_party(event());
  ForeignOccurrence cancelled = date("a", "2026-12-01T17:00");
  cancelled.cancelled = true;
  (void)read({cancelled});
  EXPECT_EQ(event().status, EventStatus::scheduled);
  EXPECT_TRUE(link().cancelled_there);
  EXPECT_THAT(world.notices({event()}), testing::Not(testing::Contains(testing::HasSubstr("event_cancelled"))));
  (void)read({date("a", "2026-12-01T17:00")});
  EXPECT_FALSE(link().cancelled_there);
}

TEST_F(KeepingInStep, what_was_cancelled_here_stays_so) {
  (void)read({date("a", "2026-12-01T17:00")});
  (void)cancel_event(*world.ports, organiser, event().id, {{fi, "Sairaus"}});
  EXPECT_EQ(read({date("a", "2026-12-02T17:00", "Uusi")}).problems.size(), 0U);
  EXPECT_EQ(event().status, EventStatus::cancelled);
  EXPECT_EQ(event().name.at(fi), "Ryhmä");
}

TEST_F(KeepingInStep, what_is_restored_here_follows_what_was_changed_there_meanwhile) {
  (void)read({date("a", "2026-12-01T17:00")});
  const EventId id = event().id;
  (void)cancel_event(*world.ports, organiser, id, {{fi, "Sairaus"}});
  EXPECT_EQ(read({date("a", "2026-12-02T17:00", "Uusi")}).changed, 0U);
  std::vector<EventChange> changes;
  world.store->read([&](const Snapshot& snapshot) { changes = snapshot.event_changes().of_event(id, 1); });
  ASSERT_THAT(changes, SizeIs(1));
  (void)undo_change(*world.ports, organiser, id, changes[0].id, UndoScope::this_one);
  ASSERT_EQ(event().status, EventStatus::scheduled);
  (void)read({date("a", "2026-12-02T17:00", "Uusi")});
  EXPECT_EQ(event().start_time, world.local("2026-12-02T17:00"));
  EXPECT_EQ(event().name.at(fi), "Uusi");
}

TEST_F(KeepingInStep, what_the_calendar_cancelled_takes_place_again_once_it_says_so) {
  (void)read({date("a", "2026-12-01T17:00")});
  ForeignOccurrence cancelled = date("a", "2026-12-01T17:00");
  cancelled.cancelled = true;
  (void)read({cancelled});
  ASSERT_EQ(event().status, EventStatus::cancelled);
  EXPECT_EQ(read({date("a", "2026-12-03T17:00", "Taas")}).changed, 1U);
  EXPECT_EQ(event().status, EventStatus::rescheduled);
  EXPECT_EQ(event().start_time, world.local("2026-12-03T17:00"));
  EXPECT_EQ(event().name.at(fi), "Taas");
  EXPECT_TRUE(event().cancellation_reason.empty());
}

TEST_F(KeepingInStep, what_cannot_take_place_again_waits_for_an_organiser_and_is_tried_again) {
  const Room room = world.room(organiser);
  const ForeignOccurrence one = date("a", "2026-12-01T17:00");
  (void)read({one});
  (void)edit_event(*world.ports, organiser, event().id, [&](EventDetails& own) { own.location.room = room.id; });
  ForeignOccurrence cancelled = one;
  cancelled.cancelled = true;
  (void)read({cancelled});
  EventDetails other = world.details("2026-12-01T17:00");
  other.location.room = room.id;
  other.organisers = {{organiser.organisation.value(), {}}};
  const Event taken = create_event(*world.ports, organiser, other);
  (void)read({one});
  EXPECT_EQ(event().status, EventStatus::cancelled);
  EXPECT_EQ(link().refusal, "room_taken");
  int open = 0;
  world.store->read([&](const Snapshot& snapshot) {
    open = snapshot.subscriptions().counts(subscription.id, world.clock.now()).open;
  });
  EXPECT_EQ(open, 1);
  (void)cancel_event(*world.ports, organiser, taken.id, {{fi, "Sairaus"}});
  (void)read({one});
  EXPECT_EQ(event().status, EventStatus::scheduled);
  EXPECT_EQ(link().refusal, "");
}

TEST_F(KeepingInStep, what_its_organisation_has_given_away_is_the_calendars_no_more) {
  (void)read({date("a", "2026-12-01T17:00"), date("b", "2026-12-02T17:00")});
  const Principal other = world.organiser("Ohjaamo");
  for (const std::size_t nth : {0U, 1U}) {
    (void)edit_event(*world.ports, world.admin, event(nth).id, [&](EventDetails& details) {
      details.organisers = {{other.organisation.value(), {}}};
    });
  }
  EXPECT_EQ(read({date("a", "2026-12-05T17:00", "Uusi")}).vanished, 0U);
  EXPECT_EQ(event(0).start_time, world.local("2026-12-01T17:00"));
  EXPECT_EQ(event(0).name.at(fi), "Ryhmä");
  EXPECT_TRUE(link(0).left);
  EXPECT_TRUE(link(1).left);
}

TEST_F(KeepingInStep, an_event_that_was_entered_by_hand_follows_and_keeps_what_it_has) {
  EventDetails details = world.details("2026-12-01T17:00");
  details.name = {{fi, "RYHMÄ"}};
  details.maximum_attendee_capacity = 7;
  const Event own = create_event(*world.ports, organiser, details);
  EventDetails elsewhere = details;
  elsewhere.start_time += std::chrono::days{1};
  elsewhere.end_time += std::chrono::days{1};
  elsewhere.location.municipality = "Kemi";
  (void)create_event(*world.ports, organiser, elsewhere);
  const StepResult result = read({date("a", "2026-12-01T17:00", "Ryhmä"), date("b", "2026-12-02T17:00", "Ryhmä")});
  EXPECT_EQ(result.created, 1U) << "the one in another municipality is another one";
  EXPECT_THAT(result.problems, IsEmpty());
  ASSERT_THAT(links(), SizeIs(2));
  EXPECT_EQ(link(0).event, own.id);
  EXPECT_EQ(event(0).name.at(fi), "RYHMÄ");
  EXPECT_THAT(link(0).open, ElementsAre(SubscribedField::name)) << "somebody decides";
  (void)read({date("a", "2026-12-03T17:00", "Ryhmä"), date("b", "2026-12-02T17:00", "Ryhmä")});
  Event moved = own;
  EXPECT_EQ(world.now(moved).start_time, world.local("2026-12-03T17:00"));
  EXPECT_EQ(world.now(moved).maximum_attendee_capacity, 7);
}

TEST_F(KeepingInStep, a_calendar_that_is_followed_anew_has_the_events_that_stayed) {
  (void)read({date("a", "2026-12-01T17:00"), slot("s", "2026-12-02T17:00", "2026-12-02T17:00")});
  const EventId first = event(0).id, second = event(1).id;
  (void)remove_subscription(*world.ports, organiser, subscription.id, ItsEvents::stay);
  subscription = create_subscription(*world.ports, organiser, subscription, "https://example.org/new.ics");
  const StepResult result = read({date("a", "2026-12-01T18:00"), slot("s", "2026-12-02T17:00", "2026-12-02T17:00")});
  EXPECT_EQ(result.created, 0U);
  EXPECT_THAT(result.problems, IsEmpty());
  EXPECT_EQ(link(0).event, first);
  EXPECT_EQ(link(1).event, second);
  EXPECT_THAT(link(0).open, ElementsAre(SubscribedField::time)) << "somebody decides";
}

TEST_F(KeepingInStep, what_was_brought_in_before_and_is_cancelled_there_waits_for_an_organiser) {
  EventDetails details = world.details("2026-12-01T17:00");
  const std::string key = calendar_key(organiser.organisation, "a");
  (void)import_event(*world.ports, organiser, key, details);
  Event known;
  world.store->read([&](const Snapshot& snapshot) { known = snapshot.events().find_by_import_key(key).value(); });
  (void)world.register_party(known, 2);
  ForeignOccurrence there = date("a", "2026-12-01T17:00", "");
  there.cancelled = true;
  ForeignOccurrence unknown = date("b", "2026-12-02T17:00");
  unknown.cancelled = true;
  const StepResult result = read({there, unknown});
  EXPECT_EQ(result.created, 0U);
  EXPECT_THAT(result.problems, IsEmpty());
  ASSERT_THAT(links(), SizeIs(1));
  EXPECT_EQ(link(0).event, known.id);
  EXPECT_TRUE(link(0).cancelled_there);
  EXPECT_EQ(world.now(known).status, EventStatus::scheduled);
  there.cancelled = false;
  there.summary = "Ryhmä";
  (void)read({there});
  EXPECT_FALSE(link(0).cancelled_there) << "it is held there after all";
}

TEST_F(KeepingInStep, a_date_of_another_zone_is_kept_in_the_sites_own_and_its_address_names_the_town) {
  ForeignOccurrence there = date("a", "2026-12-01T17:00");
  there.time_zone = "Europe/Berlin";
  there.location = "Mikseri, Lapintie 11-13, 94100 Kemi, Suomi";
  (void)read({there});
  EXPECT_EQ(event(0).time_zone, default_time_zone);
  EXPECT_EQ(event(0).start_time, there.start_time);
  EXPECT_EQ(event(0).location.municipality, "Kemi");
}

TEST_F(KeepingInStep, a_place_that_is_a_municipality_is_there_and_not_in_the_calendars) {
  ForeignOccurrence there = date("a", "2026-12-01T17:00");
  there.location = "Oulu";
  (void)read({there});
  EXPECT_EQ(event(0).location.name, "Oulu");
  EXPECT_EQ(event(0).location.municipality, "Oulu");
}

TEST_F(KeepingInStep, in_which_language_an_event_is_held_no_calendar_says) {
  (void)read({date("a", "2026-12-01T17:00", "Verokorttineuvonta, arabiaksi")});
  EXPECT_TRUE(event(0).in_language.empty());
  EXPECT_EQ(event(0).name.begin()->first, fi) << "of its texts it does";
}

TEST_F(KeepingInStep, two_of_one_calendar_with_the_same_name_and_time_are_two) {
  EXPECT_EQ(read({date("a", "2026-12-01T17:00"), date("b", "2026-12-01T17:00")}).created, 2U);
}

TEST_F(KeepingInStep, another_organisations_uid_keeps_no_event_away_but_one_that_everybody_sees_is_there) {
  (void)read({});
  const Principal other = world.organiser("Ohjaamo");
  const Subscription own = std::exchange(
      subscription, create_subscription(*world.ports, other, subscription, "https://example.org/other.ics"));
  EXPECT_EQ(read({date("a", "2026-12-01T17:00", "Muu"), date("b", "2026-12-02T17:00", "Sama")}).created, 2U);
  subscription = own;
  const StepResult result = read({date("a", "2026-12-01T18:00", "Ryhmä"), date("b", "2026-12-02T17:00", "Sama")});
  EXPECT_EQ(result.created, 1U);
  ASSERT_THAT(result.problems, SizeIs(1));
  EXPECT_EQ(result.problems[0].uid, "b");
  EXPECT_EQ(event().name.at(fi), "Ryhmä");
  EXPECT_EQ(read({date("a", "2026-12-01T18:00", "Ryhmä")}).created, 0U);
}

TEST_F(KeepingInStep, the_dates_of_one_series_are_a_series) {
  (void)read({slot("a", "2026-12-01T17:00", "2026-12-01T17:00"), slot("a", "2026-12-08T17:00", "2026-12-08T17:00"),
              date("b", "2026-12-02T17:00")});
  const auto all = links();
  ASSERT_THAT(all, SizeIs(3));
  ASSERT_TRUE(event(0).super_event);
  EXPECT_EQ(event(0).super_event, event(2).super_event);
  EXPECT_FALSE(event(1).super_event);
}

TEST_F(KeepingInStep, a_series_that_is_moved_as_a_whole_keeps_its_events) {
  (void)read({slot("a", "2026-12-01T17:00", "2026-12-01T17:00"), slot("a", "2026-12-08T17:00", "2026-12-08T17:00")});
  (void)world.register_party(event(1));
  const auto before = links();
  (void)read({slot("a", "2026-12-02T18:00", "2026-12-02T18:00"), slot("a", "2026-12-09T18:00", "2026-12-09T18:00")});
  ASSERT_THAT(links(), SizeIs(2));
  EXPECT_EQ(link(0).event, before[0].event);
  EXPECT_EQ(link(1).event, before[1].event);
  EXPECT_EQ(event(1).start_time, world.local("2026-12-09T18:00"));
  EXPECT_THAT(world.notices({event(1)}), testing::Contains(testing::HasSubstr("event_rescheduled")));
  EXPECT_FALSE(link(0).vanished_time);
}

TEST_F(KeepingInStep, an_hour_shift_of_a_daily_series_moves_each_date_to_its_own_day) {
  std::vector<ForeignOccurrence> before, after;
  for (int day = 1; day <= 9; ++day) {
    const std::string text = "2026-12-0" + std::to_string(day);
    before.push_back(slot("a", text + "T17:00", text + "T17:00"));
    if (day > 1) after.push_back(slot("a", text + "T18:00", text + "T18:00"));
  }
  (void)read(before);
  (void)read(after);
  const auto all = links();
  ASSERT_THAT(all, SizeIs(9));
  EXPECT_TRUE(all[0].vanished_time);
  for (std::size_t i = 1; i < 9; ++i) {
    EXPECT_FALSE(all[i].vanished_time) << i;
    EXPECT_EQ(event(i).start_time, after[i - 1].start_time) << i;
  }
}

TEST_F(KeepingInStep, a_move_into_a_taken_room_is_not_followed_and_says_why) {
  const Room room = world.room(organiser);
  const auto in_room = [&](EventDetails& event_details) { event_details.location.room = room.id; };
  EventDetails other = world.details("2026-12-02T17:00");
  other.location.room = room.id;
  other.organisers = {{organiser.organisation.value(), {}}};
  (void)create_event(*world.ports, organiser, other);
  (void)read({date("a", "2026-12-01T17:00")});
  (void)edit_event(*world.ports, organiser, event().id, in_room);
  (void)read({date("a", "2026-12-02T17:00", "Uusi nimi")});
  EXPECT_EQ(event().start_time, world.local("2026-12-01T17:00"));
  EXPECT_EQ(event().name.at(fi), "Uusi nimi") << "what is not in the way follows";
  EXPECT_THAT(link().open, ElementsAre(SubscribedField::time)) << "the place was changed here alone";
  EXPECT_EQ(link().refusal, "room_taken");
  EXPECT_EQ(read({date("a", "2026-12-02T17:00", "Uusi nimi")}).changed, 0U) << "it is tried again, and is no news";
  EXPECT_EQ(link().refusal, "room_taken");
  (void)read({date("a", "2026-12-03T17:00", "Uusi nimi")});
  EXPECT_EQ(event().start_time, world.local("2026-12-03T17:00"));
  EXPECT_EQ(link().refusal, "");
  EXPECT_THAT(link().open, IsEmpty());
}

TEST_F(KeepingInStep, a_move_that_was_refused_is_followed_once_the_room_is_free_unless_it_was_moved_here_meanwhile) {
  const Room room = world.room(organiser);
  EventDetails other = world.details("2026-12-02T17:00");
  other.location.room = room.id;
  other.organisers = {{organiser.organisation.value(), {}}};
  const Event taken = create_event(*world.ports, organiser, other);
  (void)read({date("a", "2026-12-01T17:00", "Eka"), date("b", "2026-12-01T20:00", "Toka")});
  for (const std::size_t nth : {0U, 1U}) {
    (void)edit_event(*world.ports, organiser, event(nth).id, [&](EventDetails& own) { own.location.room = room.id; });
  }
  const EventId moved_here = event(0).id, moved_there = event(1).id;
  const std::vector<ForeignOccurrence> wanted{date("a", "2026-12-02T18:00", "Eka"),
                                              date("b", "2026-12-02T16:00", "Toka")};
  (void)read(wanted);
  EXPECT_EQ(link(0).refusal, "room_taken");
  EXPECT_EQ(link(1).refusal, "room_taken");
  (void)edit_event(*world.ports, organiser, moved_here, [&](EventDetails& own) {
    own.start_time = world.local("2026-12-04T17:00");
    own.end_time = world.local("2026-12-04T19:00");
  });
  (void)cancel_event(*world.ports, organiser, taken.id, {{fi, "Sairaus"}});
  (void)read(wanted);
  const auto start_of = [&](EventId id) {
    Event one;
    one.id = id;
    return world.now(one).start_time;
  };
  EXPECT_EQ(start_of(moved_there), world.local("2026-12-02T16:00"));
  EXPECT_EQ(start_of(moved_here), world.local("2026-12-04T17:00")) << "what was changed here stays";
}

TEST_F(KeepingInStep, what_cannot_be_an_event_is_a_problem_and_the_others_are_taken) {
  ForeignOccurrence endless = date("a", "2026-12-01T17:00");
  endless.end_time = endless.start_time + std::chrono::days{40};
  const StepResult result = read({endless, date("b", "2026-12-02T17:00")});
  EXPECT_EQ(result.created, 1U);
  ASSERT_THAT(result.problems, SizeIs(1));
  EXPECT_EQ(result.problems[0].code, "too_long_event");
  EXPECT_EQ(result.problems[0].uid, "a");
  EXPECT_TRUE(result.finished);
}

TEST_F(KeepingInStep, what_is_left_to_its_organisers_follows_no_more_and_is_not_made_again) {
  (void)read({date("a", "2026-12-01T17:00")});
  leave_calendar(*world.ports, organiser, event().id);
  EXPECT_EQ(read({date("a", "2026-12-01T18:00", "Uusi")}).created, 0U);
  EXPECT_EQ(event().name.at(fi), "Ryhmä");
  EXPECT_EQ(read({}).vanished, 0U);
}

TEST_F(KeepingInStep, stops_where_the_subscription_is_changed_meanwhile) {
  std::optional<Subscription> claimed;
  world.store->write([&](Transaction& tx) {
    claimed = tx.subscriptions().claim(world.clock.now(), world.clock.now() + std::chrono::hours{1});
  });
  (void)edit_subscription(*world.ports, organiser, subscription.id,
                          [](SubscriptionDetails& details) { details.paused = true; });
  const ForeignCalendar calendar{"", {date("a", "2026-12-01T17:00")}, {}, true};
  const ForeignWindow window{world.clock.now(), world.clock.now() + std::chrono::days{400}};
  const auto result = keep_in_step(*world.ports, claimed.value(), calendar, window, words, [] { return false; });
  EXPECT_FALSE(result.finished);
  EXPECT_THAT(links(), IsEmpty());
}

TEST_F(KeepingInStep, a_partners_events_are_handed_in_where_approval_is_wanted) {
  const Principal deciding = world.organiser("Kaupunki");
  world.store->write([&](Transaction& tx) {
    Organisation own = tx.organisations().find(*organiser.organisation).value();
    own.approved_by = deciding.organisation;
    tx.organisations().update(own);
  });
  Principal partner = organiser;
  partner.role = Role::partner;
  partner.approval_wanted = true;
  (void)edit_subscription(*world.ports, partner, subscription.id,
                          [](SubscriptionDetails& details) { details.name = "Kumppani"; });
  (void)read({date("a", "2026-12-01T17:00")});
  EXPECT_EQ(event().publication_status, PublicationStatus::draft);
  const Submissions waiting = list_submissions(*world.ports, deciding);
  ASSERT_THAT(waiting.to_decide, SizeIs(1));
  EXPECT_EQ(waiting.to_decide[0].approval.as, PublicationStatus::open_to_all);
  EXPECT_EQ(approve_event(*world.ports, deciding, event().id).publication_status, PublicationStatus::open_to_all);
}

TEST_F(KeepingInStep, approval_is_wanted_until_somebody_who_may_publish_vouches_for_what_it_brings) {
  Principal partner = organiser;
  partner.role = Role::partner;
  const auto is_a_partners = [&](const Principal& who, const std::function<void(SubscriptionDetails&)>& change,
                                 const std::string& address = {}) {
    return edit_subscription(*world.ports, who, subscription.id, change, address).by_partner;
  };
  const auto pause = [](SubscriptionDetails& details) { details.paused = !details.paused; };
  const auto rename = [](SubscriptionDetails& details) { details.name += "!"; };
  EXPECT_FALSE(is_a_partners(organiser, rename));
  EXPECT_TRUE(is_a_partners(partner, pause));
  EXPECT_TRUE(is_a_partners(world.admin, pause));
  EXPECT_TRUE(is_a_partners(organiser, rename));
  EXPECT_FALSE(is_a_partners(organiser, rename, "https://example.org/b.ics"));
  EXPECT_TRUE(is_a_partners(partner, rename));
  EXPECT_FALSE(is_a_partners(
      organiser, [](SubscriptionDetails& details) { details.publication_status = PublicationStatus::unlisted; }));
}

TEST_F(KeepingInStep, a_server_that_is_to_be_left_alone_is_asked_no_sooner_because_of_an_edit) {
  const auto claim = [&] {
    std::optional<Subscription> claimed;
    world.store->write([&](Transaction& tx) {
      claimed = tx.subscriptions().claim(world.clock.now(), world.clock.now() + std::chrono::minutes{10});
    });
    return claimed.value();
  };
  const auto record = [&](const std::string& error) {
    const Subscription claimed = claim();
    const FetchRecord what{
        world.clock.now(), world.clock.now() + std::chrono::hours{48}, error, world.clock.now(), "\"e\"", "", true};
    world.store->write([&](Transaction& tx) { tx.subscriptions().record(claimed, what); });
  };
  const auto edit = [&](const std::function<void(SubscriptionDetails&)>& change, const std::string& address = {}) {
    return edit_subscription(*world.ports, organiser, subscription.id, change, address);
  };
  const Instant asked = world.clock.now();
  record("");
  EXPECT_EQ(edit([](SubscriptionDetails& details) { details.name = "Uusi"; }).next_time,
            asked + std::chrono::hours{48});
  EXPECT_EQ(edit([](SubscriptionDetails& details) { details.paused = true; }).etag, "\"e\"");
  const Subscription themes = edit([](SubscriptionDetails& details) { details.keywords = {"housing"}; });
  EXPECT_EQ(themes.next_time, asked + std::chrono::minutes{1});
  EXPECT_EQ(themes.etag, "") << "its dates are read with other eyes";
  (void)edit([](SubscriptionDetails& details) { details.paused = false; });
  world.clock.set(themes.next_time);
  record("fetch_status");
  EXPECT_EQ(edit([](SubscriptionDetails& details) { details.keywords = {"language"}; }).next_time,
            world.clock.now() + std::chrono::hours{48});
  EXPECT_EQ(edit([](SubscriptionDetails&) {}, "https://example.org/new.ics").next_time, world.clock.now());
}

TEST_F(KeepingInStep, where_people_register_elsewhere_the_calendars_address_comes_first) {
  (void)edit_subscription(*world.ports, organiser, subscription.id,
                          [](SubscriptionDetails& details) { details.registration_url = "https://example.org/all"; });
  ForeignOccurrence one = date("a", "2026-12-01T17:00"), two = date("b", "2026-12-02T17:00");
  two.url = "https://example.org/b";
  (void)read({one, two});
  EXPECT_EQ(event(0).external_registration_url, "https://example.org/all");
  EXPECT_EQ(event(1).external_registration_url, "https://example.org/b");
}

TEST_F(KeepingInStep, removing_leaves_the_events_or_takes_those_without_registrations_out_of_the_programme) {
  (void)read({date("a", "2026-12-01T17:00"), date("b", "2026-12-02T17:00"), date("c", "2026-12-03T17:00")});
  const Event first = event(0), second = event(1), left = event(2);
  (void)world.register_party(second);
  leave_calendar(*world.ports, organiser, left.id);
  EXPECT_EQ(remove_subscription(*world.ports, organiser, subscription.id, ItsEvents::withdraw), 1U);
  EXPECT_EQ(world.now(first).publication_status, PublicationStatus::draft);
  EXPECT_EQ(world.now(second).publication_status, PublicationStatus::open_to_all);
  EXPECT_EQ(world.now(left).publication_status, PublicationStatus::open_to_all) << "its organisers look after it";
}

TEST(SubscriptionAddress, is_taken_as_people_paste_it_and_shown_by_its_host) {
  EXPECT_EQ(calendar_address(" webcal://example.org/a.ics#x "), "https://example.org/a.ics");
  EXPECT_EQ(calendar_address("HTTP://example.org:8080/a.ics?k=1"), "HTTP://example.org:8080/a.ics?k=1");
  for (const char* text :
       {"", "example.org/a.ics", "ftp://example.org/a", "file:///etc/passwd", "https://", "https:///a",
        "https://user:secret@example.org/a.ics", "https://example.org/a b", "javascript:alert(1)"}) {
    EXPECT_EQ(problem_of([&] { (void)calendar_address(text); }), "calendar_address") << text;
  }
  EXPECT_EQ(host_of("https://example.org:8443/secret?x=1"), "example.org:8443");
}

TEST_F(KeepingInStep, nobody_else_may_see_or_change_the_subscription) {
  const Principal other = world.organiser("Ohjaamo"), viewer = world.organiser("Mimosa", Role::viewer);
  for (const Principal& who : {other, viewer}) {
    EXPECT_EQ(problem_of([&] { fetch_now(*world.ports, who, subscription.id); }), "forbidden");
    EXPECT_EQ(problem_of([&] { (void)remove_subscription(*world.ports, who, subscription.id, ItsEvents::stay); }),
              "forbidden");
    EXPECT_EQ(
        problem_of([&] { (void)edit_subscription(*world.ports, who, subscription.id, [](SubscriptionDetails&) {}); }),
        "forbidden");
  }
  EXPECT_EQ(
      problem_of([&] { (void)create_subscription(*world.ports, viewer, subscription, "https://example.org/b.ics"); }),
      "forbidden");
  EXPECT_EQ(problem_of(
                [&] { (void)create_subscription(*world.ports, organiser, subscription, "https://example.org/a.ics"); }),
            "subscription_exists");
  for (int i = 2; i <= 50; ++i) {
    (void)create_subscription(*world.ports, organiser, subscription, "https://example.org/" + std::to_string(i));
  }
  EXPECT_EQ(
      problem_of([&] { (void)create_subscription(*world.ports, organiser, subscription, "https://example.org/51"); }),
      "too_many_subscriptions");
}

TEST_F(KeepingInStep, is_asked_for_at_once_but_not_twice_in_a_minute) {
  (void)read({});
  EXPECT_EQ(problem_of([&] { fetch_now(*world.ports, organiser, subscription.id); }), "asked_just_now");
  world.clock.set(world.clock.now() + std::chrono::minutes{2});
  EXPECT_EQ(problem_of([&] { fetch_now(*world.ports, organiser, subscription.id); }), "");
}

}  // namespace
