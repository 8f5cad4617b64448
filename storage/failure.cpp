#include "storage/failure.hpp"

#include <stdexcept>
#include <string>

#include "domain/error.hpp"

namespace storage {
namespace {

constexpr std::size_t longest_sql = 120;

}  // namespace

void throw_duplicate() {
  throw domain::Error(domain::ErrorKind::conflict, "duplicate", "something with the same key exists already");
}

void throw_unavailable() {
  throw domain::Error(domain::ErrorKind::unavailable, "database", "the database does not answer; try again");
}

void throw_fault(std::string_view code, std::string_view sql) {
  throw std::logic_error("database error " + std::string(code) + " in: " + std::string(sql.substr(0, longest_sql)));
}

bool is_duplicate(const std::exception& error) {
  const auto* known = dynamic_cast<const domain::Error*>(&error);
  return known != nullptr && known->kind() == domain::ErrorKind::conflict &&
         known->problems().front().code == "duplicate";
}

}  // namespace storage
