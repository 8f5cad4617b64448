#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/edit_event.hpp"
#include "tests/service/import_console.hpp"
#include "tests/service/import_samples.hpp"

namespace {

using domain::LanguageTag;
using fixtures::Answer;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// The preview of a file that comes in again, or in another language.
class OrganiserImportAgain : public fixtures::ImportConsole {
 protected:
  // What the page's button sends where nobody touched anything.
  Answer press(const std::string& address, const std::vector<std::string>& ticked, const std::string& seen) {
    service::Fields fields{{"use", "1"},       {"publication", "public"}, {"kind", "info_session"},
                           {"language", "fi"}, {"place", "Talo"},         {"from", "2026-11-23"},
                           {"seen", seen}};
    for (const auto& line : ticked) fields.emplace_back("take", line);
    return browser.post(address, fields);
  }
  static std::string calendar_of(const std::string& events) {
    return samples::replace_all(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nX-WR-CALNAME:Silta\n" + events + "END:VCALENDAR\n", "\n", "\r\n");
  }
  static std::string event(const std::string& uid, const std::string& more = {}) {
    return "BEGIN:VEVENT\nUID:" + uid +
           "\nDTSTAMP:20261101T000000Z\nDTSTART:20261201T150000Z\nDTEND:20261201T160000Z\n"
           "SUMMARY:" +
           uid + "\n" + more + "END:VEVENT\n";
  }
};

TEST_F(OrganiserImportAgain, the_language_of_texts_is_the_files_whatever_the_language_of_the_console) {
  const auto finnish = uploaded("Nimi;Päivämäärä;Paikka\nKahvila;1.12.2026 15–17;Talo\n");
  EXPECT_THAT(browser.get(finnish + "?lang=ar").text,
              AllOf(HasSubstr("dir=\"rtl\""), HasSubstr("name=\"language\" value=\"fi\"")));
  EXPECT_THAT(browser.get(finnish).text, HasSubstr("Nimien ja kuvausten kieli: suomi."));
  const auto own = uploaded("Otsikko;Otsikko (ar);Pvm;Alkaa;Päättyy;Paikka\nInfo;معلومات;1.12.2026;15.00;16.00;Talo\n");
  const Answer arabic = browser.get(own + "?lang=ar");
  EXPECT_EQ(arabic.status, 200) << "what was taken out here comes back in any console";
  EXPECT_THAT(arabic.text, HasSubstr("name=\"take\" value=\"2\" checked"));
  const auto english = uploaded("Title;Date;Venue\nCafé;1.12.2026 15–17;Talo\n");
  EXPECT_THAT(browser.get(english).text, HasSubstr("name=\"language\" value=\"en\""));
}

TEST_F(OrganiserImportAgain, columns_that_stay_out_are_named_above_the_rows) {
  const std::string text =
      browser.get(uploaded("Nimi;Päivämäärä;Paikka;Budjetti\nKahvila;1.12.2026 15–17;Talo;100\n")).text;
  EXPECT_THAT(text, HasSubstr("Tätä saraketta ei tuoda: Budjetti."));
}

TEST_F(OrganiserImportAgain, what_would_undo_the_work_of_somebody_here_is_not_ticked_and_comes_in_where_it_is) {
  ASSERT_EQ(press(uploaded(calendar_of(event("Kahvila"))), {"1"}, "1:created").status, 303);
  const auto first = world.only_event();
  (void)domain::edit_event(*world.ports, world.admin, first.id,
                           [](domain::EventDetails& details) { details.name[LanguageTag("fi")] = "Retki"; });
  const auto again = uploaded(calendar_of(event("Kahvila")));
  const std::string text = browser.get(again).text;
  EXPECT_THAT(text, AllOf(HasSubstr("name=\"take\" value=\"1\">"), HasSubstr("Muutettu täällä ma 23.11.: Nimi.")));
  ASSERT_EQ(press(again, {}, "1:updated").status, 303);
  EXPECT_EQ(world.only_event().name.at(LanguageTag("fi")), "Retki");
  (void)press(again, {"1"}, "1:updated");
  EXPECT_EQ(world.only_event().name.at(LanguageTag("fi")), "Retki") << "changed here after the row was shown";
  ASSERT_EQ(press(again, {"1"}, "1:updated:here").status, 303);
  EXPECT_EQ(world.only_event().name.at(LanguageTag("fi")), "Kahvila");
}

TEST_F(OrganiserImportAgain, what_comes_of_an_older_file_is_not_ticked_and_says_so) {
  ASSERT_EQ(
      press(uploaded(calendar_of(event("Kahvila", "SEQUENCE:2\nLOCATION:Kirjasto\n"))), {"1"}, "1:created").status,
      303);
  EXPECT_THAT(browser.get(uploaded(calendar_of(event("Kahvila", "SEQUENCE:1\nLOCATION:Talo\n")))).text,
              AllOf(HasSubstr("name=\"take\" value=\"1\">"), HasSubstr("Tiedosto on vanhempi")));
  EXPECT_THAT(browser.get(uploaded(calendar_of(event("Kahvila", "SEQUENCE:3\nLOCATION:Talo\n")))).text,
              AllOf(HasSubstr("name=\"take\" value=\"1\" checked"), Not(HasSubstr("Tiedosto on vanhempi"))));
}

TEST_F(OrganiserImportAgain, what_is_gone_or_cancelled_there_stands_first_with_who_is_registered) {
  ASSERT_EQ(press(uploaded(calendar_of(event("Kahvila") + event("Retki") + event("Kuoro"))), {"1", "2", "3"},
                  "1:created 2:created 3:created")
                .status,
            303);
  for (const auto& one : world.events())
    if (one.name.at(LanguageTag("fi")) == "Retki") (void)world.register_party(one, 2);
  const std::string text =
      browser.get(uploaded(calendar_of(event("Kahvila") + event("Retki", "STATUS:CANCELLED\n")))).text;
  const auto title = text.find("Päätä näistä itse"), cancelled = text.find("Peruttu tiedostossa. 2 on ilmoittautunut."),
             gone = text.find("Ei ole enää tiedostossa. Kukaan ei ole ilmoittautunut.");
  ASSERT_NE(title, std::string::npos);
  ASSERT_NE(cancelled, std::string::npos);
  ASSERT_NE(gone, std::string::npos);
  EXPECT_LT(title, cancelled);
  EXPECT_THAT(text.substr(gone), Not(HasSubstr("Peru tilaisuus täälläkin"))) << "said once";
}

TEST_F(OrganiserImportAgain, of_a_recurring_event_the_dates_that_are_not_by_its_rule_are_told) {
  const std::string text =
      browser
          .get(uploaded(
                   calendar_of(event("Kahvila", "RRULE:FREQ=WEEKLY;COUNT=5\nEXDATE:20261208T150000Z\n") +
                               "BEGIN:VEVENT\nUID:Kahvila\nRECURRENCE-ID:20261215T150000Z\nDTSTAMP:20261101T000000Z\n"
                               "DTSTART:20261216T150000Z\nDTEND:20261216T160000Z\nSUMMARY:Kahvila\nEND:VEVENT\n"
                               "BEGIN:VEVENT\nUID:Kahvila\nRECURRENCE-ID:20261222T150000Z\nDTSTAMP:20261101T000000Z\n"
                               "DTSTART:20261222T150000Z\nDTEND:20261222T160000Z\nSUMMARY:Kahvila\nSTATUS:"
                               "CANCELLED\nEND:VEVENT\n")) +
               "?use=1&place=Talo&language=fi&kind=info_session&publication=draft")
          .text;
  EXPECT_THAT(text, HasSubstr("Ei pidetä: \u2068ti 8.12.\u2069, \u2068ti 22.12.\u2069"));
  EXPECT_THAT(text, HasSubstr("Siirretty: \u2068ti 15.12. → ke 16.12. 17.00\u2069"));
  EXPECT_THAT(text, Not(HasSubstr("jätetään ennalleen")));
  EXPECT_THAT(text, HasSubstr("name=\"take\" value=\"1\" checked"));
}

}  // namespace
