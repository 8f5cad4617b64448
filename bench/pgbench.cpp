#include "bench/pgbench.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <span>
#include <stdexcept>

namespace bench {
namespace {

// pgbench has no arrays: the event of place :place, by halves.
std::string pick(std::span<const std::int64_t> events, std::size_t first) {
  if (events.size() == 1) return std::to_string(events.front());
  const auto half = events.size() / 2;
  return "case when :place < " + std::to_string(first + half) + " then " + pick(events.first(half), first) + " else " +
         pick(events.subspan(half), first + half) + " end";
}

// Values of their own are made of :draw, so that unique ones are.
std::string value_of(const ModelColumn& column) {
  if (column.name == "event_id") return ":event";
  if (column.name == "registration_id") return ":id";
  if (!column.is_random) return column.value;
  if (!column.name.ends_with("_hash")) return column.value;
  return "left(repeat(md5(cast(:draw as text)), 3), " + std::to_string(column.length) + ")";
}

// One row for each condition.
std::string insert_statement(storage::Connection& database, const std::string& table,
                             const std::vector<std::string>& conditions) {
  std::string names;
  std::string rows;
  for (const auto& condition : conditions) {
    std::string values;
    names.clear();
    for (const auto& column : model_row(database, table, condition)) {
      if (column.name == "id") continue;
      names.append(names.empty() ? "" : ", ").append(column.name);
      values.append(values.empty() ? "" : ", ").append(value_of(column));
    }
    rows.append(rows.empty() ? "(" : ", (").append(values).append(")");
  }
  return "insert into " + table + " (" + names + ") values " + rows;
}

std::string names_of(storage::Connection& database, const std::string& table) {
  std::string names;
  for (const auto& column : model_row(database, table, "id = (select min(id) from " + table + ")")) {
    names.append(names.empty() ? "" : ", ").append(column.name);
  }
  return names;
}

std::string programs() {
  const std::unique_ptr<FILE, int (*)(FILE*)> found(
      popen("ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1 | tr -d '\\n'", "r"), pclose);
  std::array<char, 256> path{};
  if (found == nullptr || std::fgets(path.data(), path.size(), found.get()) == nullptr) {
    throw std::runtime_error("there is no pgbench");
  }
  return path.data();
}

}  // namespace

std::string registration_script(const RushDatabase& of) {
  const auto database = connect(of);
  const auto events = events_of(*database);
  std::string script =
      "\\set place random(0, " + std::to_string(events.size() - 1) + ")\n\\set event " + pick(events, 0) +
      "\n\\set draw random(1, 9000000000000000000)\n"
      "begin isolation level read committed;\n"
      "select " +
      names_of(*database, "event") + " from event where id = :event for no key update;\n" +
      insert_statement(*database, "registration", {"id = 1"}) + " on conflict do nothing returning id \\gset\n" +
      insert_statement(*database, "person", {"registration_id = 1"}) +
      ";\n"
      "update event set confirmed_persons = confirmed_persons + 1, "
      "waitlisted_persons = waitlisted_persons + 0, confirmed_children = confirmed_children + 0, "
      "version = coalesce(2, version) where id = :event;\n";
  std::vector<std::string> messages;
  for (const auto id : model_messages(*database)) messages.push_back("id = " + std::to_string(id));
  return script + insert_statement(*database, "outbox", messages) +
         ";\n"
         "update programme_revision set content = content + 0, places = places + 1 where stripe = :client_id % 64 "
         "returning content, places;\ncommit;\n";
}

double run_pgbench(const RushDatabase& database, const std::string& script, int clients,
                   std::chrono::seconds duration) {
  const auto file = database.folder / "registration.pgbench";
  std::ofstream(file) << script;
  const std::string command =
      programs() + "/pgbench --no-vacuum --protocol=prepared --jobs=2 --client=" + std::to_string(clients) +
      " --time=" + std::to_string(duration.count()) + " --file='" + file.string() + "' '" + database.url + "' 2>&1";
  const std::unique_ptr<FILE, int (*)(FILE*)> running(popen(command.c_str(), "r"), pclose);
  std::string told;
  std::array<char, 1024> part{};
  while (running != nullptr && std::fgets(part.data(), part.size(), running.get()) != nullptr) told += part.data();
  const auto at = told.find("tps = ");
  if (at == std::string::npos || told.find("number of failed transactions: 0 ") == std::string::npos) {
    throw std::runtime_error("pgbench failed: " + told.substr(0, 2000));
  }
  return std::strtod(told.c_str() + at + 6, nullptr);
}

}  // namespace bench
