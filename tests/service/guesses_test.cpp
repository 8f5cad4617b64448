#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/account_links.hpp"
#include "domain/sign_in.hpp"
#include "service/device_name.hpp"
#include "service/password_turn.hpp"
#include "tests/service/console_world.hpp"

// Whoever guesses passwords waits; whoever's account it is does not.
namespace {

using fixtures::Answer;
using fixtures::ConsoleWorld;

class Guesses : public testing::Test {
 protected:
  Guesses() {
    world.settings.server.trusted_proxies = {"192.0.2.1"};
    const auto organisation = world.organiser("Mimosa").organisation;
    for (const char* name : {"aino", "otso"}) {
      domain::create_account(*world.ports, {name, name, password, domain::Role::organiser, organisation});
    }
  }

  Answer sign_in(const std::string& word, const std::string& device = "", const std::string& address = "203.0.113.5",
                 const std::string& name = "aino") {
    fixtures::Headers headers{{"X-Forwarded-For", address}};
    if (!device.empty()) headers.emplace_back("Cookie", "kutsu_device=" + device);
    return world.nobody().post("/organiser/sign-in", {{"username", name}, {"password", word}}, headers);
  }
  // That the browser keeps from its sign-in.
  static std::string device_of(const Answer& answer) {
    const std::string sign = "kutsu_device=";
    const std::size_t at = answer.head.find(sign);
    if (at == std::string::npos) return {};
    return answer.head.substr(at + sign.size(), answer.head.find(';', at) - at - sign.size());
  }
  int failures_told() {
    int told = 0;
    world.store->read([&](const domain::Snapshot& s) {
      told = 0;
      for (const domain::AuditEntry& one : s.audit_log().newest(100)) {
        if (one.action == domain::AuditAction::sign_ins_failed) ++told;
      }
    });
    return told;
  }

  const std::string password = "pitkä ja oikea salasana";
  ConsoleWorld world;
};

TEST_F(Guesses, keep_nobody_out_of_a_browser_that_the_account_knows) {
  const std::string known = device_of(sign_in(password));
  ASSERT_NE(known, "");
  for (int i = 0; i < 10; ++i) EXPECT_EQ(sign_in("").status, 401);
  EXPECT_EQ(sign_in(password).status, 429) << "a stranger at the same address";
  EXPECT_EQ(sign_in(password, known).status, 303);
  for (int i = 0; i < 30; ++i) (void)sign_in("", "", "203.0.113.5", "somebody" + std::to_string(i));
  EXPECT_EQ(sign_in(password, known).status, 303) << "though the whole address waits";
}

TEST_F(Guesses, from_everywhere_make_new_browsers_wait_and_no_others) {
  const std::string known = device_of(sign_in(password, "", "198.51.100.1"));
  for (int i = 0; i < 100; ++i) (void)sign_in("", "", "203.0.113." + std::to_string(i));
  EXPECT_EQ(sign_in(password, "", "198.51.100.7").status, 429);
  EXPECT_EQ(sign_in(password, known, "198.51.100.7").status, 303);
  EXPECT_EQ(sign_in(password, "", "198.51.100.7", "otso").status, 303) << "nor any other account";
  world.clock.set(world.clock.now() + std::chrono::hours{1});
  EXPECT_EQ(sign_in(password, "", "198.51.100.7").status, 303) << "not for good";
}

TEST_F(Guesses, in_a_known_browser_are_counted_too) {
  const std::string known = device_of(sign_in(password));
  for (int i = 0; i < 10; ++i) EXPECT_EQ(sign_in("", known).status, 401);
  EXPECT_EQ(sign_in(password, known).status, 429);
}

TEST_F(Guesses, in_many_known_browsers_are_counted_together_and_the_right_password_frees_none) {
  std::vector<std::string> known;
  for (int i = 0; i < 4; ++i) known.push_back(device_of(sign_in(password, "", "198.51.100." + std::to_string(i))));
  const std::string otsos = device_of(sign_in(password, "", "203.0.113.5", "otso"));
  EXPECT_EQ(sign_in(password, known[0]).status, 303);
  for (int i = 0; i < 29; ++i) EXPECT_EQ(sign_in("", known[static_cast<std::size_t>(i / 10)]).status, 401);
  EXPECT_EQ(sign_in(password, known[3]).status, 429);
  EXPECT_EQ(sign_in(password, otsos, "203.0.113.5", "otso").status, 303) << "nor any other account";
  world.clock.set(world.clock.now() + std::chrono::minutes{15});
  EXPECT_EQ(sign_in(password, known[3]).status, 303);
}

TEST_F(Guesses, are_not_freed_by_a_cookie_that_is_made_up_or_anothers) {
  const std::string otsos = device_of(sign_in(password, "", "203.0.113.5", "otso"));
  for (int i = 0; i < 10; ++i) (void)sign_in("");
  for (const std::string& device : {otsos, otsos + "x", std::string("x.y"), std::string("."), std::string("x")}) {
    EXPECT_EQ(sign_in(password, device).status, 429) << device;
  }
}

TEST_F(Guesses, are_told_in_the_audit_log_once) {
  for (int i = 0; i < 25; ++i) (void)sign_in("");
  EXPECT_EQ(failures_told(), 1);
  for (int i = 0; i < 40; ++i) (void)sign_in("", "", "203.0.113.99", "nobody" + std::to_string(i));
  EXPECT_EQ(failures_told(), 2) << "many names from one address";
  world.store->read([&](const domain::Snapshot& s) {
    for (const domain::AuditEntry& one : s.audit_log().newest(100)) {
      EXPECT_EQ(one.detail.find("203.0.113"), std::string::npos);
    }
  });
}

TEST_F(Guesses, keep_nobody_from_a_password_that_a_link_sets) {
  world.store->write([&](domain::Transaction& tx) {
    domain::Account aino = tx.accounts().find_by_username("aino").value();
    aino.email = domain::EmailAddress("aino@example.org");
    tx.accounts().update(aino);
  });
  domain::request_reset(*world.ports, "aino");
  std::string token;
  world.store->write([&](domain::Transaction& tx) {
    for (const domain::Message& message : tx.outbox().claim(world.clock.now(), world.clock.now(), 10)) {
      const auto link = tx.accounts().find_link(message.account_link.value());
      token = world.secrets->derive_token(domain::account_link_purpose, link->link_seed);
    }
  });
  const service::PasswordTurn one(service::PasswordTurn::For::strangers);
  const service::PasswordTurn two(service::PasswordTurn::For::strangers);
  EXPECT_EQ(sign_in(password).status, 429);
  const Answer reset = world.nobody().post("/organiser/reset/" + token, {{"password", "toinen ja uusi salasana"}});
  EXPECT_EQ(reset.status, 303) << reset.text;
  const service::PasswordTurn of_links(service::PasswordTurn::For::holders_of_links);
  const Answer used = world.nobody().get("/organiser/reset/" + token);
  EXPECT_EQ(used.status, 404);
  EXPECT_THAT(used.text, testing::HasSubstr("action=\"/organiser/forgotten\"")) << "another is asked for there";
  EXPECT_EQ(world.nobody().post("/organiser/reset/" + token, {{"password", "kolmas ja uusi salasana"}}).status, 404)
      << "who holds no link takes no turn";
}

TEST_F(Guesses, of_a_name_that_nobody_has_are_written_down_like_those_of_one_that_somebody_has) {
  const auto lines_after = [&](const std::string& name, const std::string& address) {
    const int before = failures_told();
    for (int i = 0; i < 12; ++i) (void)sign_in("", "", address, name);
    return failures_told() - before;
  };
  EXPECT_EQ(lines_after("aino", "203.0.113.5"), 1);
  EXPECT_EQ(lines_after("nobody", "203.0.113.6"), 1);
  // Whoever has made an address tell of itself first finds no difference either.
  for (int i = 0; i < 40; ++i) (void)sign_in("", "", "203.0.113.7", "some" + std::to_string(i));
  EXPECT_EQ(lines_after("otso", "203.0.113.7"), 0);
  EXPECT_EQ(lines_after("nobody else", "203.0.113.7"), 0);
}

TEST_F(Guesses, of_forgotten_addresses_are_answered_alike_and_counted) {
  const auto ask = [&](const std::string& name) {
    return world.nobody().post("/organiser/forgotten", {{"username", name}});
  };
  EXPECT_EQ(ask("aino").text, ask("nobody@example.org").text);
  for (int i = 0; i < 5; ++i) (void)ask("nobody@example.org");
  EXPECT_EQ(ask("nobody@example.org").status, 429);
  world.background.finish();
}

TEST(DeviceName, is_what_a_person_calls_the_browser) {
  using service::device_name;
  EXPECT_EQ(device_name("Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0"), "Firefox, Android");
  EXPECT_EQ(
      device_name("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                  "Version/17.5 Mobile/15E148 Safari/604.1"),
      "Safari, iPhone");
  EXPECT_EQ(device_name("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                        "Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0"),
            "Edge, Windows");
  EXPECT_EQ(device_name("curl/7.88.1"), "");
  EXPECT_EQ(device_name(""), "");
}

}  // namespace
