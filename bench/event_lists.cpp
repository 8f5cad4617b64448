#include <cstdio>
#include <cstdlib>
#include <map>

#include "bench/child_process.hpp"
#include "bench/kutsu_server.hpp"
#include "bench/list_events.hpp"
#include "bench/load_client.hpp"
#include "bench/programme.hpp"
#include "bench/table.hpp"

// What a list, a filter and a search cost with few events and with many, asked over HTTP so that the database answers
// each time: every request has a moment of its own in it.
namespace {

using namespace bench;

struct Scenario {
  std::string name;
  std::string query;
  std::size_t bytes = 0;
  std::size_t asked = 0;  // how often
  // By number of events.
  std::map<std::size_t, std::string> found{};
  std::map<std::size_t, std::vector<double>> milliseconds{};
};

std::vector<Scenario> scenarios() {
  return {{"list", "page_size=20"},
          {"third page", "page_size=20&page=3"},
          {"one theme", "theme=housing"},
          {"two themes", "theme=housing,economy"},
          {"language", "language=so"},
          {"municipality", "municipality=Kunta%207"},
          {"kind", "kind=training"},
          {"organisation", "organisation=Yhdistys%207"},
          {"place", "place=talo%207&page_size=5"},
          {"registration open", "open=true"},
          {"theme and language", "theme=housing&language=so&page_size=5"},
          {"search: a word of 1 in 10", "q=asuminen"},
          {"search: of 1 in 100", "q=" + rare_word(7) + "&page_size=5"},
          {"search: of 10 events", "q=" + rarest_word + "&page_size=5"},
          {"search: a beginning", "q=asu"},
          {"search: two words", "q=asuminen%20neuvonta"},
          {"search: in Arabic", "q=%D8%A7%D9%84%D8%B3%D9%83%D9%86"},
          {"search and theme", "q=asuminen&theme=housing&page_size=5"}};
}

// Ever another second of the same hour: the same events, but no answer that was kept.
class Requests {
 public:
  Requests(std::string query, std::size_t& count) : query_(std::move(query)), count_(count) {}
  std::string_view operator()(std::size_t) {
    char moment[32];
    std::snprintf(moment, sizeof moment, "%02zu:%02zu:%02zuZ", count_ / 3600 % 24, count_ / 60 % 60, count_ % 60);
    ++count_;
    request_ = get("/api/v1/events?" + query_ + "&from=" + today() + "T" + moment);
    return request_;
  }

 private:
  std::string query_, request_;
  std::size_t& count_;
};

// What the list says that there is: "7", "500+".
std::string found_in(const std::string& body) {
  const std::string name = "\"count\":";
  const std::size_t at = body.find(name) + name.size();
  const std::string count = body.substr(at, body.find_first_not_of("0123456789", at) - at);
  return count + (body.find("\"more_than_counted\"") == std::string::npos ? "" : "+");
}

void measure(Scenario& scenario, std::size_t events, int port, std::chrono::milliseconds duration) {
  Requests requests(scenario.query, scenario.asked);
  const auto answer = fetch(port, requests(0));
  if (answer.status != 200) throw std::runtime_error(scenario.name + " is not answered: " + answer.body);
  scenario.bytes = answer.body.size();
  scenario.found[events] = found_in(answer.body);
  // The database has seen the question before.
  for (int i = 0; i < 20; ++i) static_cast<void>(fetch(port, requests(0)));
  const auto result = load(
      port, [&](std::size_t n) { return requests(n); }, 200, 1, duration);
  if (result.other_statuses > 0) throw std::runtime_error(scenario.name + ": unexpected statuses");
  scenario.milliseconds[events].push_back(result.p50);
}

void print(const std::vector<Scenario>& measured, std::size_t few, std::size_t many) {
  std::vector<std::vector<std::string>> rows{{"", "body, bytes", "found", grouped(static_cast<double>(few)) + ", ms",
                                              "found", grouped(static_cast<double>(many)) + ", ms", "ratio"}};
  for (const Scenario& scenario : measured) {
    const double small = median(scenario.milliseconds.at(few)), large = median(scenario.milliseconds.at(many));
    rows.push_back({scenario.name, grouped(static_cast<double>(scenario.bytes)), scenario.found.at(few),
                    fixed(small, 2), scenario.found.at(many), fixed(large, 2), fixed(large / small, 2)});
  }
  print_table(rows);
}

std::string url_for(const std::string& engine, std::size_t events) {
  if (engine == "sqlite") return {};
  const char* const server = std::getenv("KUTSU_TEST_POSTGRESQL_URL");
  if (server == nullptr) throw std::runtime_error("run this by script/with_postgresql");
  return in_schema(server, "lists_" + std::to_string(events));
}

}  // namespace

// Arguments: engine (sqlite, postgresql), rounds (5), milliseconds a round (500), few (1000), many (100000), what the
// measured ones' names contain (all), a folder where SQLite's files are kept for the next time (none).
int main(int argc, char** argv) {
  const std::string engine = argc > 1 ? argv[1] : "sqlite";
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 5;
  const std::chrono::milliseconds duration{argc > 3 ? std::atoi(argv[3]) : 500};
  const auto few = static_cast<std::size_t>(argc > 4 ? std::atoi(argv[4]) : 1000);
  const auto many = static_cast<std::size_t>(argc > 5 ? std::atoi(argv[5]) : 100'000);
  const std::string wanted = argc > 6 ? argv[6] : "";
  try {
    const TemporaryFolder gone;
    const std::filesystem::path folder = argc > 7 ? std::filesystem::path(argv[7]) : gone.path();
    const auto filled = [&](std::size_t events) {
      const std::filesystem::path of = folder / std::to_string(events);
      if (std::filesystem::create_directories(of)) {
        run_apart([&] { fill_with_events(of, url_for(engine, events), events); });
      }
      return of;
    };
    const std::filesystem::path small_folder = filled(few), large_folder = filled(many);
    const ChildProcess small(serve_kutsu(small_folder, url_for(engine, few)));
    const ChildProcess large(serve_kutsu(large_folder, url_for(engine, many)));
    std::vector<Scenario> measured = scenarios();
    std::erase_if(measured, [&](const Scenario& s) { return s.name.find(wanted) == std::string::npos; });
    for (int round = 0; round < rounds; ++round) {
      for (Scenario& scenario : measured) {
        measure(scenario, few, small.port(), duration);
        measure(scenario, many, large.port(), duration);
      }
    }
    print(measured, few, many);
    std::printf("%s, one connection, medians of %d rounds; memory with %zu events: %ld MB\n", engine.c_str(), rounds,
                many, large.resident_memory() / (1024 * 1024));
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
