#include <gmock/gmock.h>

#include "tests/service/series_in_console.hpp"
#include "ui/organiser_series.hpp"

// Series in the console that leave out holidays.
namespace {

using fixtures::Answer;
using fixtures::ConsoleWorld;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

using OrganiserSeriesHolidays = fixtures::SeriesInConsole;

// Sundays, of which 6.12. is Independence Day and 27.12. and 3.1. are in Mikkeli's Christmas holiday.
const service::Fields sundays{{"start_time.date", "2026-11-29"},
                              {"repeat", "weekly"},
                              {"repeat_count", "4"},
                              {"repeat_without_public_holidays", "yes"},
                              {"repeat_without_school_holidays", "Mikkeli"}};

TEST_F(OrganiserSeriesHolidays, dates_on_holidays_are_shown_unticked_with_the_reason_and_others_come_in_their_place) {
  const Answer preview = organiser.post("/organiser/events", ConsoleWorld::event_form(sundays));
  EXPECT_EQ(preview.status, 200);
  EXPECT_THAT(preview.text, HasSubstr(held_mark("2026-11-29", true)));
  EXPECT_THAT(preview.text, HasSubstr(held_mark("2026-12-06", false)));
  EXPECT_THAT(preview.text, HasSubstr("itsenäisyyspäivä"));
  EXPECT_THAT(preview.text, HasSubstr(held_mark("2026-12-27", false)));
  EXPECT_THAT(preview.text, HasSubstr("Joululoma"));
  EXPECT_THAT(preview.text, HasSubstr(held_mark("2027-01-10", true)));
  EXPECT_THAT(preview.text, HasSubstr("4 kertaa"));
  EXPECT_THAT(preview.text, HasSubstr("3 päivää on jätetty pois"));
  EXPECT_THAT(world.events(), IsEmpty());
}

TEST_F(OrganiserSeriesHolidays, the_holiday_is_named_in_the_readers_language) {
  const service::Fields form = ConsoleWorld::event_form(sundays);
  EXPECT_THAT(organiser.post("/organiser/events?lang=en", form).text, HasSubstr("Independence Day"));
  EXPECT_THAT(organiser.post("/organiser/events?lang=ar", form).text, HasSubstr("عيد الاستقلال"));
}

TEST_F(OrganiserSeriesHolidays, where_school_holidays_are_not_known_any_more_it_is_told) {
  const Answer preview =
      organiser.post("/organiser/events", ConsoleWorld::event_form(with(sundays, {{"repeat_count", "8"}})));
  EXPECT_THAT(preview.text,
              HasSubstr("koulujen lomista tunnetaan viimeisenä tämä päivä: keskiviikko 6. tammikuuta 2027."));
  const Answer short_one =
      organiser.post("/organiser/events", ConsoleWorld::event_form(with(sundays, {{"repeat_count", "1"}})));
  EXPECT_THAT(short_one.text, Not(HasSubstr("tunnetaan")));
}

TEST_F(OrganiserSeriesHolidays, a_date_that_was_left_out_is_held_when_it_is_ticked) {
  service::Fields form = ConsoleWorld::event_form(with(sundays, {{"action", "save_series"}}));
  for (const char* day : {"2026-11-29", "2026-12-06", "2027-01-10"}) form.emplace_back("held", day);
  const Answer saved = organiser.post("/organiser/events", form);
  EXPECT_THAT(saved.header("Location"), HasSubstr("/organiser/series/"));
  const auto events = world.events();
  EXPECT_THAT(starts(events), ElementsAre("2026-11-29T15:00", "2026-12-06T15:00", "2027-01-10T15:00"));
  std::optional<domain::Series> series;
  world.store->read([&](const domain::Snapshot& s) { series = s.events().find(*events[0].super_event); });
  EXPECT_EQ(series->recurrence, "FREQ=WEEKLY;BYDAY=SU;COUNT=7");
  EXPECT_THAT(series->exceptions, SizeIs(4));
}

TEST_F(OrganiserSeriesHolidays, more_dates_leave_out_the_holidays_that_the_series_has_left_out) {
  const auto more_dates_of = [&](const std::vector<const char*>& days) {
    service::Fields form = ConsoleWorld::event_form(with(sundays, {{"action", "save_series"}}));
    for (const char* day : days) form.emplace_back("held", day);
    const std::string series = organiser.post("/organiser/events", form).header("Location");
    return organiser.get(series.substr(0, series.find('?')) + "/dates").text;
  };
  const std::string left_out = more_dates_of({"2026-11-29", "2026-12-13", "2026-12-20", "2027-01-10"});
  EXPECT_THAT(left_out, HasSubstr("<option value=\"Mikkeli\" selected"));
  const std::string held = more_dates_of({"2026-11-29", "2026-12-13", "2026-12-27", "2027-01-10"});
  EXPECT_THAT(held,
              AllOf(HasSubstr("<option value=\"Mikkeli\""), Not(HasSubstr("<option value=\"Mikkeli\" selected"))));
}

TEST_F(OrganiserSeriesHolidays, more_dates_leave_out_the_holidays_of_the_place_where_the_series_never_was_in_one) {
  const auto dates = world.weekly(world.details("2026-11-24T15:00"), 3).events;
  const std::string more = organiser.get(address(*dates[0].super_event) + "/dates").text;
  EXPECT_THAT(more, HasSubstr("<option value=\"Mikkeli\" selected"));
  const auto in_holiday = world.weekly(world.details("2026-12-15T15:00"), 3).events;
  EXPECT_THAT(organiser.get(address(*in_holiday[0].super_event) + "/dates").text,
              Not(HasSubstr("<option value=\"Mikkeli\" selected")));
}

TEST_F(OrganiserSeriesHolidays, an_unknown_municipality_is_told_at_its_field) {
  const Answer answer = organiser.post(
      "/organiser/events", ConsoleWorld::event_form(with(sundays, {{"repeat_without_school_holidays", "Oulu"}})));
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.text, HasSubstr("href=\"#repeat_without_school_holidays\""));
}

TEST_F(OrganiserSeriesHolidays, where_nobody_has_told_the_school_holidays_the_form_says_so) {
  const domain::Event last = tuesdays().back();
  const auto page = [&](const std::vector<std::string>& municipalities) {
    const ui::Console console{{domain::LanguageTag("fi"), "/organiser/", "https://example.org", "Kutsu", {}, {}, {}},
                              world.admin,
                              "events",
                              {},
                              {},
                              0,
                              0,
                              {}};
    return ui::more_dates_page(world.pages, console, {{}, *last.super_event, last, municipalities});
  };
  const std::string sentence = "Koulujen lomia ei ole annettu tälle palvelulle";
  EXPECT_THAT(page({}), AllOf(HasSubstr(sentence), Not(HasSubstr("repeat_without_school_holidays"))));
  EXPECT_THAT(page({"Mikkeli"}), AllOf(Not(HasSubstr(sentence)), HasSubstr("repeat_without_school_holidays")));
}

}  // namespace
