#include <gtest/gtest.h>

#include <random>

#include "domain/error.hpp"
#include "domain/text.hpp"
#include "tests/fixtures/mutation.hpp"
#include "tests/service/import_samples.hpp"

namespace {

const calendar::TimeZones zones;

using namespace std::string_view_literals;
constexpr auto nasty = "\0\"\";,\n\r\t\xC3\x28\xFF\xE2\x80\x99\x7F.:"sv;

// The seed is fixed: a failure comes again.
TEST(MutatedProgramme, is_read_or_refused_and_what_is_taken_is_clean_text) {
  std::mt19937 random(20210222);
  const auto original = samples::programme();
  std::size_t taken = 0;
  std::size_t refused = 0;
  for (int round = 0; round < 1500; ++round) {
    const auto bytes = fixtures::mutated(original, nasty, random);
    try {
      for (const auto& row : samples::read_rows(bytes, zones)) {
        for (const auto& problem : row.problems) ASSERT_TRUE(domain::is_valid_utf8(problem.message)) << round;
        ASSERT_TRUE(domain::is_valid_utf8(row.title)) << round;
        ASSERT_EQ(row.title.find('\0'), std::string::npos) << round;
        if (!row.problems.empty()) continue;
        ASSERT_LT(row.details.start_time, row.details.end_time) << round;
        ASSERT_FALSE(row.details.organisers.empty()) << round;
        ++taken;
      }
    } catch (const domain::Error& error) {
      ASSERT_EQ(error.kind(), domain::ErrorKind::invalid) << round;
      ++refused;
    }
  }
  EXPECT_GT(taken, 1000U);
  EXPECT_GT(refused, 10U);
}

}  // namespace
