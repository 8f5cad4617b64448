#include "domain/sign_in.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "domain/own_account.hpp"
#include "tests/fixtures/world.hpp"

namespace domain {
namespace {

// Real ones, with time for something else to happen while a password is verified.
class InterruptedSecrets final : public Secrets {
 public:
  InterruptedSecrets(Secrets& real, std::function<void()> meanwhile) : real_(real), meanwhile_(std::move(meanwhile)) {}
  std::string random_token() override { return real_.random_token(); }
  std::int64_t random_id() override { return real_.random_id(); }
  std::string derive_token(std::string_view purpose, std::string_view seed) const override {
    return real_.derive_token(purpose, seed);
  }
  std::string hash_token(std::string_view token) const override { return real_.hash_token(token); }
  std::string hash_password(std::string_view password) const override { return real_.hash_password(password); }
  bool verify_password(std::string_view hash, std::string_view password) const override {
    const bool right = real_.verify_password(hash, password);
    meanwhile_();
    return right;
  }

 private:
  Secrets& real_;
  std::function<void()> meanwhile_;
};

using fixtures::problem_of;
using fixtures::World;
using namespace std::chrono_literals;

class SigningIn : public testing::Test {
 protected:
  SigningIn() { (void)create_account(*world.ports, {"Demo.Admin", "Demo", "long enough password", Role::admin, {}}); }
  // The use cases' ports where this happens while a password is verified.
  Ports ports_with(Secrets& secrets) { return {*world.store, world.clock, world.zones, secrets, {}}; }
  void set_another_password() {
    world.store->write([&](Transaction& tx) {
      Account account = tx.accounts().find_by_username("demo.admin").value();
      account.password_hash = "of another password";
      tx.accounts().update(account);
      tx.accounts().remove_sessions_of(account.id, "");
    });
  }
  std::size_t sessions() {
    std::size_t count = 0;
    world.store->read([&](const Snapshot& s) {
      count = s.accounts().sessions_of(s.accounts().find_by_username("demo.admin")->id, world.clock.now()).size();
    });
    return count;
  }
  World world;
};

TEST_F(SigningIn, the_right_password_opens_a_session_that_ends) {
  const SignIn result = sign_in(*world.ports, " demo.admin ", "long enough password");
  EXPECT_EQ(principal_of_session(*world.ports, result.session_token)->role, Role::admin);
  world.clock.set(world.clock.now() + session_length + 1s);
  EXPECT_FALSE(principal_of_session(*world.ports, result.session_token));
}

TEST_F(SigningIn, a_wrong_name_and_a_wrong_password_are_told_alike) {
  EXPECT_EQ(problem_of([&] { (void)sign_in(*world.ports, "demo.admin", "wrong password"); }), "wrong_password");
  EXPECT_EQ(problem_of([&] { (void)sign_in(*world.ports, "nobody", "long enough password"); }), "wrong_password");
  EXPECT_EQ(problem_of([&] { (void)sign_in(*world.ports, "", ""); }), "wrong_password");
}

TEST_F(SigningIn, signing_out_ends_the_session) {
  const SignIn result = sign_in(*world.ports, "demo.admin", "long enough password");
  sign_out(*world.ports, result.session_token);
  EXPECT_FALSE(principal_of_session(*world.ports, result.session_token));
}

TEST_F(SigningIn, a_password_that_is_replaced_while_it_is_verified_opens_nothing) {
  InterruptedSecrets secrets(*world.secrets, [&] { set_another_password(); });
  EXPECT_EQ(problem_of([&] { (void)sign_in(ports_with(secrets), "demo.admin", "long enough password"); }),
            "wrong_password");
  EXPECT_EQ(sessions(), 0U);
}

TEST_F(SigningIn, who_is_signed_out_while_they_change_the_password_changes_nothing) {
  const SignIn own = sign_in(*world.ports, "demo.admin", "long enough password");
  InterruptedSecrets secrets(*world.secrets, [&] { sign_out(*world.ports, own.session_token); });
  EXPECT_EQ(problem_of([&] {
              change_password(ports_with(secrets), own.session_token, "long enough password",
                              "punainen lumiukko uppoaa");
            }),
            "sign_in_required");
  EXPECT_EQ(problem_of([&] { (void)sign_in(*world.ports, "demo.admin", "long enough password"); }), "");
}

TEST_F(SigningIn, of_two_changes_of_a_password_the_second_has_to_know_the_first) {
  const SignIn own = sign_in(*world.ports, "demo.admin", "long enough password");
  InterruptedSecrets secrets(*world.secrets, [&] {
    world.store->write([&](Transaction& tx) {
      Account account = tx.accounts().find_by_username("demo.admin").value();
      account.password_hash = "of another password";
      tx.accounts().update(account);
    });
  });
  EXPECT_EQ(problem_of([&] {
              change_password(ports_with(secrets), own.session_token, "long enough password",
                              "punainen lumiukko uppoaa");
            }),
            "wrong_password");
}

TEST_F(SigningIn, an_account_has_twenty_sessions_and_one_more_ends_the_longest_unused) {
  std::vector<std::string> tokens;
  const auto begin = [&] {
    world.clock.set(world.clock.now() + 1min);
    world.store->write([&](Transaction& tx) {
      const AccountId id = tx.accounts().find_by_username("demo.admin")->id;
      tokens.push_back(begin_session(tx, *world.ports, id, ""));
    });
  };
  for (std::size_t i = 0; i < most_sessions; ++i) begin();
  note_use_of_session(*world.ports, tokens[0]);
  EXPECT_TRUE(principal_of_session(*world.ports, tokens[1]));
  begin();
  EXPECT_EQ(sessions(), most_sessions);
  EXPECT_TRUE(principal_of_session(*world.ports, tokens.front()));
  EXPECT_FALSE(principal_of_session(*world.ports, tokens[1]));
  EXPECT_TRUE(principal_of_session(*world.ports, tokens.back()));
}

TEST_F(SigningIn, using_a_session_leaves_for_whom_it_works) {
  const SignIn own = sign_in(*world.ports, "demo.admin", "long enough password");
  const OrganisationId mimosa = world.organiser("Mimosa").organisation.value();
  work_for(*world.ports, own.session_token, mimosa);
  world.clock.set(world.clock.now() + last_use_step);
  EXPECT_TRUE(find_session(*world.ports, own.session_token)->last_use_is_old);
  note_use_of_session(*world.ports, own.session_token);
  EXPECT_FALSE(find_session(*world.ports, own.session_token)->last_use_is_old);
  EXPECT_EQ(principal_of_session(*world.ports, own.session_token)->organisation, mimosa);
}

TEST_F(SigningIn, short_passwords_and_second_users_of_a_name_are_refused) {
  EXPECT_EQ(problem_of([&] {
              (void)create_account(*world.ports, {"x", "X", "too short", Role::admin, {}});
            }),
            "too_short");
  EXPECT_EQ(problem_of([&] {
              (void)create_account(*world.ports, {"DEMO.ADMIN", "X", "long enough password", Role::admin, {}});
            }),
            "duplicate");
}

TEST_F(SigningIn, a_token_signs_in_for_its_organisation) {
  const Principal mimosa = world.organiser("Mimosa");
  const std::string token = create_api_token(*world.ports, "calendar robot", Role::organiser, mimosa.organisation);
  const auto principal = principal_of_bearer(*world.ports, token);
  ASSERT_TRUE(principal);
  EXPECT_EQ(principal->organisation, mimosa.organisation);
  EXPECT_FALSE(principal_of_bearer(*world.ports, token + "x"));
  EXPECT_EQ(problem_of([&] { (void)create_api_token(*world.ports, "x", Role::organiser, {}); }), "required");
}

}  // namespace
}  // namespace domain
