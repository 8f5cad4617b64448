#include <gmock/gmock.h>

#include "tests/ui/sample.hpp"
#include "ui/assets.hpp"
#include "ui/event_list.hpp"
#include "ui/event_page.hpp"
#include "ui/info_pages.hpp"

namespace ui {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

EventListPage list_of(std::vector<domain::Event> events) {
  EventListPage list;
  list.found.count = events.size();
  list.found.events = std::move(events);
  return list;
}

TEST(EventList, is_right_to_left_in_arabic_with_foreign_names_marked) {
  auto event = test::sample_event();
  event.name.erase(domain::LanguageTag("ar"));
  const auto html = render_event_list(test::pages(), test::context_in("ar"), list_of({event}));
  EXPECT_THAT(html, HasSubstr("<html lang=\"ar\" dir=\"rtl\">"));
  EXPECT_THAT(html, HasSubstr("<bdi lang=\"fi\" dir=\"ltr\">Työnhakuinfo: kesätyöt</bdi>"));
}

TEST(EventList, links_every_other_language_to_the_same_list) {
  auto list = list_of({});
  list.filter.values = {{"theme", "housing"}};
  const auto html = render_event_list(test::pages(), test::context_in("fi", "/{lang}/?theme=housing"), list);
  EXPECT_THAT(html, HasSubstr("href=\"/ar/?theme=housing\" lang=\"ar\" dir=\"rtl\""));
  EXPECT_THAT(html, HasSubstr("hreflang=\"en\" href=\"https://kutsu.example.org/en/?theme=housing\""));
}

TEST(EventList, groups_events_by_their_local_day) {
  auto late = test::sample_event();
  late.start_time += std::chrono::hours{8};  // 23:00 of the same day in Helsinki
  late.end_time = late.start_time + std::chrono::minutes{30};
  auto night = late;
  night.start_time += std::chrono::hours{2};
  night.end_time += std::chrono::hours{2};
  const auto html =
      render_event_list(test::pages(), test::context_in("fi"), list_of({test::sample_event(), late, night}));
  EXPECT_THAT(html,
              HasSubstr("<h2 id=\"day-2027-02-22\"><time datetime=\"2027-02-22\">maanantai 22. helmikuuta</time>"));
  EXPECT_THAT(html, HasSubstr("<h2 id=\"day-2027-02-23\">"));
  EXPECT_EQ(html.find("day-2027-02-22\">", html.find("day-2027-02-22\">") + 1), html.find("day-2027-02-22\"><time"));
}

TEST(EventList, keeps_the_filters_in_paging_chips_and_calendar) {
  auto list = list_of({test::sample_event()});
  list.found.count = 45;
  list.page = 2;
  list.filter.values = {{"theme", "job-seeking"}, {"municipality", "Mikkeli"}, {"from", "2027-01-01"}};
  const auto html = render_event_list(test::pages(), test::context_in("en"), list);
  EXPECT_THAT(html,
              HasSubstr("href=\"/en/?theme=job-seeking&amp;municipality=Mikkeli&amp;from=2027-01-01&amp;page=3\""));
  EXPECT_THAT(html, HasSubstr("href=\"/en/?municipality=Mikkeli&amp;from=2027-01-01\" aria-current=\"true\""));
  EXPECT_THAT(
      html,
      HasSubstr("webcal://kutsu.example.org/calendar.ics?theme=job-seeking&amp;municipality=Mikkeli&amp;lang=en"));
}

TEST(EventList, advises_who_finds_nothing) {
  EXPECT_THAT(render_event_list(test::pages(), test::context_in("en"), list_of({})), HasSubstr("Remove a filter"));
}

TEST(EventPage, offers_to_register_and_says_the_places_left_in_words) {
  const auto html = render_event(test::pages(), test::context_in("en", "/{lang}/events/7"), test::sample_event());
  EXPECT_THAT(html, HasSubstr("4 places left"));
  EXPECT_THAT(html, HasSubstr("href=\"/en/events/7/register\">Register</a>"));
  EXPECT_THAT(html, HasSubstr("<meta property=\"og:title\" content=\"Työnhakuinfo: kesätyöt\">"));
  EXPECT_THAT(html, HasSubstr("\"eventStatus\":\"https://schema.org/EventScheduled\""));
}

TEST(EventPage, shows_a_picture_and_its_locales_where_its_link_is_passed_on) {
  const auto html = render_event(test::pages(), test::context_in("ar", "/{lang}/events/7"), test::sample_event());
  EXPECT_THAT(html, HasSubstr("<meta property=\"og:locale\" content=\"ar_EG\">"));
  EXPECT_THAT(html, HasSubstr("<meta property=\"og:locale:alternate\" content=\"fi_FI\">"));
  EXPECT_THAT(html, Not(HasSubstr("<meta property=\"og:locale:alternate\" content=\"ar_EG\">")));
  EXPECT_THAT(html, HasSubstr("<meta property=\"og:image\" content=\"https://kutsu.example.org/assets/share."));
}

TEST(EventPage, tells_a_cancellation_first_and_offers_nothing) {
  auto event = test::sample_event();
  event.status = domain::EventStatus::cancelled;
  event.cancellation_reason = {{domain::LanguageTag("fi"), "Sairastapaus"}};
  const auto html = render_event(test::pages(), test::context_in("fi", "/{lang}/events/7"), event);
  EXPECT_THAT(html, HasSubstr("Tämä tilaisuus on peruttu."));
  EXPECT_THAT(html, HasSubstr("Sairastapaus"));
  EXPECT_THAT(html, Not(HasSubstr("/register\"")));
}

TEST(EventPage, tells_the_old_time_of_a_rescheduled_event) {
  auto event = test::sample_event();
  event.status = domain::EventStatus::rescheduled;
  event.previous_start_time = event.start_time - std::chrono::hours{24};
  EXPECT_THAT(render_event(test::pages(), test::context_in("en", "/{lang}/events/7"), event),
              HasSubstr("It used to be Sunday, 21 February at 15:00."));
}

TEST(EventPage, tells_nobody_where_an_online_event_meets) {
  auto event = test::sample_event();
  event.location = {"Verkossa", "", "", "https://example.org/kokous/kate"};
  EXPECT_THAT(render_event(test::pages(), test::context_in("fi", "/{lang}/events/7"), event), Not(HasSubstr("kokous")));
}

TEST(EventPage, says_whom_to_ask_for_a_place_that_nobody_knows_and_shows_no_map_of_it) {
  auto event = test::sample_event();
  event.location = {"–", "", "", ""};
  const auto page_in = [&](const char* language) {
    return render_event(test::pages(), test::context_in(language, "/{lang}/events/7"), event);
  };
  EXPECT_THAT(page_in("fi"), HasSubstr("<bdi>Kysy järjestäjältä</bdi>"));
  EXPECT_THAT(page_in("en"), HasSubstr("<bdi>Ask the organiser</bdi>"));
  EXPECT_THAT(page_in("ar"), HasSubstr("<bdi>اسأل الجهة المنظمة</bdi>"));
  EXPECT_THAT(page_in("fi"), Not(HasSubstr("openstreetmap.org/search")));
  EXPECT_THAT(page_in("fi"), Not(HasSubstr("\"name\":\"–\"")));
  EXPECT_THAT(render_event_list(test::pages(), test::context_in("fi"), list_of({event})),
              HasSubstr("Kysy järjestäjältä"));
}

TEST(EventPage, says_in_which_town_the_place_is_that_nobody_knows) {
  auto event = test::sample_event();
  event.location = {"–", "", "Mikkeli", ""};
  const std::string page = render_event(test::pages(), test::context_in("fi", "/{lang}/events/7"), event);
  EXPECT_THAT(page, HasSubstr("<bdi>Kysy järjestäjältä</bdi><br><bdi>Mikkeli</bdi>"));
  EXPECT_THAT(page, Not(HasSubstr("openstreetmap.org/search")));
  EXPECT_THAT(render_event_list(test::pages(), test::context_in("fi"), list_of({event})),
              HasSubstr("Mikkeli: kysy tarkka paikka järjestäjältä"));
}

TEST(EventPage, lets_nothing_that_was_typed_become_markup_or_script) {
  auto event = test::sample_event();
  event.name = {{domain::LanguageTag("fi"), "</script><script>alert('x')</script>"}};
  event.location.name = "\" onmouseover=\"alert(1)";
  event.external_registration_url = "javascript:alert(1)";
  const auto html = render_event(test::pages(), test::context_in("fi", "/{lang}/events/7"), event);
  EXPECT_THAT(html, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(html, Not(HasSubstr("\" onmouseover=\"")));
  EXPECT_THAT(html, Not(HasSubstr("javascript:")));
  EXPECT_THAT(event_json_ld(test::pages().reader(domain::LanguageTag("fi")), test::context_in("fi"), event),
              Not(HasSubstr("<")));
}

TEST(Pages, hold_no_inline_style_or_script_and_no_unresolved_words) {
  for (const char* language : {"fi", "en", "ar"}) {
    const auto context = test::context_in(language);
    for (const auto& html : {render_event_list(test::pages(), context, list_of({test::sample_event()})),
                             render_event(test::pages(), context, test::sample_event()),
                             render_accessibility(test::pages(), context, "palaute@example.org"),
                             render_privacy(test::pages(), context, {"Mikkelin kaupunki", "", 90, 30, 90, 730}),
                             render_problem(test::pages(), context, {404, {{"", "not_found", ""}}, "r1"})}) {
      EXPECT_THAT(html, Not(HasSubstr("style=")));
      EXPECT_THAT(html, Not(HasSubstr("<style")));
      EXPECT_THAT(html, Not(HasSubstr("onclick")));
      EXPECT_THAT(html, Not(HasSubstr("[[")));
      EXPECT_THAT(html, Not(HasSubstr("{{")));
    }
  }
}

TEST(ProblemPage, says_what_is_wrong_but_no_detail_of_a_fault) {
  const auto context = test::context_in("en");
  const auto fault = render_problem(test::pages(), context, {500, {{"", "boo", "secret"}}, "r1"});
  EXPECT_THAT(fault, HasSubstr("Something went wrong here"));
  EXPECT_THAT(fault, HasSubstr("r1"));
  EXPECT_THAT(fault, Not(HasSubstr("could not be accepted")));
  EXPECT_THAT(render_problem(test::pages(), context, {400, {{"from", "date", ""}}, ""}),
              HasSubstr("Write the date like this"));
}

TEST(Assets, are_named_by_their_bytes_and_the_stylesheet_is_small) {
  const auto& url = asset_url("public.css");
  EXPECT_THAT(url, ::testing::MatchesRegex("/assets/public\\.[0-9a-f]{16}\\.css"));
  const auto* file = find_asset(url.substr(8));
  ASSERT_NE(file, nullptr);
  EXPECT_LT(file->bytes.size(), 60'000U);
  EXPECT_EQ(asset_type(file->name), "text/css; charset=utf-8");
  EXPECT_EQ(find_asset("public.css"), nullptr);
}

TEST(Assets, have_a_symbol_for_every_theme_and_every_pictogram_that_a_page_uses) {
  const auto sprite = std::string(find_asset(asset_url("icons.svg").substr(8))->bytes);
  for (const auto& theme : test::pages().lists().themes()) {
    EXPECT_THAT(sprite, HasSubstr("<symbol id=\"" + theme.pictogram + "\""));
  }
  const auto html = render_event_list(test::pages(), test::context_in("fi"), list_of({test::sample_event()}));
  for (auto at = html.find(".svg#"); at != std::string::npos; at = html.find(".svg#", at + 1)) {
    const auto name = html.substr(at + 5, html.find('"', at) - at - 5);
    EXPECT_THAT(sprite, HasSubstr("<symbol id=\"" + name + "\""));
  }
}

TEST(Styles, use_logical_properties_only) {
  for (const char* name : {"public.css", "organiser.css"}) {
    const auto css = std::string(find_asset(asset_url(name).substr(8))->bytes);
    for (const char* physical : {"margin-left", "margin-right", "padding-left", "padding-right", "text-align:left",
                                 "text-align:right", "float:left", "border-left", "border-right"}) {
      EXPECT_THAT(css, Not(HasSubstr(physical))) << name;
    }
  }
}

}  // namespace
}  // namespace ui
