#include <gmock/gmock.h>

#include "domain/audit.hpp"
#include "domain/edit_event.hpp"
#include "domain/manage_registration.hpp"
#include "domain/rooms.hpp"
#include "service/qr_code.hpp"
#include "tests/service/public_world.hpp"

namespace {

using namespace std::chrono_literals;
using fixtures::household;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

struct PublicLinks : testing::Test, fixtures::PublicWorld {
  std::int64_t times_seen() {
    std::vector<domain::AuditEntry> log;
    world.store->read([&](const domain::Snapshot& snapshot) { log = snapshot.audit_log().newest(100); });
    return std::ranges::count(log, domain::AuditAction::registration_seen, &domain::AuditEntry::action);
  }
  domain::Registration stored(const std::string& link) {
    return domain::view_registration(*world.ports, link.substr(3)).registration;
  }
  std::vector<domain::Event> three_dates() {
    domain::EventDetails details = world.details("2026-12-07T15:00");
    details.publication_status = domain::PublicationStatus::open_to_all;
    return world.weekly(details, 3).events;
  }
  // Of all dates of the party, by start time.
  std::vector<domain::Registration> all_stored(const std::string& link) {
    std::vector<domain::Registration> all;
    for (auto& view : domain::view_party(*world.ports, link.substr(3))) all.push_back(std::move(view.registration));
    return all;
  }
};

TEST_F(PublicLinks, an_offered_place_is_taken_or_declined) {
  auto details = world.details("2026-12-07T15:00");
  details.maximum_attendee_capacity = 2;
  details.waiting_list_capacity = 4;
  details.waiting_list_offer = 24h;
  const auto event = path_of(world.event(details));
  const auto first = registered(event);
  const auto second = registered(event);
  const auto third = registered(event);
  EXPECT_THAT(get(second + "?lang=en").text, HasSubstr("You are next in line."));
  EXPECT_THAT(get(second + "?lang=en").text, Not(HasSubstr("reminders")));
  EXPECT_EQ(send(first + "/cancel", "which=this").status, 303);
  EXPECT_THAT(get(second + "?lang=en").text, HasSubstr("Answer by "));
  EXPECT_EQ(send(second + "/offer", "answer=perhaps").status, 400);
  EXPECT_EQ(send(second + "/offer", "answer=decline").status, 303);
  EXPECT_THAT(get(second + "?lang=en").text, HasSubstr("You did not take the place that was offered."));
  EXPECT_EQ(send(second + "/offer?lang=en", "answer=accept").status, 409);
  EXPECT_EQ(send(third + "/offer", "answer=accept").status, 303);
  EXPECT_THAT(get(third + "?lang=en").text, HasSubstr("Your place is reserved"));
}

TEST_F(PublicLinks, tell_the_way_to_the_room_in_the_reader_s_language) {
  const domain::Principal mimosa = world.organiser("Mimosa");
  domain::RoomDetails hall;
  hall.name = "Sali 2";
  hall.municipality = "Mikkeli";
  hall.directions = {{domain::LanguageTag("fi"), "Sininen ovi pihalta"}, {domain::LanguageTag("ar"), "الباب الأزرق"}};
  hall.step_free = domain::Fact::yes;
  auto details = world.details("2026-12-07T15:00");
  details.location = {};
  details.location.room = domain::create_room(*world.ports, mimosa, hall).id;
  const auto link = registered(path_of(world.event(details)));
  EXPECT_THAT(get(link + "?lang=fi").text, HasSubstr("Sininen ovi pihalta"));
  EXPECT_THAT(get(link + "?lang=ar").text, HasSubstr("الباب الأزرق"));
  EXPECT_THAT(get(link + "?lang=en").text, HasSubstr("No steps on the way in"));
}

TEST_F(PublicLinks, one_date_of_a_party_is_cancelled_or_all) {
  const auto dates = three_dates();
  const auto link = registered(path_of(dates[0]), household + "&all_dates=yes");
  EXPECT_THAT(get(link + "/cancel?lang=en").text, HasSubstr("Cancel all 3 dates"));
  EXPECT_EQ(send(link + "/cancel", "which=this").status, 303);
  EXPECT_EQ(world.now(dates[0]).confirmed_persons, 0);
  EXPECT_EQ(world.now(dates[1]).confirmed_persons, 2);
  EXPECT_EQ(send(link + "/cancel", "which=all").status, 303);
  EXPECT_EQ(world.now(dates[1]).confirmed_persons, 0);
  EXPECT_EQ(world.now(dates[2]).confirmed_persons, 0);
}

TEST_F(PublicLinks, a_new_link_revokes_the_old_one) {
  const auto link = registered(path_of(world.event("2026-12-07T15:00")));
  const auto renewed = send(link + "/renew", "");
  ASSERT_EQ(renewed.status, 303);
  EXPECT_EQ(get(link).status, 404);
  EXPECT_THAT(get(renewed.header("Location") + "&lang=en").text, HasSubstr("Sami"));
}

TEST_F(PublicLinks, the_qr_code_is_a_picture_that_nobody_keeps) {
  const auto link = registered(path_of(world.event("2026-12-07T15:00")));
  const auto picture = get(link + "/qr.svg");
  EXPECT_EQ(picture.header("Content-Type"), "image/svg+xml");
  EXPECT_EQ(picture.header("Cache-Control"), "no-store");
  EXPECT_EQ(picture.text, service::qr_svg("https://kutsu.example.org" + link));
  EXPECT_NE(picture.text, service::qr_svg("https://kutsu.example.org/m/another"));
  EXPECT_EQ(get("/m/aaaaaaaaaaaaaaaaaaaaaa/qr.svg").status, 404);
}

TEST_F(PublicLinks, hand_out_and_erase_what_is_stored_when_asked_by_post) {
  const auto event = world.event("2026-12-07T15:00", 5);
  const auto link = registered(path_of(event));
  EXPECT_THAT(get(link + "/data?lang=en").text, Not(HasSubstr("Sami")));
  EXPECT_THAT(send(link + "/data?lang=en", "").text, HasSubstr("Sami"));
  const auto file = send(link + "/data.json", "");
  EXPECT_THAT(file.header("Content-Disposition"), HasSubstr("attachment"));
  EXPECT_THAT(file.text, HasSubstr("+358405550123"));
  EXPECT_EQ(get(link + "/erase").status, 405);
  EXPECT_THAT(send(link + "/erase?lang=en", "").text, HasSubstr("Your details are deleted"));
  EXPECT_EQ(get(link).status, 404);
  EXPECT_EQ(world.now(event).confirmed_persons, 0);
}

TEST_F(PublicLinks, name_no_message_among_what_is_stored_that_will_not_be_sent_any_more) {
  const auto link = registered(path_of(world.event("2026-12-07T15:00", 5)));
  EXPECT_THAT(send(link + "/data?lang=en", "").text, HasSubstr("reminder, "));
  EXPECT_EQ(send(link + "/cancel", "which=this").status, 303);
  EXPECT_THAT(send(link + "/data?lang=en", "").text,
              AllOf(HasSubstr("registration cancelled, "), Not(HasSubstr("reminder, "))));
}

TEST_F(PublicLinks, are_sent_again_in_words_that_tell_nobody_who_is_registered) {
  const auto event = world.event("2026-12-07T15:00");
  registered(path_of(event));
  const auto links_sent = [&] {
    int count = 0;
    for (const auto& line : world.pending(event)) count += line.find("manage_link") != std::string::npos ? 1 : 0;
    return count;
  };
  const auto known = post("/en/links", "contact.phone=040+555+0123");
  world.background.finish();
  EXPECT_EQ(links_sent(), 1);
  const auto unknown = post("/en/links", "contact.phone=040+555+0999");
  world.background.finish();
  EXPECT_EQ(links_sent(), 1);
  EXPECT_EQ(known.status, 303);
  EXPECT_EQ(known.header("Location"), unknown.header("Location"));
  EXPECT_THAT(get(known.header("Location")).text, HasSubstr("If there are coming registrations"));
}

TEST_F(PublicLinks, are_not_sent_to_what_is_no_number_nor_for_a_robot) {
  EXPECT_THAT(post("/en/links", "").text, HasSubstr("Give a phone number or an email address."));
  const auto mistyped = post("/en/links", "contact.phone=12&contact.email=a");
  EXPECT_EQ(mistyped.status, 400);
  EXPECT_THAT(mistyped.text, HasSubstr("value=\"12\""));
  EXPECT_THAT(mistyped.text, HasSubstr("This is not an email address."));
  EXPECT_EQ(post("/en/links", "contact.phone=0405550123&website=x").status, 400);
  EXPECT_EQ(send("/en/links", "contact.phone=0405550123").status, 400);
}

TEST_F(PublicLinks, show_staff_at_the_door_whom_to_mark) {
  const auto event = world.event("2026-11-23T15:00");
  const auto link = registered(path_of(event));
  EXPECT_THAT(get(link + "?lang=en").text, Not(HasSubstr("presence_status")));
  auto stranger = world.sign_in(domain::Role::door, "Mikseri");
  EXPECT_THAT(stranger.get(link + "?lang=en").text, Not(HasSubstr("presence_status")));
  auto door = world.sign_in(domain::Role::door);
  const auto page = door.get(link + "?lang=en").text;
  EXPECT_THAT(page, HasSubstr("Present: Sami"));
  EXPECT_THAT(page, Not(HasSubstr("+358 40 555 0123"))) << "the door sees names, not numbers";
  EXPECT_THAT(door.get(link + "?lang=en&view=holder").text, Not(HasSubstr("+358 40 555 0123")));
  EXPECT_THAT(world.sign_in(domain::Role::organiser).get(link + "?lang=en&view=holder").text,
              HasSubstr("+358 40 555 0123"));
  EXPECT_THAT(door.get(link, {{"Accept-Language", "fi"}}).text, HasSubstr("<html lang=\"fi\""));
  EXPECT_GT(times_seen(), 0);
}

TEST_F(PublicLinks, lead_back_from_the_door_only_with_the_link_that_was_scanned) {
  const auto event = world.event("2026-11-23T15:00");
  const auto link = registered(path_of(event));
  const auto registration = stored(link);
  const auto person = registration.persons[1].id.value;
  auto door = world.sign_in(domain::Role::door);
  const auto mark = [&](const std::string& token) {
    return door
        .post("/organiser/registrations/" + std::to_string(registration.id.value) + "/presence",
              {{"person", std::to_string(person)}, {"presence_status", "present"}, {"back", "link"}, {"token", token}})
        .header("Location");
  };
  EXPECT_THAT(door.get(link).text, HasSubstr("name=\"token\" value=\"" + link.substr(3) + "\""));
  EXPECT_EQ(mark(link.substr(3)), link + "#person-" + std::to_string(person));
  EXPECT_EQ(stored(link).persons[1].presence, domain::PresenceStatus::present);
  const auto other = registered(path_of(world.event("2026-12-07T15:00")));
  for (const std::string& token : {std::string(), std::string("x"), other.substr(3)}) {
    EXPECT_EQ(mark(token), "/organiser" + path_of(event) + "#person-" + std::to_string(person)) << token;
  }
}

TEST_F(PublicLinks, tell_the_door_nothing_but_whom_to_mark) {
  const auto link = registered(path_of(world.event("2026-11-23T15:00")));
  auto door = world.sign_in(domain::Role::door);
  for (const auto& answer : {door.get(link + "/change"), door.post(link + "/change", {{"action", "add"}}),
                             door.get(link + "/data"), door.post(link + "/data"), door.post(link + "/data.json")}) {
    EXPECT_EQ(answer.status, 303) << answer.text;
    EXPECT_EQ(answer.header("Location"), link);
  }
  EXPECT_EQ(get(link + "/change").status, 200) << "the holder changes as ever";
}

TEST_F(PublicLinks, opened_by_staff_are_written_down) {
  const auto link = registered(path_of(world.event("2026-11-23T15:00")));
  get(link);
  get(link + "/change");
  send(link + "/data", "");
  EXPECT_EQ(times_seen(), 0);
  auto organiser = world.sign_in(domain::Role::organiser);
  std::int64_t readings = 0;
  for (const std::string page : {"?view=holder", "/change", "/data"}) {
    EXPECT_EQ(organiser.get(link + page).status, 200);
    EXPECT_EQ(times_seen(), ++readings) << page;
  }
  for (const std::string page : {"/data", "/data.json"}) {
    EXPECT_EQ(organiser.post(link + page).status, 200);
    EXPECT_EQ(times_seen(), ++readings) << page;
  }
}

TEST_F(PublicLinks, change_a_party_a_few_times_an_hour) {
  const auto link = registered(path_of(world.event("2026-12-07T15:00")));
  const auto change = [&] { return send(link + "/change", household + "&reminders_wanted=yes").status; };
  for (int i = 0; i < 10; ++i) EXPECT_EQ(change(), 303) << i;
  EXPECT_EQ(change(), 429);
}

TEST_F(PublicLinks, change_how_to_reach_somebody_for_all_their_dates_unless_the_box_is_unticked) {
  const auto dates = three_dates();
  const auto link = registered(path_of(dates[0]), household + "&all_dates=yes");
  const std::string ticked = "name=\"all_dates\" type=\"checkbox\" value=\"yes\" checked";
  EXPECT_THAT(get(link + "/change?lang=en").text, HasSubstr(ticked));
  const std::string form = "action=send&contact.name=Amal&contact.language=so&persons%5B0%5D.name=Amal&contact.phone=";
  const auto added = send(link + "/change?lang=en", "action=add&all_dates=yes").text;
  EXPECT_THAT(added, HasSubstr(ticked));
  EXPECT_EQ(send(link + "/change", form + "040+555+0177&all_dates=yes").status, 303);
  for (const auto& registration : all_stored(link)) {
    EXPECT_EQ(registration.contact.phone->e164(), "+358405550177");
    EXPECT_EQ(registration.contact.language.str(), "so");
  }
  EXPECT_EQ(send(link + "/change", form + "040+555+0178").status, 303);
  EXPECT_EQ(all_stored(link)[0].contact.phone->e164(), "+358405550178");
  EXPECT_EQ(all_stored(link)[1].contact.phone->e164(), "+358405550177");
  const auto alone = registered(path_of(world.event("2026-12-08T15:00")));
  EXPECT_THAT(get(alone + "/change?lang=en").text, Not(HasSubstr("all_dates")));
}

TEST_F(PublicLinks, turn_reminders_off_for_all_dates_or_for_one) {
  const auto link = registered(path_of(three_dates()[0]), household + "&all_dates=yes");
  const auto wanted = [&] {
    std::vector<bool> each;
    for (const auto& registration : all_stored(link)) each.push_back(registration.reminders_wanted);
    return each;
  };
  EXPECT_THAT(get(link + "?lang=en").text, HasSubstr("value=\"yes\" checked> <span>For all my dates"));
  EXPECT_EQ(send(link + "/reminders", "wanted=no").status, 303);
  EXPECT_EQ(wanted(), (std::vector<bool>{false, true, true}));
  EXPECT_EQ(send(link + "/reminders", "wanted=yes&all_dates=yes").status, 303);
  EXPECT_EQ(send(link + "/reminders", "wanted=no&all_dates=yes").status, 303);
  EXPECT_EQ(wanted(), (std::vector<bool>{false, false, false}));
  EXPECT_EQ(send(link + "/reminders", "wanted=yes&all_dates=yes").status, 303);
  EXPECT_EQ(send(link + "/reminders", "List-Unsubscribe=One-Click").status, 303);
  EXPECT_EQ(wanted(), (std::vector<bool>{false, false, false}));
}

}  // namespace
