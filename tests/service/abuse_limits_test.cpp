#include <gtest/gtest.h>

#include "service/abuse_limits.hpp"
#include "tests/service/api_world.hpp"

namespace {

using domain::EventId;

struct AbuseLimits : testing::Test {
  static service::Request from(const std::string& address) {
    service::Request request;
    request.remote_address = address;
    return request;
  }
  static domain::Contact contact(int number) {
    char phone[20];
    std::snprintf(phone, sizeof phone, "+35840555%04d", number);
    return {"Amal", domain::PhoneNumber(phone), {}, domain::LanguageTag("ar")};
  }
  bool registers(const std::string& address, int number, EventId at) {
    return allowed([&] { service::limit_registration(from(address), world.app, contact(number), {&at, 1}); });
  }
  static bool allowed(const std::function<void()>& attempt) {
    return fixtures::problem_of(attempt) != "too_many_requests";
  }

  fixtures::ApiWorld world;
  EventId event{7};
};

TEST_F(AbuseLimits, a_library_registers_sixty_parties_for_one_event_at_once_and_no_flood) {
  for (int i = 0; i < 60; ++i) EXPECT_TRUE(registers("192.0.2.7", i, event)) << i;
  EXPECT_FALSE(registers("192.0.2.7", 60, event));
  EXPECT_TRUE(registers("192.0.2.7", 61, EventId{8}));
  EXPECT_TRUE(registers("192.0.2.8", 62, event));
  world.clock.set(world.clock.now() + std::chrono::hours{1});
  EXPECT_TRUE(registers("192.0.2.7", 63, event));
}

TEST_F(AbuseLimits, one_address_does_not_register_for_everything_there_is) {
  int taken = 0;
  for (int i = 0; i < 1000; ++i) taken += registers("192.0.2.7", i, EventId{i + 1}) ? 1 : 0;
  EXPECT_EQ(taken, 300);
}

TEST_F(AbuseLimits, one_contact_registers_twenty_times_an_hour_from_wherever) {
  int taken = 0;
  for (int i = 0; i < 100; ++i) taken += registers("192.0.2." + std::to_string(i), 1, EventId{i + 1}) ? 1 : 0;
  EXPECT_EQ(taken, 20);
  EXPECT_TRUE(registers("192.0.2.1", 2, event));
}

TEST_F(AbuseLimits, one_address_takes_out_sixty_lists_an_hour) {
  const auto exports = [&](const std::string& address) {
    return allowed([&] { service::limit_export(from(address), world.app); });
  };
  for (int i = 0; i < 60; ++i) EXPECT_TRUE(exports("192.0.2.7")) << i;
  EXPECT_FALSE(exports("192.0.2.7"));
  EXPECT_TRUE(exports("192.0.2.8"));
  world.clock.set(world.clock.now() + std::chrono::hours{1});
  EXPECT_TRUE(exports("192.0.2.7"));
}

TEST_F(AbuseLimits, a_whole_ipv6_network_counts_as_one_address) {
  EXPECT_EQ(service::limited_address("2001:db8:1:2:aaaa:bbbb:cccc:dddd"), "2001:db8:1:2::/64");
  EXPECT_EQ(service::limited_address("2001:db8:1:2::1"), "2001:db8:1:2::/64");
  EXPECT_NE(service::limited_address("2001:db8:1:3::1"), "2001:db8:1:2::/64");
  EXPECT_EQ(service::limited_address("192.0.2.7"), "192.0.2.7");
  int taken = 0;
  for (int i = 0; i < 100; ++i) taken += registers("2001:db8:1:2::" + std::to_string(i), i, event) ? 1 : 0;
  EXPECT_EQ(taken, 60);
  EXPECT_TRUE(registers("2001:db8:1:3::1", 200, event));
}

TEST_F(AbuseLimits, nobody_is_sent_their_links_or_a_code_over_and_over) {
  const auto phone = contact(1).phone;
  const domain::EmailAddress email("amal@example.org");
  int by_phone = 0;
  int by_email = 0;
  int codes = 0;
  for (int i = 0; i < 20; ++i) {
    const auto request = from("192.0.2." + std::to_string(i));
    by_phone += allowed([&] { service::limit_links_again(request, world.app, phone, {}); }) ? 1 : 0;
    by_email += allowed([&] { service::limit_links_again(request, world.app, {}, email); }) ? 1 : 0;
    codes += allowed([&] { service::limit_code_again(request, world.app, contact(1)); }) ? 1 : 0;
  }
  EXPECT_EQ(by_phone, 5);
  EXPECT_EQ(by_email, 5);
  EXPECT_EQ(codes, 5);
}

TEST_F(AbuseLimits, a_party_changes_ten_times_an_hour_and_leads_no_flood_to_one_phone) {
  domain::Registration stored;
  stored.contact = contact(1);
  const auto changes = [&](std::int64_t registration, const domain::RegistrationChange& change) {
    stored.id.value = registration;
    return allowed([&] { service::limit_change(world.app, stored, change); });
  };
  domain::RegistrationChange same;
  same.contact = contact(1);
  same.persons.emplace();
  int own = 0;
  for (int i = 0; i < 20; ++i) own += changes(1, same) ? 1 : 0;
  EXPECT_EQ(own, 10);
  EXPECT_TRUE(changes(2, same));
  domain::RegistrationChange stranger;
  stranger.contact = contact(2);
  int strangers = 0;
  for (int i = 0; i < 20; ++i) strangers += changes(100 + i, stranger) ? 1 : 0;
  EXPECT_EQ(strangers, 5);
  domain::RegistrationChange wish;
  wish.reminders_wanted = true;
  for (int i = 0; i < 50; ++i) EXPECT_TRUE(changes(1, wish)) << i;
}

TEST_F(AbuseLimits, one_address_does_not_ask_for_the_links_of_a_whole_town) {
  int asked = 0;
  for (int i = 0; i < 100; ++i) {
    asked += allowed([&] { service::limit_links_again(from("192.0.2.7"), world.app, contact(i).phone, {}); }) ? 1 : 0;
  }
  EXPECT_EQ(asked, 30);
}

}  // namespace
