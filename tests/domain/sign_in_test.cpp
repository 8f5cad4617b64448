#include "domain/sign_in.hpp"

#include <gtest/gtest.h>

#include "tests/fixtures/world.hpp"

namespace domain {
namespace {

using fixtures::problem_of;
using fixtures::World;
using namespace std::chrono_literals;

class SigningIn : public testing::Test {
 protected:
  SigningIn() { (void)create_account(*world.ports, {"Demo.Admin", "Demo", "long enough password", Role::admin, {}}); }
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
