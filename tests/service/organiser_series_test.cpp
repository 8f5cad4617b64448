#include <gmock/gmock.h>

#include "tests/service/series_in_console.hpp"

// The page of a series in the console, and more dates of it.
namespace {

using domain::Role;
using fixtures::Answer;
using fixtures::ConsoleWorld;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

using OrganiserSeries = fixtures::SeriesInConsole;

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

TEST_F(OrganiserSeries, registration_closes_as_long_before_each_date_or_at_once_for_all) {
  service::Fields form =
      with(ConsoleWorld::event_form({{"start_time.date", "2026-12-01"}, {"repeat", "weekly"}, {"repeat_count", "3"}}),
           {{"enrolment_end_time.date", "2026-11-26"}, {"enrolment_end_time.clock", "12:00"}});
  const std::string asked = organiser.post("/organiser/events", form).text;
  EXPECT_THAT(
      asked,
      HasSubstr(
          "ensimmäisellä torstai 26. marraskuuta 2026 klo 12.00, viimeisellä torstai 10. joulukuuta 2026 klo 12.00"));
  const auto closing_times = [&](const char* choice) {
    service::Fields fields = with(form, {{"action", "save_series"}, {"enrolment", choice}});
    for (const char* day : {"2026-12-01", "2026-12-08", "2026-12-15"}) fields.emplace_back("held", day);
    const std::string at = organiser.post("/organiser/events", fields).header("Location");
    const domain::SeriesId id{std::stoll(at.substr(at.find("series/") + 7))};
    std::vector<std::string> times;
    world.store->read([&](const domain::Snapshot& s) {
      for (const auto& event : s.events().of_series(id))
        times.push_back(domain::format_rfc3339(*event.enrolment_end_time));
    });
    return std::pair(times, at.substr(0, at.find('?')));
  };
  EXPECT_THAT(closing_times("each").first,
              ElementsAre("2026-11-26T10:00:00Z", "2026-12-03T10:00:00Z", "2026-12-10T10:00:00Z"));
  const auto [times, course] = closing_times("all");
  EXPECT_THAT(times, testing::Each("2026-11-26T10:00:00Z"));
  EXPECT_THAT(organiser.get(course).text, Not(HasSubstr("Eri kuin muilla päivillä")));
}

TEST_F(OrganiserSeries, the_page_tells_the_rhythm_who_comes_and_what_was_changed_by_hand) {
  const auto dates = tuesdays();
  (void)world.register_party(dates[1], 3);
  (void)domain::edit_event(*world.ports, world.admin, dates[2].id,
                           [](domain::EventDetails& details) { details.location.name = "Kirjasto"; });
  (void)domain::cancel_event(*world.ports, world.admin, dates[3].id, {{domain::LanguageTag("fi"), "Sairaus"}});
  world.clock.set(world.local("2026-12-02T12:00"));
  organiser = world.sign_in(Role::organiser);
  const std::string page = organiser.get(address(*dates[0].super_event)).text;
  EXPECT_THAT(page, AllOf(HasSubstr("Joka viikko: tiistai, 15.00–17.00"),
                          HasSubstr("tiistai 1. joulukuuta 2026 – tiistai 22. joulukuuta 2026"),
                          HasSubstr("4 päivää: 2 tulossa, 1 mennyt, 1 peruttu"), HasSubstr("suomi 3"),
                          HasSubstr("Eri kuin muilla päivillä: Paikka"), HasSubstr("Mennyt päivä (1)")));
  EXPECT_THAT(organiser.get(address(*dates[0].super_event) + "?lang=ar").text, HasSubstr("كل أسبوع"));
}

TEST_F(OrganiserSeries, the_page_leads_to_the_forms_with_their_scope_chosen) {
  const auto dates = tuesdays();
  const std::string page = organiser.get(address(*dates[0].super_event)).text;
  EXPECT_THAT(
      page, AllOf(HasSubstr(address(dates[0]) + "/edit?scope=all"), HasSubstr(address(dates[0]) + "/cancel?scope=all"),
                  HasSubstr(address(dates[2]) + "/edit?scope=following"),
                  HasSubstr(address(dates[2]) + "/cancel?scope=following"), HasSubstr("/materials?scope=all"),
                  HasSubstr("https://kutsu.example.org/fi/events/" + std::to_string(dates[0].id.value))));
  EXPECT_THAT(organiser.get(address(dates[2]) + "/edit?scope=following").text,
              HasSubstr("name=\"scope\" type=\"radio\" value=\"following\" checked"));
  EXPECT_THAT(organiser.get(address(dates[0]) + "/cancel?scope=all").text,
              HasSubstr("name=\"scope\" type=\"radio\" value=\"all\" checked"));
  EXPECT_THAT(organiser.get(address(dates[0]) + "/materials?scope=all").text,
              testing::ContainsRegex("name=\"whole_series\"[^>]*checked"));
}

TEST_F(OrganiserSeries, all_dates_are_changed_by_one_that_nobody_changed_by_hand) {
  const auto dates = tuesdays();
  (void)domain::edit_event(*world.ports, world.admin, dates[0].id,
                           [](domain::EventDetails& details) { details.location.name = "Kirjasto"; });
  EXPECT_THAT(organiser.get(address(*dates[0].super_event)).text, HasSubstr(address(dates[1]) + "/edit?scope=all"));
}

TEST_F(OrganiserSeries, who_may_only_look_is_offered_no_change) {
  const auto dates = tuesdays();
  EXPECT_THAT(world.sign_in(Role::viewer).get(address(*dates[0].super_event)).text,
              AllOf(HasSubstr("Joka viikko"), Not(HasSubstr("/edit")), Not(HasSubstr("/cancel")),
                    Not(HasSubstr("/dates\"")), Not(HasSubstr("/materials?scope"))));
}

TEST_F(OrganiserSeries, its_poster_names_the_later_dates_to_which_anybody_may_come) {
  const auto dates = tuesdays();
  (void)domain::cancel_event(*world.ports, world.admin, dates[2].id, {{domain::LanguageTag("fi"), "Sairaus"}});
  EXPECT_THAT(organiser.get(address(*dates[0].super_event)).text,
              HasSubstr(address(dates[0]) + "/poster?lang=fi&amp;dates=all"));
  EXPECT_THAT(organiser.get(address(dates[0]) + "/poster?lang=fi&dates=all").text,
              AllOf(HasSubstr("Seuraavat kerrat:"), HasSubstr("ti\u00A08.12."), HasSubstr("ti\u00A022.12."),
                    Not(HasSubstr("15.12."))));
  EXPECT_THAT(organiser.get(address(dates[0]) + "/poster?lang=fi").text, Not(HasSubstr("Seuraavat kerrat")));
}

TEST_F(OrganiserSeries, its_poster_and_its_public_address_are_of_public_dates_and_name_none_by_link_only) {
  const auto dates = tuesdays();
  const auto hide = [&](const domain::Event& date) {
    (void)domain::publish_event(*world.ports, world.admin, date.id, domain::PublicationStatus::unlisted);
  };
  hide(dates[0]);
  hide(dates[2]);
  const std::string page = organiser.get(address(*dates[0].super_event)).text;
  EXPECT_THAT(page, AllOf(HasSubstr("/fi/events/" + std::to_string(dates[1].id.value)),
                          Not(HasSubstr("/fi/events/" + std::to_string(dates[0].id.value))),
                          HasSubstr(address(dates[1]) + "/poster?lang=fi")));
  EXPECT_THAT(organiser.get(address(dates[1]) + "/poster?lang=fi&dates=all").text,
              AllOf(HasSubstr("ti\u00A022.12."), Not(HasSubstr("15.12."))));
  // Who has the link of one may read the others of it.
  EXPECT_THAT(organiser.get(address(dates[0]) + "/poster?lang=fi&dates=all").text,
              AllOf(HasSubstr("ti\u00A015.12."), HasSubstr("ti\u00A022.12.")));
}

TEST_F(OrganiserSeries, languages_of_who_comes_are_counted_for_its_own_organisation_alone) {
  domain::EventDetails details = world.details("2026-12-01T15:00");
  details.interpreted_languages = {domain::LanguageTag("so")};
  const auto dates = world.weekly(details, 2).events;
  domain::RegistrationRequest party = world.request(dates[0], 2);
  party.contact.language = domain::LanguageTag("ar");
  party.persons[0].interpreter_language = domain::LanguageTag("ti");
  (void)domain::register_participants(*world.ports, party);
  fixtures::Browser own = world.sign_in(Role::viewer), other = world.sign_in(Role::organiser, "Mikseri");
  for (const std::string& page : {address(*dates[0].super_event), address(dates[0])}) {
    EXPECT_THAT(own.get(page).text, AllOf(HasSubstr("arabia"), HasSubstr("tigrinja"), HasSubstr("somali"))) << page;
    const std::string seen = other.get(page).text;
    const std::string main = seen.substr(seen.find("<main"));
    EXPECT_THAT(main, AllOf(HasSubstr("somali"), Not(HasSubstr("tigrinja")))) << page;
    EXPECT_THAT(main, Not(HasSubstr("arabia 2"))) << page;
  }
  EXPECT_THAT(other.get(address(*dates[0].super_event)).text, Not(HasSubstr("arabia")));
}

}  // namespace
