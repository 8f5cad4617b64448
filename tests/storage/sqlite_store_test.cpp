#include "storage/sqlite_store.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/fixtures/world.hpp"

namespace storage {
namespace {

// Whether another process would see that this one has the database open. A lock of an open file description meets
// those of its own process, too. Asked once: closing the file ends what was asked about.
bool is_seen_by_others(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  const bool asked = descriptor >= 0 && ::fcntl(descriptor, F_OFD_GETLK, &lock) == 0;
  ::close(descriptor);
  return asked && lock.l_type != F_UNLCK;
}

struct SqliteStoreLocks : ::testing::Test {
  const fixtures::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "kutsu.db";
  SqliteStore store{file, KeyRing(MasterKey{}), 2};
};

TEST_F(SqliteStoreLocks, are_there_while_a_store_is_open) {
  EXPECT_TRUE(is_seen_by_others(file));
}

// Who leaves the database and sees nobody else in it removes its log, and what is written there later with it.
TEST_F(SqliteStoreLocks, are_still_there_when_the_database_was_tidied) {
  store.tidy([] { return false; });
  EXPECT_TRUE(is_seen_by_others(file));
}

TEST_F(SqliteStoreLocks, are_still_there_when_it_was_opened_once_more_in_the_same_process) {
  { const SqliteStore second(file, KeyRing(MasterKey{}), 1); }
  EXPECT_TRUE(is_seen_by_others(file));
}

}  // namespace
}  // namespace storage
