#pragma once
#include <filesystem>

#include "domain/time.hpp"
#include "storage/open_store.hpp"

// Copies of an SQLite database. For PostgreSQL, whose own pg_dump does that better, both throw Error{invalid,
// "backup_postgresql"}.
namespace storage {

// The state of one moment, while servers run; readable by its owner alone. Error{conflict, "backup_exists"} where there
// is such a file, Error{unavailable, "backup_file"} where it cannot be written.
void back_up(const StoreSettings& settings, const std::filesystem::path& file);

// Puts the copy in the place of the database; whole or not at all. The database that was there is kept beside it as
// "<name>.before-restore". Error{conflict, "servers_run"} while a server uses it, Error{invalid, "backup_file"} for
// what is no whole database of Kutsu, or was made with other keys.
void restore(const StoreSettings& settings, const std::filesystem::path& file, domain::Instant now);

}  // namespace storage
