#include <gmock/gmock.h>

#include "domain/expire.hpp"
#include "domain/manage_registration.hpp"
#include "domain/personal_data.hpp"
#include "tests/fixtures/world.hpp"

// Nobody but who holds a phone learns whether it is registered: the same answers, places and messages' count for a
// number that is and one that is not.
namespace domain {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const std::string known = "+358405550101", unknown = "+358405550102";

class LimitOfParties : public testing::Test {
 protected:
  Event limited(int parties = 1) {
    EventDetails details = world.details("2026-12-01T15:00");
    details.maximum_attendee_capacity = 10;
    details.maximum_parties_per_contact = parties;
    return world.event(details);
  }
  RegistrationReceipt sign_up(const Event& event, const std::string& phone) {
    RegistrationRequest request = world.request(event);
    request.contact.phone = PhoneNumber(phone);
    request.contact.email.reset();
    return register_participants(*world.ports, request);
  }
  std::string code_of(const RegistrationReceipt& receipt) {
    return phone_code(*world.secrets, world.now(receipt.registration));
  }
  RegistrationReceipt proven(const Event& event, const std::string& phone) {
    auto receipt = sign_up(event, phone);
    (void)verify_phone(*world.ports, receipt.manage_token, code_of(receipt));
    fixtures::send_everything(*world.store, world.clock.now());
    return receipt;
  }
  // The kinds of what waits for this number, with whose link.
  std::vector<std::string> told(const Event& event, const std::string& phone) {
    std::vector<std::string> lines;
    world.store->read([&](const Snapshot& snapshot) {
      lines.clear();
      for (const Message& message : snapshot.outbox().of_event(event.id)) {
        if (message.recipient != phone || message.state != MessageState::pending) continue;
        if (message.kind == MessageKind::reminder) continue;
        lines.push_back(std::string(to_word(message.kind)) + " " + std::to_string(message.registration->value));
      }
    });
    return lines;
  }
  // All that a stranger sees who registers somebody else's number.
  std::string seen_by_a_stranger(const Event& event, const std::string& phone) {
    const auto receipt = sign_up(event, phone);
    const auto view = view_registration(*world.ports, receipt.manage_token);
    const auto data = export_registration(*world.ports, receipt.manage_token);
    std::string seen = std::string(to_word(view.registration.status)) + (view.registration.verified ? " proven" : "") +
                       " until " + format_rfc3339(view.registration.expires_time.value()) + ", " +
                       std::to_string(world.now(event).remaining_attendee_capacity().value()) + " left, " +
                       std::to_string(data.registrations.at(0).messages.size()) + " messages";
    for (const char* code : {"000000", "111111"}) {
      seen += " " + fixtures::problem_of([&] { (void)verify_phone(*world.ports, receipt.manage_token, code); });
    }
    seen += " " + fixtures::problem_of([&] { send_code_again(*world.ports, receipt.manage_token); });
    seen += " " + fixtures::problem_of([&] { (void)sign_up(event, phone); });
    world.clock.set(world.clock.now() + std::chrono::minutes{46});
    seen += " " + std::to_string(expire_due(*world.ports));
    const auto ended = view_registration(*world.ports, receipt.manage_token).registration;
    return seen + " " + std::string(to_word(ended.end_reason));
  }

  fixtures::World world;
};

TEST_F(LimitOfParties, comes_with_a_code_that_proves_the_phone) {
  const Event course = limited();
  EXPECT_FALSE(course.phone_code_required);
  const auto receipt = sign_up(course, known);
  EXPECT_FALSE(receipt.registration.verified);
  EXPECT_THAT(told(course, known), ElementsAre("phone_code " + std::to_string(receipt.registration.id.value)));
  EXPECT_TRUE(verify_phone(*world.ports, receipt.manage_token, code_of(receipt)).registration.verified);
  RegistrationRequest by_email = world.request(course);
  by_email.contact.phone.reset();
  EXPECT_EQ(fixtures::problem_of([&] { (void)register_participants(*world.ports, by_email); }), "required");
}

TEST_F(LimitOfParties, looks_the_same_to_a_stranger_whether_the_number_has_registered_or_not) {
  const Event one = limited(), other = limited();
  (void)proven(one, known);
  (void)proven(other, "+358405550103");
  const Instant start = world.clock.now();
  const std::string about_known = seen_by_a_stranger(one, known);
  world.clock.set(start);
  EXPECT_EQ(about_known, seen_by_a_stranger(other, unknown));
  EXPECT_THAT(about_known, HasSubstr("code_awaited"));
}

TEST_F(LimitOfParties, is_told_to_the_phone_with_the_link_that_holds) {
  const Event course = limited();
  const auto first = proven(course, known);
  const auto second = sign_up(course, known);
  const std::string told_once = "already_registered " + std::to_string(first.registration.id.value);
  EXPECT_THAT(told(course, known), ElementsAre(told_once));
  send_code_again(*world.ports, second.manage_token);
  (void)renew_link(*world.ports, second.manage_token);
  EXPECT_THAT(told(course, known), testing::Each(told_once));
  EXPECT_THAT(told(course, known), testing::SizeIs(3));
}

TEST_F(LimitOfParties, holds_for_two_codes_that_were_sent_at_once) {
  const Event course = limited(2);
  (void)proven(course, known);
  const auto second = sign_up(course, known), third = sign_up(course, known);
  EXPECT_TRUE(verify_phone(*world.ports, second.manage_token, code_of(second)).registration.verified);
  EXPECT_EQ(fixtures::problem_of([&] { (void)verify_phone(*world.ports, third.manage_token, code_of(third)); }),
            "contact_limit");
  world.clock.set(world.clock.now() + std::chrono::minutes{16});
  EXPECT_EQ(expire_due(*world.ports), 1U);
  EXPECT_EQ(world.now(course).confirmed_persons, 2);
}

TEST_F(LimitOfParties, is_not_used_up_by_strangers_who_cannot_prove_the_number) {
  const Event course = limited();
  (void)sign_up(course, known);
  EXPECT_EQ(fixtures::problem_of([&] { (void)sign_up(course, known); }), "code_awaited");
  world.clock.set(world.clock.now() + std::chrono::minutes{16});
  EXPECT_EQ(expire_due(*world.ports), 1U);
  EXPECT_TRUE(world.now(proven(course, known).registration).verified);
}

TEST_F(LimitOfParties, may_be_passed_by_staff_and_is_not_gone_round_by_changing_the_phone) {
  const Event course = limited();
  (void)proven(course, known);
  RegistrationRequest request = world.request(course);
  request.contact.phone = PhoneNumber(known);
  EXPECT_TRUE(register_participants(*world.ports, request, &world.admin).registration.verified);
  const auto other = proven(course, unknown);
  RegistrationChange change;
  change.contact = other.registration.contact;
  change.contact->name = "Toinen Nimi";
  EXPECT_EQ(fixtures::problem_of([&] { (void)change_registration(*world.ports, other.manage_token, change); }), "");
  change.contact->phone = PhoneNumber(known);
  EXPECT_EQ(fixtures::problem_of([&] { (void)change_registration(*world.ports, other.manage_token, change); }),
            "phone_fixed");
}

TEST_F(LimitOfParties, of_one_date_leaves_the_others_of_the_series) {
  EventDetails details = world.details("2026-12-01T15:00");
  details.maximum_parties_per_contact = 1;
  const auto dates = world.weekly(details, 2).events;
  (void)proven(dates[0], known);
  RegistrationRequest request = world.request(dates[0]);
  request.contact.phone = PhoneNumber(known);
  const EventId both[] = {dates[0].id, dates[1].id};
  const auto outcomes = register_for_dates(*world.ports, request, both);
  ASSERT_TRUE(outcomes[0].receipt && outcomes[1].receipt);
  EXPECT_THAT(told(dates[0], known), Not(Contains(HasSubstr("phone_code"))));
  EXPECT_THAT(told(dates[1], known), Contains(HasSubstr("phone_code")));
  const auto& second = *outcomes[1].receipt;
  (void)verify_phone(*world.ports, second.manage_token, code_of(second));
  EXPECT_EQ(world.now(outcomes[0].receipt->registration).status, RegistrationStatus::cancelled);
  EXPECT_EQ(world.now(second.registration).status, RegistrationStatus::confirmed);
}

}  // namespace
}  // namespace domain
