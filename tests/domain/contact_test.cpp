#include "domain/contact.hpp"

#include <gtest/gtest.h>

#include "domain/error.hpp"

namespace domain {
namespace {

TEST(PhoneNumber, only_e164_is_taken) {
  EXPECT_EQ(PhoneNumber("+358405550123").e164(), "+358405550123");
  for (const char* text : {"0405550123", "+358 40 555", "+0405550123", "+12", "+1234567890123456", "+35840a550123"}) {
    EXPECT_THROW(PhoneNumber{text}, Error) << text;
  }
}

TEST(EmailAddress, ordinary_addresses_are_taken) {
  for (const char* text : {"a@example.org", "first.last+tag@mail.example.org", "o'neil@example.org"}) {
    EXPECT_EQ(EmailAddress(text).str(), text);
  }
}

TEST(EmailAddress, what_could_break_a_header_or_reach_nobody_is_refused) {
  for (const char* text : {"", "a", "a@", "@example.org", "a@example", "a b@example.org", "a@exa mple.org",
                           "a@example.org\r\nBcc: b@example.org", "a@.example.org", "a..b@example.org",
                           "a@example..org", "a,b@example.org", "<a@example.org>", "a@example.org."}) {
    EXPECT_THROW(EmailAddress{text}, Error) << text;
  }
  EXPECT_THROW(EmailAddress(std::string(65, 'a') + "@example.org"), Error);
}

TEST(EmailAddress, the_error_names_the_field) {
  try {
    EmailAddress{"nobody", "contact.email"};
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().at(0).field, "contact.email");
    EXPECT_EQ(error.problems().at(0).code, "email");
  }
}

}  // namespace
}  // namespace domain
