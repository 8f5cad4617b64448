#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/edit_event.hpp"
#include "tests/service/console_world.hpp"

// The calendar of the console: what it draws, and another time for an event.
namespace {

using domain::Role;
using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;
using testing::HasSubstr;
using testing::Not;

class OrganiserCalendar : public testing::Test {
 protected:
  static std::string address(const domain::Event& event) {
    return "/organiser/events/" + std::to_string(event.id.value);
  }
  std::string entries(Browser& who, const std::string& more = {}) {
    return who.get("/organiser/calendar.json?start=2026-11-30T00:00&end=2026-12-07T00:00" + more).text;
  }
  static std::vector<std::pair<std::string, std::string>> times(const char* date, const char* start, const char* end,
                                                                const char* from = "2026-12-01T13:00:00Z") {
    return {{"date", date}, {"start", start}, {"end", end}, {"from", from}};
  }
  // As from a page that has shown what it means.
  service::Fields seen_times(const std::string& date, const char* start, const std::string& end,
                             const char* from = "2026-12-01T13:00:00Z") {
    service::Fields fields = times(date.c_str(), start, end.c_str(), from);
    if (start == std::string("25:00")) return fields;
    const std::chrono::days later{end <= start ? 1 : 0};
    fields.emplace_back("seen", domain::format_rfc3339(world.local(date + "T" + start)) + "/" +
                                    domain::format_rfc3339(world.local(date + "T" + end) + later));
    return fields;
  }

  ConsoleWorld world;
  domain::Event event = world.event("2026-12-01T15:00", 3, 4);
  Browser organiser = world.sign_in(Role::organiser);
};

TEST_F(OrganiserCalendar, draws_what_is_between_two_moments_and_nothing_else) {
  const domain::Event later = world.event("2026-12-07T09:00");
  const std::string text = entries(organiser);
  EXPECT_THAT(text, HasSubstr("\"" + std::to_string(event.id.value) + "\""));
  EXPECT_THAT(text, HasSubstr("\"2026-12-01T13:00:00Z\""));
  EXPECT_THAT(text, Not(HasSubstr(std::to_string(later.id.value))));
}

TEST_F(OrganiserCalendar, draws_what_lasts_from_midnight_to_midnight_as_whole_days) {
  domain::EventDetails details = world.details("2026-12-04T00:00");
  details.end_time = world.local("2026-12-06T00:00");
  (void)world.event(details);
  const std::string text = entries(organiser);
  EXPECT_THAT(text, HasSubstr("\"start\":\"2026-12-04\",\"end\":\"2026-12-06\",\"allDay\":true"));
  EXPECT_THAT(text, HasSubstr("\"2026-12-01T13:00:00Z\""));
  const std::string page = organiser.get("/organiser/month?month=2026-12").text;
  EXPECT_THAT(page, HasSubstr("koko päivän, la 5.12. asti"));
  EXPECT_THAT(page, Not(HasSubstr("0.00")));
}

TEST_F(OrganiserCalendar, is_narrowed_as_the_page_is) {
  domain::EventDetails details = world.details("2026-12-02T15:00");
  details.publication_status = domain::PublicationStatus::draft;
  const domain::Event draft = world.event(details);
  const std::string drafts = entries(organiser, "&publication=draft");
  EXPECT_THAT(drafts, HasSubstr(std::to_string(draft.id.value)));
  EXPECT_THAT(drafts, Not(HasSubstr(std::to_string(event.id.value))));
  const std::string page = organiser.get("/organiser/month?month=2026-12&publication=draft").text;
  EXPECT_THAT(page, HasSubstr(address(draft)));
  EXPECT_THAT(page, Not(HasSubstr(address(event))));
  EXPECT_THAT(page, HasSubstr("/organiser/month?publication=draft&amp;month=2027-01")) << "the filter stays";
}

TEST_F(OrganiserCalendar, shows_others_events_and_moves_only_ones_own) {
  Browser other = world.sign_in(Role::organiser, "Mikseri");
  EXPECT_THAT(entries(other), Not(HasSubstr(std::to_string(event.id.value))));
  EXPECT_THAT(entries(organiser), HasSubstr("\"editable\":true"));
  Browser viewer = world.sign_in(Role::viewer);
  EXPECT_THAT(entries(viewer), HasSubstr("\"editable\":false"));
  EXPECT_GE(other.get(address(event) + "/move").status, 403);
  EXPECT_EQ(viewer.get(address(event) + "/move").status, 403);
}

TEST_F(OrganiserCalendar, refuses_a_stretch_that_is_too_long_or_none) {
  EXPECT_EQ(organiser.get("/organiser/calendar.json?start=2026-01-01T00:00&end=2028-01-01T00:00").status, 400);
  EXPECT_EQ(organiser.get("/organiser/calendar.json").status, 400);
}

TEST_F(OrganiserCalendar, names_public_holidays_and_the_school_holidays_of_the_organisations_municipality) {
  const auto december_in = [&](const std::string& municipality) {
    world.store->write([&](domain::Transaction& tx) {
      domain::Organisation mimosa = tx.organisations().find(event.organisers.front().id).value();
      mimosa.municipality = municipality;
      tx.organisations().update(mimosa);
    });
    return organiser.get("/organiser/month?month=2026-12").text;
  };
  const std::string elsewhere = december_in("Juva");
  EXPECT_THAT(elsewhere, HasSubstr("<span class=\"holiday\">itsenäisyyspäivä</span>"));
  EXPECT_THAT(elsewhere, HasSubstr("2026-12-06 itsenäisyyspäivä|")) << "for the script";
  EXPECT_THAT(elsewhere, Not(HasSubstr("Joululoma")));
  EXPECT_THAT(december_in("Mikkeli"), HasSubstr("<span class=\"holiday\">Joululoma</span>"));
}

TEST_F(OrganiserCalendar, folds_its_filters_until_one_is_set) {
  for (const std::string page : {"/organiser/month?", "/organiser/?when=upcoming&"}) {
    EXPECT_THAT(organiser.get(page).text, HasSubstr("<details class=\"narrowing\"><summary>Rajaa"));
    EXPECT_THAT(organiser.get(page + "kind=training").text,
                HasSubstr("<details class=\"narrowing\" open><summary>Rajaa"));
  }
}

TEST_F(OrganiserCalendar, moves_when_registration_closes_along_with_the_event) {
  domain::EventDetails details = world.details("2026-12-15T10:00");
  details.enrolment_end_time = world.local("2026-12-10T23:59");
  const domain::Event closing = world.event(details);
  const std::string page = organiser.get(address(closing) + "/move?start=2026-12-08T10:00:00Z").text;
  EXPECT_THAT(page, HasSubstr("<dt>Ilmoittautuminen päättyy</dt><dd><bdi>torstai 3. joulukuuta 2026 klo 23.59</bdi>"));
  service::Fields form{{"date", "2026-12-08"},
                       {"start", "10:00"},
                       {"end", "12:00"},
                       {"from", "2026-12-15T08:00:00Z"},
                       {"seen", "2026-12-08T08:00:00Z/2026-12-08T10:00:00Z"}};
  EXPECT_EQ(organiser.post(address(closing) + "/move", form).status, 303);
  EXPECT_EQ(world.now(closing).enrolment_end_time, world.local("2026-12-03T23:59"));
}

TEST_F(OrganiserCalendar, says_what_a_move_means_before_it_is_done) {
  world.register_party(event, 2);
  const std::string page = organiser.get(address(event) + "/move?start=2026-12-03T08:00:00Z").text;
  EXPECT_THAT(page, HasSubstr("value=\"2026-12-03\""));
  EXPECT_THAT(page, HasSubstr("value=\"10:00\""));
  EXPECT_THAT(page, HasSubstr("value=\"12:00\"")) << "it lasts as long as before";
  EXPECT_THAT(page, HasSubstr("1 ilmoittautuminen, 2 henkilöä"));
  EXPECT_EQ(world.now(event).start_time, event.start_time) << "nothing is done by looking";
}

TEST_F(OrganiserCalendar, says_what_the_event_would_meet_at_another_time) {
  const domain::Event other = world.event("2026-12-03T10:00");
  EXPECT_THAT(organiser.get(address(event) + "/move?start=2026-12-03T10:30").text, HasSubstr(address(other) + "\""));
  EXPECT_THAT(organiser.get(address(event) + "/move?start=2026-12-04T10:30").text,
              Not(HasSubstr(address(other) + "\"")));
}

TEST_F(OrganiserCalendar, offers_no_button_to_a_time_at_which_the_room_is_taken) {
  domain::Room room;
  room.organisation = event.organisers.front().id;
  room.name = "Iso sali";
  world.store->write([&](domain::Transaction& tx) { room.id = tx.rooms().insert(room); });
  const auto put_into_room = [&](domain::EventDetails& details) { details.location.room = room.id; };
  (void)domain::edit_event(*world.ports, world.admin, event.id, put_into_room);
  const domain::Event other = world.event("2026-12-03T10:00");
  (void)domain::edit_event(*world.ports, world.admin, other.id, put_into_room);
  const std::string taken = organiser.get(address(event) + "/move?start=2026-12-03T10:30").text;
  EXPECT_THAT(taken, HasSubstr("Siirtoa ei voi tehdä tähän aikaan"));
  EXPECT_THAT(taken, Not(HasSubstr("main-action")));
  EXPECT_THAT(taken, Not(HasSubstr("name=\"seen\"")));
  EXPECT_THAT(organiser.get(address(event) + "/move?start=2026-12-04T10:30").text, HasSubstr("name=\"seen\""));
}

TEST_F(OrganiserCalendar, moves_an_event_and_tells_those_registered) {
  world.register_party(event, 2);
  const Answer answer = organiser.post(address(event) + "/move", seen_times("2026-12-03", "10:00", "12:00"));
  EXPECT_EQ(answer.header("Location"), address(event) + "?done=moved_event");
  EXPECT_EQ(world.now(event).start_time, world.local("2026-12-03T10:00"));
  EXPECT_EQ(world.now(event).end_time, world.local("2026-12-03T12:00"));
  EXPECT_THAT(world.pending(event), testing::Contains(HasSubstr("sms event_rescheduled")));
}

TEST_F(OrganiserCalendar, goes_back_to_the_calendar_and_nowhere_else) {
  auto fields = seen_times("2026-12-03", "10:00", "12:00");
  fields.emplace_back("back", "/organiser/month?month=2026-12&view=week");
  EXPECT_EQ(organiser.post(address(event) + "/move", fields).header("Location"),
            "/organiser/month?month=2026-12&view=week");
  auto elsewhere = seen_times("2026-12-04", "10:00", "12:00", "2026-12-03T08:00:00Z");
  elsewhere.emplace_back("back", "//example.org/organiser/month");
  EXPECT_EQ(organiser.post(address(event) + "/move", elsewhere).header("Location"),
            address(event) + "?done=moved_quietly");
}

TEST_F(OrganiserCalendar, shows_what_a_move_means_first_whatever_was_typed) {
  world.register_party(event, 2);
  const domain::Event other = world.event("2026-12-03T10:00");
  const auto typed = times("2026-12-03", "10:00", "12:00");
  const Answer first = organiser.post(address(event) + "/move", typed);
  EXPECT_EQ(first.status, 200);
  EXPECT_THAT(first.text, HasSubstr("torstai 3. joulukuuta 2026"));
  EXPECT_THAT(first.text, HasSubstr(address(other) + "\""));
  EXPECT_THAT(first.text, HasSubstr("1 ilmoittautuminen, 2 henkilöä"));
  EXPECT_THAT(first.text, HasSubstr("Siirrä ja lähetä viestit"));
  EXPECT_EQ(world.now(event).start_time, event.start_time) << "nothing is done by looking";

  auto another = seen_times("2026-12-04", "10:00", "12:00");
  another[0].second = "2026-12-05";
  EXPECT_EQ(organiser.post(address(event) + "/move", another).status, 200) << "another time than was shown";
  EXPECT_EQ(world.now(event).start_time, event.start_time);
  EXPECT_EQ(organiser.post(address(event) + "/move", seen_times("2026-12-03", "10:00", "12:00")).status, 303);
}

TEST_F(OrganiserCalendar, a_move_that_nobody_hears_of_says_so_before_and_after) {
  const Answer first = organiser.post(address(event) + "/move", times("2026-12-03", "10:00", "12:00"));
  EXPECT_THAT(first.text, HasSubstr("Viestejä ei lähetetä."));
  EXPECT_THAT(first.text, Not(HasSubstr("Siirrä ja lähetä viestit")));
  const Answer moved = organiser.post_and_follow(address(event) + "/move", seen_times("2026-12-03", "10:00", "12:00"));
  EXPECT_THAT(moved.text, HasSubstr("Siirretty. Viestejä ei lähetetty."));
}

TEST_F(OrganiserCalendar, before_another_time_is_typed_there_is_nothing_to_press_but_to_look) {
  const std::string page = organiser.get(address(event) + "/move").text;
  EXPECT_THAT(page, Not(HasSubstr("name=\"seen\"")));
  EXPECT_THAT(page, HasSubstr("Näytä, mitä siirto tarkoittaa"));
  EXPECT_THAT(page, Not(HasSubstr("Siirron jälkeen")));
}

TEST_F(OrganiserCalendar, takes_an_end_after_midnight) {
  organiser.post(address(event) + "/move", seen_times("2026-12-03", "22:00", "01:00"));
  EXPECT_EQ(world.now(event).end_time, world.local("2026-12-04T01:00"));
}

TEST_F(OrganiserCalendar, keeps_what_was_typed_and_names_what_is_wrong) {
  const Answer answer = organiser.post(address(event) + "/move", seen_times("2026-12-03", "25:00", "12:00"));
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.text, HasSubstr("value=\"25:00\""));
  EXPECT_THAT(answer.text, HasSubstr("href=\"#start\""));
  EXPECT_EQ(world.now(event).start_time, event.start_time);
}

TEST_F(OrganiserCalendar, does_not_overwrite_somebody_elses_move) {
  (void)domain::edit_event(*world.ports, world.admin, event.id, [&](domain::EventDetails& details) {
    details.start_time += std::chrono::hours{1};
    details.end_time += std::chrono::hours{1};
  });
  const Answer late = organiser.post(address(event) + "/move", seen_times("2026-12-03", "10:00", "12:00"));
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(world.now(event).start_time, world.local("2026-12-01T16:00"));
  EXPECT_THAT(late.text, HasSubstr("value=\"2026-12-01T14:00:00Z\"")) << "who has seen it may go on";
}

TEST_F(OrganiserCalendar, lets_a_cancelled_event_be) {
  (void)domain::cancel_event(*world.ports, world.admin, event.id, {{domain::LanguageTag("fi"), "Sairaus"}});
  EXPECT_EQ(organiser.get(address(event) + "/move").header("Location"), address(event));
  EXPECT_THAT(entries(organiser), HasSubstr("\"editable\":false"));
}

}  // namespace
