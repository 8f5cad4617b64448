#include <gmock/gmock.h>

#include "domain/expire.hpp"
#include "domain/manage_registration.hpp"
#include "tests/fixtures/world.hpp"

// Codes, offers and several dates, where people and gateways do not do as one would like.
namespace domain {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class CodeAndOffer : public testing::Test {
 protected:
  Event event(const std::function<void(EventDetails&)>& change) {
    EventDetails details = world.details("2026-12-01T15:00");
    details.maximum_attendee_capacity = 1;
    details.waiting_list_capacity = 10;
    change(details);
    return world.event(details);
  }
  Event with_code() {
    return event([](EventDetails& details) { details.phone_code_required = true; });
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
  void send_everything() { fixtures::send_everything(*world.store, world.clock.now()); }
  void pass(std::chrono::minutes time) { world.clock.set(world.clock.now() + time); }

  fixtures::World world;
};

TEST_F(CodeAndOffer, who_gets_a_place_before_their_code_was_sent_still_gets_the_code) {
  const Event course = with_code();
  const auto first = sign_up(course, "+358405550101");
  const auto second = sign_up(course, "+358405550102");
  (void)cancel_registration(*world.ports, first.manage_token);
  EXPECT_EQ(world.now(second.registration).status, RegistrationStatus::confirmed);
  EXPECT_THAT(world.pending(course), Contains(HasSubstr("sms phone_code")));
  EXPECT_TRUE(verify_phone(*world.ports, second.manage_token, code_of(second)).registration.verified);
}

TEST_F(CodeAndOffer, five_wrong_codes_give_the_place_to_the_next) {
  const Event course = with_code();
  const auto first = sign_up(course, "+358405550101");
  const auto second = sign_up(course, "+358405550102");
  const std::string wrong = code_of(first) == "000000" ? "000001" : "000000";
  for (int i = 0; i < maximum_wrong_codes; ++i) {
    EXPECT_EQ(fixtures::problem_of([&] { (void)verify_phone(*world.ports, first.manage_token, wrong); }), "wrong_code");
  }
  EXPECT_EQ(world.now(first.registration).status, RegistrationStatus::cancelled);
  EXPECT_EQ(world.now(first.registration).end_reason, EndReason::code_expired);
  EXPECT_EQ(world.now(second.registration).status, RegistrationStatus::confirmed);
}

TEST_F(CodeAndOffer, what_is_no_code_of_six_digits_costs_no_try) {
  const auto first = sign_up(with_code(), "+358405550101");
  for (const char* const slip : {"", "12", "1234567", "abcdef", "12345a"}) {
    EXPECT_EQ(fixtures::problem_of([&] { (void)verify_phone(*world.ports, first.manage_token, slip); }), "code_of_six");
  }
  EXPECT_EQ(world.now(first.registration).wrong_codes, 0);
  EXPECT_TRUE(verify_phone(*world.ports, first.manage_token, code_of(first)).registration.verified);
}

TEST_F(CodeAndOffer, asking_for_the_code_again_holds_a_place_for_no_longer_than_three_quarters_of_an_hour) {
  const auto first = sign_up(with_code(), "+358405550101");
  for (int i = 0; i < 4; ++i) {
    pass(std::chrono::minutes{10});
    send_code_again(*world.ports, first.manage_token);
  }
  pass(std::chrono::minutes{5});
  EXPECT_EQ(fixtures::problem_of([&] { send_code_again(*world.ports, first.manage_token); }), "code_expired");
  EXPECT_EQ(expire_due(*world.ports), 1U);
}

TEST_F(CodeAndOffer, a_place_proved_by_a_code_cannot_be_moved_to_another_phone_by_link) {
  const auto first = sign_up(with_code(), "+358405550101");
  (void)verify_phone(*world.ports, first.manage_token, code_of(first));
  RegistrationChange change;
  change.contact = first.registration.contact;
  change.contact->phone = PhoneNumber("+358405550102");
  EXPECT_EQ(fixtures::problem_of([&] { (void)change_registration(*world.ports, first.manage_token, change); }),
            "phone_fixed");
}

TEST_F(CodeAndOffer, an_offer_nobody_was_told_of_is_made_again_and_one_that_was_told_ends) {
  const Event course = event([](EventDetails& details) { details.waiting_list_offer = std::chrono::hours{2}; });
  const auto first = sign_up(course, "+358405550101");
  const auto second = sign_up(course, "+358405550102");
  (void)cancel_registration(*world.ports, first.manage_token);
  pass(std::chrono::minutes{121});
  EXPECT_EQ(expire_due(*world.ports), 0U);
  EXPECT_EQ(world.now(second.registration).status, RegistrationStatus::offered);
  send_everything();
  pass(std::chrono::minutes{121});
  EXPECT_EQ(expire_due(*world.ports), 1U);
  EXPECT_EQ(world.now(second.registration).end_reason, EndReason::offer_expired);
}

TEST_F(CodeAndOffer, a_place_for_early_next_morning_is_offered_by_night) {
  EventDetails details = world.details("2026-11-24T08:30");
  details.maximum_attendee_capacity = 1;
  details.waiting_list_capacity = 10;
  details.waiting_list_offer = std::chrono::hours{2};
  const Event early = world.event(details);
  const auto first = sign_up(early, "+358405550101");
  const auto second = sign_up(early, "+358405550102");
  world.clock.set(world.local("2026-11-23T22:00"));
  (void)cancel_registration(*world.ports, first.manage_token);
  EXPECT_THAT(world.pending(early), Contains("sms place_offered 2026-11-23T22:00"));
  EXPECT_EQ(world.now(second.registration).expires_time, world.local("2026-11-24T00:00"));
}

class SeveralDates : public CodeAndOffer {
 protected:
  void SetUp() override { dates = world.weekly(world.details("2026-12-01T15:00"), 3).events; }
  std::vector<DateOutcome> sign_up_for(std::vector<EventId> ids, const std::string& key = {}, Answers answers = {}) {
    RegistrationRequest request = world.request(dates[0]);
    request.idempotency_key = key;
    request.answers = std::move(answers);
    return register_for_dates(*world.ports, request, ids);
  }
  void change(const Event& date, const std::function<void(EventDetails&)>& how) {
    (void)edit_event(*world.ports, world.admin, date.id, how);
  }

  std::vector<Event> dates;
};

TEST_F(SeveralDates, of_which_only_one_wants_a_code_are_told_of_and_the_code_is_sent) {
  change(dates[1], [](EventDetails& details) { details.phone_code_required = true; });
  (void)sign_up_for({dates[0].id, dates[1].id});
  EXPECT_THAT(world.pending(dates[0]), Contains(HasSubstr("sms dates_registered")));
  EXPECT_THAT(world.pending(dates[1]), Contains(HasSubstr("sms phone_code")));
}

TEST_F(SeveralDates, keep_the_answers_to_their_own_questions_only) {
  Question question;
  question.key = "shoes";
  question.label = {{LanguageTag("fi"), "Kengännumero"}};
  question.reason = {{LanguageTag("fi"), "Lainaamme kengät."}};
  change(dates[1], [&](EventDetails& details) { details.questions = {question}; });
  const auto outcomes = sign_up_for({dates[0].id, dates[1].id}, {}, {{"shoes", "38"}});
  EXPECT_THAT(world.now(outcomes[0].receipt->registration).answers, IsEmpty());
  EXPECT_THAT(world.now(outcomes[1].receipt->registration).answers, Not(IsEmpty()));
}

TEST_F(SeveralDates, are_another_request_than_fewer_dates_with_the_same_key) {
  (void)sign_up_for({dates[0].id, dates[1].id}, "key");
  EXPECT_TRUE(sign_up_for({dates[0].id, dates[1].id}, "key")[0].receipt->repeated);
  EXPECT_EQ(fixtures::problem_of([&] {
              (void)sign_up_for({dates[0].id, dates[1].id, dates[2].id}, "key");
            }),
            "idempotency_key_reused");
}

TEST_F(SeveralDates, get_new_links_together) {
  const auto outcomes = sign_up_for({dates[0].id, dates[1].id});
  const std::string first = outcomes[0].receipt->manage_token, second = outcomes[1].receipt->manage_token;
  const std::string renewed = renew_link(*world.ports, first);
  EXPECT_EQ(view_registration(*world.ports, renewed).registration.id, outcomes[0].receipt->registration.id);
  for (const std::string& old : {first, second}) {
    EXPECT_EQ(fixtures::problem_of([&] { (void)view_registration(*world.ports, old); }), "not_found");
  }
}

}  // namespace
}  // namespace domain
