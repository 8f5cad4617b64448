#include <gmock/gmock.h>

#include <map>

#include "domain/error.hpp"
#include "service/programme_cells.hpp"
#include "service/programme_words.hpp"
#include "tests/service/import_samples.hpp"

namespace {

using domain::EventKind;
using domain::LanguageTag;
using samples::one_row;
using samples::read_rows;
using testing::ElementsAre;
using testing::IsEmpty;

const calendar::TimeZones zones;

// "column: code" of each problem of a file's only row.
std::vector<std::string> problems_of(const std::string& csv) {
  std::vector<std::string> out;
  const auto rows = read_rows(csv, zones);
  EXPECT_EQ(rows.size(), 1U);
  for (const auto& problem : rows.at(0).problems) {
    EXPECT_FALSE(problem.message.empty());
    out.push_back(problem.field + ": " + problem.code);
  }
  return out;
}

domain::EventDetails details_of(const std::string& csv) {
  auto rows = read_rows(csv, zones);
  for (const auto& problem : rows.at(0).problems) ADD_FAILURE() << problem.field << " " << problem.message;
  return rows.at(0).details;
}

std::string utc(domain::Instant instant) {
  return domain::format_rfc3339(instant);
}

std::map<EventKind, std::size_t> dates_by_kind(const std::string& csv) {
  std::map<EventKind, std::size_t> counts;
  for (const auto& row : read_rows(csv, zones)) {
    EXPECT_THAT(row.problems, IsEmpty()) << row.line;
    counts[row.details.kind] += samples::starts(row).size();
  }
  return counts;
}

TEST(ProgrammeRow, the_real_file_unfolds_into_112_dated_events) {
  const std::map<EventKind, std::size_t> expected{{EventKind::info_session, 5},       {EventKind::group_activity, 81},
                                                  {EventKind::civic_orientation, 20}, {EventKind::client_panel, 2},
                                                  {EventKind::network_meeting, 3},    {EventKind::training, 1}};
  EXPECT_EQ(dates_by_kind(samples::programme()), expected);
  EXPECT_EQ(dates_by_kind(samples::with_iso_dates(samples::programme())), expected);
  EXPECT_EQ(dates_by_kind(samples::with_colons(samples::programme())), expected);
  EXPECT_NE(samples::with_iso_dates(samples::programme()), samples::programme());
  EXPECT_NE(samples::with_colons(samples::programme()), samples::programme());
}

TEST(ProgrammeRow, the_first_row_says_what_it_says) {
  const auto row = read_rows(samples::programme(), zones).front();
  const auto& details = row.details;
  EXPECT_EQ(row.title, "Työnhakuinfo: kesätyöt");
  EXPECT_EQ(details.name.at(LanguageTag("fi")), row.title);
  EXPECT_THAT(details.keywords, ElementsAre("job-seeking"));
  EXPECT_EQ(utc(details.start_time), "2021-02-22T13:00:00Z");
  EXPECT_EQ(utc(details.end_time), "2021-02-22T15:00:00Z");
  EXPECT_EQ(utc(*details.enrolment_end_time), "2021-02-18T21:59:59Z");
  EXPECT_EQ(details.location, (domain::Place{"Monikulttuurikeskus Mimosa", "", "Mikkeli", ""}));
  ASSERT_EQ(details.organisers.size(), 3U);
  EXPECT_EQ(details.organisers[2].name, "TE-palvelut");
  EXPECT_THAT(details.in_language, ElementsAre(LanguageTag("fi")));
  EXPECT_THAT(details.interpreted_languages, ElementsAre(LanguageTag("ar"), LanguageTag("fa"), LanguageTag("ru")));
  EXPECT_EQ(details.maximum_attendee_capacity, 25);
  EXPECT_EQ(details.waiting_list_capacity, 10);
  EXPECT_EQ(details.childcare_capacity, 3);
  EXPECT_EQ(details.publication_status, domain::PublicationStatus::open_to_all);
  EXPECT_EQ(details.reminders, domain::default_reminders());
}

TEST(ProgrammeRow, an_address_or_place_that_is_a_url_is_online) {
  const auto by_address = details_of(one_row({{"Paikka", "Verkossa"}, {"Osoite", "HTTPS://example.org/a?b=1"}}));
  EXPECT_EQ(by_address.location.online_url, "https://example.org/a?b=1");
  EXPECT_EQ(by_address.location.street_address, "");
  const auto by_place = details_of(one_row({{"Paikka", "https://example.org/huone"}}));
  EXPECT_TRUE(by_place.location.is_online());
  const auto on_site = details_of(one_row({{"Osoite", "Lapintie 11-13, 94100 Kemi"}}));
  EXPECT_FALSE(on_site.location.is_online());
  EXPECT_FALSE(details_of(one_row({{"Osoite", "javascript:alert(1)"}})).location.is_online());
}

TEST(ProgrammeRow, visibility_is_as_written_and_a_draft_without) {
  using domain::PublicationStatus;
  EXPECT_EQ(details_of(one_row({{"Näkyvyys", "linkillä"}})).publication_status, PublicationStatus::unlisted);
  EXPECT_EQ(details_of(one_row({{"Näkyvyys", "HENKILÖSTÖ"}})).publication_status, PublicationStatus::staff);
  EXPECT_EQ(details_of(one_row({{"Näkyvyys", ""}})).publication_status, PublicationStatus::draft);
}

TEST(ProgrammeRow, languages_and_themes_go_by_name_too) {
  const auto details =
      details_of(one_row({{"Kielet", "suomi; Arabia, selkosuomi; العربية"}, {"Teema", "housing; talous"}}));
  EXPECT_THAT(details.in_language, ElementsAre(LanguageTag("fi"), LanguageTag("ar"), LanguageTag("fi-simple")));
  EXPECT_THAT(details.keywords, ElementsAre("housing", "economy"));
}

TEST(ProgrammeRow, titles_in_other_languages_have_columns_of_their_own) {
  const auto details = details_of(one_row({{"Otsikko (en)", "Housing"}, {"kuvaus (Arabia)", "السكن"}}));
  EXPECT_EQ(details.name.at(LanguageTag("en")), "Housing");
  EXPECT_EQ(details.name.at(LanguageTag("fi")), "Asumisinfo");
  EXPECT_EQ(details.short_description.at(LanguageTag("ar")), "السكن");
}

TEST(ProgrammeRow, what_a_machine_translated_is_marked_by_language) {
  const auto details = details_of(one_row({{"Otsikko (ar)", "سكن"}, {"Konekäännökset", "arabia; so"}}));
  EXPECT_THAT(details.machine_made, ElementsAre(domain::TextKey{"name", LanguageTag("ar")}))
      << "in Somali there is nothing to mark";
}

TEST(ProgrammeRow, each_bad_cell_is_a_problem_of_its_column) {
  EXPECT_THAT(problems_of(one_row({{"Tyyppi", "Kerho"}})), ElementsAre("Tyyppi: unknown_value"));
  EXPECT_THAT(problems_of(one_row({{"Teema", "Urheilu"}})), ElementsAre("Teema: unknown_value"));
  EXPECT_THAT(problems_of(one_row({{"Otsikko", " "}})), ElementsAre("Otsikko: required"));
  EXPECT_THAT(problems_of(one_row({{"Otsikko", std::string(201, 'x')}})), ElementsAre("Otsikko: too_long"));
  EXPECT_THAT(problems_of(one_row({{"Tila", "Ehkä"}})), ElementsAre("Tila: unknown_value"));
  EXPECT_THAT(problems_of(one_row({{"Aikavyöhyke", "Helsinki"}})), ElementsAre("Aikavyöhyke: unknown_time_zone"));
  EXPECT_THAT(problems_of(one_row({{"Päättymispäivä", "11.4.2021"}})), ElementsAre("Päättyy: end_before_start"));
  EXPECT_THAT(problems_of(one_row({{"Kuvaus", std::string("a\0b", 3)}})), ElementsAre("Kuvaus: control_character"));
  EXPECT_THAT(problems_of(one_row({{"Pvm", ""}})), ElementsAre("Pvm: required"));
  EXPECT_THAT(problems_of(one_row({{"Pvm", "31.4.2021"}})), ElementsAre("Pvm: date"));
  EXPECT_THAT(problems_of(one_row({{"Pvm", "12.4.21"}})), ElementsAre("Pvm: date"));
  EXPECT_THAT(problems_of(one_row({{"Pvm", "12.4.99999"}})), ElementsAre("Pvm: date"));
  EXPECT_THAT(problems_of(one_row({{"Alkaa", "kolmelta"}})), ElementsAre("Alkaa: time"));
  EXPECT_THAT(problems_of(one_row({{"Alkaa", "24.00"}})), ElementsAre("Alkaa: time"));
  EXPECT_THAT(problems_of(one_row({{"Päättyy", "15.00"}})), ElementsAre("Päättyy: end_before_start"));
  EXPECT_THAT(problems_of(one_row({{"Paikka", ""}})), ElementsAre("Paikka: required"));
  EXPECT_THAT(problems_of(one_row({{"Järjestäjät", ""}})), ElementsAre("Järjestäjät: required"));
  EXPECT_THAT(problems_of(one_row({{"Kielet", "fi; klingonia"}})), ElementsAre("Kielet: language"));
  EXPECT_THAT(problems_of(one_row({{"Paikkoja", "25 hlö"}})), ElementsAre("Paikkoja: number"));
  EXPECT_THAT(problems_of(one_row({{"Paikkoja", "-3"}})), ElementsAre("Paikkoja: number"));
  EXPECT_THAT(problems_of(one_row({{"Jonopaikkoja", "99999999999"}})), ElementsAre("Jonopaikkoja: number"));
  EXPECT_THAT(problems_of(one_row({{"Lastenhoito", "kyllä"}})), ElementsAre("Lastenhoito: number"));
  EXPECT_THAT(problems_of(one_row({{"Ilm. viimeistään", "13.4.2021"}})), ElementsAre("Ilm. viimeistään: after_event"));
  EXPECT_THAT(problems_of(one_row({{"Näkyvyys", "Kaikille"}})), ElementsAre("Näkyvyys: unknown_value"));
  EXPECT_THAT(problems_of(one_row({{"Ilmoittautumislinkki", "example.org"}})),
              ElementsAre("Ilmoittautumislinkki: url"));
}

TEST(ProgrammeRow, everything_wrong_with_a_row_is_said_at_once) {
  EXPECT_THAT(
      problems_of(one_row({{"Tyyppi", "x"}, {"Pvm", "x"}, {"Alkaa", "x"}, {"Paikkoja", "x"}, {"Kielet", "xxxx"}})),
      testing::UnorderedElementsAre("Tyyppi: unknown_value", "Pvm: date", "Alkaa: time", "Paikkoja: number",
                                    "Kielet: language"));
}

TEST(ProgrammeRow, repetition_needs_all_its_parts_to_agree) {
  const auto with = [](const std::string& rule, const std::string& last, const std::string& not_held = "") {
    return problems_of(one_row({{"Toistuu", rule}, {"Viimeinen kerta", last}, {"Ei pidetä", not_held}}));
  };
  EXPECT_THAT(with("viikoittain: ma", "31.5.2021", "19.4.2021; 26.4.2021"), IsEmpty());
  EXPECT_THAT(with("viikoittain", "31.5.2021"), ElementsAre("Toistuu: recurrence"));
  EXPECT_THAT(with("päivittäin: ma", "31.5.2021"), ElementsAre("Toistuu: recurrence"));
  EXPECT_THAT(with("kuukausittain: ma", "31.5.2021"), ElementsAre("Toistuu: recurrence"));
  EXPECT_THAT(with("viikoittain: ma", ""), ElementsAre("Viimeinen kerta: required"));
  EXPECT_THAT(with("viikoittain: ma", "1.4.2021"), ElementsAre("Viimeinen kerta: end_before_start"));
  EXPECT_THAT(with("", "31.5.2021"), ElementsAre("Viimeinen kerta: without_recurrence"));
  EXPECT_THAT(with("", "", "19.4.2021"), ElementsAre("Ei pidetä: without_recurrence"));
  EXPECT_THAT(with("viikoittain: ma", "31.5.2021", "pääsiäinen"), ElementsAre("Ei pidetä: date"));
}

TEST(ProgrammeRow, finnish_rules_become_rrules) {
  using service::read_recurrence_cell;
  EXPECT_EQ(read_recurrence_cell("viikoittain: ma, ke, pe"), "FREQ=WEEKLY;BYDAY=MO,WE,FR");
  EXPECT_EQ(read_recurrence_cell("Viikoittain : Tiistai; to."), "FREQ=WEEKLY;BYDAY=TU,TH");
  EXPECT_EQ(read_recurrence_cell("joka 2. viikko: su"), "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU");
  EXPECT_EQ(read_recurrence_cell("kuukausittain: 1. ke"), "FREQ=MONTHLY;BYDAY=1WE");
  EXPECT_EQ(read_recurrence_cell("kuukausittain: viimeinen la, 2. ti"), "FREQ=MONTHLY;BYDAY=-1SA,2TU");
  for (const auto* wrong : {"", ":", "viikoittain:", "viikoittain: mo", "kuukausittain: 6. ke", "kuukausittain: 1 ke",
                            "joka 9. viikko: ma", "viikoittain: ma,,xx", "FREQ=WEEKLY;BYDAY=MO"})
    EXPECT_EQ(read_recurrence_cell(wrong), std::nullopt) << wrong;
}

TEST(ProgrammeRow, the_last_date_is_within_the_rule_and_the_clock_change_moves_no_hour) {
  const auto row =
      read_rows(one_row({{"Pvm", "18.10.2021"}, {"Toistuu", "viikoittain: ma"}, {"Viimeinen kerta", "1.11.2021"}}),
                zones)
          .front();
  EXPECT_EQ(row.repetition->recurrence, "FREQ=WEEKLY;BYDAY=MO;UNTIL=20211101T215959Z");
  const auto starts = samples::starts(row);
  ASSERT_EQ(starts.size(), 3U);
  for (const auto start : starts)
    EXPECT_EQ(start - std::chrono::floor<std::chrono::days>(start), std::chrono::hours{15});
}

TEST(ProgrammeRow, an_hour_that_the_clock_change_skips_is_refused_and_one_that_comes_twice_is_its_first) {
  EXPECT_THAT(problems_of(one_row({{"Pvm", "28.3.2021"}, {"Alkaa", "3.30"}})), ElementsAre("Alkaa: skipped_hour"));
  const auto details = details_of(one_row({{"Pvm", "25.10.2026"}, {"Alkaa", "3.30"}, {"Päättyy", "5.00"}}));
  EXPECT_EQ(utc(details.start_time), "2026-10-25T00:30:00Z");
}

TEST(ProgrammeRow, enrolment_until_the_day_itself_is_until_the_start) {
  const auto details = details_of(one_row({{"Ilm. viimeistään", "12.4.2021"}}));
  EXPECT_EQ(details.enrolment_end_time, details.start_time);
}

TEST(ProgrammeRow, cells_beyond_the_header_are_a_sign_of_missing_quotes) {
  EXPECT_THAT(problems_of("Tyyppi;Otsikko;Pvm;Alkaa;Päättyy;Paikka;Järjestäjät\nInfo;A;1.1.2022;9.00;10.00;B;C;D\n"),
              ElementsAre(": too_many_cells"));
  EXPECT_THAT(problems_of("Tyyppi;Otsikko;Pvm;Alkaa;Päättyy;Paikka;Järjestäjät\nInfo;A;1.1.2022;9.00;10.00;B;C;;;\n"),
              IsEmpty());
}

TEST(ProgrammeColumns, may_come_in_any_order_and_unknown_ones_are_named) {
  const auto columns = service::read_columns(
      service::read_csv("järjestäjät;PAIKKA;Päättyy;ALKAA;Pvm;Otsikko;Tyyppi;Väri;Muistiinpanot\n").header);
  ASSERT_EQ(columns.unknown.size(), 2U);
  EXPECT_EQ(columns.unknown[0].field, "Väri");
  EXPECT_EQ(columns.index[static_cast<std::size_t>(service::Column::kind)], 6U);
}

TEST(ProgrammeColumns, missing_and_doubled_ones_are_all_named) {
  try {
    (void)service::read_columns(service::read_csv("Tyyppi;Otsikko;Otsikko;Pvm;Alkaa;Paikka\n").header);
    FAIL();
  } catch (const domain::Error& error) {
    std::vector<std::string> found;
    for (const auto& problem : error.problems()) found.push_back(problem.field + ": " + problem.code);
    EXPECT_THAT(found,
                ElementsAre("Otsikko: duplicate_column", "Päättyy: missing_column", "Järjestäjät: missing_column"));
  }
}

TEST(ProgrammeColumns, a_file_in_the_wrong_encoding_is_not_taken_for_a_programme) {
  // UTF-8 with one broken octet is read as Windows-1252, whose "Päättyy" looks otherwise.
  const auto csv = samples::without_mark(samples::programme()) + "\xFF";
  EXPECT_THROW((void)service::read_columns(service::read_csv(csv).header), domain::Error);
}

TEST(ProgrammeWords, fold_case_and_white_space) {
  EXPECT_EQ(service::fold_word("  HYVINVOINTI \t ja\xC2\xA0VAPAA-AIKA\r\n"), "hyvinvointi ja vapaa-aika");
  EXPECT_EQ(service::fold_word("ÅÄÖ×ÉÞ"), "åäö×éþ");
  EXPECT_EQ(service::fold_word("العربية"), "العربية");
}

}  // namespace
