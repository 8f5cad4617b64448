#include <gmock/gmock.h>

#include "domain/manage_registration.hpp"
#include "tests/service/series_in_console.hpp"

// Dates of a series changed and cancelled together in the console.
namespace {

using fixtures::Answer;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

using OrganiserSeriesChange = fixtures::SeriesInConsole;

TEST_F(OrganiserSeriesChange, a_change_of_several_dates_is_shown_before_it_is_stored) {
  const auto dates = tuesdays();
  std::vector<domain::EventId> ids;
  for (const auto& date : dates) ids.push_back(date.id);
  (void)domain::register_for_dates(*world.ports, world.request(dates[0], 2), ids);
  (void)domain::edit_event(*world.ports, world.admin, dates[2].id,
                           [](domain::EventDetails& details) { details.location.name = "Kirjasto"; });
  const auto form = with(form_of(dates[1]), {{"scope", "following"},
                                             {"start_time.clock", "16:00"},
                                             {"end_time.clock", "18:00"},
                                             {"location.name", "Suuri sali"}});
  const Answer shown = organiser.post(address(dates[1]) + "/edit", form);
  EXPECT_EQ(shown.status, 200);
  EXPECT_THAT(shown.text, HasSubstr("16.00–18.00"));
  EXPECT_THAT(shown.text, HasSubstr("Säilyy, koska se on muutettu käsin: Paikka"));
  EXPECT_THAT(shown.text, HasSubstr("1 ilmoittautuminen, 2 henkilöä. Kielet: suomi 1"));
  EXPECT_THAT(shown.text, HasSubstr("Tallenna 3 päivään"));
  EXPECT_THAT(starts(dates),
              ElementsAre("2026-12-01T15:00", "2026-12-08T15:00", "2026-12-15T15:00", "2026-12-22T15:00"));
  const Answer saved = organiser.post(address(dates[1]) + "/edit", with(form, {{"action", "save_series"}}));
  EXPECT_EQ(saved.header("Location"), address(*dates[0].super_event) + "?done=series_changed");
  EXPECT_THAT(starts(dates),
              ElementsAre("2026-12-01T15:00", "2026-12-08T16:00", "2026-12-15T16:00", "2026-12-22T16:00"));
  EXPECT_EQ(world.now(dates[2]).location.name, "Kirjasto");
  EXPECT_EQ(world.now(dates[3]).location.name, "Suuri sali");
}

TEST_F(OrganiserSeriesChange, what_dates_meet_where_they_go_is_shown_before_and_named_when_it_is_refused) {
  const domain::Room room = world.room(world.organiser("Mimosa"));
  domain::EventDetails details = world.details("2026-12-01T15:00");
  details.location.room = room.id;
  const auto dates = world.weekly(details, 4).events;
  details = world.details("2026-12-18T16:00");
  details.location.room = room.id;
  details.name = {{domain::LanguageTag("fi"), "Lukupiiri"}};
  const domain::Event other = world.event(details);
  const auto form = with(form_of(dates[1]), {{"scope", "following"},
                                             {"start_time.date", "2026-12-11"},
                                             {"end_time.date", "2026-12-11"},
                                             {"location.room", std::to_string(room.id.value)}});
  const Answer shown = organiser.post(address(dates[1]) + "/edit", form);
  EXPECT_EQ(shown.status, 200);
  EXPECT_THAT(shown.text, HasSubstr("Silloin on pyhäpäivä: joulupäivä.")) << "on 25.12.";
  EXPECT_THAT(shown.text,
              HasSubstr("<a href=\"#date-2026-12-15T13:00:00Z\"><bdi>pe 18.12.</bdi></a>: Tila on jo varattu."));
  EXPECT_THAT(shown.text, HasSubstr("href=\"" + address(other) + "\""));
  EXPECT_THAT(shown.text, Not(HasSubstr("<bdi>pe 11.12.</bdi></a>: Tila")));
  const Answer refused = organiser.post(address(dates[1]) + "/edit", with(form, {{"action", "save_series"}}));
  EXPECT_EQ(refused.status, 409);
  EXPECT_THAT(refused.text, HasSubstr("<bdi>pe 18.12.</bdi></a>: Tila on jo varattu."));
  EXPECT_THAT(starts(dates),
              ElementsAre("2026-12-01T15:00", "2026-12-08T15:00", "2026-12-15T15:00", "2026-12-22T15:00"));
}

TEST_F(OrganiserSeriesChange, tells_when_registration_closes_for_each_date) {
  domain::EventDetails details = world.details("2026-12-01T15:00");
  details.enrolment_end_time = world.local("2026-11-28T12:00");
  const auto dates = world.weekly(details, 4).events;
  const auto form =
      with(form_of(dates[1]),
           {{"scope", "following"}, {"enrolment_end_time.date", "2026-12-04"}, {"enrolment_end_time.clock", "12:00"}});
  const std::string shown = organiser.post(address(dates[1]) + "/edit", form).text;
  EXPECT_THAT(shown, HasSubstr("Ilmoittautuminen päättyy: <bdi>perjantai 4. joulukuuta 2026 klo 12.00</bdi>"));
  EXPECT_THAT(shown, HasSubstr("Ilmoittautuminen päättyy: <bdi>perjantai 11. joulukuuta 2026 klo 12.00</bdi>"));
}

TEST_F(OrganiserSeriesChange, dates_that_make_room_for_each_other_do_not_meet) {
  const domain::Room room = world.room(world.organiser("Mimosa"));
  domain::EventDetails details = world.details("2026-12-01T15:00");
  details.location.room = room.id;
  const auto dates = world.weekly(details, 4).events;
  const auto form = with(form_of(dates[1]), {{"scope", "following"},
                                             {"start_time.date", "2026-12-15"},
                                             {"end_time.date", "2026-12-15"},
                                             {"location.room", std::to_string(room.id.value)}});
  EXPECT_THAT(organiser.post(address(dates[1]) + "/edit", form).text, Not(HasSubstr("Tila on jo varattu")));
  EXPECT_EQ(organiser.post(address(dates[1]) + "/edit", with(form, {{"action", "save_series"}})).status, 303);
  EXPECT_THAT(starts(dates),
              ElementsAre("2026-12-01T15:00", "2026-12-15T15:00", "2026-12-22T15:00", "2026-12-29T15:00"));
}

// Tuesdays go to where the Wednesdays go: as they are stored, the two do not meet.
TEST_F(OrganiserSeriesChange, dates_that_move_into_one_room_at_one_time_are_named_before_and_after_the_refusal) {
  const domain::Room room = world.room(world.organiser("Mimosa"));
  domain::SeriesDraft draft;
  draft.details = world.details("2026-12-01T15:00");
  draft.details.location.room = room.id;
  draft.recurrence = "FREQ=WEEKLY;BYDAY=TU,WE;COUNT=4";
  const auto first = world.zones.to_local(draft.details.start_time, draft.details.time_zone);
  for (const int day : {0, 1, 7, 8}) draft.starts.push_back(first + std::chrono::days{day});
  const auto dates = domain::create_series(*world.ports, world.admin, draft).events;
  const auto form = with(form_of(dates[2]), {{"scope", "all"},
                                             {"start_time.date", "2026-12-09"},
                                             {"end_time.date", "2026-12-09"},
                                             {"start_time.clock", "18:00"},
                                             {"end_time.clock", "20:00"},
                                             {"location.room", std::to_string(room.id.value)}});
  const auto names_both = AllOf(HasSubstr("<a href=\"#date-" + domain::format_rfc3339(dates[2].start_time)),
                                HasSubstr("<a href=\"#date-" + domain::format_rfc3339(dates[3].start_time)));
  const Answer shown = organiser.post(address(dates[2]) + "/edit", form);
  EXPECT_EQ(shown.status, 200);
  EXPECT_THAT(shown.text, names_both);
  const Answer refused = organiser.post(address(dates[2]) + "/edit", with(form, {{"action", "save_series"}}));
  EXPECT_EQ(refused.status, 409);
  EXPECT_THAT(refused.text, names_both);
  EXPECT_EQ(local(world.now(dates[2]).start_time), "2026-12-08T15:00");
}

TEST_F(OrganiserSeriesChange, one_date_is_changed_alone_unless_somebody_says_otherwise) {
  const auto dates = tuesdays();
  EXPECT_THAT(organiser.get(address(dates[1]) + "/edit").text,
              HasSubstr("name=\"scope\" type=\"radio\" value=\"this\" checked"));
  const Answer saved =
      organiser.post(address(dates[1]) + "/edit", with(form_of(dates[1]), {{"start_time.clock", "14:00"}}));
  EXPECT_EQ(saved.status, 303);
  EXPECT_THAT(starts(dates),
              ElementsAre("2026-12-01T15:00", "2026-12-08T14:00", "2026-12-15T15:00", "2026-12-22T15:00"));
}

TEST_F(OrganiserSeriesChange, what_somebody_else_changed_meanwhile_is_not_overwritten) {
  const auto dates = tuesdays();
  const auto form = with(form_of(dates[1]), {{"scope", "all"}, {"action", "save_series"}, {"location.name", "Sali"}});
  (void)domain::edit_event(*world.ports, world.admin, dates[1].id,
                           [](domain::EventDetails& details) { details.location.name = "Kirjasto"; });
  EXPECT_EQ(organiser.post(address(dates[1]) + "/edit", form).status, 409);
  EXPECT_EQ(world.now(dates[0]).location.name, "Monikulttuurikeskus Mimosa");
}

TEST_F(OrganiserSeriesChange, an_event_of_its_own_is_not_asked_about_others) {
  const domain::Event alone = world.event("2026-12-01T15:00");
  EXPECT_THAT(organiser.get(address(alone) + "/edit").text, Not(HasSubstr("name=\"scope\"")));
  EXPECT_THAT(organiser.get(address(alone) + "/cancel").text, Not(HasSubstr("name=\"scope\"")));
}

TEST_F(OrganiserSeriesChange, cancelling_says_for_each_choice_how_many_dates_and_who_hears_of_it) {
  const auto dates = tuesdays();
  (void)world.register_party(dates[2], 3);
  const Answer question = organiser.get(address(dates[1]) + "/cancel");
  EXPECT_THAT(question.text, HasSubstr("Vain tämä päivä. Kukaan ei ole ilmoittautunut."));
  EXPECT_THAT(question.text, HasSubstr("Tämä ja seuraavat (3 päivää). Viesti lähtee: 1 ilmoittautuminen, 3 henkilöä"));
  EXPECT_THAT(question.text, HasSubstr("Kaikki tulevat (4 päivää)"));
  EXPECT_THAT(question.text, HasSubstr("Peru valitut päivät")) << "not of each choice anybody hears";
  organiser.post(address(dates[1]) + "/cancel", {{"scope", "following"}, {"reason.fi", "Ohjaaja vaihtuu."}});
  EXPECT_EQ(world.now(dates[0]).status, domain::EventStatus::scheduled);
  for (std::size_t i = 1; i < 4; ++i) EXPECT_EQ(world.now(dates[i]).status, domain::EventStatus::cancelled);
}

}  // namespace
