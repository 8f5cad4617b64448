#include "calendar/foreign_events.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/error.hpp"
#include "foreign_samples.hpp"

namespace {

using namespace foreign_samples;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST(ForeignCalendar,
     of_google_has_its_weekly_dates_without_the_one_taken_out_and_with_the_moved_and_the_cancelled_one) {
  const auto calendar = read(google());
  EXPECT_THAT(codes(calendar), IsEmpty());
  EXPECT_TRUE(calendar.complete);
  EXPECT_EQ(calendar.name, "Mimosan ryhmät");
  EXPECT_THAT(dates(calendar), ElementsAre("2026-09-07T14:00:00Z/2026-09-07T15:30:00Z Naisten ryhmä",
                                           "2026-09-15T13:00:00Z/2026-09-15T14:30:00Z Naisten ryhmä",
                                           "2026-09-28T14:00:00Z/2026-09-28T15:30:00Z Naisten ryhmä (cancelled)",
                                           "2026-10-05T14:00:00Z/2026-10-05T15:30:00Z Naisten ryhmä",
                                           "2026-12-05T22:00:00Z/2026-12-06T22:00:00Z Itsenäisyyspäivän juhla"));
  EXPECT_EQ(calendar.occurrences[1].recurrence_id, moment("2026-09-14T14:00:00Z")) << "where the rule has it";
  EXPECT_TRUE(calendar.occurrences[4].all_day);
  EXPECT_FALSE(calendar.occurrences[4].recurrence_id);
}

TEST(ForeignCalendar, of_google_says_in_plain_words_what_it_writes_with_markup) {
  const auto first = read(google()).occurrences.front();
  EXPECT_EQ(first.description, "Tule mukaan!\nLisä tietoja:\nsivu (https://example.org/ryhma)");
  EXPECT_EQ(first.location, "Mimosa, Porrassalmenkatu 1, Mikkeli");
  EXPECT_EQ(first.sequence, 2);
  EXPECT_EQ(first.last_modified, moment("2026-07-30T09:30:00Z"));
}

TEST(ForeignCalendar, a_time_of_change_from_before_there_were_calendars_is_not_known) {
  const auto changed = [](const std::string& when) {
    const auto calendar = read(calendar_of(
        "BEGIN:VEVENT\nUID:a\nSUMMARY:Kahvila\nDTSTART:20261027T090000Z\nLAST-MODIFIED:" + when + "\nEND:VEVENT\n"));
    return calendar.occurrences.at(0).last_modified;
  };
  for (const char* never : {"00010101T000000Z", "16010101T000000Z", "19700101T000000Z"})
    EXPECT_FALSE(changed(never)) << never;
  EXPECT_EQ(changed("19700102T000000Z"), moment("1970-01-02T00:00:00Z"));
}

TEST(ForeignCalendar, of_outlook_keeps_the_wall_clock_across_the_clock_change_in_zones_with_windows_names) {
  const auto calendar = read(outlook());
  EXPECT_THAT(dates(calendar), ElementsAre("2026-10-13T10:00:00Z/2026-10-13T12:00:00Z CV-paja",
                                           "2026-10-20T10:00:00Z/2026-10-20T12:00:00Z CV-paja",
                                           "2026-10-26T07:00:00Z/2026-10-26T08:00:00Z Haastattelu",
                                           "2026-10-27T11:00:00Z/2026-10-27T13:00:00Z CV-paja",
                                           "2026-11-03T11:00:00Z/2026-11-03T13:00:00Z CV-paja"));
  EXPECT_EQ(calendar.occurrences[0].time_zone, "Europe/Helsinki");
  EXPECT_EQ(calendar.occurrences[0].description, "CV-paja\n\nTervetuloa") << "and not its alarm's";
  EXPECT_EQ(calendar.occurrences[2].time_zone, "Europe/Helsinki") << "a zone of its own is shown on our clock";
}

TEST(ForeignCalendar, what_its_owner_calls_private_is_left_out_and_said) {
  const auto calendar = read(outlook());
  ASSERT_THAT(calendar.problems, SizeIs(1));
  EXPECT_EQ(calendar.problems[0].code, "ics_private");
  EXPECT_EQ(calendar.problems[0].uid, "secret");
  EXPECT_EQ(calendar.problems[0].summary, "") << "nobody else is to read it";
  const auto without_uid =
      read(calendar_of("BEGIN:VEVENT\nSUMMARY:Lääkäri\nCLASS:CONFIDENTIAL\n"
                       "DTSTART:20261027T090000Z\nEND:VEVENT\n"));
  ASSERT_THAT(without_uid.problems, SizeIs(1));
  EXPECT_EQ(without_uid.problems[0].uid, "");
  EXPECT_EQ(without_uid.problems[0].summary, "");
}

TEST(ForeignCalendar, of_nextcloud_has_durations_categories_and_addresses) {
  const auto calendar = read(nextcloud());
  EXPECT_THAT(codes(calendar), IsEmpty());
  EXPECT_THAT(dates(calendar), ElementsAre("2026-10-11T21:00:00Z/2026-10-16T21:00:00Z Syysleiri",
                                           "2026-10-20T14:00:00Z/2026-10-20T15:30:00Z Kielikahvila",
                                           "2026-10-27T15:00:00Z/2026-10-27T16:30:00Z Kielikahvila",
                                           "2026-11-03T15:00:00Z/2026-11-03T16:30:00Z Kielikahvila"));
  EXPECT_THAT(calendar.occurrences[1].categories, ElementsAre("Kieli", "Vapaa-aika"));
  EXPECT_EQ(calendar.occurrences[1].url, "https://example.org/kahvila");
}

TEST(ForeignEvent, without_a_zone_is_on_our_clock) {
  EXPECT_THAT(starts(read_lines(event("DTSTART:20261101T100000\nDTEND:20261101T110000\n"))),
              ElementsAre("2026-11-01T08:00:00Z"));
}

TEST(ForeignEvent, in_the_hour_that_comes_twice_is_in_the_first_and_in_the_one_that_is_skipped_before_the_gap) {
  EXPECT_THAT(starts(read_lines(event("DTSTART;TZID=Europe/Helsinki:20261025T033000\nDURATION:PT1H\n"))),
              ElementsAre("2026-10-25T00:30:00Z"));
  EXPECT_THAT(starts(read_lines(event("DTSTART;TZID=Europe/Helsinki:20270328T033000\nDURATION:PT1H\n"))),
              ElementsAre("2027-03-28T01:30:00Z"));
}

TEST(ForeignEvent, in_a_zone_that_only_the_file_defines_has_its_clock_changes) {
  const std::string zone =
      "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:19701025T040000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0200\n"
      "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:19700329T030000\n"
      "TZOFFSETFROM:+0200\nTZOFFSETTO:+0300\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
  for (const char* local :
       {"20261024T120000", "20261025T033000", "20261025T040000", "20270328T033000", "20270701T120000"}) {
    const std::string lines = std::string(":") + local + "\nDURATION:PT1H\n";
    EXPECT_EQ(starts(read_lines(zone + event("DTSTART;TZID=Ours" + lines))),
              starts(read_lines(event("DTSTART;TZID=Europe/Helsinki" + lines))))
        << local;
  }
}

TEST(ForeignEvent, in_a_zone_that_nobody_knows_is_a_problem_and_no_guess) {
  const auto calendar = read_lines(event("DTSTART;TZID=Atlantis:20261101T100000\n"));
  EXPECT_THAT(calendar.occurrences, IsEmpty());
  EXPECT_THAT(codes(calendar), ElementsAre("ics_unknown_zone"));
  EXPECT_EQ(calendar.problems.at(0).zone, "Atlantis") << "which one it is";
  EXPECT_THAT(calendar.problems.at(0).summary, testing::Not(testing::HasSubstr("Atlantis")));
}

TEST(ForeignEvent, in_a_zone_at_the_end_of_a_path_is_in_that_zone) {
  EXPECT_THAT(starts(read_lines(event(
                  "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Helsinki:20261101T100000\nDURATION:PT1H\n"))),
              ElementsAre("2026-11-01T08:00:00Z"));
}

TEST(ForeignEvent, of_one_day_ends_at_the_next_midnight_however_its_end_is_written) {
  for (const char* end : {"", "DTEND;VALUE=DATE:20261207\n", "DTEND;VALUE=DATE:20261206\n", "DURATION:P1D\n"}) {
    EXPECT_THAT(dates(read_lines(event("DTSTART;VALUE=DATE:20261206\n" + std::string(end)))),
                ElementsAre("2026-12-05T22:00:00Z/2026-12-06T22:00:00Z Group"))
        << end;
  }
}

TEST(ForeignEvent, that_lasts_across_the_clock_change_is_as_long_as_it_says) {
  EXPECT_THAT(dates(read_lines(event("DTSTART;TZID=Europe/Helsinki:20261024T200000\nDURATION:P1D\n"))),
              ElementsAre("2026-10-24T17:00:00Z/2026-10-25T18:00:00Z Group"));
  EXPECT_THAT(dates(read_lines(event("DTSTART;TZID=Europe/Helsinki:20261024T200000\nDURATION:PT24H\n"))),
              ElementsAre("2026-10-24T17:00:00Z/2026-10-25T17:00:00Z Group"));
}

TEST(ForeignSeries, without_end_stops_where_the_window_does) {
  const auto calendar = read_lines(event("DTSTART:20200106T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;BYDAY=MO\n"));
  EXPECT_THAT(calendar.occurrences, SizeIs(52));
  EXPECT_EQ(starts(calendar).front(), "2026-08-03T07:00:00Z");
  EXPECT_TRUE(calendar.complete);
}

TEST(ForeignSeries, counts_the_dates_before_the_window_too) {
  EXPECT_THAT(starts(read_lines(event("DTSTART:20260720T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3\n"))),
              ElementsAre("2026-08-03T07:00:00Z"));
}

TEST(ForeignSeries, begins_with_its_first_date_even_where_the_rule_does_not_have_it) {
  EXPECT_THAT(starts(read_lines(event("DTSTART:20260901T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3\n"))),
              ElementsAre("2026-09-01T07:00:00Z", "2026-09-07T07:00:00Z", "2026-09-14T07:00:00Z"));
}

TEST(ForeignSeries, has_added_dates_and_periods_and_lacks_what_is_taken_out_by_day_or_by_time) {
  EXPECT_THAT(
      dates(
          read_lines(event("DTSTART;TZID=Europe/Helsinki:20260907T170000\nDTEND;TZID=Europe/Helsinki:20260907T180000\n"
                           "RRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;VALUE=DATE:20260914\n"
                           "EXDATE:20260921T140000Z,20260101T000000Z\n"
                           "RDATE;TZID=Europe/Helsinki:20260910T120000\n"
                           "RDATE;VALUE=PERIOD:20260911T090000Z/PT2H,20260912T090000Z/20260912T093000Z\n"))),
      ElementsAre("2026-09-07T14:00:00Z/2026-09-07T15:00:00Z Group", "2026-09-10T09:00:00Z/2026-09-10T10:00:00Z Group",
                  "2026-09-11T09:00:00Z/2026-09-11T11:00:00Z Group", "2026-09-12T09:00:00Z/2026-09-12T09:30:00Z Group",
                  "2026-09-28T14:00:00Z/2026-09-28T15:00:00Z Group"));
}

TEST(ForeignSeries, changed_from_a_date_on_has_the_change_on_all_that_follow) {
  EXPECT_THAT(dates(read_lines(event("DTSTART:20261013T170000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4\n") +
                               "BEGIN:VEVENT\nUID:one@example.org\nSUMMARY:Later group\nDTSTART:20261021T180000\n"
                               "DURATION:PT2H\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261020T170000\nEND:VEVENT\n")),
              ElementsAre("2026-10-13T14:00:00Z/2026-10-13T15:00:00Z Group",
                          "2026-10-21T15:00:00Z/2026-10-21T17:00:00Z Later group",
                          "2026-10-28T16:00:00Z/2026-10-28T18:00:00Z Later group",
                          "2026-11-04T16:00:00Z/2026-11-04T18:00:00Z Later group"));
}

TEST(ForeignSeries, keeps_a_date_that_was_moved_into_the_window_from_outside_and_drops_one_that_was_moved_out) {
  const std::string master = event("DTSTART:20260721T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3\n");
  EXPECT_THAT(starts(read_lines(
                  master + "BEGIN:VEVENT\nUID:one@example.org\nSUMMARY:In\nDTSTART:20260810T100000\nDURATION:PT1H\n"
                           "RECURRENCE-ID:20260728T100000\nEND:VEVENT\nBEGIN:VEVENT\nUID:one@example.org\n"
                           "SUMMARY:Out\nDTSTART:20260701T100000\nDURATION:PT1H\n"
                           "RECURRENCE-ID:20260804T100000\nEND:VEVENT\n")),
              ElementsAre("2026-08-10T07:00:00Z"));
}

TEST(ForeignSeries, whose_rest_google_gives_another_uid_keeps_its_own) {
  const auto part = [](const std::string& uid, const std::string& lines) {
    return "BEGIN:VEVENT\nUID:" + uid + "\nSUMMARY:S\nDURATION:PT1H\n" + lines + "END:VEVENT\n";
  };
  const auto calendar =
      read_lines(part("abc@google.example", "DTSTART:20260907T140000Z\nRRULE:FREQ=WEEKLY;UNTIL=20260914T235959Z\n") +
                 part("abc_R20260921T140000@google.example", "DTSTART:20260921T150000Z\nRRULE:FREQ=WEEKLY;COUNT=2\n") +
                 part("a_Rest@google.example", "DTSTART:20261221T150000Z\n"));
  ASSERT_THAT(calendar.occurrences, SizeIs(5));
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(calendar.occurrences[i].uid, "abc@google.example") << i;
  EXPECT_EQ(calendar.occurrences[4].uid, "a_Rest@google.example");
}

TEST(ForeignSeries, of_whole_days_has_days_as_long_as_the_clock_has_them) {
  EXPECT_THAT(
      dates(read_lines(event("DTSTART;VALUE=DATE:20261024\nRRULE:FREQ=DAILY;COUNT=3\n"))),
      ElementsAre("2026-10-23T21:00:00Z/2026-10-24T21:00:00Z Group", "2026-10-24T21:00:00Z/2026-10-25T22:00:00Z Group",
                  "2026-10-25T22:00:00Z/2026-10-26T22:00:00Z Group"));
}

TEST(ForeignSeries, more_often_than_daily_is_refused_and_the_others_are_read) {
  for (const char* rule : {"FREQ=HOURLY", "FREQ=MINUTELY;COUNT=3", "FREQ=SECONDLY", "FREQ=DAILY;BYHOUR=9,15"}) {
    const auto calendar = read_lines(event("DTSTART:20260901T090000\nRRULE:" + std::string(rule) + "\n") +
                                     "BEGIN:VEVENT\nUID:two\nSUMMARY:Other\nDTSTART:20260902T090000\nEND:VEVENT\n");
    EXPECT_THAT(codes(calendar), ElementsAre("ics_sub_daily")) << rule;
    EXPECT_THAT(dates(calendar), ElementsAre("2026-09-02T06:00:00Z/2026-09-02T06:00:00Z Other")) << rule;
  }
}

TEST(ForeignSeries, may_repeat_the_time_of_its_start_in_the_rule) {
  EXPECT_THAT(
      starts(read_lines(
          event("DTSTART:20260901T091500\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2;BYHOUR=9;BYMINUTE=15;BYSECOND=0\n"))),
      SizeIs(2));
}

TEST(ForeignEvents, that_cannot_be_read_are_problems_with_their_line_and_the_others_are_read) {
  const auto calendar = read_lines(
      "BEGIN:VEVENT\nUID:a\nSUMMARY:No start\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:b\nSUMMARY:No such day\nDTSTART:20260231T100000\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:c\nSUMMARY:Backwards\nDTSTART:20260901T100000\nDTEND:20260901T090000\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:d\nSUMMARY:Rule\nDTSTART:20260901T100000\nRRULE:FREQ=OFTEN\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:e\nDTSTART:20260901T100000\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:f\nSUMMARY:Negative\nDTSTART:20260901T100000\nDURATION:-PT1H\nEND:VEVENT\n" +
      event("DTSTART:20260901T100000Z\nDURATION:PT1H\n"));
  EXPECT_THAT(codes(calendar), ElementsAre("ics_no_start", "ics_bad_time", "ics_ends_before", "ics_rule", "ics_no_name",
                                           "ics_bad_time"));
  EXPECT_EQ(calendar.problems[1].line, 8U);
  EXPECT_EQ(calendar.problems[1].uid, "b");
  EXPECT_EQ(calendar.problems[1].summary, "No such day");
  EXPECT_THAT(starts(calendar), ElementsAre("2026-09-01T10:00:00Z"));
}

TEST(ForeignEvents, whose_change_cannot_be_read_are_not_shown_as_they_were_before_it) {
  const auto calendar = read_lines(event("DTSTART:20260901T100000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2\n") +
                                   "BEGIN:VEVENT\nUID:one@example.org\nSUMMARY:Moved\nDTSTART:sometime\n"
                                   "RECURRENCE-ID:20260902T100000Z\nEND:VEVENT\n");
  EXPECT_THAT(starts(calendar), ElementsAre("2026-09-01T10:00:00Z"));
  EXPECT_THAT(codes(calendar), ElementsAre("ics_bad_time"));
}

TEST(ForeignEvents, of_one_uid_are_the_one_with_the_higher_sequence) {
  const std::string newer = "SEQUENCE:2\nDTSTART:20260902T100000Z\nDURATION:PT1H\n",
                    older = "SEQUENCE:1\nDTSTART:20260901T100000Z\n";
  EXPECT_THAT(starts(read_lines(event(newer) + event(older))), ElementsAre("2026-09-02T10:00:00Z"));
  EXPECT_THAT(starts(read_lines(event(older) + event(newer))), ElementsAre("2026-09-02T10:00:00Z"));
}

TEST(ForeignText, in_windows_letters_or_with_broken_ones_comes_out_as_utf8) {
  EXPECT_EQ(read_lines(event("DTSTART:20260901T100000Z\nLOCATION:K\xE4pyl\xE4 \x96 \x80\n")).occurrences.at(0).location,
            "Käpylä – €");
}

TEST(ForeignText, folded_within_a_letter_is_whole_again) {
  EXPECT_EQ(
      read_lines(event("DTSTART:20260901T100000Z\nLOCATION:K\xC3\n \xA4pyl\xC3\xA4\n")).occurrences.at(0).location,
      "Käpylä");
}

TEST(ForeignFile, with_other_line_ends_a_mark_at_its_beginning_and_no_end_is_read) {
  EXPECT_THAT(read("\xEF\xBB\xBF"
                   "begin:vcalendar\nBegin:VEvent\nuid:x\nsummary:S\ndtstart:20260901T100000Z")
                  .occurrences,
              SizeIs(1));
}

TEST(ForeignFile, that_is_no_calendar_is_refused) {
  for (const char* bytes : {"", "<html><body>Sign in</body></html>", "BEGIN:VCARD\nEND:VCARD\n"}) {
    try {
      (void)read(bytes);
      FAIL() << bytes;
    } catch (const domain::Error& error) {
      EXPECT_EQ(error.problems().front().code, "ics_not_a_calendar");
      EXPECT_EQ(error.problems().front().field, "file");
    }
  }
}

}  // namespace
