#include <gmock/gmock.h>

#include "domain/edit_event.hpp"
#include "domain/rooms.hpp"
#include "service/import_programme.hpp"
#include "tests/fixtures/world.hpp"
#include "tests/service/import_samples.hpp"

namespace {

using service::ImportOptions;
using service::RowOutcome;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// A file knows no rooms, but it may call a place as one is called.
class ImportRooms : public testing::Test {
 protected:
  ImportRooms() {
    domain::RoomDetails details;
    details.name = "Sali";
    details.street_address = "Hallituskatu 7";
    details.municipality = "Mikkeli";
    hall = domain::create_room(*world.ports, mimosa, details);
  }
  service::ImportReport import(const std::string& file, bool dry_run = false) {
    ImportOptions options;
    options.defaults.kind = domain::EventKind::info_session;
    options.defaults.own_organisation = true;
    options.defaults.any_times = true;
    options.dry_run = dry_run;
    return service::import_file(*world.ports, mimosa, file, options);
  }
  static std::string row(const std::string& name, const std::string& hours, const std::string& place) {
    return "Tapahtuma;Pvm;Klo;Missä\n" + name + ";1.12.2026;" + hours + ";" + place + "\n";
  }
  static std::string calendar(const std::string& place) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Somebody//EN\r\nBEGIN:VEVENT\r\nUID:kuoro@example.org\r\n"
           "DTSTAMP:20261101T000000Z\r\nDTSTART;TZID=Europe/Helsinki:20261201T150000\r\n"
           "DTEND;TZID=Europe/Helsinki:20261201T170000\r\nSUMMARY:Kuoro\r\nLOCATION:" +
           place + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
  }
  std::vector<domain::Event> events() {
    domain::EventFilter filter;
    filter.publication = {domain::PublicationStatus::draft};
    filter.limit = 100;
    std::vector<domain::Event> found;
    world.store->read([&](const domain::Snapshot& s) { found = s.events().find(filter).events; });
    return found;
  }

  fixtures::World world;
  domain::Principal mimosa = world.organiser("Mimosa");
  domain::Room hall;
};

TEST_F(ImportRooms, a_place_that_is_called_as_a_room_is_that_room_in_the_preview_and_when_it_is_taken_in) {
  const auto preview = import(row("Kahvila", "15–16", "sali"), true);
  ASSERT_EQ(preview.rows[0].outcome, RowOutcome::created);
  EXPECT_EQ(preview.rows[0].first.location.room, hall.id);
  EXPECT_THAT(preview.rows[0].notes, IsEmpty());
  (void)import(row("Kahvila", "15–16", "sali"));
  EXPECT_EQ(events().at(0).location.room, hall.id);
  EXPECT_EQ(events().at(0).location.street_address, "Hallituskatu 7");
  EXPECT_EQ(import(row("Kahvila", "15–16", "sali")).rows[0].outcome, RowOutcome::unchanged);
}

TEST_F(ImportRooms, where_the_room_is_taken_the_place_stays_in_words_and_that_is_said) {
  (void)import(row("Kahvila", "15–17", "Sali"));
  const auto report = import(row("Kuoro", "16–18", "Sali"));
  EXPECT_EQ(report.rows[0].outcome, RowOutcome::created);
  ASSERT_THAT(report.rows[0].notes, SizeIs(1));
  EXPECT_EQ(report.rows[0].notes[0].code, "import_room_taken");
  EXPECT_EQ(report.rows[0].notes[0].event, events().at(0).id.value);
  EXPECT_FALSE(events().at(1).location.room);
  EXPECT_EQ(events().at(1).location.name, "Sali");
  EXPECT_EQ(import(row("Kuoro", "16–18", "Sali")).rows[0].outcome, RowOutcome::unchanged);
}

TEST_F(ImportRooms, two_rows_of_one_file_do_not_both_get_the_room) {
  const auto report = import(row("Kahvila", "15–17", "Sali") + "Kuoro;1.12.2026;16–18;Sali\n");
  EXPECT_EQ(report.count(RowOutcome::created), 2U);
  EXPECT_TRUE(events().at(0).location.room);
  EXPECT_FALSE(events().at(1).location.room);
}

TEST_F(ImportRooms, what_is_stored_in_words_stays_so_until_the_file_says_another_place) {
  domain::Room later = hall;
  (void)import(row("Kahvila", "15–16", "Takkahuone"));
  domain::RoomDetails details = hall;
  details.name = "Takkahuone";
  later = domain::create_room(*world.ports, mimosa, details);
  EXPECT_EQ(import(row("Kahvila", "15–16", "Takkahuone")).rows[0].outcome, RowOutcome::unchanged);
  EXPECT_EQ(import(row("Kahvila", "15–16", "Sali")).rows[0].outcome, RowOutcome::updated);
  EXPECT_EQ(events().at(0).location.room, hall.id);
}

TEST_F(ImportRooms, a_calendar_names_a_room_with_or_without_its_address_and_changes_nothing_by_that) {
  EXPECT_EQ(import(calendar("Sali\\, Hallituskatu 7\\, Mikkeli")).rows[0].outcome, RowOutcome::created);
  EXPECT_EQ(events().at(0).location.room, hall.id);
  EXPECT_EQ(import(calendar("Sali\\, Hallituskatu 7\\, Mikkeli")).rows[0].outcome, RowOutcome::unchanged);
  EXPECT_EQ(import(calendar("SALI")).rows[0].outcome, RowOutcome::unchanged);
  EXPECT_EQ(import(calendar("Kirjasto")).rows[0].outcome, RowOutcome::updated);
  EXPECT_FALSE(events().at(0).location.room);
}

TEST_F(ImportRooms, the_end_alone_and_both_ends_are_named_for_what_they_are) {
  (void)import(row("Kahvila", "15–16", "Talo"));
  const auto longer = import(row("Kahvila", "15–17", "Talo"), true);
  EXPECT_THAT(longer.rows[0].changed, ElementsAre("end_time"));
  const auto later = import(row("Kahvila", "16–17", "Talo"), true);
  EXPECT_THAT(later.rows[0].changed, ElementsAre("start_time", "end_time")) << "the length is the same, not the end";
}

}  // namespace
