#include <gmock/gmock.h>

#include "calendar/icalendar.hpp"
#include "domain/edit_event.hpp"
#include "domain/edit_series.hpp"
#include "service/calendar_words.hpp"
#include "service/import_programme.hpp"
#include "tests/fixtures/world.hpp"
#include "tests/service/import_samples.hpp"
#include "tests/service/shared_pages.hpp"

namespace {

using domain::LanguageTag;
using service::ImportOptions;
using service::RowOutcome;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::string calendar_of(const std::string& events) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Somebody//EN\r\n" + samples::replace_all(events, "\n", "\r\n") +
         "END:VCALENDAR\r\n";
}

const std::string weekly =
    "BEGIN:VEVENT\nUID:kahvila@example.org\nDTSTAMP:20261101T000000Z\nDTSTART;TZID=Europe/Helsinki:20261201T150000\n"
    "DTEND;TZID=Europe/Helsinki:20261201T170000\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:Kahvila\nLOCATION:Mimosa\\, "
    "Hallituskatu 1\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:kahvila@example.org\nRECURRENCE-ID;TZID=Europe/Helsinki:20261208T150000\n"
    "DTSTAMP:20261101T000000Z\nDTSTART;TZID=Europe/Helsinki:20261209T100000\n"
    "DTEND;TZID=Europe/Helsinki:20261209T120000\nSUMMARY:Kahvila aamulla\nLOCATION:Mimosa\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:kahvila@example.org\nRECURRENCE-ID;TZID=Europe/Helsinki:20261215T150000\n"
    "DTSTAMP:20261101T000000Z\nDTSTART;TZID=Europe/Helsinki:20261215T150000\n"
    "DTEND;TZID=Europe/Helsinki:20261215T170000\nSTATUS:CANCELLED\nSUMMARY:Kahvila\nEND:VEVENT\n";

class ImportCalendar : public testing::Test {
 protected:
  service::ImportReport import(const std::string& bytes) {
    ImportOptions options;
    options.defaults.publication = domain::PublicationStatus::open_to_all;
    options.own_texts = service::calendar_texts(pages, "https://kutsu.example.org");
    return service::import_file(*world.ports, mimosa, bytes, options);
  }
  std::vector<domain::Event> events() {
    domain::EventFilter filter;
    filter.limit = 100;
    std::vector<domain::Event> found;
    world.store->read([&](const domain::Snapshot& s) { found = s.events().find(filter).events; });
    return found;
  }
  // As Kutsu's page gives it out.
  std::string file_of(const domain::Event& event, const char* language) {
    const service::CalendarWords words(pages.reader(LanguageTag(language)), "https://kutsu.example.org");
    const calendar::Calendars calendars(world.zones);
    return calendars.event_file(world.now(event), words);
  }
  domain::Event rich() {
    auto details = world.details("2026-12-01T15:00");
    details.name = {{LanguageTag("fi"), "Asumisinfo"}, {LanguageTag("en"), "Housing"}};
    details.short_description = {{LanguageTag("fi"), "Vuokrasopimus ja takuu"}};
    details.location = {"Mimosa", "Hallituskatu 1", "Mikkeli", ""};
    details.in_language = {LanguageTag("fi"), LanguageTag("ar")};
    details.keywords = {"housing"};
    details.maximum_attendee_capacity = 12;
    return world.event(details);
  }

  fixtures::World world;
  const ui::Pages& pages = fixtures::shared_pages();
  domain::Principal mimosa = world.organiser("Mimosa");
};

TEST_F(ImportCalendar, a_recurring_event_becomes_a_series_with_its_moved_date_and_without_its_cancelled_one) {
  const auto report = import(calendar_of(weekly));
  ASSERT_THAT(report.rows, SizeIs(1));
  EXPECT_EQ(report.rows[0].outcome, RowOutcome::created);
  EXPECT_EQ(report.rows[0].created, 3U);
  const auto made = events();
  ASSERT_THAT(made, SizeIs(3));
  EXPECT_TRUE(made[0].super_event);
  EXPECT_EQ(made[1].super_event, made[0].super_event);
  EXPECT_EQ(made[1].start_time, world.local("2026-12-09T10:00"));
  EXPECT_EQ(made[1].name.at(LanguageTag("fi")), "Kahvila aamulla");
  EXPECT_EQ(made[2].start_time, world.local("2026-12-22T15:00"));
  EXPECT_EQ(made[0].location.name, "Mimosa");
  EXPECT_EQ(made[0].location.street_address, "Hallituskatu 1");
  EXPECT_EQ(made[0].organisers.front().name, "Mimosa");
}

TEST_F(ImportCalendar, the_same_again_changes_nothing_and_a_change_reaches_the_date_that_it_is_about) {
  (void)import(calendar_of(weekly));
  EXPECT_EQ(import(calendar_of(weekly)).count(RowOutcome::unchanged), 1U);
  const auto moved = samples::replace_all(weekly, "20261209T10", "20261210T10");
  const auto changed = samples::replace_all(moved, "20261209T12", "20261210T12");
  const auto report = import(calendar_of(changed));
  EXPECT_EQ(report.rows[0].outcome, RowOutcome::updated);
  EXPECT_EQ(report.rows[0].updated, 1U);
  EXPECT_EQ(report.rows[0].unchanged, 2U);
  EXPECT_THAT(report.rows[0].changed, Contains("start_time"));
  EXPECT_EQ(events()[1].start_time, world.local("2026-12-10T10:00"));
  EXPECT_THAT(events(), SizeIs(3));
}

TEST_F(ImportCalendar, what_was_entered_here_beside_the_calendar_stays) {
  (void)import(calendar_of(weekly));
  const auto first = events().front();
  (void)domain::edit_event(*world.ports, world.admin, first.id, [](domain::EventDetails& details) {
    details.maximum_attendee_capacity = 9;
    details.name[LanguageTag("en")] = "Café";
    details.location.municipality = "Mikkeli";
  });
  const auto report =
      import(calendar_of(samples::replace_all(weekly, "SUMMARY:Kahvila\nLOCATION", "SUMMARY:Iltakahvila\nLOCATION")));
  EXPECT_EQ(report.rows[0].updated, 2U);
  const auto now = world.now(first);
  EXPECT_EQ(now.maximum_attendee_capacity, 9);
  EXPECT_EQ(now.name.at(LanguageTag("en")), "Café");
  EXPECT_EQ(now.name.at(LanguageTag("fi")), "Iltakahvila");
  EXPECT_EQ(now.location.municipality, "Mikkeli");
}

TEST_F(ImportCalendar, a_date_that_was_cancelled_there_is_left_and_told) {
  const auto at = weekly.find("BEGIN:VEVENT", weekly.rfind("RECURRENCE-ID") - 60);
  (void)import(calendar_of(weekly.substr(0, at)));
  ASSERT_THAT(events(), SizeIs(4));
  const auto report = import(calendar_of(weekly));
  ASSERT_THAT(report.rows[0].notes, SizeIs(1));
  EXPECT_EQ(report.rows[0].notes[0].code, "cancelled_there");
  EXPECT_EQ(report.rows[0].notes[0].event, events()[2].id.value);
  EXPECT_EQ(events()[2].status, domain::EventStatus::scheduled);
}

TEST_F(ImportCalendar, what_kutsu_gave_out_comes_back_as_the_same_event_in_every_language) {
  const auto event = rich();
  for (const char* language : {"fi", "en", "ar"}) {
    const auto report = import(file_of(event, language));
    ASSERT_THAT(report.rows, SizeIs(1));
    EXPECT_EQ(report.rows[0].outcome, RowOutcome::unchanged) << language;
    EXPECT_THAT(report.rows[0].problems, IsEmpty());
  }
  EXPECT_THAT(events(), SizeIs(1));
  EXPECT_EQ(world.now(event).version, event.version);
}

TEST_F(ImportCalendar, what_was_changed_of_it_outside_is_taken_and_nothing_else) {
  const auto event = rich();
  auto file = samples::replace_all(file_of(event, "en"), "SUMMARY:Housing", "SUMMARY:Housing and moving");
  file = samples::replace_all(file, "T150000", "T160000");
  file = samples::replace_all(file, "T170000", "T180000");
  file = samples::replace_all(file, "Vuokrasopimus ja takuu", "Vuokrasopimus");
  const auto report = import(file);
  ASSERT_EQ(report.rows[0].outcome, RowOutcome::updated);
  const auto now = world.now(event);
  EXPECT_EQ(now.name.at(LanguageTag("en")), "Housing and moving");
  EXPECT_EQ(now.name.at(LanguageTag("fi")), "Asumisinfo");
  EXPECT_EQ(now.short_description.at(LanguageTag("fi")), "Vuokrasopimus");
  EXPECT_THAT(now.short_description, SizeIs(1));
  EXPECT_EQ(now.start_time, world.local("2026-12-01T16:00"));
  EXPECT_EQ(now.location, event.location);
  EXPECT_EQ(now.maximum_attendee_capacity, 12);
  EXPECT_EQ(now.uid, event.uid);
  EXPECT_THAT(events(), SizeIs(1));
}

TEST_F(ImportCalendar, the_same_file_again_cuts_nothing_of_an_event_that_it_has_moved) {
  for (const char* language : {"fi", "en", "ar"}) {
    const auto event = rich();
    const auto description = event.short_description;
    const auto before = samples::replace_all(file_of(event, language), "T170000", "T180000");
    const auto moved = samples::replace_all(before, "T150000", "T160000");
    EXPECT_EQ(import(moved).rows.at(0).outcome, RowOutcome::updated);
    ASSERT_EQ(world.now(event).status, domain::EventStatus::rescheduled);
    const auto version = world.now(event).version;
    EXPECT_EQ(import(moved).rows.at(0).outcome, RowOutcome::unchanged) << language;
    const auto with_news = file_of(event, language);
    ASSERT_NE(with_news.size(), before.size());
    EXPECT_EQ(import(with_news).rows.at(0).outcome, RowOutcome::unchanged) << language;
    EXPECT_EQ(world.now(event).version, version);
    (void)domain::edit_event(*world.ports, world.admin, event.id, [&](domain::EventDetails& details) {
      details.start_time += std::chrono::days{1};
      details.end_time += std::chrono::days{1};
    });
    for (const auto& file : {with_news, before})
      EXPECT_THAT(import(file).rows.at(0).changed, testing::Not(Contains("short_description"))) << language;
    EXPECT_EQ(world.now(event).short_description, description);
  }
}

TEST_F(ImportCalendar, a_description_written_anew_below_an_old_time_is_taken_without_it) {
  const auto event = rich();
  (void)domain::edit_event(*world.ports, world.admin, event.id,
                           [](domain::EventDetails& details) { details.end_time += std::chrono::hours{1}; });
  (void)domain::edit_event(*world.ports, world.admin, event.id,
                           [](domain::EventDetails& details) { details.start_time += std::chrono::hours{1}; });
  const auto file = file_of(event, "fi");
  ASSERT_THAT(file, testing::HasSubstr("Aika on muuttunut"));
  (void)import(samples::replace_all(file, "Vuokrasopimus ja takuu", "Vuokra"));
  EXPECT_EQ(world.now(event).short_description.at(LanguageTag("fi")), "Vuokra");
}

TEST_F(ImportCalendar, another_organisations_event_is_not_changed_by_a_file) {
  const auto event = rich();
  mimosa = world.organiser("Toinen");
  EXPECT_EQ(import(file_of(event, "fi")).rows[0].outcome, RowOutcome::unchanged);
  const auto report = import(samples::replace_all(file_of(event, "fi"), "SUMMARY:Asumisinfo", "SUMMARY:Muu"));
  ASSERT_EQ(report.rows[0].outcome, RowOutcome::refused);
  EXPECT_EQ(report.rows[0].problems[0].code, "forbidden");
  EXPECT_EQ(world.now(event).version, event.version);
}

// Four times at most, each week from `day` of December 2026 on.
std::string choir(const std::string& day, const std::string& hour, int times) {
  const std::string time = "202612" + day + "T" + hour;
  return calendar_of("BEGIN:VEVENT\nUID:kuoro@example.org\nDTSTAMP:20261101T000000Z\nDTSTART;TZID=Europe/Helsinki:" +
                     time + "0000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=" + std::to_string(times) +
                     "\nSUMMARY:Kuoro\nLOCATION:Talo\nEND:VEVENT\n");
}

TEST_F(ImportCalendar, a_series_that_moved_keeps_its_events_and_what_it_lost_is_told) {
  (void)import(choir("01", "17", 4));
  const auto before = events();
  ASSERT_THAT(before, SizeIs(4));
  const auto report = import(choir("01", "18", 3));
  EXPECT_EQ(report.rows[0].updated, 3U);
  ASSERT_THAT(report.rows[0].notes, SizeIs(1));
  EXPECT_EQ(report.rows[0].notes[0].code, "left_over");
  EXPECT_EQ(report.rows[0].notes[0].event, before[3].id.value);
  EXPECT_THAT(report.rows[0].notes[0].message, testing::HasSubstr("2026-12-22"));
  EXPECT_EQ(world.now(before[2]).start_time, world.local("2026-12-15T18:00"));
  EXPECT_EQ(import(choir("01", "18", 3)).rows[0].unchanged, 3U);
  // Further in two steps than a date is looked for in one.
  EXPECT_EQ(import(choir("03", "18", 3)).rows[0].updated, 3U);
  EXPECT_EQ(import(choir("05", "18", 3)).rows[0].updated, 3U);
  EXPECT_EQ(world.now(before[0]).start_time, world.local("2026-12-05T18:00"));
  EXPECT_THAT(events(), SizeIs(4));
}

TEST_F(ImportCalendar, dates_behind_what_was_brought_in_are_not_called_lost) {
  (void)import(choir("01", "17", 4));
  world.clock.set(world.local("2026-12-10T12:00"));
  EXPECT_THAT(import(choir("01", "17", 4)).rows[0].notes, IsEmpty());
}

TEST_F(ImportCalendar, a_date_cancelled_in_a_series_that_moved_is_told_of_the_event_that_it_was) {
  (void)import(choir("01", "17", 4));
  const auto second = events()[1].id;
  const auto whole = choir("01", "18", 4);
  const auto report = import(
      samples::replace_all(whole, "END:VCALENDAR",
                           "BEGIN:VEVENT\r\nUID:kuoro@example.org\r\nRECURRENCE-ID;TZID=Europe/Helsinki:"
                           "20261208T180000\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;TZID=Europe/Helsinki:"
                           "20261208T180000\r\nSTATUS:CANCELLED\r\nSUMMARY:Kuoro\r\nEND:VEVENT\r\nEND:VCALENDAR"));
  EXPECT_EQ(report.rows[0].updated, 3U);
  ASSERT_THAT(report.rows[0].notes, SizeIs(1));
  EXPECT_EQ(report.rows[0].notes[0].code, "cancelled_there");
  EXPECT_EQ(report.rows[0].notes[0].event, second.value);
}

std::string one_event(const std::string& uid, const std::string& more) {
  return calendar_of("BEGIN:VEVENT\nUID:" + uid +
                     "\nDTSTAMP:20261101T000000Z\nDTSTART;TZID=Europe/Helsinki:20261202T150000\n"
                     "SUMMARY:Asumisinfo\nLOCATION:Talo\n" +
                     more + "END:VEVENT\n");
}

TEST_F(ImportCalendar, a_single_event_and_a_series_do_not_become_each_other) {
  const auto event = rich();
  const auto refused = [&](const std::string& file) {
    const auto report = import(file);
    return report.rows.at(0).problems.empty() ? "" : report.rows[0].problems[0].code;
  };
  EXPECT_EQ(refused(one_event(event.uid, "RRULE:FREQ=WEEKLY;COUNT=3\n")), "series_mismatch");
  EXPECT_EQ(world.now(event).version, event.version);
  (void)import(one_event("a@example.org", ""));
  EXPECT_EQ(refused(one_event("a@example.org", "RRULE:FREQ=WEEKLY;COUNT=3\n")), "series_mismatch");
  (void)import(choir("01", "17", 4));
  EXPECT_EQ(refused(one_event("kuoro@example.org", "")), "series_mismatch");
  EXPECT_THAT(events(), SizeIs(6));
}

TEST_F(ImportCalendar, what_has_no_end_lasts_an_hour) {
  EXPECT_EQ(import(one_event("a@example.org", "")).rows[0].outcome, RowOutcome::created);
  EXPECT_EQ(events().at(0).end_time, world.local("2026-12-02T16:00"));
  EXPECT_EQ(import(one_event("a@example.org", "")).rows[0].outcome, RowOutcome::unchanged);
}

TEST_F(ImportCalendar, of_another_organisations_draft_a_file_with_its_uid_learns_nothing) {
  auto details = world.details("2026-12-01T15:00");
  details.publication_status = domain::PublicationStatus::draft;
  const auto draft = world.event(details);
  mimosa = world.organiser("Toinen");
  const auto cancelled = import(one_event(draft.uid, "STATUS:CANCELLED\n"));
  ASSERT_THAT(cancelled.rows.at(0).notes, SizeIs(1));
  EXPECT_EQ(cancelled.rows[0].notes[0].code, "cancelled_not_here");
  EXPECT_EQ(cancelled.rows[0].notes[0].event, 0);
  EXPECT_EQ(import(one_event(draft.uid, "")).rows[0].outcome, RowOutcome::created);
  EXPECT_EQ(world.now(draft).version, draft.version);
}

TEST_F(ImportCalendar, one_bad_event_hinders_no_other) {
  const auto report =
      import(calendar_of(weekly +
                         "BEGIN:VEVENT\nUID:sekunnit@example.org\nDTSTAMP:20261101T000000Z\nDTSTART:20261201T150000Z\n"
                         "DTEND:20261201T160000Z\nRRULE:FREQ=SECONDLY\nSUMMARY:Tikitys\nEND:VEVENT\n"
                         "BEGIN:VEVENT\nUID:paikaton@example.org\nDTSTAMP:20261101T000000Z\nDTSTART:20261203T150000Z\n"
                         "DTEND:20261203T160000Z\nSUMMARY:Paikaton\nEND:VEVENT\n"));
  EXPECT_EQ(report.count(RowOutcome::created), 1U);
  EXPECT_EQ(report.count(RowOutcome::refused), 2U);
}

}  // namespace
