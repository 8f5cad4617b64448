#include "domain/manage_token.hpp"

#include <gmock/gmock.h>

#include "storage/secrets.hpp"

using namespace domain;
using testing::MatchesRegex;
using testing::StartsWith;

namespace {

std::unique_ptr<Secrets> secrets_of(unsigned char byte) {
  storage::MasterKey key{};
  key.fill(byte);
  return storage::make_secrets(key);
}

Registration registered_at(Instant time, std::string seed = "seed") {
  Registration registration;
  registration.created_time = time;
  registration.link_seed = std::move(seed);
  return registration;
}

constexpr Instant nine{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + std::chrono::hours{9}};

}  // namespace

TEST(ManageToken, is_as_long_as_any_other_and_can_stand_in_an_address) {
  EXPECT_THAT(manage_token(*secrets_of(1), registered_at(nine)), MatchesRegex("[A-Za-z0-9_-]{22}"));
}

TEST(ManageToken, comes_again_from_the_seed_and_is_another_with_another_seed_or_key) {
  const std::string token = manage_token(*secrets_of(1), registered_at(nine));
  EXPECT_EQ(manage_token(*secrets_of(1), registered_at(nine)), token);
  EXPECT_NE(manage_token(*secrets_of(1), registered_at(nine, "seed2")).substr(3), token.substr(3));
  EXPECT_NE(manage_token(*secrets_of(2), registered_at(nine)).substr(3), token.substr(3));
}

TEST(ManageToken, begins_as_those_of_the_same_hour_and_its_hash_does_too) {
  const auto secrets = secrets_of(1);
  const std::string first = manage_token(*secrets, registered_at(nine));
  const std::string last = manage_token(*secrets, registered_at(nine + std::chrono::minutes{59}, "seed2"));
  const std::string next = manage_token(*secrets, registered_at(nine + std::chrono::hours{1}));
  EXPECT_THAT(last, StartsWith(first.substr(0, 3)));
  EXPECT_NE(next.substr(0, 3), first.substr(0, 3));
  EXPECT_THAT(manage_token_hash(*secrets, first), StartsWith(first.substr(0, 3)));
}

TEST(ManageToken, of_a_stored_hash_nothing_but_the_hour_can_be_read) {
  const auto secrets = secrets_of(1);
  const std::string token = manage_token(*secrets, registered_at(nine));
  const std::string hash = manage_token_hash(*secrets, token);
  EXPECT_EQ(hash.find(token.substr(3, 6)), std::string::npos);
  EXPECT_EQ(hash.size(), 3 + 64);
}

TEST(ManageToken, of_a_registration_from_before_is_the_one_it_was_given) {
  const auto secrets = secrets_of(1);
  Registration registration = registered_at(nine);
  const std::string token = secrets->derive_token("manage", registration.link_seed);
  registration.manage_token_hash = secrets->hash_token(token);
  EXPECT_EQ(manage_token(*secrets, registration), token);
  EXPECT_EQ(manage_token_hash(*secrets, token).substr(3), registration.manage_token_hash);
}

TEST(ManageToken, of_what_is_no_token_only_the_hash_is_looked_for) {
  const auto secrets = secrets_of(1);
  for (const char* const text :
       {"", "x", "ääääääääääääääääääää", "abcdefghijklmnopqrstu.", "abcdefghijklmnopqrstuvwx"}) {
    EXPECT_EQ(manage_token_hash(*secrets, text), secrets->hash_token(text)) << text;
  }
}
