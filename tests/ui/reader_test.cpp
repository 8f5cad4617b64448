#include "ui/reader.hpp"

#include <gmock/gmock.h>

#include "tests/ui/sample.hpp"

namespace ui {
namespace {

using domain::LanguageTag;

Reader reader(const char* language) {
  return test::pages().reader(LanguageTag(language));
}
constexpr auto zone = domain::default_time_zone;

TEST(Reader, says_a_date_with_its_weekday_in_the_events_zone) {
  EXPECT_EQ(reader("fi").date(test::start, zone), "maanantai 22. helmikuuta 2027");
  EXPECT_EQ(reader("en").date(test::start, zone), "Monday, 22 February 2027");
  EXPECT_EQ(reader("ar").date(test::start, zone), "الاثنين، 22 فبراير 2027");
}

TEST(Reader, leaves_out_the_present_year) {
  EXPECT_EQ(reader("fi").date(test::start, zone, test::now), "maanantai 22. helmikuuta");
}

TEST(Reader, says_times_by_the_24_hour_clock) {
  EXPECT_EQ(reader("fi").time(test::start, zone), "15.00");
  EXPECT_EQ(reader("en").time(test::start, zone), "15:00");
  EXPECT_EQ(reader("ar").time(test::start, zone), "15:00");
  EXPECT_EQ(reader("fi").time_range(test::start, test::start + std::chrono::hours{2}, zone), "15.00–17.00");
}

TEST(Reader, names_the_zone_behind_a_time_that_is_not_by_the_clocks_here) {
  const auto end = test::start + std::chrono::hours{2};
  EXPECT_EQ(reader("fi").time_range(test::start, end, "Europe/Berlin"), "14.00–16.00 (Keski-Euroopan aika)");
  EXPECT_EQ(reader("en").time(test::start, "Europe/Berlin"), "14:00 (Central European Time)");
  EXPECT_EQ(reader("ar").time(test::start, "Europe/Berlin"), "14:00 (توقيت وسط أوروبا)");
  EXPECT_EQ(reader("fi").time(test::start, "UTC"), "13.00") << "of a local time without a zone";
}

TEST(Reader, names_the_day_on_which_an_event_ends_when_that_is_another) {
  EXPECT_EQ(reader("ar").time_range(test::start, test::start + std::chrono::hours{2}, zone), "\u200F15:00–\u206017:00")
      << "from the right, and in one line";
  EXPECT_EQ(reader("fi").time_range(test::start, test::start + std::chrono::hours{26}, zone), "15.00–ti 23.2. 17.00");
  const auto midnight = test::start - std::chrono::hours{15};
  EXPECT_EQ(reader("fi").time_range(midnight, midnight + std::chrono::hours{24}, zone), "koko päivän");
  EXPECT_EQ(reader("fi").time_range(midnight, midnight + std::chrono::hours{72}, zone), "koko päivän, ke 24.2. asti");
  EXPECT_EQ(reader("fi").time_range(midnight, midnight + std::chrono::hours{2}, zone), "0.00–2.00");
}

TEST(Reader, knows_summer_time) {
  const domain::Instant before_change{std::chrono::seconds{1792882800}};  // 2026-10-24T23:00Z
  EXPECT_EQ(reader("fi").time(before_change, zone), "2.00");
  EXPECT_EQ(local_date(before_change, zone), "2026-10-25");
}

TEST(Reader, counts_places_in_each_of_arabics_forms) {
  auto event = test::sample_event();
  const auto left = [&](int count) {
    event.confirmed_persons = *event.maximum_attendee_capacity - count;
    return reader("ar").places_left(event, test::now);
  };
  EXPECT_EQ(left(1), "بقي مكان واحد");
  EXPECT_EQ(left(2), "بقي مكانان");
  EXPECT_EQ(left(4), "بقيت 4 أماكن");
  EXPECT_EQ(left(12), "بقي 12 مكانًا");
}

TEST(Reader, says_what_there_is_to_do_when_an_event_is_full) {
  auto event = test::sample_event();
  event.confirmed_persons = 25;
  EXPECT_EQ(reader("en").places_left(event, test::now), "Full: you can join the waiting list");
  event.waitlisted_persons = 10;
  EXPECT_EQ(reader("en").places_left(event, test::now), "Full");
}

TEST(Reader, isolates_latin_words_inside_right_to_left_sentences_only) {
  const auto sentence = [](const char* language) {
    return reader(language).text("event.rescheduled_long", {{"when", "Mimosa"}});
  };
  EXPECT_THAT(sentence("ar"), ::testing::HasSubstr("\u2068Mimosa\u2069"));
  EXPECT_THAT(sentence("fi"), ::testing::Not(::testing::HasSubstr("\u2068")));
}

TEST(Reader, names_languages_and_themes_in_the_readers_own) {
  EXPECT_EQ(reader("fi").language_names({LanguageTag("ar"), LanguageTag("prs")}), "arabia, dari");
  EXPECT_EQ(reader("en").language_name(LanguageTag("de")), "German");
  EXPECT_EQ(reader("fi").theme_name("job-seeking"), "Työnhaku");
  EXPECT_EQ(reader("fi").theme_name("gone"), "gone");
}

TEST(Reader, has_a_sentence_for_codes_nobody_foresaw) {
  EXPECT_EQ(reader("en").problem({"", "surprise", "boo"}), "This could not be accepted.");
}

}  // namespace
}  // namespace ui
