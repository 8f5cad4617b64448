#include "storage/key_file.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <thread>
#include <vector>

#include "tests/fixtures/world.hpp"

namespace storage {

namespace fs = std::filesystem;

class KeyFile : public ::testing::Test {
 protected:
  fixtures::TemporaryFolder folder;
  fs::path file = folder.path() / "keys" / "master.key";
};

TEST_F(KeyFile, is_made_once_and_read_afterwards) {
  const KeyRing key = load_or_create_keys(folder.path());
  EXPECT_EQ(load_or_create_keys(folder.path()), key);
  EXPECT_EQ(fs::file_size(file), 32U);
  fixtures::TemporaryFolder other;
  EXPECT_NE(load_or_create_keys(other.path()), key);
}

TEST_F(KeyFile, is_its_owners_alone) {
  static_cast<void>(load_or_create_keys(folder.path()));
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(fs::status(file.parent_path()).permissions(), fs::perms::owner_all);
}

TEST_F(KeyFile, many_that_make_it_at_once_get_the_same_key_and_leave_nothing_else) {
  const KeyRing none = MasterKey{};
  std::vector<KeyRing> keys(16, none);
  std::vector<std::thread> threads;
  for (KeyRing& key : keys) threads.emplace_back([&] { key = load_or_create_keys(folder.path()); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_NE(keys[0], none);
  for (const KeyRing& key : keys) EXPECT_EQ(key, keys[0]);
  EXPECT_EQ(std::distance(fs::directory_iterator(file.parent_path()), fs::directory_iterator()), 1);
}

TEST_F(KeyFile, that_is_cut_short_or_too_long_is_refused_and_left_alone) {
  fs::create_directories(file.parent_path());
  for (const std::size_t size : {0U, 31U, 33U}) {
    std::ofstream(file, std::ios::binary) << std::string(size, 'k');
    EXPECT_EQ(fixtures::problem_of([&] { static_cast<void>(load_or_create_keys(folder.path())); }), "key_file");
    EXPECT_EQ(fs::file_size(file), size);
  }
}

TEST_F(KeyFile, where_none_can_be_made_is_an_error) {
  std::ofstream(folder.path() / "keys") << "a file where the folder should be";
  EXPECT_EQ(fixtures::problem_of([&] { static_cast<void>(load_or_create_keys(folder.path())); }), "key_file");
}

TEST_F(KeyFile, a_new_key_goes_in_front_of_the_others_and_the_file_stays_its_owners) {
  const KeyRing before = load_or_create_keys(folder.path());
  const KeyRing after = rotate_key_file(folder.path());
  EXPECT_EQ(load_or_create_keys(folder.path()), after);
  EXPECT_EQ(after.sealing().number, 2);
  EXPECT_EQ(after.keys().back(), before.sealing());
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(std::distance(fs::directory_iterator(file.parent_path()), fs::directory_iterator()), 1);
}

TEST_F(KeyFile, many_that_rotate_at_once_lose_no_key) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) threads.emplace_back([&] { static_cast<void>(rotate_key_file(folder.path())); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(load_or_create_keys(folder.path()).keys().size(), 9U);
  EXPECT_EQ(load_or_create_keys(folder.path()).sealing().number, 9);
}

TEST_F(KeyFile, a_retired_key_is_gone_and_links_stay) {
  const KeyRing before = load_or_create_keys(folder.path());
  static_cast<void>(rotate_key_file(folder.path()));
  const KeyRing after = retire_from_key_file(folder.path(), 1);
  EXPECT_EQ(load_or_create_keys(folder.path()), after);
  EXPECT_FALSE(after.holds(1));
  EXPECT_EQ(after.links(), before.links());
  EXPECT_EQ(fixtures::problem_of([&] { static_cast<void>(retire_from_key_file(folder.path(), 2)); }), "key_in_use");
  EXPECT_EQ(load_or_create_keys(folder.path()), after);
}

}  // namespace storage
