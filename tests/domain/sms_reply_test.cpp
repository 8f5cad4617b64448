#include "domain/sms_reply.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "domain/expire.hpp"
#include "domain/inbox.hpp"
#include "domain/manage_registration.hpp"
#include "tests/fixtures/world.hpp"

namespace domain {
namespace {

using enum ReplyOutcome;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const PhoneNumber first_phone{"+358405550101"};
const PhoneNumber second_phone{"+358405550102"};
const PhoneNumber stranger{"+358405550199"};

class SmsReply : public testing::Test {
 protected:
  // One place, offered for two hours to the next who waits.
  Event scarce_event(const std::string& start = "2026-12-01T15:00") {
    EventDetails details = world.details(start);
    details.maximum_attendee_capacity = 1;
    details.waiting_list_capacity = 10;
    details.waiting_list_offer = std::chrono::hours{2};
    return world.event(details);
  }
  RegistrationReceipt sign_up(const Event& event, const PhoneNumber& phone) {
    RegistrationRequest request = world.request(event);
    request.contact.phone = phone;
    request.contact.email.reset();
    return register_participants(*world.ports, request);
  }
  // The second phone's, once the first has given its place up.
  Registration offered(const Event& event) {
    const auto first = sign_up(event, first_phone);
    const auto second = sign_up(event, second_phone);
    (void)cancel_registration(*world.ports, first.manage_token);
    EXPECT_EQ(world.now(second.registration).status, RegistrationStatus::offered);
    return second.registration;
  }
  ReplyOutcome reply(const PhoneNumber& from, std::string_view text, std::string_view id = {}) {
    world.clock.set(world.clock.now() + std::chrono::minutes{2});
    return handle_reply(*world.ports, from, text, id);
  }
  std::vector<InboxEntry> inbox() { return list_inbox(*world.ports, world.admin); }
  std::vector<std::string> audit() {
    std::vector<std::string> words;
    world.store->read([&](const Snapshot& snapshot) {
      for (const AuditEntry& entry : snapshot.audit_log().newest(10)) words.emplace_back(to_word(entry.action));
    });
    return words;
  }

  fixtures::World world;
};

TEST_F(SmsReply, yes_takes_the_place_that_is_offered_and_tells_so) {
  const Event event = scarce_event();
  const auto registration = offered(event);
  EXPECT_EQ(reply(second_phone, "1"), accepted);
  EXPECT_EQ(world.now(registration).status, RegistrationStatus::confirmed);
  EXPECT_THAT(world.pending(event), Contains(HasSubstr("sms registration_confirmed")));
  EXPECT_THAT(inbox(), IsEmpty());
}

TEST_F(SmsReply, no_gives_it_to_the_next) {
  const Event event = scarce_event();
  const auto registration = offered(event);
  const auto third = sign_up(event, PhoneNumber("+358405550103"));
  EXPECT_EQ(reply(second_phone, "لا"), declined);
  EXPECT_EQ(world.now(registration).end_reason, EndReason::declined);
  EXPECT_EQ(world.now(third.registration).status, RegistrationStatus::offered);
}

TEST_F(SmsReply, a_reply_without_an_offer_or_after_it_ran_out_is_left_to_staff) {
  const Event event = scarce_event();
  const auto registration = offered(event);
  fixtures::send_everything(*world.store, world.clock.now());
  world.clock.set(world.clock.now() + std::chrono::hours{3});
  EXPECT_EQ(expire_due(*world.ports), 1U);
  EXPECT_EQ(reply(second_phone, "kyllä"), left_to_staff);
  EXPECT_EQ(world.now(registration).status, RegistrationStatus::cancelled);
  ASSERT_THAT(inbox(), SizeIs(1));
  EXPECT_EQ(inbox()[0].message.text, "kyllä");
}

TEST_F(SmsReply, of_two_offers_none_is_guessed_but_both_links_are_sent) {
  const Event one = scarce_event("2026-12-01T15:00");
  const Event other = scarce_event("2026-12-02T15:00");
  const auto a = offered(one);
  const auto b = offered(other);
  EXPECT_EQ(reply(second_phone, "yes"), links_sent);
  EXPECT_EQ(world.now(a).status, RegistrationStatus::offered);
  EXPECT_EQ(world.now(b).status, RegistrationStatus::offered);
  EXPECT_THAT(world.pending(one), Contains(HasSubstr("sms manage_link")));
  EXPECT_THAT(world.pending(other), Contains(HasSubstr("sms manage_link")));
}

TEST_F(SmsReply, cancel_ends_the_one_registration_that_is_to_come) {
  const Event event = world.event("2026-12-01T15:00", 10);
  const auto receipt = sign_up(event, first_phone);
  EXPECT_EQ(reply(first_phone, "PERU"), cancelled);
  EXPECT_EQ(world.now(receipt.registration).status, RegistrationStatus::cancelled);
  EXPECT_THAT(world.pending(event), Contains(HasSubstr("sms registration_cancelled")));
}

TEST_F(SmsReply, cancel_with_several_to_come_or_a_shared_number_sends_the_links) {
  const Event event = world.event("2026-12-01T15:00", 10);
  const auto mother = sign_up(event, first_phone);
  const auto son = sign_up(event, first_phone);
  EXPECT_EQ(reply(first_phone, "إلغاء"), links_sent);
  EXPECT_EQ(world.now(mother.registration).status, RegistrationStatus::confirmed);
  EXPECT_EQ(world.now(son.registration).status, RegistrationStatus::confirmed);
}

TEST_F(SmsReply, what_is_over_does_not_count_among_those_to_come) {
  const Event before = world.event("2026-11-24T15:00", 10);
  (void)sign_up(before, first_phone);
  const Event after = world.event("2026-12-01T15:00", 10);
  const auto receipt = sign_up(after, first_phone);
  world.clock.set(world.local("2026-11-25T12:00"));
  EXPECT_EQ(reply(first_phone, "cancel"), cancelled);
  EXPECT_EQ(world.now(receipt.registration).status, RegistrationStatus::cancelled);
}

TEST_F(SmsReply, cancel_frees_a_place_of_what_has_begun_where_nothing_is_to_come_and_nobody_is_here) {
  const Event event = world.event("2026-11-24T15:00", 10);
  const auto late = sign_up(event, first_phone).registration;
  const auto here = world.now(sign_up(event, second_phone).registration);
  world.clock.set(world.local("2026-11-24T15:30"));
  world.store->write(
      [&](Transaction& tx) { tx.registrations().set_presence(here.id, here.persons[0].id, PresenceStatus::present); });
  EXPECT_EQ(reply(first_phone, "PERU"), cancelled);
  EXPECT_EQ(world.now(late).status, RegistrationStatus::cancelled);
  EXPECT_EQ(reply(second_phone, "PERU"), left_to_staff);
  EXPECT_EQ(world.now(here).status, RegistrationStatus::confirmed);
}

TEST_F(SmsReply, stop_ends_the_reminders_of_everybody_who_shares_the_number_and_of_nobody_else) {
  const Event event = world.event("2026-12-01T15:00", 10);
  const auto mother = sign_up(event, first_phone);
  const auto son = sign_up(event, first_phone);
  const auto other = sign_up(event, second_phone);
  EXPECT_EQ(reply(first_phone, "Stop"), reminders_stopped);
  EXPECT_FALSE(world.now(mother.registration).reminders_wanted);
  EXPECT_FALSE(world.now(son.registration).reminders_wanted);
  EXPECT_TRUE(world.now(other.registration).reminders_wanted);
  EXPECT_EQ(world.now(mother.registration).status, RegistrationStatus::confirmed);
  const auto left = world.pending(event);
  const auto reminders =
      std::ranges::count_if(left, [](const std::string& m) { return m.starts_with("sms reminder"); });
  EXPECT_EQ(reminders, static_cast<std::ptrdiff_t>(event.reminders.size()) -
                           std::ranges::count(event.reminders, Channel::email, &ReminderRule::channel));
}

TEST_F(SmsReply, anything_else_waits_for_the_staff_of_the_events_that_the_number_is_registered_for) {
  const Event event = world.event("2026-12-01T15:00", 10);
  (void)sign_up(event, first_phone);
  EXPECT_EQ(reply(first_phone, "  Tulen \x07myöhässä  "), left_to_staff);
  EXPECT_EQ(reply(stranger, "Kuka sinä olet?"), left_to_staff);
  const auto own = list_inbox(*world.ports, world.organiser("Mimosa"));
  ASSERT_THAT(own, SizeIs(1));
  EXPECT_EQ(own[0].message.text, "Tulen myöhässä");
  EXPECT_EQ(own[0].message.from, first_phone);
  ASSERT_THAT(own[0].events, SizeIs(1));
  EXPECT_EQ(own[0].events[0].id, event.id);
  EXPECT_THAT(list_inbox(*world.ports, world.organiser("Mikseri")), IsEmpty());
  EXPECT_THAT(inbox(), SizeIs(2));
  EXPECT_THAT(audit(), Contains("inbox_listed"));
  EXPECT_EQ(fixtures::problem_of([&] { (void)list_inbox(*world.ports, world.organiser("Mimosa", Role::door)); }),
            "forbidden");
}

TEST_F(SmsReply, what_somebody_took_care_of_stays_below_what_waits) {
  const Event event = world.event("2026-12-01T15:00", 10);
  (void)sign_up(event, first_phone);
  (void)reply(first_phone, "Voinko tuoda lapsen?");
  (void)reply(first_phone, "Entä kaksi?");
  const auto entries = inbox();
  ASSERT_THAT(entries, SizeIs(2));
  EXPECT_EQ(entries[0].message.text, "Entä kaksi?");
  const auto id = entries[0].message.id;
  EXPECT_EQ(fixtures::problem_of([&] { mark_handled(*world.ports, id, world.organiser("Mikseri")); }), "not_found");
  mark_handled(*world.ports, id, world.organiser("Mimosa"));
  EXPECT_EQ(inbox()[0].message.text, "Voinko tuoda lapsen?");
  EXPECT_EQ(inbox()[1].message.handled_time, world.clock.now());
}

TEST_F(SmsReply, after_an_event_its_organisers_are_shown_replies_for_as_long_as_these_are_kept) {
  const Event event = world.event("2026-12-01T15:00", 10);
  (void)sign_up(event, first_phone);
  const auto shown_after = [&](std::chrono::days days, std::chrono::days kept) {
    world.clock.set(event.end_time + days);
    EXPECT_EQ(handle_reply(*world.ports, first_phone, "Hei " + std::to_string(days.count()), {}, kept), left_to_staff);
    std::size_t events = 0;
    world.store->read([&](const Snapshot& snapshot) {
      events = snapshot.incoming_messages().of_phone(first_phone).front().events.size();
    });
    return events == 1;
  };
  using std::chrono::days;
  EXPECT_TRUE(shown_after(days{29}, RetentionRules{}.incoming_messages));
  EXPECT_FALSE(shown_after(days{31}, RetentionRules{}.incoming_messages));
  EXPECT_TRUE(shown_after(days{32}, days{40}));
}

TEST_F(SmsReply, what_the_gateway_brings_twice_is_taken_once) {
  EXPECT_EQ(handle_reply(*world.ports, stranger, "Hei", "id-1"), left_to_staff);
  EXPECT_EQ(handle_reply(*world.ports, stranger, "Hei", "id-2"), repeated);
  EXPECT_EQ(reply(stranger, "Hei", "id-1"), repeated);
  EXPECT_EQ(reply(stranger, "Hei", "id-3"), left_to_staff);
  EXPECT_THAT(inbox(), SizeIs(2));
}

TEST_F(SmsReply, one_number_cannot_fill_the_inbox) {
  for (int i = 0; i < 20; ++i) EXPECT_EQ(reply(stranger, "Hei " + std::to_string(i)), left_to_staff);
  EXPECT_EQ(reply(stranger, "Hei taas"), ignored);
  EXPECT_EQ(reply(first_phone, "Hei taas"), left_to_staff);
  mark_handled(*world.ports, inbox().back().message.id, world.admin);
  EXPECT_EQ(reply(stranger, "Hei vielä"), left_to_staff);
}

TEST_F(SmsReply, an_empty_message_is_nothing) {
  EXPECT_EQ(reply(stranger, " \n "), ignored);
  EXPECT_THAT(inbox(), IsEmpty());
}

}  // namespace
}  // namespace domain
