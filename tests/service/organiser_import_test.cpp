#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/edit_event.hpp"
#include "domain/organisations.hpp"
#include "tests/service/import_console.hpp"
#include "tests/service/import_samples.hpp"

namespace {

using domain::LanguageTag;
using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

const std::string table = "Tapahtuma;Milloin;Missä\nKahvila;1.12.2026 15–17;Mimosa\nInfo;31.11.2026 9–10;Mimosa\n";

class OrganiserImport : public fixtures::ImportConsole {};

TEST_F(OrganiserImport, nothing_is_stored_before_the_button_and_then_the_good_rows_are) {
  const auto address = uploaded(table);
  const Answer preview = browser.get(address);
  EXPECT_EQ(preview.status, 200);
  EXPECT_THAT(preview.text, HasSubstr("Kahvila"));
  EXPECT_THAT(preview.text, HasSubstr("Rivi 3"));
  EXPECT_THAT(preview.text, HasSubstr("Milloin – 31.11.2026 9–10: "));
  EXPECT_THAT(world.events(), IsEmpty());
  const Answer taken = browser.post(address, choices("2:created", {"2"}));
  EXPECT_EQ(taken.status, 303);
  EXPECT_THAT(taken.header("Location"), HasSubstr("done=imported"));
  EXPECT_EQ(world.only_event().name.at(LanguageTag("fi")), "Kahvila");
  const Answer rest = browser.get(taken.header("Location"));
  EXPECT_THAT(rest.text, HasSubstr("Tuotu: 1 uusi, 0 muuttunutta."));
  EXPECT_THAT(preview.text, HasSubstr("<h1>Tarkista ennen tuontia</h1>"));
  EXPECT_THAT(rest.text, HasSubstr("<h1>Tuotu – tarkista loput</h1>"));
  EXPECT_EQ(browser.post(address, choices("2:created", {"2"})).status, 303);
  EXPECT_THAT(world.events(), SizeIs(1)) << "pressed twice";
}

TEST_F(OrganiserImport, a_row_that_is_not_ticked_stays_out) {
  EXPECT_EQ(browser.post(uploaded(table), choices("2:created", {})).status, 303);
  EXPECT_THAT(world.events(), IsEmpty());
}

TEST_F(OrganiserImport, the_file_is_its_senders_and_is_gone_after_an_hour) {
  const auto address = uploaded(table);
  Browser colleague = world.sign_in(domain::Role::organiser);
  EXPECT_EQ(colleague.get(address).status, 404);
  EXPECT_EQ(colleague.post(address, choices("2:created", {"2"})).status, 404);
  world.clock.set(world.clock.now() + std::chrono::minutes{59});
  EXPECT_EQ(browser.get(address).status, 200);
  world.clock.set(world.clock.now() + std::chrono::minutes{1});
  browser = signed_in_again(browser);
  const Answer gone = browser.get(address);
  EXPECT_EQ(gone.status, 404);
  EXPECT_THAT(gone.text, HasSubstr("Tiedostoa ei enää ole"));
  EXPECT_THAT(world.events(), IsEmpty());
}

TEST_F(OrganiserImport, columns_that_are_missing_or_chosen_twice_are_told_at_the_columns) {
  const auto address = uploaded("Ryhmä;Koska;Mihin\nKuoro;1.12.2026 15–17;Talo\n");
  const Answer first = browser.get(address);
  EXPECT_EQ(first.status, 400);
  EXPECT_THAT(first.text, HasSubstr("Valitse, missä sarakkeessa tilaisuuden nimi on."));
  EXPECT_THAT(first.text, Not(HasSubstr("name=\"seen\"")));
  const Answer twice = browser.get(address + "?use=1&c0=title&c1=date&c2=title&publication=draft&place=Talo");
  EXPECT_THAT(twice.text, HasSubstr("id=\"c2-error\""));
  const Answer good = browser.get(address + "?use=1&c0=title&c1=date&c2=place&publication=draft");
  EXPECT_EQ(good.status, 200);
  EXPECT_THAT(good.text, HasSubstr("name=\"take\" value=\"2\" checked"));
}

TEST_F(OrganiserImport, what_columns_were_is_remembered_by_the_organisation_alone) {
  const std::string file = "Ryhmä;Koska;Mihin\nKuoro;1.12.2026 15–17;Talo\n";
  auto fields = choices("2:created", {"2"});
  EXPECT_EQ(browser.post(uploaded(file), fields).status, 303);
  const std::string next = "Mihin;KOSKA;Ryhmä\nTalo;2.12.2026 15–17;Bingo\n";
  EXPECT_EQ(browser.get(uploaded(next)).status, 200) << "in whatever order the columns stand";
  Browser other = world.sign_in(domain::Role::organiser, "Mikseri");
  EXPECT_EQ(other.get(upload(other, next).header("Location")).status, 400);
}

TEST_F(OrganiserImport, an_event_that_is_there_already_is_shown_with_a_link_and_not_ticked) {
  domain::EventDetails details = world.details("2026-12-01T15:00");
  details.name = {{LanguageTag("fi"), "Kahvila"}};
  const auto made = world.event(details);
  (void)domain::register_participants(*world.ports, world.request(made, 2));
  const auto by_hand = world.now(made);
  const auto address = uploaded(table);
  const Answer preview = browser.get(address);
  EXPECT_THAT(preview.text, HasSubstr("/organiser/events/" + std::to_string(by_hand.id.value)));
  EXPECT_THAT(preview.text, HasSubstr("name=\"take\" value=\"2\">"));
  EXPECT_THAT(preview.text, HasSubstr("<li class=\"duplicate\" data-parties=\"1\" data-interpreters=\"0\">"));
  EXPECT_THAT(preview.text, HasSubstr("1 ilmoittautuminen, 2 henkilöä. Kielet: suomi 1"));
  EXPECT_EQ(browser.post(address, choices("2:duplicate", {})).status, 303);
  EXPECT_EQ(world.now(by_hand).version, by_hand.version);
  EXPECT_EQ(browser.post(address, choices("2:duplicate", {"2"})).status, 303);
  EXPECT_EQ(world.now(by_hand).location.name, "Mimosa");
  EXPECT_THAT(world.events(), SizeIs(1));
}

TEST_F(OrganiserImport, whoever_needs_approval_is_told_that_events_are_handed_in) {
  domain::Principal partner = world.organiser("Mimosa", domain::Role::partner);
  world.store->write([&](domain::Transaction& tx) {
    auto own = tx.organisations().find(*partner.organisation).value();
    own.approved_by = tx.organisations().insert({{}, "Kaupunki", {}});
    tx.organisations().update(own);
  });
  browser = world.sign_in(domain::Role::partner);
  const auto address = uploaded(table);
  const Answer preview = browser.get(address + "?use=1&c0=title&c1=date&c2=place&publication=public");
  EXPECT_THAT(preview.text, HasSubstr("1 uusi lähetetään hyväksyttäväksi, jos tuot sen."));
  auto fields = choices("2:created", {"2"});
  for (auto& [name, value] : fields)
    if (name == "publication") value = "public";
  EXPECT_EQ(browser.post(address, fields).status, 303);
  EXPECT_EQ(world.only_event().publication_status, domain::PublicationStatus::draft);
  world.store->read(
      [&](const domain::Snapshot& snapshot) { EXPECT_TRUE(snapshot.approvals().find(world.only_event().id)); });
}

TEST_F(OrganiserImport, rows_with_errors_are_taken_home_with_their_reasons) {
  const Answer file = browser.get(uploaded(table) + "/errors.csv?use=1&c0=title&c1=date&c2=place");
  EXPECT_EQ(file.status, 200);
  EXPECT_THAT(file.header("Content-Disposition"), HasSubstr("attachment"));
  EXPECT_THAT(file.text, HasSubstr("Tapahtuma;Milloin;Missä;Virhe\r\n"));
  EXPECT_THAT(file.text, HasSubstr("Info;31.11.2026 9–10;Mimosa;"));
  EXPECT_THAT(file.text, Not(HasSubstr("Kahvila")));
}

TEST_F(OrganiserImport, what_is_no_table_and_no_calendar_is_told_where_the_file_is_chosen) {
  const auto told = [&](const std::string& bytes, const std::string& words) {
    const Answer answer = upload(browser, bytes);
    EXPECT_EQ(answer.status, 400);
    EXPECT_THAT(answer.text, HasSubstr(words));
  };
  told("PK\x03\x04roskaa", "Tiedostoa ei voi lukea Excel-taulukkona");
  told("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "vanhaa Excel-muotoa");
  told("\n\n", "Tiedostossa ei ole rivejä");
  told("", "id=\"file-error\"");
}

TEST_F(OrganiserImport, what_was_shown_as_unchanged_stays_as_somebody_has_edited_it_meanwhile) {
  EXPECT_EQ(browser.post(uploaded(table), choices("2:created 3:refused", {"2"})).status, 303);
  const auto event = world.only_event();
  const auto address = uploaded(table + "Bingo;2.12.2026 15–17;Talo\n");
  const std::string seen = "2:unchanged 3:refused 4:created";
  EXPECT_THAT(browser.get(address).text, HasSubstr("name=\"seen\" value=\"" + seen + "\""));
  (void)domain::edit_event(*world.ports, world.admin, event.id,
                           [](domain::EventDetails& details) { details.location.name = "Kirjasto"; });
  const Answer taken = browser.post(address, choices(seen, {"4"}));
  EXPECT_THAT(taken.header("Location"), HasSubstr("created=1&updated=0"));
  EXPECT_EQ(world.now(event).location.name, "Kirjasto");
  const std::string then = browser.get(taken.header("Location")).text;
  EXPECT_THAT(then, HasSubstr("name=\"take\" value=\"2\">")) << "it would undo what was done here";
  EXPECT_THAT(then, HasSubstr("Muutettu täällä ma 23.11.: "));
}

TEST_F(OrganiserImport, rows_of_a_calendar_keep_their_numbers_while_the_day_goes_on) {
  const auto event = [](const char* uid, const char* times) {
    return std::string("BEGIN:VEVENT\r\nUID:") + uid + "\r\nDTSTAMP:20261101T000000Z\r\n" + times +
           "\r\nLOCATION:Talo\r\nSUMMARY:" + uid + "\r\nEND:VEVENT\r\n";
  };
  const auto address =
      uploaded("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" +
               event("aamu", "DTSTART:20261123T101500Z\r\nDTEND:20261123T103000Z") +
               event("ilta", "DTSTART:20261123T160000Z\r\nDTEND:20261123T170000Z") + "END:VCALENDAR\r\n");
  const Answer preview = browser.get(address + "?use=1&publication=draft&kind=info_session&language=fi&from=");
  EXPECT_THAT(preview.text, HasSubstr("<input type=\"hidden\" name=\"from\" value=\"2026-11-23\">"));
  world.clock.set(world.clock.now() + std::chrono::minutes{40});
  const Answer taken = browser.post(address, {{"use", "1"},
                                              {"publication", "draft"},
                                              {"kind", "info_session"},
                                              {"language", "fi"},
                                              {"from", ""},
                                              {"seen", "1:created 2:created"},
                                              {"take", "1"}});
  EXPECT_EQ(taken.status, 303);
  EXPECT_EQ(world.only_event().name.at(LanguageTag("fi")), "aamu");
}

TEST_F(OrganiserImport, what_is_over_already_is_told_with_the_way_to_where_it_is) {
  const auto address =
      uploaded("Tapahtuma;Milloin;Missä\nKahvila;1.12.2020 15–17;Mimosa\nKuoro;1.12.2026 15–17;Talo\n");
  EXPECT_THAT(browser.get(address).text, HasSubstr("1 uusi on jo ohi"));
  const Answer taken = browser.post(address, choices("2:created 3:created", {"2", "3"}));
  const Answer done = browser.get(taken.header("Location"));
  EXPECT_THAT(done.text, HasSubstr("1 uusi on jo ohi"));
  EXPECT_THAT(done.text, HasSubstr("href=\"/organiser/?when=past\""));
  EXPECT_THAT(browser.get("/organiser/?when=past").text, HasSubstr("Kahvila"));
}

TEST_F(OrganiserImport, the_same_error_in_many_rows_is_told_once_with_a_way_to_leave_its_column_out) {
  (void)world.organiser("Toinen");
  std::string file = "Tapahtuma;Milloin;Missä;Järjestäjät\n";
  for (int day = 1; day <= 4; ++day)
    file += "Kahvila " + std::to_string(day) + ";" + std::to_string(day) + ".12.2026 15–17;Mimosa;Toinen\n";
  const std::string text = browser.get(uploaded(file)).text;
  const auto at = text.find("4 rivissä sama virhe:");
  ASSERT_NE(at, std::string::npos);
  const std::string why = "Oman organisaatiosi on oltava järjestäjien joukossa";
  const auto once = text.find(why);
  ASSERT_NE(once, std::string::npos);
  EXPECT_EQ(text.find(why, once + 1), std::string::npos);
  const auto link = text.find("href=\"", at) + 6;
  const std::string left_out = samples::replace_all(text.substr(link, text.find('"', link) - link), "&amp;", "&");
  const Answer without = browser.get(left_out);
  EXPECT_EQ(without.status, 200);
  EXPECT_THAT(without.text, HasSubstr("name=\"seen\" value=\"2:created 3:created 4:created 5:created\""));
}

TEST_F(OrganiserImport, a_calendar_tells_which_date_lacks_its_place_and_leaves_out_what_is_private) {
  const auto event = [](const std::string& uid, const std::string& more) {
    return "BEGIN:VEVENT\r\nUID:" + uid + "\r\nDTSTAMP:20261101T000000Z\r\nSUMMARY:Kerho\r\n" + more + "END:VEVENT\r\n";
  };
  const auto address = uploaded(
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" +
      event("kerho",
            "DTSTART:20261201T150000Z\r\nDTEND:20261201T160000Z\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nLOCATION:Talo\r\n") +
      event("kerho", "RECURRENCE-ID:20261208T150000Z\r\nDTSTART:20261208T170000Z\r\nDTEND:20261208T180000Z\r\n") +
      event("oma", "DTSTART:20261202T150000Z\r\nDTEND:20261202T160000Z\r\nCLASS:PRIVATE\r\nLOCATION:Koti\r\n") +
      "END:VCALENDAR\r\n");
  const std::string text = browser.get(address).text;
  EXPECT_THAT(text, HasSubstr("ti 8.12.2026: Paikka puuttuu."));
  EXPECT_THAT(text, HasSubstr("<details class=\"import-settings\" open>"));
  EXPECT_THAT(text, HasSubstr("1 tilaisuutta ei voi tuoda"));
  EXPECT_THAT(text, HasSubstr("1 jää pois"));
  EXPECT_THAT(text, HasSubstr("Kalenterissa yksityiseksi merkitty"));
  EXPECT_THAT(text, Not(HasSubstr("Koti")));
  const std::string given =
      browser.get(address + "?use=1&publication=draft&kind=info_session&language=fi&place=Mimosa").text;
  EXPECT_THAT(given, HasSubstr("name=\"seen\" value=\"1:created 2:skipped\""));
  EXPECT_THAT(given, Not(HasSubstr("rivissä on virhe")));
}

TEST_F(OrganiserImport, programs_bring_in_with_or_without_a_preview) {
  const auto token = world.token();
  const fixtures::Headers csv{{"Content-Type", "text/csv"}};
  const Answer preview = world.call_as(token, "POST", "/api/v1/imports?preview=1", table, csv);
  EXPECT_EQ(preview.status, 200) << preview.text;
  EXPECT_EQ(preview.at("rows.created"), "1");
  EXPECT_EQ(preview.at("data[1].errors[0].code"), "date");
  EXPECT_EQ(preview.at("data[0].event"), "");
  EXPECT_THAT(world.events(), IsEmpty());
  const Answer made = world.call_as(token, "POST", "/api/v1/imports?publication_status=public", table, csv);
  EXPECT_EQ(made.number("data[0].event"), world.only_event().id.value);
  EXPECT_EQ(world.only_event().publication_status, domain::PublicationStatus::open_to_all);
  EXPECT_EQ(world.call_as(token, "POST", "/api/v1/imports", table, csv).at("rows.unchanged"), "1");
  const Answer named = world.call_as(token, "POST", "/api/v1/imports?preview=1&column=Mihin:place&column=Muuta:",
                                     "Tapahtuma;Milloin;Mihin;Muuta\nKuoro;1.12.2026 18–19;Talo;x\n", csv);
  EXPECT_EQ(named.at("rows.created"), "1") << named.text;
  const Answer wrong = world.call_as(token, "POST", "/api/v1/imports?preview=yes&kind=party", table, csv);
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(wrong.errors(), testing::ElementsAre("preview unknown_value", "kind unknown_value"));
}

}  // namespace
