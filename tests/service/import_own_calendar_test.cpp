#include <algorithm>

#include "calendar/icalendar.hpp"
#include "service/calendar_words.hpp"
#include "tests/service/importing.hpp"
#include "tests/service/shared_pages.hpp"

namespace {

using domain::LanguageTag;
using service::RowOutcome;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* site = "https://kutsu.example.org";

// What came of another's calendar, is taken out of here, and comes back; and what stands here under another UID.
class ImportOwnCalendar : public fixtures::Importing {
 protected:
  ImportOwnCalendar() {
    options.own_texts = service::calendar_texts(pages, site);
    options.defaults.publication = domain::PublicationStatus::open_to_all;
  }
  // As Kutsu's page gives it out, its lines in one piece.
  std::string file_of(const domain::Event& event, const char* language, const char* base_url = site) {
    const service::CalendarWords words(pages.reader(LanguageTag(language)), base_url);
    const calendar::Calendars calendars(world.zones);
    return samples::replace_all(calendars.event_file(world.now(event), words), "\r\n ", "");
  }
  static std::string weekly(const std::string& uid, const std::string& first, int times) {
    return "BEGIN:VEVENT\nUID:" + uid + "\nDTSTAMP:20261101T000000Z\nDTSTART;TZID=Europe/Helsinki:202612" + first +
           "T170000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=" + std::to_string(times) +
           "\nSUMMARY:Kuoro\nLOCATION:Talo\nEND:VEVENT\n";
  }

  const ui::Pages& pages = fixtures::shared_pages();
};

TEST_F(ImportOwnCalendar, what_came_of_another_calendar_and_was_given_out_here_comes_back_as_it_is) {
  (void)import(calendar_of(
      berlin("LOCATION:Talo\\, Katu 1\n") +
      berlin("LOCATION:https://meet.example.org/x\nDESCRIPTION:Tule\\, kun ehdit\nCATEGORIES:Asuminen\n", "b")));
  ASSERT_THAT(events(), SizeIs(2));
  for (const auto& event : events()) {
    for (const char* language : {"fi", "en", "ar"})
      EXPECT_EQ(import(file_of(event, language)).rows.at(0).outcome, RowOutcome::unchanged) << language;
    EXPECT_EQ(world.now(event).version, event.version);
  }
}

TEST_F(ImportOwnCalendar, what_was_written_into_it_outside_is_taken_without_the_lines_that_were_added_here) {
  (void)import(calendar_of(berlin("LOCATION:Talo\nDESCRIPTION:Tule\n")));
  const auto event = events().at(0);
  auto file = file_of(event, "fi");
  ASSERT_THAT(file, HasSubstr("DESCRIPTION:Tule\\n\\nJärjestäjät: Mimosa\\n\\nTiedot ja"));
  file.insert(file.find("\r\n", file.find("DESCRIPTION:")), "\\n\\nOta eväät");
  (void)world.organiser("Silta");
  edit(event, [](domain::EventDetails& details) { details.organisers.push_back({{}, "Silta"}); });
  (void)import(samples::replace_all(file, "DESCRIPTION:Tule", "DESCRIPTION:Tule mukaan"));
  EXPECT_EQ(world.now(event).short_description.at(LanguageTag("fi")), "Tule mukaan\n\nOta eväät");
}

TEST_F(ImportOwnCalendar, another_kutsus_file_is_read_as_any_other_calendar_in_every_language) {
  auto there = world.details("2026-12-01T15:00");
  for (const char* language : {"fi", "en", "ar"}) {
    options.defaults.language = LanguageTag(language);
    there.name = {{options.defaults.language, std::string("Toinen ") + language}};
    there.short_description = {{options.defaults.language, "Tule"}};
    const auto original = world.event(there);
    auto file = file_of(original, language, "https://toinen.example.org");
    file = samples::replace_all(file, original.uid, std::string("7@") + language);
    file = samples::replace_all(file, "SUMMARY:Toinen", "SUMMARY:Heidän");
    const auto first = import(file);
    ASSERT_EQ(first.rows.at(0).outcome, RowOutcome::created);
    const auto all = events();
    const auto event = *std::ranges::find(all, *first.rows[0].event, &domain::Event::id);
    const auto said = event.short_description.at(options.defaults.language);
    EXPECT_THAT(said, HasSubstr("https://toinen.example.org/"));
    EXPECT_EQ(import(file).rows.at(0).outcome, RowOutcome::unchanged) << language;
    (void)import(samples::replace_all(file, "DESCRIPTION:Tule", "DESCRIPTION:Tule mukaan"));
    EXPECT_EQ(world.now(event).short_description.at(options.defaults.language), "Tule mukaan" + said.substr(4));
    EXPECT_THAT(world.now(event).short_description, SizeIs(1));
    // Given out here, it is ours.
    for (const char* read_in : {"fi", "en", "ar"})
      EXPECT_EQ(import(file_of(event, read_in)).rows.at(0).outcome, RowOutcome::unchanged) << read_in;
    const auto ours = samples::replace_all(file_of(event, "fi"), "DESCRIPTION:Tule mukaan", "DESCRIPTION:Tervetuloa");
    (void)import(ours);
    EXPECT_EQ(world.now(event).short_description.at(options.defaults.language), "Tervetuloa" + said.substr(4));
  }
}

TEST_F(ImportOwnCalendar, what_came_in_is_known_by_its_address_where_a_program_gave_it_another_uid) {
  (void)import(calendar_of(berlin("LOCATION:Talo\nDESCRIPTION:Tule\n")));
  const auto event = events().at(0);
  auto file = samples::replace_all(file_of(event, "fi"), event.uid, "a@example.org");
  EXPECT_EQ(import(file).rows.at(0).outcome, RowOutcome::unchanged);
  (void)import(samples::replace_all(file, "DESCRIPTION:Tule", "DESCRIPTION:Tule mukaan"));
  EXPECT_EQ(world.now(event).short_description.at(LanguageTag("fi")), "Tule mukaan");
}

TEST_F(ImportOwnCalendar, a_description_written_anew_without_our_lines_is_taken_and_a_missing_one_changes_nothing) {
  (void)import(calendar_of(berlin("LOCATION:Talo\nDESCRIPTION:Tule\n")));
  const auto event = events().at(0);
  const auto file = file_of(event, "fi");
  const auto begins = file.find("DESCRIPTION:"), ends = file.find("\r\n", begins);
  EXPECT_EQ(import(std::string(file).replace(begins, ends - begins, "DESCRIPTION:")).rows.at(0).outcome,
            RowOutcome::unchanged);
  (void)import(std::string(file).replace(begins, ends - begins, "DESCRIPTION:Kaikki uusiksi"));
  EXPECT_EQ(world.now(event).short_description.at(LanguageTag("fi")), "Kaikki uusiksi");
}

TEST_F(ImportOwnCalendar, an_event_of_an_older_file_is_noted_as_such_until_a_newer_one_changes_it) {
  const auto at = [](const std::string& place, const std::string& more) {
    return calendar_of(berlin("LOCATION:" + place + "\n" + more), "Silta");
  };
  const auto notes = [&](const std::string& file) {
    std::vector<std::string> codes;
    const auto shown = preview(file);
    for (const auto& note : shown.rows.at(0).notes) codes.push_back(note.code);
    return codes;
  };
  (void)import(at("Talo", "SEQUENCE:2\nLAST-MODIFIED:20261110T000000Z\n"));
  EXPECT_THAT(notes(at("Kirjasto", "SEQUENCE:1\nLAST-MODIFIED:20261110T000000Z\n")),
              testing::ElementsAre("import_older"));
  EXPECT_THAT(notes(at("Kirjasto", "SEQUENCE:2\nLAST-MODIFIED:20261109T000000Z\n")),
              testing::ElementsAre("import_older"));
  EXPECT_THAT(notes(at("Kirjasto", "SEQUENCE:0\nLAST-MODIFIED:20261111T000000Z\n")), IsEmpty());
  EXPECT_THAT(notes(at("Talo", "SEQUENCE:1\n")), IsEmpty()) << "the same whenever it was written";
  (void)import(at("Kirjasto", "SEQUENCE:1\n"));
  EXPECT_THAT(notes(at("Sali", "SEQUENCE:1\n")), testing::ElementsAre("import_older"))
      << "than the newest that came in";
}

TEST_F(ImportOwnCalendar, the_rest_of_a_series_under_another_uid_is_here_already_and_nothing_of_it_is_gone) {
  (void)import(calendar_of(weekly("kuoro", "01", 4)));
  const auto before = events();
  ASSERT_THAT(before, SizeIs(4));
  const auto report = import(calendar_of(weekly("kuoro", "01", 2) + weekly("toinen", "15", 2)));
  ASSERT_THAT(report.rows, SizeIs(2));
  EXPECT_EQ(report.rows[0].outcome, RowOutcome::unchanged);
  EXPECT_THAT(report.rows[0].notes, IsEmpty());
  EXPECT_EQ(report.rows[1].outcome, RowOutcome::duplicate);
  EXPECT_EQ(report.rows[1].event, before.at(2).id);
  EXPECT_THAT(events(), SizeIs(4));
}

}  // namespace
