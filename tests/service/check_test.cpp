#include "service/check.hpp"

#include <gmock/gmock.h>

#include <sstream>

#include "tests/fixtures/world.hpp"

using namespace domain;
using testing::HasSubstr;
using testing::Not;

namespace service {

class CheckTest : public ::testing::Test {
 protected:
  int run() {
    out.str({});
    return run_checks(data_checks(*world.ports, RetentionRules{}), out);
  }
  fixtures::World world;
  std::ostringstream out;
};

TEST_F(CheckTest, nothing_is_wrong_with_what_the_program_stored) {
  const Event event = world.event("2026-11-24T12:00", 2, 5);
  (void)world.register_party(event, 2);
  (void)world.register_party(event, 2);
  EXPECT_EQ(run(), 0);
  EXPECT_THAT(out.str(), Not(HasSubstr("WRONG")));
}

TEST_F(CheckTest, counts_that_no_registration_bears_out_are_told) {
  const Event event = world.event("2026-11-24T12:00");
  (void)world.register_party(event);
  world.store->write([&](Transaction& tx) { tx.events().add_to_counts(event.id, 1, 0); });
  EXPECT_EQ(run(), 1);
  EXPECT_THAT(out.str(), HasSubstr("WRONG  places"));
  EXPECT_THAT(out.str(), HasSubstr("event " + std::to_string(event.id.value)));
}

TEST_F(CheckTest, people_kept_too_long_are_told_once_a_night_has_passed) {
  const Event event = world.event("2026-11-24T12:00");
  (void)world.register_party(event);
  world.clock.set(event.end_time + std::chrono::days{90} + std::chrono::hours{25});
  EXPECT_EQ(run(), 0) << out.str();
  world.clock.set(event.end_time + std::chrono::days{90} + std::chrono::hours{27});
  EXPECT_EQ(run(), 1);
  EXPECT_THAT(out.str(), HasSubstr("registrations, invitations or messages of event"));
  (void)apply_retention(*world.ports, RetentionRules{});
  EXPECT_EQ(run(), 0) << out.str();
}

TEST_F(CheckTest, what_cannot_be_checked_is_wrong_and_the_others_are_checked) {
  std::vector<Check> checks{{"first", []() -> std::vector<std::string> { throw std::runtime_error("out of reach"); }},
                            {"second", [] { return std::vector<std::string>(); }},
                            {"third", [] { return std::vector<std::string>(25, "a thing"); }}};
  EXPECT_EQ(run_checks(checks, out), 1);
  EXPECT_THAT(out.str(), HasSubstr("WRONG  first\n         out of reach\nok     second\nWRONG  third\n"));
  EXPECT_THAT(out.str(), HasSubstr("and 5 more"));
}

}  // namespace service
