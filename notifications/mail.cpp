#include "notifications/mail.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <cstdio>

#include "domain/error.hpp"
#include "domain/text.hpp"

namespace notifications {
namespace {

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

bool is_printable_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return !is_control(c) && static_cast<unsigned char>(c) < 0x80; });
}

// Controls, line ends above all, become spaces.
std::string one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(line.begin(), line.end(), is_control, ' ');
  return line;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t group = 0;
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
    for (std::size_t i = 0; i < 3; ++i)
      group = (group << 8) | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0u);
    for (std::size_t i = 0; i < 4; ++i) text += i <= count ? digits[(group >> (18 - 6 * i)) & 0x3F] : '=';
  }
  return text;
}

std::string encode_name(const std::string& name) {
  const auto line = one_line(name);
  if (!is_printable_ascii(line)) return encode_header_text(line);
  std::string quoted = "\"";
  for (const char c : line) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

std::string encode_mailbox(const Mailbox& mailbox) {
  const auto address = "<" + one_line(mailbox.address) + ">";
  return mailbox.name.empty() ? address : encode_name(mailbox.name) + " " + address;
}

std::string_view domain_of(std::string_view address) {
  const auto at = address.rfind('@');
  return at == std::string_view::npos ? "localhost" : address.substr(at + 1);
}

}  // namespace

Mailbox parse_mailbox(std::string_view text, std::string_view field) {
  Mailbox mailbox;
  const auto open = text.find('<');
  if (open == std::string_view::npos) {
    mailbox.address = domain::trim(text);
  } else {
    auto name = domain::trim(text.substr(0, open));
    if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
    mailbox.name = name;
    const auto rest = domain::trim(text.substr(open + 1));
    if (rest.empty() || rest.back() != '>') {
      throw domain::Error(domain::ErrorKind::invalid, "email", "must be an address, or a name <address>",
                          std::string(field));
    }
    mailbox.address = domain::trim(rest.substr(0, rest.size() - 1));
  }
  mailbox.address = domain::EmailAddress(mailbox.address, field).str();
  return mailbox;
}

// RFC 2047, 2: an encoded word has at most 75 characters, and 5: ends between characters, not within one.
std::string encode_header_text(std::string_view text) {
  auto line = one_line(text);
  constexpr std::size_t short_enough = 66;  // beside "Subject: "
  if (is_printable_ascii(line) && line.size() <= short_enough && line.find("=?") == std::string::npos) return line;
  constexpr std::size_t octets_a_word = 39;  // 12 around 52 digits: the first fits beside "Subject: " too
  std::string encoded;
  for (std::size_t at = 0; at < line.size();) {
    std::size_t end = std::min(line.size(), at + octets_a_word);
    while (end < line.size() && end > at + 1 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
    if (!encoded.empty()) encoded += "\r\n ";
    encoded += "=?UTF-8?B?" + base64(std::string_view(line).substr(at, end - at)) + "?=";
    at = end;
  }
  return encoded;
}

std::string format_mail_date(domain::Instant instant) {
  constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(instant - day);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d +0000",
                days[std::chrono::weekday(day).c_encoding()], static_cast<unsigned>(date.day()),
                months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text.data();
}

std::string with_crlf(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 32);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') {
      out += "\r\n";
      if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
    } else if (text[i] == '\n') {
      out += "\r\n";
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string calendar_method(std::string_view calendar) {
  constexpr std::string_view name = "\nMETHOD:";
  const auto at = calendar.find(name);
  if (at == std::string_view::npos) return "PUBLISH";
  const auto value = calendar.substr(at + name.size());
  const auto* end = std::find_if_not(value.begin(), value.end(),
                                     [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
  return std::string(value.begin(), end);
}

std::vector<std::string> header_fields(const Mail& mail) {
  const auto& words = mail.message.words;
  std::vector<std::string> fields{
      "Date: " + format_mail_date(mail.date),
      "From: " + encode_mailbox(mail.from),
      "To: " + encode_mailbox({{}, mail.message.recipient}),
      "Subject: " + encode_header_text(words.subject),
      "Message-ID: <" + mail.message_key + "@" + std::string(domain_of(mail.from.address)) + ">",
      "Auto-Submitted: auto-generated",  // RFC 3834: no out-of-office answers
  };
  if (!words.unsubscribe_url.empty()) {
    fields.push_back("List-Unsubscribe: <" + one_line(words.unsubscribe_url) + ">");
    fields.emplace_back("List-Unsubscribe-Post: List-Unsubscribe=One-Click");  // RFC 8058
  }
  return fields;
}

}  // namespace notifications
