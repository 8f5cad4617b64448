#include <malloc.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>

#include "bench/kutsu_server.hpp"
#include "bench/load_client.hpp"
#include "bench/pgbench.hpp"
#include "bench/programme.hpp"
#include "bench/raw_sqlite.hpp"
#include "bench/rush_database.hpp"
#include "bench/table.hpp"

// Registrations a second over HTTP, with few and with many registrations in the database: on SQLite against the same
// rows by group commit through its C API, on PostgreSQL against pgbench running the same statements.
namespace {

using namespace bench;

constexpr double sqlite_goal = 0.5;
constexpr double postgresql_goal = 0.8;
constexpr double p99_goal = 50;        // medians of a bare commit
constexpr double slowdown_goal = 1.3;  // with many against with few
constexpr double memory_goal = 200;    // MB

struct Plan {
  int rounds = 5;
  std::chrono::milliseconds duration{3000};
  std::size_t few = 1000;
  std::size_t many = 1'000'000;
  int connections = 128;
  int calm_connections = 16;  // so few that hardly anybody queues
  std::size_t events = 1000;
  std::size_t rushed = 50;      // of those, into how many people register
  std::size_t per_commit = 32;  // on the raw side: as many as Kutsu has threads
  int clients = 32;             // pgbench's
};

// What was measured with one database, a value a round.
struct Series {
  std::vector<double> kutsu;
  std::vector<double> p50;
  std::vector<double> p95;
  std::vector<double> p99;
  std::vector<double> limit;
  std::vector<double> half_p99;  // at half the rate
  std::vector<double> calm_p99;  // with calm_connections
  double memory = 0;             // MB, the most
};

std::string request_of(std::size_t n, const std::vector<std::int64_t>& events) {
  char phone[32];
  std::snprintf(phone, sizeof phone, "+35840555%04zu", n % 10'000);
  const auto number = std::to_string(n);
  const auto body = R"({"contact":{"name":"Esimerkki )" + number + R"(","phone":")" + phone +
                    R"(","email":"esimerkki)" + number +
                    R"(@example.org","language":"fi"},"persons":[{"name":"Esimerkki )" + number + R"("}]})";
  return "POST /api/v1/events/" + std::to_string(events[n % events.size()]) +
         "/registrations HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\nContent-Type: application/json\r\n"
         "Content-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

// One round against a server of its own.
void register_many(const RushDatabase& database, const Plan& plan, Series& series) {
  auto events = events_of(*connect(database));
  events.resize(std::min(events.size(), plan.rushed));
  // The server's process begins with what this one holds.
  malloc_trim(0);
  ChildProcess kutsu(serve_kutsu(database.folder, database.url));
  std::string bytes;
  const auto request = [&](std::size_t n) {
    bytes = request_of(n, events);
    return std::string_view(bytes);
  };
  const auto made = load(kutsu.port(), request, 201, plan.connections, plan.duration);
  if (made.other_statuses > 0) throw std::runtime_error("not every registration was taken");
  // Half as many as it can take: what one person waits for then is no queue.
  const auto half = load_at(made.per_second / 2, kutsu.port(), request, 201, plan.connections, plan.duration);
  const auto calm = load(kutsu.port(), request, 201, plan.calm_connections, plan.duration);
  if (half.other_statuses + calm.other_statuses > 0) throw std::runtime_error("not every registration was taken");
  series.half_p99.push_back(half.p99);
  series.calm_p99.push_back(calm.p99);
  series.memory = std::max(series.memory, static_cast<double>(kutsu.resident_memory()) / 1e6);
  series.kutsu.push_back(made.per_second);
  series.p50.push_back(made.p50);
  series.p95.push_back(made.p95);
  series.p99.push_back(made.p99);
}

// A database with so many registrations, and copies of it: one for Kutsu, one for the limit.
class Stock {
 public:
  Stock(const std::string& server_url, const Plan& plan, std::size_t registrations)
      : server_(server_url), name_("bench_" + std::to_string(registrations)) {
    if (!server_.empty()) {
      run_on_server("drop database if exists " + name_);
      run_on_server("create database " + name_);
    }
    const RushDatabase stock = named(name_);
    run_apart([&] { make(stock, plan.events); });
    const auto began = std::chrono::steady_clock::now();
    run_apart([&] { fill(stock, registrations); });
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    std::fprintf(stderr, "%s registrations filled in, %.1f s\n", grouped(static_cast<double>(registrations)).c_str(),
                 took.count());
  }
  [[nodiscard]] RushDatabase for_kutsu() const { return named(name_ + "_kutsu"); }
  [[nodiscard]] RushDatabase for_limit() const { return named(name_ + "_limit"); }

  // Both as they were filled, and nothing of them left to be written.
  void renew() const {
    for (const auto& copy : {for_kutsu(), for_limit()}) {
      if (server_.empty()) {
        for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(file_of(copy).string() + suffix);
        std::filesystem::copy_file(file_of(named(name_)), file_of(copy));
      } else {
        const auto copied = copy.url.substr(copy.url.find(name_), name_.size() + 6);
        run_on_server("drop database if exists " + copied);
        run_on_server("create database " + copied + " template " + name_);
      }
    }
    if (!server_.empty()) run_on_server("checkpoint");
    ::sync();
  }

 private:
  void run_on_server(const std::string& sql) const {
    const auto server = storage::Connection::open_postgresql(server_);
    server->run_once("set statement_timeout = 0");
    server->run_once(sql);
  }
  [[nodiscard]] RushDatabase named(const std::string& name) const {
    if (server_.empty()) return {folder_.path(), "sqlite3://" + (folder_.path() / (name + ".db")).string()};
    std::string url = server_;
    return {folder_.path(), url.replace(url.find("/postgres?"), 10, "/" + name + "?")};
  }

  std::string server_;
  std::string name_;
  TemporaryFolder folder_;
};

void measure_sqlite(const Stock& stock, const Plan& plan, Series& series) {
  const auto database = stock.for_kutsu();
  const auto last = connect(database)->rows<std::int64_t>("select max(id) from registration")[0];
  register_many(database, plan, series);
  const Rows rows(file_of(database), last);
  series.limit.push_back(rows.write(file_of(stock.for_limit()), plan.per_commit));
}

void measure_postgresql(const Stock& stock, const Plan& plan, Series& series) {
  register_many(stock.for_kutsu(), plan, series);
  const auto database = stock.for_limit();
  series.limit.push_back(run_pgbench(database, registration_script(database), plan.clients,
                                     std::chrono::ceil<std::chrono::seconds>(plan.duration)));
}

std::string met(bool is_met) {
  return is_met ? "met" : "missed";
}

// The promises: to print, one a row.
using Table = std::vector<std::vector<std::string>>;

void add(Table& table, const std::string& what, double figure, const std::string& bound, double goal, bool at_least) {
  table.push_back({what, fixed(figure, 2), bound + fixed(goal, 1), met(at_least ? figure >= goal : figure <= goal)});
}

void report(const std::string& engine, const Series& few, const Series& many, const Plan& plan, double bare,
            double goal) {
  Table speeds{{engine, "registrations/s", "limit/s", "ratio", "p50, ms", "p95, ms", "p99, ms", "p99 at half, ms",
                "p99 with " + std::to_string(plan.calm_connections) + ", ms", "memory, MB"}};
  for (const auto& [count, series] : {std::pair(plan.few, &few), std::pair(plan.many, &many)}) {
    if (series->kutsu.empty()) continue;
    speeds.push_back({grouped(static_cast<double>(count)) + " there before", grouped(median(series->kutsu)),
                      grouped(median(series->limit)), fixed(median(series->kutsu) / median(series->limit), 2),
                      fixed(median(series->p50), 1), fixed(median(series->p95), 1), fixed(median(series->p99), 1),
                      fixed(median(series->half_p99), 1), fixed(median(series->calm_p99), 1),
                      fixed(series->memory, 0)});
  }
  std::printf("\n");
  print_table(speeds);
  Table promises{{engine, "measured", "target", ""}};
  add(promises, "against the limit", median(few.kutsu) / median(few.limit), ">= ", goal, true);
  const std::string in_commits = ", in bare commits (" + fixed(bare, 2) + " ms)";
  add(promises, "p99" + in_commits, median(few.p99) / bare, "<= ", p99_goal, false);
  add(promises, "p99 at half the rate" + in_commits, median(few.half_p99) / bare, "<= ", p99_goal, false);
  add(promises, "p99 with " + std::to_string(plan.calm_connections) + " connections" + in_commits,
      median(few.calm_p99) / bare, "<= ", p99_goal, false);
  if (!many.kutsu.empty()) {
    add(promises, "slower with " + grouped(static_cast<double>(plan.many)), median(few.kutsu) / median(many.kutsu),
        "<= ", slowdown_goal, false);
    add(promises, "memory, MB", many.memory, "<= ", memory_goal, false);
  }
  std::printf("\n");
  print_table(promises);
}

void run(const std::string& server, const Plan& plan) {
  const Stock few(server, plan, plan.few);
  std::optional<Stock> many;
  if (plan.many > 0) many.emplace(server, plan, plan.many);
  Series with_few;
  Series with_many;
  std::vector<std::pair<const Stock*, Series*>> stocks{{&few, &with_few}};
  if (many) stocks.emplace_back(&*many, &with_many);
  std::vector<double> bare;
  for (int round = 0; round < plan.rounds; ++round) {
    // A few thousand more make no difference to many.
    few.renew();
    if (round == 0 && many) many->renew();
    bare.push_back(bare_commit(few.for_limit()));
    for (const auto& [stock, series] : stocks) {
      if (server.empty()) {
        measure_sqlite(*stock, plan, *series);
      } else {
        measure_postgresql(*stock, plan, *series);
      }
    }
  }
  report(server.empty() ? "SQLite" : "PostgreSQL", with_few, with_many, plan, median(bare),
         server.empty() ? sqlite_goal : postgresql_goal);
}

}  // namespace

// Arguments: sqlite or postgresql, rounds (5), milliseconds a round (3000), registrations before (1000000; 0: only with
// few), connections (128), events that are rushed into (50 of 1000). PostgreSQL's is the one of script/with_postgresql.
int main(int argc, char** argv) {
  Plan plan;
  const bool postgresql = argc > 1 && std::string(argv[1]) == "postgresql";
  if (argc > 2) plan.rounds = std::atoi(argv[2]);
  if (argc > 3) plan.duration = std::chrono::milliseconds(std::atoi(argv[3]));
  if (argc > 4) plan.many = static_cast<std::size_t>(std::atoll(argv[4]));
  if (argc > 5) plan.connections = std::atoi(argv[5]);
  if (argc > 6) plan.rushed = static_cast<std::size_t>(std::atoll(argv[6]));
  const char* server = std::getenv("KUTSU_TEST_POSTGRESQL_URL");
  try {
    if (postgresql && server == nullptr) throw std::runtime_error("run it with script/with_postgresql");
    run(postgresql ? server : "", plan);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
