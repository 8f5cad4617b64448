#include <gmock/gmock.h>

#include "domain/invitations.hpp"
#include "domain/manage_registration.hpp"
#include "domain/personal_data.hpp"
#include "domain/phone_proof.hpp"
#include "tests/contract/privacy.hpp"

// Anybody can register a number that is not theirs: what the link to it tells and does until the number is proven.
using namespace domain;
using testing::IsEmpty;
using testing::SizeIs;

namespace contract {

const PhoneNumber unproven_phone("+358405550123");

class UnprovenLink : public Privacy {
 protected:
  Event with_code() {
    EventDetails wanted = details(5);
    wanted.phone_code_required = true;
    return event(wanted);
  }
  const Principal command = operator_at_the_command_line();
};
ON_EVERY_ENGINE(UnprovenLink);

TEST_P(UnprovenLink, does_not_tell_what_was_sent_to_the_number) {
  const auto receipt = put_party(with_code(), "Fatima");
  EXPECT_THAT(export_registration(ports, receipt.manage_token).registrations.at(0).messages, IsEmpty());
  EXPECT_THAT(export_person(ports, unproven_phone, {}, command).registrations.at(0).messages, SizeIs(1));
}

TEST_P(UnprovenLink, does_not_tell_of_the_invitation) {
  EventDetails panel = details(5);
  panel.phone_code_required = panel.invited_only = true;
  const Event invited = event(panel);
  const auto issued = invite(ports, invited.id, {{"Kutsuttu", unproven_phone, {}, LanguageTag("so")}}, admin);
  RegistrationRequest wanted = request(invited, "Kutsuttu");
  wanted.invitation_token = issued[0].token;
  const auto receipt = register_participants(ports, wanted);
  ASSERT_FALSE(receipt.registration.verified);
  EXPECT_THAT(export_registration(ports, receipt.manage_token).invitations, IsEmpty());
  EXPECT_THAT(export_person(ports, unproven_phone, {}, command).invitations, SizeIs(1));
}

TEST_P(UnprovenLink, changes_nothing) {
  const auto receipt = put_party(with_code(), "Fatima");
  RegistrationChange change;
  change.contact = receipt.registration.contact;
  change.contact->phone = PhoneNumber("+358405550124");
  EXPECT_EQ(fixtures::problem_of([&] { (void)change_registration(ports, receipt.manage_token, change); }),
            "phone_unproven");
  EXPECT_EQ(find(receipt.registration.id)->contact.phone, unproven_phone);
}

TEST_P(UnprovenLink, leaves_what_the_number_wrote) {
  write([&](Transaction& tx) {
    IncomingMessage message;
    message.from = unproven_phone;
    message.text = "Voinko tuoda lapsen?";
    message.time = clock.now();
    return tx.incoming_messages().insert(message);
  });
  (void)erase_registration(ports, put_party(event(4), "Vieras").manage_token);
  EXPECT_EQ(rows("incoming_sms"), 1);
  const auto receipt = put_party(with_code(), "Fatima");
  (void)verify_phone(ports, receipt.manage_token, phone_code(*secrets, receipt.registration));
  (void)erase_registration(ports, receipt.manage_token);
  EXPECT_EQ(rows("incoming_sms"), 0);
}

}  // namespace contract
