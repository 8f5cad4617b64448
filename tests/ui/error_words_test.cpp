#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "tests/ui/sample.hpp"

namespace ui {
namespace {

// A code in the sources is a word followed by its English sentence: "phone", "must be a telephone number". A column may
// be followed by a statement.
std::set<std::string> codes_in(const std::filesystem::path& file) {
  std::stringstream source;
  source << std::ifstream(file).rdbuf();
  const auto text = source.str();
  static const std::regex code_and_sentence(R"re("([a-z]+(?:_[a-z]+)*)",\s*"(?!select )[^"\\]* [^"\\]*")re");
  std::set<std::string> codes;
  for (std::sregex_iterator at(text.begin(), text.end(), code_and_sentence), end; at != end; ++at) {
    codes.insert((*at)[1]);
  }
  return codes;
}

// Words and sentences there are other things: commands, gauges, a calendar's file.
bool tells_no_errors(const std::filesystem::path& file) {
  return file.filename() == "command_line.cpp" || file.filename() == "metrics.cpp" ||
         file.filename() == "calendar_feeds.cpp" || file.filename() == "export_reply.cpp";
}

TEST(ErrorCodes, each_have_a_sentence_in_the_catalogues) {
  std::size_t seen = 0;
  for (const char* folder : {"domain", "calendar", "storage", "service"}) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (entry.path().extension() != ".cpp" || tells_no_errors(entry.path())) continue;
      for (const auto& code : codes_in(entry.path())) {
        ++seen;
        EXPECT_TRUE(test::pages().catalogue().knows("error." + code)) << entry.path() << ": " << code;
      }
    }
  }
  EXPECT_GT(seen, 100U);
}

}  // namespace
}  // namespace ui
