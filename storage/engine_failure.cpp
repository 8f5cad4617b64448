#include "storage/engine_failure.hpp"

#include <sqlite3.h>

#include "domain/error.hpp"
#include "storage/failure.hpp"

namespace storage {

void throw_sqlite(int primary, int extended, std::string_view sql) {
  switch (primary) {
    case SQLITE_CONSTRAINT:
      if (extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY ||
          extended == SQLITE_CONSTRAINT_ROWID) {
        throw_duplicate();
      }
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_NOMEM:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_INTERRUPT:
      throw_unavailable();
    default:
      break;
  }
  throw_fault(std::to_string(extended), sql);
}

void throw_postgresql(const std::string& state, bool alive, std::string_view sql) {
  // 0A000: statements prepared before a newer version migrated the tables.
  if (!alive || state.starts_with("08") || state.starts_with("57P") || state == "0A000") throw ConnectionLost();
  if (state == "23505") throw_duplicate();
  if (state == "23503") throw_reference_lost(state, sql);
  if (state == "40001" || state == "40P01") throw LostRace();
  // 22: a text with a NUL or broken UTF-8 that no edge should have let in.
  if (state == "22021" || state == "22P05") {
    throw domain::Error(domain::ErrorKind::invalid, "encoding", "a text is not valid UTF-8");
  }
  // Insufficient resources, locks not granted, cancelled by a limit, a system's or the storage's failure.
  if (state.starts_with("53") || state.starts_with("55") || state.starts_with("57") || state.starts_with("58") ||
      state.starts_with("XX") || state == "25006") {
    throw_unavailable();
  }
  throw_fault(state, sql);
}

}  // namespace storage
