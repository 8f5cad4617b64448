#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace bench {

// The ids of all events.
[[nodiscard]] std::vector<std::int64_t> event_ids(const std::filesystem::path& database);

// A copy of a database that others have open.
void copy_database(const std::filesystem::path& from, const std::filesystem::path& into);
// The rows of these tables in `from`, written into `into` in one transaction in the same way as below; answers the
// seconds, without the reading.
[[nodiscard]] double write_tables(const std::filesystem::path& from, const std::filesystem::path& into,
                                  const std::vector<std::string>& tables);

// The registrations of a database after the one with the id `after`, with their persons and messages, as rows, and the
// same rows written again into a copy that has the events alone: SQLite's C API, prepared statements, WAL,
// synchronous=FULL, nothing else.
class Rows {
 public:
  explicit Rows(const std::filesystem::path& database, std::int64_t after = 0);
  ~Rows();
  [[nodiscard]] std::size_t registrations() const;
  // Registrations a second, so many in each commit. Each also moves its event's version and count.
  [[nodiscard]] double write(const std::filesystem::path& database, std::size_t per_commit) const;

 private:
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

}  // namespace bench
