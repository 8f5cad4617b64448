#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "storage/connection.hpp"

namespace bench {

// A database of Kutsu's for `registration_rush`: events with open places, and registrations already there.
struct RushDatabase {
  std::filesystem::path folder;  // of its key, and of the file where it is SQLite's
  std::string url;
};

// The file for SQLite.
[[nodiscard]] std::filesystem::path file_of(const RushDatabase& database);
[[nodiscard]] std::unique_ptr<storage::Connection> connect(const RushDatabase& database);

// Makes the tables, `events` events and one registration for the first, by the program itself. Has threads: see
// run_apart.
void make(const RushDatabase& database, std::size_t events);
// Adds copies of that registration, its persons and its messages by SQL, spread over the events; what is sealed, hashed
// or drawn becomes random text of the same length. The messages are over.
void fill(const RushDatabase& database, std::size_t registrations);

// Milliseconds that a durable commit of one small row takes: the median of many.
[[nodiscard]] double bare_commit(const RushDatabase& database);

[[nodiscard]] std::vector<std::int64_t> events_of(storage::Connection& database);

// The row of `table` that `condition` finds, as SQL: each column and its value there.
struct ModelColumn {
  std::string name;
  std::string value;       // a literal
  std::size_t length = 0;  // of a text
  bool is_text = false;
  bool is_random = false;  // each row has its own: ciphertexts, hashes, seeds
};
[[nodiscard]] std::vector<ModelColumn> model_row(storage::Connection& database, const std::string& table,
                                                 const std::string& condition);
// The ids of the messages about the first registration.
[[nodiscard]] std::vector<std::int64_t> model_messages(storage::Connection& database);

}  // namespace bench
