#include <gmock/gmock.h>

#include <latch>

#include "domain/expire.hpp"
#include "domain/manage_registration.hpp"
#include "tests/service/api_world.hpp"

// What the holder of a manage link does beside seeing, changing and cancelling.
namespace {

using namespace std::chrono_literals;
using fixtures::Answer;
using fixtures::ApiWorld;
using fixtures::registration_body;
using testing::HasSubstr;
using testing::Not;
using Lines = std::vector<std::string>;

struct LinksApi : testing::Test {
  domain::Event make(std::optional<int> capacity, const std::function<void(domain::EventDetails&)>& more) {
    domain::EventDetails details = world.details("2026-12-07T15:00");
    details.maximum_attendee_capacity = capacity;
    details.waiting_list_capacity = 5;
    more(details);
    return world.event(details);
  }
  domain::Event with_code(std::optional<int> capacity = {}) {
    return make(capacity, [](domain::EventDetails& details) { details.phone_code_required = true; });
  }
  domain::Event with_offers() {
    return make(1, [](domain::EventDetails& details) { details.waiting_list_offer = 60min; });
  }
  Answer post(const domain::Event& event, const std::string& body = registration_body()) {
    return world.call("POST", "/api/v1/events/" + std::to_string(event.id.value) + "/registrations", body);
  }
  static std::string link(const Answer& receipt) { return "/api/v1/registrations/" + receipt.at("manage_token"); }
  std::string code_of(const Answer& receipt) {
    domain::Registration registration;
    registration.id.value = receipt.number("id");
    return domain::phone_code(*world.secrets, world.now(registration));
  }
  Answer verify(const Answer& receipt, const std::string& code) {
    return world.call("POST", link(receipt) + "/verify", R"({"code": ")" + code + "\"}");
  }
  Answer ask_for_links(const std::string& body) {
    Answer answer = world.call("POST", "/api/v1/registrations/links", body);
    world.background.finish();
    return answer;
  }
  // Pending messages of that kind.
  std::size_t pending(const domain::Event& event, const std::string& kind) {
    std::size_t count = 0;
    for (const std::string& line : world.pending(event)) count += line.find(kind) != std::string::npos ? 1 : 0;
    return count;
  }

  ApiWorld world;
};

TEST_F(LinksApi, a_place_waits_for_the_code_and_is_confirmed_by_it) {
  const domain::Event event = with_code();
  const Answer receipt = post(event);
  ASSERT_EQ(receipt.status, 201) << receipt.text;
  EXPECT_EQ(receipt.at("status"), "unverified");
  EXPECT_EQ(receipt.at("expires_time"), "2026-11-23T10:15:00Z");
  EXPECT_EQ(pending(event, "phone_code"), 1);
  const std::string name = "\"Amal\"";
  EXPECT_THAT(world.call("GET", link(receipt)).text, Not(HasSubstr(name)));
  const Answer verified = verify(receipt, code_of(receipt));
  ASSERT_EQ(verified.status, 200) << verified.text;
  EXPECT_EQ(verified.at("status"), "confirmed");
  EXPECT_EQ(verified.at("expires_time"), "");
  EXPECT_THAT(verified.text, HasSubstr(name));
  EXPECT_EQ(verify(receipt, code_of(receipt)).status, 200);
}

TEST_F(LinksApi, a_code_is_taken_in_any_digits) {
  const Answer receipt = post(with_code());
  std::string arabic;
  for (const char digit : code_of(receipt)) arabic += std::string("\xD9") + static_cast<char>('\xA0' + (digit - '0'));
  EXPECT_EQ(verify(receipt, arabic).at("status"), "confirmed");
}

TEST_F(LinksApi, a_wrong_code_is_told_and_five_of_them_are_enough) {
  const Answer receipt = post(with_code());
  const std::string wrong = code_of(receipt) == "000000" ? "111111" : "000000";
  EXPECT_EQ(verify(receipt, wrong).errors(), Lines{"code wrong_code"});
  EXPECT_EQ(world.call("POST", link(receipt) + "/verify", "{}").errors(), Lines{"code required"});
  for (int i = 0; i < 4; ++i) EXPECT_EQ(verify(receipt, wrong).status, 400);
  const Answer late = verify(receipt, code_of(receipt));
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(late.at("code"), "code_expired");
}

TEST_F(LinksApi, the_code_is_sent_again_a_few_times_and_its_time_begins_anew) {
  const domain::Event event = with_code();
  const Answer receipt = post(event);
  world.clock.set(world.clock.now() + 10min);
  const Answer sent = world.call("POST", link(receipt) + "/send-code");
  EXPECT_EQ(sent.status, 202);
  EXPECT_EQ(pending(event, "phone_code"), 1);
  EXPECT_EQ(world.call("GET", link(receipt)).at("expires_time"), "2026-11-23T10:25:00Z");
  for (int i = 0; i < 4; ++i) EXPECT_EQ(world.call("POST", link(receipt) + "/send-code").status, 202);
  const Answer many = world.call("POST", link(receipt) + "/send-code");
  EXPECT_EQ(many.status, 429);
  EXPECT_FALSE(many.header("Retry-After").empty());
}

TEST_F(LinksApi, a_place_whose_code_never_came_says_how_it_ended) {
  const Answer receipt = post(with_code());
  world.clock.set(world.clock.now() + 16min);
  EXPECT_EQ(domain::expire_due(*world.ports), 1);
  const Answer seen = world.call("GET", link(receipt));
  EXPECT_EQ(seen.at("status"), "cancelled");
  EXPECT_EQ(seen.at("end_reason"), "code_expired");
}

TEST_F(LinksApi, a_place_that_becomes_free_is_offered_and_accepted) {
  const domain::Event event = with_offers();
  const Answer first = post(event);
  const Answer second = post(event);
  EXPECT_EQ(second.at("status"), "waitlisted");
  EXPECT_EQ(world.call("POST", link(second) + "/accept").at("code"), "no_offer");
  world.call("DELETE", link(first));
  const Answer offered = world.call("GET", link(second));
  EXPECT_EQ(offered.at("status"), "offered");
  EXPECT_EQ(offered.at("expires_time"), "2026-11-23T11:00:00Z");
  EXPECT_EQ(world.call("POST", link(second) + "/accept").at("status"), "confirmed");
  EXPECT_EQ(world.call("POST", link(second) + "/accept").at("status"), "confirmed");
}

TEST_F(LinksApi, an_offer_declined_goes_to_the_next) {
  const domain::Event event = with_offers();
  const Answer first = post(event);
  const Answer second = post(event);
  const Answer third = post(event);
  world.call("DELETE", link(first));
  const Answer declined = world.call("POST", link(second) + "/decline");
  EXPECT_EQ(declined.at("status"), "cancelled");
  EXPECT_EQ(declined.at("end_reason"), "declined");
  EXPECT_EQ(world.call("GET", link(third)).at("status"), "offered");
  EXPECT_EQ(world.call("POST", link(third) + "/decline", R"({"why": "late"})").errors(), Lines{"why unknown_field"});
}

TEST_F(LinksApi, who_asks_for_links_is_told_the_same_whether_anything_is_known_or_not) {
  const domain::Event event = make({}, [](domain::EventDetails&) {});
  post(event);
  const Answer known = ask_for_links(R"({"phone": "+358 40 5550123"})");
  const Answer unknown = ask_for_links(R"({"phone": "040 555 0199"})");
  EXPECT_EQ(known.status, 202);
  EXPECT_EQ(unknown.status, 202);
  EXPECT_EQ(known.text, unknown.text);
  EXPECT_EQ(pending(event, "manage_link"), 1);
  EXPECT_EQ(ask_for_links(R"({"email": "amal@example.org"})").text, known.text);
  EXPECT_EQ(pending(event, "manage_link"), 1);
}

TEST_F(LinksApi, who_asks_for_links_is_answered_before_anybody_has_looked) {
  const domain::Event event = make({}, [](domain::EventDetails&) {});
  post(event);
  std::latch begun(1), go_on(1);
  world.background.add([&] {
    begun.count_down();
    go_on.wait();
  });
  begun.wait();
  EXPECT_EQ(world.call("POST", "/api/v1/registrations/links", R"({"phone": "040 555 0123"})").status, 202);
  EXPECT_EQ(pending(event, "manage_link"), 0);
  go_on.count_down();
  world.background.finish();
  EXPECT_EQ(pending(event, "manage_link"), 1);
}

TEST_F(LinksApi, where_too_many_ask_at_once_they_are_answered_the_same_and_counted) {
  const domain::Event event = make({}, [](domain::EventDetails&) {});
  post(event);
  const std::string body = R"({"phone": "040 555 0123"})";
  std::latch begun(1), go_on(1);
  world.background.add([&] {
    begun.count_down();
    go_on.wait();
  });
  begun.wait();
  while (world.background.add([] {})) {
  }
  const Answer dropped = world.call("POST", "/api/v1/registrations/links", body);
  go_on.count_down();
  world.background.finish();
  EXPECT_EQ(pending(event, "manage_link"), 0);
  const Answer taken = ask_for_links(body);
  EXPECT_EQ(pending(event, "manage_link"), 1);
  EXPECT_EQ(dropped.status, taken.status);
  EXPECT_EQ(dropped.text, taken.text);
  EXPECT_NE(world.metrics.text({}, world.clock.now()).find("kutsu_links_dropped_total 1"), std::string::npos);
}

TEST_F(LinksApi, who_asks_for_links_says_to_where) {
  EXPECT_EQ(ask_for_links("{}").errors(), Lines{"phone phone_or_email"});
  EXPECT_EQ(ask_for_links(R"({"phone": "12", "email": "x", "name": "A"})").errors(),
            (Lines{"phone phone", "email email", "name unknown_field"}));
}

TEST_F(LinksApi, links_are_asked_for_a_few_times_known_or_not) {
  post(make({}, [](domain::EventDetails&) {}));
  for (const char* phone : {"040 555 0123", "040 555 0199"}) {
    const std::string body = R"({"phone": ")" + std::string(phone) + "\"}";
    for (int i = 0; i < 5; ++i) EXPECT_EQ(ask_for_links(body).status, 202);
    EXPECT_EQ(ask_for_links(body).status, 429) << phone;
  }
}

TEST_F(LinksApi, an_unknown_link_does_nothing) {
  for (const char* what : {"send-code", "accept", "decline", "cancel-all"}) {
    EXPECT_EQ(world.call("POST", "/api/v1/registrations/nobodysTokenNobodysTok/" + std::string(what)).status, 404);
  }
}

}  // namespace
