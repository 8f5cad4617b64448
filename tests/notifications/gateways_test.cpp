#include <gtest/gtest.h>

#include "notifications/kannel_sender.hpp"
#include "notifications/smtp_sender.hpp"
#include "tests/notifications/dispatch_parts.hpp"
#include "tests/notifications/side_program.hpp"

// From the outbox to a running Kannel and a real SMTP server.
namespace notifications {
namespace {

using fixtures::eventually;
using fixtures::SideProgram;
using States = std::map<std::string, int>;
using namespace std::chrono_literals;

class ArabicReminder final : public domain::Wording {
 public:
  [[nodiscard]] domain::Words word(const domain::MessageFacts& facts) const override {
    domain::Words words;
    const auto name = std::string(domain::best_text(facts.event->name, facts.language).text);
    if (facts.channel == domain::Channel::email) words.subject = "تذكير: " + name;
    words.text = "تذكير: " + name + "\nhttps://kutsu.example.org/ar/r/" + facts.token;
    return words;
  }
};

class Gateways : public testing::Test {
 protected:
  KannelSettings kannel_at(int port) {
    KannelSettings settings;
    settings.url = "http://127.0.0.1:" + std::to_string(port) + "/cgi-bin/sendsms";
    settings.username = "kutsu";
    settings.password = "kannel-secret";
    settings.sender = "13013";
    return settings;
  }
  SmtpSettings smtp_at(int port) {
    SmtpSettings settings;
    settings.url = "smtp://127.0.0.1:" + std::to_string(port);
    settings.from = "Kutsu <kutsu@example.org>";
    return settings;
  }
  std::string register_in_arabic(const domain::Event& event) {
    auto request = world.request(event);
    request.contact.language = domain::LanguageTag("ar");
    return domain::register_participants(*world.ports, request).manage_token;
  }
  fixtures::World world;
  ArabicReminder wording;
};

TEST_F(Gateways, an_arabic_reminder_reaches_a_phone_and_a_mailbox) {
  const auto event = world.event("2026-12-07T15:00");
  const auto token = register_in_arabic(event);
  SideProgram phone("kannel.py", world.folder.path() / "kannel");
  SideProgram mailbox("smtp_server.py", world.folder.path() / "mail");
  auto kannel = kannel_at(0);
  kannel.url = phone.ready().at("url");
  auto smtp = smtp_at(0);
  smtp.url = mailbox.ready().at("url");
  KannelSender sms(kannel, *world.secrets);
  SmtpSender email(smtp, world.clock, *world.secrets);
  Dispatcher dispatcher(*world.ports, wording, sms, email, {}, {});
  world.clock.set(world.local("2026-12-07T13:00"));  // the day before's SMS was missed and is not sent any more
  dispatcher.run_once();
  // The confirmation and the reminder of two hours before; the same by email.
  EXPECT_EQ(dispatcher.counts().sent, 4u);
  EXPECT_EQ(dispatcher.counts().dropped, 1u);
  const std::string text = "تذكير: جلسة عن البحث عن عمل\nhttps://kutsu.example.org/ar/r/" + token;
  const auto messages = phone.wait_for(1);
  ASSERT_FALSE(messages.empty());
  EXPECT_EQ(messages[0].at("text"), text);
  EXPECT_EQ(messages[0].at("to"), "+358405550123");
  const auto mails = mailbox.wait_for(1);
  ASSERT_FALSE(mails.empty());
  EXPECT_EQ(mails[0].at("subject"), "تذكير: جلسة عن البحث عن عمل");
  EXPECT_EQ(mails[0].at("text"), text);
}

TEST_F(Gateways, gateways_that_are_down_and_come_up_get_each_message_once) {
  const auto event = world.event("2026-12-07T15:00");
  register_in_arabic(event);
  const fixtures::Port sms_port, smtp_port;
  KannelSender sms(kannel_at(sms_port.number()), *world.secrets);
  SmtpSender email(smtp_at(smtp_port.number()), world.clock, *world.secrets);
  Dispatcher dispatcher(*world.ports, wording, sms, email, {}, {});
  EXPECT_EQ(dispatcher.run_once(), 2u);
  EXPECT_EQ(dispatcher.counts().retried, 2u);
  SideProgram phone("kannel.py", world.folder.path() / "kannel", {"--port", sms_port.text()});
  SideProgram mailbox("smtp_server.py", world.folder.path() / "mail", {"--port", smtp_port.text()});
  world.clock.set(world.clock.now() + 30s);
  EXPECT_EQ(dispatcher.run_once(), 2u);
  world.clock.set(world.clock.now() + 1h);
  EXPECT_EQ(dispatcher.run_once(), 0u);
  phone.wait_for(1);
  EXPECT_EQ(phone.settle().size(), 1u);
  EXPECT_EQ(mailbox.settle().size(), 1u);
}

TEST_F(Gateways, a_mail_server_that_says_later_gets_it_on_the_next_try) {
  const auto event = world.event("2026-12-07T15:00");
  auto request = world.request(event);
  request.contact.phone.reset();
  request.contact.email = domain::EmailAddress("later@example.org");
  static_cast<void>(domain::register_participants(*world.ports, request));
  request.contact.email = domain::EmailAddress("nobody@example.org");
  static_cast<void>(domain::register_participants(*world.ports, request));
  SideProgram mailbox("smtp_server.py", world.folder.path() / "mail");
  auto smtp = smtp_at(0);
  smtp.url = mailbox.ready().at("url");
  SmtpSender email(smtp, world.clock, *world.secrets);
  test::Gateway sms;
  Dispatcher dispatcher(*world.ports, wording, sms, email, {}, {});
  dispatcher.run_once();
  EXPECT_EQ(dispatcher.counts().retried, 1u);
  EXPECT_EQ(dispatcher.counts().failed, 1u);
  world.clock.set(world.clock.now() + 30s);
  dispatcher.run_once();
  EXPECT_EQ(mailbox.wait_for(1).size(), 1u);
  EXPECT_EQ(dispatcher.counts().sent, 1u);
}

}  // namespace
}  // namespace notifications
