#pragma once
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/access.hpp"
#include "domain/edit_series.hpp"
#include "domain/error.hpp"
#include "domain/event.hpp"
#include "domain/event_change.hpp"
#include "domain/ports.hpp"
#include "service/changed_here.hpp"
#include "service/programme_columns.hpp"

namespace calendar {
class Words;
}

// Bringing in a file: the one importer behind the console, the API and `kutsu import`.
namespace service {

// `duplicate`: there is such an event already that did not come from this file; it is left as it is. `skipped`: whoever
// brings the file in left it out.
enum class RowOutcome { created, updated, unchanged, duplicate, skipped, refused };
[[nodiscard]] std::string_view to_word(RowOutcome outcome);

// An event brought up to date, and what of it changes.
struct ChangedDate {
  domain::Event event;
  domain::EventChange change;
};

// How a recurring event of a calendar is held otherwise than by its rule.
struct OtherThanByRule {
  std::vector<domain::Instant> not_held = {};                           // left out, or cancelled
  std::vector<std::pair<domain::Instant, domain::Instant>> moved = {};  // from, to
};

struct ImportedRow {
  std::size_t line = 0;  // of a table; of a calendar which of its events it is, from 1
  std::string title;
  RowOutcome outcome = RowOutcome::refused;
  std::vector<domain::LocalTime> starts;  // local, in order; empty where refused
  std::vector<domain::LocalTime> ends;    // of these
  domain::EventDetails first;             // of those dates, as the file has it; its name is empty where refused
  bool handed_in = false;                 // for approval, to become what `first` says
  std::size_t created = 0;                // of those dates
  std::size_t updated = 0;
  std::size_t unchanged = 0;
  std::optional<domain::EventId> event;        // stored: the first of them, or the one that it is a duplicate of
  std::vector<std::string> changed;            // fields, of what was updated
  std::vector<ChangedDate> changes = {};       // what was updated, in order
  domain::ToldPeople told = {};                // who hears of it
  std::vector<ChangedHere> changed_here = {};  // of `changes`, what would undo the work of somebody here
  OtherThanByRule other_than_by_rule = {};
  std::vector<domain::Problem> problems;  // why it was refused; `field` is the column's name
  std::vector<domain::Problem> notes;     // what a person should look at though it was taken
};

enum class FileKind { csv, xlsx, calendar };
[[nodiscard]] std::string_view to_word(FileKind kind);
// By its content. Throws Error{invalid}: "old_spreadsheet" for what spreadsheets wrote before 2007, and what is locked
// with a password; "file_is_web_page".
[[nodiscard]] FileKind kind_of_file(std::string_view bytes);
// A table's rows, its header found.
[[nodiscard]] CsvTable read_table(FileKind kind, std::string_view bytes);

// What somebody decided about one row after a preview: taken only if it still becomes what they saw.
struct RowDecision {
  bool taken = false;
  RowOutcome seen = RowOutcome::created;
  bool seen_changed_here = false;  // that it would undo somebody's work was shown
};

using CalendarTexts = std::vector<std::shared_ptr<const calendar::Words>>;

struct ImportOptions {
  bool dry_run = false;
  std::optional<ColumnMapping> mapping = {};  // without: as guessed
  ColumnDefaults defaults = {};
  // Of rows without a decision: whether duplicates are brought up to date.
  bool update_duplicates = false;
  // By line. Where there are any, a row without one stays out, since nobody saw it coming in.
  std::map<std::size_t, RowDecision> decisions = {};
  // Calendars: what ends later, and begins within two years from now.
  std::optional<domain::Instant> from = {};
  // In which Kutsu's own calendars are written, so that one that comes back is known again.
  CalendarTexts own_texts = {};
  // By which a calendar without a name is known again from version to version; empty: not at all.
  std::string file_name = {};
};

// What an earlier version of a calendar brought in, and this one has no more.
struct GoneEvent {
  domain::Event first;    // of its dates to come
  std::size_t dates = 1;  // to come
  int persons = 0;        // registered for these, or waiting
};

struct ImportReport {
  FileKind kind = FileKind::csv;
  std::string encoding;
  char separator = ';';
  bool dry_run = false;
  std::vector<domain::Problem> notes;  // about the header line, or the calendar
  std::vector<ImportedRow> rows;
  std::vector<GoneEvent> gone = {};  // by start; nothing is done about them

  [[nodiscard]] std::size_t count(RowOutcome outcome) const;
};

// Takes the good rows and refuses the bad ones. The same file again changes nothing; a changed one brings up to date
// what it made earlier (programme_keys.hpp says by what a row is known; events of a calendar by their UID and
// RECURRENCE-ID). Nothing is ever deleted or cancelled. What a partner may not publish becomes a draft that is handed
// in for approval. A dry run writes nothing and reports what would happen. Throws Error{invalid} where not even the
// header can be read, Error{unavailable} where the database does not answer.
[[nodiscard]] ImportReport import_file(const domain::Ports& ports, const domain::Principal& principal,
                                       std::string_view bytes, const ImportOptions& options);
[[nodiscard]] ImportReport import_table(const domain::Ports& ports, const domain::Principal& principal,
                                        const CsvTable& table, const ImportOptions& options);
[[nodiscard]] ImportReport import_calendar(const domain::Ports& ports, const domain::Principal& principal,
                                           std::string_view bytes, const ImportOptions& options);
// As guessed, with nothing but what the file says.
[[nodiscard]] ImportReport import_programme(const domain::Ports& ports, const domain::Principal& principal,
                                            std::string_view bytes, bool dry_run);

// What `kutsu import FILE` was told beside the file.
struct ImportCommand {
  std::filesystem::path path;
  ImportOptions options;
  std::optional<domain::OrganisationId> organisation;  // whose a calendar's events become
};
// As an administrator. 0: every row was taken; 1: some were refused; 2: nothing could be read.
[[nodiscard]] int run_import(const domain::Ports& ports, const ImportCommand& command, std::ostream& out);

void print_report(const ImportReport& report, std::ostream& out);

}  // namespace service
