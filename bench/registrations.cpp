#include <cstdio>
#include <cstdlib>
#include <string>

#include "bench/kutsu_server.hpp"
#include "bench/load_client.hpp"
#include "bench/programme.hpp"
#include "bench/raw_sqlite.hpp"
#include "bench/table.hpp"

// Registrations a second over HTTP into SQLite, against the same rows written straight through SQLite's C API.
namespace {

using namespace bench;

constexpr int connections = 128;
constexpr double goal = 0.5;

std::string body_of(std::size_t n) {
  char phone[32];
  std::snprintf(phone, sizeof phone, "+35840555%04zu", n % 10'000);
  const auto number = std::to_string(n);
  return R"({"contact":{"name":"Esimerkki )" + number + R"(","phone":")" + phone + R"(","email":"esimerkki)" + number +
         R"(@example.org","language":"fi"},"persons":[{"name":"Esimerkki )" + number + R"("}]})";
}

std::string request_of(std::size_t n, const std::vector<std::int64_t>& events) {
  const auto body = body_of(n);
  return "POST /api/v1/events/" + std::to_string(events[n % events.size()]) +
         "/registrations HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\nContent-Type: application/json\r\n"
         "Content-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

struct Round {
  double kutsu;
  double p99;
  double single;  // the raw rows, one registration a commit
  double batched;
};

// As they lay there before anybody registered.
double write_again(const Rows& rows, const std::filesystem::path& before, std::size_t per_commit) {
  const TemporaryFolder folder;
  const auto database = folder.path() / "raw.db";
  std::filesystem::copy_file(before, database);
  return rows.write(database, per_commit);
}

Round measure(std::size_t events, std::chrono::milliseconds duration, std::size_t per_commit) {
  const TemporaryFolder folder;
  const auto database = folder.path() / "kutsu.db";
  const auto before = folder.path() / "before.db";
  run_apart([&] { add_events(House(folder.path()).ports(), events); });
  const auto ids = event_ids(database);
  std::filesystem::copy_file(database, before);
  ChildProcess kutsu(serve_kutsu(folder.path()));
  std::string bytes;
  const auto request = [&](std::size_t n) {
    bytes = request_of(n, ids);
    return std::string_view(bytes);
  };
  const auto made = load(kutsu.port(), request, 201, connections, duration);
  kutsu.stop();
  if (made.other_statuses > 0) throw std::runtime_error("not every registration was taken");
  const Rows rows(database);
  return {made.per_second, made.p99, write_again(rows, before, 1), write_again(rows, before, per_commit)};
}

void print(const std::vector<Round>& rounds, std::size_t per_commit) {
  const auto middle = [&](double Round::*member) {
    std::vector<double> values;
    for (const auto& round : rounds) values.push_back(round.*member);
    return median(values);
  };
  const double kutsu = middle(&Round::kutsu);
  const double single = middle(&Round::single);
  const double batched = middle(&Round::batched);
  print_table(
      {{"", "registrations/s", "Kutsu against it", "target"},
       {"Kutsu over HTTP", grouped(kutsu), "", ""},
       {"C API, one a commit", grouped(single), fixed(kutsu / single, 2), fixed(goal, 1)},
       {"C API, " + std::to_string(per_commit) + " a commit", grouped(batched), fixed(kutsu / batched, 2), ""}});
  std::printf("%d connections, medians of %zu rounds; Kutsu's p99: %s ms\n", connections, rounds.size(),
              fixed(middle(&Round::p99), 1).c_str());
}

}  // namespace

// Arguments: rounds (5), milliseconds a round (3000), events (1000), registrations a commit on the raw side (16).
int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
  const std::chrono::milliseconds duration{argc > 2 ? std::atoi(argv[2]) : 3000};
  const auto events = static_cast<std::size_t>(argc > 3 ? std::atoi(argv[3]) : 1000);
  const auto per_commit = static_cast<std::size_t>(argc > 4 ? std::atoi(argv[4]) : 16);
  try {
    std::vector<Round> measured;
    for (int round = 0; round < rounds; ++round) measured.push_back(measure(events, duration, per_commit));
    print(measured, per_commit);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
