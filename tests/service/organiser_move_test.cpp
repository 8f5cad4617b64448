#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/edit_event.hpp"
#include "tests/service/console_world.hpp"

// Another time for an event: what it means, and then the move.
namespace {

using domain::Role;
using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;
using testing::HasSubstr;
using testing::Not;

class OrganiserMove : public testing::Test {
 protected:
  static std::string address(const domain::Event& event) {
    return "/organiser/events/" + std::to_string(event.id.value);
  }
  static std::string page_of(const domain::Event& event) { return address(event) + "/move"; }
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

  // The value of an input of the page.
  static std::string value_of(const std::string& page, const std::string& name) {
    const std::size_t input = page.find("name=\"" + name + "\"");
    if (input == std::string::npos) return {};
    const std::string word = "value=\"";
    const std::size_t value = page.find(word, input) + word.size();
    return page.substr(value, page.find('"', value) - value);
  }
  // Presses the button of the page that the query leads to, as it stands there.
  Answer press(const domain::Event& one, const std::string& query) {
    const std::string page = organiser.get(page_of(one) + query).text;
    service::Fields fields;
    for (const char* name : {"date", "start", "end", "days", "from", "seen"})
      fields.emplace_back(name, value_of(page, name));
    return organiser.post(page_of(one), fields);
  }
  domain::Event lasting(const char* start, const char* end) {
    domain::EventDetails details = world.details(start);
    details.end_time = world.local(end);
    return world.event(details);
  }

  ConsoleWorld world;
  domain::Event event = world.event("2026-12-01T15:00", 3, 4);
  Browser organiser = world.sign_in(Role::organiser);
};

TEST_F(OrganiserMove, moves_when_registration_closes_along_with_the_event) {
  domain::EventDetails details = world.details("2026-12-15T10:00");
  details.enrolment_end_time = world.local("2026-12-10T23:59");
  const domain::Event closing = world.event(details);
  const std::string page = organiser.get(page_of(closing) + "?start=2026-12-08T10:00:00Z").text;
  EXPECT_THAT(page, HasSubstr("<dt>Ilmoittautuminen päättyy</dt><dd><bdi>torstai 3. joulukuuta 2026 klo 23.59</bdi>"));
  service::Fields form{{"date", "2026-12-08"},
                       {"start", "10:00"},
                       {"end", "12:00"},
                       {"from", "2026-12-15T08:00:00Z"},
                       {"seen", "2026-12-08T08:00:00Z/2026-12-08T10:00:00Z"}};
  EXPECT_EQ(organiser.post(page_of(closing), form).status, 303);
  EXPECT_EQ(world.now(closing).enrolment_end_time, world.local("2026-12-03T23:59"));
}

TEST_F(OrganiserMove, says_what_a_move_means_before_it_is_done) {
  world.register_party(event, 2);
  const std::string page = organiser.get(page_of(event) + "?start=2026-12-03T08:00:00Z").text;
  EXPECT_THAT(page, HasSubstr("value=\"2026-12-03\""));
  EXPECT_THAT(page, HasSubstr("value=\"10:00\""));
  EXPECT_THAT(page, HasSubstr("value=\"12:00\"")) << "it lasts as long as before";
  EXPECT_THAT(page, HasSubstr("1 ilmoittautuminen, 2 henkilöä"));
  EXPECT_EQ(world.now(event).start_time, event.start_time) << "nothing is done by looking";
}

TEST_F(OrganiserMove, says_what_the_event_would_meet_at_another_time) {
  const domain::Event other = world.event("2026-12-03T10:00");
  EXPECT_THAT(organiser.get(page_of(event) + "?start=2026-12-03T10:30").text, HasSubstr(address(other) + "\""));
  EXPECT_THAT(organiser.get(page_of(event) + "?start=2026-12-04T10:30").text, Not(HasSubstr(address(other) + "\"")));
}

TEST_F(OrganiserMove, offers_no_button_to_a_time_at_which_the_room_is_taken) {
  domain::Room room;
  room.organisation = event.organisers.front().id;
  room.name = "Iso sali";
  world.store->write([&](domain::Transaction& tx) { room.id = tx.rooms().insert(room); });
  const auto put_into_room = [&](domain::EventDetails& details) { details.location.room = room.id; };
  (void)domain::edit_event(*world.ports, world.admin, event.id, put_into_room);
  const domain::Event other = world.event("2026-12-03T10:00");
  (void)domain::edit_event(*world.ports, world.admin, other.id, put_into_room);
  const std::string taken = organiser.get(page_of(event) + "?start=2026-12-03T10:30").text;
  EXPECT_THAT(taken, HasSubstr("Siirtoa ei voi tehdä tähän aikaan"));
  EXPECT_THAT(taken, Not(HasSubstr("main-action")));
  EXPECT_THAT(taken, Not(HasSubstr("name=\"seen\"")));
  EXPECT_THAT(organiser.get(page_of(event) + "?start=2026-12-04T10:30").text, HasSubstr("name=\"seen\""));
}

TEST_F(OrganiserMove, moves_an_event_and_tells_those_registered) {
  world.register_party(event, 2);
  const Answer answer = organiser.post(page_of(event), seen_times("2026-12-03", "10:00", "12:00"));
  EXPECT_EQ(answer.header("Location"), address(event) + "?done=moved_event");
  EXPECT_EQ(world.now(event).start_time, world.local("2026-12-03T10:00"));
  EXPECT_EQ(world.now(event).end_time, world.local("2026-12-03T12:00"));
  EXPECT_THAT(world.pending(event), testing::Contains(HasSubstr("sms event_rescheduled")));
}

TEST_F(OrganiserMove, goes_back_to_the_calendar_and_nowhere_else) {
  auto fields = seen_times("2026-12-03", "10:00", "12:00");
  fields.emplace_back("back", "/organiser/month?month=2026-12&view=week");
  EXPECT_EQ(organiser.post(page_of(event), fields).header("Location"), "/organiser/month?month=2026-12&view=week");
  auto elsewhere = seen_times("2026-12-04", "10:00", "12:00", "2026-12-03T08:00:00Z");
  elsewhere.emplace_back("back", "//example.org/organiser/month");
  EXPECT_EQ(organiser.post(page_of(event), elsewhere).header("Location"), address(event) + "?done=moved_quietly");
}

TEST_F(OrganiserMove, shows_what_a_move_means_first_whatever_was_typed) {
  world.register_party(event, 2);
  const domain::Event other = world.event("2026-12-03T10:00");
  const auto typed = times("2026-12-03", "10:00", "12:00");
  const Answer first = organiser.post(page_of(event), typed);
  EXPECT_EQ(first.status, 200);
  EXPECT_THAT(first.text, HasSubstr("torstai 3. joulukuuta 2026"));
  EXPECT_THAT(first.text, HasSubstr(address(other) + "\""));
  EXPECT_THAT(first.text, HasSubstr("1 ilmoittautuminen, 2 henkilöä"));
  EXPECT_THAT(first.text, HasSubstr("Siirrä ja lähetä viestit"));
  EXPECT_EQ(world.now(event).start_time, event.start_time) << "nothing is done by looking";

  auto another = seen_times("2026-12-04", "10:00", "12:00");
  another[0].second = "2026-12-05";
  EXPECT_EQ(organiser.post(page_of(event), another).status, 200) << "another time than was shown";
  EXPECT_EQ(world.now(event).start_time, event.start_time);
  EXPECT_EQ(organiser.post(page_of(event), seen_times("2026-12-03", "10:00", "12:00")).status, 303);
}

TEST_F(OrganiserMove, a_move_that_nobody_hears_of_says_so_before_and_after) {
  const Answer first = organiser.post(page_of(event), times("2026-12-03", "10:00", "12:00"));
  EXPECT_THAT(first.text, HasSubstr("Viestejä ei lähetetä."));
  EXPECT_THAT(first.text, Not(HasSubstr("Siirrä ja lähetä viestit")));
  const Answer moved = organiser.post_and_follow(page_of(event), seen_times("2026-12-03", "10:00", "12:00"));
  EXPECT_THAT(moved.text, HasSubstr("Siirretty. Viestejä ei lähetetty."));
}

TEST_F(OrganiserMove, before_another_time_is_typed_there_is_nothing_to_press_but_to_look) {
  const std::string page = organiser.get(page_of(event)).text;
  EXPECT_THAT(page, Not(HasSubstr("name=\"seen\"")));
  EXPECT_THAT(page, HasSubstr("Näytä, mitä siirto tarkoittaa"));
  EXPECT_THAT(page, Not(HasSubstr("Siirron jälkeen")));
}

TEST_F(OrganiserMove, takes_an_end_after_midnight) {
  organiser.post(page_of(event), seen_times("2026-12-03", "22:00", "01:00"));
  EXPECT_EQ(world.now(event).end_time, world.local("2026-12-04T01:00"));
}

TEST_F(OrganiserMove, keeps_what_was_typed_and_names_what_is_wrong) {
  const Answer answer = organiser.post(page_of(event), seen_times("2026-12-03", "25:00", "12:00"));
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.text, HasSubstr("value=\"25:00\""));
  EXPECT_THAT(answer.text, HasSubstr("href=\"#start\""));
  EXPECT_EQ(world.now(event).start_time, event.start_time);
}

TEST_F(OrganiserMove, does_not_overwrite_somebody_elses_move) {
  (void)domain::edit_event(*world.ports, world.admin, event.id, [&](domain::EventDetails& details) {
    details.start_time += std::chrono::hours{1};
    details.end_time += std::chrono::hours{1};
  });
  const Answer late = organiser.post(page_of(event), seen_times("2026-12-03", "10:00", "12:00"));
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(world.now(event).start_time, world.local("2026-12-01T16:00"));
  EXPECT_THAT(late.text, HasSubstr("value=\"2026-12-01T14:00:00Z\"")) << "who has seen it may go on";
}

TEST_F(OrganiserMove, leads_back_from_a_cancelled_event) {
  (void)domain::cancel_event(*world.ports, world.admin, event.id, {{domain::LanguageTag("fi"), "Sairaus"}});
  EXPECT_EQ(organiser.get(page_of(event)).header("Location"), address(event));
}

TEST_F(OrganiserMove, keeps_as_many_days_as_an_event_lasts) {
  const domain::Event camp = lasting("2027-05-04T00:00", "2027-05-07T00:00");
  EXPECT_THAT(organiser.get(page_of(camp)).text, HasSubstr("Montako päivää alkamispäivän jälkeen"));
  EXPECT_EQ(value_of(organiser.get(page_of(camp)).text, "days"), "3");
  EXPECT_EQ(press(camp, "?start=2027-05-05T00:00").status, 303) << "the first press does what was shown";
  EXPECT_EQ(world.now(camp).start_time, world.local("2027-05-05T00:00"));
  EXPECT_EQ(world.now(camp).end_time, world.local("2027-05-08T00:00"));

  const domain::Event weekend = lasting("2027-05-07T18:00", "2027-05-09T15:00");
  EXPECT_EQ(press(weekend, "?start=2027-05-14T17:00").status, 303);
  EXPECT_EQ(world.now(weekend).end_time, world.local("2027-05-16T14:00"));
}

TEST_F(OrganiserMove, takes_as_many_days_as_an_entry_was_drawn_out_to) {
  const domain::Event day = lasting("2027-05-04T00:00", "2027-05-05T00:00");
  EXPECT_EQ(press(day, "?start=2027-05-04T00:00&end=2027-05-06T00:00").status, 303);
  EXPECT_EQ(world.now(day).end_time, world.local("2027-05-06T00:00"));
  EXPECT_EQ(press(day, "?start=2027-05-04T10:00&end=2027-05-04T12:00").status, 303);
  EXPECT_EQ(world.now(day).end_time, world.local("2027-05-04T12:00"));
}

TEST_F(OrganiserMove, gives_a_whole_day_its_hours_and_asks_for_days_of_no_shorter_event) {
  const domain::Event day = lasting("2027-05-04T00:00", "2027-05-05T00:00");
  service::Fields fields = times("2027-05-04", "10:00", "12:00", "2027-05-03T21:00:00Z");
  fields.emplace_back("days", "0");
  const std::string shown = organiser.post(page_of(day), fields).text;
  EXPECT_EQ(value_of(shown, "days"), "0") << "and it is still there to be changed";
  fields.emplace_back("seen", value_of(shown, "seen"));
  EXPECT_EQ(organiser.post(page_of(day), fields).status, 303);
  EXPECT_EQ(world.now(day).end_time, world.local("2027-05-04T12:00"));
  EXPECT_THAT(organiser.get(page_of(day)).text, Not(HasSubstr("name=\"days\"")));
}

TEST_F(OrganiserMove, keeps_whole_days_whole_over_a_clock_change) {
  const domain::Event day = lasting("2027-03-27T00:00", "2027-03-28T00:00");
  EXPECT_EQ(press(day, "?start=2027-03-28T00:00").status, 303);
  EXPECT_EQ(world.now(day).end_time, world.local("2027-03-29T00:00")) << "which is a day of 23 hours";
  EXPECT_EQ(press(day, "?start=2027-10-31T00:00").status, 303);
  EXPECT_EQ(world.now(day).end_time, world.local("2027-11-01T00:00")) << "and this one has 25";
  EXPECT_EQ(press(day, "?start=2027-11-02T00:00").status, 303);
  EXPECT_EQ(world.now(day).end_time, world.local("2027-11-03T00:00"));
}

TEST_F(OrganiserMove, refuses_a_number_of_days_that_is_none) {
  service::Fields fields = times("2026-12-03", "10:00", "12:00");
  fields.emplace_back("days", "-1");
  EXPECT_EQ(organiser.post(page_of(event), fields).status, 400);
  fields.back().second = "2000000000";
  EXPECT_EQ(organiser.post(page_of(event), fields).status, 400) << "no event lasts as long";
  EXPECT_EQ(world.now(event).start_time, event.start_time);
}

TEST_F(OrganiserMove, leaves_registration_open_that_is_open_and_moves_its_opening_else) {
  domain::EventDetails details = world.details("2026-12-15T10:00");
  details.enrolment_start_time = world.clock.now() - std::chrono::days{1};
  const domain::Event open = world.event(details);
  EXPECT_THAT(organiser.get(page_of(open) + "?start=2027-03-16T10:00").text, Not(HasSubstr("Ilmoittautuminen alkaa")));
  EXPECT_EQ(press(open, "?start=2027-03-16T10:00").status, 303);
  EXPECT_EQ(world.now(open).enrolment_start_time, details.enrolment_start_time);

  details.enrolment_start_time = world.local("2026-12-10T12:00");
  const domain::Event later = world.event(details);
  EXPECT_THAT(organiser.get(page_of(later) + "?start=2026-12-16T10:00").text, HasSubstr("Ilmoittautuminen alkaa"));
  EXPECT_EQ(press(later, "?start=2026-12-16T10:00").status, 303);
  EXPECT_EQ(world.now(later).enrolment_start_time, world.local("2026-12-11T12:00"));
}

}  // namespace
