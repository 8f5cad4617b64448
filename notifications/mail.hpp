#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/message.hpp"
#include "domain/time.hpp"

// One email as it is written, before anybody knows how it travels.
namespace notifications {

// "Kutsu <kutsu@example.org>" or "kutsu@example.org".
struct Mailbox {
  std::string name;  // UTF-8; may be empty
  std::string address;
};
// Throws domain::Error{invalid, "email", field} for what is neither.
[[nodiscard]] Mailbox parse_mailbox(std::string_view text, std::string_view field);

struct Mail {
  Mailbox from;
  domain::OutgoingMessage message;
  std::string message_key;  // what Message-ID starts with: the same whenever this message is sent again
  domain::Instant date;
};

// Header fields (RFC 5322) without their line ends; folded ones have CRLF SP inside. Whatever the values hold, no
// value begins a field of its own.
[[nodiscard]] std::vector<std::string> header_fields(const Mail& mail);

// Unstructured text as RFC 2047 encoded words ("B") where it is not short printable ASCII.
[[nodiscard]] std::string encode_header_text(std::string_view text);
// RFC 5322 date-time, UTC.
[[nodiscard]] std::string format_mail_date(domain::Instant instant);
// LF, CR and CRLF become CRLF.
[[nodiscard]] std::string with_crlf(std::string_view text);
// Of an iCalendar object: its METHOD, PUBLISH where it has none.
[[nodiscard]] std::string calendar_method(std::string_view calendar);

}  // namespace notifications
