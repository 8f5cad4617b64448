#include <gmock/gmock.h>

#include <functional>
#include <utility>

#include "domain/manage_registration.hpp"
#include "domain/personal_data.hpp"
#include "domain/staff_registrations.hpp"
#include "tests/fixtures/world.hpp"

// What one decision does to all dates of a party.
namespace domain {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class AllDates : public testing::Test {
 protected:
  void SetUp() override {
    EventDetails details = world.details("2026-12-01T15:00");
    details.maximum_attendee_capacity = 5;
    dates = world.weekly(details, 3).events;
  }
  std::vector<DateOutcome> sign_up(const std::string& key = {}, std::size_t persons = 1) {
    RegistrationRequest request = world.request(dates[0], persons);
    request.idempotency_key = key;
    return register_for_dates(*world.ports, request, fixtures::ids_of(dates));
  }
  // Signed up for all dates, and everything of it sent.
  std::vector<DateOutcome> signed_up() {
    auto outcomes = sign_up();
    fixtures::send_everything(*world.store, world.clock.now());
    return outcomes;
  }
  std::vector<std::string> notices() { return world.notices(dates); }
  Registration now(const DateOutcome& outcome) { return world.now(outcome.receipt->registration); }
  RegistrationChange with_phone(const DateOutcome& outcome, const char* phone) {
    RegistrationChange change;
    change.contact = outcome.receipt->registration.contact;
    change.contact->phone = PhoneNumber(phone);
    return change;
  }

  fixtures::World world;
  std::vector<Event> dates;
};

TEST_F(AllDates, cancelled_at_once_are_told_by_one_message_for_each_way_to_reach_them) {
  const auto outcomes = signed_up();
  EXPECT_EQ(cancel_party(*world.ports, outcomes[1].receipt->manage_token), 3);
  EXPECT_THAT(notices(), testing::UnorderedElementsAre("sms dates_cancelled", "email dates_cancelled"));
}

TEST_F(AllDates, of_which_only_one_is_left_to_cancel_are_told_of_that_one) {
  const auto outcomes = signed_up();
  for (const std::size_t i : {0U, 2U}) {
    (void)cancel_registration(*world.ports, outcomes[i].receipt->manage_token);
  }
  fixtures::send_everything(*world.store, world.clock.now());
  EXPECT_EQ(cancel_party(*world.ports, outcomes[0].receipt->manage_token), 1);
  EXPECT_THAT(world.pending(dates[1]), Contains(HasSubstr("sms registration_cancelled")));
  EXPECT_THAT(notices(), Not(Contains(HasSubstr("dates_cancelled"))));
}

TEST_F(AllDates, get_a_new_phone_by_one_change_which_one_message_tells_and_their_reminders_follow) {
  const auto outcomes = signed_up();
  (void)change_registration(*world.ports, outcomes[1].receipt->manage_token, with_phone(outcomes[1], "+358405550177"));
  for (const DateOutcome& outcome : outcomes) EXPECT_EQ(now(outcome).contact.phone->e164(), "+358405550177");
  EXPECT_THAT(notices(), testing::UnorderedElementsAre("sms dates_registered", "email dates_registered"));
  for (const Event& date : dates) {
    world.store->read([&](const Snapshot& snapshot) {
      for (const Message& message : snapshot.outbox().of_event(date.id)) {
        if (message.state != MessageState::pending || message.channel != Channel::sms) continue;
        EXPECT_EQ(message.recipient, "+358405550177");
      }
    });
    EXPECT_THAT(world.pending(date), Contains(HasSubstr("sms reminder")));
  }
}

TEST_F(AllDates, whose_first_message_still_waits_are_told_once_of_their_change) {
  world.clock.set(world.local("2026-11-23T23:00"));
  const auto outcomes = sign_up();
  ASSERT_THAT(notices(), testing::UnorderedElementsAre("sms dates_registered", "email dates_registered"));
  (void)change_registration(*world.ports, outcomes[1].receipt->manage_token, with_phone(outcomes[1], "+358405550177"));
  EXPECT_THAT(notices(), testing::UnorderedElementsAre("sms dates_registered", "email dates_registered"));
}

// Another process erases between the reading and the writing of a change.
class ErasesFirst final : public Store {
 public:
  ErasesFirst(Store& store, std::function<void()> erase) : store_(store), erase_(std::move(erase)) {}
  void write(const std::function<void(Transaction&)>& work) override {
    if (erase_) std::exchange(erase_, nullptr)();
    store_.write(work);
  }
  void read(const std::function<void(const Snapshot&)>& work) override { store_.read(work); }
  [[nodiscard]] Revision revision() override { return store_.revision(); }
  void ping() override { store_.ping(); }
  void tidy(const std::function<bool()>& stop) override { store_.tidy(stop); }

 private:
  Store& store_;
  std::function<void()> erase_;
};

TEST_F(AllDates, are_changed_without_those_erased_meanwhile) {
  const auto outcomes = signed_up();
  ErasesFirst store(*world.store, [&] {
    (void)erase_records(*world.ports, {{outcomes[0].receipt->registration.id}, {}, {}}, world.admin);
  });
  const Ports ports{store, world.clock, world.zones, *world.secrets, {}};
  (void)change_registration(ports, outcomes[1].receipt->manage_token, with_phone(outcomes[1], "+358405550177"));
  EXPECT_EQ(now(outcomes[1]).contact.phone->e164(), "+358405550177");
  EXPECT_EQ(now(outcomes[2]).contact.phone->e164(), "+358405550177");
}

TEST_F(AllDates, one_of_which_was_erased_meanwhile_cannot_be_changed_by_its_link) {
  const auto outcomes = signed_up();
  const std::string& token = outcomes[1].receipt->manage_token;
  const auto change = with_phone(outcomes[1], "+358405550177");
  for (const auto& work : std::vector<std::function<void(const Ports&)>>{
           [&](const Ports& ports) { (void)change_registration(ports, token, change); },
           [&](const Ports& ports) {
             (void)change_registration(ports, outcomes[1].receipt->registration.id, change, world.admin);
           },
           [&](const Ports& ports) { (void)cancel_party(ports, token); },
           [&](const Ports& ports) { (void)renew_link(ports, token); }}) {
    ErasesFirst store(*world.store, [&] {
      (void)erase_records(*world.ports, {{outcomes[1].receipt->registration.id}, {}, {}}, world.admin);
    });
    const Ports ports{store, world.clock, world.zones, *world.secrets, {}};
    EXPECT_EQ(fixtures::problem_of([&] { work(ports); }), "not_found");
  }
}

TEST_F(AllDates, keep_their_own_contact_where_the_change_is_for_one_date) {
  const auto outcomes = signed_up();
  RegistrationChange change = with_phone(outcomes[1], "+358405550177");
  change.all_dates = false;
  (void)change_registration(*world.ports, outcomes[1].receipt->manage_token, change);
  EXPECT_EQ(now(outcomes[1]).contact.phone->e164(), "+358405550177");
  EXPECT_NE(now(outcomes[0]).contact.phone->e164(), "+358405550177");
  EXPECT_THAT(notices(), testing::UnorderedElementsAre("sms registration_changed", "email registration_changed"));
}

TEST_F(AllDates, keep_what_the_change_of_another_date_leaves_as_it_was) {
  const auto outcomes = signed_up();
  RegistrationChange alone = with_phone(outcomes[2], "+358405550178");
  alone.all_dates = false;
  (void)change_registration(*world.ports, outcomes[2].receipt->manage_token, alone);
  RegistrationChange language;
  language.contact = now(outcomes[0]).contact;
  language.contact->language = LanguageTag("so");
  (void)change_registration(*world.ports, outcomes[0].receipt->manage_token, language);
  EXPECT_EQ(now(outcomes[2]).contact.language, LanguageTag("so"));
  EXPECT_EQ(now(outcomes[2]).contact.phone->e164(), "+358405550178");
}

TEST_F(AllDates, are_reminded_of_no_more_once_reminders_are_turned_off_on_one) {
  const auto outcomes = signed_up();
  RegistrationChange change;
  change.reminders_wanted = false;
  (void)change_registration(*world.ports, outcomes[0].receipt->manage_token, change);
  for (const Event& date : dates) EXPECT_THAT(world.pending(date), IsEmpty());
  for (const DateOutcome& outcome : outcomes) EXPECT_FALSE(now(outcome).reminders_wanted);
}

TEST_F(AllDates, that_have_begun_or_were_cancelled_stay_as_they_are) {
  const auto outcomes = signed_up();
  (void)cancel_registration(*world.ports, outcomes[1].receipt->manage_token);
  world.clock.set(world.local("2026-12-01T15:30"));
  (void)change_registration(*world.ports, outcomes[2].receipt->manage_token, with_phone(outcomes[2], "+358405550177"));
  EXPECT_NE(now(outcomes[0]).contact.phone->e164(), "+358405550177");
  EXPECT_NE(now(outcomes[1]).contact.phone->e164(), "+358405550177");
  EXPECT_EQ(now(outcomes[2]).contact.phone->e164(), "+358405550177");
}

TEST_F(AllDates, keep_their_own_persons) {
  const auto outcomes = signed_up();
  RegistrationChange change = with_phone(outcomes[0], "+358405550177");
  change.persons = now(outcomes[0]).persons;
  change.persons->emplace_back();
  (void)change_registration(*world.ports, outcomes[0].receipt->manage_token, change);
  EXPECT_EQ(now(outcomes[0]).size(), 2);
  EXPECT_EQ(now(outcomes[1]).size(), 1);
}

TEST_F(AllDates, are_changed_by_staff_and_each_is_written_down) {
  const auto outcomes = signed_up();
  const Principal staff = world.organiser("Mimosa");
  (void)change_registration(*world.ports, outcomes[0].receipt->registration.id,
                            with_phone(outcomes[0], "+358405550177"), staff);
  EXPECT_EQ(now(outcomes[2]).contact.phone->e164(), "+358405550177");
  std::vector<EventId> events;
  world.store->read([&](const Snapshot& snapshot) {
    for (const AuditEntry& entry : snapshot.audit_log().newest(100)) {
      if (entry.action == AuditAction::registration_changed) events.push_back(*entry.event);
    }
  });
  EXPECT_THAT(events, testing::UnorderedElementsAre(dates[0].id, dates[1].id, dates[2].id));
}

TEST_F(AllDates, asked_for_again_with_the_same_key_are_answered_with_the_refused_ones_too) {
  (void)edit_event(*world.ports, world.admin, dates[1].id,
                   [](EventDetails& details) { details.maximum_attendee_capacity = 1; });
  const auto first = sign_up("key", 2);
  ASSERT_EQ(first[1].refusal, "party_too_large");
  // There would be room by now.
  (void)edit_event(*world.ports, world.admin, dates[1].id,
                   [](EventDetails& details) { details.maximum_attendee_capacity = 9; });
  const auto again = sign_up("key", 2);
  ASSERT_EQ(again.size(), 3U);
  for (const std::size_t i : {0U, 2U}) {
    EXPECT_TRUE(again[i].receipt->repeated);
    EXPECT_EQ(again[i].receipt->manage_token, first[i].receipt->manage_token);
  }
  EXPECT_EQ(again[1].event, dates[1].id);
  EXPECT_EQ(again[1].refusal, "party_too_large");
  EXPECT_FALSE(again[1].receipt);
}

}  // namespace
}  // namespace domain
