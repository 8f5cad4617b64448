#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "domain/manage_registration.hpp"
#include "domain/staff_registrations.hpp"
#include "tests/fixtures/world.hpp"

namespace domain {
namespace {

using fixtures::problem_of;
using fixtures::World;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class Registering : public testing::Test {
 protected:
  World world;
};

TEST_F(Registering, a_party_that_fits_is_confirmed_and_its_persons_counted) {
  const Event event = world.event("2026-11-30T15:00", 5);
  const auto receipt = world.register_party(event, 3);
  EXPECT_EQ(receipt.registration.status, RegistrationStatus::confirmed);
  EXPECT_EQ(world.now(event).remaining_attendee_capacity(), 2);
}

TEST_F(Registering, a_household_is_admitted_or_put_on_the_waiting_list_whole) {
  const Event event = world.event("2026-11-30T15:00", 3, 10);
  (void)world.register_party(event, 2);
  const auto receipt = world.register_party(event, 2);
  EXPECT_EQ(receipt.registration.status, RegistrationStatus::waitlisted);
  EXPECT_EQ(receipt.waiting_position, 1);
  EXPECT_EQ(world.now(event).confirmed_persons, 2);
  EXPECT_EQ(world.now(event).waitlisted_persons, 2);
}

TEST_F(Registering, a_full_event_without_a_waiting_list_refuses) {
  const Event event = world.event("2026-11-30T15:00", 1);
  (void)world.register_party(event);
  EXPECT_EQ(problem_of([&] { (void)world.register_party(event); }), "full");
}

TEST_F(Registering, a_waiting_list_has_an_end) {
  const Event event = world.event("2026-11-30T15:00", 1, 1);
  (void)world.register_party(event);
  (void)world.register_party(event);
  EXPECT_EQ(problem_of([&] { (void)world.register_party(event); }), "full");
}

TEST_F(Registering, a_party_larger_than_the_room_does_not_wait_in_vain) {
  const Event event = world.event("2026-11-30T15:00", 2, 20);
  EXPECT_EQ(problem_of([&] { (void)world.register_party(event, 3); }), "party_too_large");
}

TEST_F(Registering, a_place_freed_goes_to_the_first_party_that_fits) {
  const Event event = world.event("2026-11-30T15:00", 2, 10);
  const auto first = world.register_party(event, 1);
  (void)world.register_party(event, 1);
  const auto couple = world.register_party(event, 2);
  const auto alone = world.register_party(event, 1);
  (void)cancel_registration(*world.ports, first.manage_token);
  EXPECT_EQ(world.now(alone.registration).status, RegistrationStatus::confirmed);
  EXPECT_EQ(world.now(couple.registration).status, RegistrationStatus::waitlisted);
  EXPECT_EQ(world.now(event).confirmed_persons, 2);
  EXPECT_EQ(world.now(event).waitlisted_persons, 2);
}

TEST_F(Registering, cancelling_twice_frees_a_place_once) {
  const Event event = world.event("2026-11-30T15:00", 2);
  const auto receipt = world.register_party(event, 1);
  (void)world.register_party(event, 1);
  (void)cancel_registration(*world.ports, receipt.manage_token);
  (void)cancel_registration(*world.ports, receipt.manage_token);
  EXPECT_EQ(world.now(event).confirmed_persons, 1);
}

TEST_F(Registering, the_same_idempotency_key_gives_the_same_answer_and_takes_no_second_place) {
  const Event event = world.event("2026-11-30T15:00", 5);
  const auto first = world.register_party(event, 2, "key-1");
  const auto again = world.register_party(event, 2, "key-1");
  EXPECT_EQ(first.registration.id, again.registration.id);
  EXPECT_EQ(first.manage_token, again.manage_token);
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(world.now(event).confirmed_persons, 2);
}

TEST_F(Registering, an_idempotency_key_for_another_request_is_refused) {
  const Event event = world.event("2026-11-30T15:00", 5);
  (void)world.register_party(event, 2, "key-1");
  EXPECT_EQ(problem_of([&] { (void)world.register_party(event, 3, "key-1"); }), "idempotency_key_reused");
}

TEST_F(Registering, the_deadline_the_opening_and_the_cancelled_event_are_kept) {
  EventDetails details = world.details("2026-11-30T15:00");
  details.enrolment_end_time = world.local("2026-11-23T11:00");
  EXPECT_EQ(problem_of([&] { (void)world.register_party(world.event(details)); }), "closed");
  details.enrolment_end_time.reset();
  details.enrolment_start_time = world.local("2026-11-24T09:00");
  EXPECT_EQ(problem_of([&] { (void)world.register_party(world.event(details)); }), "not_yet_open");
  const Event event = world.event("2026-11-30T15:00");
  (void)cancel_event(*world.ports, world.admin, event.id, {{LanguageTag("fi"), "Sairastapaus"}});
  EXPECT_EQ(problem_of([&] { (void)world.register_party(event); }), "event_cancelled");
}

TEST_F(Registering, staff_may_register_somebody_after_the_deadline) {
  EventDetails details = world.details("2026-11-30T15:00");
  details.enrolment_end_time = world.local("2026-11-23T11:00");
  const Event event = world.event(details);
  const auto receipt = register_participants(*world.ports, world.request(event), &world.admin);
  EXPECT_TRUE(receipt.registration.made_by_staff);
}

TEST_F(Registering, drafts_and_staff_events_are_not_to_be_found_by_anybody) {
  EventDetails details = world.details("2026-11-30T15:00");
  for (const auto status : {PublicationStatus::draft, PublicationStatus::staff}) {
    details.publication_status = status;
    EXPECT_EQ(problem_of([&] { (void)world.register_party(world.event(details)); }), "not_found");
  }
}

TEST_F(Registering, everything_wrong_is_told_at_once_with_its_field) {
  RegistrationRequest request = world.request(world.event("2026-11-30T15:00"));
  request.contact.name = "  ";
  request.contact.phone.reset();
  request.contact.email.reset();
  request.persons[0].child_age = 18;
  std::vector<std::string> fields;
  try {
    (void)register_participants(*world.ports, request);
  } catch (const Error& error) {
    for (const Problem& problem : error.problems()) fields.push_back(problem.field + " " + problem.code);
  }
  EXPECT_THAT(fields, ElementsAre("contact.name required", "contact.phone phone_or_email",
                                  "persons[0].child_age out_of_range"));
}

TEST_F(Registering, many_at_once_never_oversell) {
  const Event event = world.event("2026-11-30T15:00", 20, 0);
  std::atomic<int> confirmed = 0;
  std::atomic<int> full = 0;
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        const std::string problem = problem_of([&] { (void)world.register_party(event, 1); });
        ++(problem.empty() ? confirmed : full);
      }
    });
  }
  threads.clear();
  EXPECT_EQ(confirmed, 20);
  EXPECT_EQ(full, 60);
  EXPECT_EQ(world.now(event).confirmed_persons, 20);
}

TEST_F(Registering, confirmation_and_reminders_are_in_the_outbox_with_the_registration) {
  const Event event = world.event("2026-11-30T15:00");
  (void)world.register_party(event);
  EXPECT_THAT(
      world.pending(event),
      ElementsAre("email registration_confirmed 2026-11-23T12:00", "sms registration_confirmed 2026-11-23T12:00",
                  "email reminder 2026-11-28T15:00", "sms reminder 2026-11-29T15:00", "sms reminder 2026-11-30T13:00"));
}

TEST_F(Registering, at_night_the_email_answers_and_the_phone_stays_silent_until_eight) {
  world.clock.set(world.local("2026-11-23T23:30"));
  const Event event = world.event("2026-11-24T15:00");
  (void)world.register_party(event);
  EXPECT_THAT(world.pending(event),
              ElementsAre("email registration_confirmed 2026-11-23T23:30",
                          "sms registration_confirmed 2026-11-24T08:00", "sms reminder 2026-11-24T13:00"));
}

TEST_F(Registering, the_waiting_get_no_reminder_until_a_place_is_free) {
  const Event event = world.event("2026-11-24T15:00", 1, 5);
  const auto first = world.register_party(event);
  (void)world.register_party(event);
  world.clock.set(world.local("2026-11-23T12:30"));
  (void)cancel_registration(*world.ports, first.manage_token);
  // That they wait is not told any more.
  EXPECT_THAT(
      world.pending(event),
      ElementsAre("email registration_cancelled 2026-11-23T12:30", "email registration_promoted 2026-11-23T12:30",
                  "sms registration_cancelled 2026-11-23T12:30", "sms registration_promoted 2026-11-23T12:30",
                  "sms reminder 2026-11-23T15:00", "sms reminder 2026-11-24T13:00"));
}

TEST_F(Registering, a_confirmed_party_may_not_grow_into_places_that_are_taken) {
  const Event event = world.event("2026-11-30T15:00", 2);
  const auto receipt = world.register_party(event, 1);
  (void)world.register_party(event, 1);
  RegistrationChange change;
  change.persons = std::vector<Person>(2);
  EXPECT_EQ(problem_of([&] { (void)change_registration(*world.ports, receipt.manage_token, change); }), "full");
  EXPECT_EQ(world.now(receipt.registration).persons.size(), 1U);
}

TEST_F(Registering, a_party_that_shrinks_lets_others_in) {
  const Event event = world.event("2026-11-30T15:00", 2, 5);
  const auto couple = world.register_party(event, 2);
  const auto waiting = world.register_party(event, 1);
  RegistrationChange change;
  change.persons = std::vector<Person>(1);
  (void)change_registration(*world.ports, couple.manage_token, change);
  EXPECT_EQ(world.now(waiting.registration).status, RegistrationStatus::confirmed);
  EXPECT_EQ(world.now(event).confirmed_persons, 2);
}

TEST_F(Registering, reminders_may_be_turned_off) {
  const Event event = world.event("2026-11-30T15:00");
  const auto receipt = world.register_party(event);
  RegistrationChange change;
  change.reminders_wanted = false;
  (void)change_registration(*world.ports, receipt.manage_token, change);
  EXPECT_THAT(world.pending(event), Each(Not(HasSubstr("reminder"))));
}

TEST_F(Registering, turning_reminders_off_at_night_leaves_the_confirmation_for_the_morning) {
  world.clock.set(world.local("2026-11-23T22:00"));
  const Event event = world.event("2026-11-30T15:00");
  const auto receipt = world.register_party(event);
  RegistrationChange change;
  change.reminders_wanted = false;
  (void)change_registration(*world.ports, receipt.manage_token, change);
  EXPECT_THAT(world.pending(event), Contains(HasSubstr("sms registration_confirmed 2026-11-24T08:00")));
}

TEST_F(Registering, a_person_named_twice_in_a_change_is_two_and_leaves_no_place_taken_afterwards) {
  const Event event = world.event("2026-11-30T15:00", 5);
  const auto receipt = world.register_party(event);
  const Person one = world.now(receipt.registration).persons.at(0);
  RegistrationChange change;
  change.persons = {one, one};
  (void)change_registration(*world.ports, receipt.manage_token, change);
  EXPECT_EQ(world.now(receipt.registration).persons.size(), 2U);
  EXPECT_EQ(world.now(event).confirmed_persons, 2);
  (void)cancel_registration(*world.ports, receipt.manage_token);
  EXPECT_EQ(world.now(event).confirmed_persons, 0);
}

TEST_F(Registering, a_waiting_party_that_shrinks_into_the_places_left_sees_itself_confirmed) {
  const Event event = world.event("2026-11-30T15:00", 3, 5);
  (void)world.register_party(event, 2);
  const auto waiting = world.register_party(event, 2);
  RegistrationChange change;
  change.persons = std::vector<Person>(1);
  const auto view = change_registration(*world.ports, waiting.manage_token, change);
  EXPECT_EQ(view.registration.status, RegistrationStatus::confirmed);
  EXPECT_EQ(view.waiting_position, std::nullopt);
}

TEST_F(Registering, an_unknown_link_is_not_found) {
  EXPECT_EQ(problem_of([&] { (void)view_registration(*world.ports, "AAAAAAAAAAAAAAAAAAAAAA"); }), "not_found");
  EXPECT_EQ(problem_of([&] { (void)cancel_registration(*world.ports, ""); }), "not_found");
}

TEST_F(Registering, staff_puts_a_party_right_as_long_as_the_event_lasts) {
  const Event event = world.event("2026-12-01T15:00", 10);
  const auto receipt = world.register_party(event);
  RegistrationChange change;
  change.contact = receipt.registration.contact;
  change.contact->name = "Korjattu Esimerkki";
  world.clock.set(world.local("2026-12-01T15:30"));
  EXPECT_EQ(fixtures::problem_of([&] { (void)change_registration(*world.ports, receipt.manage_token, change); }),
            "closed");
  (void)change_registration(*world.ports, receipt.registration.id, change, world.admin);
  EXPECT_EQ(world.now(receipt.registration).contact.name, "Korjattu Esimerkki");
  world.clock.set(world.local("2026-12-01T17:00"));
  EXPECT_EQ(fixtures::problem_of(
                [&] { (void)change_registration(*world.ports, receipt.registration.id, change, world.admin); }),
            "closed");
}

TEST_F(Registering, a_party_of_which_somebody_is_here_is_not_cancelled_by_its_link) {
  const Event event = world.event("2026-12-01T15:00", 10);
  const auto receipt = world.register_party(event, 2);
  const Registration party = world.now(receipt.registration);
  world.clock.set(world.local("2026-12-01T15:05"));
  world.store->write([&](Transaction& tx) {
    tx.registrations().set_presence(party.id, party.persons[1].id, PresenceStatus::present);
  });
  EXPECT_EQ(fixtures::problem_of([&] { (void)cancel_registration(*world.ports, receipt.manage_token); }),
            "already_here");
  EXPECT_EQ(world.now(party).status, RegistrationStatus::confirmed);
}

TEST_F(Registering, another_organisations_staff_neither_registers_nor_marks_presence) {
  const Event event = world.event("2026-11-30T15:00");
  const auto receipt = world.register_party(event);
  const Principal other = world.organiser("Another");
  EXPECT_EQ(problem_of([&] { (void)register_participants(*world.ports, world.request(event), &other); }), "forbidden");
  const PersonId person = world.now(receipt.registration).persons.at(0).id;
  EXPECT_EQ(problem_of([&] {
              record_presence(*world.ports, receipt.registration.id, person, PresenceStatus::present, other);
            }),
            "forbidden");
  const Principal door = world.organiser("Mimosa", Role::door);
  record_presence(*world.ports, receipt.registration.id, person, PresenceStatus::present, door);
  EXPECT_EQ(world.now(receipt.registration).persons.at(0).presence, PresenceStatus::present);
}

}  // namespace
}  // namespace domain
