#pragma once
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/time.hpp"

// A calendar that somebody else writes: an uploaded file, or the answer of an address. Nothing in it is trusted.
namespace domain {

// One date, as its calendar gives it. Texts are valid UTF-8 without controls, lines end with LF, and cut to what an
// event may have.
struct ForeignOccurrence {
  std::string uid;  // never empty
  // Of a date of a recurring event: when it is by the rule, wherever it was moved to. With the UID it names the date
  // for good.
  std::optional<Instant> recurrence_id = {};
  Instant start_time;
  Instant end_time;  // not before start_time; of an all-day one the midnight after its last day
  // In which the times were written, where the machine knows it; else the calendar's or the reader's.
  std::string time_zone{default_time_zone};
  bool all_day = false;  // from midnight to midnight in time_zone
  bool cancelled = false;
  std::string summary = {};
  std::string description = {};
  std::string location = {};
  std::string url = {};  // http or https, or empty
  std::vector<std::string> categories = {};
  int sequence = 0;
  std::optional<Instant> last_modified = {};
  friend bool operator==(const ForeignOccurrence&, const ForeignOccurrence&) = default;
};

// What could not be read of one event; the others are not affected.
struct ForeignProblem {
  std::size_t line = 0;      // where it begins in the file, from 1
  std::string uid = {};      // empty where it has none
  std::string summary = {};  // for people to know it by
  std::string code = {};     // has an entry `error.<code>` in every catalogue
  std::string zone = {};     // that nobody knows; empty where it is not about that
  friend bool operator==(const ForeignProblem&, const ForeignProblem&) = default;
};
// "Ryhmä (Atlantis)", where a zone is not known.
[[nodiscard]] inline std::string with_zone(const std::string& name, const ForeignProblem& problem) {
  return problem.zone.empty() ? name : name + " (" + problem.zone + ")";
}

struct ForeignCalendar {
  std::string name = {};                            // NAME, X-WR-CALNAME
  std::vector<ForeignOccurrence> occurrences = {};  // by start; each date of a recurring event its own
  std::vector<ForeignProblem> problems = {};        // by line
  // False where a limit ended the reading: what is not here may be in the calendar all the same.
  bool complete = true;
};

struct ForeignLimits {
  std::size_t bytes = 5 * 1024 * 1024;
  std::size_t events = 5000;             // VEVENTs, overrides included
  std::size_t occurrences = 10'000;      // in all
  std::size_t of_one_event = 1000;       // dates of one recurring event within the window
  std::chrono::milliseconds time{2000};  // on the wall, for all of it
};

// What is wanted: occurrences that end after `from` and begin before `until`.
struct ForeignWindow {
  Instant from;
  Instant until;
  std::string time_zone{default_time_zone};  // for whole days and for times without a zone
};

}  // namespace domain
