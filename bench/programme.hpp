#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

#include "calendar/time_zones.hpp"
#include "domain/ports.hpp"

namespace bench {

class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

// The database in a folder, with what use cases need around it. Has threads.
class House {
 public:
  // `url`: of the database; empty: a file of SQLite's in the folder, where the key is.
  explicit House(const std::filesystem::path& folder, const std::string& url = {});
  [[nodiscard]] const domain::Ports& ports() const noexcept { return *ports_; }

 private:
  domain::SystemClock clock_;
  calendar::TimeZones zones_;
  std::unique_ptr<domain::Secrets> secrets_;
  std::unique_ptr<domain::Store> store_;
  std::unique_ptr<domain::Ports> ports_;
};

// Public events from tomorrow on, five a day, in three languages, with as many places as come.
void add_events(const domain::Ports& ports, std::size_t count);

}  // namespace bench
