#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/approve_event.hpp"
#include "domain/book_interpreter.hpp"
#include "domain/list_participants.hpp"
#include "tests/service/console_world.hpp"

namespace {

using domain::Role;
using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;
using testing::HasSubstr;
using testing::Not;

class OrganiserAdmin : public testing::Test {
 protected:
  Answer post(const service::Fields& fields) { return admin.post("/organiser/data-requests", fields); }
  domain::Registration register_as(const std::string& name) {
    auto request = world.request(event);
    request.contact.name = name;
    request.contact.phone = domain::PhoneNumber("+358405550133");
    return domain::register_participants(*world.ports, request).registration;
  }

  ConsoleWorld world;
  domain::Event event = world.event("2026-12-01T15:00", 10);
  Browser admin = world.sign_in(Role::admin);
};

TEST_F(OrganiserAdmin, the_audit_log_says_who_did_what_when_and_names_no_participant) {
  register_as("Layla Esimerkki");
  Browser organiser = world.sign_in(Role::organiser);
  organiser.get("/organiser/events/" + std::to_string(event.id.value));
  const std::string page = admin.get("/organiser/audit").text;
  EXPECT_THAT(page, HasSubstr("katsoi osallistujat ja yhteystiedot"));
  EXPECT_THAT(page, HasSubstr("Aino Esimerkki"));
  EXPECT_THAT(page, HasSubstr("/organiser/events/" + std::to_string(event.id.value)));
  EXPECT_THAT(page, Not(HasSubstr("Layla")));
  EXPECT_THAT(page, Not(HasSubstr("0133")));
}

TEST_F(OrganiserAdmin, the_audit_log_is_paged_from_its_newest_entry) {
  for (int i = 0; i < 51; ++i) (void)domain::list_participants(*world.ports, event.id, world.admin);
  const std::string first = admin.get("/organiser/audit").text;
  const std::string mark = "/organiser/audit?before=";
  const std::size_t at = first.find(mark);
  ASSERT_NE(at, std::string::npos);
  const auto rows = [](const std::string& page) {
    std::size_t count = 0;
    for (std::size_t i = page.find("<tr role=\"row\"><td"); i != std::string::npos;
         i = page.find("<tr role=\"row\"><td", i + 1)) {
      ++count;
    }
    return count;
  };
  EXPECT_EQ(rows(first), 50U);
  const std::string second = admin.get(first.substr(at, first.find('"', at) - at)).text;
  EXPECT_EQ(rows(second), 1U);
  EXPECT_THAT(second, Not(HasSubstr("rel=\"next\"")));
}

// An Arabic list's comma has no place in an address, and each name keeps its own direction.
TEST_F(OrganiserAdmin, what_waits_for_approval_is_addressed_as_on_an_envelope_in_every_language) {
  domain::Principal partner = world.organiser("Mimosa", Role::partner);
  partner.approval_wanted = true;
  partner.display_name = "Pirjo";
  world.store->write([&](domain::Transaction& tx) {
    domain::Organisation mimosa = tx.organisations().find(partner.organisation.value()).value();
    mimosa.approved_by = mimosa.id;
    tx.organisations().update(mimosa);
  });
  domain::EventDetails details = world.details("2026-12-03T15:00");
  details.location = {"Kirjasto", "Esimerkkikatu 2", "Mikkeli", "", {}};
  details.publication_status = domain::PublicationStatus::draft;
  const domain::Event draft = domain::create_event(*world.ports, partner, details);
  (void)domain::submit_event(*world.ports, partner, draft.id, domain::PublicationStatus::open_to_all);
  const std::string page = admin.get("/organiser/approvals?lang=ar").text;
  EXPECT_THAT(page, HasSubstr("<bdi>Kirjasto, Esimerkkikatu 2, Mikkeli</bdi>"));
  EXPECT_THAT(page, HasSubstr("<bdi>Pirjo</bdi> · <bdi>Mimosa</bdi>"));
}

TEST_F(OrganiserAdmin, what_waits_for_approval_is_shown_whole_and_each_text_once) {
  domain::Principal partner = world.organiser("Mimosa", Role::partner);
  partner.approval_wanted = true;
  world.store->write([&](domain::Transaction& tx) {
    domain::Organisation mimosa = tx.organisations().find(partner.organisation.value()).value();
    mimosa.approved_by = mimosa.id;
    tx.organisations().update(mimosa);
  });
  const domain::Event other = world.event("2026-12-03T15:00");
  domain::EventDetails details = world.details("2026-12-03T15:00");
  details.name = {{domain::LanguageTag("fi"), "Kahvila kaikille"}, {domain::LanguageTag("ar"), "مقهى للجميع"}};
  details.maximum_attendee_capacity = 33;
  details.enrolment_end_time = world.local("2026-12-02T12:00");
  details.publication_status = domain::PublicationStatus::draft;
  const domain::Event draft = domain::create_event(*world.ports, partner, details);
  (void)domain::submit_event(*world.ports, partner, draft.id, domain::PublicationStatus::open_to_all);
  const std::string page = admin.get("/organiser/approvals").text;
  for (const char* shown :
       {"<dt>Tyyppi</dt>", "<dt>Järjestäjät</dt>", "<bdi>33</bdi>", "2. joulukuuta 2026 klo 12.00", "مقهى للجميع"}) {
    EXPECT_THAT(page, HasSubstr(shown));
  }
  for (const domain::Event& linked : {draft, other}) {
    EXPECT_THAT(page, HasSubstr("href=\"/organiser/events/" + std::to_string(linked.id.value) + "\""));
  }
  EXPECT_EQ(page.find("Kahvila kaikille", page.find("Kahvila kaikille") + 1), std::string::npos);
}

TEST_F(OrganiserAdmin, only_admins_are_shown_the_way_to_these_pages) {
  EXPECT_THAT(admin.get("/organiser/").text, HasSubstr("href=\"/organiser/audit\""));
  EXPECT_THAT(world.sign_in(Role::organiser).get("/organiser/").text, Not(HasSubstr("/organiser/audit")));
}

TEST_F(OrganiserAdmin, what_is_held_of_a_person_is_found_downloaded_and_erased) {
  const auto held = register_as("Layla Esimerkki");
  const std::string id = std::to_string(held.id.value);
  const service::Fields person{{"phone", "040 555 0133"}, {"email", ""}};
  const auto with = [&](const service::Fields& more) {
    service::Fields fields = person;
    fields.insert(fields.end(), more.begin(), more.end());
    return fields;
  };
  const Answer found = post(with({{"action", "search"}}));
  EXPECT_THAT(found.text, HasSubstr("Layla Esimerkki"));
  EXPECT_THAT(found.text, HasSubstr("name=\"registration\" value=\"" + id + "\" checked"));
  EXPECT_THAT(found.text, HasSubstr("ilmoittautuminen vahvistettu (tekstiviesti, odottaa"));

  const Answer file = post(with({{"action", "export"}, {"registration", id}}));
  EXPECT_EQ(file.header("Content-Disposition"), "attachment; filename=\"personal-data.json\"");
  EXPECT_EQ(file.header("Cache-Control"), "no-store");
  EXPECT_THAT(file.text, HasSubstr("Layla Esimerkki"));

  const Answer asked = post(with({{"action", "ask"}, {"registration", id}}));
  EXPECT_THAT(asked.text, HasSubstr("Poistetaanko nämä tiedot?"));
  EXPECT_EQ(world.now(event).confirmed_persons, 1) << "asking erases nothing";

  const Answer erased = post(with({{"action", "erase"}, {"registration", id}}));
  EXPECT_EQ(erased.header("Location"), "/organiser/data-requests?done=erased");
  EXPECT_EQ(world.now(event).confirmed_persons, 0);
  EXPECT_THAT(post(with({{"action", "search"}})).text, Not(HasSubstr("Layla")));
  std::vector<domain::AuditEntry> log;
  world.store->read([&](const domain::Snapshot& snapshot) { log = snapshot.audit_log().newest(10); });
  for (const auto action :
       {domain::AuditAction::contacts_searched, domain::AuditAction::data_exported, domain::AuditAction::data_erased}) {
    EXPECT_NE(std::ranges::find(log, action, &domain::AuditEntry::action), log.end());
  }
}

TEST_F(OrganiserAdmin, where_people_share_a_number_nothing_is_chosen_for_them) {
  register_as("Layla Esimerkki");
  register_as("Amir Esimerkki");
  const Answer found = post({{"phone", "0405550133"}, {"action", "search"}});
  EXPECT_THAT(found.text, HasSubstr("eri nimiä"));
  EXPECT_THAT(found.text, Not(HasSubstr(" checked")));
  const Answer nothing = post({{"phone", "0405550133"}, {"action", "ask"}});
  EXPECT_EQ(nothing.status, 400);
  EXPECT_THAT(nothing.text, HasSubstr("Amir Esimerkki"));
  EXPECT_EQ(post({{"phone", "12"}, {"action", "search"}}).status, 400);
  EXPECT_EQ(post({{"action", "search"}}).status, 400);
}

TEST_F(OrganiserAdmin, an_interpreter_is_found_handed_out_and_made_anonymous) {
  domain::Interpreter sara;
  sara.name = "Sara Tulkki";
  sara.phone = domain::PhoneNumber("+358405550199");
  sara.languages = {{domain::LanguageTag("ar"), ""}};
  const auto added = domain::add_interpreter(*world.ports, world.admin, sara);
  domain::InterpreterBooking booking;
  booking.event = event.id;
  booking.language = domain::LanguageTag("ar");
  const auto booked = domain::request_booking(*world.ports, world.admin, booking).id;
  (void)domain::offer_booking(*world.ports, world.admin, booked, added.interpreter.id);
  (void)domain::confirm_booking(*world.ports, world.admin, booked);
  const std::string id = std::to_string(added.interpreter.id.value);
  const service::Fields person{{"phone", "040 555 0199"}, {"email", ""}};
  const auto with = [&](const std::string& action) {
    service::Fields fields = person;
    fields.emplace_back("action", action);
    if (action != "search") fields.emplace_back("interpreter", id);
    return fields;
  };
  const Answer found = post(with("search"));
  EXPECT_THAT(found.text, HasSubstr("Sara Tulkki"));
  EXPECT_THAT(found.text, HasSubstr("tulkki, 1 tilaus"));
  EXPECT_THAT(found.text, HasSubstr("name=\"interpreter\" value=\"" + id + "\" checked"));
  EXPECT_THAT(post(with("export")).text, HasSubstr("Sara Tulkki"));
  EXPECT_THAT(post(with("ask")).text, HasSubstr("Sara Tulkki"));
  world.clock.set(event.end_time + std::chrono::hours{1});
  admin = world.sign_in(Role::admin);
  const std::string page = "/organiser/events/" + std::to_string(event.id.value);
  EXPECT_THAT(admin.get(page).text, HasSubstr("Sara Tulkki"));
  EXPECT_EQ(post(with("erase")).header("Location"), "/organiser/data-requests?done=erased");
  EXPECT_THAT(post(with("search")).text, Not(HasSubstr("Sara")));
  EXPECT_THAT(admin.get(page).text, HasSubstr("entinen tulkki"));
}

TEST_F(OrganiserAdmin, an_interpreter_is_taken_off_the_list) {
  domain::Interpreter sara;
  sara.name = "Sara Tulkki";
  sara.phone = domain::PhoneNumber("+358405550199");
  sara.languages = {{domain::LanguageTag("ar"), ""}};
  const auto id = domain::add_interpreter(*world.ports, world.admin, sara).interpreter.id;
  const std::string path = "/organiser/interpreters/" + std::to_string(id.value) + "/retire";
  EXPECT_THAT(admin.get("/organiser/interpreters").text, HasSubstr(path));
  EXPECT_EQ(admin.post(path, {}).status, 303);
  EXPECT_THAT(admin.get("/organiser/interpreters").text, Not(HasSubstr("Sara")));
}

}  // namespace
