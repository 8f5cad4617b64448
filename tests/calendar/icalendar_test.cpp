#include "calendar/icalendar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "calendar/time_zones.hpp"
#include "calendar_samples.hpp"
#include "domain/text.hpp"

namespace {

using calendar::Cancelled;
using calendar_samples::at;
using calendar_samples::EnglishWords;
using testing::HasSubstr;
using testing::Not;

const calendar::TimeZones written_zones;
const EnglishWords written_words;

// RFC 5545, 3.1, undone.
std::string unfold(std::string text) {
  for (auto fold = text.find("\r\n "); fold != std::string::npos; fold = text.find("\r\n ", fold)) text.erase(fold, 3);
  return text;
}

std::string feed_of(const domain::Event& event, Cancelled cancelled = Cancelled::by_status) {
  const calendar::Calendars calendars{written_zones};
  return unfold(calendars.feed({"Kutsu", "All events"}, std::vector{event}, written_words, cancelled, "en"));
}

std::string line(const std::string& unfolded, const std::string& name) {
  const auto begin = unfolded.find("\r\n" + name);
  if (begin == std::string::npos) return {};
  return unfolded.substr(begin + 2, unfolded.find("\r\n", begin + 2) - begin - 2);
}

TEST(Feed, a_calendar_says_who_it_is_and_how_often_to_come_back) {
  const std::string feed = feed_of(calendar_samples::event());
  EXPECT_THAT(feed, testing::StartsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kutsu//Kutsu//EN\r\n"));
  EXPECT_THAT(feed, testing::EndsWith("END:VEVENT\r\nEND:VCALENDAR\r\n"));
  EXPECT_EQ(line(feed, "METHOD"), "METHOD:PUBLISH");
  EXPECT_EQ(line(feed, "NAME"), "NAME:Kutsu");
  EXPECT_EQ(line(feed, "X-WR-CALNAME"), "X-WR-CALNAME:Kutsu");
  EXPECT_EQ(line(feed, "REFRESH-INTERVAL"), "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
  EXPECT_EQ(line(feed, "X-PUBLISHED-TTL"), "X-PUBLISHED-TTL:PT1H");
  EXPECT_THAT(feed, Not(HasSubstr("X-LIC-ERROR")));
}

TEST(Feed, an_event_says_all_that_a_calendar_shows) {
  const std::string feed = feed_of(calendar_samples::event());
  EXPECT_EQ(line(feed, "UID"), "UID:event-7@kutsu.example.org");
  EXPECT_EQ(line(feed, "SEQUENCE"), "SEQUENCE:3");
  EXPECT_EQ(line(feed, "DTSTART;"), "DTSTART;TZID=Europe/Helsinki:20261102T150000");
  EXPECT_EQ(line(feed, "DTEND;"), "DTEND;TZID=Europe/Helsinki:20261102T170000");
  EXPECT_EQ(line(feed, "DTSTAMP"), "DTSTAMP:20260902T093000Z");
  EXPECT_EQ(line(feed, "CREATED"), "CREATED:20260901T080000Z");
  EXPECT_EQ(line(feed, "LAST-MODIFIED"), "LAST-MODIFIED:20260902T093000Z");
  EXPECT_EQ(line(feed, "SUMMARY"), "SUMMARY:Job-seeking info");
  EXPECT_EQ(line(feed, "LOCATION"), "LOCATION:Mimosa\\, Vuorikatu 11\\, Mikkeli");
  EXPECT_EQ(line(feed, "URL"), "URL:https://kutsu.example.org/en/events/7");
  EXPECT_EQ(line(feed, "CATEGORIES"), "CATEGORIES:Theme job-seeking");
  EXPECT_THAT(feed, HasSubstr("CATEGORIES:Theme language"));
  EXPECT_EQ(line(feed, "STATUS"), "STATUS:CONFIRMED");
  EXPECT_EQ(line(feed, "TRANSP"), "TRANSP:TRANSPARENT");
  EXPECT_THAT(line(feed, "DESCRIPTION:How"), HasSubstr("Maahanmuuttopalvelut\\, Mimosa"));
  EXPECT_THAT(feed, HasSubstr("TZID:Europe/Helsinki\r\n"));
}

TEST(Feed, a_place_that_nobody_knows_is_no_location_but_said) {
  domain::Event event = calendar_samples::event();
  event.location = {"–", "", "", ""};
  const std::string feed = feed_of(event);
  EXPECT_EQ(line(feed, "LOCATION"), "");
  EXPECT_THAT(feed, HasSubstr("place_unknown"));
  EXPECT_THAT(feed, Not(HasSubstr("–")));
}

TEST(Feed, the_name_is_in_the_readers_language) {
  const calendar::Calendars calendars{written_zones};
  const auto event = calendar_samples::event();
  EXPECT_THAT(calendars.event_file(event, EnglishWords{"fi"}), HasSubstr("SUMMARY:Työnhakuinfo"));
}

TEST(Feed, a_cancelled_event_is_cancelled_by_status_or_stays_visible_by_name) {
  auto event = calendar_samples::event();
  event.status = domain::EventStatus::cancelled;
  event.cancellation_reason = {{domain::LanguageTag{"en"}, "The speaker is ill"}};
  const std::string hidden = feed_of(event);
  EXPECT_EQ(line(hidden, "STATUS"), "STATUS:CANCELLED");
  EXPECT_EQ(line(hidden, "SUMMARY"), "SUMMARY:Job-seeking info");
  const std::string visible = feed_of(event, Cancelled::visible);
  EXPECT_EQ(line(visible, "STATUS"), "STATUS:CONFIRMED");
  EXPECT_EQ(line(visible, "SUMMARY"), "SUMMARY:CANCELLED: Job-seeking info");
  for (const auto& feed : {hidden, visible}) EXPECT_THAT(feed, HasSubstr("The speaker is ill"));
}

TEST(Feed, an_online_link_is_for_those_who_take_part) {
  auto event = calendar_samples::event();
  event.location = {"", "", "", "https://meet.example.org/secret"};
  EXPECT_THAT(feed_of(event), Not(HasSubstr("meet.example.org")));
  EXPECT_THAT(feed_of(event), HasSubstr("LOCATION:Online\r\n"));
  const calendar::Calendars calendars{written_zones};
  domain::Registration registration;
  EXPECT_THAT(unfold(calendars.event_file(event, registration, written_words, at("2026-10-01T00:00:00Z"))),
              HasSubstr("meet.example.org/secret"));
  for (const auto status : {domain::RegistrationStatus::waitlisted, domain::RegistrationStatus::cancelled}) {
    registration.status = status;
    EXPECT_THAT(unfold(calendars.event_file(event, registration, written_words, at("2026-10-01T00:00:00Z"))),
                Not(HasSubstr("meet.example.org")));
  }
}

TEST(Feed, separators_and_line_breaks_are_escaped) {
  auto event = calendar_samples::event();
  event.name = {{domain::LanguageTag{"en"}, "Rent, bills; and \\ more\nEND:VEVENT"}};
  event.organisers.clear();
  const std::string feed = feed_of(event);
  EXPECT_EQ(line(feed, "SUMMARY"), "SUMMARY:Rent\\, bills\\; and \\\\ more\\nEND:VEVENT");
}

TEST(Feed, what_could_break_a_line_is_taken_out) {
  auto event = calendar_samples::event();
  event.name = {{domain::LanguageTag{"en"}, std::string{"a\0b\x1f\xe2\x80\xa8"
                                                        "c\xff",
                                                        9}}};
  const std::string feed = feed_of(event);
  EXPECT_EQ(line(feed, "SUMMARY"), "SUMMARY:ab\\nc\uFFFD");
}

TEST(Feed, arabic_is_folded_between_letters_and_at_75_octets) {
  auto event = calendar_samples::event();
  std::string text;
  for (int i = 0; i < 60; ++i) text += "مرحبا بكم، ";
  event.name = {{domain::LanguageTag{"en"}, text}};
  event.short_description = event.name;
  const calendar::Calendars calendars{written_zones};
  const std::string feed = calendars.event_file(event, written_words);
  std::size_t folded = 0;
  for (std::string_view rest = feed; !rest.empty();) {
    const auto end = rest.find("\r\n");
    ASSERT_NE(end, std::string_view::npos);
    EXPECT_LE(end, 75u);
    EXPECT_TRUE(domain::is_valid_utf8(rest.substr(0, end)));
    if (rest.starts_with(' ')) ++folded;
    rest.remove_prefix(end + 2);
  }
  EXPECT_GT(folded, 10u);
  EXPECT_EQ(feed.find('\n'), feed.find("\r\n") + 1);
  std::string expected;
  for (int i = 0; i < 60; ++i) expected += "مرحبا بكم، ";
  EXPECT_THAT(line(unfold(feed), "SUMMARY"), testing::StartsWith("SUMMARY:مرحبا بكم، مرحبا"));
}

TEST(Feed, the_repeated_hour_is_written_in_utc) {
  auto event = calendar_samples::event();
  event.start_time = at("2026-10-25T00:30:00Z");
  event.end_time = at("2026-10-25T03:30:00Z");
  const std::string feed = feed_of(event);
  EXPECT_EQ(line(feed, "DTSTART:20261"), "DTSTART:20261025T003000Z");
  EXPECT_EQ(line(feed, "DTEND"), "DTEND:20261025T033000Z");
  EXPECT_THAT(feed, Not(HasSubstr("VTIMEZONE")));
}

TEST(Feed, every_zone_used_is_described_once) {
  std::vector<domain::Event> events{calendar_samples::event(1), calendar_samples::event(2), calendar_samples::event(3)};
  events[1].time_zone = "Europe/Stockholm";
  const calendar::Calendars calendars{written_zones};
  const std::string feed = calendars.feed({"Kutsu", ""}, events, written_words, Cancelled::by_status, "en");
  std::size_t count = 0;
  for (auto at = feed.find("BEGIN:VTIMEZONE"); at != std::string::npos; at = feed.find("BEGIN:VTIMEZONE", at + 1))
    ++count;
  EXPECT_EQ(count, 2u);
}

TEST(Feed, an_empty_calendar_is_one_too) {
  const calendar::Calendars calendars{written_zones};
  const std::string feed = calendars.feed({"Kutsu", ""}, {}, written_words, Cancelled::by_status, "en");
  EXPECT_THAT(feed, testing::EndsWith("X-PUBLISHED-TTL:PT1H\r\nEND:VCALENDAR\r\n"));
}

TEST(Feed, only_a_new_version_is_written_anew) {
  const calendar::Calendars calendars{written_zones};
  auto event = calendar_samples::event();
  const auto feed = [&](std::string_view variant) {
    return calendars.feed({"Kutsu", ""}, std::vector{event}, written_words, Cancelled::by_status, variant);
  };
  const std::string before = feed("en");
  event.name = {{domain::LanguageTag{"en"}, "Another name"}};
  EXPECT_EQ(feed("en"), before);
  EXPECT_THAT(feed("fi"), HasSubstr("Another name"));
  ++event.version;
  EXPECT_THAT(feed("en"), HasSubstr("Another name"));
}

TEST(Feed, a_moved_event_tells_its_old_time) {
  auto event = calendar_samples::event();
  event.status = domain::EventStatus::rescheduled;
  event.previous_start_time = event.start_time - std::chrono::hours{24};
  const auto told = "moved_from: " + domain::format_rfc3339(*event.previous_start_time);
  EXPECT_THAT(calendar::public_entry(event, written_words, Cancelled::by_status).description, HasSubstr(told));
  event.status = domain::EventStatus::scheduled;
  EXPECT_THAT(calendar::public_entry(event, written_words, Cancelled::by_status).description,
              testing::Not(HasSubstr(told)));
}

TEST(Feed, cancelled_ways_are_not_mixed_up) {
  const calendar::Calendars calendars{written_zones};
  auto event = calendar_samples::event();
  event.status = domain::EventStatus::cancelled;
  const auto feed = [&](Cancelled cancelled) {
    return calendars.feed({"Kutsu", ""}, std::vector{event}, written_words, cancelled, "en");
  };
  EXPECT_THAT(feed(Cancelled::by_status), HasSubstr("STATUS:CANCELLED"));
  EXPECT_THAT(feed(Cancelled::visible), HasSubstr("STATUS:CONFIRMED"));
  EXPECT_THAT(feed(Cancelled::by_status), HasSubstr("STATUS:CANCELLED"));
}

TEST(Feed, threads_may_write_calendars_for_the_first_time_together) {
  const calendar::Calendars calendars{written_zones};
  std::vector<domain::Event> events;
  for (int i = 1; i <= 50; ++i) events.push_back(calendar_samples::event(i));
  std::vector<std::string> feeds(8);
  std::vector<std::thread> threads;
  for (auto& feed : feeds) {
    threads.emplace_back([&] {
      feed = calendars.feed({"Kutsu", ""}, events, written_words, Cancelled::by_status, "en");
    });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& feed : feeds) EXPECT_EQ(feed, feeds.front());
}

TEST(ParticipantFile, a_sensitive_event_goes_by_its_neutral_name) {
  auto event = calendar_samples::event();
  event.neutral_name = {{domain::LanguageTag{"en"}, "Group meeting"}};
  const calendar::Calendars calendars{written_zones};
  const std::string file =
      unfold(calendars.event_file(event, domain::Registration{}, written_words, at("2026-10-01T00:00:00Z")));
  EXPECT_EQ(line(file, "SUMMARY"), "SUMMARY:Group meeting");
  EXPECT_THAT(file, Not(HasSubstr("Job-seeking")));
  EXPECT_THAT(file, Not(HasSubstr("summer job")));
  EXPECT_EQ(line(file, "CATEGORIES"), "");
  EXPECT_EQ(line(file, "CLASS"), "CLASS:PRIVATE");
  EXPECT_EQ(line(file, "LOCATION"), "LOCATION:Mimosa\\, Vuorikatu 11\\, Mikkeli");
}

TEST(ParticipantFile, the_entry_follows_what_becomes_of_the_place) {
  const calendar::Calendars calendars{written_zones};
  domain::Registration registration;
  const auto file = [&] {
    return unfold(
        calendars.event_file(calendar_samples::event(), registration, written_words, at("2026-10-01T00:00:00Z")));
  };
  EXPECT_EQ(line(file(), "STATUS"), "STATUS:CONFIRMED");
  EXPECT_EQ(line(file(), "TRANSP"), "TRANSP:OPAQUE");
  registration.status = domain::RegistrationStatus::waitlisted;
  EXPECT_EQ(line(file(), "STATUS"), "STATUS:TENTATIVE");
  EXPECT_EQ(line(file(), "SUMMARY"), "SUMMARY:Waiting list: Job-seeking info");
  registration.status = domain::RegistrationStatus::cancelled;
  registration.version = 4;
  EXPECT_EQ(line(file(), "STATUS"), "STATUS:CANCELLED");
  EXPECT_EQ(line(file(), "SEQUENCE"), "SEQUENCE:6");
  EXPECT_EQ(line(file(), "DTSTAMP"), "DTSTAMP:20261001T000000Z");
  EXPECT_EQ(line(file(), "NAME"), "");
}

domain::InterpreterBooking booking() {
  domain::InterpreterBooking booking;
  booking.id = {5};
  booking.event = {7};
  booking.language = domain::LanguageTag{"ar"};
  booking.dialect = "Sudanese";
  booking.start_time = at("2026-11-02T12:45:00Z");
  booking.end_time = at("2026-11-02T15:00:00Z");
  booking.topic = "Summer jobs";
  booking.contact_person = "Reception, +358 40 555 0101";
  booking.status = domain::BookingStatus::confirmed;
  booking.created_time = at("2026-09-03T08:00:00Z");
  return booking;
}

std::string booking_file(const domain::InterpreterBooking& booking, const domain::Event& event) {
  const calendar::Calendars calendars{written_zones};
  const auto entry = calendar::booking_entry(booking, event, written_words, at("2026-10-01T00:00:00Z"));
  return unfold(calendars.calendar({"Bookings", ""}, std::vector{entry}));
}

TEST(InterpreterCalendar, a_booking_says_where_for_whom_and_about_what) {
  const std::string file = booking_file(booking(), calendar_samples::event());
  EXPECT_EQ(line(file, "UID"), "UID:interpreting-5-event-7@kutsu.example.org");
  EXPECT_EQ(line(file, "DTSTART;"), "DTSTART;TZID=Europe/Helsinki:20261102T144500");
  EXPECT_THAT(line(file, "SUMMARY"), HasSubstr("ar (Sudanese): Job-seeking info"));
  EXPECT_EQ(line(file, "LOCATION"), "LOCATION:Mimosa\\, Vuorikatu 11\\, Mikkeli");
  EXPECT_THAT(file, HasSubstr("topic: Summer jobs\\ncontact_person: Reception\\, +358 40 555 0101"));
  EXPECT_EQ(line(file, "DTSTAMP"), "DTSTAMP:20261001T000000Z");
  EXPECT_EQ(line(file, "STATUS"), "STATUS:CONFIRMED");
}

TEST(InterpreterCalendar, a_booking_by_phone_has_no_address_and_one_offered_is_tentative) {
  auto offered = booking();
  offered.mode = domain::InterpretingMode::phone;
  offered.status = domain::BookingStatus::offered;
  const std::string file = booking_file(offered, calendar_samples::event());
  EXPECT_EQ(line(file, "STATUS"), "STATUS:TENTATIVE");
  EXPECT_THAT(file, Not(HasSubstr("Vuorikatu")));
}

TEST(InterpreterCalendar, only_a_page_that_they_may_see_is_linked) {
  auto event = calendar_samples::event();
  EXPECT_EQ(line(booking_file(booking(), event), "URL"), "URL:https://kutsu.example.org/en/events/7");
  event.publication_status = domain::PublicationStatus::staff;
  EXPECT_THAT(booking_file(booking(), event), Not(HasSubstr("/events/7")));
}

TEST(InterpreterCalendar, a_cancelled_event_cancels_its_bookings) {
  auto event = calendar_samples::event();
  event.status = domain::EventStatus::cancelled;
  EXPECT_EQ(line(booking_file(booking(), event), "STATUS"), "STATUS:CANCELLED");
}

}  // namespace
