#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "domain/manage_registration.hpp"
#include "tests/service/console_world.hpp"
#include "ui/organiser_series.hpp"

// Series in the console: left out on holidays, changed and cancelled together, continued, copied.
namespace {

using domain::Role;
using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class OrganiserSeries : public testing::Test {
 protected:
  // The form's fields as the page sends them on, with `changes` in them.
  static service::Fields with(service::Fields fields, const service::Fields& changes) {
    for (const auto& [name, value] : changes) {
      const auto same = [&](const auto& field) { return field.first == name; };
      if (const auto found = std::ranges::find_if(fields, same); found != fields.end()) {
        found->second = value;
      } else {
        fields.emplace_back(name, value);
      }
    }
    return fields;
  }
  static std::string held_mark(const std::string& day, bool held) {
    return "name=\"held\" value=\"" + day + "\"" + (held ? " checked" : ">");
  }
  // Four Tuesdays at 15–17 from 1.12.2026 on, published.
  std::vector<domain::Event> tuesdays() {
    domain::EventDetails details = world.details("2026-12-01T15:00");
    details.maximum_attendee_capacity = 5;
    return world.weekly(details, 4).events;
  }
  static std::string address(const domain::Event& event) {
    return "/organiser/events/" + std::to_string(event.id.value);
  }
  static std::string address(domain::SeriesId series) { return "/organiser/series/" + std::to_string(series.value); }
  // The inputs of the edit form as it is shown, read back from the page.
  service::Fields form_of(const domain::Event& event) {
    const std::string page = organiser.get(address(event) + "/edit").text;
    const std::string mark = "name=\"based_on\" value=\"";
    const std::size_t at = page.find(mark) + mark.size();
    return {{"kind", "info_session"},
            {"text_language", "fi"},
            {"name.fi", "Työnhakuinfo"},
            {"text_language", "ar"},
            {"name.ar", "جلسة عن البحث عن عمل"},
            {"keywords", "job-seeking"},
            {"start_time.date", "2026-12-08"},
            {"start_time.clock", "15:00"},
            {"end_time.date", "2026-12-08"},
            {"end_time.clock", "17:00"},
            {"time_zone", "Europe/Helsinki"},
            {"location.name", "Monikulttuurikeskus Mimosa"},
            {"location.street_address", "Esimerkkikatu 1"},
            {"location.municipality", "Mikkeli"},
            {"in_language", "fi"},
            {"organisers", std::to_string(event.organisers.front().id.value)},
            {"maximum_attendee_capacity", "5"},
            {"asks", "name"},
            {"asks", "interpreter_language"},
            {"asks", "accessibility"},
            {"waiting_list", "automatic"},
            {"reminder_channel", "email"},
            {"reminder_amount", "2"},
            {"reminder_unit", "days"},
            {"reminder_channel", "sms"},
            {"reminder_amount", "1"},
            {"reminder_unit", "days"},
            {"reminder_channel", "sms"},
            {"reminder_amount", "2"},
            {"reminder_unit", "hours"},
            {"publication_status", "public"},
            {"based_on", page.substr(at, page.find('"', at) - at)},
            {"action", "save"}};
  }
  std::string local(domain::Instant instant) const {
    return domain::format_rfc3339(
               domain::Instant{world.zones.to_local(instant, domain::default_time_zone).time_since_epoch()})
        .substr(0, 16);
  }
  std::vector<std::string> starts(const std::vector<domain::Event>& dates) {
    std::vector<std::string> all;
    for (const domain::Event& date : dates) all.push_back(local(world.now(date).start_time));
    return all;
  }

  ConsoleWorld world;
  Browser organiser = world.sign_in(Role::organiser);
};

// Sundays, of which 6.12. is Independence Day and 27.12. and 3.1. are in Mikkeli's Christmas holiday.
const service::Fields sundays{{"start_time.date", "2026-11-29"},
                              {"repeat", "weekly"},
                              {"repeat_count", "4"},
                              {"repeat_without_public_holidays", "yes"},
                              {"repeat_without_school_holidays", "Mikkeli"}};

TEST_F(OrganiserSeries, dates_on_holidays_are_shown_unticked_with_the_reason_and_others_come_in_their_place) {
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

TEST_F(OrganiserSeries, the_holiday_is_named_in_the_readers_language) {
  const service::Fields form = ConsoleWorld::event_form(sundays);
  EXPECT_THAT(organiser.post("/organiser/events?lang=en", form).text, HasSubstr("Independence Day"));
  EXPECT_THAT(organiser.post("/organiser/events?lang=ar", form).text, HasSubstr("عيد الاستقلال"));
}

TEST_F(OrganiserSeries, where_school_holidays_are_not_known_any_more_it_is_told) {
  const Answer preview =
      organiser.post("/organiser/events", ConsoleWorld::event_form(with(sundays, {{"repeat_count", "8"}})));
  EXPECT_THAT(preview.text, HasSubstr("koulujen lomat tunnetaan keskiviikko 6. tammikuuta 2027 asti"));
  const Answer short_one =
      organiser.post("/organiser/events", ConsoleWorld::event_form(with(sundays, {{"repeat_count", "1"}})));
  EXPECT_THAT(short_one.text, Not(HasSubstr("tunnetaan")));
}

TEST_F(OrganiserSeries, a_date_that_was_left_out_is_held_when_it_is_ticked) {
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

TEST_F(OrganiserSeries, an_unknown_municipality_is_told_at_its_field) {
  const Answer answer = organiser.post(
      "/organiser/events", ConsoleWorld::event_form(with(sundays, {{"repeat_without_school_holidays", "Oulu"}})));
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.text, HasSubstr("href=\"#repeat_without_school_holidays\""));
}

TEST_F(OrganiserSeries, a_change_of_several_dates_is_shown_before_it_is_stored) {
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

TEST_F(OrganiserSeries, one_date_is_changed_alone_unless_somebody_says_otherwise) {
  const auto dates = tuesdays();
  EXPECT_THAT(organiser.get(address(dates[1]) + "/edit").text,
              HasSubstr("name=\"scope\" type=\"radio\" value=\"this\" checked"));
  const Answer saved =
      organiser.post(address(dates[1]) + "/edit", with(form_of(dates[1]), {{"start_time.clock", "14:00"}}));
  EXPECT_EQ(saved.status, 303);
  EXPECT_THAT(starts(dates),
              ElementsAre("2026-12-01T15:00", "2026-12-08T14:00", "2026-12-15T15:00", "2026-12-22T15:00"));
}

TEST_F(OrganiserSeries, what_somebody_else_changed_meanwhile_is_not_overwritten) {
  const auto dates = tuesdays();
  const auto form = with(form_of(dates[1]), {{"scope", "all"}, {"action", "save_series"}, {"location.name", "Sali"}});
  (void)domain::edit_event(*world.ports, world.admin, dates[1].id,
                           [](domain::EventDetails& details) { details.location.name = "Kirjasto"; });
  EXPECT_EQ(organiser.post(address(dates[1]) + "/edit", form).status, 409);
  EXPECT_EQ(world.now(dates[0]).location.name, "Monikulttuurikeskus Mimosa");
}

TEST_F(OrganiserSeries, an_event_of_its_own_is_not_asked_about_others) {
  const domain::Event alone = world.event("2026-12-01T15:00");
  EXPECT_THAT(organiser.get(address(alone) + "/edit").text, Not(HasSubstr("name=\"scope\"")));
  EXPECT_THAT(organiser.get(address(alone) + "/cancel").text, Not(HasSubstr("name=\"scope\"")));
}

TEST_F(OrganiserSeries, cancelling_says_for_each_choice_how_many_dates_and_who_hears_of_it) {
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

TEST_F(OrganiserSeries, the_series_page_lists_its_dates_and_publishes_drafts_at_once) {
  service::Fields form = ConsoleWorld::event_form(
      {{"repeat", "weekly"}, {"repeat_count", "2"}, {"action", "save_series"}, {"held", "2026-12-01"}});
  form.emplace_back("held", "2026-12-08");
  const Answer page = organiser.post_and_follow("/organiser/events", form);
  EXPECT_THAT(page.text, AllOf(HasSubstr("2 päivää"), HasSubstr("Julkaise kaikille 2 luonnosta")));
  const auto series = *world.events().front().super_event;
  organiser.post(address(series) + "/publish", {{"publication_status", "public"}});
  for (const auto& event : world.events()) {
    EXPECT_EQ(event.publication_status, domain::PublicationStatus::open_to_all);
  }
  EXPECT_THAT(organiser.get(address(series)).text, Not(HasSubstr("luonnosta")));
  EXPECT_THAT(organiser.get(address(world.events().front())).text, HasSubstr(address(series)));
}

TEST_F(OrganiserSeries, more_dates_continue_the_rhythm_and_are_shown_first) {
  const auto dates = tuesdays();
  const std::string more = address(*dates[0].super_event) + "/dates";
  const Answer question = organiser.get(more);
  EXPECT_THAT(question.text, HasSubstr("value=\"2026-12-29\""));
  EXPECT_THAT(question.text, HasSubstr("name=\"repeat\" type=\"radio\" value=\"weekly\" checked"));
  const service::Fields fields{{"repeat_start", "2026-12-29"},
                               {"repeat", "weekly"},
                               {"repeat_count", "2"},
                               {"repeat_without_school_holidays", "Mikkeli"}};
  const Answer preview = organiser.post(more, fields);
  EXPECT_THAT(preview.text, HasSubstr(held_mark("2026-12-29", false)));
  EXPECT_THAT(preview.text, HasSubstr(held_mark("2027-01-12", true)));
  service::Fields chosen = fields;
  chosen.emplace_back("action", "save_series");
  chosen.emplace_back("held", "2027-01-12");
  chosen.emplace_back("held", "2027-01-19");
  organiser.post(more, chosen);
  EXPECT_THAT(starts(world.events()), ElementsAre("2026-12-01T15:00", "2026-12-08T15:00", "2026-12-15T15:00",
                                                  "2026-12-22T15:00", "2027-01-12T15:00", "2027-01-19T15:00"));
  EXPECT_EQ(world.events().back().super_event, dates[0].super_event);
}

TEST_F(OrganiserSeries, a_season_is_copied_after_it_was_shown_and_holidays_are_flagged) {
  const auto dates = tuesdays();
  const std::string page = "/organiser/copy?copy_from=2026-08-01&copy_to=2026-12-31&copy_first=2027-07-31";
  const Answer preview = organiser.get(page);
  // 52 weeks later; nothing is stored by looking.
  EXPECT_THAT(preview.text, HasSubstr("30. marraskuuta 2027"));
  EXPECT_THAT(preview.text, HasSubstr("value=\"" + std::to_string(dates[0].id.value) + "\" checked"));
  EXPECT_THAT(world.events(), SizeIs(4));
  // The nearest Tuesday that does not come before the day.
  const Answer january = organiser.get("/organiser/copy?copy_from=2026-12-01&copy_to=2026-12-02&copy_first=2027-01-09");
  EXPECT_THAT(january.text, HasSubstr("datetime=\"2027-01-12\""));
  EXPECT_THAT(january.text, HasSubstr("value=\"" + std::to_string(dates[0].id.value) + "\" checked"));
  service::Fields form{{"copy_from", "2026-08-01"}, {"copy_to", "2026-12-31"}, {"copy_first", "2027-07-31"}};
  form.emplace_back("held", std::to_string(dates[0].id.value));
  form.emplace_back("held", std::to_string(dates[3].id.value));
  const Answer saved = organiser.post("/organiser/copy", form);
  EXPECT_EQ(saved.status, 303);
  const auto events = world.events();
  ASSERT_THAT(events, SizeIs(6));
  EXPECT_EQ(local(events[4].start_time), "2027-11-30T15:00");
  EXPECT_EQ(local(events[5].start_time), "2027-12-21T15:00");
  EXPECT_EQ(events[5].publication_status, domain::PublicationStatus::draft);
  EXPECT_EQ(organiser.post("/organiser/copy", {form[0], form[1], form[2]}).status, 400);
}

TEST_F(OrganiserSeries, a_copy_on_a_public_holiday_is_not_ticked) {
  const domain::Event event = world.event("2026-12-11T15:00");
  const Answer preview = organiser.get("/organiser/copy?copy_from=2026-12-11&copy_to=2026-12-11&copy_first=2026-12-25");
  EXPECT_THAT(preview.text, HasSubstr("value=\"" + std::to_string(event.id.value) + "\">"));
  EXPECT_THAT(preview.text, HasSubstr("joulupäivä"));
}

TEST_F(OrganiserSeries, no_copy_comes_before_the_day_that_was_given) {
  const auto dates = tuesdays();
  const std::string id = std::to_string(dates[0].super_event->value);
  // 14.1.2027 is a Thursday, nearest to Tuesday the 12th.
  const std::string series = organiser.get("/organiser/copy?series=" + id + "&copy_first=2027-01-14").text;
  EXPECT_THAT(series, AllOf(HasSubstr("datetime=\"2027-01-19\""), Not(HasSubstr("datetime=\"2027-01-12\""))));
  const std::string season =
      organiser.get("/organiser/copy?copy_from=2026-12-01&copy_to=2026-12-31&copy_first=2027-01-14").text;
  EXPECT_THAT(season, AllOf(HasSubstr("datetime=\"2027-01-19\""), Not(HasSubstr("datetime=\"2027-01-12\""))));
  // Where nothing is that early, the nearest week is kept.
  EXPECT_THAT(organiser.get("/organiser/copy?copy_from=2026-11-28&copy_to=2026-12-31&copy_first=2027-01-10").text,
              HasSubstr("datetime=\"2027-01-12\""));
}

TEST_F(OrganiserSeries, a_date_that_was_cancelled_or_is_there_already_is_shown_and_not_ticked_for_a_copy) {
  const auto dates = tuesdays();
  (void)domain::cancel_event(*world.ports, world.admin, dates[1].id, {{domain::LanguageTag("fi"), "Sairastapaus"}});
  const std::string address = "/organiser/copy?copy_from=2026-12-01&copy_to=2026-12-31&copy_first=2027-02-02";
  const auto box = [](const domain::Event& date, bool held) { return held_mark(std::to_string(date.id.value), held); };
  EXPECT_THAT(organiser.get(address).text,
              AllOf(HasSubstr(box(dates[0], true)), HasSubstr(box(dates[1], false)), HasSubstr("oli peruttu"),
                    HasSubstr(box(dates[2], true)), Not(HasSubstr("on jo ohjelmassa"))));
  EXPECT_EQ(organiser
                .post("/organiser/copy", {{"copy_from", "2026-12-01"},
                                          {"copy_to", "2026-12-31"},
                                          {"copy_first", "2027-02-02"},
                                          {"held", std::to_string(dates[0].id.value)}})
                .status,
            303);
  EXPECT_THAT(organiser.get(address).text,
              AllOf(HasSubstr(box(dates[0], false)), HasSubstr("on jo ohjelmassa"), HasSubstr(box(dates[2], true))));
}

TEST_F(OrganiserSeries, school_holidays_that_were_kept_free_are_so_in_a_copy_as_well) {
  // Of the Tuesdays from 1.9.2026 on the seventh, 13.10., comes into Mikkeli's autumn holiday.
  const domain::Event before = world.event("2026-09-01T15:00");
  const std::string address = "/organiser/copy?copy_from=2026-09-01&copy_to=2026-09-01&copy_first=2026-10-13";
  EXPECT_THAT(organiser.get(address).text,
              AllOf(HasSubstr(held_mark(std::to_string(before.id.value), false)), HasSubstr("Syysloma")));
  // Who was there in school holidays comes again.
  const domain::Event in_holiday = world.event("2026-10-14T15:00");
  EXPECT_THAT(organiser.get("/organiser/copy?copy_from=2026-10-14&copy_to=2026-10-14&copy_first=2026-12-23").text,
              AllOf(HasSubstr(held_mark(std::to_string(in_holiday.id.value), true)), HasSubstr("class=\"why\"")));
}

TEST_F(OrganiserSeries, where_nobody_has_told_the_school_holidays_the_form_says_so) {
  const domain::Event last = tuesdays().back();
  const auto page = [&](const std::vector<std::string>& municipalities) {
    const ui::Console console{{domain::LanguageTag("fi"), "/organiser/", "https://example.org", "Kutsu", {}, {}, {}},
                              world.admin,
                              "events",
                              {},
                              {},
                              0,
                              {}};
    return ui::more_dates_page(world.pages, console, {{}, *last.super_event, last, municipalities});
  };
  const std::string sentence = "Koulujen lomia ei ole annettu tälle palvelulle";
  EXPECT_THAT(page({}), AllOf(HasSubstr(sentence), Not(HasSubstr("repeat_without_school_holidays"))));
  EXPECT_THAT(page({"Mikkeli"}), AllOf(Not(HasSubstr(sentence)), HasSubstr("repeat_without_school_holidays")));
}

TEST_F(OrganiserSeries, a_series_is_copied_from_its_page) {
  const auto dates = tuesdays();
  const std::string id = std::to_string(dates[0].super_event->value);
  const Answer question = organiser.get("/organiser/copy?series=" + id);
  EXPECT_THAT(question.text, HasSubstr("value=\"2026-12-29\""));
  service::Fields form{{"series", id}, {"copy_first", "2027-01-12"}};
  for (const auto& date : dates) form.emplace_back("held", std::to_string(date.id.value));
  const Answer saved = organiser.post("/organiser/copy", form);
  EXPECT_THAT(saved.header("Location"), HasSubstr("/organiser/series/"));
  EXPECT_EQ(local(world.events().back().start_time), "2027-02-02T15:00");
}

TEST_F(OrganiserSeries, a_new_event_may_begin_as_an_earlier_one_of_the_own_organisation) {
  const auto dates = tuesdays();
  const std::string last = std::to_string(dates.back().id.value);
  const std::string form = organiser.get("/organiser/events/new").text;
  EXPECT_THAT(form, HasSubstr("<option value=\"" + last + "\">Työnhakuinfo</option>"));
  EXPECT_THAT(form, Not(HasSubstr("<option value=\"" + std::to_string(dates.front().id.value) + "\"")));
  EXPECT_THAT(organiser.get("/organiser/events/new?from=" + last).text, Not(HasSubstr("<option value=\"" + last)));
  EXPECT_THAT(world.sign_in(Role::organiser, "Mikseri").get("/organiser/events/new").text,
              Not(HasSubstr("name=\"from\"")));
}

TEST_F(OrganiserSeries, one_event_is_copied_into_a_new_form) {
  const domain::Event event = world.event("2026-12-01T15:00", 12);
  const Answer form = organiser.get("/organiser/events/new?from=" + std::to_string(event.id.value));
  EXPECT_THAT(form.text, AllOf(HasSubstr("value=\"2026-12-08\""), HasSubstr("value=\"12\""),
                               HasSubstr("name=\"publication_status\" type=\"radio\" value=\"draft\" checked")));
  EXPECT_THAT(form.text, HasSubstr("action=\"/organiser/events\""));
  EXPECT_EQ(world.sign_in(Role::organiser, "Mikseri")
                .get("/organiser/events/new?from=" + std::to_string(event.id.value))
                .status,
            403);
}

}  // namespace
