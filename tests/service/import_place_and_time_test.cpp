#include "tests/service/importing.hpp"

namespace {

using service::RowOutcome;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class ImportPlaceAndTime : public fixtures::Importing {
 protected:
  domain::Event brought_in(const std::string& more) {
    (void)import(calendar_of(berlin(more)));
    EXPECT_THAT(events(), SizeIs(1));
    return events().at(0);
  }
};

TEST_F(ImportPlaceAndTime, an_event_of_another_zone_is_kept_at_its_moment_in_the_zone_of_those_who_read_it) {
  const auto event = brought_in("LOCATION:Mimosa\n");
  EXPECT_EQ(event.start_time, world.local("2026-12-01T11:00"));
  EXPECT_EQ(event.time_zone, domain::default_time_zone);
  EXPECT_EQ(import(calendar_of(berlin("LOCATION:Mimosa\n"))).count(RowOutcome::unchanged), 1U);
}

TEST_F(ImportPlaceAndTime, an_event_that_came_in_with_its_own_zone_before_gets_the_usual_one_and_stays_when_it_is) {
  const auto event = brought_in("LOCATION:Mimosa\n");
  edit(event, [](domain::EventDetails& details) { details.time_zone = "Europe/Berlin"; });
  (void)import(calendar_of(berlin("LOCATION:Mimosa\n")));
  EXPECT_EQ(world.now(event).time_zone, domain::default_time_zone);
  EXPECT_EQ(world.now(event).start_time, event.start_time);
}

TEST_F(ImportPlaceAndTime, a_series_follows_the_clock_of_its_own_zone) {
  (void)import(
      calendar_of("BEGIN:VEVENT\nUID:s@example.org\nDTSTAMP:20261101T000000Z\n"
                  "DTSTART;TZID=America/New_York:20270308T080000\nDTEND;TZID=America/New_York:20270308T090000\n"
                  "RRULE:FREQ=WEEKLY;COUNT=3\nSUMMARY:Etätapaaminen\nLOCATION:Mimosa\nEND:VEVENT\n"));
  std::vector<domain::Instant> starts;
  for (const auto& event : events()) starts.push_back(event.start_time);
  // The clock changes there on 14 March, and here on the 28th.
  EXPECT_THAT(starts, ElementsAre(world.local("2027-03-08T15:00"), world.local("2027-03-15T14:00"),
                                  world.local("2027-03-22T14:00")));
}

TEST_F(ImportPlaceAndTime, the_town_is_the_one_that_the_address_names_and_else_the_one_chosen_for_all) {
  options.defaults.municipality = "Tornio";
  (void)import(calendar_of(berlin("LOCATION:Mikseri\\, Lapintie 11-13\\, 94100 Kemi\\, Suomi\n") +
                           berlin("LOCATION:Kirjasto\\, Katu 1\n", "b@example.org") +
                           berlin("LOCATION:https://example.org/meet\n", "c@example.org")));
  std::vector<std::string> towns;
  for (const auto& event : events()) towns.push_back(event.location.name + ":" + event.location.municipality);
  EXPECT_THAT(towns, testing::UnorderedElementsAre("Mikseri:Kemi", "Kirjasto:Tornio", ":"));
}

TEST_F(ImportPlaceAndTime, a_place_that_is_nothing_but_a_town_is_in_that_town) {
  options.defaults.municipality = "Mikkeli";
  (void)import(calendar_of(berlin("LOCATION:Oulu\n") + berlin("LOCATION:Hailuoto\n", "b@example.org")));
  (void)import(samples::one_row({{"Järjestäjät", "Mimosa"}, {"Paikka", "Kuopio"}, {"Osoite", ""}, {"Kunta", ""}}));
  std::vector<std::string> towns;
  for (const auto& event : events()) towns.push_back(event.location.municipality);
  EXPECT_THAT(towns, testing::UnorderedElementsAre("Oulu", "Hailuoto", "Kuopio"));
}

TEST_F(ImportPlaceAndTime, a_row_gets_its_town_and_is_still_known_again) {
  const auto row =
      samples::one_row({{"Järjestäjät", "Mimosa"}, {"Osoite", "Lapintie 11-13, 94100 Kemi"}, {"Kunta", ""}});
  ASSERT_EQ(import(row).count(RowOutcome::created), 1U);
  EXPECT_EQ(events().at(0).location.municipality, "Kemi");
  EXPECT_EQ(import(row).count(RowOutcome::unchanged), 1U);
}

TEST_F(ImportPlaceAndTime, a_meeting_on_teams_is_an_online_place_and_how_to_dial_in_is_no_description) {
  const std::string line(80, '_');
  const auto event = brought_in(
      "LOCATION:Microsoft Teams -kokous\nX-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/1\n"
      "DESCRIPTION:Tervetuloa!\\n" +
      line + "\\nMicrosoft Teams-kokous\\nSoita +358 9 000\\n" + line + "\\n\n");
  EXPECT_EQ(event.location.online_url, "https://teams.microsoft.com/l/1");
  EXPECT_THAT(event.location.name, IsEmpty());
  EXPECT_EQ(event.short_description.at(domain::LanguageTag("fi")), "Tervetuloa!");
}

TEST_F(ImportPlaceAndTime, an_organisation_is_put_beside_the_others_where_that_was_chosen) {
  for (const char* name : {"Kaupunki", "Silta"}) (void)world.organiser(name);
  const auto row = samples::one_row({{"Järjestäjät", "Kaupunki; Silta"}});
  ASSERT_EQ(import(row).count(RowOutcome::refused), 1U);
  options.defaults.own_organisation = true;
  options.defaults.own_beside = true;
  ASSERT_EQ(import(row).count(RowOutcome::created), 1U);
  std::vector<std::string> names;
  const auto event = events().at(0);
  for (const auto& organiser : event.organisers) names.push_back(organiser.name);
  EXPECT_THAT(names, ElementsAre("Kaupunki", "Silta", "Mimosa"));
  EXPECT_EQ(import(row).count(RowOutcome::unchanged), 1U);
}

}  // namespace
