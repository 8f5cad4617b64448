#include <gmock/gmock.h>

#include <map>
#include <set>
#include <sstream>

#include "domain/edit_event.hpp"
#include "domain/rooms.hpp"
#include "service/import_programme.hpp"
#include "service/programme_words.hpp"
#include "tests/fixtures/world.hpp"
#include "tests/service/import_samples.hpp"

namespace {

using domain::LanguageTag;
using samples::one_row;
using service::ImportReport;
using service::RowOutcome;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Import : public testing::Test {
 protected:
  ImportReport import(const std::string& csv, bool dry_run = false) {
    return service::import_programme(*world.ports, world.admin, csv, dry_run);
  }

  std::vector<domain::Event> events() {
    using domain::PublicationStatus;
    domain::EventFilter filter;
    filter.publication = {PublicationStatus::draft, PublicationStatus::open_to_all, PublicationStatus::unlisted,
                          PublicationStatus::staff};
    filter.limit = 1000;
    std::vector<domain::Event> found;
    world.store->read([&](const domain::Snapshot& snapshot) { found = snapshot.events().find(filter).events; });
    return found;
  }

  std::vector<std::string> organisations() {
    std::vector<std::string> names;
    world.store->read([&](const domain::Snapshot& snapshot) {
      names.clear();
      for (const auto& organisation : snapshot.organisations().all()) names.push_back(organisation.name);
    });
    return names;
  }

  // What is stored, but for what moves with every look at it.
  std::map<std::string, std::pair<std::int64_t, domain::Instant>> state() {
    std::map<std::string, std::pair<std::int64_t, domain::Instant>> out;
    for (const auto& event : events()) out[event.import_key] = {event.version, event.last_modified_time};
    return out;
  }

  fixtures::World world;
};

std::vector<RowOutcome> outcomes(const ImportReport& report) {
  std::vector<RowOutcome> out;
  for (const auto& row : report.rows) out.push_back(row.outcome);
  return out;
}

std::string problem(const service::ImportedRow& row) {
  return row.problems.empty() ? "" : row.problems.front().field + ": " + row.problems.front().code;
}

TEST_F(Import, the_real_programme_becomes_112_dated_events) {
  const auto report = import(samples::programme());
  EXPECT_EQ(report.count(RowOutcome::created), 18U);
  const auto stored = events();
  ASSERT_EQ(stored.size(), 112U);
  std::map<domain::EventKind, int> kinds;
  std::set<domain::SeriesId> series;
  for (const auto& event : stored) {
    ++kinds[event.kind];
    if (event.super_event) series.insert(*event.super_event);
    EXPECT_FALSE(event.organisers.empty());
  }
  EXPECT_EQ(kinds[domain::EventKind::group_activity], 81);
  EXPECT_EQ(kinds[domain::EventKind::civic_orientation], 20);
  EXPECT_EQ(kinds[domain::EventKind::info_session], 5);
  EXPECT_EQ(series.size(), 7U);
  EXPECT_THAT(organisations(), testing::Contains("Meri-Lapin Järjestökeskus Silta"));
  EXPECT_THAT(report.rows[4].title, "Persiankielinen naisten ryhmä");
  EXPECT_EQ(report.rows[4].starts.size(), 13U);
}

TEST_F(Import, twice_changes_nothing_however_the_file_is_written) {
  (void)import(samples::programme());
  const auto before = state();
  const auto utf8 = samples::without_mark(samples::programme());
  for (const auto& csv :
       {samples::programme(), samples::with_iso_dates(utf8), samples::with_colons(utf8), samples::windows_1252(utf8),
        samples::utf16(utf8, true), samples::write_csv(samples::cells(utf8), ',', "\n")}) {
    const auto report = import(csv);
    EXPECT_EQ(report.count(RowOutcome::unchanged), 18U);
    EXPECT_EQ(state(), before);
  }
}

TEST_F(Import, a_dry_run_says_what_would_happen_and_writes_nothing) {
  const auto before = organisations();
  const auto trial = import(samples::programme(), true);
  EXPECT_EQ(trial.count(RowOutcome::created), 18U);
  EXPECT_THAT(events(), IsEmpty());
  EXPECT_EQ(organisations(), before);
  (void)import(samples::programme());
  EXPECT_EQ(import(samples::programme(), true).count(RowOutcome::unchanged), 18U);
  const auto kept = state();
  const auto changed = samples::replace_all(samples::programme(), "Omakielinen keskusteluryhmä", "Keskusteluryhmä");
  const auto again = import(changed, true);
  EXPECT_EQ(again.count(RowOutcome::updated), 1U);
  EXPECT_EQ(again.rows[4].updated, 13U);
  EXPECT_EQ(state(), kept);
}

TEST_F(Import, bad_rows_are_refused_with_line_and_column_and_good_ones_go_in) {
  auto csv = samples::replace_all(samples::programme(), "15.3.2021;15.00", "15.3.2021;viideltä");
  csv = samples::replace_all(csv, "viikoittain: ma;16.12.2019", "viikoittain: ti;16.12.2019");
  const auto report = import(csv);
  EXPECT_EQ(report.count(RowOutcome::created), 16U);
  EXPECT_EQ(report.count(RowOutcome::refused), 2U);
  EXPECT_EQ(report.rows[1].line, 3U);
  EXPECT_EQ(problem(report.rows[1]), "Alkaa: time");
  EXPECT_EQ(report.rows[5].line, 7U);
  EXPECT_EQ(problem(report.rows[5]), "Toistuu: start_not_in_repeat");
  EXPECT_EQ(events().size(), 112U - 1 - 16);
}

TEST_F(Import, everything_but_the_name_may_change_and_the_event_stays_the_same) {
  (void)import(one_row({{"Paikkoja", "10"}}));
  const auto before = events().at(0);
  const auto report = import(one_row(
      {{"Paikkoja", "20"}, {"Tyyppi", "Koulutus"}, {"Paikka", "Kirjasto"}, {"Alkaa", "15.30"}, {"Kuvaus", "Uusi"}}));
  EXPECT_THAT(outcomes(report), ElementsAre(RowOutcome::updated));
  const auto after = events();
  ASSERT_EQ(after.size(), 1U);
  EXPECT_EQ(after[0].id, before.id);
  EXPECT_EQ(after[0].uid, before.uid);
  EXPECT_EQ(after[0].maximum_attendee_capacity, 20);
  EXPECT_EQ(after[0].location.name, "Kirjasto");
  EXPECT_EQ(after[0].start_time - before.start_time, std::chrono::minutes{30});
}

TEST_F(Import, with_an_identifier_the_name_and_the_date_may_change_too) {
  (void)import(one_row({{"Tunnus", "A-1"}}));
  const auto report = import(one_row({{"Tunnus", "A-1"}, {"Otsikko", "Toinen"}, {"Pvm", "13.4.2021"}}));
  EXPECT_THAT(outcomes(report), ElementsAre(RowOutcome::updated));
  EXPECT_EQ(events().size(), 1U);
}

TEST_F(Import, an_event_stays_in_the_room_that_the_file_names_and_leaves_it_for_another_place) {
  (void)import(one_row({{"Paikka", "Kirjasto"}}));
  domain::RoomDetails hall;
  hall.name = "Kirjasto";
  hall.street_address = "Raatihuoneenkatu 6";
  hall.municipality = "Mikkeli";
  const auto room = domain::create_room(*world.ports, world.admin, hall, world.organiser("Mimosa").organisation).id;
  (void)domain::edit_event(*world.ports, world.admin, events().at(0).id,
                           [&](domain::EventDetails& details) { details.location.room = room; });
  EXPECT_THAT(outcomes(import(one_row({{"Paikka", "Kirjasto"}}))), ElementsAre(RowOutcome::unchanged));
  EXPECT_EQ(events().at(0).location.room, room);
  EXPECT_THAT(outcomes(import(one_row({{"Paikka", "Puisto"}}))), ElementsAre(RowOutcome::updated));
  EXPECT_FALSE(events().at(0).location.room);
}

TEST_F(Import, what_the_file_leaves_out_stays) {
  (void)import(one_row({}));
  const auto id = events().at(0).id;
  (void)domain::edit_event(*world.ports, world.admin, id, [](domain::EventDetails& details) {
    details.name.emplace(LanguageTag("en"), "Housing");
    details.reminders = {{domain::Channel::sms, std::chrono::hours{3}}};
    details.maximum_attendee_capacity = 7;
  });
  EXPECT_THAT(outcomes(import(one_row({}))), ElementsAre(RowOutcome::unchanged));
  EXPECT_THAT(outcomes(import(one_row({{"Kuvaus", "Uusi"}}))), ElementsAre(RowOutcome::updated));
  const auto event = events().at(0);
  EXPECT_EQ(event.name.at(LanguageTag("en")), "Housing");
  EXPECT_EQ(event.reminders.size(), 1U);
  EXPECT_EQ(event.maximum_attendee_capacity, 7);
  EXPECT_EQ(event.short_description.at(LanguageTag("fi")), "Uusi");
}

std::string two_rows(const std::vector<samples::Cell>& first, const std::vector<samples::Cell>& second) {
  const auto csv = one_row(second);
  return one_row(first) + csv.substr(csv.find("\r\n") + 2);
}

TEST_F(Import, a_morning_and_an_afternoon_session_of_one_name_are_two_events_and_stay_so) {
  const std::vector<samples::Cell> morning{{"Alkaa", "9.00"}, {"Päättyy", "10.00"}};
  const std::vector<samples::Cell> afternoon{{"Alkaa", "14.00"}, {"Päättyy", "15.00"}};
  // The afternoon came first; the morning was put before it later.
  (void)import(one_row(afternoon));
  const auto id = events().at(0).id;
  const auto report = import(two_rows(morning, afternoon));
  EXPECT_THAT(outcomes(report), ElementsAre(RowOutcome::created, RowOutcome::unchanged));
  ASSERT_EQ(events().size(), 2U);
  EXPECT_EQ(events()[1].id, id);
  EXPECT_THAT(outcomes(import(two_rows(afternoon, morning))),
              ElementsAre(RowOutcome::unchanged, RowOutcome::unchanged));
  EXPECT_THAT(outcomes(import(one_row(morning))), ElementsAre(RowOutcome::unchanged));
  EXPECT_EQ(events().size(), 2U);
}

TEST_F(Import, the_same_row_twice_in_a_file_is_refused_the_second_time) {
  const auto report = import(two_rows({}, {}));
  EXPECT_THAT(outcomes(report), ElementsAre(RowOutcome::created, RowOutcome::refused));
  EXPECT_EQ(problem(report.rows[1]), "Otsikko: duplicate_row");
  EXPECT_THAT(report.rows[1].problems[0].message, HasSubstr("line 2"));
}

TEST_F(Import, dates_that_a_series_lost_are_left_for_a_person_to_cancel) {
  const auto series = [](const std::string& not_held) {
    return one_row({{"Toistuu", "viikoittain: ma"}, {"Viimeinen kerta", "3.5.2021"}, {"Ei pidetä", not_held}});
  };
  EXPECT_EQ(import(series("")).rows[0].created, 4U);
  const auto report = import(series("26.4.2021; 27.4.2021"));
  EXPECT_THAT(outcomes(report), ElementsAre(RowOutcome::unchanged));
  ASSERT_EQ(report.rows[0].notes.size(), 2U);
  EXPECT_EQ(report.rows[0].notes[0].code, "idle_exception");
  EXPECT_EQ(report.rows[0].notes[1].code, "left_over");
  EXPECT_THAT(report.rows[0].notes[1].message, HasSubstr("2021-04-26"));
  EXPECT_EQ(events().size(), 4U);
}

TEST_F(Import, a_single_event_does_not_quietly_become_a_series) {
  const std::vector<samples::Cell> weekly{{"Toistuu", "viikoittain: ma"}, {"Viimeinen kerta", "3.5.2021"}};
  (void)import(one_row({}));
  const auto report = import(one_row(weekly));
  EXPECT_EQ(problem(report.rows[0]), "Toistuu: series_mismatch");
  EXPECT_EQ(events().size(), 1U);
}

TEST_F(Import, an_hour_that_a_clock_change_skips_within_a_series_is_refused) {
  const auto report = import(one_row(
      {{"Pvm", "21.3.2021"}, {"Alkaa", "3.30"}, {"Toistuu", "viikoittain: su"}, {"Viimeinen kerta", "4.4.2021"}}));
  EXPECT_EQ(problem(report.rows[0]), "Alkaa: skipped_hour");
  EXPECT_THAT(events(), IsEmpty());
}

TEST_F(Import, what_the_rules_of_events_forbid_is_the_rows_problem) {
  const auto report = import(one_row({{"Paikkoja", "100001"}}));
  EXPECT_EQ(problem(report.rows[0]), "Paikkoja: out_of_range");
}

TEST_F(Import, the_first_date_may_be_one_that_is_not_held) {
  const auto report = import(one_row({{"Toistuu", "viikoittain: ma"},
                                      {"Viimeinen kerta", "3.5.2021"},
                                      {"Ei pidetä", "12.4.2021"},
                                      {"Ilm. viimeistään", "10.4.2021"}}));
  EXPECT_EQ(report.rows[0].created, 3U);
  EXPECT_EQ(events().at(0).start_time, world.local("2021-04-19T15:00"));
  EXPECT_LT(*events().at(0).enrolment_end_time, world.local("2021-04-18T00:00"));
}

class ImportCommand : public Import {
 protected:
  int run(const std::string& csv, bool dry_run = false) {
    const auto path = world.folder.path() / "programme.csv";
    std::ofstream(path, std::ios::binary) << csv;
    out.str("");
    return service::run_import(*world.ports, {path, {.dry_run = dry_run}, {}}, out);
  }
  std::ostringstream out;
};

TEST_F(ImportCommand, answers_0_when_every_row_was_taken_1_when_some_were_not_2_when_there_was_nothing_to_read) {
  EXPECT_EQ(run(samples::programme(), true), 0);
  EXPECT_THAT(out.str(), HasSubstr("Dry run: nothing was written."));
  EXPECT_THAT(out.str(), HasSubstr("18 created, 0 updated, 0 unchanged, 0 refused; 112 dated events"));
  EXPECT_THAT(events(), IsEmpty());
  EXPECT_EQ(run(one_row({{"Alkaa", "25.00"}})), 1);
  EXPECT_THAT(out.str(), HasSubstr("line 2: refused: Asumisinfo"));
  EXPECT_THAT(out.str(), HasSubstr("Alkaa: must be a time, like 15.00 or 15:00 [time]"));
  EXPECT_EQ(run("Nimi;Päivä\nx;y\n"), 2);
  EXPECT_THAT(out.str(), HasSubstr("Tyyppi: is missing in the header line [missing_column]"));
  EXPECT_EQ(run(""), 2);
  EXPECT_EQ(service::run_import(*world.ports, {world.folder.path() / "none.csv", {}, {}}, out), 2);
  EXPECT_EQ(service::run_import(*world.ports, {world.folder.path(), {}, {}}, out), 2);
}

}  // namespace
