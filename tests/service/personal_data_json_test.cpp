#include "service/personal_data_json.hpp"

#include <gmock/gmock.h>

#include "domain/book_interpreter.hpp"
#include "service/json.hpp"
#include "service/registration_json.hpp"
#include "tests/fixtures/world.hpp"

using namespace domain;

namespace service {

TEST(PersonalDataJson, says_everything_that_was_written_down_and_no_secret) {
  fixtures::World world;
  const Event event = world.event("2026-11-25T12:00");
  RegistrationRequest request = world.request(event, 2);
  request.persons[0].name = "Lapsi";
  request.persons[1].interpreter_language = LanguageTag("so");
  request.persons[1].accessibility = "hissi";
  const auto receipt = register_participants(*world.ports, request);
  world.store->write([&](Transaction& tx) {
    IncomingMessage message;
    message.from = *request.contact.phone;
    message.text = "Voinko tuoda lapsen?";
    message.time = world.clock.now();
    message.events = {event.id};
    tx.incoming_messages().insert(message);
  });
  const std::string text = personal_data_json(export_registration(*world.ports, receipt.manage_token));
  const Json json = parse_json(text);
  const Json& registration = json.find("registrations")->array()->at(0);
  EXPECT_EQ(*registration.find("contact")->find("name")->text(), "Esimerkki Henkilö");
  EXPECT_EQ(*registration.find("contact")->find("phone")->text(), "+358405550123");
  EXPECT_EQ(*registration.find("event")->find("name")->find("fi")->text(), "Työnhakuinfo");
  EXPECT_EQ(*registration.find("persons")->array()->at(0).find("name")->text(), "Lapsi");
  EXPECT_EQ(*registration.find("persons")->array()->at(1).find("accessibility")->text(), "hissi");
  EXPECT_TRUE(registration.find("consent")->find("time")->text() != nullptr);
  EXPECT_EQ(registration.find("consent")->find("version"), nullptr) << "a hash says nothing to a person";
  const Json& message = registration.find("messages")->array()->at(0);
  EXPECT_EQ(*message.find("state")->text(), "pending");
  EXPECT_TRUE(message.find("recipient")->text() != nullptr);
  EXPECT_THAT(text, testing::Not(testing::HasSubstr("Voinko"))) << "whoever holds a link may not own its number";
  const auto found = export_person(*world.ports, request.contact.phone, {}, world.admin);
  EXPECT_THAT(personal_data_json(found), testing::HasSubstr("Voinko"));
  for (const std::string& secret :
       {receipt.manage_token, receipt.registration.link_seed, receipt.registration.manage_token_hash}) {
    EXPECT_THAT(text, testing::Not(testing::HasSubstr(secret)));
  }
}

TEST(PersonalDataJson, says_of_an_unproven_phone_what_the_interface_says_and_no_consent_where_none_was_given) {
  fixtures::World world;
  EventDetails details = world.details("2026-11-25T12:00");
  details.phone_code_required = true;
  RegistrationRequest request = world.request(world.event(details));
  request.consent_version = "";
  const auto receipt = register_participants(*world.ports, request);
  const Json json = parse_json(personal_data_json(export_person(*world.ports, request.contact.phone, {}, world.admin)));
  const Json& registration = json.find("registrations")->array()->at(0);
  EXPECT_EQ(*registration.find("status")->text(), status_word(receipt.registration));
  EXPECT_EQ(*registration.find("status")->text(), "unverified");
  EXPECT_TRUE(registration.find("consent")->is_null());
}

TEST(PersonalDataJson, tells_an_interpreter_what_is_held_of_them_and_not_whom_they_met) {
  fixtures::World world;
  const Event event = world.event("2026-11-25T12:00");
  Interpreter sara;
  sara.name = "Sara Tulkki";
  sara.agency = "Esimerkkitulkit";
  sara.phone = PhoneNumber("+358405550199");
  sara.message_language = LanguageTag("fi");
  sara.languages = {{LanguageTag("ar"), "Sudanese"}};
  const auto added = add_interpreter(*world.ports, world.admin, sara);
  InterpreterBooking booking;
  booking.event = event.id;
  booking.language = LanguageTag("ar");
  booking.contact_person = "Olga Ohjaaja";
  const auto id = request_booking(*world.ports, world.admin, booking).id;
  (void)offer_booking(*world.ports, world.admin, id, added.interpreter.id);
  const std::string text = personal_data_json(export_person(*world.ports, sara.phone, {}, world.admin));
  const Json json = parse_json(text);
  const Json& held = json.find("interpreters")->array()->at(0);
  EXPECT_EQ(*held.find("name")->text(), "Sara Tulkki");
  EXPECT_EQ(*held.find("phone")->text(), "+358405550199");
  EXPECT_EQ(*held.find("languages")->array()->at(0).find("dialect")->text(), "Sudanese");
  const Json& offered = held.find("bookings")->array()->at(0);
  EXPECT_EQ(*offered.find("status")->text(), "offered");
  EXPECT_EQ(*offered.find("messages")->array()->at(0).find("kind")->text(), "interpreter_offer");
  EXPECT_THAT(text, testing::Not(testing::HasSubstr("Olga")));
  EXPECT_THAT(text, testing::Not(testing::HasSubstr(added.calendar_token)));
}

}  // namespace service
