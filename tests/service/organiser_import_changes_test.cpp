#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/edit_event.hpp"
#include "tests/service/import_console.hpp"
#include "tests/service/import_samples.hpp"

namespace {

using fixtures::Answer;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

// What a file would change of what is there.
class OrganiserImportChanges : public fixtures::ImportConsole {};

TEST_F(OrganiserImportChanges, a_changed_row_shows_the_old_and_the_new_value_and_who_will_be_told) {
  const std::string file = "Tapahtuma;Milloin;Missä\nKahvila;1.12.2026 15–17;Mimosa\n";
  EXPECT_EQ(browser.post(uploaded(file), choices("2:created", {"2"})).status, 303);
  (void)domain::edit_event(*world.ports, world.admin, world.only_event().id, [](domain::EventDetails& details) {
    details.publication_status = domain::PublicationStatus::open_to_all;
  });
  const std::string elsewhere = "Tapahtuma;Milloin;Missä\nKahvila;1.12.2026 15–17;Kirjasto\n";
  const std::string nobody = browser.get(uploaded(elsewhere)).text;
  EXPECT_THAT(nobody, HasSubstr(">Mimosa</bdi></del>"));
  EXPECT_THAT(nobody, HasSubstr(">Kirjasto</bdi></ins>"));
  EXPECT_THAT(nobody, Not(HasSubstr("Viesti lähtee")));
  (void)world.register_party(world.only_event(), 2);
  const std::string told = browser.get(uploaded(elsewhere)).text;
  const auto first = told.find("<p class=\"why\">Viesti lähtee: 1 ilmoittautuminen, 2 henkilöä");
  ASSERT_NE(first, std::string::npos) << "at the row";
  EXPECT_THAT(told, HasSubstr("Viestit lähtevät vain merkityistä. Kunkin kohdalla lukee, kuka saa viestin."));
  EXPECT_THAT(told, HasSubstr("data-parties=\"1\" data-interpreters=\"0\"")) << "for the sum of what is ticked";
  EXPECT_THAT(told, HasSubstr(">Tuo merkityt<")) << "whatever is ticked later";
  EXPECT_EQ(world.only_event().location.name, "Mimosa");
}

TEST_F(OrganiserImportChanges, of_a_series_each_date_shows_its_old_and_new_values_and_what_is_the_same_is_said_once) {
  const std::string rule = ";viikoittain: ti;15.12.2026\n";
  const std::string head = "Tapahtuma;Pvm;Klo;Missä;Toistuu;Viimeinen kerta\n";
  const std::string address = uploaded(head + "Kahvila;1.12.2026;15–16;Mimosa" + rule);
  EXPECT_EQ(browser
                .post(address, {{"use", "1"},
                                {"c0", "title"},
                                {"c1", "date"},
                                {"c2", "starts"},
                                {"c3", "place"},
                                {"c4", "repeats"},
                                {"c5", "last_date"},
                                {"publication", "draft"},
                                {"kind", "info_session"},
                                {"language", "fi"},
                                {"seen", "2:created"},
                                {"take", "2"}})
                .status,
            303);
  ASSERT_THAT(world.events(), SizeIs(3));
  const std::string text = browser.get(uploaded(head + "Kahvila;1.12.2026;15–17;Kirjasto" + rule)).text;
  EXPECT_THAT(text, HasSubstr("Muuttuu: Päättyy, Paikka<"));
  EXPECT_THAT(text, HasSubstr(">Kirjasto</bdi></ins> <span class=\"quiet\">(3 päivää)</span>"));
  for (const char* date : {"1. joulukuuta", "8. joulukuuta", "15. joulukuuta"}) {
    EXPECT_NE(text.find("tiistai " + std::string(date)), std::string::npos) << date;
  }
}

TEST_F(OrganiserImportChanges, a_move_is_called_a_change_of_the_time_and_not_of_the_start_alone) {
  const std::string file = "Tapahtuma;Milloin;Missä\nKahvila;1.12.2026 15–17;Mimosa\n";
  EXPECT_EQ(browser.post(uploaded(file), choices("2:created", {"2"})).status, 303);
  EXPECT_THAT(browser.get(uploaded("Tapahtuma;Milloin;Missä\nKahvila;1.12.2026 16–18;Mimosa\n")).text,
              HasSubstr("Muuttuu: Aika<"));
  EXPECT_THAT(browser.get(uploaded("Tapahtuma;Milloin;Missä\nKahvila;1.12.2026 15–18;Mimosa\n")).text,
              HasSubstr("Muuttuu: Päättyy<"));
}

TEST_F(OrganiserImportChanges, a_long_text_is_shown_around_where_it_differs_first) {
  const auto file = [](const std::string& end) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a@example.org\r\n"
           "DTSTAMP:20261101T000000Z\r\nDTSTART:20261201T150000Z\r\nSUMMARY:Kahvila\r\nLOCATION:Talo\r\n"
           "DESCRIPTION:" +
           samples::repeat("Tästä on pitkä kertomus. ", 20) + "Tavataan " + end +
           ".\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
  };
  const service::Fields all{{"use", "1"},       {"publication", "draft"}, {"kind", "info_session"},
                            {"language", "fi"}, {"from", "2026-11-23"},   {"seen", "1:created"},
                            {"take", "1"}};
  ASSERT_EQ(browser.post(uploaded(file("torilla")), all).status, 303);
  const std::string text = browser.get(uploaded(file("asemalla"))).text;
  EXPECT_THAT(text, HasSubstr("Tavataan torilla.</bdi></del>"));
  EXPECT_THAT(text, HasSubstr("Tavataan asemalla.</bdi></ins>"));
  EXPECT_THAT(text, HasSubstr(">…"));
}

TEST_F(OrganiserImportChanges, a_series_says_which_of_its_dates_are_at_other_times_of_day) {
  const std::string text =
      browser
          .get(uploaded("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a@example.org\r\n"
                        "DTSTAMP:20261101T000000Z\r\nDTSTART:20270316T150000Z\r\nDTEND:20270316T160000Z\r\n"
                        "RRULE:FREQ=WEEKLY;COUNT=4\r\nSUMMARY:Kahvila\r\nLOCATION:Talo\r\nEND:VEVENT\r\n"
                        "END:VCALENDAR\r\n"))
          .text;
  EXPECT_THAT(text, HasSubstr("17.00–18.00"));
  EXPECT_THAT(text, HasSubstr("4 kertaa, joista 2 kertaa klo \u206818.00–19.00\u2069")) << "the clock changed on 28.3.";
}

TEST_F(OrganiserImportChanges, a_preview_for_programs_has_old_and_new_values_and_who_would_be_told) {
  const auto token = world.token();
  const fixtures::Headers csv{{"Content-Type", "text/csv"}};
  const std::string head = "Tapahtuma;Milloin;Missä\n";
  (void)world.call_as(token, "POST", "/api/v1/imports?publication_status=public",
                      head + "Kahvila;1.12.2026 15–17;Mimosa\n", csv);
  (void)world.register_party(world.only_event(), 2);
  const Answer preview =
      world.call_as(token, "POST", "/api/v1/imports?preview=1", head + "Kahvila;1.12.2026 16–18;Kirjasto\n", csv);
  EXPECT_EQ(preview.at("data[0].outcome"), "updated") << preview.text;
  EXPECT_EQ(preview.at("data[0].told.parties"), "1");
  EXPECT_EQ(preview.at("data[0].told.persons"), "2");
  EXPECT_EQ(preview.number("data[0].changes[0].event"), world.only_event().id.value);
  EXPECT_EQ(preview.at("data[0].changes[0].start_time"), "2026-12-01T14:00:00Z");
  EXPECT_EQ(preview.at("data[0].changes[0].fields[0].field"), "start_time");
  EXPECT_EQ(preview.at("data[0].changes[0].fields[0].before"), "2026-12-01T13:00:00Z");
  EXPECT_EQ(preview.at("data[0].changes[0].fields[0].after"), "2026-12-01T14:00:00Z");
  EXPECT_EQ(preview.at("data[0].changes[0].fields[1].field"), "end_time");
  EXPECT_EQ(preview.at("data[0].changes[0].fields[2].before.name"), "Mimosa");
  EXPECT_EQ(preview.at("data[0].changes[0].fields[2].after.name"), "Kirjasto");
  EXPECT_EQ(world.only_event().location.name, "Mimosa");
}

}  // namespace
