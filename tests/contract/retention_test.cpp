#include "domain/retention.hpp"

#include <gmock/gmock.h>

#include <thread>

#include "domain/invitations.hpp"
#include "domain/manage_registration.hpp"
#include "domain/personal_data.hpp"
#include "domain/staff_registrations.hpp"
#include "storage/inspection.hpp"
#include "tests/contract/privacy.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;
using std::chrono::days;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

namespace contract {

class Retention : public Privacy {
 protected:
  std::size_t overdue_now() {
    return read([&](const Snapshot& s) { return overdue(s, clock.now(), rules).size(); });
  }
  void mark(const Registration& registration, std::size_t person, PresenceStatus status) {
    write([&](Transaction& tx) {
      return tx.registrations().set_presence(registration.id, find(registration.id)->persons[person].id, status);
    });
  }

  RetentionRules rules;
};
ON_EVERY_ENGINE(Retention);

TEST_P(Retention, registrations_of_long_ago_become_counts_and_leave_nothing_of_a_person) {
  const Event past = event(1, 4);
  RegistrationRequest household = request(past, "Perhe", 3);
  household.persons[0].interpreter_language = LanguageTag("ar");
  household.persons[1].child_age = 2;
  household.persons[2].child_age = 7;
  const auto came = register_participants(ports, household).registration;
  mark(came, 0, PresenceStatus::present);
  mark(came, 1, PresenceStatus::not_present);
  (void)put_party(past, "Yksin");
  (void)put_party(past, "Odottaja", 2);
  (void)cancel_registration(ports, put_party(past, "Peruja").manage_token);
  const Event before = now(past);

  pass(days{92});
  const auto result = apply_retention(ports, rules);

  EXPECT_EQ(result.registrations, 4U);
  EXPECT_EQ(result.events, 1U);
  EXPECT_THAT(
      attendance(past),
      UnorderedElementsAre(Pair("parties confirmed", 2), Pair("parties waitlisted", 1), Pair("parties cancelled", 1),
                           Pair("persons present", 1), Pair("persons not_present", 1), Pair("persons unknown", 2),
                           Pair("persons waitlisted", 2), Pair("children 0-2", 1), Pair("children 7-12", 1),
                           Pair("interpreter_language ar", 1), Pair("contact_language ar", 2)));
  for (const char* table : {"registration", "person", "outbox", "invitation"}) EXPECT_EQ(rows(table), 0) << table;
  EXPECT_EQ(now(past).confirmed_persons, before.confirmed_persons);
  EXPECT_EQ(now(past).waitlisted_persons, before.waitlisted_persons);
  EXPECT_EQ(wrong_counts(), "");
  EXPECT_THAT(audit(), ElementsAre("retention by retention"));
}

TEST_P(Retention, what_has_been_counted_is_not_counted_again) {
  const Event past = event(1);
  (void)put_party(past, "Yksi", 2);
  pass(days{92});
  (void)apply_retention(ports, rules);
  const auto counts = attendance(past);
  EXPECT_EQ(apply_retention(ports, rules).events, 0U);
  EXPECT_EQ(attendance(past), counts);
  EXPECT_EQ(audit().size(), 1U);
}

TEST_P(Retention, what_is_recent_or_still_to_come_stays) {
  const Event recent = event(1), to_come = event(100);
  const auto one = put_party(recent, "Yksi").registration.id;
  const auto other = put_party(to_come, "Toinen").registration.id;
  pass(days{90});
  EXPECT_EQ(apply_retention(ports, rules).events, 0U);
  EXPECT_TRUE(find(one));
  EXPECT_TRUE(find(other));
  EXPECT_THAT(attendance(recent), IsEmpty());
}

TEST_P(Retention, two_servers_at_once_count_a_big_event_once) {
  const Event past = event(1);
  for (int i = 0; i < 230; ++i) (void)put_party(past, "Vieras" + std::to_string(i));
  pass(days{92});
  const auto other = database->open();
  Ports others{*other, clock, zones, *secrets, {}};
  std::size_t counted[2] = {0, 0};
  std::thread second([&] { counted[1] = apply_retention(others, rules).registrations; });
  counted[0] = apply_retention(ports, rules).registrations;
  second.join();
  EXPECT_EQ(counted[0] + counted[1], 230U);
  EXPECT_THAT(attendance(past), Contains(Pair("persons unknown", 230)));
  EXPECT_EQ(rows("registration"), 0);
  EXPECT_EQ(wrong_counts(), "");
}

TEST_P(Retention, answers_are_forgotten_before_the_rest) {
  EventDetails asking = details(1);
  asking.questions = {
      {"diet", QuestionType::text, {{LanguageTag("fi"), "Ruokavalio?"}}, {{LanguageTag("fi"), "Tarjoilu"}}, false, {}}};
  const Event past = event(asking);
  RegistrationRequest answering = request(past, "Vastaaja");
  answering.answers = {{"diet", "ei maitoa"}};
  const auto id = register_participants(ports, answering).registration.id;
  ASSERT_EQ(find(id)->answers.at("diet"), "ei maitoa");
  pass(days{32});
  EXPECT_EQ(overdue_now(), 1U);
  EXPECT_EQ(apply_retention(ports, rules).events, 1U);
  EXPECT_THAT(find(id)->answers, IsEmpty());
  EXPECT_EQ(find(id)->contact.name, "Vastaaja");
  EXPECT_EQ(overdue_now(), 0U);
}

TEST_P(Retention, invitations_go_with_the_event_though_nobody_came_by_them) {
  EventDetails panel = details(1);
  panel.invited_only = true;
  const Event past = event(panel);
  (void)invite(ports, past.id, {{"Kutsuttu", PhoneNumber("+358405550199"), {}, LanguageTag("so")}}, admin);
  ASSERT_EQ(rows("invitation"), 1);
  pass(days{92});
  EXPECT_EQ(apply_retention(ports, rules).events, 1U);
  EXPECT_EQ(rows("invitation"), 0);
  EXPECT_EQ(rows("outbox"), 0);
}

TEST_P(Retention, an_offer_nobody_ended_is_no_attendance) {
  EventDetails offering = details(10);
  offering.maximum_attendee_capacity = 1;
  offering.waiting_list_offer = std::chrono::hours{1};
  const Event past = event(offering);
  const auto first = put_party(past, "Ensin");
  const auto waiting = put_party(past, "Sitten").registration.id;
  (void)cancel_registration(ports, first.manage_token);
  ASSERT_EQ(find(waiting)->status, RegistrationStatus::offered);
  pass(days{102});
  (void)apply_retention(ports, rules);
  EXPECT_THAT(attendance(past), ElementsAre(Pair("parties cancelled", 2)));
  EXPECT_EQ(wrong_counts(), "");
}

TEST_P(Retention, entries_of_the_audit_log_and_what_people_wrote_go_in_their_time) {
  write([&](Transaction& tx) {
    tx.audit_log().insert(audit_entry(admin, AuditAction::contacts_searched, clock.now()));
    IncomingMessage message;
    message.from = PhoneNumber("+358405550123");
    message.text = "Tulen myöhässä";
    message.time = clock.now();
    return tx.incoming_messages().insert(message);
  });
  write([&](Transaction& tx) {
    tx.incoming_messages().remember("key", clock.now());
    return 0;
  });
  pass(days{30});
  EXPECT_EQ(overdue_now(), 0U);
  pass(days{1});
  EXPECT_EQ(overdue_now(), 1U);
  (void)apply_retention(ports, rules);
  EXPECT_EQ(rows("incoming_sms"), 0);
  EXPECT_EQ(rows("incoming_sms_key"), 0);
  EXPECT_EQ(overdue_now(), 0U);
  EXPECT_EQ(rows("audit_log"), 1);
  pass(days{700});
  EXPECT_EQ(overdue_now(), 1U);
  (void)apply_retention(ports, rules);
  EXPECT_EQ(rows("audit_log"), 0);
  EXPECT_EQ(overdue_now(), 0U);
}

TEST_P(Retention, the_history_of_an_event_goes_in_its_time) {
  const Event past = event(1, 4);
  write([&](Transaction& tx) {
    EventChange change;
    change.event = past.id;
    change.time = clock.now();
    change.fields = {{"name", "fi", "a", "b"}};
    return tx.event_changes().insert(change);
  });
  rules.history = days{10};
  pass(days{10});
  (void)apply_retention(ports, rules);
  EXPECT_GT(rows("event_change"), 0);
  pass(days{1});
  EXPECT_GT(overdue_now(), 0U);
  (void)apply_retention(ports, rules);
  EXPECT_EQ(rows("event_change"), 0);
  EXPECT_EQ(rows("event_change_field"), 0);
}

TEST_P(Retention, why_somebody_was_moved_goes_with_them_and_that_they_were_stays) {
  const Event past = event(1, 1);
  const auto erased = put_party(past, "Yksi");
  const auto waiting = put_party(past, "Toinen").registration.id;
  (void)move_registration(ports, erased.registration.id, RegistrationStatus::waitlisted, "Sairastui", admin);
  (void)move_registration(ports, waiting, RegistrationStatus::waitlisted, "Ei päässyt", admin);
  const auto reasons = [&] {
    std::vector<std::string> all;
    for (const AuditEntry& entry : read([](const Snapshot& s) { return s.audit_log().newest(100); })) {
      if (entry.action == AuditAction::registration_moved) all.push_back(entry.detail);
    }
    return all;
  };
  EXPECT_THAT(reasons(), ElementsAre("Ei päässyt", "Sairastui"));
  (void)erase_registration(ports, erased.manage_token);
  EXPECT_THAT(reasons(), ElementsAre("Ei päässyt", ""));
  pass(days{92});
  (void)apply_retention(ports, rules);
  EXPECT_THAT(reasons(), ElementsAre("", ""));
  EXPECT_EQ(storage::Inspection({database->url(), database->key(), 2}).details_of_nobody(), 0U);
  write([&](Transaction& tx) {
    AuditEntry entry = audit_entry(admin, AuditAction::registration_moved, clock.now());
    entry.registration = waiting;
    entry.detail = "Jäi jäljelle";
    tx.audit_log().insert(entry);
    return 0;
  });
  EXPECT_EQ(storage::Inspection({database->url(), database->key(), 2}).details_of_nobody(), 1U);
}

TEST_P(Retention, a_run_that_is_to_stop_ends_with_the_batch_it_is_at) {
  const Event past = event(1);
  for (int i = 0; i < 250; ++i) (void)put_party(past, "Vieras" + std::to_string(i));
  pass(days{92});
  const auto result = apply_retention(ports, rules, [&] { return rows("registration") < 250; });
  EXPECT_FALSE(result.finished);
  EXPECT_EQ(result.registrations, 100U);
  EXPECT_EQ(rows("registration"), 150);
  EXPECT_EQ(wrong_counts(), "");
  const auto rest = apply_retention(ports, rules);
  EXPECT_TRUE(rest.finished);
  EXPECT_EQ(rest.registrations, 150U);
  EXPECT_THAT(attendance(past), Contains(Pair("persons unknown", 250)));
}

TEST_P(Retention, a_backlog_of_entries_goes_in_batches) {
  write([&](Transaction& tx) {
    for (int i = 0; i < 250; ++i)
      tx.audit_log().insert(audit_entry(admin, AuditAction::contacts_searched, clock.now()));
    return 0;
  });
  pass(days{731});
  EXPECT_FALSE(apply_retention(ports, rules, [&] { return rows("audit_log") < 250; }).finished);
  EXPECT_EQ(rows("audit_log"), 150);
  EXPECT_TRUE(apply_retention(ports, rules).finished);
  EXPECT_EQ(rows("audit_log"), 0);
}

TEST_P(Retention, what_should_have_gone_is_told_with_when) {
  const Event past = event(1);
  (void)put_party(past, "Yksi");
  pass(days{92});
  const auto found = read([&](const Snapshot& s) { return overdue(s, clock.now(), rules); });
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].what, Overdue::What::people);
  EXPECT_EQ(found[0].event, past.id);
  EXPECT_EQ(found[0].since, past.end_time + days{90});
}

}  // namespace contract
