#pragma once
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// Failures throw, outcomes return. An Error is the caller's to mend (or, for `unavailable`, to try again);
// anything else that escapes a use case is a fault of the program.
namespace domain {

enum class ErrorKind { invalid, not_found, conflict, forbidden, unauthenticated, unavailable };

// One thing that is wrong. `field` is the path of the request's member ("persons[0].child_age"; empty when it concerns
// the whole), `code` a stable word with an entry `error.<code>` in every catalogue ("required"), `message` one English
// sentence without personal data.
struct Problem {
  std::string field;
  std::string code;
  std::string message;
  // The value of an EventId: the event in the way, where there is one and whoever asked may know of it.
  std::int64_t event = 0;
};

class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, std::string code, std::string message, std::string field = {});
  Error(ErrorKind kind, std::vector<Problem> problems);

  [[nodiscard]] ErrorKind kind() const noexcept { return kind_; }
  // Never empty.
  [[nodiscard]] const std::vector<Problem>& problems() const noexcept { return problems_; }

 private:
  ErrorKind kind_;
  std::vector<Problem> problems_;
};

// Gathers everything that is wrong with a request, so that a person mends it in one go.
class Violations {
 public:
  void add(std::string field, std::string code, std::string message);
  // Adds when `holds` is false.
  void require(bool holds, std::string_view field, std::string_view code, std::string_view message);
  // Takes over the problems of `error`, each field prefixed with `prefix`.
  void add(const Error& error, std::string_view prefix = {});
  [[nodiscard]] bool empty() const noexcept { return problems_.empty(); }
  // Throws one Error{invalid} with all of them, or returns.
  void throw_if_any() const;

 private:
  std::vector<Problem> problems_;
};

}  // namespace domain
