#include "calendar/entry_cache.hpp"

#include <gtest/gtest.h>

namespace {

std::shared_ptr<const calendar::Component> component(std::size_t bytes) {
  return std::make_shared<const calendar::Component>(calendar::Component{std::string(bytes, 'x'), nullptr});
}

TEST(EntryCache, what_was_kept_is_found_in_its_version_only) {
  calendar::EntryCache cache{1000};
  cache.keep("a", 1, component(10));
  EXPECT_TRUE(cache.find("a", 1));
  EXPECT_FALSE(cache.find("a", 2));
  EXPECT_FALSE(cache.find("b", 1));
}

TEST(EntryCache, what_nobody_asks_for_is_forgotten_and_what_is_asked_for_stays) {
  calendar::EntryCache cache{1000};
  cache.keep("wanted", 1, component(100));
  cache.keep("unwanted", 1, component(100));
  for (int i = 0; i < 50; ++i) {
    cache.keep("other" + std::to_string(i), 1, component(100));
    ASSERT_TRUE(cache.find("wanted", 1)) << i;
  }
  EXPECT_FALSE(cache.find("unwanted", 1));
}

TEST(EntryCache, a_newer_version_takes_the_place_of_the_older) {
  calendar::EntryCache cache{1000};
  for (int version = 1; version < 100; ++version) {
    cache.keep("a", version, component(100));
    ASSERT_TRUE(cache.find("a", version));
    ASSERT_FALSE(cache.find("a", version - 1));
  }
}

}  // namespace
