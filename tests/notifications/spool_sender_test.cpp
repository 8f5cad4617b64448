#include "notifications/spool_sender.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <thread>

#include "tests/notifications/side_program.hpp"
#include "tests/notifications/test_parts.hpp"

namespace notifications {
namespace {

using domain::SendResult;
using testing::HasSubstr;

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

class Spool : public testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path outbox() const { return folder.path() / "data" / "outbox"; }
  [[nodiscard]] std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(outbox())) names.push_back(entry.path().filename());
    return names;
  }
  fixtures::Folder folder;
  test::StillClock clock;
  test::PlainSecrets secrets;
};

TEST_F(Spool, an_sms_is_a_readable_file_that_nobody_else_may_read) {
  SmsSpool spool(outbox(), clock);
  const auto result = spool.send(test::outgoing(42, "+358405550101", test::arabic_text));
  EXPECT_EQ(result.outcome, SendResult::Outcome::sent);
  EXPECT_THAT(files(), testing::ElementsAre("000042.sms.txt"));
  const auto text = content(outbox() / "000042.sms.txt");
  EXPECT_THAT(text, HasSubstr("To: +358405550101\n"));
  EXPECT_THAT(text, HasSubstr("Segments: 2 (UCS-2)\n"));
  EXPECT_THAT(text, HasSubstr(std::string("\n\n") + test::arabic_text + "\n"));
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(outbox() / "000042.sms.txt").permissions(), perms::owner_read | perms::owner_write);
  EXPECT_EQ(std::filesystem::status(outbox()).permissions(), perms::owner_all);
}

TEST_F(Spool, an_email_is_a_whole_mime_message) {
  EmailSpool spool(outbox(), "Kutsu <kutsu@example.org>", clock, secrets);
  auto message = test::outgoing(43, "layla@example.org", "Tervetuloa.\n.\n..piste\nHyvää päivää");
  message.words.subject = "Muistutus";
  message.words.html = "<p>Tervetuloa</p>";
  EXPECT_EQ(spool.send(message).outcome, SendResult::Outcome::sent);
  const auto mail = content(outbox() / "000043.eml");
  EXPECT_THAT(mail, HasSubstr("Subject: Muistutus\r\n"));
  EXPECT_THAT(mail, HasSubstr("To: <layla@example.org>\r\n"));
  EXPECT_THAT(mail, HasSubstr("Message-ID: <message-id-of-43@example.org>\r\n"));
  EXPECT_THAT(mail, HasSubstr("Content-Type: multipart/alternative; boundary="));
  EXPECT_THAT(mail, HasSubstr("\r\nTervetuloa.\r\n.\r\n..piste\r\nHyv=C3=A4=C3=A4 p=C3=A4iv=C3=A4=C3=A4"));
  EXPECT_THAT(mail, HasSubstr("<p>Tervetuloa</p>"));
}

TEST_F(Spool, the_same_message_again_leaves_one_file) {
  SmsSpool spool(outbox(), clock);
  static_cast<void>(spool.send(test::outgoing(1, "+358405550101", "a")));
  static_cast<void>(spool.send(test::outgoing(1, "+358405550101", "b")));
  EXPECT_THAT(files(), testing::ElementsAre("000001.sms.txt"));
}

TEST_F(Spool, a_folder_that_is_gone_means_try_again) {
  SmsSpool spool(outbox(), clock);
  std::filesystem::remove_all(outbox());
  const auto result = spool.send(test::outgoing(1, "+358405550101", "a"));
  EXPECT_EQ(result.outcome, SendResult::Outcome::retry);
  EXPECT_THAT(result.reason, HasSubstr("No such file"));
}

TEST_F(Spool, many_threads_may_send_at_once) {
  EmailSpool spool(outbox(), "kutsu@example.org", clock, secrets);
  std::vector<std::thread> threads;
  for (int id = 1; id <= 8; ++id) {
    threads.emplace_back([&spool, id] {
      for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(spool.send(test::outgoing(id * 100 + i, "layla@example.org", "Hei")).outcome,
                  SendResult::Outcome::sent);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(files().size(), 80u);
}

}  // namespace
}  // namespace notifications
