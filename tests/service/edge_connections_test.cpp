#include <gmock/gmock.h>

#include <atomic>
#include <random>
#include <thread>

#include "tests/service/edge_client.hpp"
#include "tests/service/edge_server.hpp"

// How long connections live, and what they survive.
namespace edge_test {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr service::ConnectionLimits impatient{
    .header_timeout = 100ms, .body_timeout = 100ms, .idle_timeout = 30s, .write_timeout = 200ms, .linger = 100ms};
// Of what a busy machine may take for anything that is done at once.
constexpr auto long_enough = 30s;

service::ServerSettings with_threads(int threads) {
  service::ServerSettings settings;
  settings.threads = threads;
  return settings;
}

TEST(EdgeConnections, http_1_1_stays_open_without_being_asked_to) {
  EdgeServer server;
  Client client(server.port());
  for (int i = 0; i < 3; ++i) {
    client.send(get("/hello"));
    const auto answer = client.receive();
    EXPECT_EQ(answer.body, "hello");
    EXPECT_EQ(answer.field("connection"), "keep-alive");
  }
}

TEST(EdgeConnections, a_connection_is_closed_where_the_client_wants_it) {
  EdgeServer server;
  for (const auto& request : {get("/hello", "Connection: close\r\n"), std::string("GET /hello HTTP/1.0\r\n\r\n")}) {
    Client client(server.port());
    client.send(request);
    const auto answer = client.receive();
    EXPECT_EQ(answer.body, "hello");
    EXPECT_EQ(answer.field("connection"), "close");
    EXPECT_TRUE(client.is_closed());
  }
}

TEST(EdgeConnections, pipelined_requests_are_answered_in_order) {
  EdgeServer server;
  Client client(server.port());
  std::string requests;
  for (int i = 0; i < 500; ++i)
    requests += i % 3 == 0 ? post("/echo", std::to_string(i)) : get("/echo/" + std::to_string(i));
  client.send(requests);
  for (int i = 0; i < 500; ++i) ASSERT_EQ(client.receive().body, std::to_string(i));
}

TEST(EdgeConnections, a_request_may_come_byte_by_byte) {
  EdgeServer server;
  Client client(server.port());
  for (const char byte : "\r\n" + post("/echo", "slowly")) ASSERT_TRUE(client.send({&byte, 1}));
  EXPECT_EQ(client.receive().body, "slowly");
}

TEST(EdgeConnections, a_large_answer_reaches_a_client_that_reads_late_and_one_that_has_stopped_sending) {
  EdgeServer server;
  Client late(server.port());
  late.send(get("/big") + get("/hello"));
  std::this_thread::sleep_for(100ms);
  EXPECT_EQ(late.receive().body.size(), 8U * 1024 * 1024);
  EXPECT_EQ(late.receive().body, "hello");
  Client stopped(server.port());
  stopped.send(get("/big"));
  stopped.half_close();
  EXPECT_EQ(stopped.receive().body.size(), 8U * 1024 * 1024);
}

TEST(EdgeConnections, a_request_that_does_not_end_times_out) {
  EdgeServer server({}, impatient);
  for (const std::string part : {"GET /hel", "GET /hello HTTP/1.1\r\nHost: a\r\n",
                                 "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe",
                                 "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe"}) {
    Client client(server.port());
    client.send(part);
    EXPECT_EQ(client.receive().status, 408) << part;
    EXPECT_TRUE(client.is_closed());
  }
}

TEST(EdgeConnections, a_client_that_sends_a_byte_now_and_then_times_out_too) {
  EdgeServer server({}, impatient);
  Client client(server.port());
  const auto began = Clock::now();
  while (Clock::now() - began < long_enough && client.send("X")) std::this_thread::sleep_for(20ms);
  EXPECT_LT(Clock::now() - began, long_enough);
}

TEST(EdgeConnections, idle_connections_and_clients_that_do_not_read_are_dropped) {
  auto limits = impatient;
  limits.idle_timeout = 300ms;
  EdgeServer server({}, limits);
  Client idle(server.port());
  EXPECT_TRUE(idle.is_closed());
  Client deaf(server.port());
  deaf.send(get("/big"));
  ASSERT_TRUE(deaf.take_some()) << "it is being answered";
  const auto began = Clock::now();
  server.server().stop(2 * long_enough);  // which waits for whoever is
  EXPECT_LT(Clock::now() - began, long_enough);
}

TEST(EdgeConnections, an_answer_that_is_read_byte_by_byte_ends_after_all) {
  service::ConnectionLimits limits;
  limits.answer_timeout = 2s;
  limits.least_rate = 100 * 1024 * 1024;
  EdgeServer server({}, limits);
  Client slow(server.port());
  slow.send(get("/big"));
  const auto began = Clock::now();
  while (Clock::now() - began < 3 * limits.answer_timeout && slow.take_some()) std::this_thread::sleep_for(10ms);
  std::size_t rest = 0;
  while (slow.take_some()) rest += 4096;
  EXPECT_LT(rest, 7U * 1024 * 1024);
  Client brisk(server.port());
  brisk.send(get("/big"));
  EXPECT_EQ(brisk.receive().body.size(), 8U * 1024 * 1024);
}

// Whether nobody can connect any more, at the latest after a while.
bool refuses(int port) {
  const auto began = Clock::now();
  try {
    for (; Clock::now() - began < long_enough; std::this_thread::sleep_for(5ms)) Client{port};
    return false;
  } catch (const std::runtime_error&) {
    return true;
  }
}

TEST(EdgeConnections, stopping_finishes_what_began_and_takes_nothing_new) {
  EdgeServer server;
  Client idle(server.port());
  idle.send(get("/hello"));
  EXPECT_EQ(idle.receive().status, 200);
  Client busy(server.port());
  busy.send(get("/slow"));
  slow_has_begun.acquire();
  std::thread stopping([&] { server.server().stop(long_enough); });
  EXPECT_TRUE(refuses(server.port()));
  slow_may_end.release();
  EXPECT_TRUE(idle.is_closed());
  const auto answer = busy.receive();
  EXPECT_EQ(answer.body, "slow");
  EXPECT_EQ(answer.field("connection"), "close");
  EXPECT_TRUE(busy.is_closed());
  stopping.join();
}

TEST(EdgeConnections, stopping_does_not_wait_for_a_client_that_never_ends) {
  EdgeServer server;
  Client endless(server.port());
  // One whole request first: the server has the connection.
  endless.send(get("/hello"));
  EXPECT_EQ(endless.receive().body, "hello");
  endless.send("GET /hello HTTP/1.1\r\n");
  const auto began = Clock::now();
  server.server().stop(200ms);
  EXPECT_LT(Clock::now() - began, service::ConnectionLimits{}.header_timeout / 2);
  EXPECT_TRUE(endless.is_gone());
}

TEST(EdgeConnections, a_server_starts_and_stops_again_and_again) {
  for (int i = 0; i < 20; ++i) {
    EdgeServer server(with_threads(4));
    if (i % 2 == 0) {
      EXPECT_EQ(exchange(server.port(), get("/hello")).body, "hello");
    }
  }
}

TEST(EdgeConnections, a_taken_port_is_named_in_the_error) {
  EdgeServer first;
  service::ServerSettings settings;
  settings.port = first.port();
  try {
    EdgeServer second(settings);
    FAIL() << "two servers on one port";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr(std::to_string(first.port())));
  }
}

// Everything broken at once, from several threads, with resets in between; whoever asks properly is served.
TEST(EdgeConnections, a_burst_of_broken_requests_harms_nobody) {
  auto limits = impatient;
  limits.idle_timeout = 3s;
  EdgeServer server({}, limits);
  const std::string good = post("/echo", "body", "Cookie: a=b\r\nAccept: */*;q=0.5\r\n");
  std::atomic<bool> over{false};
  std::vector<std::thread> clients;
  for (unsigned seed = 0; seed < 6; ++seed) {
    clients.emplace_back([&, seed] {
      std::mt19937 random(seed);
      while (!over) {
        Client client(server.port());
        std::string bytes = good + get("/kept") + good;
        for (int i = 0; i < 3; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
        client.send(std::string_view(bytes).substr(0, random() % (bytes.size() * 2)));
        if (random() % 2 == 0) {
          client.reset();
        } else if (random() % 2 == 0) {
          (void)client.receive();
        }
      }
    });
  }
  const auto began = Clock::now();
  int served = 0;
  while (Clock::now() - began < 3s || (served <= 20 && Clock::now() - began < long_enough)) {
    const auto answer = exchange(server.port(), good);
    ASSERT_EQ(answer.status, 200);
    ASSERT_EQ(answer.body, "body");
    ++served;
  }
  over = true;
  for (auto& client : clients) client.join();
  EXPECT_GT(served, 20);
}

}  // namespace
}  // namespace edge_test
