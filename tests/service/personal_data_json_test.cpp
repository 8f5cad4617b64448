#include "service/personal_data_json.hpp"

#include <gmock/gmock.h>

#include "service/json.hpp"
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
  EXPECT_EQ(*registration.find("consent")->find("version")->text(), "test");
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

}  // namespace service
