#include <gmock/gmock.h>
#include <zlib.h>

#include <atomic>
#include <thread>

#include "service/compression.hpp"
#include "service/rate_limiter.hpp"
#include "service/reply_cache.hpp"
#include "tests/fixtures/world.hpp"
#include "tests/service/edge_client.hpp"
#include "tests/service/edge_server.hpp"

// Kept answers, their tags and compressed forms, limits, and what operators are told.
namespace edge_test {
namespace {

using namespace std::chrono_literals;
using DependsOn = service::ReplyCache::DependsOn;
using testing::HasSubstr;
using testing::Not;

std::string gunzip(const std::string& bytes) {
  std::string plain(1024 * 1024, '\0');
  z_stream stream{};
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(plain.data());
  stream.avail_out = static_cast<uInt>(plain.size());
  inflateInit2(&stream, 15 + 16);
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  plain.resize(stream.total_out);
  inflateEnd(&stream);
  return plain;
}

TEST(EdgeReplies, a_known_tag_is_answered_without_the_body) {
  EdgeServer server;
  const auto whole = exchange(server.port(), get("/kept"));
  const auto tag = whole.field("etag");
  ASSERT_FALSE(tag.empty());
  for (const auto& known : {tag, "W/" + tag, "\"other\", " + tag, std::string("*")}) {
    const auto answer = exchange(server.port(), get("/kept", "If-None-Match: " + known + "\r\n"));
    EXPECT_EQ(answer.status, 304) << known;
    EXPECT_EQ(answer.body, "");
    EXPECT_EQ(answer.field("etag"), tag);
    EXPECT_EQ(answer.field("vary"), "Accept-Encoding");
  }
  EXPECT_EQ(exchange(server.port(), get("/kept", "If-None-Match: \"other\"\r\n")).status, 200);
}

TEST(EdgeReplies, public_text_is_compressed_for_those_who_accept_it) {
  EdgeServer server;
  const auto plain = exchange(server.port(), get("/kept"));
  const auto packed = exchange(server.port(), get("/kept", "Accept-Encoding: gzip\r\n"));
  EXPECT_EQ(packed.field("content-encoding"), "gzip");
  EXPECT_EQ(packed.field("vary"), "Accept-Encoding");
  EXPECT_EQ(packed.field("etag"), "W/" + plain.field("etag"));
  EXPECT_LT(packed.body.size(), plain.body.size() / 2);
  EXPECT_EQ(gunzip(packed.body), plain.body);
  EXPECT_EQ(
      exchange(server.port(), get("/kept", "Accept-Encoding: gzip\r\nIf-None-Match: " + packed.field("etag") + "\r\n"))
          .status,
      304);
  for (const std::string line :
       {"", "Accept-Encoding: br\r\n", "Accept-Encoding: gzip;q=0\r\n", "Accept-Encoding: *;q=0.0, identity\r\n"}) {
    EXPECT_EQ(exchange(server.port(), get("/kept", line)).field("content-encoding"), "") << line;
  }
  service::ServerSettings settings;
  settings.gzip = false;
  EdgeServer without(settings);
  EXPECT_EQ(exchange(without.port(), get("/kept", "Accept-Encoding: gzip\r\n")).field("content-encoding"), "");
}

TEST(EdgeReplies, calendars_are_left_uncompressed) {
  EXPECT_TRUE(service::is_worth_compressing("text/html; charset=utf-8", 5000));
  EXPECT_FALSE(service::is_worth_compressing("text/html; charset=utf-8", 500));
  EXPECT_FALSE(service::is_worth_compressing("text/calendar; charset=utf-8", 5000));
}

TEST(EdgeReplies, operators_are_told_of_health_and_counts_by_pattern) {
  EdgeServer server;
  EXPECT_EQ(exchange(server.port(), get("/healthz")).status, 200);
  const auto ready = exchange(server.port(), get("/readyz"));
  EXPECT_EQ(ready.status, 200);
  EXPECT_EQ(ready.body, R"({"database":"ok","outbox":"ok"})");
  (void)exchange(server.port(), get("/echo/somebody"));
  (void)exchange(server.port(), get("/fault"));
  const auto text = exchange(server.port(), get("/metrics")).body;
  EXPECT_THAT(text, HasSubstr(R"(kutsu_http_request_duration_seconds_count{route="/echo/{name}",status="2xx"} 1)"));
  EXPECT_THAT(text, HasSubstr(R"(kutsu_http_request_duration_seconds_count{route="/fault",status="5xx"} 1)"));
  EXPECT_THAT(text, HasSubstr("kutsu_outbox_pending 0"));
  EXPECT_THAT(text, Not(HasSubstr("somebody")));
}

TEST(EdgeReplies, operators_may_be_told_by_their_addresses) {
  service::ServerSettings settings;
  settings.operator_addresses = {"192.0.2.1"};
  EdgeServer elsewhere(settings);
  EXPECT_EQ(exchange(elsewhere.port(), get("/metrics")).status, 403);
  EXPECT_EQ(exchange(elsewhere.port(), get("/hello")).status, 200);
  settings.operator_addresses = {"192.0.2.1", "127.0.0.1"};
  EdgeServer here(settings);
  EXPECT_EQ(exchange(here.port(), get("/metrics")).status, 200);
}

class ReplyCache : public testing::Test {
 protected:
  service::Reply get(const std::string& key = "key", DependsOn depends_on = DependsOn::content, bool timed = false) {
    return cache.get(key, depends_on, timed, [&] {
      ++rendered;
      return service::html_reply(status, body);
    });
  }

  fixtures::World world;
  service::ReplyCache cache{*world.store, world.clock, 1024 * 1024};
  std::atomic<int> rendered{0};
  int status = 200;
  std::string body = "body";
};

TEST_F(ReplyCache, an_answer_is_rendered_once_and_its_bytes_are_shared) {
  const auto first = get();
  const auto second = get();
  EXPECT_EQ(rendered, 1);
  EXPECT_EQ(first.body.get(), second.body.get());
  EXPECT_EQ(service::find_field(second.headers, "ETag"), service::etag_of("body"));
}

TEST_F(ReplyCache, an_answer_is_rendered_anew_when_what_it_shows_has_changed) {
  const auto event = world.event("2026-11-24T15:00", 10);
  (void)get("list");
  (void)get("places", DependsOn::places);
  (void)world.register_party(event);
  (void)get("list");
  EXPECT_EQ(rendered, 2);
  (void)get("places", DependsOn::places);
  EXPECT_EQ(rendered, 3);
  (void)world.event("2026-11-25T15:00");
  (void)get("list");
  (void)get("places", DependsOn::places);
  EXPECT_EQ(rendered, 5);
}

TEST_F(ReplyCache, what_depends_on_the_time_lives_for_a_minute) {
  (void)get("timed", DependsOn::content, true);
  (void)get("timed", DependsOn::content, true);
  EXPECT_EQ(rendered, 1);
  world.clock.set(world.clock.now() + 60s);
  (void)get("timed", DependsOn::content, true);
  EXPECT_EQ(rendered, 2);
}

TEST_F(ReplyCache, failures_are_not_kept) {
  status = 404;
  (void)get();
  (void)get();
  EXPECT_EQ(rendered, 2);
  EXPECT_THROW((void)cache.get("other", DependsOn::content, false,
                               []() -> service::Reply { throw std::runtime_error("not now"); }),
               std::runtime_error);
  status = 200;
  EXPECT_EQ(*get("other").body, "body");
}

TEST_F(ReplyCache, it_stays_within_its_bytes_and_forgets_the_longest_unused) {
  body = std::string(10'000, 'x');
  (void)get("first");
  for (int i = 0; i < 1000; ++i) {
    (void)get("key" + std::to_string(i));
    if (i % 5 == 0) (void)get("first");
  }
  const int before = rendered;
  (void)get("first");
  EXPECT_EQ(rendered, before);
  (void)get("key0");
  EXPECT_EQ(rendered, before + 1);
}

TEST_F(ReplyCache, what_would_fill_a_quarter_of_a_shard_is_not_kept_and_pushes_nothing_out) {
  for (int i = 0; i < 100; ++i) (void)get("key" + std::to_string(i));
  body = std::string(200'000, 'x');
  for (int i = 0; i < 20; ++i) EXPECT_EQ(*get("large" + std::to_string(i)).body, body);
  EXPECT_EQ(rendered, 120);
  EXPECT_NE(service::find_field(get("large0").headers, "ETag"), std::nullopt);
  EXPECT_EQ(rendered, 121);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(*get("key" + std::to_string(i)).body, "body");
  EXPECT_EQ(rendered, 121);
}

TEST_F(ReplyCache, many_who_ask_at_once_wait_for_one_rendering) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 200; ++n) (void)get("key" + std::to_string(n % 10));
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(rendered, 10);
}

class RateLimiter : public testing::Test {
 protected:
  // How many of `tries` pass.
  int passing(const std::string& key, int tries) {
    int passed = 0;
    for (int i = 0; i < tries; ++i) {
      try {
        limits.take(key, 5, 60s);
        ++passed;
      } catch (const service::TooManyRequests& error) {
        EXPECT_GE(error.retry_after(), 1s);
        EXPECT_LE(error.retry_after(), 12s);
      }
    }
    return passed;
  }

  fixtures::SetClock clock;
  service::RateLimiter limits{clock, true};
};

TEST_F(RateLimiter, a_burst_passes_and_then_as_many_as_leak_out) {
  EXPECT_EQ(passing("a", 10), 5);
  EXPECT_EQ(passing("b", 3), 3);
  clock.set(clock.now() + 12s);
  EXPECT_EQ(passing("a", 10), 1);
  clock.set(clock.now() + 600s);
  EXPECT_EQ(passing("a", 10), 5);
}

TEST_F(RateLimiter, success_forgets_and_a_clock_that_goes_back_gives_nothing_away) {
  EXPECT_EQ(passing("a", 10), 5);
  limits.forget("a");
  EXPECT_EQ(passing("a", 10), 5);
  clock.set(clock.now() - 600s);
  EXPECT_EQ(passing("a", 10), 0);
}

TEST_F(RateLimiter, it_is_bounded_and_may_be_off) {
  for (int i = 0; i < 150'000; ++i) limits.take("key" + std::to_string(i), 5, 60s);
  EXPECT_EQ(passing("key149999", 10), 4);
  service::RateLimiter off(clock, false);
  for (int i = 0; i < 100; ++i) off.take("a", 1, 3600s);
}

}  // namespace
}  // namespace edge_test
