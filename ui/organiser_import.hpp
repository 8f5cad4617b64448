#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/edit_series.hpp"
#include "domain/error.hpp"
#include "domain/event.hpp"
#include "domain/event_change.hpp"
#include "domain/time.hpp"
#include "ui/organiser_console.hpp"

// Bringing in a file: choosing it, and what it would become.
namespace ui {

// What was just brought in.
struct BroughtIn {
  std::size_t created = 0;
  std::size_t updated = 0;
  std::size_t over = 0;  // of the new ones
  std::string drafts;    // among them, as the address of their page has them
};

// Where the file is chosen. `problems` are about it; `ended`: the one before is not kept any more.
struct ImportStart {
  std::vector<domain::Problem> problems = {};
  bool ended = false;
  std::optional<BroughtIn> brought = {};
};
[[nodiscard]] std::string import_page(const Pages& pages, const Console& console, const ImportStart& start);

// A column of the file, and the select box that says what it is.
struct ImportColumn {
  std::string input;
  std::string heading;                // as the file has it; empty where it has none
  std::string letter;                 // "C"
  std::vector<std::string> examples;  // of what stands below
};

struct ImportProblem {
  std::string column;  // heading in the file; empty where it is about the whole row
  std::string cell;    // what stands there
  domain::Problem problem;
};

struct ImportChange {
  domain::Event event;  // as it would be
  domain::EventChange change;
};

// A field that somebody changed here, which the row would set.
struct ImportChangedHere {
  std::string field;
  domain::Instant time;
};

// What stands here and not in the file any more.
struct ImportToDecide {
  std::string why;      // "cancelled_there", "left_over" of a series, "gone"
  domain::Event first;  // of its dates
  std::size_t dates = 1;
  int persons = 0;  // registered for these, or waiting
};

// A row of the file, and what it would become: "created", "updated", "unchanged", "duplicate", "skipped", "refused".
struct ImportLine {
  std::size_t line = 0;
  std::string title;
  std::string outcome;
  std::vector<domain::LocalTime> starts;
  std::vector<domain::LocalTime> ends = {};
  domain::EventDetails first;  // of those dates
  bool handed_in = false;      // for approval
  std::optional<domain::EventId> event;
  std::vector<ImportChange> changes = {};  // of the dates that change
  domain::ToldPeople told = {};            // who hears of it
  std::vector<ImportChangedHere> changed_here = {};
  // Of a recurring event what is otherwise than by its rule.
  std::vector<domain::Instant> not_held = {};
  std::vector<std::pair<domain::Instant, domain::Instant>> moved = {};  // from, to
  bool over = false;                                                    // all its dates are
  std::vector<ImportProblem> problems;
  std::vector<ImportProblem> notes;
};

struct ImportPreview {
  std::string address;  // of this page, without a query
  std::string file_name;
  bool is_table = true;               // otherwise a calendar
  FormState state;                    // the choices
  std::vector<ImportColumn> columns;  // of a table
  std::vector<std::string> uses;      // what a column may be: "title", "title:ar", …
  bool remembered = false;            // the columns are taken as last time
  bool may_publish = true;            // otherwise what is not a draft is handed in for approval
  bool takes_organisers = false;      // the file has to name them: whoever brings it in works for no organisation
  std::vector<ImportLine> lines;
  std::vector<ImportToDecide> to_decide = {};
  std::vector<domain::Problem> notes;  // about the whole file
  std::optional<BroughtIn> brought;
  std::string errors_file;  // where the rows with errors are, as a file; empty: nowhere
};
[[nodiscard]] std::string import_preview_page(const Pages& pages, const Console& console, const ImportPreview& preview);

// "Row 7, Pvm (31.4.2021): …"; "Pvm (31.4.2021): …"
[[nodiscard]] std::string import_problem(const Reader& reader, const ImportProblem& problem);

}  // namespace ui
