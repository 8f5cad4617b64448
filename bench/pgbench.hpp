#pragma once
#include <chrono>
#include <string>

#include "bench/rush_database.hpp"

namespace bench {

// The statements of one registration as Kutsu sends them, for pgbench -f: the same rows and the same lengths.
[[nodiscard]] std::string registration_script(const RushDatabase& database);

// Registrations a second by pgbench with so many clients, prepared statements.
[[nodiscard]] double run_pgbench(const RushDatabase& database, const std::string& script, int clients,
                                 std::chrono::seconds duration);

}  // namespace bench
