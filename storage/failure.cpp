#include "storage/failure.hpp"

#include <stdexcept>
#include <string>

#include "domain/error.hpp"

namespace storage {
namespace {

std::string fault(std::string_view code, std::string_view sql) {
  constexpr std::size_t longest_sql = 120;
  return "database error " + std::string(code) + " in: " + std::string(sql.substr(0, longest_sql));
}

}  // namespace

void throw_duplicate() {
  throw domain::Error(domain::ErrorKind::conflict, "duplicate", "something with the same key exists already");
}

void throw_unavailable() {
  throw domain::Error(domain::ErrorKind::unavailable, "database", "the database does not answer; try again");
}

void throw_reference_lost(std::string_view code, std::string_view sql) {
  throw ReferenceLost(fault(code, sql));
}

void throw_fault(std::string_view code, std::string_view sql) {
  throw std::logic_error(fault(code, sql));
}

bool is_duplicate(const std::exception& error) {
  const auto* known = dynamic_cast<const domain::Error*>(&error);
  return known != nullptr && known->kind() == domain::ErrorKind::conflict &&
         known->problems().front().code == "duplicate";
}

}  // namespace storage
