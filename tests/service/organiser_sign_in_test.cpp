#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "domain/sign_in.hpp"
#include "service/session.hpp"
#include "tests/service/console_world.hpp"

namespace {

using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;
using testing::HasSubstr;
using testing::Not;

class OrganiserSignIn : public testing::Test {
 protected:
  OrganiserSignIn() {
    const auto organisation = world.organiser("Mimosa").organisation;
    domain::create_account(*world.ports, {"aino", "Aino Esimerkki", password, domain::Role::organiser, organisation});
  }

  Answer sign_in(const std::string& name, const std::string& word, const std::string& next = "") {
    return world.nobody().post("/organiser/sign-in", {{"username", name}, {"password", word}, {"next", next}});
  }
  static std::string cookie_of(const Answer& answer) {
    const std::string cookie = answer.header("Set-Cookie");
    return cookie.substr(cookie.find('=') + 1, cookie.find(';') - cookie.find('=') - 1);
  }

  const std::string password = "pitkä ja oikea salasana";
  ConsoleWorld world;
};

TEST_F(OrganiserSignIn, the_right_password_opens_a_session_in_a_guarded_cookie) {
  const Answer answer = sign_in("Aino", password, "/organiser/month");
  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(answer.header("Location"), "/organiser/month");
  const std::string cookie = answer.header("Set-Cookie");
  for (const char* guard : {"kutsu_session=", "HttpOnly", "Secure", "SameSite=Lax", "Path=/"}) {
    EXPECT_THAT(cookie, HasSubstr(guard));
  }
  EXPECT_THAT(Browser(world, cookie_of(answer)).get("/organiser/").text, HasSubstr("Aino Esimerkki"));
}

TEST_F(OrganiserSignIn, a_wrong_password_and_a_wrong_name_are_told_alike) {
  const Answer wrong_password = sign_in("aino", "jokin muu salasana");
  const Answer wrong_name = sign_in("aimo", "jokin muu salasana");
  EXPECT_EQ(wrong_password.status, 401);
  EXPECT_EQ(wrong_name.status, 401);
  EXPECT_THAT(wrong_password.text, HasSubstr("value=\"aino\""));
  EXPECT_THAT(wrong_password.text, Not(HasSubstr("jokin muu")));
  std::string same = wrong_name.text;
  same.replace(same.find("value=\"aimo\""), 12, "value=\"aino\"");
  EXPECT_EQ(same, wrong_password.text);
}

TEST_F(OrganiserSignIn, it_leads_to_this_server_alone) {
  for (const char* next :
       {"https://example.org/", "//example.org/", "/\\example.org", "organiser", "/a\r\nSet-Cookie: x"}) {
    EXPECT_EQ(sign_in("aino", password, next).header("Location"), "/organiser/") << next;
  }
}

TEST_F(OrganiserSignIn, door_staff_is_led_to_the_door_unless_it_came_for_something_else) {
  domain::create_account(*world.ports,
                         {"otso", "Otso Ovella", password, domain::Role::door, world.organiser("Mimosa").organisation});
  for (const char* next : {"", "/organiser", "/organiser/"}) {
    EXPECT_EQ(sign_in("otso", password, next).header("Location"), "/organiser/door");
    EXPECT_EQ(sign_in("aino", password, next).header("Location"), *next == '\0' ? "/organiser/" : next);
  }
  EXPECT_EQ(sign_in("otso", password, "/organiser/month").header("Location"), "/organiser/month");
}

TEST_F(OrganiserSignIn, guessing_one_name_is_slowed_down_and_says_so) {
  for (int i = 0; i < 10; ++i) EXPECT_EQ(sign_in("aimo", "arvaus " + std::to_string(i)).status, 401);
  const Answer answer = sign_in("aimo", "arvaus");
  EXPECT_EQ(answer.status, 429);
  EXPECT_NE(answer.header("Retry-After"), "");
  EXPECT_THAT(answer.text, HasSubstr("value=\"aimo\""));
  EXPECT_EQ(sign_in("aino", password).status, 303) << "another name is not held up";
}

TEST_F(OrganiserSignIn, the_session_that_the_browser_came_with_ends) {
  Browser before = world.sign_in(domain::Role::organiser);
  const Answer answer = before.post("/organiser/sign-in", {{"username", "aino"}, {"password", password}});
  EXPECT_EQ(answer.status, 303);
  EXPECT_NE(cookie_of(answer), before.token());
  EXPECT_EQ(before.get("/organiser/").status, 303);
}

TEST_F(OrganiserSignIn, signing_out_ends_the_session_and_the_cookie) {
  Browser browser = world.sign_in(domain::Role::organiser);
  const Answer answer = browser.post("/organiser/sign-out");
  EXPECT_THAT(answer.header("Set-Cookie"), HasSubstr("kutsu_session=; Path=/; Max-Age=0"));
  EXPECT_EQ(browser.get("/organiser/").header("Location"), "/organiser/sign-in?next=%2Forganiser%2F");
}

TEST_F(OrganiserSignIn, the_json_interface_signs_in_and_out_the_same_way) {
  const std::string body = R"({"username":"aino","password":")" + password + "\"}";
  const Answer answer = world.call("POST", "/api/v1/session", body);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.at("display_name"), "Aino Esimerkki");
  EXPECT_EQ(answer.at("role"), "organiser");
  Browser browser(world, cookie_of(answer));
  EXPECT_EQ(browser.get("/api/v1/interpreters").status, 200);
  EXPECT_EQ(browser.send("DELETE", "/api/v1/session", "", {}).status, 204);
  EXPECT_EQ(browser.get("/api/v1/interpreters").status, 401);
}

TEST_F(OrganiserSignIn, the_json_interface_names_what_is_missing_or_unknown) {
  const Answer answer = world.call("POST", "/api/v1/session", R"({"username":1,"user":"aino"})");
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.errors(),
              testing::UnorderedElementsAre("username text", "password required", "user unknown_field"));
}

// Knows no password, says so only when somebody was turned away, and counts how many ask at once.
class SlowSecrets final : public domain::Secrets {
 public:
  explicit SlowSecrets(domain::Secrets& real) : real_(real) {}
  std::string random_token() override { return real_.random_token(); }
  std::int64_t random_id() override { return real_.random_id(); }
  std::string derive_token(std::string_view purpose, std::string_view seed) const override {
    return real_.derive_token(purpose, seed);
  }
  std::string hash_token(std::string_view token) const override { return real_.hash_token(token); }
  std::string hash_password(std::string_view password) const override { return real_.hash_password(password); }
  bool verify_password(std::string_view, std::string_view) const override {
    const int present = ++present_;
    for (int most = most_; present > most && !most_.compare_exchange_weak(most, present);) {
    }
    turned_away_.wait(0);
    --present_;
    return false;
  }
  int most() const { return most_; }
  int turned_away() const { return turned_away_; }
  void turn_away() {
    ++turned_away_;
    turned_away_.notify_all();
  }

 private:
  domain::Secrets& real_;
  mutable std::atomic<int> present_{0};
  mutable std::atomic<int> most_{0};
  std::atomic<int> turned_away_{0};
};

TEST_F(OrganiserSignIn, a_crowd_verifies_two_passwords_at_once_and_the_rest_come_again) {
  SlowSecrets slow(*world.secrets);
  const domain::Ports ports{*world.store, world.clock, world.zones, slow, {}};
  service::App app{world.settings, ports,           world.pages,      world.limits,  world.replies,
                   world.metrics,  world.calendars, world.background, world.holidays};
  std::atomic<int> wrong{0};
  std::vector<std::thread> crowd;
  for (int i = 0; i < 8; ++i) {
    crowd.emplace_back([&, i] {
      try {
        static_cast<void>(service::sign_in({}, app, "somebody-" + std::to_string(i), "some password"));
      } catch (const domain::Error& error) {
        if (error.problems().front().code == "too_many_requests") {
          slow.turn_away();
        } else {
          ++wrong;
        }
      }
    });
  }
  for (auto& one : crowd) one.join();
  EXPECT_LE(slow.most(), 2);
  EXPECT_GE(wrong, 2);
  EXPECT_GE(slow.turned_away(), 1);
  EXPECT_EQ(wrong + slow.turned_away(), 8);
}

TEST_F(OrganiserSignIn, the_language_is_the_browsers_until_it_is_switched) {
  Browser browser = world.nobody();
  EXPECT_THAT(browser.get("/organiser/sign-in", {{"Accept-Language", "ar"}}).text, HasSubstr("dir=\"rtl\""));
  const Answer switched = browser.get("/organiser/sign-in?lang=en", {{"Accept-Language", "ar"}});
  EXPECT_THAT(switched.text, HasSubstr("<html lang=\"en\" dir=\"ltr\">"));
  EXPECT_THAT(switched.header("Set-Cookie"), HasSubstr("kutsu_language=en;"));
  EXPECT_THAT(browser.get("/organiser/sign-in", {{"Cookie", "kutsu_language=en"}}).text, HasSubstr("lang=\"en\""));
}

}  // namespace
