#include "notifications/backoff.hpp"

#include <gtest/gtest.h>

namespace notifications {
namespace {

using namespace std::chrono_literals;

TEST(Backoff, doubles_up_to_the_longest) {
  EXPECT_EQ(retry_delay(1, 30s, 3600s, 0.0), 30s);
  EXPECT_EQ(retry_delay(2, 30s, 3600s, 0.0), 60s);
  EXPECT_EQ(retry_delay(5, 30s, 3600s, 0.0), 480s);
  EXPECT_EQ(retry_delay(8, 30s, 3600s, 0.0), 3600s);
  EXPECT_EQ(retry_delay(1'000'000, 30s, 3600s, 0.0), 3600s);
}

TEST(Backoff, jitter_takes_up_to_half_away_and_a_second_always_remains) {
  EXPECT_EQ(retry_delay(2, 30s, 3600s, 0.5), 45s);
  EXPECT_EQ(retry_delay(1, 0s, 3600s, 0.9), 1s);
  EXPECT_EQ(retry_delay(0, 30s, 10s, 0.0), 10s);
  for (int i = 0; i < 1000; ++i) {
    const double jitter = random_jitter();
    EXPECT_GE(jitter, 0.0);
    EXPECT_LT(jitter, 1.0);
  }
}

}  // namespace
}  // namespace notifications
