#include "domain/personal_data.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "domain/book_interpreter.hpp"
#include "domain/invitations.hpp"
#include "domain/manage_registration.hpp"
#include "tests/contract/privacy.hpp"

using namespace domain;
using std::chrono::days;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

namespace contract {

const PhoneNumber kept_phone("+358405550123");

class PersonalDataOf : public Privacy {
 protected:
  void somebody_writes(const PhoneNumber& from, const Event& about) {
    write([&](Transaction& tx) {
      IncomingMessage message;
      message.from = from;
      message.text = "Voinko tuoda lapsen?";
      message.time = clock.now();
      message.events = {about.id};
      return tx.incoming_messages().insert(message);
    });
  }
  const Principal command = operator_at_the_command_line();
};
ON_EVERY_ENGINE(PersonalDataOf);

TEST_P(PersonalDataOf, a_person_holds_all_that_was_written_down) {
  const Event coming = event(5);
  RegistrationRequest wanted = request(coming, "Fatima", 2);
  wanted.persons[1].accessibility = "pyörätuoli";
  write([](Transaction& tx) {
    tx.registrations().keep_consent_wording("1", LanguageTag("ar"), "I agree");
    return 0;
  });
  const auto receipt = register_participants(ports, wanted);
  somebody_writes(kept_phone, coming);
  const PersonalData data = export_registration(ports, receipt.manage_token);
  ASSERT_EQ(data.registrations.size(), 1U);
  const RegistrationRecord& record = data.registrations[0];
  EXPECT_EQ(record.registration.contact.name, "Fatima");
  EXPECT_EQ(record.registration.persons[1].accessibility, "pyörätuoli");
  EXPECT_EQ(record.event.id, coming.id);
  EXPECT_EQ(record.consent_wording, "I agree");
  EXPECT_THAT(record.messages, testing::Not(IsEmpty()));
  EXPECT_THAT(record.messages, Contains(testing::Field(&Message::recipient, "+358405550123")));
  EXPECT_THAT(data.incoming_messages, IsEmpty()) << "whoever holds a link may not own its number";
  EXPECT_THAT(audit(), ElementsAre("data_exported by link"));
  const auto found = export_person(ports, kept_phone, {}, command);
  ASSERT_EQ(found.incoming_messages.size(), 1U);
  EXPECT_EQ(found.incoming_messages[0].text, "Voinko tuoda lapsen?");
}

TEST_P(PersonalDataOf, somebody_erased_leaves_a_place_and_a_count_and_nothing_else) {
  const Event coming = event(5, 2);
  const auto erased = put_party(coming, "Poistuva", 2);
  const auto next = put_party(coming, "Seuraava", 2).registration.id;
  write([&](Transaction& tx) {
    auto other = *tx.registrations().find(next);
    other.contact.phone = PhoneNumber("+358405550124");
    tx.registrations().update(other);
    return 0;
  });
  EXPECT_EQ(erase_registration(ports, erased.manage_token).registrations, 1U);
  EXPECT_FALSE(find(erased.registration.id));
  EXPECT_EQ(fixtures::problem_of([&] { (void)view_registration(ports, erased.manage_token); }), "not_found");
  EXPECT_EQ(find(next)->status, RegistrationStatus::confirmed);
  EXPECT_EQ(now(coming).confirmed_persons, 2);
  EXPECT_EQ(now(coming).waitlisted_persons, 0);
  EXPECT_THAT(attendance(coming), ElementsAre(Pair("parties cancelled", 1)));
  for (const Message& m : read([&](const Snapshot& s) { return s.outbox().of_event(coming.id); })) {
    EXPECT_EQ(m.registration, next) << "a message to somebody who was erased";
  }
  EXPECT_EQ(wrong_counts(), "");
  EXPECT_THAT(audit(), ElementsAre("data_erased by link"));
}

TEST_P(PersonalDataOf, somebody_who_came_is_still_counted_once_erased) {
  const Event past = event(1, 2);
  const auto came = put_party(past, "Kävijä", 2);
  write([&](Transaction& tx) {
    return tx.registrations().set_presence(came.registration.id, find(came.registration.id)->persons[0].id,
                                           PresenceStatus::present);
  });
  pass(days{3});
  EXPECT_EQ(erase_registration(ports, came.manage_token).registrations, 1U);
  EXPECT_THAT(attendance(past), Contains(Pair("persons present", 1)));
  EXPECT_THAT(attendance(past), Contains(Pair("persons unknown", 1)));
  EXPECT_EQ(now(past).confirmed_persons, 2);
  EXPECT_EQ(wrong_counts(), "");
}

TEST_P(PersonalDataOf, every_date_of_a_party_goes_by_the_link_of_one) {
  SeriesDraft draft;
  draft.details = details(3);
  draft.recurrence = "FREQ=WEEKLY;COUNT=3";
  for (int week = 0; week < 3; ++week) {
    draft.starts.push_back(zones.to_local(draft.details.start_time, default_time_zone) + days{7 * week});
  }
  const auto series = create_series(ports, admin, draft);
  std::vector<EventId> dates;
  for (const Event& date : series.events) dates.push_back(date.id);
  const auto outcomes = register_for_dates(ports, request(series.events[0], "Sarja"), dates);
  const std::string token = outcomes[1].receipt->manage_token;
  EXPECT_EQ(export_registration(ports, token).registrations.size(), 3U);
  EXPECT_EQ(erase_registration(ports, token).registrations, 3U);
  EXPECT_EQ(rows("registration"), 0);
  EXPECT_EQ(rows("outbox"), 0);
}

TEST_P(PersonalDataOf, somebody_invited_goes_with_the_invitation) {
  EventDetails panel = details(4);
  panel.invited_only = true;
  const Event invited = event(panel);
  const auto issued = invite(ports, invited.id,
                             {{"Kutsuttu", kept_phone, {}, LanguageTag("so")},
                              {"Toinen", PhoneNumber("+358405550199"), {}, LanguageTag("so")}},
                             admin);
  RegistrationRequest wanted = request(invited, "Kutsuttu");
  wanted.invitation_token = issued[0].token;
  const auto receipt = register_participants(ports, wanted);
  EXPECT_EQ(export_registration(ports, receipt.manage_token).invitations.size(), 1U);
  const Erasure erasure = erase_registration(ports, receipt.manage_token);
  EXPECT_EQ(erasure.registrations, 1U);
  EXPECT_EQ(erasure.invitations, 1U);
  EXPECT_EQ(rows("invitation"), 1);
  EXPECT_EQ(fixtures::problem_of([&] { (void)view_invitation(ports, issued[0].token); }), "not_found");
}

TEST_P(PersonalDataOf, one_of_two_who_share_a_number_goes_and_the_other_stays) {
  const Event coming = event(5);
  const auto mother = put_party(coming, "Aiti").registration.id;
  const auto son = put_party(coming, "Poika").registration.id;
  somebody_writes(kept_phone, coming);
  const PersonalData found = find_person(ports, kept_phone, {}, command);
  EXPECT_EQ(all_of(found).registrations.size(), 2U);
  EXPECT_EQ(erase_records(ports, {{mother}, {}}, command).registrations, 1U);
  EXPECT_FALSE(find(mother));
  EXPECT_TRUE(find(son));
  EXPECT_EQ(rows("incoming_sms"), 1) << "who of the two wrote, nobody knows";
  EXPECT_EQ(erase_records(ports, {{mother}, {}}, command).registrations, 0U);
  EXPECT_EQ(erase_person(ports, kept_phone, {}, command).registrations, 1U);
  EXPECT_EQ(rows("incoming_sms"), 0);
  EXPECT_THAT(audit(), ElementsAre("data_erased by command", "data_erased by command", "contacts_searched by command"));
}

TEST_P(PersonalDataOf, a_person_is_found_by_email_in_any_case) {
  const Event coming = event(5);
  (void)put_party(coming, "Fatima");
  (void)put_party(coming, "Muu");
  const PersonalData data = export_person(ports, {}, EmailAddress("FATIMA@example.org"), command);
  ASSERT_EQ(data.registrations.size(), 1U);
  EXPECT_EQ(data.registrations[0].registration.contact.name, "Fatima");
}

TEST_P(PersonalDataOf, an_organiser_finds_and_erases_what_their_events_hold) {
  const Event ours = event(5);
  EventDetails theirs = details(6);
  theirs.organisers = {{{}, "Muu talo"}};
  const Event other = event(theirs);
  const auto mine = put_party(ours, "Fatima").registration.id;
  const auto not_mine = put_party(other, "Fatima").registration.id;
  somebody_writes(kept_phone, other);
  const Principal staff = organiser("Mimosa");
  const PersonalData found = find_person(ports, kept_phone, {}, staff);
  ASSERT_EQ(found.registrations.size(), 1U);
  EXPECT_EQ(found.registrations[0].registration.id, mine);
  EXPECT_THAT(found.incoming_messages, IsEmpty());
  EXPECT_EQ(export_records(ports, {{mine, not_mine}, {}}, staff).registrations.size(), 1U);
  EXPECT_EQ(erase_records(ports, {{mine, not_mine}, {}}, staff).registrations, 1U);
  EXPECT_TRUE(find(not_mine));
  Principal door = staff;
  door.role = Role::door;
  EXPECT_EQ(fixtures::problem_of([&] { (void)find_person(ports, kept_phone, {}, door); }), "forbidden");
  EXPECT_EQ(fixtures::problem_of([&] { (void)erase_person(ports, kept_phone, {}, door); }), "forbidden");
}

TEST_P(PersonalDataOf, a_link_that_is_nobodys_gives_and_erases_nothing) {
  EXPECT_EQ(fixtures::problem_of([&] { (void)export_registration(ports, "AAAAAAAAAAAAAAAAAAAAAA"); }), "not_found");
  EXPECT_EQ(fixtures::problem_of([&] { (void)erase_registration(ports, "AAAAAAAAAAAAAAAAAAAAAA"); }), "not_found");
  EXPECT_THAT(audit(), IsEmpty());
}

TEST_P(PersonalDataOf, an_interpreter_is_found_handed_out_and_erased_by_admins) {
  const Event coming = event(5), over = event(1);
  Interpreter wanted;
  wanted.name = "Sara Tulkki";
  wanted.phone = kept_phone;
  wanted.email = EmailAddress("sara@example.org");
  wanted.message_language = LanguageTag("fi");
  wanted.languages = {{LanguageTag("ar"), ""}};
  const auto sara = add_interpreter(ports, admin, wanted);
  const auto book = [&](const Event& event) {
    InterpreterBooking booking;
    booking.event = event.id;
    booking.language = LanguageTag("ar");
    booking.contact_person = "Olga Ohjaaja";
    const auto id = request_booking(ports, admin, booking).id;
    (void)offer_booking(ports, admin, id, sara.interpreter.id);
    return confirm_booking(ports, admin, id).id;
  };
  const auto to_come = book(coming), delivered = book(over);
  pass(days{2});
  (void)deliver_booking(ports, admin, delivered);
  const auto data = export_person(ports, kept_phone, {}, command);
  ASSERT_EQ(data.interpreters.size(), 1U);
  EXPECT_EQ(data.interpreters[0].interpreter.name, "Sara Tulkki");
  ASSERT_EQ(data.interpreters[0].bookings.size(), 2U);
  EXPECT_THAT(data.interpreters[0].bookings[0].messages, testing::Not(IsEmpty()));
  EXPECT_THAT(export_person(ports, kept_phone, {}, organiser("Mimosa")).interpreters, IsEmpty()) << "others' events";
  EXPECT_EQ(erase_records(ports, {{}, {}, {sara.interpreter.id}}, organiser("Mimosa")).interpreters, 0U);

  EXPECT_EQ(erase_person(ports, {}, EmailAddress("SARA@example.org"), command).interpreters, 1U);
  EXPECT_THAT(export_person(ports, kept_phone, {}, command).interpreters, IsEmpty());
  EXPECT_EQ(rows("outbox"), 0);
  const auto booking = [&](InterpreterBookingId id) {
    return *read([&](const Snapshot& s) { return s.interpreters().find(id); });
  };
  EXPECT_EQ(booking(to_come).status, BookingStatus::requested) << "somebody else is needed";
  EXPECT_FALSE(booking(to_come).interpreter);
  EXPECT_EQ(booking(delivered).status, BookingStatus::delivered);
  EXPECT_EQ(booking(delivered).interpreter, sara.interpreter.id);
  EXPECT_THAT(read([](const Snapshot& s) { return s.interpreters().all(); }), IsEmpty());
  EXPECT_EQ(erase_records(ports, {{}, {}, {sara.interpreter.id}}, command).interpreters, 0U);
  EXPECT_THAT(audit(), testing::Contains("data_erased by command").Times(1));
}

// Registrations are erased while their links are being asked for: on PostgreSQL both are at it at once.
TEST_P(PersonalDataOf, links_asked_for_while_people_are_erased_go_to_those_who_are_left) {
  const Event coming = event(5);
  std::vector<RegistrationId> people;
  for (int i = 0; i < 60; ++i) people.push_back(put_party(coming, "Vieras" + std::to_string(i)).registration.id);
  std::atomic<bool> erased{false};
  std::string problem;
  std::thread asking([&] {
    try {
      while (!erased) (void)send_links_again(ports, kept_phone, {});
    } catch (const std::exception& error) {
      problem = error.what();
    }
  });
  for (const RegistrationId id : people) (void)erase_records(ports, {{id}, {}}, command);
  erased = true;
  asking.join();
  EXPECT_EQ(problem, "");
  EXPECT_EQ(rows("registration"), 0);
  EXPECT_EQ(rows("outbox"), 0);
}

}  // namespace contract
