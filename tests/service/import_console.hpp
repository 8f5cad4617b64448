#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/service/console_world.hpp"

namespace fixtures {

// Somebody of "Mimosa" who brings in a file.
class ImportConsole : public testing::Test {
 protected:
  static std::string upload_form(const std::string& bytes) {
    return "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ohjelma.csv\"\r\nContent-Type: "
           "text/csv\r\n"
           "\r\n" +
           bytes + "\r\n--x--\r\n";
  }
  static Answer upload(Browser& browser, const std::string& bytes) {
    return browser.send("POST", "/organiser/import", upload_form(bytes),
                        {{"Content-Type", "multipart/form-data; boundary=x"}});
  }
  // Where the preview of the file is.
  std::string uploaded(const std::string& bytes) {
    const Answer answer = upload(browser, bytes);
    EXPECT_EQ(answer.status, 303) << answer.text;
    EXPECT_THAT(answer.header("Location"), testing::StartsWith("/organiser/import/"));
    return answer.header("Location");
  }
  // The same person, later.
  Browser signed_in_again(const Browser& before) {
    const auto token = world.secrets->random_token();
    world.store->write([&](domain::Transaction& tx) {
      auto session = tx.accounts().find_session(world.secrets->hash_token(before.token()), domain::Instant{}).value();
      session.token_hash = world.secrets->hash_token(token);
      session.expires_time = world.clock.now() + std::chrono::hours{1};
      tx.accounts().insert(session);
    });
    return {world, token};
  }
  // What the button sends where nobody touched anything.
  static service::Fields choices(const std::string& seen, const std::vector<std::string>& ticked) {
    service::Fields fields{{"use", "1"},
                           {"c0", "title"},
                           {"c1", "date"},
                           {"c2", "place"},
                           {"publication", "draft"},
                           {"kind", "info_session"},
                           {"language", "fi"},
                           {"seen", seen}};
    for (const auto& line : ticked) fields.emplace_back("take", line);
    return fields;
  }

  ConsoleWorld world;
  Browser browser = world.sign_in(domain::Role::organiser);
};

}  // namespace fixtures
