#include "storage/secrets.hpp"

#include <gmock/gmock.h>

#include <set>

namespace storage {

class Secrets : public ::testing::Test {
 protected:
  static MasterKey key_of(unsigned char byte) {
    MasterKey key{};
    key.fill(byte);
    return key;
  }
  std::unique_ptr<domain::Secrets> secrets = make_secrets(key_of(1));
};

TEST_F(Secrets, tokens_are_22_characters_that_fit_an_address_and_never_come_twice) {
  std::set<std::string> tokens;
  for (int i = 0; i < 1000; ++i) tokens.insert(secrets->random_token());
  EXPECT_EQ(tokens.size(), 1000U);
  for (const std::string& token : tokens) {
    EXPECT_EQ(token.size(), 22U);
    EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
  }
}

TEST_F(Secrets, ids_are_positive_and_below_2_to_the_48th) {
  std::set<std::int64_t> ids;
  for (int i = 0; i < 1000; ++i) ids.insert(secrets->random_id());
  EXPECT_EQ(ids.size(), 1000U);
  EXPECT_GT(*ids.begin(), 0);
  EXPECT_LT(*ids.rbegin(), std::int64_t{1} << 48);
  EXPECT_GT(*ids.rbegin(), std::int64_t{1} << 40);
}

TEST_F(Secrets, a_derived_token_depends_on_purpose_seed_and_key_and_on_nothing_else) {
  const std::string token = secrets->derive_token("manage", "seed");
  EXPECT_EQ(token.size(), 22U);
  EXPECT_EQ(make_secrets(key_of(1))->derive_token("manage", "seed"), token);
  EXPECT_NE(secrets->derive_token("offer", "seed"), token);
  EXPECT_NE(secrets->derive_token("manage", "seed2"), token);
  EXPECT_NE(secrets->derive_token("manages", "eed"), token);
  EXPECT_NE(make_secrets(key_of(2))->derive_token("manage", "seed"), token);
}

TEST_F(Secrets, a_hash_is_the_same_for_every_key) {
  const std::string hash = secrets->hash_token("token");
  EXPECT_EQ(hash.size(), 64U);
  EXPECT_EQ(hash.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(make_secrets(key_of(2))->hash_token("token"), hash);
  EXPECT_NE(secrets->hash_token("token2"), hash);
}

// BLAKE2b-256 of "abc": hashes stored today are looked up by the programs of later years.
TEST_F(Secrets, the_hash_is_blake2b_of_256_bits) {
  EXPECT_EQ(secrets->hash_token("abc"), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST_F(Secrets, a_password_is_verified_by_its_argon2id_hash) {
  const std::string hash = secrets->hash_password("oikea salasana");
  EXPECT_TRUE(hash.starts_with("$argon2id$"));
  EXPECT_NE(secrets->hash_password("oikea salasana"), hash);
  EXPECT_TRUE(secrets->verify_password(hash, "oikea salasana"));
  EXPECT_FALSE(secrets->verify_password(hash, "väärä salasana"));
  EXPECT_FALSE(secrets->verify_password("", "x"));
  EXPECT_FALSE(secrets->verify_password("no hash", "x"));
}

}  // namespace storage
