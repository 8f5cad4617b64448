#include <gtest/gtest.h>

#include "notifications/kannel_sender.hpp"
#include "service/server.hpp"
#include "tests/notifications/dispatch_parts.hpp"
#include "tests/notifications/side_program.hpp"
#include "tests/service/api_world.hpp"

namespace service {
namespace {

using States = std::map<std::string, int>;

class DeliveryReport : public testing::Test {
 protected:
  domain::Event event_without_reminders() {
    auto details = world.details("2026-12-07T15:00");
    details.reminders.clear();
    return world.event(details);
  }
  void register_by_phone() {
    auto request = world.request(event);
    request.contact.email.reset();
    static_cast<void>(domain::register_participants(*world.ports, request));
  }
  domain::Message claimed() {
    register_by_phone();
    domain::Message message;
    world.store->write([&](domain::Transaction& tx) {
      message = tx.outbox().claim(world.clock.now(), world.clock.now() + std::chrono::minutes{5}, 1).at(0);
    });
    return message;
  }
  domain::MessageId sent() {
    const auto message = claimed();
    record_sent(message);
    return message.id;
  }
  void record_sent(const domain::Message& message) {
    world.store->write([&](domain::Transaction& tx) { tx.outbox().record_sent(message, "", world.clock.now()); });
  }
  int report(domain::MessageId id, const std::string& type) {
    const auto number = std::to_string(id.value);
    return report(id, type, world.secrets->derive_token(domain::delivery_purpose, number));
  }
  int report(domain::MessageId id, const std::string& type, const std::string& signature) {
    return world
        .call("GET", "/api/v1/delivery-reports/kannel/" + std::to_string(id.value) + "?type=" + type +
                         "&signature=" + signature)
        .status;
  }
  States states() { return notifications::test::states_of(*world.store, event.id); }

  fixtures::ApiWorld world;
  domain::Event event = event_without_reminders();
};

TEST_F(DeliveryReport, tells_that_a_message_arrived_whatever_comes_after_it) {
  const auto id = sent();
  EXPECT_EQ(report(id, "1"), 200);
  EXPECT_EQ(states(), (States{{"delivered", 1}}));
  EXPECT_EQ(report(id, "8"), 200);
  EXPECT_EQ(report(id, "2"), 200);
  EXPECT_EQ(states(), (States{{"delivered", 1}}));
}

TEST_F(DeliveryReport, taken_or_queued_by_the_sms_centre_is_no_end) {
  const auto id = sent();
  EXPECT_EQ(report(id, "8"), 200);
  EXPECT_EQ(report(id, "4"), 200);
  EXPECT_EQ(states(), (States{{"sent", 1}}));
}

TEST_F(DeliveryReport, failed_and_rejected_are_failures) {
  EXPECT_EQ(report(sent(), "2"), 200);
  EXPECT_EQ(report(sent(), "16"), 200);
  EXPECT_EQ(states(), (States{{"failed", 2}}));
}

TEST_F(DeliveryReport, may_come_before_the_sending_is_recorded) {
  const auto message = claimed();
  EXPECT_EQ(report(message.id, "1"), 200);
  record_sent(message);
  EXPECT_EQ(states(), (States{{"delivered", 1}}));
}

TEST_F(DeliveryReport, is_believed_only_with_the_signature_of_its_message) {
  const auto id = sent();
  const auto other = world.secrets->derive_token(domain::delivery_purpose, std::to_string(id.value + 1));
  EXPECT_EQ(report(id, "1", ""), 404);
  EXPECT_EQ(report(id, "1", other), 404);
  EXPECT_EQ(report(id, "1", world.secrets->derive_token("manage", std::to_string(id.value))), 404);
  EXPECT_EQ(report({0}, "1", other), 404);
  EXPECT_EQ(states(), (States{{"sent", 1}}));
}

TEST_F(DeliveryReport, without_a_number_is_refused) {
  const auto id = sent();
  for (const auto* type : {"", "x", "1x", "99999999999"}) EXPECT_EQ(report(id, type), 400) << type;
  EXPECT_EQ(states(), (States{{"sent", 1}}));
}

TEST_F(DeliveryReport, comes_from_a_running_kannel_for_what_the_dispatcher_sent) {
  ServerSettings settings = world.settings.server;
  settings.port = 0;
  settings.threads = 4;
  Server server(world.app, settings);
  server.start();
  fixtures::SideProgram phone("kannel.py", world.folder.path() / "kannel");
  notifications::KannelSettings kannel;
  kannel.url = phone.ready().at("url");
  kannel.username = phone.ready().at("username");
  kannel.password = phone.ready().at("password");
  kannel.sender = "13013";
  kannel.callback_url = "http://127.0.0.1:" + std::to_string(server.port()) + "/api/v1/delivery-reports/kannel";
  notifications::KannelSender sms(kannel, *world.secrets);
  notifications::test::Gateway email;
  const notifications::test::ShortWording wording;
  notifications::Dispatcher dispatcher(*world.ports, wording, sms, email, {}, {});
  for (int i = 0; i < 5; ++i) register_by_phone();
  EXPECT_EQ(dispatcher.run_once(), 5u);
  EXPECT_TRUE(fixtures::eventually([&] { return states() == States{{"delivered", 5}}; }));
  phone.wait_for(5);
  EXPECT_EQ(phone.settle().size(), 5u);
  server.stop();
}

}  // namespace
}  // namespace service
