#pragma once
#include <cstddef>
#include <memory>

#include "domain/time.hpp"
#include "storage/connection.hpp"
#include "storage/open_store.hpp"

namespace storage {

// Looks for what a running installation should not have. For a database that open_store has opened before.
class Inspection {
 public:
  explicit Inspection(const StoreSettings& settings);

  [[nodiscard]] int schema_version();
  // That should have gone out before then: pending ones that nobody took, and those that somebody took and gave no
  // account of.
  [[nodiscard]] std::size_t messages_waiting_since(domain::Instant before);
  // Sessions that were over before then.
  [[nodiscard]] std::size_t sessions_over_since(domain::Instant before);
  // Entries of the audit log that say more than what was done, of registrations that are gone.
  [[nodiscard]] std::size_t details_of_nobody();
  // Rows whose event, registration or booking is not there.
  [[nodiscard]] std::size_t orphans();

 private:
  std::unique_ptr<Connection> database_;
};

}  // namespace storage
