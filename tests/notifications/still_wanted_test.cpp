#include "notifications/still_wanted.hpp"

#include <gtest/gtest.h>

#include "tests/notifications/test_parts.hpp"

namespace notifications {
namespace {

using domain::BookingStatus;
using domain::EventStatus;
using domain::MessageKind;
using domain::RegistrationStatus;
using std::chrono::hours;

class StillWanted : public testing::Test {
 protected:
  StillWanted() {
    subject.event.emplace();
    subject.event->start_time = now + hours{24};
    subject.registration.emplace();
    subject.registration->contact.phone = domain::PhoneNumber("+358405550101");
    subject.registration->contact.email = domain::EmailAddress("layla@example.org");
    message.recipient = "+358405550101";
    message.registration = domain::RegistrationId{1};
    message.expires_time = now + hours{24};
  }
  std::string_view reason(MessageKind kind) {
    message.kind = kind;
    return unwanted_because(message, subject, now);
  }
  void about_a_booking(BookingStatus status) {
    subject.registration.reset();
    message.registration.reset();
    message.booking = domain::InterpreterBookingId{1};
    subject.booking.emplace();
    subject.booking->status = status;
    subject.interpreter.emplace();
    subject.interpreter->phone = domain::PhoneNumber("+358405550101");
  }
  domain::Instant now = test::StillClock().now();
  domain::Message message;
  Subject subject;
};

TEST_F(StillWanted, nothing_has_changed_so_it_goes_out) {
  EXPECT_EQ(reason(MessageKind::reminder), "");
  EXPECT_EQ(reason(MessageKind::registration_confirmed), "");
  message.channel = domain::Channel::email;
  message.recipient = "layla@example.org";
  EXPECT_EQ(reason(MessageKind::reminder), "");
}

TEST_F(StillWanted, too_late_is_too_late) {
  message.expires_time = now;
  EXPECT_EQ(reason(MessageKind::event_cancelled), "expired");
}

TEST_F(StillWanted, a_reminder_needs_an_event_to_come_and_somebody_who_comes_and_wants_it) {
  subject.event->start_time = now;
  EXPECT_EQ(reason(MessageKind::reminder), "event_over");
  subject.event->start_time = now + hours{1};
  subject.registration->reminders_wanted = false;
  EXPECT_EQ(reason(MessageKind::reminder), "unwanted");
  subject.registration->status = RegistrationStatus::waitlisted;
  EXPECT_EQ(reason(MessageKind::reminder), "superseded");
  subject.event->status = EventStatus::cancelled;
  EXPECT_EQ(reason(MessageKind::reminder), "event_cancelled");
}

TEST_F(StillWanted, of_two_reminders_that_are_late_only_the_later_one_goes_out) {
  using std::chrono::minutes;
  subject.event->reminders = {{domain::Channel::sms, minutes{1440}}, {domain::Channel::sms, minutes{120}}};
  subject.event->start_time = now + hours{3};
  message.before = minutes{1440};
  EXPECT_EQ(reason(MessageKind::reminder), "");
  subject.event->start_time = now + hours{2};
  EXPECT_EQ(reason(MessageKind::reminder), "superseded");
  message.before = minutes{120};
  EXPECT_EQ(reason(MessageKind::reminder), "");
  message.channel = domain::Channel::email;
  message.recipient = "layla@example.org";
  message.before = minutes{1440};
  EXPECT_EQ(reason(MessageKind::reminder), "");
}

TEST_F(StillWanted, cancellations_are_always_told) {
  subject.event->status = EventStatus::cancelled;
  subject.registration->status = RegistrationStatus::cancelled;
  EXPECT_EQ(reason(MessageKind::event_cancelled), "");
  EXPECT_EQ(reason(MessageKind::registration_cancelled), "");
  EXPECT_EQ(reason(MessageKind::event_rescheduled), "event_cancelled");
  subject.event->status = EventStatus::scheduled;
  EXPECT_EQ(reason(MessageKind::registration_confirmed), "superseded");
}

TEST_F(StillWanted, a_cancellation_that_was_taken_back_meanwhile_is_not_told) {
  EXPECT_EQ(reason(MessageKind::event_cancelled), "superseded");
  EXPECT_EQ(reason(MessageKind::event_restored), "");
  EXPECT_EQ(reason(MessageKind::dates_called_off), "superseded");
  subject.dates.resize(1);
  EXPECT_EQ(reason(MessageKind::dates_called_off), "");
  subject.event->status = EventStatus::cancelled;
  EXPECT_EQ(reason(MessageKind::event_restored), "event_cancelled");
}

TEST_F(StillWanted, who_has_a_place_is_not_told_that_they_wait) {
  EXPECT_EQ(reason(MessageKind::registration_waitlisted), "superseded");
  subject.registration->status = RegistrationStatus::waitlisted;
  EXPECT_EQ(reason(MessageKind::registration_waitlisted), "");
}

TEST_F(StillWanted, a_place_is_offered_only_while_it_is) {
  subject.registration->status = RegistrationStatus::offered;
  subject.registration->expires_time = now + hours{2};
  EXPECT_EQ(reason(MessageKind::place_offered), "");
  EXPECT_EQ(reason(MessageKind::registration_confirmed), "superseded");
  subject.registration->expires_time = now;
  EXPECT_EQ(reason(MessageKind::place_offered), "superseded");
  subject.registration->status = RegistrationStatus::confirmed;
  EXPECT_EQ(reason(MessageKind::place_offered), "superseded");
}

TEST_F(StillWanted, that_an_offer_ended_is_told_to_whoever_let_it_run_out) {
  subject.registration->status = RegistrationStatus::cancelled;
  subject.registration->end_reason = domain::EndReason::offer_expired;
  EXPECT_EQ(reason(MessageKind::place_offer_ended), "");
  subject.registration->end_reason = domain::EndReason::declined;
  EXPECT_EQ(reason(MessageKind::place_offer_ended), "superseded");
  subject.event->status = EventStatus::cancelled;
  EXPECT_EQ(reason(MessageKind::place_offer_ended), "event_cancelled");
}

TEST_F(StillWanted, a_code_is_for_who_has_not_given_it_yet) {
  EXPECT_EQ(reason(MessageKind::phone_code), "superseded");
  subject.registration->verified = false;
  EXPECT_EQ(reason(MessageKind::phone_code), "");
  subject.registration->status = RegistrationStatus::cancelled;
  EXPECT_EQ(reason(MessageKind::phone_code), "superseded");
}

TEST_F(StillWanted, a_link_asked_for_again_is_sent_unless_there_is_nothing_behind_it) {
  EXPECT_EQ(reason(MessageKind::manage_link), "");
  subject.registration->status = RegistrationStatus::waitlisted;
  EXPECT_EQ(reason(MessageKind::manage_link), "");
  subject.registration->status = RegistrationStatus::cancelled;
  EXPECT_EQ(reason(MessageKind::manage_link), "superseded");
}

TEST_F(StillWanted, of_several_dates_one_that_is_still_to_be_is_enough) {
  subject.dates.resize(2);
  subject.registration->status = RegistrationStatus::cancelled;
  subject.dates[0].registration = *subject.registration;
  EXPECT_EQ(reason(MessageKind::dates_registered), "");
  subject.dates[1].event.status = EventStatus::cancelled;
  EXPECT_EQ(reason(MessageKind::dates_registered), "superseded");
}

TEST_F(StillWanted, the_end_of_several_dates_is_told_though_nothing_is_to_come) {
  subject.dates.resize(2);
  subject.registration->status = RegistrationStatus::cancelled;
  for (PartyDate& date : subject.dates) date.registration = *subject.registration;
  EXPECT_EQ(reason(MessageKind::dates_cancelled), "");
}

TEST_F(StillWanted, an_invitation_that_was_withdrawn_or_used_is_not_sent) {
  message.registration.reset();
  message.invitation = domain::InvitationId{1};
  subject.registration.reset();
  EXPECT_EQ(reason(MessageKind::invitation), "gone");
  subject.invitation.emplace();
  EXPECT_EQ(reason(MessageKind::invitation), "recipient_changed");
  subject.invitation->contact.phone = domain::PhoneNumber("+358405550101");
  subject.event->publication_status = domain::PublicationStatus::draft;
  EXPECT_EQ(reason(MessageKind::invitation), "draft");
  subject.event->publication_status = domain::PublicationStatus::unlisted;
  EXPECT_EQ(reason(MessageKind::invitation), "");
  subject.invitation->registration = domain::RegistrationId{1};
  EXPECT_EQ(reason(MessageKind::invitation), "superseded");
  subject.invitation->revoked_time = now;
  EXPECT_EQ(reason(MessageKind::invitation), "revoked");
  subject.event->start_time = now;
  EXPECT_EQ(reason(MessageKind::invitation), "event_over");
  subject.event->status = EventStatus::cancelled;
  EXPECT_EQ(reason(MessageKind::invitation), "event_cancelled");
}

TEST_F(StillWanted, a_link_goes_to_nobody_but_its_holder) {
  subject.registration->contact.phone = domain::PhoneNumber("+358405550102");
  EXPECT_EQ(reason(MessageKind::reminder), "recipient_changed");
  about_a_booking(BookingStatus::offered);
  subject.interpreter->phone = domain::PhoneNumber("+358405550103");
  EXPECT_EQ(reason(MessageKind::interpreter_offer), "recipient_changed");
}

TEST_F(StillWanted, what_does_not_exist_any_more_is_not_spoken_of) {
  subject.registration.reset();
  EXPECT_EQ(reason(MessageKind::reminder), "gone");
  about_a_booking(BookingStatus::offered);
  subject.interpreter.reset();
  EXPECT_EQ(reason(MessageKind::interpreter_offer), "gone");
  subject.event.reset();
  EXPECT_EQ(reason(MessageKind::interpreter_offer), "gone");
}

TEST_F(StillWanted, an_interpreter_hears_of_the_state_that_the_booking_is_in) {
  about_a_booking(BookingStatus::offered);
  EXPECT_EQ(reason(MessageKind::interpreter_offer), "");
  EXPECT_EQ(reason(MessageKind::interpreter_confirmed), "superseded");
  about_a_booking(BookingStatus::cancelled_billed);
  EXPECT_EQ(reason(MessageKind::interpreter_offer), "superseded");
  EXPECT_EQ(reason(MessageKind::interpreter_cancelled), "");
}

TEST_F(StillWanted, of_several_bookings_one_in_the_state_told_is_enough) {
  about_a_booking(BookingStatus::declined);
  subject.taken.emplace_back();
  EXPECT_EQ(reason(MessageKind::interpreter_dates_offered), "");
  subject.taken.clear();
  EXPECT_EQ(reason(MessageKind::interpreter_dates_offered), "superseded");
}

TEST_F(StillWanted, of_a_decision_only_as_long_as_it_stands_and_only_at_their_own_address) {
  subject.registration.reset();
  message.registration.reset();
  message.channel = domain::Channel::email;
  message.recipient = "pirjo@example.org";
  EXPECT_EQ(reason(MessageKind::submission_returned), "gone");
  subject.approval.emplace();
  subject.approval->state = domain::ApprovalState::returned;
  subject.submitter.emplace();
  EXPECT_EQ(reason(MessageKind::submission_returned), "recipient_changed");
  subject.submitter->email = domain::EmailAddress("pirjo@example.org");
  EXPECT_EQ(reason(MessageKind::submission_returned), "");
  EXPECT_EQ(reason(MessageKind::submission_approved), "superseded");
  subject.approval->state = domain::ApprovalState::submitted;
  EXPECT_EQ(reason(MessageKind::submission_returned), "superseded") << "handed in again";
}

TEST_F(StillWanted, an_address_that_was_left_is_told_though_the_link_is_used) {
  subject.account_link.emplace();
  subject.account_link->used_time = now;
  message.account_link = domain::AccountLinkId{1};
  EXPECT_EQ(reason(MessageKind::account_email_changed), "");
  EXPECT_EQ(reason(MessageKind::account_email_proof), "superseded");
}

}  // namespace
}  // namespace notifications
