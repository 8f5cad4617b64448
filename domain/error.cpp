#include "domain/error.hpp"

#include <utility>

namespace domain {
namespace {

std::string summary(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    if (!text.empty()) text += "; ";
    text += problem.field.empty() ? problem.message : problem.field + ": " + problem.message;
  }
  return text;
}

}  // namespace

Error::Error(ErrorKind kind, std::string code, std::string message, std::string field)
    : Error(kind, std::vector<Problem>{{std::move(field), std::move(code), std::move(message)}}) {}

Error::Error(ErrorKind kind, std::vector<Problem> problems)
    : std::runtime_error(summary(problems)), kind_(kind), problems_(std::move(problems)) {}

void Violations::add(std::string field, std::string code, std::string message) {
  problems_.push_back({std::move(field), std::move(code), std::move(message)});
}

void Violations::require(bool holds, std::string_view field, std::string_view code, std::string_view message) {
  if (!holds) add(std::string(field), std::string(code), std::string(message));
}

void Violations::add(const Error& error, std::string_view prefix) {
  for (const Problem& problem : error.problems()) {
    add(std::string(prefix) + problem.field, problem.code, problem.message);
  }
}

void Violations::throw_if_any() const {
  if (!problems_.empty()) throw Error(ErrorKind::invalid, problems_);
}

}  // namespace domain
