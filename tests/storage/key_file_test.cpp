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
  const MasterKey key = load_or_create_key(folder.path());
  EXPECT_EQ(load_or_create_key(folder.path()), key);
  EXPECT_EQ(fs::file_size(file), 32U);
  fixtures::TemporaryFolder other;
  EXPECT_NE(load_or_create_key(other.path()), key);
}

TEST_F(KeyFile, is_its_owners_alone) {
  static_cast<void>(load_or_create_key(folder.path()));
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(fs::status(file.parent_path()).permissions(), fs::perms::owner_all);
}

TEST_F(KeyFile, many_that_make_it_at_once_get_the_same_key_and_leave_nothing_else) {
  std::vector<MasterKey> keys(16);
  std::vector<std::thread> threads;
  for (MasterKey& key : keys) threads.emplace_back([&] { key = load_or_create_key(folder.path()); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(keys, testing::Each(keys[0]));
  EXPECT_EQ(std::distance(fs::directory_iterator(file.parent_path()), fs::directory_iterator()), 1);
}

TEST_F(KeyFile, that_is_cut_short_or_too_long_is_refused_and_left_alone) {
  fs::create_directories(file.parent_path());
  for (const std::size_t size : {0U, 31U, 33U}) {
    std::ofstream(file, std::ios::binary) << std::string(size, 'k');
    EXPECT_EQ(fixtures::problem_of([&] { static_cast<void>(load_or_create_key(folder.path())); }), "key_file");
    EXPECT_EQ(fs::file_size(file), size);
  }
}

TEST_F(KeyFile, where_none_can_be_made_is_an_error) {
  std::ofstream(folder.path() / "keys") << "a file where the folder should be";
  EXPECT_EQ(fixtures::problem_of([&] { static_cast<void>(load_or_create_key(folder.path())); }), "key_file");
}

TEST(ParseKey, reads_64_hexadecimal_digits_and_nothing_else) {
  const std::string hex = "000102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1E1F";
  const MasterKey key = parse_key(hex);
  for (unsigned char i = 0; i < 32; ++i) EXPECT_EQ(key[i], i);
  for (const std::string& wrong : {std::string(), hex.substr(2), hex + "00", "xx" + hex.substr(2), hex + " "}) {
    EXPECT_EQ(fixtures::problem_of([&] { static_cast<void>(parse_key(wrong)); }), "key") << wrong;
  }
}

}  // namespace storage
