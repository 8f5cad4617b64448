#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/book_interpreter.hpp"
#include "tests/service/console_world.hpp"

namespace {

using domain::Role;
using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;
using testing::HasSubstr;
using testing::Not;

class OrganiserEvent : public testing::Test {
 protected:
  static std::string address(const domain::Event& event) {
    return "/organiser/events/" + std::to_string(event.id.value);
  }
  domain::Interpreter interpreter(const std::string& name) {
    domain::Interpreter one;
    one.name = name;
    one.phone = domain::PhoneNumber("+358405550150");
    one.languages = {{domain::LanguageTag("ar"), ""}};
    return domain::add_interpreter(*world.ports, world.admin, one).interpreter;
  }
  domain::InterpreterBooking booking_of(const domain::Event& one) {
    std::vector<domain::InterpreterBooking> bookings;
    world.store->read([&](const domain::Snapshot& s) { bookings = s.interpreters().bookings_of(one.id); });
    return bookings.at(0);
  }
  std::string booking_address(const domain::Event& one, const std::string& step) {
    return "/organiser/interpreter-bookings/" + std::to_string(booking_of(one).id.value) + "/" + step;
  }

  ConsoleWorld world;
  domain::Event event = world.event("2026-12-01T15:00", 3, 4);
  Browser organiser = world.sign_in(Role::organiser);
};

TEST_F(OrganiserEvent, each_role_sees_as_much_of_a_participant_as_it_may) {
  const auto party = world.register_party(event).registration;
  const std::string phone = party.contact.phone->e164();
  const std::string organisers = organiser.get(address(event)).text;
  EXPECT_THAT(organisers, HasSubstr(party.contact.name));
  EXPECT_THAT(organisers, HasSubstr(phone));
  const std::string doors = world.sign_in(Role::door).get(address(event)).text;
  EXPECT_THAT(doors, HasSubstr(party.contact.name));
  EXPECT_THAT(doors, Not(HasSubstr(phone)));
  for (Browser other : {world.sign_in(Role::viewer), world.sign_in(Role::organiser, "Mikseri")}) {
    const std::string page = other.get(address(event)).text;
    EXPECT_THAT(page, Not(HasSubstr(party.contact.name)));
    EXPECT_THAT(page, HasSubstr("1 / 3"));
  }
}

TEST_F(OrganiserEvent, what_is_empty_takes_no_room_on_its_page) {
  const std::string page = organiser.get(address(event)).text;
  for (const char* section : {"id=\"spoken\"", "id=\"messages\"", "id=\"confirmed\"", "#confirmed"}) {
    EXPECT_THAT(page, Not(HasSubstr(section)));
  }
  world.register_party(event);
  const std::string later = organiser.get(address(event)).text;
  for (const char* section : {"id=\"spoken\"", "id=\"messages\"", "id=\"confirmed\"", "#confirmed"}) {
    EXPECT_THAT(later, HasSubstr(section));
  }
}

TEST_F(OrganiserEvent, a_language_in_which_it_is_held_needs_no_interpreter) {
  const auto languages = [&](std::vector<domain::LanguageTag> held) {
    (void)domain::edit_event(*world.ports, world.admin, event.id, [&](domain::EventDetails& details) {
      details.in_language = held;
      details.interpreted_languages = {domain::LanguageTag("ar"), domain::LanguageTag("ru")};
    });
    return organiser.get(address(event)).text;
  };
  EXPECT_THAT(languages({domain::LanguageTag("fi")}), HasSubstr("arabia: ei tilattu"));
  const std::string page = languages({domain::LanguageTag("fi"), domain::LanguageTag("ar")});
  EXPECT_THAT(page, Not(HasSubstr("arabia: ei tilattu")));
  EXPECT_THAT(page, HasSubstr("venäjä: ei tilattu"));
}

TEST_F(OrganiserEvent, who_may_have_registered_twice_is_marked) {
  world.register_party(event);
  EXPECT_THAT(organiser.get(address(event)).text, Not(HasSubstr("Kahdesti?")));
  const auto second = world.register_party(event).registration;
  EXPECT_THAT(organiser.get(address(event)).text, HasSubstr("Kahdesti?"));
  organiser.post("/organiser/registrations/" + std::to_string(second.id.value) + "/cancel");
  EXPECT_THAT(organiser.get(address(event)).text, Not(HasSubstr("Kahdesti?")));
}

TEST_F(OrganiserEvent, nobody_is_marked_as_here_before_the_day) {
  world.register_party(event);
  EXPECT_THAT(world.sign_in(Role::door).get(address(event)).text, Not(HasSubstr("/presence\"")));
  world.clock.set(world.local("2026-12-01T09:00"));
  EXPECT_THAT(world.sign_in(Role::door).get(address(event)).text, HasSubstr("/presence\""));
}

TEST_F(OrganiserEvent, the_door_marks_who_came) {
  const auto party = world.now(world.register_party(event).registration);
  world.clock.set(world.local("2026-12-01T15:05"));
  const std::string person = std::to_string(party.persons.front().id.value);
  const Answer answer = world.sign_in(Role::door)
                            .post("/organiser/registrations/" + std::to_string(party.id.value) + "/presence",
                                  {{"person", person}, {"presence_status", "present"}});
  EXPECT_EQ(answer.header("Location"), address(event) + "#person-" + person);
  EXPECT_EQ(world.now(party).persons.front().presence, domain::PresenceStatus::present);
  EXPECT_THAT(world.sign_in(Role::organiser).get(address(event)).text, HasSubstr("aria-pressed=\"true\""));
}

TEST_F(OrganiserEvent, a_registration_is_cancelled_for_somebody) {
  const auto party = world.register_party(event).registration;
  organiser.post("/organiser/registrations/" + std::to_string(party.id.value) + "/cancel");
  EXPECT_EQ(world.now(party).status, domain::RegistrationStatus::cancelled);
  EXPECT_EQ(world.now(event).confirmed_persons, 0);
}

TEST_F(OrganiserEvent, the_reason_may_be_given_in_every_language_in_which_the_event_is_held) {
  (void)domain::edit_event(*world.ports, world.admin, event.id, [](domain::EventDetails& details) {
    details.in_language = {domain::LanguageTag("fi"), domain::LanguageTag("so")};
  });
  EXPECT_THAT(organiser.get(address(event) + "/cancel").text, HasSubstr("name=\"reason.so\""));
}

TEST_F(OrganiserEvent, cancelling_says_how_many_are_told_and_wants_a_reason) {
  world.register_party(event, 2);
  EXPECT_THAT(organiser.get(address(event) + "/cancel").text, HasSubstr("1 ilmoittautuminen, 2 henkilöä"));
  const Answer without = organiser.post(address(event) + "/cancel", {{"reason.en", " "}});
  EXPECT_EQ(without.status, 400);
  EXPECT_THAT(without.text, HasSubstr("href=\"#reason-fi\""));
  const Answer done = organiser.post_and_follow(address(event) + "/cancel", {{"reason.ar", "مرض"}});
  EXPECT_THAT(done.text, HasSubstr("Tilaisuus on peruttu"));
  EXPECT_EQ(world.now(event).status, domain::EventStatus::cancelled);
  const Answer again = organiser.post(address(event) + "/cancel", {{"reason.fi", "Taas"}});
  EXPECT_EQ(again.status, 409);
}

TEST_F(OrganiserEvent, cancelling_without_anybody_to_tell_claims_no_messages) {
  const std::string question = organiser.get(address(event) + "/cancel").text;
  EXPECT_THAT(question, HasSubstr("Kukaan ei ole ilmoittautunut."));
  EXPECT_THAT(question, Not(HasSubstr("kerro kaikille")));
  const Answer done = organiser.post_and_follow(address(event) + "/cancel", {{"reason.fi", "Sairaus"}});
  EXPECT_THAT(done.text, HasSubstr("Viestejä ei lähetetty."));
  EXPECT_THAT(done.text, Not(HasSubstr("kerrotaan kaikille")));
}

TEST_F(OrganiserEvent, of_the_reasons_for_cancelling_none_is_called_optional) {
  EXPECT_THAT(organiser.get(address(event) + "/cancel").text, Not(HasSubstr("ei pakollinen")));
}

TEST_F(OrganiserEvent, a_cancelled_event_wants_no_interpreter_and_offers_the_way_back) {
  domain::EventDetails details = world.details("2026-12-02T15:00");
  details.interpreted_languages = {domain::LanguageTag("ar")};
  const domain::Event interpreted = world.event(details);
  EXPECT_THAT(organiser.get(address(interpreted)).text, HasSubstr("need none"));
  EXPECT_THAT(organiser.get(address(interpreted)).text, Not(HasSubstr("Palauta tilaisuus")));
  organiser.post(address(interpreted) + "/cancel", {{"reason.fi", "Sairaus"}});
  const std::string page = organiser.get(address(interpreted)).text;
  EXPECT_THAT(page, Not(HasSubstr("need none")));
  EXPECT_THAT(organiser.get("/organiser/").text, Not(HasSubstr("need none")));
  EXPECT_THAT(page, HasSubstr("Palauta tilaisuus"));
  EXPECT_THAT(world.sign_in(Role::viewer).get(address(interpreted)).text, Not(HasSubstr("Palauta tilaisuus")));

  const std::size_t at = page.find(address(interpreted) + "/history/");
  const std::string undo = page.substr(at, page.find('"', at) - at);
  const Answer asked = organiser.post(undo, {{"back", address(interpreted)}});
  EXPECT_THAT(asked.text, HasSubstr("name=\"back\" value=\"" + address(interpreted) + "\""));
  const Answer done = organiser.post(undo, {{"back", address(interpreted)}, {"seen", "yes"}});
  EXPECT_EQ(done.header("Location"), address(interpreted) + "?done=change_undone");
  EXPECT_EQ(world.now(interpreted).status, domain::EventStatus::scheduled);
}

TEST_F(OrganiserEvent, a_published_event_says_that_it_is) {
  domain::EventDetails details = world.details("2026-12-02T15:00");
  details.publication_status = domain::PublicationStatus::draft;
  const domain::Event draft = world.event(details);
  EXPECT_THAT(organiser.get(address(event)).text, HasSubstr("badge published\">Julkaistu<"));
  EXPECT_THAT(organiser.get(address(draft)).text, Not(HasSubstr("badge published")));
}

TEST_F(OrganiserEvent, a_draft_is_published_by_a_button) {
  domain::EventDetails details = world.details("2026-12-02T15:00");
  details.publication_status = domain::PublicationStatus::draft;
  const domain::Event draft = world.event(details);
  EXPECT_THAT(organiser.get(address(draft)).text, Not(HasSubstr("/fi/events/" + std::to_string(draft.id.value))));
  const Answer page = organiser.post_and_follow(address(draft) + "/publish", {{"publication_status", "public"}});
  EXPECT_THAT(page.text, HasSubstr("/fi/events/" + std::to_string(draft.id.value)));
  EXPECT_EQ(world.now(draft).publication_status, domain::PublicationStatus::open_to_all);
}

TEST_F(OrganiserEvent, an_interpreter_is_requested_offered_and_confirmed) {
  const domain::Interpreter sara = interpreter("Sara");
  organiser.post(address(event) + "/interpreter-bookings", {{"booking.language", "ar"}, {"booking.mode", "on_site"}});
  EXPECT_THAT(organiser.get(address(event)).text, HasSubstr(">Sara</option>"));
  organiser.post(booking_address(event, "offer"), {{"interpreter", std::to_string(sara.id.value)}});
  EXPECT_EQ(booking_of(event).status, domain::BookingStatus::offered);
  const Answer page = organiser.post_and_follow(booking_address(event, "confirm"));
  EXPECT_EQ(booking_of(event).status, domain::BookingStatus::confirmed);
  EXPECT_THAT(page.text, HasSubstr("need confirmed"));
  EXPECT_EQ(organiser.post(booking_address(event, "decline")).status, 409);
}

TEST_F(OrganiserEvent, a_busy_interpreter_is_marked_and_cannot_be_taken_twice) {
  const domain::Interpreter sara = interpreter("Sara");
  const domain::Event other = world.event("2026-12-01T16:00");
  for (const domain::Event& one : {event, other}) {
    organiser.post(address(one) + "/interpreter-bookings", {{"booking.language", "ar"}, {"booking.mode", "phone"}});
  }
  organiser.post(booking_address(event, "offer"), {{"interpreter", std::to_string(sara.id.value)}});
  organiser.post(booking_address(event, "confirm"));
  EXPECT_THAT(organiser.get(address(other)).text, HasSubstr("Sara (varattu tähän aikaan)"));
  const Answer refused =
      organiser.post(booking_address(other, "offer"), {{"interpreter", std::to_string(sara.id.value)}});
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(booking_of(other).status, domain::BookingStatus::requested);
}

TEST_F(OrganiserEvent, a_calendar_link_is_shown_once_and_renewing_ends_the_old_one) {
  const Answer added = organiser.post("/organiser/interpreters", {{"name", "Sara"},
                                                                  {"phone", "0405550150"},
                                                                  {"message_language", "fi"},
                                                                  {"languages[0].language", "ar"},
                                                                  {"languages[0].dialect", "Sudan"}});
  const std::string mark = "value=\"https://kutsu.example.org";
  const std::size_t at = added.text.find(mark) + mark.size();
  const std::string link = added.text.substr(at, added.text.find('"', at) - at);
  EXPECT_EQ(world.call("GET", link).status, 200);
  EXPECT_THAT(organiser.get("/organiser/interpreters").text, Not(HasSubstr(link)));
  organiser.post("/organiser/interpreters/1/calendar");
  EXPECT_EQ(world.call("GET", link).status, 404);
}

TEST_F(OrganiserEvent, an_interpreter_without_languages_or_contact_is_told_at_the_fields) {
  const Answer answer = organiser.post("/organiser/interpreters", {{"name", "Sara"}, {"message_language", "fi"}});
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.text, HasSubstr("href=\"#languages-0-language\""));
  EXPECT_THAT(answer.text, HasSubstr("href=\"#phone\""));
}

TEST_F(OrganiserEvent, the_list_holds_the_own_events_upcoming_first_and_past_ones_on_request) {
  const domain::Event past = world.event("2026-11-20T15:00");
  domain::EventDetails foreign = world.details("2026-12-03T15:00");
  foreign.name = {{domain::LanguageTag("fi"), "Vieras tilaisuus"}};
  foreign.organisers = {{*world.organiser("Mikseri").organisation, "Mikseri"}};
  world.event(foreign);
  const std::string upcoming = organiser.get("/organiser/").text;
  EXPECT_THAT(upcoming, HasSubstr(address(event) + "\""));
  EXPECT_THAT(upcoming, Not(HasSubstr(address(past) + "\"")));
  EXPECT_THAT(upcoming, Not(HasSubstr("Vieras tilaisuus")));
  EXPECT_THAT(organiser.get("/organiser/?when=past").text, HasSubstr(address(past) + "\""));
  EXPECT_THAT(world.sign_in(Role::admin).get("/organiser/").text, HasSubstr("Vieras tilaisuus"));
}

TEST_F(OrganiserEvent, the_past_is_paged_from_its_end) {
  for (int day = 1; day <= 22; ++day) {
    world.event("2026-10-" + std::string(day < 10 ? "0" : "") + std::to_string(day) + "T15:00");
  }
  const std::string first = organiser.get("/organiser/?when=past").text;
  const std::string second = organiser.get("/organiser/?when=past&page=2").text;
  EXPECT_THAT(first, HasSubstr("2026-10-22T"));
  EXPECT_LT(first.find("2026-10-22T"), first.find("2026-10-03T"));
  EXPECT_THAT(first, Not(HasSubstr("2026-10-02T")));
  EXPECT_THAT(second, HasSubstr("2026-10-02T"));
  EXPECT_THAT(second, HasSubstr("2026-10-01T"));
}

TEST_F(OrganiserEvent, a_month_shows_its_events_on_their_days) {
  const std::string page = organiser.get("/organiser/month?month=2026-12").text;
  const std::size_t day = page.find("<time datetime=\"2026-12-01\">");
  EXPECT_LT(page.find(address(event), day), page.find("<time datetime=\"2026-12-02\">"));
  EXPECT_THAT(page, HasSubstr("month=2026-11"));
  EXPECT_THAT(page, HasSubstr("month=2027-01"));
  EXPECT_EQ(organiser.get("/organiser/month?month=2026-13").status, 400);
}

}  // namespace
