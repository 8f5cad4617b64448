#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/attendance.hpp"
#include "domain/edit_series.hpp"
#include "domain/event_history.hpp"
#include "domain/keep_materials.hpp"
#include "tests/service/console_world.hpp"

namespace {

using domain::Role;
using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;
using testing::HasSubstr;
using testing::Not;

class OrganiserHistory : public testing::Test {
 protected:
  static std::string address(const domain::Event& one) { return "/organiser/events/" + std::to_string(one.id.value); }
  // As the page's button does.
  Answer undo(const domain::Event& one, const service::Fields& fields = {}) {
    const auto change = domain::list_history(*world.ports, world.admin, one.id).entries.front().change.id;
    return organiser.post(address(one) + "/history/" + std::to_string(change.value) + "/undo", fields);
  }
  void move(const domain::Event& one, const std::string& start) {
    (void)domain::edit_event(*world.ports, world.admin, one.id, [&](domain::EventDetails& details) {
      details.end_time = world.local(start) + (details.end_time - details.start_time);
      details.start_time = world.local(start);
    });
  }
  void rename(const domain::Event& one, const std::string& name) {
    (void)domain::edit_event(*world.ports, world.admin, one.id,
                             [&](domain::EventDetails& details) { details.name[domain::LanguageTag("fi")] = name; });
  }
  OrganiserHistory() { world.admin.display_name = "Aino"; }

  ConsoleWorld world;
  domain::Event event = world.event("2026-12-02T15:00", 3, 4);
  Browser organiser = world.sign_in(Role::organiser);
};

TEST_F(OrganiserHistory, changes_are_told_in_the_readers_language_with_old_and_new) {
  move(event, "2026-12-03T15:00");
  rename(event, "Toinen nimi");
  (void)domain::cancel_event(*world.ports, world.admin, event.id, {{domain::LanguageTag("fi"), "Sairastapaus"}});
  const std::string finnish = organiser.get(address(event) + "/history").text;
  EXPECT_THAT(finnish, HasSubstr("Aino muutti: Aika"));
  EXPECT_THAT(finnish, HasSubstr("keskiviikko 2. joulukuuta 2026, 15.00–17.00"));
  EXPECT_THAT(finnish, HasSubstr("torstai 3. joulukuuta 2026, 15.00–17.00"));
  EXPECT_THAT(finnish, HasSubstr("Aino muutti: Nimi (suomi)"));
  EXPECT_THAT(finnish, HasSubstr("Toinen nimi"));
  EXPECT_THAT(finnish, HasSubstr("Aino perui tilaisuuden"));
  EXPECT_THAT(finnish, HasSubstr("Sairastapaus"));
  EXPECT_THAT(finnish, Not(HasSubstr("EventCancelled")));
  const std::string english = organiser.get(address(event) + "/history?lang=en").text;
  EXPECT_THAT(english, HasSubstr("Aino changed: Time"));
  const std::string arabic = organiser.get(address(event) + "/history?lang=ar").text;
  EXPECT_THAT(arabic, HasSubstr("تغيير"));
  EXPECT_THAT(arabic, HasSubstr("dir=\"rtl\""));
}

TEST_F(OrganiserHistory, publishing_is_told_from_another_visibility) {
  domain::EventDetails details = world.details("2026-12-04T15:00");
  details.publication_status = domain::PublicationStatus::draft;
  const domain::Event draft = world.event(details);
  (void)domain::publish_event(*world.ports, world.admin, draft.id, domain::PublicationStatus::open_to_all);
  (void)domain::publish_event(*world.ports, world.admin, draft.id, domain::PublicationStatus::staff);
  const std::string page = organiser.get(address(draft) + "/history").text;
  EXPECT_THAT(page, HasSubstr("Aino julkaisi tilaisuuden"));
  EXPECT_THAT(page, HasSubstr("Aino muutti näkyvyyttä"));
}

TEST_F(OrganiserHistory, the_events_page_leads_there_for_its_own_staff_alone) {
  const std::string link = "href=\"" + address(event) + "/history\"";
  EXPECT_THAT(organiser.get(address(event)).text, HasSubstr(link));
  EXPECT_THAT(world.sign_in(Role::viewer).get(address(event)).text, HasSubstr(link));
  Browser other = world.sign_in(Role::organiser, "Mikseri");
  EXPECT_THAT(other.get(address(event)).text, Not(HasSubstr(link)));
  EXPECT_EQ(other.get(address(event) + "/history").status, 403);
}

TEST_F(OrganiserHistory, what_concerns_nobody_is_undone_by_one_click) {
  rename(event, "Väärä nimi");
  const Answer done = undo(event);
  EXPECT_EQ(done.status, 303);
  EXPECT_THAT(done.header("Location"), HasSubstr("done=change_undone"));
  EXPECT_EQ(world.now(event).name, event.name);
  EXPECT_THAT(organiser.get(address(event) + "/history").text, HasSubstr("kumosi muutoksen"));
}

TEST_F(OrganiserHistory, no_get_undoes_anything) {
  rename(event, "Väärä nimi");
  const auto change = domain::list_history(*world.ports, world.admin, event.id).entries.front().change.id;
  EXPECT_EQ(organiser.get(address(event) + "/history/" + std::to_string(change.value) + "/undo").status, 405);
  EXPECT_EQ(world.now(event).name.at(domain::LanguageTag("fi")), "Väärä nimi");
}

TEST_F(OrganiserHistory, who_will_hear_of_it_is_said_before_it_is_undone) {
  (void)world.register_party(event, 2);
  move(event, "2026-12-03T15:00");
  const Answer shown = undo(event);
  EXPECT_EQ(shown.status, 200);
  EXPECT_THAT(shown.text, HasSubstr("2 henkilöä"));
  EXPECT_THAT(shown.text, HasSubstr("Kumoa ja lähetä viestit"));
  EXPECT_EQ(world.now(event).start_time, world.local("2026-12-03T15:00")) << "nothing is done yet";
  EXPECT_EQ(undo(event, {{"seen", "yes"}, {"scope", "this"}}).status, 303);
  EXPECT_EQ(world.now(event).start_time, event.start_time);
}

TEST_F(OrganiserHistory, a_cancellation_is_undone_once_its_consequences_are_seen) {
  (void)domain::cancel_event(*world.ports, world.admin, event.id, {{domain::LanguageTag("fi"), "Sairastapaus"}});
  EXPECT_EQ(undo(event).status, 200);
  EXPECT_EQ(world.now(event).status, domain::EventStatus::cancelled);
  EXPECT_EQ(undo(event, {{"seen", "yes"}}).status, 303);
  EXPECT_EQ(world.now(event).status, domain::EventStatus::scheduled);
}

TEST_F(OrganiserHistory, what_cannot_be_undone_says_why) {
  rename(event, "Ensin näin");
  const auto first = domain::list_history(*world.ports, world.admin, event.id).entries.front().change.id;
  rename(event, "Sitten näin");
  EXPECT_THAT(organiser.get(address(event) + "/history").text, HasSubstr("sama tieto on muutettu uudelleen"));
  const Answer refused =
      organiser.post(address(event) + "/history/" + std::to_string(first.value) + "/undo", {{"seen", "yes"}});
  EXPECT_EQ(refused.status, 409);
  EXPECT_THAT(refused.text, HasSubstr("role=\"alert\""));
  EXPECT_EQ(world.now(event).name.at(domain::LanguageTag("fi")), "Sitten näin");
}

TEST_F(OrganiserHistory, of_several_dates_changed_at_once_one_or_all_go_back) {
  const auto series = world.weekly(world.details("2026-12-02T17:00"), 3);
  (void)domain::edit_series(*world.ports, world.admin, series.events[0].id, domain::SeriesScope::all,
                            [](domain::EventDetails& details) { details.maximum_attendee_capacity = 5; });
  const Answer shown = undo(series.events[1]);
  EXPECT_EQ(shown.status, 200);
  EXPECT_THAT(shown.text, HasSubstr("Kaikki samalla kertaa muutetut (3 tilaisuutta)"));
  EXPECT_EQ(undo(series.events[1], {{"seen", "yes"}, {"scope", "all"}}).status, 303);
  for (const domain::Event& date : series.events) {
    EXPECT_EQ(world.now(date).maximum_attendee_capacity, date.maximum_attendee_capacity);
  }
  const std::string page =
      organiser.get("/organiser/series/" + std::to_string(series.series.id.value) + "/history").text;
  EXPECT_THAT(page, HasSubstr("3 tilaisuutta kerralla"));
}

TEST_F(OrganiserHistory, the_buttons_for_one_date_and_for_all_say_which_they_are_and_lead_back) {
  const auto series = world.weekly(world.details("2026-12-02T17:00"), 3);
  (void)domain::edit_series(*world.ports, world.admin, series.events[0].id, domain::SeriesScope::all,
                            [](domain::EventDetails& details) { details.maximum_attendee_capacity = 5; });
  const std::string history = "/organiser/series/" + std::to_string(series.series.id.value) + "/history";
  EXPECT_THAT(organiser.get(history).text, HasSubstr("name=\"back\" value=\"" + history + "\""));
  const std::string shown = undo(series.events[1], {{"back", history}}).text;
  EXPECT_THAT(shown, HasSubstr(">Kumoa vain tästä tilaisuudesta</button>"));
  EXPECT_THAT(shown, HasSubstr(">Kumoa kaikista 3 tilaisuudesta</button>"));
  EXPECT_THAT(shown, Not(HasSubstr("class=\"main-action\""))) << "neither is the one that is meant";
  EXPECT_THAT(shown, HasSubstr("href=\"" + history + "\""));
  EXPECT_EQ(undo(series.events[1], {{"seen", "yes"}, {"scope", "all"}, {"back", history}}).header("Location"),
            history + "?done=change_undone");
}

TEST_F(OrganiserHistory, which_dates_stay_and_why_is_said_before_it_is_undone_for_all_and_after) {
  const domain::Principal keeper = world.organiser("Mimosa");
  domain::EventDetails in_hall = world.details("2026-12-09T15:00");
  in_hall.location = {"", "", "", "", world.room(keeper).id};
  const auto dates = world.weekly(in_hall, 3).events;
  (void)domain::edit_series(*world.ports, world.admin, dates[0].id, domain::SeriesScope::all,
                            [](domain::EventDetails& details) {
                              details.start_time += std::chrono::hours{4};
                              details.end_time += std::chrono::hours{4};
                            });
  domain::EventDetails other = in_hall;
  other.start_time = world.local("2026-12-16T15:00");
  other.end_time = world.local("2026-12-16T17:00");
  const domain::Event taken = domain::create_event(*world.ports, keeper, other);
  const std::string in_the_way = "href=\"" + address(taken) + "\"";
  const std::string shown = undo(dates[0]).text;
  EXPECT_THAT(shown, HasSubstr("2 palaa entiselleen, 1 pysyy nykyisellään"));
  EXPECT_THAT(shown, HasSubstr("Pysyy nykyisellään: tila on silloin jo varattu."));
  EXPECT_THAT(shown, HasSubstr(in_the_way));
  EXPECT_THAT(shown, HasSubstr("Kumoa 2 tilaisuudesta, muut pysyvät"));
  EXPECT_EQ(world.now(dates[0]).start_time, world.local("2026-12-09T19:00")) << "nothing is done yet";
  const Answer done = undo(dates[0], {{"seen", "yes"}, {"scope", "all"}});
  EXPECT_EQ(done.status, 200);
  EXPECT_THAT(done.text, HasSubstr("Muutos kumottiin 2 tilaisuudesta"));
  EXPECT_THAT(done.text, HasSubstr("Pysyy nykyisellään: tila on silloin jo varattu."));
  EXPECT_THAT(done.text, HasSubstr(in_the_way));
  EXPECT_EQ(world.now(dates[0]).start_time, world.local("2026-12-09T15:00"));
  EXPECT_EQ(world.now(dates[1]).start_time, world.local("2026-12-16T19:00"));
}

TEST_F(OrganiserHistory, a_date_that_cannot_go_back_alone_says_so_and_the_others_may) {
  const domain::Principal keeper = world.organiser("Mimosa");
  domain::EventDetails in_hall = world.details("2026-12-09T15:00");
  in_hall.location = {"", "", "", "", world.room(keeper).id};
  const auto dates = world.weekly(in_hall, 2).events;
  (void)domain::cancel_series(*world.ports, world.admin, dates[0].id, domain::SeriesScope::all,
                              {{domain::LanguageTag("fi"), "Sairastapaus"}});
  (void)domain::create_event(*world.ports, keeper, in_hall);
  const Answer shown = undo(dates[0]);
  EXPECT_EQ(shown.status, 200);
  EXPECT_THAT(shown.text, Not(HasSubstr("name=\"scope\" value=\"this\"")));
  EXPECT_THAT(shown.text, HasSubstr("name=\"scope\" value=\"all\""));
}

TEST_F(OrganiserHistory, materials_have_lines_with_a_way_back_where_there_is_one) {
  domain::NewMaterial wanted;
  wanted.url = "https://example.org/opas";
  wanted.title = "Asumisen opas";
  (void)domain::add_material(*world.ports, world.admin, event.id, wanted, 1000);
  wanted = {};
  wanted.file_name = "ohjelma.pdf";
  wanted.media_type = "application/pdf";
  wanted.bytes = "%PDF-1.4";
  const auto file = domain::add_material(*world.ports, world.admin, event.id, wanted, 1000);
  domain::remove_material(*world.ports, world.admin, event.id, file.id);
  const std::string page = organiser.get(address(event) + "/history").text;
  EXPECT_THAT(page, HasSubstr("Aino lisäsi aineiston"));
  EXPECT_THAT(page, HasSubstr("<q><bdi>Asumisen opas</bdi></q>"));
  EXPECT_THAT(page, HasSubstr("Aino poisti aineiston"));
  EXPECT_THAT(page, HasSubstr("Ei voi kumota: poistettua tiedostoa ei säilytetä."));
  const auto newest = domain::list_history(*world.ports, world.admin, event.id).entries;
  const std::string change = std::to_string(newest.at(2).change.id.value);
  EXPECT_EQ(organiser.post(address(event) + "/history/" + change + "/undo", {}).status, 303);
  EXPECT_THAT(organiser.get(address(event) + "/materials").text, Not(HasSubstr("Asumisen opas")));
}

TEST_F(OrganiserHistory, of_a_material_of_a_whole_series_it_is_said_that_it_goes_back_for_all) {
  const auto dates = world.weekly(world.details("2026-12-09T15:00"), 3).events;
  domain::NewMaterial wanted;
  wanted.url = "https://example.org/opas";
  wanted.whole_series = true;
  (void)domain::add_material(*world.ports, world.admin, dates[0].id, wanted, 1000);
  const Answer shown = undo(dates[0]);
  EXPECT_EQ(shown.status, 200);
  EXPECT_THAT(shown.text, HasSubstr("muutos kumotaan kaikista 3 tilaisuudesta"));
  EXPECT_EQ(undo(dates[0], {{"seen", "yes"}}).status, 303);
  EXPECT_THAT(organiser.get(address(dates[2]) + "/materials").text, Not(HasSubstr("example.org/opas")));
}

TEST_F(OrganiserHistory, undoing_leads_to_no_foreign_address) {
  rename(event, "Väärä nimi");
  EXPECT_EQ(undo(event, {{"back", "//example.org/organiser/events/1"}}).header("Location"),
            address(event) + "/history?done=change_undone");
}

TEST_F(OrganiserHistory, of_an_online_event_viewers_are_not_told_the_link) {
  (void)domain::edit_event(*world.ports, world.admin, event.id, [](domain::EventDetails& details) {
    details.location = {"", "", "", "https://example.org/room", {}};
  });
  EXPECT_THAT(organiser.get(address(event) + "/history").text, HasSubstr("example.org/room"));
  EXPECT_THAT(world.sign_in(Role::viewer).get(address(event) + "/history").text, Not(HasSubstr("example.org/room")));
}

TEST_F(OrganiserHistory, a_name_in_another_language_is_marked_as_such) {
  (void)domain::edit_event(*world.ports, world.admin, event.id,
                           [](domain::EventDetails& details) { details.name[domain::LanguageTag("ar")] = "اسم <b>"; });
  const std::string page = organiser.get(address(event) + "/history").text;
  EXPECT_THAT(page, HasSubstr("<bdi lang=\"ar\">اسم &lt;b&gt;</bdi>"));
}

class HeldEvents : public OrganiserHistory {
 protected:
  HeldEvents() { event = world.event("2026-11-23T12:30", 3, 4); }
  void begin() { world.clock.set(world.local("2026-11-23T12:45")); }
  Browser door = world.sign_in(Role::door);
};

TEST_F(HeldEvents, the_door_closes_the_attendance_and_the_page_says_so) {
  const std::string page = "/organiser/door/" + std::to_string(event.id.value);
  const std::string close = address(event) + "/attendance/close";
  EXPECT_THAT(door.get(page).text, Not(HasSubstr(close)));
  EXPECT_EQ(door.post(close, {{"back", "door"}}).status, 409);
  (void)world.register_party(event);
  begin();
  EXPECT_THAT(door.get(page).text, HasSubstr(close));
  const Answer done = door.post_and_follow(close, {{"back", "door"}});
  EXPECT_THAT(done.text, HasSubstr("Läsnäolo on suljettu ("));
  EXPECT_THAT(done.text, Not(HasSubstr(close)));
  EXPECT_THAT(done.text, HasSubstr("aria-pressed=\"false\" disabled"));
  EXPECT_TRUE(world.now(event).attendance_closed_time);
}

TEST_F(HeldEvents, an_organiser_opens_it_again_from_its_page) {
  begin();
  (void)door.post(address(event) + "/attendance/close");
  const std::string page = organiser.get(address(event)).text;
  EXPECT_THAT(page, HasSubstr("Pidetty"));
  EXPECT_THAT(page, HasSubstr(address(event) + "/attendance/reopen"));
  EXPECT_THAT(page, Not(HasSubstr(address(event) + "/cancel")));
  EXPECT_THAT(door.get(address(event)).text, Not(HasSubstr("/attendance/reopen")));
  const Answer done = organiser.post_and_follow(address(event) + "/attendance/reopen");
  EXPECT_THAT(done.text, HasSubstr("Läsnäolo on auki"));
  EXPECT_FALSE(world.now(event).attendance_closed_time);
}

TEST_F(HeldEvents, the_list_shows_and_finds_them) {
  const domain::Event other = world.event("2026-11-23T12:20");
  begin();
  (void)domain::close_attendance(*world.ports, world.admin, event.id);
  const std::string held = organiser.get("/organiser/?when=all&held=true").text;
  EXPECT_THAT(held, HasSubstr("href=\"" + address(event) + "\""));
  EXPECT_THAT(held, HasSubstr("badge held"));
  EXPECT_THAT(held, Not(HasSubstr("href=\"" + address(other) + "\"")));
  const std::string open = organiser.get("/organiser/?when=all&held=false").text;
  EXPECT_THAT(open, HasSubstr("href=\"" + address(other) + "\""));
  EXPECT_THAT(open, Not(HasSubstr("href=\"" + address(event) + "\"")));
}

TEST_F(HeldEvents, the_exported_list_says_so) {
  begin();
  (void)domain::close_attendance(*world.ports, world.admin, event.id);
  EXPECT_THAT(organiser.get("/organiser/events.csv?when=all").text, HasSubstr("Pidetty"));
}

TEST_F(OrganiserHistory, a_moved_event_shows_its_old_time_in_the_consoles_lists) {
  move(event, "2026-12-03T16:00");
  const std::string before = "aiemmin keskiviikko 2. joulukuuta";
  const std::string briefly = "aiemmin ke 2.12. 15.00";
  EXPECT_THAT(organiser.get(address(event)).text, HasSubstr(before));
  EXPECT_THAT(organiser.get("/organiser/").text, HasSubstr(briefly));
  EXPECT_THAT(organiser.get("/organiser/door/" + std::to_string(event.id.value)).text, HasSubstr(briefly));
  EXPECT_THAT(organiser.get("/organiser/calendar.json?start=2026-12-01T00:00:00Z&end=2026-12-08T00:00:00Z").text,
              HasSubstr(briefly));
  const std::string id = std::to_string(event.id.value);
  EXPECT_THAT(organiser.get("/fi/").text, HasSubstr(before));
  EXPECT_THAT(organiser.get("/fi/events/" + id).text, HasSubstr(before));
  EXPECT_THAT(organiser.get("/fi/print?month=2026-12").text, HasSubstr(briefly));
  EXPECT_THAT(organiser.get("/organiser/events/" + id + "/poster").text, HasSubstr(before));
}

TEST_F(OrganiserHistory, a_cancelled_event_gives_its_reason_in_the_public_list) {
  (void)domain::cancel_event(*world.ports, world.admin, event.id, {{domain::LanguageTag("fi"), "Sairastapaus"}});
  EXPECT_THAT(organiser.get("/fi/").text, HasSubstr("Sairastapaus"));
  EXPECT_THAT(organiser.get("/fi/print?month=2026-12").text, HasSubstr("Sairastapaus"));
}

}  // namespace
