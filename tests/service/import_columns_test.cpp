#include <gmock/gmock.h>

#include "domain/edit_event.hpp"
#include "domain/rooms.hpp"
#include "service/import_programme.hpp"
#include "service/programme_cells.hpp"
#include "tests/fixtures/world.hpp"
#include "tests/service/import_samples.hpp"

namespace {

using namespace std::chrono_literals;
using service::Column;
using service::ImportOptions;
using service::RowOutcome;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> guessed(const std::string& header) {
  std::vector<std::string> words;
  for (const auto& use : service::guess_mapping(service::read_csv(header + "\n").header))
    words.push_back(service::to_word(use));
  return words;
}

// As the console brings in, for somebody of "Mimosa".
class ImportColumns : public testing::Test {
 protected:
  static ImportOptions options() {
    ImportOptions options;
    options.defaults.kind = domain::EventKind::info_session;
    options.defaults.own_organisation = true;
    options.defaults.any_times = true;
    return options;
  }
  service::ImportReport import(const std::string& file, const ImportOptions& how = options()) {
    return service::import_file(*world.ports, mimosa, file, how);
  }
  std::vector<std::string> outcomes(const service::ImportReport& report) {
    std::vector<std::string> words;
    for (const auto& row : report.rows) {
      std::string text(service::to_word(row.outcome));
      for (const auto& problem : row.problems) text += " " + problem.field + ":" + problem.code;
      words.push_back(text);
    }
    return words;
  }
  std::vector<domain::Event> events() {
    using domain::PublicationStatus;
    domain::EventFilter filter;
    filter.publication = {PublicationStatus::draft, PublicationStatus::open_to_all, PublicationStatus::unlisted,
                          PublicationStatus::staff};
    filter.limit = 100;
    std::vector<domain::Event> found;
    world.store->read([&](const domain::Snapshot& s) { found = s.events().find(filter).events; });
    return found;
  }
  fixtures::World world;
  domain::Principal mimosa = world.organiser("Mimosa");
};

TEST(ColumnGuess, headings_are_known_by_many_words_in_finnish_and_english) {
  EXPECT_THAT(guessed("Tapahtuma,Päivämäärä,Klo,Missä,Kieli"),
              ElementsAre("title", "date", "starts", "place", "languages"));
  EXPECT_THAT(guessed("Event name\tStart date\tStart time\tEnd time\tVenue\tCity\tCapacity"),
              ElementsAre("title", "date", "starts", "ends", "place", "municipality", "places"));
  EXPECT_THAT(guessed("NIMI;Title (Arabia);Aika (klo);Huomioita;;Kuvaus (en):"),
              ElementsAre("title", "title:ar", "starts", "", "", "description:en"));
}

TEST(ColumnGuess, what_kutsu_writes_goes_before_other_words_and_no_use_is_guessed_twice) {
  EXPECT_THAT(guessed("Nimi;Otsikko;Tapahtuma"), ElementsAre("", "title", ""));
}

TEST(WhenCell, days_and_times_stand_together_or_alone) {
  using service::read_when_cell;
  const auto day = std::chrono::year{2026} / 12 / 1;
  const auto whole = read_when_cell("ti 1.12.2026 klo 15–17.30");
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->day, day);
  EXPECT_EQ(whole->from, 15h);
  EXPECT_EQ(whole->to, 17h + 30min);
  EXPECT_EQ(read_when_cell("2026-12-01T09:05")->from, 9h + 5min);
  EXPECT_EQ(read_when_cell("tiistaina 1.12.2026, 9:05")->from, 9h + 5min);
  EXPECT_EQ(read_when_cell("klo 15")->from, 15h);
  EXPECT_EQ(read_when_cell("15.00 - 17.00")->to, 17h);
  EXPECT_EQ(read_when_cell("9:30:00")->from, 9h + 30min);
  for (const char* wrong : {"", "25", "15.60", "1.12.2026 pian", "32.1.2026", "kolmelta", "15–", "15 17", "1.12."})
    EXPECT_FALSE(read_when_cell(wrong)) << wrong;
}

TEST(NumberCell, thousands_and_empty_fractions_are_let_be) {
  EXPECT_EQ(service::read_number_cell("1 000"), 1000);
  EXPECT_EQ(service::read_number_cell("25,0"), 25);
  EXPECT_EQ(service::read_number_cell("25,5"), std::nullopt);
  EXPECT_EQ(service::read_number_cell("1 0"), std::nullopt);
}

TEST_F(ImportColumns, an_organisers_own_table_needs_only_a_name_a_time_and_a_place) {
  const auto report = import("Tapahtuma;Milloin;Missä\nKahvila;ti 1.12.2026 klo 15–17;Mimosa\n");
  ASSERT_THAT(outcomes(report), ElementsAre("created"));
  const auto event = events().front();
  EXPECT_EQ(event.start_time, world.local("2026-12-01T15:00"));
  EXPECT_EQ(event.end_time, world.local("2026-12-01T17:00"));
  EXPECT_EQ(event.organisers.front().name, "Mimosa");
  EXPECT_EQ(event.publication_status, domain::PublicationStatus::draft);
}

TEST_F(ImportColumns, what_the_person_says_goes_before_what_the_headings_say) {
  auto how = options();
  how.mapping = {{{Column::title, domain::LanguageTag("en")}}, {{Column::date}}, {}, {{Column::place}}};
  how.defaults.publication = domain::PublicationStatus::open_to_all;
  const auto report = import("Nimi;Milloin;Huone;Missä\nCafé;1.12.2026 15.00–16.00;B;Mimosa\n", how);
  ASSERT_THAT(outcomes(report), ElementsAre("created"));
  EXPECT_EQ(events().front().name.at(domain::LanguageTag("en")), "Café");
  EXPECT_EQ(events().front().publication_status, domain::PublicationStatus::open_to_all);
}

TEST_F(ImportColumns, bad_rows_do_not_hinder_the_good_ones_and_say_where_and_why) {
  const auto report = import(
      "Tapahtuma;Pvm;Klo;Missä;Järjestäjä\nYksi;1.12.2026;15-17;Mimosa;\nKaksi;31.11.2026;15-17;Mimosa;\n"
      "Kolme;2.12.2026;15;Mimosa;\nNeljä;3.12.2026;9-10;;\nViisi;4.12.2026;9-10;Mimosa;Mikä "
      "lie\nKuusi;5.12.2026;9-10;A;\n");
  EXPECT_THAT(outcomes(report),
              ElementsAre("created", "refused Pvm:date", "refused Alkaa:no_end_time", "refused Paikka:required",
                          "refused Järjestäjät:unknown_organisation", "created"));
  EXPECT_EQ(events().size(), 2U);
}

TEST_F(ImportColumns, an_event_entered_by_hand_is_a_duplicate_and_left_unless_somebody_wants_it_updated) {
  auto details = world.details("2026-12-01T15:00");
  details.name = {{domain::LanguageTag("fi"), "Kahvila "}};
  const auto by_hand = world.event(details);
  const std::string file = "Tapahtuma;Milloin;Missä\nKAHVILA;1.12.2026 15.00–18.00;Toisaalla\n";
  const auto left = import(file);
  ASSERT_THAT(outcomes(left), ElementsAre("duplicate"));
  EXPECT_EQ(left.rows[0].event, by_hand.id);
  EXPECT_EQ(world.now(by_hand).version, by_hand.version);
  auto how = options();
  how.decisions[2] = {true, RowOutcome::duplicate};
  EXPECT_THAT(outcomes(import(file, how)), ElementsAre("updated"));
  EXPECT_EQ(world.now(by_hand).end_time, world.local("2026-12-01T18:00"));
  EXPECT_EQ(world.now(by_hand).publication_status, domain::PublicationStatus::open_to_all) << "no column says so";
  EXPECT_EQ(events().size(), 1U);
}

TEST_F(ImportColumns, a_row_is_taken_only_as_what_it_was_seen_as) {
  const std::string file = "Tapahtuma;Milloin;Missä\nKahvila;1.12.2026 15.00–18.00;Mimosa\n";
  auto how = options();
  how.decisions[2] = {true, RowOutcome::updated};
  EXPECT_THAT(outcomes(import(file, how)), ElementsAre("skipped"));
  how.decisions[2] = {false, RowOutcome::created};
  EXPECT_THAT(outcomes(import(file, how)), ElementsAre("skipped"));
  EXPECT_THAT(events(), IsEmpty());
}

TEST_F(ImportColumns, whoever_needs_approval_hands_in_what_the_file_would_publish) {
  const auto guide = world.organiser("Kaupunki");
  auto partner = world.organiser("Mimosa", domain::Role::partner);
  partner.approval_wanted = true;
  world.store->write([&](domain::Transaction& tx) {
    auto own = tx.organisations().find(*partner.organisation).value();
    own.approved_by = guide.organisation;
    tx.organisations().update(own);
  });
  const auto report = service::import_file(
      *world.ports, partner, "Tapahtuma;Milloin;Missä;Näkyvyys\nKahvila;1.12.2026 15–16;Mimosa;Julkinen\n", options());
  ASSERT_THAT(outcomes(report), ElementsAre("created"));
  const auto event = events().front();
  EXPECT_EQ(event.publication_status, domain::PublicationStatus::draft);
  world.store->read([&](const domain::Snapshot& snapshot) {
    const auto approval = snapshot.approvals().find(event.id);
    ASSERT_TRUE(approval);
    EXPECT_EQ(approval->as, domain::PublicationStatus::open_to_all);
  });
  const auto foreign = service::import_file(
      *world.ports, partner, "Tapahtuma;Milloin;Missä;Järjestäjä\nToisen;2.12.2026 15–16;Talo;Kaupunki\n", options());
  EXPECT_THAT(outcomes(foreign), ElementsAre("refused Järjestäjät:own_organisation_missing"));
}

TEST_F(ImportColumns, a_room_that_is_taken_holds_a_row_up_as_it_does_the_form_in_the_preview_too) {
  domain::RoomDetails hall;
  hall.name = "Sali";
  hall.municipality = "Mikkeli";
  const auto room = domain::create_room(*world.ports, mimosa, hall);
  const auto row = [](const std::string& hours) {
    return "Tapahtuma;Pvm;Klo;Missä\nKahvila;1.12.2026;" + hours + ";Sali\n";
  };
  ASSERT_THAT(outcomes(import(row("15–16"))), ElementsAre("created"));
  const auto cafe = events().front();
  (void)domain::edit_event(*world.ports, mimosa, cafe.id,
                           [&](domain::EventDetails& details) { details.location.room = room.id; });
  auto other = world.details("2026-12-01T17:00");
  other.location.room = room.id;
  const auto in_the_way = world.event(other);
  auto how = options();
  for (const bool dry_run : {true, false}) {
    how.dry_run = dry_run;
    const auto report = import(row("17–18"), how);
    EXPECT_THAT(outcomes(report), ElementsAre("refused location.room:room_taken"));
    EXPECT_EQ(report.rows[0].problems[0].event, in_the_way.id.value);
  }
  EXPECT_THAT(outcomes(import(row("16–17"))), ElementsAre("updated"));
  EXPECT_EQ(world.now(cafe).location.room, room.id);
}

TEST_F(ImportColumns, a_preview_of_many_rows_stores_nothing) {
  std::string file = "Tapahtuma;Milloin;Missä\n";
  for (int i = 1; i <= 120; ++i)
    file += "Kerta " + std::to_string(i) + ";1.12.2026 " + std::to_string(i % 10 + 8) + "–20;Mimosa\n";
  auto how = options();
  how.dry_run = true;
  EXPECT_EQ(import(file, how).count(RowOutcome::created), 120U);
  EXPECT_THAT(events(), IsEmpty());
  EXPECT_EQ(import(file).count(RowOutcome::created), 120U);
  EXPECT_EQ(import(file).count(RowOutcome::unchanged), 120U);
}

}  // namespace
