#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/edit_event.hpp"
#include "tests/service/console_world.hpp"

namespace {

using domain::LanguageTag;
using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;
using testing::HasSubstr;
using testing::Not;

class OrganiserEventForm : public testing::Test {
 protected:
  Answer create(const service::Fields& changes) {
    return browser.post("/organiser/events", ConsoleWorld::event_form(changes));
  }
  // The stored event as its form shows it, as a browser would send it back.
  service::Fields stored_form(const std::string& address, const service::Fields& changes) {
    const std::string page = browser.get(address + "/edit").text;
    const std::string mark = "name=\"based_on\" value=\"";
    const std::size_t at = page.find(mark) + mark.size();
    service::Fields form = ConsoleWorld::event_form(changes);
    form.emplace_back("organisers", std::to_string(world.only_event().organisers.front().id.value));
    form.emplace_back("based_on", page.substr(at, page.find('"', at) - at));
    return form;
  }
  std::string address() { return "/organiser/events/" + std::to_string(world.only_event().id.value); }

  ConsoleWorld world;
  Browser browser = world.sign_in(domain::Role::organiser);
};

TEST_F(OrganiserEventForm, what_is_filled_in_is_what_is_stored) {
  const Answer answer = create({{"enrolment_end_time.date", "30.11.2026"}, {"childcare_capacity", "3"}});
  ASSERT_EQ(answer.status, 303) << answer.text;
  const domain::Event event = world.only_event();
  EXPECT_EQ(answer.header("Location"), "/organiser/events/" + std::to_string(event.id.value) + "?done=saved");
  EXPECT_EQ(event.name.at(LanguageTag("ar")), "لقاء عن العمل");
  EXPECT_EQ(event.short_description.size(), 1U) << "a text left empty is no text";
  EXPECT_EQ(event.start_time, world.local("2026-12-01T15:00"));
  EXPECT_EQ(event.end_time, world.local("2026-12-01T17:00"));
  EXPECT_EQ(*event.enrolment_end_time, world.local("2026-11-30T23:59"));
  EXPECT_EQ(event.interpreted_languages, std::vector{LanguageTag("ar")});
  EXPECT_EQ(event.childcare_capacity, 3);
  EXPECT_EQ(event.organisers.front().name, "Mimosa");
  EXPECT_EQ(event.reminders, (std::vector<domain::ReminderRule>{{domain::Channel::sms, std::chrono::hours{2}}}));
  EXPECT_EQ(event.publication_status, domain::PublicationStatus::draft);
}

TEST_F(OrganiserEventForm, what_is_wrong_is_told_with_a_link_to_its_field_and_everything_typed_stays) {
  const Answer answer = create({{"name.fi", "\"Lainaus\" & <b>"},
                                {"end_time.clock", "14:00"},
                                {"maximum_attendee_capacity", "monta"},
                                {"location.name", ""}});
  EXPECT_EQ(answer.status, 400);
  for (const char* link :
       {"href=\"#end_time-clock\"", "href=\"#maximum_attendee_capacity\"", "href=\"#location-name\""}) {
    EXPECT_THAT(answer.text, HasSubstr(link));
  }
  EXPECT_THAT(answer.text, HasSubstr("value=\"&quot;Lainaus&quot; &amp; &lt;b&gt;\""));
  EXPECT_THAT(answer.text, HasSubstr("value=\"monta\""));
  EXPECT_THAT(answer.text, HasSubstr("value=\"لقاء عن العمل\""));
  EXPECT_TRUE(world.events().empty());
}

TEST_F(OrganiserEventForm, each_missing_part_of_a_time_is_told_once_where_it_is_filled_in) {
  const std::string page = create({{"start_time.date", ""}, {"start_time.clock", ""}, {"end_time.clock", ""}}).text;
  for (const char* link : {"href=\"#start_time-date\"", "href=\"#start_time-clock\"", "href=\"#end_time-clock\""}) {
    const std::size_t first = page.find(link);
    EXPECT_NE(first, std::string::npos) << link;
    EXPECT_EQ(page.find(link, first + 1), std::string::npos) << link;
  }
  EXPECT_THAT(page, Not(HasSubstr("href=\"#end_time-date\""))) << "the end's date may be left empty";
}

TEST_F(OrganiserEventForm, an_hour_that_the_clock_change_skips_is_a_mistake_of_its_field) {
  const Answer answer = create({{"start_time.date", "2027-03-28"}, {"start_time.clock", "3.30"}});
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.text, HasSubstr("href=\"#start_time-date\""));
  EXPECT_THAT(answer.text, Not(HasSubstr("href=\"#end_time-date\""))) << "nothing is wrong with the end";
  EXPECT_THAT(answer.text, HasSubstr(world.pages.reader(LanguageTag("fi")).text("error.skipped_hour")));
}

TEST_F(OrganiserEventForm, an_hour_that_comes_twice_is_its_first_time) {
  ASSERT_EQ(
      create({{"start_time.date", "2027-10-31"}, {"start_time.clock", "3:30"}, {"end_time.clock", "5:00"}}).status,
      303);
  EXPECT_EQ(domain::format_rfc3339(world.only_event().start_time), "2027-10-31T00:30:00Z");
}

TEST_F(OrganiserEventForm, mistakes_are_told_in_the_readers_language) {
  const Answer answer = browser.post("/organiser/events", ConsoleWorld::event_form({{"end_time.clock", "25:00"}}),
                                     {{"Accept-Language", "ar"}});
  EXPECT_THAT(answer.text, HasSubstr("dir=\"rtl\""));
  EXPECT_THAT(answer.text, HasSubstr(world.pages.reader(LanguageTag("ar")).text("error.time_of_day")));
}

TEST_F(OrganiserEventForm, another_language_is_added_without_losing_what_was_typed) {
  const Answer answer =
      create({{"action", "add_language"}, {"add_language", "so"}, {"short_description.fi", "Kesken"}});
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.text, HasSubstr("name=\"name.so\""));
  EXPECT_THAT(answer.text, HasSubstr("Kesken"));
  EXPECT_TRUE(world.events().empty());
}

TEST_F(OrganiserEventForm, a_foreign_organisation_alone_cannot_be_given_an_event) {
  const auto other = world.organiser("Mikseri").organisation;
  const Answer answer = create({{"organisers", std::to_string(other->value)}});
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.text, HasSubstr("href=\"#organisers\""));
}

TEST_F(OrganiserEventForm, saving_the_form_as_it_is_changes_nothing) {
  create({});
  const domain::Event before = world.only_event();
  EXPECT_EQ(browser.post(address() + "/edit", stored_form(address(), {})).status, 303);
  EXPECT_EQ(world.only_event().sequence, before.sequence);
}

TEST_F(OrganiserEventForm, a_registration_in_between_does_not_hold_up_a_change) {
  create({{"publication_status", "public"}});
  const service::Fields form = stored_form(address(), {{"name.fi", "Uusi nimi"}, {"publication_status", "public"}});
  world.register_party(world.only_event());
  EXPECT_EQ(browser.post(address() + "/edit", form).status, 303);
  EXPECT_EQ(world.only_event().name.at(LanguageTag("fi")), "Uusi nimi");
}

TEST_F(OrganiserEventForm, another_time_for_those_who_registered_is_stored_once_its_consequences_are_seen) {
  create({{"publication_status", "public"}});
  world.register_party(world.only_event());
  const domain::Instant before = world.only_event().start_time;
  service::Fields form = stored_form(address(), {{"publication_status", "public"}, {"start_time.clock", "14:00"}});
  const Answer shown = browser.post(address() + "/edit", form);
  EXPECT_EQ(shown.status, 200);
  EXPECT_THAT(shown.text, HasSubstr("Tallenna ja lähetä viestit"));
  EXPECT_THAT(shown.text, HasSubstr("1 ilmoittautuminen, 1 henkilö"));
  EXPECT_EQ(world.only_event().start_time, before);
  for (auto& [name, value] : form) {
    if (name == "action") value = "save_series";
  }
  EXPECT_EQ(browser.post(address() + "/edit", form).status, 303);
  EXPECT_NE(world.only_event().start_time, before);
}

TEST_F(OrganiserEventForm, a_change_in_between_is_told_and_only_then_overwritten) {
  create({});
  service::Fields form = stored_form(address(), {{"name.fi", "Minun nimeni"}});
  (void)domain::edit_event(*world.ports, world.admin, world.only_event().id,
                           [](domain::EventDetails& details) { details.name[LanguageTag("fi")] = "Toisen nimi"; });
  const Answer told = browser.post(address() + "/edit", form);
  EXPECT_EQ(told.status, 409);
  EXPECT_THAT(told.text, HasSubstr("Minun nimeni"));
  EXPECT_EQ(world.only_event().name.at(LanguageTag("fi")), "Toisen nimi");
  for (auto& [name, value] : form) {
    const std::string mark = "name=\"based_on\" value=\"";
    const std::size_t at = told.text.find(mark) + mark.size();
    if (name == "based_on") value = told.text.substr(at, told.text.find('"', at) - at);
  }
  EXPECT_EQ(browser.post(address() + "/edit", form).status, 303);
  EXPECT_EQ(world.only_event().name.at(LanguageTag("fi")), "Minun nimeni");
}

const service::Fields mondays{{"start_time.date", "2026-12-07"},
                              {"repeat", "weekly"},
                              {"repeat_until", "2027-01-04"},
                              {"repeat_exceptions", "21.12.2026, 28.12.2026"}};

service::Fields with(service::Fields fields, const service::Fields& more) {
  fields.insert(fields.end(), more.begin(), more.end());
  return fields;
}

TEST_F(OrganiserEventForm, a_series_shows_its_dates_before_anything_is_stored) {
  const Answer answer = create(mondays);
  EXPECT_EQ(answer.status, 200);
  for (const char* date : {"2026-12-07", "2026-12-14", "2027-01-04"}) {
    EXPECT_THAT(answer.text, HasSubstr("name=\"held\" value=\"" + std::string(date) + "\""));
  }
  EXPECT_TRUE(world.events().empty());
}

TEST_F(OrganiserEventForm, the_days_that_somebody_excepted_are_shown_unticked_and_may_be_ticked_after_all) {
  const Answer answer = create(mondays);
  EXPECT_THAT(answer.text, HasSubstr("name=\"held\" value=\"2026-12-21\">"));
  EXPECT_THAT(answer.text, HasSubstr("jätit päivän itse pois"));
  service::Fields form = ConsoleWorld::event_form(with(mondays, {{"action", "save_series"}}));
  form.emplace_back("held", "2026-12-21");
  ASSERT_EQ(browser.post("/organiser/events", form).status, 303);
  EXPECT_EQ(world.only_event().start_time, world.local("2026-12-21T15:00"));
}

TEST_F(OrganiserEventForm, days_that_somebody_excepted_are_made_up_for_at_the_end) {
  const Answer answer = create({{"start_time.date", "2026-12-07"},
                                {"repeat", "weekly"},
                                {"repeat_count", "3"},
                                {"repeat_exceptions", "14.12."}});
  EXPECT_THAT(answer.text, HasSubstr("3 kertaa"));
  EXPECT_THAT(answer.text, HasSubstr("value=\"2026-12-14\">"));
  EXPECT_THAT(answer.text, HasSubstr("value=\"2026-12-28\" checked"));
}

TEST_F(OrganiserEventForm, a_series_typed_to_begin_on_another_weekday_begins_on_the_next_right_one_and_says_so) {
  const service::Fields tuesdays{
      {"start_time.date", "2026-12-07"}, {"repeat", "weekly"}, {"repeat_weekdays", "TU"}, {"repeat_count", "2"}};
  const Answer answer = create(tuesdays);
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.text, HasSubstr("Ensimmäinen kerta on tiistai 8. joulukuuta 2026"));
  service::Fields form = ConsoleWorld::event_form(with(tuesdays, {{"action", "save_series"}}));
  for (const char* day : {"2026-12-08", "2026-12-15"}) form.emplace_back("held", day);
  ASSERT_EQ(browser.post("/organiser/events", form).status, 303);
  EXPECT_EQ(world.events().front().start_time, world.local("2026-12-08T15:00"));
}

TEST_F(OrganiserEventForm, the_day_among_the_exceptions_that_cannot_be_read_is_named) {
  const Answer answer =
      create({{"repeat", "weekly"}, {"repeat_count", "3"}, {"repeat_exceptions", "18.2.2027, 23.2., 31.2.2027"}});
  EXPECT_THAT(answer.text, HasSubstr("Näitä ei voi lukea: 31.2.2027."));
}

TEST_F(OrganiserEventForm, a_series_is_stored_on_the_dates_that_stayed_ticked) {
  service::Fields form = ConsoleWorld::event_form(with(mondays, {{"action", "save_series"}}));
  form.emplace_back("held", "2026-12-07");
  form.emplace_back("held", "2027-01-04");
  ASSERT_EQ(browser.post("/organiser/events", form).status, 303);
  const auto events = world.events();
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[1].start_time, world.local("2027-01-04T15:00"));
  std::optional<domain::Series> series;
  world.store->read([&](const domain::Snapshot& snapshot) { series = snapshot.events().find(*events[0].super_event); });
  EXPECT_EQ(series->recurrence, "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270104T215959Z");
  EXPECT_EQ(series->exceptions.size(), 3U);
}

TEST_F(OrganiserEventForm, a_date_on_which_the_clock_change_skips_the_hour_is_left_out_and_told) {
  const Answer answer = create({{"start_time.date", "2027-03-21"},
                                {"start_time.clock", "03:30"},
                                {"end_time.clock", "05:00"},
                                {"repeat", "weekly"},
                                {"repeat_count", "3"}});
  EXPECT_THAT(answer.text, Not(HasSubstr("name=\"held\" value=\"2027-03-28\"")));
  EXPECT_THAT(answer.text, HasSubstr("Kellojen siirto ohittaa tämän kellonajan"));
}

TEST_F(OrganiserEventForm, a_repeat_that_says_too_little_or_too_much_is_told_at_its_field) {
  EXPECT_THAT(create({{"repeat", "weekly"}}).text, HasSubstr("href=\"#repeat_until\""));
  EXPECT_THAT(create({{"repeat", "monthly"}, {"start_time.date", "2026-12-29"}, {"repeat_count", "3"}}).text,
              HasSubstr("href=\"#repeat\""));
  EXPECT_THAT(create({{"repeat", "weekly"}, {"repeat_count", "3"}, {"repeat_exceptions", "31.2.2027"}}).text,
              HasSubstr("href=\"#repeat_exceptions\""));
}

TEST_F(OrganiserEventForm, the_end_has_a_date_of_its_own_only_where_it_is_on_another_day) {
  ASSERT_EQ(create({}).status, 303);
  const std::string id = std::to_string(world.only_event().id.value);
  const std::string end = "<input id=\"end_time-date\" name=\"end_time.date\" type=\"date\" value=\"";
  EXPECT_THAT(browser.get("/organiser/events/new?from=" + id).text, HasSubstr(end + "\""));
  EXPECT_THAT(browser.get(address() + "/edit").text, HasSubstr(end + "\""));
  (void)domain::edit_event(*world.ports, world.admin, world.only_event().id,
                           [&](domain::EventDetails& details) { details.end_time = world.local("2026-12-02T12:00"); });
  EXPECT_THAT(browser.get(address() + "/edit").text, HasSubstr(end + "2026-12-02\""));
}

TEST_F(OrganiserEventForm, an_event_of_more_than_a_day_is_asked_about_once) {
  const service::Fields long_one{{"end_time.date", "2026-12-04"}};
  const Answer asked = create(long_one);
  EXPECT_EQ(asked.status, 400);
  EXPECT_THAT(asked.text, HasSubstr("kestäisi yli vuorokauden"));
  EXPECT_TRUE(world.events().empty());
  const std::string mark = "name=\"length_seen\" value=\"";
  const std::size_t at = asked.text.find(mark);
  ASSERT_NE(at, std::string::npos);
  const std::string seen =
      asked.text.substr(at + mark.size(), asked.text.find('"', at + mark.size()) - at - mark.size());
  EXPECT_EQ(create(with(long_one, {{"length_seen", "7200"}})).status, 400) << "another length was asked about";
  EXPECT_EQ(create(with(long_one, {{"length_seen", seen}})).status, 303);
  EXPECT_EQ(world.only_event().end_time, world.local("2026-12-04T17:00"));
}

TEST_F(OrganiserEventForm, a_new_event_is_in_the_municipality_of_the_organisation_or_of_its_newest_event) {
  const auto asked = [&] { return browser.get("/organiser/events/new").text; };
  ASSERT_EQ(create({{"location.municipality", "Savonlinna"}}).status, 303);
  const domain::OrganisationId own = world.only_event().organisers.front().id;
  const auto move_to = [&](const std::string& municipality) {
    world.store->write([&](domain::Transaction& tx) {
      domain::Organisation mimosa = tx.organisations().find(own).value();
      mimosa.municipality = municipality;
      tx.organisations().update(mimosa);
    });
  };
  move_to("");
  EXPECT_THAT(asked(), HasSubstr("value=\"Savonlinna\""));
  move_to("Juva");
  EXPECT_THAT(asked(), HasSubstr("value=\"Juva\""));
}

TEST_F(OrganiserEventForm, going_back_from_the_dates_keeps_the_form) {
  const Answer answer = create(with(mondays, {{"action", "back"}}));
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.text, HasSubstr("21.12.2026, 28.12.2026"));
}

}  // namespace
