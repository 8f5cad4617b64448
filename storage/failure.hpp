#pragma once
#include <exception>
#include <stdexcept>
#include <string_view>

// What a database may do to a transaction. Nothing here or in the errors thrown carries a value that was bound: what
// the drivers say is read for its kind and then forgotten.
namespace storage {

// Lost a race (serialisation failure, deadlock): undone, and may succeed when run again.
class LostRace : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override { return "the transaction lost a race"; }
};

// The server went away, or the connection did.
class ConnectionLost : public std::exception {
 public:
  // `undone`: the server said so before it came to a commit that had been sent to it.
  explicit ConnectionLost(bool undone = false) : undone_(undone) {}
  [[nodiscard]] bool undone() const noexcept { return undone_; }
  [[nodiscard]] const char* what() const noexcept override { return "the connection to the database is lost"; }

 private:
  bool undone_;
};

// A row names another that is not there: a fault of the program, unless somebody removed it since it was looked for.
class ReferenceLost : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

// domain::Error{conflict, "duplicate"}.
[[noreturn]] void throw_duplicate();
// domain::Error{unavailable, "database"}.
[[noreturn]] void throw_unavailable();
// ReferenceLost; as throw_fault.
[[noreturn]] void throw_reference_lost(std::string_view code, std::string_view sql);
// A fault of the program: `code` is the engine's, `sql` the statement without its values.
[[noreturn]] void throw_fault(std::string_view code, std::string_view sql);

[[nodiscard]] bool is_duplicate(const std::exception& error);

}  // namespace storage
