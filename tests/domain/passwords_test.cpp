#include "domain/passwords.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/fixtures/world.hpp"

namespace domain {
namespace {

std::string refusal(const std::string& password, const std::vector<std::string>& own = {}) {
  return fixtures::problem_of([&] { require_good_password(password, own); });
}

TEST(Passwords, are_as_long_as_people_like_and_made_of_anything) {
  EXPECT_EQ(refusal("sininen lumiukko soutaa"), "");
  EXPECT_EQ(refusal("ääääöööö1a2b"), "") << "twelve characters, whatever the octets";
  EXPECT_EQ(refusal("كلمات طويلة عن البحر"), "");
  EXPECT_EQ(refusal("kolme sanaa "), "") << "a space counts";
  EXPECT_EQ(refusal("elevenchars"), "too_short");
  EXPECT_EQ(refusal(std::string(64, 'x') + "hyvin pitkä lause jota kukaan ei arvaa"), "");
  EXPECT_EQ(refusal("a" + std::string(1000, 'b')), "too_long");
}

TEST(Passwords, that_are_guessed_first_are_refused) {
  for (const char* common : {"Qwertyuiop123", "123456789012", "abcdefghijklm", "aaaaaaaaaaaa", "abcabcabcabc",
                             "salasana12345", "PASSWORD!!!!!!", "passwordpassword", "1qaz2wsx3edc", "987654321098"}) {
    EXPECT_EQ(refusal(common), "common_password") << common;
  }
  EXPECT_FALSE(is_common_password("passworddragonhorse"));
}

TEST(Passwords, that_are_hardly_more_than_the_own_name_are_refused) {
  const std::vector<std::string> own{"aino.esimerkki@example.org", "Aino Esimerkki"};
  EXPECT_EQ(refusal("aino esimerkki1", own), "own_words");
  EXPECT_EQ(refusal("Aino.Esimerkki@example.org", own), "own_words");
  EXPECT_EQ(refusal("aino esimerkki ja seitsemän veljestä", own), "");
  EXPECT_EQ(refusal("ihan muu salasana", {"Bo"}), "") << "a name of two letters is in every second password";
}

}  // namespace
}  // namespace domain
