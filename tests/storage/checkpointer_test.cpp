#include "storage/checkpointer.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "tests/fixtures/world.hpp"

namespace storage {
namespace {

// What is in the log is missing in the file, which is a page or two until somebody moves it.
TEST(Checkpointer, moves_a_long_log_on_a_connection_that_has_read_nothing_while_the_writer_goes_on) {
  const fixtures::TemporaryFolder folder;
  const auto file = folder.path() / "kutsu.db";
  const auto writer = Connection::open_sqlite(file, Access::read_write);
  writer->run_once("pragma journal_mode = wal");
  writer->keep_log();
  writer->run_once("create table lines (text text not null)");
  writer->run_once(
      "with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000) "
      "insert into lines select printf('%01000d', i) from n");
  constexpr std::uintmax_t megabyte = 1'000'000;
  ASSERT_LT(std::filesystem::file_size(file), megabyte);
  Checkpointer checkpointer(Connection::open_sqlite(file, Access::read_write));
  constexpr int long_log = 20'000;
  int told = long_log;
  while (!checkpointer.log_grew(told++)) std::this_thread::yield();
  EXPECT_GT(std::filesystem::file_size(file), 20 * megabyte) << "before the writer moves the rest";
}

}  // namespace
}  // namespace storage
