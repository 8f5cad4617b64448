#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/edit_event.hpp"

// For importers: what another source says of events is taken over, and taken over again when the source has changed.
namespace domain {

enum class ImportOutcome { created, updated, unchanged };

struct ImportedDate {
  std::string key;  // of the source's, by which it is known again
  EventDetails details;
  std::optional<EventId> event = {};  // the stored one that it is, whatever its key
  bool takes_key = false;             // and is known again by this one, once it has changed
};

struct TakenDate {
  ImportOutcome outcome = ImportOutcome::unchanged;
  EventId event;
  std::vector<std::string> changed = {};  // fields, as changed_fields() names them
  // Of what was brought up to date.
  std::optional<Event> before = {};
  std::optional<Event> after = {};
};

struct ImportedSeries {
  LocalisedText name;
  std::string recurrence;  // empty: dates without a rule
  std::vector<std::chrono::year_month_day> exceptions;
  std::string key;
};

// Puts back into `details` what the source does not know of: `stored` is the event as it is, read once it is locked;
// for a new date of a series, another one of it.
using KeepStored = std::function<void(EventDetails& details, const Event& stored)>;

// Creates each date's event, or brings it up to date, or finds nothing to change: one transaction, all or nothing.
// Cancelled events stay as they are. Asks access.hpp as create_event and edit_event do; a stored series is added to
// by whoever may edit a date of it.
[[nodiscard]] std::vector<TakenDate> import_dates(const Ports& ports, const Principal& principal,
                                                  std::span<const ImportedDate> dates, const KeepStored& keep = {},
                                                  const std::optional<ImportedSeries>& series = {});

// One event, as the source has it.
ImportOutcome import_event(const Ports& ports, const Principal& principal, const std::string& key,
                           const EventDetails& details);
struct ImportCounts {
  std::size_t created = 0;
  std::size_t updated = 0;
  std::size_t unchanged = 0;
};
// As import_event for each date; `draft.import_key` is the series' own, its events' are "<key>/<date>".
ImportCounts import_series(const Ports& ports, const Principal& principal, const SeriesDraft& draft);
[[nodiscard]] std::vector<ImportedDate> dates_of(const SeriesDraft& draft, const TimeZones& zones);
[[nodiscard]] ImportCounts count_outcomes(std::span<const TakenDate> taken);

}  // namespace domain
