#include "service/background.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <latch>
#include <stdexcept>
#include <string>
#include <thread>

namespace service {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(BackgroundTest, what_is_added_is_done_in_order_on_another_thread) {
  Background background;
  std::vector<int> done;
  std::thread::id thread;
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(background.add([&done, &thread, i] {
      done.push_back(i);
      thread = std::this_thread::get_id();
    }));
  }
  background.finish();
  EXPECT_THAT(done, ElementsAre(0, 1, 2));
  EXPECT_NE(thread, std::this_thread::get_id());
}

TEST(BackgroundTest, too_much_at_once_is_dropped_and_nobody_waits) {
  std::atomic<std::size_t> done{0};
  std::latch begun(1), go_on(1);
  Background background;
  ASSERT_TRUE(background.add([&] {
    begun.count_down();
    go_on.wait();
  }));
  begun.wait();
  for (std::size_t i = 0; i < Background::most_waiting; ++i) EXPECT_TRUE(background.add([&] { ++done; }));
  EXPECT_FALSE(background.add([&] { ++done; }));
  go_on.count_down();
  background.finish();
  EXPECT_EQ(done, Background::most_waiting);
  EXPECT_TRUE(background.add([&] { ++done; }));
}

TEST(BackgroundTest, what_waits_is_done_before_it_stops_and_nothing_after) {
  int done = 0;
  Background background;
  for (int i = 0; i < 50; ++i) background.add([&] { ++done; });
  background.stop();
  EXPECT_EQ(done, 50);
  EXPECT_FALSE(background.add([&] { ++done; }));
  background.stop();
  EXPECT_EQ(done, 50);
}

TEST(BackgroundTest, what_has_not_begun_when_patience_ends_is_given_up_and_told) {
  std::vector<std::string> log;
  std::atomic<int> done{0};
  std::latch begun(1), go_on(1);
  Background background([&](std::string_view line) { log.emplace_back(line); });
  background.add([&] {
    begun.count_down();
    go_on.wait();
    ++done;
  });
  begun.wait();
  ASSERT_TRUE(background.add([&] { ++done; }));
  std::thread stopping([&] { background.stop(std::chrono::milliseconds{0}); });
  while (!background.stopping()) std::this_thread::yield();
  go_on.count_down();
  stopping.join();
  EXPECT_EQ(done, 1);
  EXPECT_THAT(log, ElementsAre(HasSubstr("given up")));
}

TEST(BackgroundTest, a_job_that_throws_is_told_and_the_next_is_done) {
  std::vector<std::string> log;
  int done = 0;
  Background background([&](std::string_view line) { log.emplace_back(line); });
  background.add([] { throw std::runtime_error("out of reach"); });
  background.add([&] { ++done; });
  background.finish();
  EXPECT_EQ(done, 1);
  EXPECT_THAT(log, ElementsAre(HasSubstr("out of reach")));
}

}  // namespace
}  // namespace service
