#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "domain/error.hpp"
#include "domain/event.hpp"
#include "service/programme_columns.hpp"

namespace service {

struct Repetition {
  std::string recurrence;  // the value of an RRULE, with its UNTIL
  std::vector<std::chrono::year_month_day> exceptions;
};

// A row as an event, or as a series and its first event.
struct ProgrammeRow {
  std::size_t line = 0;
  std::string title;       // as far as it could be read
  std::string identifier;  // of the Tunnus column; mostly empty
  domain::EventDetails details;
  domain::LocalTime start;  // local to details.time_zone
  std::optional<Repetition> repetition;
  bool cancelled = false;  // says the Tila column
  bool says_visibility = false;
  bool says_municipality = false;
  // Everything that is wrong, each with its column's name as `field`. With any, the rest is not to be used.
  std::vector<domain::Problem> problems;
};

// Titles and descriptions are in the language of the columns' defaults unless their column says otherwise. The date and
// the times may stand in one cell or in several: "22.2.2021 klo 15–17". Times are Europe/Helsinki's; an hour that the
// clock change skips is a problem, one that occurs twice is its first occurrence. Enrolment by a date means until the
// end of that day, or until the event starts when it is that day. An address or place that is a URL makes the event
// online. Without a visibility the event is a draft. Reminders are the default ones.
[[nodiscard]] ProgrammeRow read_row(const ProgrammeColumns& columns, const CsvRow& row, const domain::TimeZones& zones);

// What the file has no column for, and texts in languages it does not have, stay as they are stored.
void keep_what_the_file_leaves_out(domain::EventDetails& details, const domain::EventDetails& stored,
                                   const ProgrammeColumns& columns);

}  // namespace service
