#include "notifications/mail.hpp"

#include <gmock/gmock.h>

#include "domain/error.hpp"
#include "tests/notifications/test_parts.hpp"

namespace notifications {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Mail mail_with(const std::string& subject, const std::string& recipient = "layla@example.org") {
  Mail mail;
  mail.from = {"Kutsu", "kutsu@example.org"};
  mail.message = test::outgoing(7, recipient, "text");
  mail.message.words.subject = subject;
  mail.message_key = "key";
  mail.date = test::StillClock().now();
  return mail;
}

TEST(Mail, a_date_is_written_as_rfc_5322_wants_it) {
  EXPECT_EQ(format_mail_date(test::StillClock().now()), "Sat, 24 Oct 2026 12:00:00 +0000");
  EXPECT_EQ(format_mail_date(domain::Instant{}), "Thu, 01 Jan 1970 00:00:00 +0000");
}

TEST(Mail, ascii_subjects_stay_readable) {
  EXPECT_EQ(encode_header_text("Reminder: tomorrow at 15:00"), "Reminder: tomorrow at 15:00");
}

TEST(Mail, other_subjects_are_encoded_words_of_at_most_75_characters_on_lines_of_their_own) {
  std::string subject;
  for (int i = 0; i < 30; ++i) subject += "تذكير بموعد ";
  const auto encoded = encode_header_text(subject);
  std::size_t from = 0;
  while (from < encoded.size()) {
    auto end = encoded.find("\r\n ", from);
    if (end == std::string::npos) end = encoded.size();
    const auto word = encoded.substr(from, end - from);
    EXPECT_LE(word.size(), 75u);
    EXPECT_THAT(word, StartsWith("=?UTF-8?B?"));
    EXPECT_THAT(word, testing::EndsWith("?="));
    from = end + 3;
  }
}

TEST(Mail, a_subject_that_looks_encoded_or_is_long_is_encoded) {
  EXPECT_THAT(encode_header_text("=?UTF-8?B?xyz?="), StartsWith("=?UTF-8?B?PT9V"));
  EXPECT_THAT(encode_header_text(std::string(100, 'a')), StartsWith("=?UTF-8?B?YWFh"));
}

TEST(Mail, no_value_begins_a_header_of_its_own) {
  auto mail = mail_with("Hi\r\nBcc: everybody@example.org", "a@example.org\r\nBcc: b@example.org");
  mail.from.name = "Kutsu\r\nX-Evil: yes";
  mail.message.words.unsubscribe_url = "https://example.org/\r\nX-Evil: yes";
  for (const auto& field : header_fields(mail)) {
    for (std::size_t at = field.find('\n'); at != std::string::npos; at = field.find('\n', at + 1)) {
      EXPECT_EQ(field.at(at + 1), ' ') << field;
    }
    EXPECT_THAT(field, Not(StartsWith("Bcc")));
  }
}

TEST(Mail, mailing_list_headers_are_there_when_there_is_an_address_to_leave) {
  auto mail = mail_with("Hi");
  EXPECT_THAT(header_fields(mail), Not(Contains(StartsWith("List-"))));
  mail.message.words.unsubscribe_url = "https://kutsu.example.org/stop/abc";
  EXPECT_THAT(header_fields(mail), Contains("List-Unsubscribe: <https://kutsu.example.org/stop/abc>"));
  EXPECT_THAT(header_fields(mail), Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
}

TEST(Mail, a_sender_is_an_address_with_or_without_a_name) {
  const auto named = parse_mailbox("\"Mimosa, kaupunki\" <mimosa@example.org>", "email.from");
  EXPECT_EQ(named.name, "Mimosa, kaupunki");
  EXPECT_EQ(named.address, "mimosa@example.org");
  EXPECT_EQ(parse_mailbox(" kutsu@example.org ", "email.from").address, "kutsu@example.org");
  for (const auto* wrong : {"", "Kutsu", "Kutsu <kutsu@example.org", "Kutsu <>", "a@b@c <x>"}) {
    EXPECT_THROW(static_cast<void>(parse_mailbox(wrong, "email.from")), domain::Error) << wrong;
  }
}

TEST(Mail, names_are_quoted_or_encoded) {
  auto mail = mail_with("Hi");
  mail.from.name = "Mimosa \"Etelä\"";
  EXPECT_THAT(header_fields(mail), Contains(HasSubstr("From: =?UTF-8?B?")));
  mail.from.name = "Mimosa, \"South\"";
  EXPECT_THAT(header_fields(mail), Contains("From: \"Mimosa, \\\"South\\\"\" <kutsu@example.org>"));
}

TEST(Mail, line_ends_of_any_kind_become_crlf) {
  EXPECT_EQ(with_crlf("a\nb\r\nc\rd"), "a\r\nb\r\nc\r\nd");
}

TEST(Mail, the_calendars_method_is_found) {
  EXPECT_EQ(calendar_method("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"), "REQUEST");
  EXPECT_EQ(calendar_method("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"), "PUBLISH");
}

}  // namespace
}  // namespace notifications
