#include "tests/service/staff_at_work.hpp"

namespace {

using domain::AuditAction;
using domain::LanguageTag;
using domain::RegistrationStatus;
using domain::Role;
using fixtures::Answer;
using fixtures::Browser;
using testing::HasSubstr;
using testing::Not;

class OrganiserParties : public fixtures::StaffAtWork {};

TEST_F(OrganiserParties, a_place_is_given_out_of_turn_for_a_reason_that_the_log_keeps) {
  const auto big = world.register_party(event, 3).registration;
  const auto first = world.register_party(event, 2).registration;
  const auto second = world.register_party(event, 1).registration;
  organiser.post(address(big, "cancel"));
  ASSERT_EQ(world.now(second).status, RegistrationStatus::confirmed) << "those who waited moved up";
  const auto late = world.register_party(event, 1).registration;
  ASSERT_EQ(world.now(late).status, RegistrationStatus::waitlisted);

  EXPECT_THAT(organiser.get(address(event)).text, HasSubstr("Syy siirtoon (ei nimiä: jää lokiin)"));
  const std::string reason_of_late = "reason[" + std::to_string(late.id.value) + "]";
  const Answer without = organiser.post(address(late, "move"), {{"to", "confirmed"}, {reason_of_late, " "}});
  EXPECT_EQ(without.status, 400);
  const std::string id = "reason-" + std::to_string(late.id.value);
  EXPECT_THAT(without.text, HasSubstr("href=\"#" + id + "\""));
  EXPECT_THAT(without.text, HasSubstr("<details class=\"more\" open>"));
  EXPECT_EQ(organiser.post(address(late, "move"), {{"to", "confirmed"}, {reason_of_late, "Sovittu"}}).status, 409)
      << "there is no place";

  const std::string reason_of_first = "reason[" + std::to_string(first.id.value) + "]";
  EXPECT_EQ(organiser.post(address(first, "move"), {{"to", "waitlisted"}, {reason_of_first, "Pyysi itse"}}).status,
            303);
  EXPECT_EQ(world.now(first).status, RegistrationStatus::waitlisted);
  EXPECT_EQ(world.now(late).status, RegistrationStatus::confirmed) << "the places went to the next that fits";
  const auto entries = log();
  const auto moved = std::ranges::find(entries, AuditAction::registration_moved, &domain::AuditEntry::action);
  ASSERT_NE(moved, entries.end());
  EXPECT_EQ(moved->detail, "Pyysi itse");
}

TEST_F(OrganiserParties, the_waiting_list_is_shown_in_its_order) {
  world.register_party(event, 3);
  for (const char* name : {"Ensimmäinen", "Toinen"}) {
    auto request = world.request(event, 1);
    request.contact.name = name;
    (void)domain::register_participants(*world.ports, request);
  }
  const std::string page = organiser.get(address(event)).text;
  const std::size_t queue = page.find("<ol class=\"parties queue\">");
  ASSERT_NE(queue, std::string::npos);
  EXPECT_LT(page.find("Ensimmäinen", queue), page.find("Toinen", queue));
}

TEST_F(OrganiserParties, fewer_places_than_are_taken_are_told_and_throw_nobody_out) {
  world.register_party(event, 3);
  (void)domain::edit_event(*world.ports, world.admin, event.id,
                           [](domain::EventDetails& details) { details.maximum_attendee_capacity = 1; });
  const std::string page = organiser.get(address(event)).text;
  EXPECT_THAT(page, HasSubstr("2 henkilöä yli paikkamäärän"));
  EXPECT_THAT(page, HasSubstr("3 / 1"));
}

TEST_F(OrganiserParties, offers_and_codes_still_owed_are_shown_with_their_end) {
  const domain::Event offering = event_with([](domain::EventDetails& details) {
    details.maximum_attendee_capacity = 1;
    details.waiting_list_capacity = 5;
    details.waiting_list_offer = std::chrono::hours{24};
  });
  const auto holder = world.register_party(offering).registration;
  const auto next = world.register_party(offering).registration;
  organiser.post(address(holder, "cancel"));
  ASSERT_EQ(world.now(next).status, RegistrationStatus::offered);
  const std::string page = organiser.get(address(offering)).text;
  EXPECT_THAT(page, HasSubstr("<h2 id=\"offered\">Tarjottu paikkaa</h2>"));
  EXPECT_THAT(page, HasSubstr("tarjous voimassa:"));
  EXPECT_THAT(page, HasSubstr("voimassa 24 tuntia"));

  const domain::Event guarded =
      event_with([](domain::EventDetails& details) { details.phone_code_required = true; }, "2026-12-04T15:00");
  world.register_party(guarded);
  EXPECT_THAT(organiser.get(address(guarded)).text, HasSubstr("koodi antamatta, varattu:"));
}

TEST_F(OrganiserParties, answers_are_shown_with_each_party_and_counted_and_children_by_age) {
  const LanguageTag fi("fi");
  const domain::Event asking = event_with([&](domain::EventDetails& details) {
    details.childcare_capacity = 3;
    details.questions = {{"diet",
                          domain::QuestionType::choice,
                          {{fi, "Ruokavalio"}},
                          {{fi, "Tarjoilua varten"}},
                          false,
                          {{"meat", {{fi, "Sekaruoka"}}}, {"veg", {{fi, "Kasvis"}}}}},
                         {"bikes", domain::QuestionType::number, {{fi, "Pyöriä"}}, {{fi, "Lainaa varten"}}, false, {}}};
  });
  for (int i = 0; i < 3; ++i) {
    auto request = world.request(asking, 2);
    request.persons[1].child_age = 4 + i / 2;
    request.answers = {{"diet", i == 0 ? "meat" : "veg"}, {"bikes", std::to_string(i)}};
    (void)domain::register_participants(*world.ports, request);
  }
  const std::string page = organiser.get(address(asking)).text;
  EXPECT_THAT(page, HasSubstr("<dt><bdi dir=\"ltr\">Ruokavalio</bdi></dt><dd dir=\"auto\">Kasvis</dd>"));
  EXPECT_THAT(page, HasSubstr("<bdi>Kasvis</bdi></th><td class=\"figure\">2</td>"));
  EXPECT_THAT(page, HasSubstr("<bdi>Sekaruoka</bdi></th><td class=\"figure\">1</td>"));
  EXPECT_THAT(page, HasSubstr("<bdi>Yhteensä</bdi></th><td class=\"figure\">3</td>"));
  EXPECT_THAT(page, HasSubstr("4 v: 2"));
  EXPECT_THAT(page, HasSubstr("5 v: 1"));
  EXPECT_THAT(page, HasSubstr("3 / 3"));
}

TEST_F(OrganiserParties, a_party_is_changed_for_somebody_and_the_others_stay_who_they_are) {
  const domain::Registration made = of_location(organiser.post(address(event) + "/registrations", caller), world);
  const std::string form = organiser.get(address(made, "edit")).text;
  EXPECT_THAT(form, HasSubstr("value=\"Layla Esimerkki\""));
  EXPECT_TRUE(is_logged(AuditAction::registration_seen));
  service::Fields changed = with(caller, {{"contact.phone", "+358 40 555 0188"}, {"reminders_wanted", "yes"}});
  for (std::size_t i = 0; i < 2; ++i) {
    changed.emplace_back("persons[" + std::to_string(i) + "].id", std::to_string(made.persons[i].id.value));
  }
  ASSERT_EQ(organiser.post(address(made, "edit"), changed).status, 303);
  const domain::Registration now = world.now(made);
  EXPECT_EQ(now.contact.phone->e164(), "+358405550188");
  EXPECT_EQ(now.persons[1].id, made.persons[1].id);
  EXPECT_EQ(now.persons[1].name, "Noor");
  const Answer wrong = organiser.post(address(made, "edit"), with(changed, {{"contact.name", ""}}));
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(wrong.text, HasSubstr("href=\"#contact-name\""));
}

TEST_F(OrganiserParties, saving_a_party_as_it_is_tells_nobody) {
  const domain::Registration made = of_location(organiser.post(address(event) + "/registrations", caller), world);
  const auto before = world.pending(event);
  service::Fields same = with(caller, {{"reminders_wanted", "yes"}, {"contact.phone", "+358405550177"}});
  for (std::size_t i = 0; i < 2; ++i) {
    same.emplace_back("persons[" + std::to_string(i) + "].id", std::to_string(made.persons[i].id.value));
  }
  EXPECT_EQ(organiser.post(address(made, "edit"), same).status, 303);
  EXPECT_EQ(world.pending(event), before);
}

TEST_F(OrganiserParties, every_look_at_participants_is_in_the_log) {
  world.register_party(event);
  organiser.get(address(event));
  ASSERT_EQ(log().size(), 1U);
  EXPECT_EQ(log().front().action, AuditAction::contacts_listed);
  world.sign_in(Role::door).get(address(event));
  EXPECT_EQ(log().front().action, AuditAction::participants_listed);
  world.sign_in(Role::viewer).get(address(event));
  EXPECT_EQ(log().size(), 2U) << "counts are nobody's data";
}

}  // namespace
