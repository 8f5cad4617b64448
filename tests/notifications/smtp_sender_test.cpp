#include "notifications/smtp_sender.hpp"

#include <gmock/gmock.h>

#include "domain/error.hpp"
#include "tests/notifications/side_program.hpp"
#include "tests/notifications/test_parts.hpp"

namespace notifications {
namespace {

using domain::SendResult;
using fixtures::SideProgram;
using testing::HasSubstr;
using testing::Not;
using Outcome = SendResult::Outcome;

constexpr const char* arabic_subject =
    "تذكير: جلسة البحث عن عمل في مركز ميموزا متعدد الثقافات يوم الاثنين الساعة 15:00";
constexpr const char* calendar =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//kutsu//test//FI\r\nMETHOD:PUBLISH\r\nBEGIN:VEVENT\r\nUID:1\r\n"
    "DTSTAMP:20261024T120000Z\r\nDTSTART:20261026T130000Z\r\nSUMMARY:جلسة\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

domain::OutgoingMessage arabic_mail(std::int64_t id, const std::string& recipient) {
  auto message = test::outgoing(id, recipient, test::arabic_text);
  message.words.subject = arabic_subject;
  message.words.html = "<p dir=\"rtl\">مرحبا</p>";
  message.words.calendar = calendar;
  message.words.unsubscribe_url = "https://kutsu.example.org/stop/abc";
  return message;
}

std::string header(const nlohmann::json& mail, const std::string& name) {
  for (const auto& field : mail.at("headers")) {
    if (field.at(0) == name) return field.at(1);
  }
  return "(none)";
}

class SmtpSending : public testing::Test {
 protected:
  std::unique_ptr<SideProgram> start(const std::vector<std::string>& arguments = {}) {
    return std::make_unique<SideProgram>("smtp_server.py", folder.path(), arguments);
  }
  [[nodiscard]] SmtpSettings settings_for(const std::string& url) const {
    SmtpSettings settings;
    settings.url = url;
    settings.from = "Mimosa, Etelä-Savo <kutsu@example.org>";
    settings.connect_limit = std::chrono::seconds{30};
    settings.time_limit = std::chrono::seconds{60};
    return settings;
  }
  SendResult send(const SmtpSettings& settings, const domain::OutgoingMessage& message) {
    return SmtpSender(settings, clock, secrets).send(message);
  }
  fixtures::Folder folder;
  test::StillClock clock;
  test::PlainSecrets secrets;
};

TEST_F(SmtpSending, an_arabic_mail_arrives_as_it_was_worded) {
  const auto server = start();
  const auto result = send(settings_for(server->ready().at("url")), arabic_mail(7, "layla@example.org"));
  ASSERT_EQ(result.outcome, Outcome::sent) << result.reason;
  EXPECT_EQ(result.reference, "message-id-of-7");
  const auto mails = server->wait_for(1);
  ASSERT_EQ(mails.size(), 1u);
  const auto& mail = mails[0];
  EXPECT_EQ(mail.at("from"), "kutsu@example.org");
  EXPECT_EQ(mail.at("to"), nlohmann::json::array({"layla@example.org"}));
  EXPECT_EQ(mail.at("subject"), arabic_subject);
  EXPECT_EQ(mail.at("text"), test::arabic_text);
  EXPECT_EQ(mail.at("html"), "<p dir=\"rtl\">مرحبا</p>");
  EXPECT_EQ(header(mail, "From"), "\"Mimosa, Etelä-Savo\" <kutsu@example.org>");
  EXPECT_EQ(header(mail, "Date"), "Sat, 24 Oct 2026 12:00:00 +0000");
  EXPECT_EQ(header(mail, "Message-ID"), "<message-id-of-7@example.org>");
  EXPECT_EQ(header(mail, "List-Unsubscribe"), "<https://kutsu.example.org/stop/abc>");
  EXPECT_EQ(header(mail, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
}

TEST_F(SmtpSending, text_html_and_calendar_stand_where_mail_programs_look_for_them) {
  const auto server = start();
  const SmtpSettings settings = settings_for(server->ready().at("url"));
  auto invitation = arabic_mail(2, "layla@example.org");
  invitation.words.calendar.replace(invitation.words.calendar.find("PUBLISH"), 7, "REQUEST");
  ASSERT_EQ(send(settings, arabic_mail(1, "layla@example.org")).outcome, Outcome::sent);
  ASSERT_EQ(send(settings, invitation).outcome, Outcome::sent);
  const auto mails = server->wait_for(2);
  ASSERT_EQ(mails.size(), 2u);
  EXPECT_EQ(mails[0].at("structure"), nlohmann::json::array({"multipart/mixed", "multipart/alternative", "text/plain",
                                                             "text/html", "text/calendar"}));
  EXPECT_THAT(mails[0].at("calendar").get<std::string>(), HasSubstr("SUMMARY:جلسة"));
  EXPECT_EQ(mails[1].at("structure"), nlohmann::json::array({"multipart/mixed", "multipart/alternative", "text/plain",
                                                             "text/html", "text/calendar", "text/calendar"}));
}

TEST_F(SmtpSending, lone_dots_and_bare_line_feeds_cannot_end_a_mail_early) {
  const auto server = start();
  auto message = test::outgoing(1, "layla@example.org", "one\n.\nMAIL FROM:<evil@example.org>\r.\r\n.\r\nlast");
  message.words.subject = "Hi\r\n.\r\nBcc: evil@example.org";
  ASSERT_EQ(send(settings_for(server->ready().at("url")), message).outcome, Outcome::sent);
  const auto mails = server->settle();
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_EQ(mails[0].at("text"), "one\n.\nMAIL FROM:<evil@example.org>\n.\n.\nlast");
  EXPECT_EQ(header(mails[0], "Bcc"), "(none)");
}

TEST_F(SmtpSending, a_server_that_says_later_gets_it_later) {
  const auto server = start();
  SmtpSender sender(settings_for(server->ready().at("url")), clock, secrets);
  const auto first = sender.send(arabic_mail(1, "later.layla@example.org"));
  EXPECT_EQ(first.outcome, Outcome::retry);
  EXPECT_EQ(first.reason, "smtp 451 (RCPT)");
  EXPECT_EQ(sender.send(arabic_mail(1, "later.layla@example.org")).outcome, Outcome::sent);
  EXPECT_EQ(server->wait_for(1).size(), 1u);
}

TEST_F(SmtpSending, what_the_server_refuses_for_good_is_rejected_without_telling_whom) {
  const auto server = start();
  SmtpSender sender(settings_for(server->ready().at("url")), clock, secrets);
  const auto unknown = sender.send(arabic_mail(1, "nobody@example.org"));
  EXPECT_EQ(unknown.outcome, Outcome::rejected);
  EXPECT_EQ(unknown.reason, "smtp 550 (RCPT)");
  const auto disliked = sender.send(arabic_mail(2, "spam@example.org"));
  EXPECT_EQ(disliked.outcome, Outcome::rejected);
  EXPECT_EQ(disliked.reason, "smtp 554 (DATA)");
  EXPECT_EQ(sender.send(arabic_mail(3, "layla@example.org")).outcome, Outcome::sent);
  EXPECT_EQ(server->settle().size(), 1u);
}

TEST_F(SmtpSending, an_address_that_could_carry_commands_is_never_sent) {
  const auto server = start();
  const SmtpSettings settings = settings_for(server->ready().at("url"));
  for (const auto* address : {"a@example.org>\r\nRCPT TO:<b@example.org", "a b@example.org", "nobody", ""}) {
    EXPECT_EQ(send(settings, arabic_mail(1, address)).outcome, Outcome::rejected) << address;
  }
  EXPECT_EQ(server->settle().size(), 0u);
}

TEST_F(SmtpSending, a_server_that_is_down_means_try_again) {
  const fixtures::Port port;
  const auto result = send(settings_for("smtp://127.0.0.1:" + port.text()), arabic_mail(1, "l@example.org"));
  EXPECT_EQ(result.outcome, Outcome::retry);
  EXPECT_THAT(result.reason, HasSubstr("connect"));
}

TEST_F(SmtpSending, a_connection_the_server_closed_in_the_meantime_is_opened_anew) {
  const fixtures::Port port;
  SmtpSender sender(settings_for("smtp://127.0.0.1:" + port.text()), clock, secrets);
  for (int i = 1; i <= 2; ++i) {
    const auto server = start({"--port", port.text()});
    EXPECT_EQ(sender.send(arabic_mail(i, "layla@example.org")).outcome, Outcome::sent);
    EXPECT_EQ(server->wait_for(1).size(), 1u);
  }
}

TEST_F(SmtpSending, the_password_is_tried_again_when_refused_for_it_is_the_operators_to_mend) {
  const auto server = start({"--user", "kutsu:right"});
  SmtpSettings settings = settings_for(server->ready().at("url"));
  settings.username = "kutsu";
  settings.password = "wrong";
  const auto refused = send(settings, arabic_mail(1, "layla@example.org"));
  EXPECT_EQ(refused.outcome, Outcome::retry);
  EXPECT_THAT(refused.reason, HasSubstr("535"));
  settings.username.clear();
  EXPECT_EQ(send(settings, arabic_mail(1, "layla@example.org")).outcome, Outcome::retry);
  settings.username = "kutsu";
  settings.password = "right";
  const auto taken = send(settings, arabic_mail(1, "layla@example.org"));
  EXPECT_EQ(taken.outcome, Outcome::sent) << taken.reason;
}

TEST_F(SmtpSending, smtps_wants_a_certificate_it_can_trust) {
  const auto server = start({"--tls", "smtps"});
  SmtpSettings settings = settings_for(server->ready().at("url"));
  EXPECT_EQ(send(settings, arabic_mail(1, "layla@example.org")).outcome, Outcome::retry);
  settings.authorities = server->ready().at("certificate");
  const auto taken = send(settings, arabic_mail(1, "layla@example.org"));
  EXPECT_EQ(taken.outcome, Outcome::sent) << taken.reason;
}

TEST_F(SmtpSending, starttls_is_used_where_offered_whatever_the_certificate) {
  const auto server = start({"--tls", "starttls"});
  const auto taken = send(settings_for(server->ready().at("url")), arabic_mail(1, "layla@example.org"));
  EXPECT_EQ(taken.outcome, Outcome::sent) << taken.reason;
  const auto mails = server->wait_for(1);
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_TRUE(mails[0].at("encrypted"));
}

TEST_F(SmtpSending, settings_that_cannot_work_are_refused_at_once) {
  for (const auto* url : {"", "mail.example.org", "http://mail.example.org", "smtp://", "smtp:///x"}) {
    EXPECT_THROW(SmtpSender(settings_for(url), clock, secrets), domain::Error) << url;
  }
}

}  // namespace
}  // namespace notifications
