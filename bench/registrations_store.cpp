#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

#include "bench/programme.hpp"
#include "bench/raw_sqlite.hpp"
#include "bench/table.hpp"
#include "domain/register_participants.hpp"

// Registrations a second through the use case and the store, without HTTP, against the same rows straight through
// SQLite's C API, committed in groups as large as the threads that wait.
namespace {

using namespace bench;
using Seconds = std::chrono::duration<double>;

constexpr double goal = 0.5;

struct Round {
  double store;
  double single;
  double batched;
};

domain::RegistrationRequest request_of(std::size_t n, const std::vector<std::int64_t>& events) {
  char phone[32];
  std::snprintf(phone, sizeof phone, "+35840555%04zu", n % 10'000);
  const auto number = std::to_string(n);
  domain::RegistrationRequest request;
  request.event = {events[n % events.size()]};
  request.contact = {"Esimerkki " + number, domain::PhoneNumber(phone),
                     domain::EmailAddress("esimerkki" + number + "@example.org"), domain::LanguageTag("fi")};
  domain::Person person;
  person.name = request.contact.name;
  request.persons = {person};
  request.consent_version = "1";
  return request;
}

double register_many(const domain::Ports& ports, const std::vector<std::int64_t>& events, int threads,
                     Seconds duration) {
  std::atomic<std::size_t> next{0};
  const auto began = std::chrono::steady_clock::now();
  std::vector<std::thread> running;
  for (int t = 0; t < threads; ++t) {
    running.emplace_back([&] {
      while (Seconds(std::chrono::steady_clock::now() - began) < duration) {
        (void)domain::register_participants(ports, request_of(next++, events));
      }
    });
  }
  for (auto& thread : running) thread.join();
  return static_cast<double>(next) / Seconds(std::chrono::steady_clock::now() - began).count();
}

double write_again(const Rows& rows, const std::filesystem::path& before, std::size_t per_commit) {
  const TemporaryFolder folder;
  const auto database = folder.path() / "raw.db";
  std::filesystem::copy_file(before, database);
  return rows.write(database, per_commit);
}

Round measure(int threads, Seconds duration, std::size_t events) {
  const TemporaryFolder folder;
  const auto database = folder.path() / "kutsu.db";
  const auto before = folder.path() / "before.db";
  add_events(House(folder.path()).ports(), events);
  const auto ids = event_ids(database);
  std::filesystem::copy_file(database, before);
  const double store = register_many(House(folder.path()).ports(), ids, threads, duration);
  const Rows rows(database);
  return {store, write_again(rows, before, 1), write_again(rows, before, static_cast<std::size_t>(threads))};
}

void print(const std::vector<Round>& rounds, int threads) {
  const auto middle = [&](double Round::*member) {
    std::vector<double> values;
    for (const auto& round : rounds) values.push_back(round.*member);
    return median(values);
  };
  const double store = middle(&Round::store);
  const double single = middle(&Round::single);
  const double batched = middle(&Round::batched);
  print_table({{"", "registrations/s", "the store against it", "target"},
               {"register_participants", grouped(store), "", ""},
               {"C API, one a commit", grouped(single), fixed(store / single, 2), ""},
               {"C API, " + std::to_string(threads) + " a commit", grouped(batched), fixed(store / batched, 2),
                fixed(goal, 1)}});
  std::printf("%d threads, medians of %zu rounds\n", threads, rounds.size());
}

}  // namespace

// Arguments: rounds (5), milliseconds a round (3000), threads (32), events (1000).
int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
  const Seconds duration{(argc > 2 ? std::atoi(argv[2]) : 3000) / 1000.0};
  const int threads = argc > 3 ? std::atoi(argv[3]) : 32;
  const auto events = static_cast<std::size_t>(argc > 4 ? std::atoi(argv[4]) : 1000);
  try {
    std::vector<Round> measured;
    for (int round = 0; round < rounds; ++round) measured.push_back(measure(threads, duration, events));
    print(measured, threads);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
