#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/book_interpreter.hpp"
#include "domain/edit_event.hpp"
#include "domain/rooms.hpp"
#include "tests/service/console_world.hpp"

namespace {

using domain::LanguageTag;
using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;
using testing::HasSubstr;
using testing::Not;

class OrganiserRooms : public testing::Test {
 protected:
  static service::Fields room_form(const service::Fields& changes = {}) {
    service::Fields fields{{"name", "Sali 2"},
                           {"street_address", "Porrassalmenkatu 1"},
                           {"municipality", "Mikkeli"},
                           {"capacity", "30"},
                           {"step_free", "yes"},
                           {"induction_loop", "unknown"},
                           {"directions.fi", "Toinen kerros"},
                           {"directions.en", ""},
                           {"directions.ar", "الطابق الثاني"}};
    for (const auto& [name, value] : changes) {
      std::erase_if(fields, [&](const auto& field) { return field.first == name; });
      fields.emplace_back(name, value);
    }
    return fields;
  }
  std::vector<domain::Room> rooms() {
    std::vector<domain::Room> all;
    world.store->read([&](const domain::Snapshot& snapshot) { all = snapshot.rooms().all(); });
    return all;
  }
  domain::Room room() {
    EXPECT_EQ(browser.post("/organiser/rooms", room_form()).status, 303);
    return rooms().at(0);
  }
  Answer create(const domain::Room& room, const service::Fields& changes = {}) {
    service::Fields fields = changes;
    fields.emplace_back("location.room", std::to_string(room.id.value));
    fields.emplace_back("location.name", "");
    return browser.post("/organiser/events", ConsoleWorld::event_form(fields));
  }
  static std::string edit(const domain::Room& room) {
    return "/organiser/rooms/" + std::to_string(room.id.value) + "/edit";
  }

  ConsoleWorld world;
  Browser browser = world.sign_in(domain::Role::organiser);
};

TEST_F(OrganiserRooms, a_room_is_entered_and_listed_with_what_is_known_of_it) {
  const domain::Room made = room();
  EXPECT_EQ(made.directions.size(), 2U) << "a text left empty is no text";
  EXPECT_EQ(made.step_free, domain::Fact::yes);
  const std::string page = browser.get("/organiser/rooms?lang=en").text;
  for (const char* shown : {"Sali 2", "Porrassalmenkatu 1", "30", "No steps on the way in", "Mimosa"}) {
    EXPECT_THAT(page, HasSubstr(shown));
  }
  EXPECT_THAT(page, Not(HasSubstr("nduction loop</span>")));
}

TEST_F(OrganiserRooms, what_is_wrong_is_told_by_its_field_and_what_was_typed_stays) {
  const Answer answer = browser.post("/organiser/rooms?lang=en",
                                     room_form({{"name", ""}, {"capacity", "paljon"}, {"directions.fi", "Ovi B"}}));
  EXPECT_EQ(answer.status, 400);
  for (const char* shown : {"href=\"#name\"", "href=\"#capacity\"", "Ovi B", "value=\"paljon\""}) {
    EXPECT_THAT(answer.text, HasSubstr(shown));
  }
  EXPECT_TRUE(rooms().empty());
  static_cast<void>(room());
  EXPECT_EQ(browser.post("/organiser/rooms", room_form()).status, 409);
}

TEST_F(OrganiserRooms, a_change_says_beforehand_whom_it_concerns) {
  const domain::Room made = room();
  ASSERT_EQ(create(made, {{"publication_status", "public"}}).status, 303);
  static_cast<void>(world.register_party(world.only_event(), 2));
  const std::string page = browser.get(edit(made) + "?lang=en").text;
  EXPECT_THAT(page, HasSubstr("There is 1 event to come in this room"));
  EXPECT_THAT(page, HasSubstr("2 persons have registered"));
  EXPECT_EQ(browser.post(edit(made), room_form({{"name", "Juhlasali"}, {"version", "1"}})).status, 303);
  EXPECT_EQ(world.only_event().location.name, "Juhlasali");
  const Answer stale = browser.post(edit(made), room_form({{"name", "Sali 3"}, {"version", "1"}}));
  EXPECT_EQ(stale.status, 412);
  EXPECT_THAT(stale.text, HasSubstr("value=\"Sali 3\""));
}

TEST_F(OrganiserRooms, another_organisation_uses_a_room_and_does_not_change_it) {
  const domain::Room made = room();
  Browser valma = world.sign_in(domain::Role::organiser, "Valma");
  EXPECT_EQ(valma.get(edit(made)).status, 403);
  EXPECT_EQ(valma.post(edit(made), room_form()).status, 403);
  EXPECT_THAT(valma.get("/organiser/rooms").text, Not(HasSubstr(edit(made))));
  EXPECT_THAT(valma.get("/organiser/events/new").text, HasSubstr("Sali 2, Porrassalmenkatu 1, Mikkeli"));
}

TEST_F(OrganiserRooms, a_retired_room_is_offered_to_the_event_that_has_it_alone) {
  const domain::Room made = room();
  ASSERT_EQ(create(made).status, 303);
  const std::string retire = "/organiser/rooms/" + std::to_string(made.id.value) + "/retire";
  EXPECT_EQ(browser.post(retire, {{"retired", "yes"}}).status, 303);
  EXPECT_THAT(browser.get("/organiser/events/new").text, Not(HasSubstr("Porrassalmenkatu")));
  const std::string event = "/organiser/events/" + std::to_string(world.only_event().id.value);
  EXPECT_THAT(browser.get(event + "/edit").text, HasSubstr("Porrassalmenkatu"));
  EXPECT_EQ(browser.post(retire, {{"retired", "no"}}).status, 303);
  EXPECT_THAT(browser.get("/organiser/events/new").text, HasSubstr("Porrassalmenkatu"));
}

TEST_F(OrganiserRooms, the_public_page_tells_the_way_in_the_readers_language) {
  ASSERT_EQ(create(room(), {{"publication_status", "public"}}).status, 303);
  const std::string id = std::to_string(world.only_event().id.value);
  const std::string finnish = world.call("GET", "/fi/events/" + id).text;
  EXPECT_THAT(finnish, HasSubstr("Toinen kerros"));
  EXPECT_THAT(finnish, HasSubstr("Sisään pääsee ilman portaita"));
  EXPECT_THAT(finnish, HasSubstr(R"("amenityFeature":[{"@type":"LocationFeatureSpecification","name":"Step-free )"
                                 R"(access","value":true}])"));
  EXPECT_THAT(finnish, HasSubstr(R"("maximumAttendeeCapacity":30)"));
  EXPECT_THAT(world.call("GET", "/ar/events/" + id).text, HasSubstr("الطابق الثاني"));
  EXPECT_EQ(browser.post(edit(rooms().at(0)), room_form({{"directions.fi", "Ovi B"}})).status, 303);
  EXPECT_THAT(world.call("GET", "/fi/events/" + id).text, HasSubstr("Ovi B")) << "not the page that was kept";
}

TEST_F(OrganiserRooms, an_event_as_its_form_shows_it_keeps_its_room) {
  const domain::Room made = room();
  ASSERT_EQ(create(made).status, 303);
  const std::string page =
      browser.get("/organiser/events/" + std::to_string(world.only_event().id.value) + "/edit").text;
  EXPECT_THAT(page, HasSubstr("<option value=\"" + std::to_string(made.id.value) + "\" selected>"));
  EXPECT_THAT(page, Not(HasSubstr("value=\"Sali 2\""))) << "the room says its name, not the place written below";
}

TEST_F(OrganiserRooms, a_taken_room_is_told_by_its_field_with_a_link_to_what_takes_it) {
  const domain::Room made = room();
  ASSERT_EQ(create(made).status, 303);
  const std::string first = "/organiser/events/" + std::to_string(world.only_event().id.value);
  const Answer second =
      create(made, {{"name.fi", "Asumisinfo"}, {"start_time.clock", "16:00"}, {"end_time.clock", "18:00"}});
  EXPECT_EQ(second.status, 409);
  EXPECT_THAT(second.text, HasSubstr("href=\"#location-room\""));
  EXPECT_THAT(second.text, HasSubstr("<a href=\"" + first + "\">"));
  EXPECT_THAT(second.text, HasSubstr("value=\"Asumisinfo\""));
  EXPECT_EQ(world.events().size(), 1U);
}

TEST_F(OrganiserRooms, what_happens_at_the_same_time_is_shown_before_anything_is_saved) {
  ASSERT_EQ(browser.post("/organiser/events", ConsoleWorld::event_form()).status, 303);
  const std::string first = "/organiser/events/" + std::to_string(world.only_event().id.value);
  const service::Fields second = ConsoleWorld::event_form({{"name.fi", "Asumisinfo"}, {"action", "check"}});
  const Answer checked = browser.post("/organiser/events?lang=en", second);
  EXPECT_EQ(checked.status, 200);
  EXPECT_THAT(checked.text, HasSubstr("There is another event at the same place at that time."));
  EXPECT_THAT(checked.text, HasSubstr("<a href=\"" + first + "\">"));
  EXPECT_THAT(checked.text, HasSubstr("value=\"Asumisinfo\""));
  EXPECT_EQ(world.events().size(), 1U);
  const Answer part = browser.post("/organiser/conflicts?lang=en", second);
  EXPECT_EQ(part.status, 200);
  EXPECT_THAT(part.text, HasSubstr("There is another event at the same place at that time."));
  EXPECT_THAT(part.text, Not(HasSubstr("<html")));
  EXPECT_EQ(browser.post("/organiser/events", ConsoleWorld::event_form()).status, 303) << "advice holds nobody off";
}

TEST_F(OrganiserRooms, a_series_shows_what_each_date_meets_and_leaves_out_those_whose_room_is_taken) {
  const domain::Room made = room();
  ASSERT_EQ(create(made, {{"start_time.date", "2026-12-08"}}).status, 303);
  const std::string taken_by = "/organiser/events/" + std::to_string(world.only_event().id.value);
  const service::Fields weekly{{"repeat", "weekly"}, {"repeat_count", "3"}};
  const Answer shown = create(made, weekly);
  ASSERT_EQ(shown.status, 200) << shown.text;
  EXPECT_THAT(shown.text, HasSubstr("<a href=\"" + taken_by + "\">"));
  EXPECT_THAT(shown.text, HasSubstr("value=\"2026-12-01\" checked"));
  EXPECT_THAT(shown.text, HasSubstr("value=\"2026-12-08\""));
  EXPECT_THAT(shown.text, Not(HasSubstr("value=\"2026-12-08\" checked")));
  service::Fields all = weekly;
  all.emplace_back("action", "save_series");
  service::Fields fields = ConsoleWorld::event_form(all);
  fields.emplace_back("location.room", std::to_string(made.id.value));
  for (const char* day : {"2026-12-01", "2026-12-08", "2026-12-15"}) fields.emplace_back("held", day);
  const Answer refused = browser.post("/organiser/events", fields);
  EXPECT_EQ(refused.status, 409);
  const std::string told = refused.text.substr(0, refused.text.find("<form class=\"sheet\""));
  EXPECT_THAT(told, HasSubstr("<a href=\"#date-2026-12-08\">"));
  EXPECT_THAT(told, HasSubstr("<a href=\"" + taken_by + "\">"));
  EXPECT_THAT(told, Not(HasSubstr("#date-2026-12-15")));
  EXPECT_THAT(refused.text, HasSubstr("value=\"2026-12-15\" checked")) << "what was ticked stays so";
  std::erase_if(fields, [](const auto& field) { return field.second == "2026-12-08"; });
  EXPECT_EQ(browser.post("/organiser/events", fields).status, 303);
  EXPECT_EQ(world.events().size(), 3U);
}

TEST_F(OrganiserRooms, dates_whose_room_is_taken_are_made_up_for_at_the_end) {
  const domain::Room made = room();
  ASSERT_EQ(create(made, {{"start_time.date", "2026-12-08"}}).status, 303);
  const Answer shown = create(made, {{"repeat", "weekly"}, {"repeat_count", "3"}});
  EXPECT_THAT(shown.text, HasSubstr("3 kertaa"));
  EXPECT_THAT(shown.text, HasSubstr("value=\"2026-12-22\" checked"));
}

TEST_F(OrganiserRooms, that_the_room_is_too_small_is_said_once_for_all_dates) {
  const Answer shown =
      create(room(), {{"maximum_attendee_capacity", "60"}, {"repeat", "weekly"}, {"repeat_count", "3"}});
  const std::size_t at = shown.text.find("paikkoja on 60");
  ASSERT_NE(at, std::string::npos) << shown.text;
  EXPECT_EQ(shown.text.find("paikkoja on 60", at + 1), std::string::npos);
}

TEST_F(OrganiserRooms, while_a_form_does_not_say_when_nothing_is_said_of_that_time) {
  const Answer part = browser.post("/organiser/conflicts", ConsoleWorld::event_form({{"start_time.date", ""}}));
  EXPECT_EQ(part.status, 200);
  EXPECT_THAT(part.text, Not(HasSubstr("<p")));
}

TEST_F(OrganiserRooms, an_event_that_is_edited_does_not_meet_itself) {
  ASSERT_EQ(browser.post("/organiser/events", ConsoleWorld::event_form()).status, 303);
  const std::string id = std::to_string(world.only_event().id.value);
  const Answer part = browser.post("/organiser/conflicts?lang=en", ConsoleWorld::event_form({{"event", id}}));
  EXPECT_THAT(part.text, HasSubstr("Nothing else is in the way"));
  EXPECT_THAT(browser.get("/organiser/events/" + id + "?lang=en").text, Not(HasSubstr("At the same time")));
}

TEST_F(OrganiserRooms, of_anothers_draft_the_console_says_only_that_the_room_is_taken) {
  const domain::Room made = room();
  Browser valma = world.sign_in(domain::Role::organiser, "Valma");
  ASSERT_EQ(create(made, {{"name.fi", "Salainen suunnitelma"}}).status, 303);
  service::Fields fields{{"location.room", std::to_string(made.id.value)}, {"name.fi", "Asumisinfo"}};
  const Answer answer = valma.post("/organiser/events?lang=en", ConsoleWorld::event_form(fields));
  EXPECT_EQ(answer.status, 409);
  EXPECT_THAT(answer.text, HasSubstr("another organisation&#39;s event that is not published yet"));
  EXPECT_THAT(answer.text, Not(HasSubstr("Salainen")));
  EXPECT_THAT(answer.text, Not(HasSubstr("/organiser/events/" + std::to_string(world.only_event().id.value))));
}

TEST_F(OrganiserRooms, the_link_of_an_online_event_is_shown_to_its_own_staff_and_not_to_anothers) {
  ASSERT_EQ(browser
                .post("/organiser/events",
                      ConsoleWorld::event_form({{"location.online_url", "https://example.org/kokous/kate"},
                                                {"publication_status", "public"}}))
                .status,
            303);
  const std::string address = "/organiser/events/" + std::to_string(world.only_event().id.value);
  EXPECT_THAT(browser.get(address).text, HasSubstr("kokous/kate"));
  EXPECT_THAT(world.sign_in(domain::Role::organiser, "Valma").get(address).text, Not(HasSubstr("kokous/kate")));
  EXPECT_THAT(world.sign_in(domain::Role::viewer, "Mimosa").get(address).text, Not(HasSubstr("kokous/kate")));
  const std::string id = std::to_string(world.only_event().id.value);
  for (const char* path : {"/fi/events/", "/api/v1/events/"}) {
    EXPECT_THAT(world.call("GET", path + id).text, Not(HasSubstr("kokous/kate"))) << path;
  }
  EXPECT_THAT(world.call("GET", "/events/" + id + ".ics").text, Not(HasSubstr("kokous/kate")));
  EXPECT_THAT(world.call("GET", "/calendar.ics").text, Not(HasSubstr("kokous/kate")));
  EXPECT_THAT(world.call("GET", "/fi/").text, Not(HasSubstr("kokous/kate")));
}

TEST_F(OrganiserRooms, a_town_that_an_interpreter_cannot_reach_in_time_is_not_saved_and_says_from_where) {
  const domain::Room hall = room();
  ASSERT_EQ(create(hall, {{"start_time.clock", "17:00"}, {"end_time.clock", "19:00"}}).status, 303);
  domain::Interpreter sara;
  sara.name = "Sara";
  sara.phone = domain::PhoneNumber("+358405550111");
  sara.languages = {{LanguageTag("ar"), ""}};
  const auto interpreter = domain::add_interpreter(*world.ports, world.admin, sara).interpreter.id;
  const auto book = [&](domain::EventId event) {
    domain::InterpreterBooking booking;
    booking.event = event;
    booking.language = LanguageTag("ar");
    booking = domain::request_booking(*world.ports, world.admin, booking);
    booking = domain::offer_booking(*world.ports, world.admin, booking.id, interpreter);
    (void)domain::confirm_booking(*world.ports, world.admin, booking.id);
  };
  book(world.only_event().id);
  domain::EventDetails before = world.details("2026-12-01T14:20");  // until 16:20
  before.name = {{LanguageTag("fi"), "Edellinen tilaisuus"}};
  book(world.event(before).id);
  const Answer refused = browser.post(edit(hall) + "?lang=en", room_form({{"municipality", "Kemi"}, {"version", "1"}}));
  EXPECT_EQ(refused.status, 409);
  EXPECT_THAT(refused.text, HasSubstr("cannot get there in time"));
  EXPECT_THAT(refused.text, HasSubstr("Edellinen tilaisuus</bdi></a>"));
  EXPECT_EQ(rooms().at(0).municipality, "Mikkeli");
}

}  // namespace
