#pragma once
#include "storage/connection.hpp"
#include "storage/field_cipher.hpp"

namespace storage {

// Brings the tables up to what this program knows, in one transaction and under a lock: several processes may start at
// once. Throws Error{conflict, "schema_newer"} for a database that a newer program migrated, and Error{invalid, "key"}
// for one that was made with other keys.
void migrate(Connection& database, const FieldCipher& cipher);

// Under which table `installation` holds the check of a key that sealed something.
[[nodiscard]] std::string key_check_name(int number);
// The last migration that was applied.
[[nodiscard]] int schema_version(Connection& database);

}  // namespace storage
