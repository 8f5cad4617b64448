#include <gmock/gmock.h>

#include "domain/copy_events.hpp"
#include "domain/edit_event.hpp"
#include "domain/edit_series.hpp"
#include "domain/rooms.hpp"
#include "tests/fixtures/world.hpp"

// A season once more.
namespace domain {
namespace {

using fixtures::problem_of;
using fixtures::World;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using namespace std::chrono;

class CopyingEvents : public testing::Test {
 protected:
  // Mondays at 15–17, from 2026-11-30 on.
  std::vector<Event> mondays(int count) {
    SeriesDraft draft;
    draft.details = world.details("2026-11-30T15:00");
    draft.details.enrolment_end_time = world.local("2026-11-29T12:00");
    draft.recurrence = "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270101";
    for (int i = 0; i < count; ++i) {
      draft.starts.push_back(world.zones.to_local(draft.details.start_time, default_time_zone) + weeks{i});
    }
    return create_series(*world.ports, world.admin, draft).events;
  }
  std::string local(Instant instant) const {
    return format_rfc3339(Instant{world.zones.to_local(instant, default_time_zone).time_since_epoch()}).substr(0, 16);
  }
  std::vector<std::string> starts(const std::vector<CopyPlan>& plans) const {
    std::vector<std::string> all;
    for (const CopyPlan& plan : plans) all.push_back(local(plan.details.start_time));
    return all;
  }
  std::vector<CopyPlan> season(days by = weeks{52}) {
    return plan_copies(*world.ports, world.admin, world.local("2026-08-01T00:00"), world.local("2027-01-01T00:00"), by);
  }
  World world;
};

TEST(WholeWeeks, keep_the_weekday_and_come_nearest) {
  const auto apart = [](const char* from, const char* to) {
    return whole_weeks_between(parse_date(from, "from"), parse_date(to, "to")).count();
  };
  EXPECT_EQ(apart("2026-08-01", "2027-08-01"), 364);
  EXPECT_EQ(apart("2026-11-30", "2027-01-11"), 42);
  EXPECT_EQ(apart("2026-11-30", "2027-01-15"), 49);
  EXPECT_EQ(apart("2027-01-11", "2026-11-30"), -42);
  EXPECT_EQ(apart("2026-11-30", "2026-11-30"), 0);
}

TEST_F(CopyingEvents, a_season_is_copied_on_the_same_weekdays_as_drafts) {
  const auto series = mondays(3);
  const Event single = world.event("2026-12-03T18:00");
  const auto plans = season();
  EXPECT_THAT(starts(plans),
              ElementsAre("2027-11-29T15:00", "2027-12-02T18:00", "2027-12-06T15:00", "2027-12-13T15:00"));
  const auto made = copy_events(*world.ports, world.admin, plans);
  ASSERT_THAT(made, SizeIs(4));
  for (const Event& event : made) {
    EXPECT_EQ(event.publication_status, PublicationStatus::draft);
    EXPECT_EQ(event.status, EventStatus::scheduled);
    EXPECT_THAT(event.import_key, IsEmpty());
  }
  EXPECT_EQ(made[1].super_event, std::nullopt);
  EXPECT_EQ(made[0].super_event, made[3].super_event);
  EXPECT_NE(made[0].super_event, series[0].super_event);
  EXPECT_NE(made[0].uid, series[0].uid);
  EXPECT_EQ(local(made[2].enrolment_end_time.value()), "2027-12-05T12:00");
  std::optional<Series> copied;
  world.store->read([&](const Snapshot& snapshot) { copied = snapshot.events().find(*made[0].super_event); });
  EXPECT_EQ(copied->recurrence, "FREQ=WEEKLY;BYDAY=MO;COUNT=3");
}

TEST_F(CopyingEvents, a_room_that_is_not_in_use_any_more_leaves_its_name_and_address) {
  const Principal mimosa = world.organiser("Mimosa");
  RoomDetails sali;
  sali.name = "Iso sali";
  sali.street_address = "Esimerkkikatu 2";
  sali.municipality = "Mikkeli";
  const Room room = create_room(*world.ports, mimosa, sali);
  EventDetails details = world.details("2026-12-03T18:00");
  details.location.room = room.id;
  (void)world.event(details);
  (void)edit_room(*world.ports, mimosa, room.id, [](RoomDetails& changed) { changed.retired = true; });
  const auto made = copy_events(*world.ports, world.admin, season());
  ASSERT_THAT(made, SizeIs(1));
  EXPECT_EQ(made[0].location.name, "Iso sali");
  EXPECT_FALSE(made[0].location.room);
}

TEST_F(CopyingEvents, registrations_stay_where_they_are) {
  const Event event = world.event("2026-12-03T18:00", 5);
  (void)world.register_party(event, 2);
  const auto made = copy_events(*world.ports, world.admin, season());
  ASSERT_THAT(made, SizeIs(1));
  EXPECT_EQ(made[0].confirmed_persons, 0);
  EXPECT_EQ(made[0].maximum_attendee_capacity, 5);
  EXPECT_THAT(world.pending(made[0]), IsEmpty());
}

TEST_F(CopyingEvents, what_was_changed_by_hand_on_one_date_is_not_copied) {
  const auto series = mondays(4);
  (void)edit_event(*world.ports, world.admin, series[1].id, [&](EventDetails& details) {
    details.location.name = "Kirjasto";
    details.start_time = world.local("2026-12-09T10:00");
    details.end_time = world.local("2026-12-09T11:00");
  });
  (void)cancel_event(*world.ports, world.admin, series[2].id, {{LanguageTag("fi"), "Sairastapaus"}});
  const auto plans = season();
  EXPECT_THAT(starts(plans),
              ElementsAre("2027-11-29T15:00", "2027-12-06T15:00", "2027-12-13T15:00", "2027-12-20T15:00"));
  EXPECT_THAT(plans[0].made_usual, IsEmpty());
  EXPECT_TRUE(plans[1].moved_back);
  EXPECT_THAT(plans[1].made_usual, ElementsAre("end_time", "location"));
  EXPECT_THAT(plans[2].made_usual, IsEmpty()) << "it was cancelled, and nothing else";
  EXPECT_EQ(plans[1].details.location.name, "Monikulttuurikeskus Mimosa");
  EXPECT_EQ(plans[1].details.end_time - plans[1].details.start_time, hours{2});
  const auto made = copy_events(*world.ports, world.admin, plans);
  EXPECT_EQ(made[2].status, EventStatus::scheduled);
}

TEST_F(CopyingEvents, a_date_that_was_moved_twice_alone_is_copied_where_it_was_at_first) {
  const auto series = mondays(6);
  for (const char* day : {"2026-12-16", "2026-12-17"}) {
    (void)edit_event(*world.ports, world.admin, series[2].id, [&](EventDetails& details) {
      details.start_time = world.local(day + std::string("T16:00"));
      details.end_time = world.local(day + std::string("T18:00"));
    });
  }
  const auto plans = plan_copies(*world.ports, world.admin, series[0].super_event.value(), weeks{10});
  EXPECT_THAT(starts(plans), ElementsAre("2027-02-08T15:00", "2027-02-15T15:00", "2027-02-22T15:00", "2027-03-01T15:00",
                                         "2027-03-08T15:00", "2027-03-15T15:00"));
  EXPECT_TRUE(plans[2].moved_back);
}

TEST_F(CopyingEvents, drafts_that_were_moved_alone_are_copied_each_in_a_place_of_its_own) {
  SeriesDraft draft;
  draft.details = world.details("2026-11-30T15:00");
  draft.details.publication_status = PublicationStatus::draft;
  draft.recurrence = "FREQ=WEEKLY;COUNT=6";
  for (int i = 0; i < 6; ++i) {
    draft.starts.push_back(world.zones.to_local(draft.details.start_time, default_time_zone) + weeks{i});
  }
  const auto series = create_series(*world.ports, world.admin, draft).events;
  const auto move = [&](const Event& event, const char* start) {
    (void)edit_event(*world.ports, world.admin, event.id, [&](EventDetails& details) {
      details.start_time = world.local(start);
      details.end_time = details.start_time + hours{2};
    });
  };
  move(series[1], "2026-12-10T17:00");
  move(series[2], "2026-12-12T10:00");
  EXPECT_THAT(starts(plan_copies(*world.ports, world.admin, series[0].super_event.value(), weeks{10})),
              ElementsAre("2027-02-08T15:00", "2027-02-15T15:00", "2027-02-22T15:00", "2027-03-01T15:00",
                          "2027-03-08T15:00", "2027-03-15T15:00"));
}

TEST_F(CopyingEvents, a_date_in_addition_to_the_others_keeps_its_day) {
  const auto series = mondays(3);
  (void)add_dates(*world.ports, world.admin, series[1].id,
                  {world.zones.to_local(world.local("2026-12-10T18:00"), default_time_zone)});
  EXPECT_THAT(starts(plan_copies(*world.ports, world.admin, series[0].super_event.value(), weeks{10})),
              ElementsAre("2027-02-08T15:00", "2027-02-15T15:00", "2027-02-18T18:00", "2027-02-22T15:00"));
}

TEST_F(CopyingEvents, what_was_copied_already_is_known_when_it_is_copied_again) {
  (void)mondays(2);
  const Event single = world.event("2026-12-03T18:00");
  const auto standing = [&] {
    std::vector<bool> all;
    for (const CopyPlan& plan : season(weeks{10})) all.push_back(plan.stands);
    return all;
  };
  EXPECT_THAT(standing(), ElementsAre(false, false, false));
  auto plans = season(weeks{10});
  plans.pop_back();
  const auto made = copy_events(*world.ports, world.admin, plans);
  EXPECT_THAT(standing(), ElementsAre(true, true, false));
  // Another name, or another hour, is something else.
  (void)edit_event(*world.ports, world.admin, made[0].id, [](EventDetails& details) {
    details.name = {{LanguageTag("fi"), "Muuta"}};
  });
  (void)edit_event(*world.ports, world.admin, made[1].id, [](EventDetails& details) { details.end_time += hours{1}; });
  EXPECT_THAT(standing(), ElementsAre(false, true, false));
  (void)edit_event(*world.ports, world.admin, made[1].id,
                   [](EventDetails& details) { details.start_time += hours{1}; });
  EXPECT_THAT(standing(), ElementsAre(false, false, false));
}

TEST_F(CopyingEvents, another_organisation_s_event_of_the_same_name_is_no_copy) {
  const Principal mimosa = world.organiser("Mimosa");
  const Principal other = world.organiser("Another");
  EventDetails details = world.details("2026-12-03T18:00");
  details.organisers = {{*mimosa.organisation, {}}};
  (void)world.event(details);
  EventDetails theirs = world.details("2027-02-11T18:00");
  theirs.organisers = {{*other.organisation, {}}};
  (void)world.event(theirs);
  const auto plans = season(weeks{10});
  ASSERT_THAT(plans, SizeIs(1));
  EXPECT_FALSE(plans[0].stands);
}

TEST_F(CopyingEvents, a_series_that_was_moved_as_a_whole_is_copied_as_it_was_last) {
  const auto series = mondays(3);
  for (const Event& date : series) {
    (void)edit_event(*world.ports, world.admin, date.id, [](EventDetails& details) {
      details.start_time += hours{24};
      details.end_time += hours{24};
    });
  }
  EXPECT_THAT(starts(plan_copies(*world.ports, world.admin, *series[0].super_event, weeks{10})),
              ElementsAre("2027-02-09T15:00", "2027-02-16T15:00", "2027-02-23T15:00"));
}

TEST_F(CopyingEvents, an_organisation_copies_what_it_owns) {
  const Principal mimosa = world.organiser("Mimosa");
  const Principal other = world.organiser("Another");
  EventDetails details = world.details("2026-12-03T18:00");
  details.organisers = {{*other.organisation, {}}, {*mimosa.organisation, {}}};
  (void)world.event(details);
  (void)world.event("2026-12-04T18:00");
  const auto of = [&](const Principal& who) {
    return starts(
        plan_copies(*world.ports, who, world.local("2026-08-01T00:00"), world.local("2027-01-01T00:00"), weeks{1}));
  };
  EXPECT_THAT(of(mimosa), ElementsAre("2026-12-11T18:00"));
  EXPECT_THAT(of(other), ElementsAre("2026-12-10T18:00"));
}

TEST_F(CopyingEvents, every_date_opens_as_long_before_as_it_did) {
  SeriesDraft draft;
  draft.details = world.details("2026-11-30T15:00");
  draft.details.enrolment_start_time = world.local("2026-11-16T09:00");
  draft.recurrence = "FREQ=WEEKLY;BYDAY=MO;COUNT=3";
  for (int i = 0; i < 3; ++i) {
    draft.starts.push_back(world.zones.to_local(draft.details.start_time, default_time_zone) + weeks{i});
  }
  const auto made = create_series(*world.ports, world.admin, draft).events;
  const auto openings = [&](const std::vector<EventDetails>& dates) {
    std::vector<std::string> all;
    for (const EventDetails& date : dates) all.push_back(local(date.enrolment_start_time.value()));
    return all;
  };
  EXPECT_THAT(openings({made.begin(), made.end()}),
              ElementsAre("2026-11-16T09:00", "2026-11-23T09:00", "2026-11-30T09:00"));
  const auto added = add_dates(*world.ports, world.admin, made[2].id,
                               {world.zones.to_local(made[2].start_time, default_time_zone) + weeks{1}});
  EXPECT_EQ(local(added.at(0).enrolment_start_time.value()), "2026-12-07T09:00");
  // One date was opened early by hand.
  (void)edit_event(*world.ports, world.admin, made[1].id,
                   [&](EventDetails& details) { details.enrolment_start_time = world.local("2026-11-20T08:00"); });
  for (const auto& plans :
       {season(weeks{10}), plan_copies(*world.ports, world.admin, *made[0].super_event, weeks{10})}) {
    std::vector<EventDetails> dates;
    for (const CopyPlan& plan : plans) dates.push_back(plan.details);
    EXPECT_THAT(openings(dates),
                ElementsAre("2027-01-25T09:00", "2027-01-29T08:00", "2027-02-08T09:00", "2027-02-15T09:00"));
  }
}

TEST_F(CopyingEvents, a_season_that_opened_on_one_day_does_so_again) {
  const auto series = mondays(3);
  for (const Event& date : series) {
    (void)edit_event(*world.ports, world.admin, date.id,
                     [&](EventDetails& details) { details.enrolment_start_time = world.local("2026-11-02T09:00"); });
  }
  for (const CopyPlan& plan : season(weeks{10})) {
    EXPECT_EQ(local(plan.details.enrolment_start_time.value()), "2027-01-11T09:00");
  }
}

TEST_F(CopyingEvents, a_single_event_opens_and_closes_as_long_before) {
  EventDetails details = world.details("2026-12-03T18:00");
  details.enrolment_start_time = world.local("2026-11-20T09:00");
  details.enrolment_end_time = world.local("2026-12-01T23:59");
  const EventDetails moved = moved_details(world.event(details), weeks{2}, world.zones);
  EXPECT_EQ(local(moved.enrolment_start_time.value()), "2026-12-04T09:00");
  EXPECT_EQ(local(moved.enrolment_end_time.value()), "2026-12-15T23:59");
}

TEST_F(CopyingEvents, a_season_that_is_too_long_to_be_copied_at_once_is_refused_and_not_cut) {
  const EventDetails details = world.details("2026-08-03T08:00");
  world.store->write([&](Transaction& tx) {
    const auto organisation = tx.organisations().find_by_name("Mimosa");
    const OrganisationId owner = organisation ? organisation->id : tx.organisations().insert({{}, "Mimosa", ""});
    for (std::size_t i = 0; i <= maximum_series_length; ++i) {
      Event event;
      static_cast<EventDetails&>(event) = details;
      event.organisers = {{owner, "Mimosa"}};
      event.start_time += minutes{static_cast<int>(i) * 60};
      event.end_time = event.start_time + minutes{30};
      event.id = EventId{static_cast<std::int64_t>(i) + 1};
      event.uid = std::to_string(i);
      tx.events().insert(event);
    }
  });
  EXPECT_EQ(problem_of([&] { (void)season(); }), "too_many_to_copy");
  const auto shorter = plan_copies(*world.ports, world.admin, world.local("2026-08-03T09:00"),
                                   world.local("2027-01-01T00:00"), weeks{52});
  EXPECT_THAT(shorter, SizeIs(maximum_series_length));
}

TEST_F(CopyingEvents, a_partner_s_copy_is_owned_by_their_organisation) {
  const Principal partner = world.organiser("Mimosa", Role::partner);
  const Principal other = world.organiser("Another");
  SeriesDraft draft;
  draft.details = world.details("2026-11-30T15:00");
  draft.details.organisers = {{*other.organisation, {}}, {*partner.organisation, {}}};
  draft.recurrence = "FREQ=WEEKLY;COUNT=1";
  draft.starts = {world.zones.to_local(draft.details.start_time, default_time_zone)};
  const auto series = create_series(*world.ports, other, draft).series.id;
  const auto made = copy_events(*world.ports, partner, plan_copies(*world.ports, partner, series, weeks{3}));
  ASSERT_THAT(made, SizeIs(1));
  EXPECT_EQ(made[0].organisers.front().id, partner.organisation);
}

TEST_F(CopyingEvents, nothing_chosen_is_told) {
  EXPECT_EQ(problem_of([&] { (void)copy_events(*world.ports, world.admin, {}); }), "nothing_to_copy");
}

}  // namespace
}  // namespace domain
