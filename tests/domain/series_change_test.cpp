#include <gmock/gmock.h>

#include <algorithm>

#include "domain/edit_series.hpp"
#include "domain/manage_registration.hpp"
#include "tests/fixtures/world.hpp"

// What a change of one date does to the others of its series.
namespace domain {
namespace {

using fixtures::problem_of;
using fixtures::World;
using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using namespace std::chrono_literals;

const LocalisedText ill{{LanguageTag("fi"), "Sairastapaus"}};

// Four Tuesdays at 15–17, the first on 1.12.2026.
class SeriesChange : public testing::Test {
 protected:
  void SetUp() override {
    EventDetails details = world.details("2026-12-01T15:00");
    details.maximum_attendee_capacity = 5;
    details.enrolment_end_time = world.local("2026-11-30T12:00");
    dates = world.weekly(details, 4).events;
  }
  Event edit(std::size_t date, SeriesScope scope, const std::function<void(EventDetails&)>& change) {
    return edit_series(*world.ports, world.admin, dates[date].id, scope, change);
  }
  void edit_by_hand(std::size_t date, const std::function<void(EventDetails&)>& change) {
    (void)edit_event(*world.ports, world.admin, dates[date].id, change);
  }
  // "2026-12-01T15:00" in Helsinki, of every date.
  std::vector<std::string> starts() {
    std::vector<std::string> all;
    for (const Event& date : dates) all.push_back(local(world.now(date).start_time));
    return all;
  }
  std::string local(Instant instant) const {
    return format_rfc3339(Instant{world.zones.to_local(instant, default_time_zone).time_since_epoch()}).substr(0, 16);
  }
  std::function<void(EventDetails&)> to(const char* start) {
    return [this, start](EventDetails& details) {
      const auto length = details.end_time - details.start_time;
      details.start_time = world.local(start);
      details.end_time = details.start_time + length;
    };
  }
  static void to_library(EventDetails& details) { details.location = {"Kirjasto", "Esimerkkikatu 2", "Mikkeli", {}}; }
  std::vector<std::string> places() {
    std::vector<std::string> all;
    for (const Event& date : dates) all.push_back(world.now(date).location.name);
    return all;
  }
  std::vector<DateOutcome> sign_up_for_all() {
    auto outcomes = register_for_dates(*world.ports, world.request(dates[0]), fixtures::ids_of(dates));
    fixtures::send_everything(*world.store, world.clock.now());
    return outcomes;
  }
  std::vector<std::string> notices() { return world.notices(dates); }
  SeriesPlan plan(std::size_t date, SeriesScope scope, const std::function<void(EventDetails&)>& change) {
    return plan_series_edit(*world.ports, world.admin, dates[date].id, scope, change);
  }

  World world;
  std::vector<Event> dates;
};

TEST_F(SeriesChange, one_date_alone_is_changed_by_default) {
  (void)edit(1, SeriesScope::this_one, to_library);
  EXPECT_THAT(places(), ElementsAre("Monikulttuurikeskus Mimosa", "Kirjasto", "Monikulttuurikeskus Mimosa",
                                    "Monikulttuurikeskus Mimosa"));
}

TEST_F(SeriesChange, a_change_reaches_the_following_dates_and_no_earlier_one) {
  (void)edit(1, SeriesScope::following, to_library);
  EXPECT_THAT(places(), ElementsAre("Monikulttuurikeskus Mimosa", "Kirjasto", "Kirjasto", "Kirjasto"));
}

TEST_F(SeriesChange, all_keep_their_ids_uids_and_series) {
  (void)edit(2, SeriesScope::all, to("2026-12-15T16:30"));
  EXPECT_THAT(starts(), ElementsAre("2026-12-01T16:30", "2026-12-08T16:30", "2026-12-15T16:30", "2026-12-22T16:30"));
  for (const Event& date : dates) {
    const Event now = world.now(date);
    EXPECT_EQ(now.uid, date.uid);
    EXPECT_EQ(now.super_event, date.super_event);
    EXPECT_EQ(now.sequence, date.sequence + 1);
    EXPECT_EQ(now.status, EventStatus::rescheduled);
    EXPECT_EQ(now.previous_start_time, date.start_time);
    EXPECT_EQ(now.end_time - now.start_time, 2h);
  }
}

TEST_F(SeriesChange, what_was_changed_by_hand_stays_field_by_field) {
  edit_by_hand(2, to_library);
  (void)edit(0, SeriesScope::all, [&](EventDetails& details) {
    details.location.name = "Suuri sali";
    details.maximum_attendee_capacity = 30;
  });
  EXPECT_THAT(places(), ElementsAre("Suuri sali", "Suuri sali", "Kirjasto", "Suuri sali"));
  EXPECT_EQ(world.now(dates[2]).maximum_attendee_capacity, 30);
}

TEST_F(SeriesChange, a_date_moved_by_hand_keeps_its_day_and_takes_over_the_rest) {
  edit_by_hand(1, to("2026-12-10T15:00"));
  (void)edit(0, SeriesScope::all, to("2026-11-30T17:00"));
  EXPECT_THAT(starts(), ElementsAre("2026-11-30T17:00", "2026-12-10T17:00", "2026-12-14T17:00", "2026-12-21T17:00"));
}

TEST_F(SeriesChange, a_time_moved_by_hand_stays_when_the_length_changes) {
  edit_by_hand(1, to("2026-12-08T09:00"));
  (void)edit(0, SeriesScope::all, [&](EventDetails& details) {
    details.start_time = world.local("2026-12-01T14:00");
    details.end_time = world.local("2026-12-01T17:00");
  });
  EXPECT_EQ(local(world.now(dates[1]).start_time), "2026-12-08T09:00");
  EXPECT_EQ(world.now(dates[1]).end_time - world.now(dates[1]).start_time, 3h);
}

TEST_F(SeriesChange, texts_are_carried_over_language_by_language) {
  const LanguageTag fi("fi"), ar("ar"), en("en");
  edit_by_hand(3, [&](EventDetails& details) { details.name[fi] = "Pikkujoulu"; });
  (void)edit(0, SeriesScope::all, [&](EventDetails& details) {
    details.name[fi] = "Työpaja";
    details.name[en] = "Workshop";
    details.name.erase(ar);
  });
  EXPECT_EQ(world.now(dates[1]).name, (LocalisedText{{fi, "Työpaja"}, {en, "Workshop"}}));
  EXPECT_EQ(world.now(dates[3]).name, (LocalisedText{{fi, "Pikkujoulu"}, {en, "Workshop"}}));
}

TEST_F(SeriesChange, a_deadline_stays_as_far_before_each_start) {
  EXPECT_EQ(local(world.now(dates[3]).enrolment_end_time.value()), "2026-12-21T12:00");
  (void)edit(0, SeriesScope::all,
             [&](EventDetails& details) { details.enrolment_end_time = world.local("2026-11-29T18:00"); });
  EXPECT_EQ(local(world.now(dates[3]).enrolment_end_time.value()), "2026-12-20T18:00");
}

TEST_F(SeriesChange, the_clock_change_moves_no_local_time) {
  dates = world.weekly(world.details("2027-03-24T15:00"), 2).events;
  (void)edit(0, SeriesScope::all, to("2027-03-25T16:00"));
  EXPECT_THAT(starts(), ElementsAre("2027-03-25T16:00", "2027-04-01T16:00"));
}

TEST_F(SeriesChange, past_and_cancelled_dates_stay_as_they_are) {
  (void)cancel_event(*world.ports, world.admin, dates[2].id, ill);
  world.clock.set(world.local("2026-12-02T10:00"));
  (void)edit(3, SeriesScope::all, to_library);
  EXPECT_THAT(places(),
              ElementsAre("Monikulttuurikeskus Mimosa", "Kirjasto", "Monikulttuurikeskus Mimosa", "Kirjasto"));
}

TEST_F(SeriesChange, a_party_of_several_dates_is_told_once) {
  (void)sign_up_for_all();
  const auto alone = world.register_party(dates[2]);
  fixtures::send_everything(*world.store, world.clock.now());
  (void)edit(1, SeriesScope::following, to("2026-12-08T16:00"));
  EXPECT_THAT(notices(), testing::UnorderedElementsAre("sms dates_changed", "email dates_changed",
                                                       "sms event_rescheduled", "email event_rescheduled"));
  EXPECT_EQ(world.now(alone.registration).status, RegistrationStatus::confirmed);
}

TEST_F(SeriesChange, who_has_one_of_the_dates_is_told_of_that_one) {
  (void)world.register_party(dates[2]);
  fixtures::send_everything(*world.store, world.clock.now());
  (void)edit(0, SeriesScope::all, to_library);
  EXPECT_THAT(notices(), testing::UnorderedElementsAre("sms event_relocated", "email event_relocated"));
}

TEST_F(SeriesChange, nobody_is_told_of_what_changes_neither_time_nor_place) {
  (void)sign_up_for_all();
  (void)edit(0, SeriesScope::all, [](EventDetails& details) { details.maximum_attendee_capacity = 12; });
  EXPECT_THAT(notices(), IsEmpty());
}

TEST_F(SeriesChange, more_places_let_the_waiting_in_on_every_date) {
  edit_by_hand(1, [](EventDetails& details) {
    details.maximum_attendee_capacity = 1;
    details.waiting_list_capacity = 5;
  });
  edit_by_hand(0, [](EventDetails& details) {
    details.maximum_attendee_capacity = 1;
    details.waiting_list_capacity = 5;
  });
  (void)world.register_party(dates[1]);
  const auto waiting = world.register_party(dates[1]);
  ASSERT_EQ(world.now(waiting.registration).status, RegistrationStatus::waitlisted);
  (void)edit(0, SeriesScope::all, [](EventDetails& details) { details.maximum_attendee_capacity = 2; });
  EXPECT_EQ(world.now(waiting.registration).status, RegistrationStatus::confirmed);
}

TEST_F(SeriesChange, all_dates_cancelled_at_once_are_told_by_one_message) {
  (void)sign_up_for_all();
  (void)cancel_series(*world.ports, world.admin, dates[1].id, SeriesScope::following, ill);
  EXPECT_EQ(world.now(dates[0]).status, EventStatus::scheduled);
  for (std::size_t i = 1; i < 4; ++i) EXPECT_EQ(world.now(dates[i]).status, EventStatus::cancelled);
  EXPECT_THAT(notices(), testing::UnorderedElementsAre("sms dates_called_off", "email dates_called_off"));
  for (std::size_t i = 1; i < 4; ++i) EXPECT_THAT(world.pending(dates[i]), Each(Not(HasSubstr("reminder"))));
}

TEST_F(SeriesChange, a_plan_stores_nothing_and_says_what_becomes_of_each_date_and_who_hears_of_it) {
  (void)sign_up_for_all();
  edit_by_hand(2, to_library);
  (void)cancel_event(*world.ports, world.admin, dates[3].id, ill);
  fixtures::send_everything(*world.store, world.clock.now());
  const SeriesPlan planned =
      plan(0, SeriesScope::all, [](EventDetails& details) { details.location.name = "Suuri sali"; });
  ASSERT_THAT(planned.dates, SizeIs(4));
  EXPECT_EQ(planned.dates[0].fate, DateFate::own);
  EXPECT_EQ(planned.dates[1].fate, DateFate::changes);
  EXPECT_EQ(planned.dates[2].fate, DateFate::stays);
  EXPECT_THAT(planned.dates[2].kept, ElementsAre("location"));
  EXPECT_EQ(planned.dates[3].fate, DateFate::cancelled);
  EXPECT_EQ(planned.told.parties, 1);
  EXPECT_EQ(planned.told.persons, 1);
  EXPECT_EQ(planned.told.languages, (std::map<LanguageTag, int>{{LanguageTag("fi"), 1}}));
  EXPECT_THAT(places(), Contains("Monikulttuurikeskus Mimosa"));
  EXPECT_THAT(notices(), IsEmpty());
}

TEST_F(SeriesChange, a_change_made_on_an_old_version_of_the_date_is_refused) {
  const auto seen = world.now(dates[0]).version;
  edit_by_hand(0, to_library);
  EXPECT_EQ(problem_of(
                [&] { (void)edit_series(*world.ports, world.admin, dates[0].id, SeriesScope::all, to_library, seen); }),
            "version");
}

TEST_F(SeriesChange, what_is_wrong_on_one_date_changes_none) {
  (void)sign_up_for_all();
  EXPECT_EQ(problem_of([&] {
              (void)edit(0, SeriesScope::all, [](EventDetails& details) {
                details.location.name = "Kirjasto";
                details.publication_status = PublicationStatus::draft;
              });
            }),
            "has_registrations");
  EXPECT_THAT(places(), Each(std::string("Monikulttuurikeskus Mimosa")));
}

TEST_F(SeriesChange, another_organisations_dates_stay_as_they_are) {
  const Principal mimosa = world.organiser("Mimosa");
  (void)world.organiser("Another");
  edit_by_hand(1, [](EventDetails& details) { details.organisers = {{{}, "Another"}}; });
  (void)edit_series(*world.ports, mimosa, dates[0].id, SeriesScope::all, to_library);
  EXPECT_THAT(places(), ElementsAre("Kirjasto", "Monikulttuurikeskus Mimosa", "Kirjasto", "Kirjasto"));
}

TEST_F(SeriesChange, a_plan_counts_those_who_will_hear_of_a_date_that_was_missed_and_is_held_after_all) {
  (void)sign_up_for_all();
  world.clock.set(world.local("2026-12-02T12:00"));
  EXPECT_EQ(plan(0, SeriesScope::this_one, to("2026-12-04T15:00")).told.parties, 1);
}

TEST_F(SeriesChange, more_dates_are_like_the_one_that_is_named_and_come_once) {
  const auto at = [&](const char* start) { return world.zones.to_local(world.local(start), default_time_zone); };
  edit_by_hand(3, to_library);
  const auto added =
      add_dates(*world.ports, world.admin, dates[3].id, {at("2026-12-22T15:00"), at("2027-01-12T15:00")});
  ASSERT_THAT(added, SizeIs(1));
  EXPECT_EQ(added[0].super_event, dates[0].super_event);
  EXPECT_EQ(added[0].location.name, "Kirjasto");
  EXPECT_EQ(local(added[0].start_time), "2027-01-12T15:00");
  EXPECT_EQ(local(added[0].enrolment_end_time.value()), "2027-01-11T12:00");
  EXPECT_EQ(problem_of([&] { (void)add_dates(*world.ports, world.admin, dates[3].id, {at("2026-12-22T15:00")}); }),
            "recurrence");
}

}  // namespace
}  // namespace domain
