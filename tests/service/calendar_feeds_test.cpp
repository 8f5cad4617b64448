#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/book_interpreter.hpp"
#include "domain/manage_registration.hpp"
#include "tests/service/api_world.hpp"

namespace {

using fixtures::Answer;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// RFC 5545, 3.1, undone.
std::string unfold(std::string text) {
  for (auto fold = text.find("\r\n "); fold != std::string::npos; fold = text.find("\r\n ", fold)) text.erase(fold, 3);
  return text;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

class CalendarFeeds : public testing::Test {
 protected:
  Answer get(const std::string& target, fixtures::Headers headers = {}) {
    return world.call("GET", target, {}, std::move(headers));
  }
  std::string text(const std::string& target) {
    const Answer answer = get(target);
    EXPECT_EQ(answer.status, 200) << target << "\n" << answer.text;
    EXPECT_EQ(answer.header("Content-Type"), "text/calendar; charset=utf-8");
    return unfold(answer.text);
  }
  std::string address(const domain::Event& event) { return "/events/" + std::to_string(event.id.value) + ".ics"; }
  domain::Event event_at(const domain::Place& place, domain::PublicationStatus status) {
    auto details = world.details("2026-12-07T15:00");
    details.location = place;
    details.publication_status = status;
    return world.event(details);
  }

  fixtures::ApiWorld world;
};

TEST_F(CalendarFeeds, the_feed_has_every_event_however_many_a_page_holds) {
  for (int day = 1; day <= 25; ++day) {
    world.event("2026-12-" + std::string(day < 10 ? "0" : "") + std::to_string(day) + "T15:00");
  }
  EXPECT_EQ(count(text("/calendar.ics"), "BEGIN:VEVENT"), 25u);
  EXPECT_EQ(count(text("/calendar.ics?page=2&page_size=5"), "BEGIN:VEVENT"), 25u);
}

TEST_F(CalendarFeeds, the_feed_takes_the_lists_filters_and_says_so_in_its_name) {
  world.event("2026-12-07T15:00");
  auto elsewhere = world.details("2026-12-08T15:00");
  elsewhere.location.municipality = "Savonlinna";
  world.event(elsewhere);
  const std::string feed = text("/calendar.ics?municipality=Savonlinna");
  EXPECT_EQ(count(feed, "BEGIN:VEVENT"), 1u);
  EXPECT_THAT(feed, AllOf(HasSubstr("Savonlinna\r\n"), HasSubstr("X-WR-CALNAME:Kutsu: Savonlinna\r\n")));
}

TEST_F(CalendarFeeds, the_feed_is_in_the_language_asked_for) {
  world.event("2026-12-07T15:00");
  EXPECT_THAT(text("/calendar.ics"), HasSubstr("SUMMARY:Työnhakuinfo\r\n"));
  EXPECT_THAT(text("/calendar.ics?lang=ar"), HasSubstr("SUMMARY:جلسة عن البحث عن عمل\r\n"));
  EXPECT_THAT(text("/calendar.ics?lang=ar"), HasSubstr("URL:https://kutsu.example.org/ar/events/"));
}

TEST_F(CalendarFeeds, an_unchanged_feed_is_not_sent_again) {
  world.event("2026-12-07T15:00");
  const Answer first = get("/calendar.ics");
  const Answer second = get("/calendar.ics", {{"If-None-Match", first.header("ETag")}});
  EXPECT_EQ(second.status, 304);
  EXPECT_EQ(second.text, "");
  EXPECT_EQ(second.header("ETag"), first.header("ETag"));
  world.event("2026-12-08T15:00");
  const Answer third = get("/calendar.ics", {{"If-None-Match", first.header("ETag")}});
  EXPECT_EQ(third.status, 200);
  EXPECT_NE(third.header("ETag"), first.header("ETag"));
}

TEST_F(CalendarFeeds, a_registration_leaves_the_feed_as_it_is) {
  const auto event = world.event("2026-12-07T15:00", 10);
  const Answer first = get("/calendar.ics");
  world.register_party(event);
  EXPECT_EQ(get("/calendar.ics", {{"If-None-Match", first.header("ETag")}}).status, 304);
}

TEST_F(CalendarFeeds, open_events_leave_the_feed_of_open_ones_when_they_are_full) {
  const auto event = world.event("2026-12-07T15:00", 1);
  EXPECT_EQ(count(text("/calendar.ics?open=true"), "BEGIN:VEVENT"), 1u);
  world.register_party(event);
  EXPECT_EQ(count(text("/calendar.ics?open=true"), "BEGIN:VEVENT"), 0u);
}

TEST_F(CalendarFeeds, a_cancelled_event_is_marked_as_the_subscriber_wishes) {
  const auto event = world.event("2026-12-07T15:00");
  (void)domain::cancel_event(*world.ports, world.admin, event.id, {{domain::LanguageTag("fi"), "Puhuja sairastui"}});
  EXPECT_THAT(text("/calendar.ics"), AllOf(HasSubstr("STATUS:CANCELLED\r\n"), HasSubstr("Puhuja sairastui")));
  EXPECT_THAT(text("/calendar.ics?cancelled=visible"),
              AllOf(HasSubstr("STATUS:CONFIRMED\r\n"), HasSubstr("SUMMARY:PERUTTU: Työnhakuinfo\r\n")));
}

TEST_F(CalendarFeeds, wrong_parameters_are_refused) {
  for (const char* target : {"/calendar.ics?nonsense=1", "/calendar.ics?from=yesterday",
                             "/calendar.ics?cancelled=perhaps", "/calendar.ics?lang=%01", "/calendar.ics?kind=party"}) {
    EXPECT_EQ(get(target).status, 400) << target;
  }
}

TEST_F(CalendarFeeds, only_public_events_are_in_the_feed_and_unlisted_ones_have_a_file) {
  using domain::PublicationStatus;
  const domain::Place place{"Mimosa", "", "Mikkeli", ""};
  const auto unlisted = event_at(place, PublicationStatus::unlisted);
  const auto staff = event_at(place, PublicationStatus::staff);
  const auto draft = event_at(place, PublicationStatus::draft);
  EXPECT_EQ(count(text("/calendar.ics"), "BEGIN:VEVENT"), 0u);
  EXPECT_EQ(count(text(address(unlisted)), "BEGIN:VEVENT"), 1u);
  for (const auto& event : {staff, draft}) EXPECT_EQ(get(address(event)).status, 404);
  const Answer seen = world.call_as(world.token(), "GET", address(staff));
  EXPECT_EQ(seen.status, 200);
  EXPECT_THAT(seen.header("Cache-Control"), HasSubstr("private"));
  EXPECT_EQ(get(address(staff)).status, 404);
}

TEST_F(CalendarFeeds, an_events_file_says_what_is_not_there) {
  EXPECT_EQ(get("/events/123456.ics").status, 404);
  EXPECT_EQ(get("/events/abc.ics").status, 404);
}

TEST_F(CalendarFeeds, an_online_link_is_in_no_public_calendar_and_in_the_participants_own) {
  const auto event =
      event_at({"", "", "Mikkeli", "https://meet.example.org/hidden"}, domain::PublicationStatus::open_to_all);
  EXPECT_THAT(text("/calendar.ics"), Not(HasSubstr("meet.example.org")));
  EXPECT_THAT(text(address(event)), Not(HasSubstr("meet.example.org")));
  const auto receipt = world.register_party(event);
  EXPECT_THAT(text("/calendar/" + receipt.manage_token + ".ics"), HasSubstr("https://meet.example.org/hidden"));
}

TEST_F(CalendarFeeds, a_participants_calendar_follows_their_registration) {
  const auto event = world.event("2026-12-07T15:00", 1, 5);
  world.register_party(event);
  const auto waiting = world.register_party(event);
  const std::string target = "/calendar/" + waiting.manage_token + ".ics";
  EXPECT_THAT(text(target), AllOf(HasSubstr("STATUS:TENTATIVE"), HasSubstr("SUMMARY:Jonossa: Työnhakuinfo")));
  const Answer before = get(target);
  EXPECT_EQ(get(target, {{"If-None-Match", before.header("ETag")}}).status, 304);
  domain::cancel_registration(*world.ports, waiting.manage_token);
  EXPECT_EQ(get(target, {{"If-None-Match", before.header("ETag")}}).status, 200);
  EXPECT_THAT(text(target), HasSubstr("STATUS:CANCELLED"));
}

TEST_F(CalendarFeeds, a_private_calendar_is_kept_by_nobody) {
  const auto receipt = world.register_party(world.event("2026-12-07T15:00"));
  const Answer answer = get("/calendar/" + receipt.manage_token + ".ics");
  EXPECT_EQ(answer.header("Cache-Control"), "private, no-store");
  EXPECT_EQ(answer.header("X-Robots-Tag"), "noindex");
  EXPECT_EQ(get("/calendar/" + receipt.manage_token + "x.ics").status, 404);
  EXPECT_EQ(get("/calendar/AAAAAAAAAAAAAAAAAAAAAA.ics").status, 404);
}

TEST_F(CalendarFeeds, an_interpreters_calendar_has_their_bookings_until_its_address_is_renewed) {
  const auto organiser = world.organiser("Mimosa");
  domain::Interpreter person;
  person.name = "Esimerkki Tulkki";
  person.phone = domain::PhoneNumber("+358405550142");
  person.message_language = domain::LanguageTag("en");
  person.languages = {{domain::LanguageTag("ar"), "Sudanese"}};
  const auto added = domain::add_interpreter(*world.ports, organiser, person);
  const std::string target = "/calendar/" + added.calendar_token + ".ics";
  EXPECT_EQ(count(text(target), "BEGIN:VEVENT"), 0u);

  domain::InterpreterBooking wanted;
  wanted.event = world.event("2026-12-07T15:00").id;
  wanted.language = domain::LanguageTag("ar");
  wanted.topic = "Summer jobs";
  wanted.contact_person = "Reception +358 40 555 0101";
  const auto booking = domain::request_booking(*world.ports, organiser, wanted);
  (void)domain::offer_booking(*world.ports, organiser, booking.id, added.interpreter.id);
  EXPECT_THAT(text(target), HasSubstr("STATUS:TENTATIVE"));
  const Answer offered = get(target);
  (void)domain::confirm_booking(*world.ports, organiser, booking.id);
  EXPECT_EQ(get(target, {{"If-None-Match", offered.header("ETag")}}).status, 200);
  EXPECT_THAT(text(target),
              AllOf(HasSubstr("STATUS:CONFIRMED"), HasSubstr("Topic: Summer jobs"), HasSubstr("Reception +358 40"),
                    HasSubstr("LOCATION:Monikulttuurikeskus Mimosa\\, Esimerkkikatu 1\\, Mikkeli"),
                    HasSubstr("DTSTART;TZID=Europe/Helsinki:20261207T150000")));

  const auto renewed = domain::renew_interpreter_calendar(*world.ports, organiser, added.interpreter.id);
  EXPECT_EQ(get(target).status, 404);
  EXPECT_EQ(count(text("/calendar/" + renewed.calendar_token + ".ics"), "BEGIN:VEVENT"), 1u);
}

TEST_F(CalendarFeeds, head_tells_what_get_would) {
  world.event("2026-12-07T15:00");
  const Answer head = world.call("HEAD", "/calendar.ics");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.text, "");
  EXPECT_EQ(head.header("ETag"), get("/calendar.ics").header("ETag"));
}

}  // namespace
