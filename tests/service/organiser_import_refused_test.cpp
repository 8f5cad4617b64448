#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/service/import_console.hpp"

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// What cannot be taken of a file, or not at all.
class OrganiserImportRefused : public fixtures::ImportConsole {};

TEST_F(OrganiserImportRefused, an_empty_file_and_a_web_page_are_called_by_name) {
  EXPECT_THAT(upload(browser, "").text, AllOf(HasSubstr("Tiedosto on tyhjä."), Not(HasSubstr("Tämä tieto tarvitaan"))));
  for (const char* page :
       {"<!DOCTYPE html>\n<html><body>Kirjaudu</body></html>", "\n<HTML><body>Kirjaudu</body></HTML>"})
    EXPECT_THAT(upload(browser, page).text, HasSubstr("Tiedosto on verkkosivu, ei kalenteri eikä taulukko.")) << page;
}

TEST_F(OrganiserImportRefused, a_weekday_that_its_date_is_not_on_is_told_with_the_one_that_it_is_on) {
  const std::string text =
      browser.get(uploaded("Tapahtuma;Milloin;Missä\nKahvila;ti 20.9.2027 15–17;Talo\nRetki;ma 20.9.2027 15–17;Talo\n"))
          .text;
  EXPECT_THAT(text, HasSubstr("ti 20.9.2027 15–17: Tämä päivä on maanantai."));
  EXPECT_THAT(text, AllOf(HasSubstr("1 uusi"), HasSubstr("1 rivissä on virhe")));
}

TEST_F(OrganiserImportRefused, a_time_without_its_end_says_that_the_end_is_missing) {
  for (const char* time : {"17", "17:00"}) {
    const std::string text =
        browser.get(uploaded("Tapahtuma;Pvm;Klo;Missä\nKahvila;20.9.2027;" + std::string(time) + ";Talo\n")).text;
    EXPECT_THAT(text, HasSubstr("Päättymisaika puuttuu.")) << time;
  }
}

TEST_F(OrganiserImportRefused, an_hour_that_the_clock_change_skips_is_not_said_to_come_after_its_end) {
  const std::string text =
      browser.get(uploaded("Tapahtuma;Pvm;Klo;Missä\nValvojaiset;28.3.2027;3.30–4.00;Talo\n")).text;
  EXPECT_THAT(text, AllOf(HasSubstr("kellot siirtyvät"), Not(HasSubstr("Loppu on ennen alkua"))));
}

TEST_F(OrganiserImportRefused, an_error_of_several_rows_says_which_rows) {
  std::string file = "Tapahtuma;Pvm;Klo;Missä\n";
  for (const char* time : {"17", "15–17", "18", "19"}) file += "Kahvila;20.9.2027;" + std::string(time) + ";Talo\n";
  const std::string text = browser.get(uploaded(file)).text;
  EXPECT_THAT(text, HasSubstr("3 rivissä sama virhe:"));
  EXPECT_THAT(text, HasSubstr("Rivit: 2, 4, 5."));
  EXPECT_THAT(text, HasSubstr("Sama virhe kuin yllä."));
}

}  // namespace
