#include "service/check.hpp"

#include <exception>
#include <ostream>

namespace service {
namespace {

// Retention runs once a night, and a night may be an hour longer.
constexpr std::chrono::hours from_night_to_night{26};
constexpr std::size_t most_shown = 20;

std::vector<std::string> wrong_counts(const domain::Ports& ports) {
  std::vector<std::string> problems;
  ports.store.read([&](const domain::Snapshot& snapshot) {
    problems.clear();
    for (const domain::EventId id : snapshot.events().with_wrong_counts()) {
      problems.push_back("event " + std::to_string(id.value) + " counts other persons than are registered");
    }
  });
  return problems;
}

std::vector<std::string> kept_too_long(const domain::Ports& ports, const domain::RetentionRules& rules) {
  std::vector<std::string> problems;
  const domain::Instant now = ports.clock.now() - from_night_to_night;
  ports.store.read([&](const domain::Snapshot& snapshot) {
    problems.clear();
    for (const domain::Overdue& one : domain::overdue(snapshot, now, rules)) {
      const std::string where = one.event ? " of event " + std::to_string(one.event->value) : "";
      problems.push_back(std::string(to_word(one.what)) + where + " should have gone by " +
                         domain::format_rfc3339(one.since));
    }
  });
  return problems;
}

}  // namespace

std::vector<Check> data_checks(const domain::Ports& ports, const domain::RetentionRules& rules) {
  return {{"places: every event's counts are those of its registrations", [&ports] { return wrong_counts(ports); }},
          {"retention: nothing of a person is older than the rules allow",
           [&ports, rules] { return kept_too_long(ports, rules); }}};
}

int run_checks(const std::vector<Check>& checks, std::ostream& out) {
  bool good = true;
  for (const Check& check : checks) {
    std::vector<std::string> problems;
    try {
      problems = check.problems();
    } catch (const std::exception& error) {
      problems.emplace_back(error.what());
    }
    good = good && problems.empty();
    out << (problems.empty() ? "ok     " : "WRONG  ") << check.what << "\n";
    for (std::size_t i = 0; i < problems.size() && i < most_shown; ++i) out << "         " << problems[i] << "\n";
    if (problems.size() > most_shown) out << "         and " << problems.size() - most_shown << " more\n";
  }
  out.flush();
  return good ? 0 : 1;
}

}  // namespace service
