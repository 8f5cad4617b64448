#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "domain/manage_registration.hpp"
#include "domain/staff_registrations.hpp"
#include "service/consent_wordings.hpp"
#include "tests/service/console_world.hpp"

namespace {

using domain::PresenceStatus;
using domain::Role;
using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const fixtures::Headers by_script{{"Accept", "application/json"}};

class Door : public testing::Test {
 protected:
  // It is Monday 23.11.2026, 14:00.
  Browser signed_in() {
    world.clock.set(world.local("2026-11-23T14:00"));
    return world.sign_in(Role::door);
  }

  domain::Event event_now(std::optional<int> capacity = 20) {
    auto details = world.details("2026-11-23T14:30");
    details.maximum_attendee_capacity = capacity;
    details.childcare_capacity = 5;
    return world.event(details);
  }

  domain::Registration registered(const domain::Event& event, const std::string& name,
                                  std::vector<domain::Person> persons = std::vector<domain::Person>(1)) {
    auto wanted = world.request(event);
    wanted.contact.name = name;
    wanted.persons = std::move(persons);
    return world.now(domain::register_participants(*world.ports, wanted).registration);
  }

  std::vector<domain::Registration> registrations(const domain::Event& event) {
    std::vector<domain::Registration> all;
    world.store->read([&](const domain::Snapshot& snapshot) { all = snapshot.registrations().of_event(event.id); });
    return all;
  }

  static std::string page_of(const domain::Event& event) { return "/organiser/door/" + std::to_string(event.id.value); }
  static service::Fields marking(const domain::Registration& registration, std::string status, std::size_t person = 0) {
    return {{"registration", std::to_string(registration.id.value)},
            {"person", std::to_string(registration.persons.at(person).id.value)},
            {"presence_status", std::move(status)}};
  }

  // What stands between the first `before` and the next `after`.
  static std::string between(const std::string& text, const std::string& before, const std::string& after) {
    const auto begin = text.find(before);
    if (begin == std::string::npos) return "(no " + before + ")";
    const auto from = begin + before.size();
    return text.substr(from, text.find(after, from) - from);
  }

  ConsoleWorld world;
  Browser door = signed_in();
};

TEST_F(Door, today_are_the_events_that_run_or_begin_within_the_day_of_their_own_zone) {
  const auto named = [&](const std::string& start, const std::string& name, const std::string& zone = {}) {
    auto details = world.details(start);
    details.name = {{domain::LanguageTag("fi"), name}};
    if (!zone.empty()) details.time_zone = zone;
    world.event(details);
  };
  named("2026-11-22T21:00", "Eilen loppunut");
  named("2026-11-22T23:00", "Yön yli");
  named("2026-11-23T09:00", "Aamulla");
  named("2026-11-23T23:30", "Illalla");
  named("2026-11-24T00:30", "Huomenna");
  // 00:30 in Helsinki is still today in Stockholm.
  named("2026-11-24T00:30", "Tukholmassa", "Europe/Stockholm");
  auto draft = world.details("2026-11-23T16:00");
  draft.name = {{domain::LanguageTag("fi"), "Luonnos vain"}};
  draft.publication_status = domain::PublicationStatus::draft;
  world.event(draft);

  const std::string page = door.get("/organiser/door").text;
  for (const char* name : {"Yön yli", "Aamulla", "Illalla", "Tukholmassa"}) EXPECT_THAT(page, HasSubstr(name));
  for (const char* name : {"Eilen loppunut", "Huomenna", "Luonnos vain"}) EXPECT_THAT(page, Not(HasSubstr(name)));
  EXPECT_GT(page.find("Aamulla"), page.find("Illalla")) << "what is over comes last";
  EXPECT_THAT(world.sign_in(Role::door, "Muu yhdistys").get("/organiser/door").text, Not(HasSubstr("Aamulla")));
}

TEST_F(Door, today_counts_who_is_here_of_those_with_a_place_and_the_children) {
  const auto event = event_now();
  std::vector<domain::Person> family(3);
  family[1].child_age = 4;
  family[2].child_age = 7;
  const auto registration = registered(event, "Layla", family);
  registered(event, "Omar");
  door.post(page_of(event) + "/presence", marking(registration, "present", 0));
  door.post(page_of(event) + "/presence", marking(registration, "present", 1));
  door.post(page_of(event) + "/presence", marking(registration, "not_present", 2));
  const std::string page = door.get("/organiser/door").text;
  EXPECT_THAT(page, HasSubstr("<bdi>2 / 4</bdi>"));
  EXPECT_THAT(page, HasSubstr("<bdi>1 / 2</bdi>"));
}

TEST_F(Door, a_mark_leads_back_to_the_row_and_is_seen_there) {
  const auto event = event_now();
  const auto registration = registered(event, "Layla");
  const std::string person = std::to_string(registration.persons[0].id.value);
  const Answer answer = door.post(page_of(event) + "/presence", marking(registration, "present"));
  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(answer.header("Location"), page_of(event) + "#person-" + person);
  const std::string page = door.get(page_of(event)).text;
  EXPECT_THAT(page, HasSubstr("id=\"present-" + person +
                              "\" name=\"presence_status\" value=\"present\" "
                              "aria-pressed=\"true\""));
  EXPECT_EQ(between(page, "<span class=\"state\">", "<"), "paikalla");
  EXPECT_EQ(world.now(registration).persons[0].presence, PresenceStatus::present);
}

TEST_F(Door, one_button_marks_the_whole_party) {
  const auto event = event_now();
  const auto registration = registered(event, "Layla", std::vector<domain::Person>(4));
  const std::string id = std::to_string(registration.id.value);
  const Answer answer = door.post(page_of(event) + "/presence", {{"registration", id}, {"presence_status", "present"}});
  EXPECT_EQ(answer.header("Location"), page_of(event) + "#registration-" + id);
  for (const auto& person : world.now(registration).persons) EXPECT_EQ(person.presence, PresenceStatus::present);
  EXPECT_THAT(door.get(page_of(event)).text, HasSubstr("class=\"everybody\" hidden"));
}

TEST_F(Door, a_script_gets_json_and_reasons_in_the_language_of_the_page) {
  const auto event = event_now();
  const auto registration = registered(event, "Layla");
  const auto marked = door.post(page_of(event) + "/presence", marking(registration, "present"), by_script);
  EXPECT_EQ(marked.status, 200);
  EXPECT_EQ(marked.at("presence_status"), "present");

  domain::cancel_registration(*world.ports, registration.id, world.admin);
  const auto refused = door.post(page_of(event) + "/presence", marking(registration, "present"), by_script);
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.at("message"), "Tämä ilmoittautuminen on peruttu.");
  const auto on_page = door.post(page_of(event) + "/presence", marking(registration, "present"));
  EXPECT_EQ(on_page.status, 409);
  EXPECT_THAT(on_page.text, HasSubstr("Tämä ilmoittautuminen on peruttu."));

  const auto elsewhere = registered(event_now(), "Omar");
  EXPECT_EQ(door.post(page_of(event) + "/presence", marking(elsewhere, "present"), by_script).status, 404);
  EXPECT_EQ(world.now(elsewhere).persons[0].presence, PresenceStatus::unknown);
}

TEST_F(Door, who_comes_unannounced_is_here_at_once_also_where_it_is_full_and_nobody_is_written_to) {
  const auto event = event_now(1);
  registered(event, "Layla");
  const auto before = world.pending(event);
  const Answer answer = door.post(page_of(event) + "/walk-ins", {{"persons", "3"},
                                                                 {"name", "Omar"},
                                                                 {"child_ages", "4، ٧"},
                                                                 {"interpreter_language", "ar"},
                                                                 {"language", "fi"},
                                                                 {"once", "k1"}});
  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(answer.header("Location"), page_of(event) + "?done=walk_in#walk-in");
  const auto walk_in = registrations(event).back();
  EXPECT_TRUE(walk_in.walk_in);
  EXPECT_EQ(walk_in.contact.name, "Omar");
  EXPECT_EQ(walk_in.status, domain::RegistrationStatus::confirmed);
  ASSERT_EQ(walk_in.persons.size(), 3u);
  for (const auto& person : walk_in.persons) EXPECT_EQ(person.presence, PresenceStatus::present);
  EXPECT_EQ(walk_in.persons[0].child_age, std::nullopt);
  EXPECT_EQ(walk_in.persons[1].child_age, 4);
  EXPECT_EQ(walk_in.persons[2].child_age, 7);
  EXPECT_EQ(world.pending(event), before);
  const std::string page = door.get(page_of(event)).text;
  EXPECT_EQ(between(page, "<span id=\"here\">", "<"), "3");
  EXPECT_EQ(between(page, "<span id=\"expected\">", "<"), "4");
  EXPECT_EQ(between(page, "<span id=\"children-here\">", "<"), "2");
}

TEST_F(Door, what_was_told_at_the_door_can_be_told_years_later) {
  service::keep_consent_wordings(*world.ports, world.pages);
  const auto event = event_now();
  Browser phone = signed_in();
  const auto told_to = [&](const std::string& language) {
    phone.post(page_of(event) + "/walk-ins?lang=" + language, {{"persons", "1"}, {"language", "so"}});
    const auto consent = registrations(event).back().consent;
    std::string wording;
    world.store->read([&](const domain::Snapshot& snapshot) {
      wording = snapshot.registrations().consent_wording(consent.version, consent.language);
    });
    return wording;
  };
  std::set<std::string> wordings;
  for (const char* language : {"fi", "en", "ar"}) {
    const std::string told = world.pages.catalogue().text(domain::LanguageTag(language), "consent.door");
    EXPECT_THAT(phone.get(page_of(event) + "?lang=" + language).text, HasSubstr(told.substr(0, told.find('\''))));
    EXPECT_EQ(told_to(language), told) << language;
    wordings.insert(told);
  }
  EXPECT_EQ(wordings.size(), 3U);
}

TEST_F(Door, a_walk_in_sent_twice_with_one_key_is_one) {
  const auto event = event_now();
  fixtures::Headers headers = by_script;
  headers.emplace_back("Idempotency-Key", "made on the device");
  const auto first = door.post(page_of(event) + "/walk-ins", {{"persons", "2"}}, headers);
  const auto second = door.post(page_of(event) + "/walk-ins", {{"persons", "2"}}, headers);
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(second.status, 200);
  EXPECT_EQ(first.text, second.text);
  ASSERT_EQ(registrations(event).size(), 1u);
  const auto walk_in = registrations(event).front();
  EXPECT_EQ(first.number("registration"), walk_in.id.value);
  EXPECT_EQ(first.number("persons[1]"), walk_in.persons[1].id.value);
}

TEST_F(Door, what_is_wrong_with_a_walk_in_is_told_with_everything_typed) {
  const auto event = event_now();
  const auto answer =
      door.post(page_of(event) + "/walk-ins", {{"persons", "1"}, {"name", "Omar"}, {"child_ages", "4, 18"}});
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.text, HasSubstr("value=\"4, 18\""));
  EXPECT_THAT(answer.text, HasSubstr("value=\"Omar\""));
  EXPECT_THAT(answer.text, HasSubstr("href=\"#child_ages\""));
  for (const char* persons : {"", "0", "61", "two"}) {
    EXPECT_EQ(door.post(page_of(event) + "/walk-ins", {{"persons", persons}}, by_script).status, 400) << persons;
  }
  EXPECT_TRUE(registrations(event).empty());
}

TEST_F(Door, ages_that_are_no_list_are_told_what_is_expected_and_what_could_not_be_read) {
  const auto event = event_now();
  const std::map<std::string, std::pair<std::string, std::string>> words{
      {"fi", {"pilkku niiden välissä: 4, 7.", "Tätä ei voitu lukea: ja, x"}},
      {"en", {"with a comma between them: 4, 7.", "This could not be read: ja, x"}},
      {"ar", {"وبينها فاصلة: 4، 7.", "تعذّرت قراءة هذا: \u2068ja, x\u2069"}}};
  for (const auto& [language, said] : words) {
    const auto answer = door.post(page_of(event) + "/walk-ins?lang=" + language,
                                  {{"persons", "3"}, {"child_ages", "3 ja 5, x"}, {"name", "Omar"}});
    EXPECT_EQ(answer.status, 400);
    EXPECT_THAT(answer.text, HasSubstr(said.first)) << language;
    EXPECT_THAT(answer.text, HasSubstr(said.second)) << language;
    EXPECT_THAT(answer.text, HasSubstr("value=\"3 ja 5, x\""));
  }
  const auto by_json = door.post(page_of(event) + "/walk-ins", {{"persons", "3"}, {"child_ages", "3 ja 5"}}, by_script);
  EXPECT_EQ(by_json.at("code"), "ages");
  EXPECT_TRUE(registrations(event).empty());
}

TEST_F(Door, the_last_walk_in_can_be_undone_for_a_quarter_of_an_hour) {
  const auto event = event_now();
  door.post(page_of(event) + "/walk-ins", {{"persons", "1"}, {"name", "Ensin"}});
  door.post(page_of(event) + "/walk-ins", {{"persons", "2"}, {"name", "Sitten"}});
  EXPECT_EQ(between(door.get(page_of(event)).text, "<b><bdi class=\"name\">", "<"), "Sitten");
  const auto undo = [&](const domain::Registration& registration) {
    return door.post(page_of(event) + "/undo", {{"registration", std::to_string(registration.id.value)}});
  };
  EXPECT_EQ(undo(registrations(event).back()).header("Location"), page_of(event) + "?done=walk_in_undone#walk-in");
  ASSERT_EQ(registrations(event).size(), 1u);
  EXPECT_EQ(world.now(event).confirmed_persons, 1);

  world.clock.set(world.clock.now() + domain::time_to_undo + std::chrono::seconds{1});
  EXPECT_THAT(door.get(page_of(event)).text, HasSubstr("id=\"last-walk-in\" class=\"door-last\" hidden"));
  EXPECT_EQ(undo(registrations(event).back()).status, 409);
  EXPECT_EQ(registrations(event).size(), 1u);
}

TEST_F(Door, who_came_may_be_entered_until_the_day_after) {
  const auto event = event_now();
  const auto enter = [&](std::chrono::hours after) {
    world.clock.set(event.end_time + after);
    return world.sign_in(Role::door).post(page_of(event) + "/walk-ins", {{"persons", "1"}}).status;
  };
  EXPECT_EQ(enter(std::chrono::hours{23}), 303);
  EXPECT_EQ(enter(std::chrono::hours{25}), 409);
}

TEST_F(Door, a_code_leads_to_its_row_and_says_nothing_of_whom) {
  const auto event = event_now();
  const auto receipt = world.register_party(event, 2);
  const auto scan = [&](const std::string& token) {
    const Answer answer = door.post(page_of(event) + "/scan", {{"token", token}}, by_script);
    EXPECT_THAT(answer.text, Not(HasSubstr("Esimerkki Henkilö")));
    return answer;
  };
  EXPECT_EQ(scan(receipt.manage_token).at("result"), "found");
  EXPECT_EQ(scan(receipt.manage_token).number("registration"), receipt.registration.id.value);
  EXPECT_EQ(scan("x").at("result"), "unknown");
  const auto other = world.register_party(world.event("2026-11-25T15:00"), 1);
  EXPECT_EQ(scan(other.manage_token).at("result"), "other_event");
  EXPECT_THAT(scan(other.manage_token).at("event"), HasSubstr("Työnhakuinfo, ke 25.11."));
  domain::cancel_registration(*world.ports, receipt.registration.id, world.admin);
  EXPECT_EQ(scan(receipt.manage_token).at("result"), "cancelled");

  auto foreign = world.details("2026-11-23T16:00");
  foreign.organisers = {{{}, "Muu yhdistys"}};
  EXPECT_EQ(scan(world.register_party(world.event(foreign), 1).manage_token).at("result"), "unknown");
}

TEST_F(Door, parties_are_sorted_by_name_as_finns_do_and_who_waits_stands_apart) {
  auto details = world.details("2026-11-23T14:30");
  details.maximum_attendee_capacity = 4;
  details.waiting_list_capacity = 5;
  const auto event = world.event(details);
  for (const char* name : {"Öljymäki", "Zaki", "Äijälä", "aalto"}) registered(event, name);
  registered(event, "Aamu");
  door.post(page_of(event) + "/walk-ins", {{"persons", "1"}});
  const std::string page = door.get(page_of(event)).text;
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const std::string name : {"Aamu", "aalto", "Zaki", "Äijälä", "Öljymäki", "Nimetön"}) {
    found.emplace_back(page.find("<bdi class=\"name\">" + name + "<", page.find("door-lists")), name);
  }
  std::ranges::sort(found);
  std::vector<std::string> names;
  for (const auto& [at, name] : found) names.push_back(name);
  EXPECT_THAT(names, ElementsAre("aalto", "Zaki", "Äijälä", "Öljymäki", "Nimetön", "Aamu"));
  EXPECT_GT(page.find("<bdi class=\"name\">Aamu<"), page.find("id=\"waitlisted\""));
}

TEST_F(Door, who_was_let_in_without_a_place_is_shown_as_here_on_the_event_s_page_too) {
  auto details = world.details("2026-11-23T14:30");
  details.maximum_attendee_capacity = 1;
  details.waiting_list_capacity = 5;
  const auto event = world.event(details);
  registered(event, "Layla");
  const auto waiting = registered(event, "Aamu");
  Browser organiser = world.sign_in(Role::organiser);
  const auto here = [&] {
    const std::string page = organiser.get("/organiser/events/" + std::to_string(event.id.value)).text;
    return between(page, "id=\"person-" + std::to_string(waiting.persons.at(0).id.value) + "\"", "</li>");
  };
  EXPECT_THAT(here(), Not(HasSubstr("Paikalla")));
  ASSERT_LT(door.post(page_of(event) + "/presence", marking(waiting, "present")).status, 400);
  EXPECT_THAT(here(), HasSubstr("<span class=\"badge held\">Paikalla</span>"));
}

TEST_F(Door, reading_the_list_is_in_the_audit_log) {
  const auto event = event_now();
  registered(event, "Layla");
  door.get(page_of(event));
  std::vector<domain::AuditEntry> entries;
  world.store->read([&](const domain::Snapshot& snapshot) { entries = snapshot.audit_log().newest(1); });
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].action, domain::AuditAction::participants_listed);
  EXPECT_EQ(entries[0].event, event.id);
  EXPECT_EQ(entries[0].actor, "Aino Esimerkki");
}

TEST_F(Door, neither_phones_nor_emails_reach_the_page) {
  const auto event = event_now();
  registered(event, "Layla");
  for (const Role role : {Role::door, Role::organiser}) {
    const std::string page = world.sign_in(role).get(page_of(event)).text;
    EXPECT_THAT(page, HasSubstr("Layla"));
    EXPECT_THAT(page, Not(HasSubstr("+358405550123")));
    EXPECT_THAT(page, Not(HasSubstr("+358 40 555 0123")));
    EXPECT_THAT(page, Not(HasSubstr("esimerkki@example.org")));
  }
}

TEST_F(Door, only_an_events_page_may_open_the_camera) {
  const auto event = event_now();
  EXPECT_THAT(door.get(page_of(event)).header("Permissions-Policy"), HasSubstr("camera=(self)"));
  EXPECT_THAT(door.get("/organiser/door").header("Permissions-Policy"), HasSubstr("camera=()"));
}

}  // namespace
