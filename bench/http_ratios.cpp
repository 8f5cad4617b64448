#include <cstdio>
#include <cstdlib>

#include "bench/bare_server.hpp"
#include "bench/kutsu_server.hpp"
#include "bench/load_client.hpp"
#include "bench/programme.hpp"
#include "bench/table.hpp"

// What Kutsu serves a second, against a Pistache handler that answers the same bytes and does nothing else.
namespace {

using namespace bench;

constexpr int connections = 32;

struct Scenario {
  std::string name;
  std::string target;
  bool known = false;  // If-None-Match with the present tag
  double goal;
  std::string request{};
  int status = 200;
  std::size_t bytes = 0;
  std::vector<double> kutsu{};
  std::vector<double> bare{};
  std::vector<double> p99{};
};

// Fetches what Kutsu answers, so that the bare server can answer it too.
BareAnswer learn(Scenario& scenario, int port) {
  const auto whole = fetch(port, get(scenario.target));
  const auto etag = whole.field("ETag");
  if (whole.status != 200 || etag.empty()) throw std::runtime_error(scenario.target + " is not answered as expected");
  scenario.request = get(scenario.target, scenario.known ? "If-None-Match: " + etag + "\r\n" : "");
  const auto answer = scenario.known ? fetch(port, scenario.request) : whole;
  scenario.status = answer.status;
  scenario.bytes = answer.body.size();
  const auto type = answer.field("Content-Type");
  return {answer.status, type.substr(0, type.find(';')), etag, answer.body};
}

double measure(const Scenario& scenario, int port, std::chrono::milliseconds duration, std::vector<double>* p99) {
  const auto result = load(
      port, [&](std::size_t) { return std::string_view(scenario.request); }, scenario.status, connections, duration);
  if (result.other_statuses > 0) throw std::runtime_error(scenario.name + ": unexpected statuses");
  if (p99 != nullptr) p99->push_back(result.p99);
  return result.per_second;
}

void print(const std::vector<Scenario>& scenarios) {
  std::vector<std::vector<std::string>> rows{
      {"", "body, bytes", "bare Pistache, /s", "Kutsu, /s", "ratio", "target", "Kutsu p99, ms"}};
  for (const auto& s : scenarios) {
    const double bare = median(s.bare);
    const double kutsu = median(s.kutsu);
    rows.push_back({s.name, grouped(static_cast<double>(s.bytes)), grouped(bare), grouped(kutsu),
                    fixed(kutsu / bare, 2), fixed(s.goal, 1), fixed(median(s.p99), 1)});
  }
  print_table(rows);
}

}  // namespace

// Arguments: rounds (5), milliseconds a round and server (2000), events (1000), threads of the bare server (2),
// what the measured ones' names contain (all).
int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
  const std::chrono::milliseconds duration{argc > 2 ? std::atoi(argv[2]) : 2000};
  const auto events = static_cast<std::size_t>(argc > 3 ? std::atoi(argv[3]) : 1000);
  const int bare_threads = argc > 4 ? std::atoi(argv[4]) : 2;
  const std::string wanted = argc > 5 ? argv[5] : "";
  try {
    const TemporaryFolder folder;
    run_apart([&] { add_events(House(folder.path()).ports(), events); });
    const ChildProcess kutsu(serve_kutsu(folder.path()));
    std::vector<Scenario> scenarios{
        {.name = "list, 20 events", .target = "/api/v1/events?page_size=20", .goal = 0.5},
        {.name = "list, 1,000 events", .target = "/api/v1/events?page_size=1000", .goal = 0.5},
        {.name = "feed, 304", .target = "/calendar.ics", .known = true, .goal = 0.8},
        {.name = "feed, 200", .target = "/calendar.ics", .goal = 0.5}};
    std::erase_if(scenarios, [&](const Scenario& s) { return s.name.find(wanted) == std::string::npos; });
    for (auto& scenario : scenarios) {
      const ChildProcess bare(serve_bare(learn(scenario, kutsu.port()), bare_threads));
      for (int round = 0; round < rounds; ++round) {
        scenario.bare.push_back(measure(scenario, bare.port(), duration, nullptr));
        scenario.kutsu.push_back(measure(scenario, kutsu.port(), duration, &scenario.p99));
      }
    }
    print(scenarios);
    std::printf("%d connections, medians of %d rounds; Kutsu's memory: %ld MB\n", connections, rounds,
                kutsu.resident_memory() / (1024 * 1024));
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
