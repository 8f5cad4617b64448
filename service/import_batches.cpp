#include "service/import_batches.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "service/rehearsal.hpp"
#include "service/trial_store.hpp"

namespace service {
namespace {

using domain::Error;
using domain::ErrorKind;

constexpr std::size_t dates_at_once = 50;

struct Undo {};

class Run {
 public:
  Run(const domain::Ports& ports, const ImportOptions& options, const std::vector<PendingRow>& rows)
      : ports_(ports), options_(options), rows_(rows), taken_(rows.size()), known_(rows.size()) {}

  std::vector<ImportedRow> take() {
    ports_.store.read([&](const domain::Snapshot& snapshot) { rehearse(snapshot); });
    std::vector<std::size_t> batch;
    std::size_t dates = 0;
    const auto finish = [&] {
      take_together(batch);
      batch.clear();
      dates = 0;
    };
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (taken_[i]) continue;
      const bool alone = known_[i] || rows_[i].dates > dates_at_once;
      if (alone || dates + rows_[i].dates > dates_at_once) finish();
      batch.push_back(i);
      dates += rows_[i].dates;
      if (alone) finish();
    }
    finish();
    std::vector<ImportedRow> taken;
    taken.reserve(taken_.size());
    for (auto& row : taken_) taken.push_back(std::move(*row));
    return taken;
  }

 private:
  // All rows of a dry run; in earnest those of which something is stored, for it may be the same.
  void rehearse(const domain::Snapshot& snapshot) {
    Rehearsal rehearsal(snapshot);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const auto is_known = [&] { return rows_[i].known && rows_[i].known(rehearsal.begin().snapshot()); };
      if (!options_.dry_run) known_[i] = is_known();
      if (options_.dry_run || known_[i]) taken_[i] = rehearsed(rehearsal, rows_[i]);
      if (options_.dry_run && !taken_[i]) known_[i] = is_known();
    }
  }

  // Nothing where a real transaction has to tell.
  std::optional<ImportedRow> rehearsed(Rehearsal& rehearsal, const PendingRow& row) {
    try {
      ImportedRow taken = taken_in(rehearsal.begin(), row);
      if (!options_.dry_run && rehearsal.is_changed()) return std::nullopt;
      if (is_as_decided(taken))
        rehearsal.keep_rooms();
      else
        taken.outcome = RowOutcome::skipped;
      return taken;
    } catch (const Unrehearsed&) {
      return std::nullopt;
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::unavailable) throw;
      if (!options_.dry_run) return std::nullopt;
      return refused(row, error.problems());
    }
  }

  void take_together(const std::vector<std::size_t>& batch) {
    if (batch.size() > 1) {
      try {
        return in_one_transaction(batch);
      } catch (const Error& error) {
        if (error.kind() == ErrorKind::unavailable) throw;
      } catch (const Undo&) {
      }
    }
    for (const std::size_t i : batch) taken_[i] = take_alone(rows_[i]);
  }

  // Throws Undo where a row may not be kept as it came out.
  void in_one_transaction(const std::vector<std::size_t>& batch) {
    bool all_right = true;
    try {
      ports_.store.write([&](domain::Transaction& tx) {
        all_right = true;
        for (const std::size_t i : batch) {
          taken_[i] = taken_in(tx, rows_[i]);
          all_right = all_right && is_as_decided(*taken_[i]);
        }
        if (!all_right || options_.dry_run) throw Undo{};
      });
    } catch (const Undo&) {
      if (!all_right) throw;
    }
  }

  ImportedRow take_alone(const PendingRow& row) {
    ImportedRow taken;
    try {
      ports_.store.write([&](domain::Transaction& tx) {
        taken = taken_in(tx, row);
        if (options_.dry_run || !is_as_decided(taken)) throw Undo{};
      });
    } catch (const Undo&) {
      if (!is_as_decided(taken)) taken.outcome = RowOutcome::skipped;
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::unavailable) throw;
      taken = refused(row, error.problems());
    }
    return taken;
  }

  ImportedRow taken_in(domain::Transaction& tx, const PendingRow& row) const {
    if (!row.problems.empty()) return refused(row, row.problems);
    const auto decision = options_.decisions.find(row.line);
    if (decision != options_.decisions.end() && !decision->second.taken) {
      ImportedRow skipped = refused(row, {});
      skipped.outcome = RowOutcome::skipped;
      return skipped;
    }
    JoinedStore joined(ports_.store, tx);
    ImportedRow taken = row.take({joined, ports_.clock, ports_.zones, ports_.secrets, ports_.quiet_hours});
    taken.line = row.line;
    taken.title = row.title;
    return taken;
  }

  [[nodiscard]] bool is_as_decided(const ImportedRow& row) const {
    if (row.outcome != RowOutcome::created && row.outcome != RowOutcome::updated) return true;
    if (options_.decisions.empty()) return true;
    const auto decision = options_.decisions.find(row.line);
    if (decision == options_.decisions.end()) return false;
    const auto seen = decision->second.seen;
    if (row.outcome == RowOutcome::created) return seen == RowOutcome::created;
    if (!row.changed_here.empty() && !decision->second.seen_changed_here) return false;
    return seen == RowOutcome::updated || seen == RowOutcome::duplicate;
  }

  static ImportedRow refused(const PendingRow& row, std::vector<domain::Problem> problems) {
    ImportedRow out;
    out.line = row.line;
    out.title = row.title;
    out.problems = std::move(problems);
    return out;
  }

  const domain::Ports& ports_;
  const ImportOptions& options_;
  const std::vector<PendingRow>& rows_;
  std::vector<std::optional<ImportedRow>> taken_;  // as many as rows
  std::vector<bool> known_;
};

}  // namespace

DuplicatesAre duplicates_of(const ImportOptions& options, std::size_t line) {
  const auto decision = options.decisions.find(line);
  const bool is_wanted = decision == options.decisions.end() ? options.update_duplicates : decision->second.taken;
  if (is_wanted) return DuplicatesAre::updated;
  return options.dry_run ? DuplicatesAre::shown : DuplicatesAre::left;
}

std::vector<ImportedRow> take_rows(const domain::Ports& ports, const std::vector<PendingRow>& rows,
                                   const ImportOptions& options) {
  return Run(ports, options, rows).take();
}

}  // namespace service
