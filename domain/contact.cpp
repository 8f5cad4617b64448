#include "domain/contact.hpp"

#include <algorithm>

#include "domain/error.hpp"
#include "domain/text.hpp"

namespace domain {
namespace {

bool is_e164(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return text.size() >= 6 && text.size() <= 16 && text[0] == '+' && text[1] != '0' &&
         std::ranges::all_of(text.substr(1), digit);
}

bool is_dotted_domain(std::string_view text) {
  const bool characters = std::ranges::all_of(text, [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c >= 0x80;
  });
  return characters && text.find('.') != std::string_view::npos && text.front() != '.' && text.back() != '.' &&
         text.front() != '-' && text.find("..") == std::string_view::npos;
}

// RFC 5321, 4.1.2 Dot-string; quoted local parts are refused, since no person has one.
bool is_dot_string(std::string_view text) {
  const bool characters = std::ranges::all_of(text, [](unsigned char c) {
    return c > 0x20 && c != 0x7F &&
           std::string_view("()<>[]:;@\\,\"").find(static_cast<char>(c)) == std::string_view::npos;
  });
  return characters && text.front() != '.' && text.back() != '.' && text.find("..") == std::string_view::npos;
}

bool is_address(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at > 64 || at + 1 == text.size() || text.size() > 254) return false;
  return is_dot_string(text.substr(0, at)) && is_dotted_domain(text.substr(at + 1)) && is_valid_utf8(text);
}

}  // namespace

PhoneNumber::PhoneNumber(std::string_view e164, std::string_view field) : e164_(e164) {
  if (!is_e164(e164)) {
    throw Error(ErrorKind::invalid, "phone", "must be a phone number, like 040 555 0123", std::string(field));
  }
}

EmailAddress::EmailAddress(std::string_view text, std::string_view field) : text_(text) {
  if (!is_address(text)) {
    throw Error(ErrorKind::invalid, "email", "must be an email address, like name@example.org", std::string(field));
  }
}

}  // namespace domain
