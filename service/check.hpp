#pragma once
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ports.hpp"
#include "domain/retention.hpp"

// `kutsu check`: whether what is stored is as it should be.
namespace service {

struct Check {
  std::string what;  // "places: every event's counts are those of its registrations"
  // A line for each thing that is wrong, without personal data. What it throws is wrong, too.
  std::function<std::vector<std::string>()> problems;
};

// Counts, and the rules of retention. `ports` outlives the checks.
[[nodiscard]] std::vector<Check> data_checks(const domain::Ports& ports, const domain::RetentionRules& rules);

// Runs them all, a line each, with what is wrong below. Answers the exit code: 0 where nothing is.
int run_checks(const std::vector<Check>& checks, std::ostream& out);

}  // namespace service
