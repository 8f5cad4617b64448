#include "service/import_batches.hpp"

#include <algorithm>
#include <utility>

#include "service/trial_store.hpp"

namespace service {
namespace {

using domain::Error;
using domain::ErrorKind;

constexpr std::size_t dates_at_once = 50;

struct Undo {};

class Run {
 public:
  Run(const domain::Ports& ports, const ImportOptions& options) : ports_(ports), options_(options) {}

  std::vector<ImportedRow> take(const std::vector<PendingRow>& rows) {
    std::vector<const PendingRow*> batch;
    std::vector<ImportedRow> taken;
    std::size_t dates = 0;
    const auto finish = [&] {
      for (auto& row : take_together(batch)) taken.push_back(std::move(row));
      batch.clear();
      dates = 0;
    };
    for (const PendingRow& row : rows) {
      const bool alone = row.known || row.dates > dates_at_once;
      if (alone || dates + row.dates > dates_at_once) finish();
      batch.push_back(&row);
      dates += row.dates;
      if (alone) finish();
    }
    finish();
    return taken;
  }

 private:
  std::vector<ImportedRow> take_together(const std::vector<const PendingRow*>& rows) {
    if (rows.size() > 1) {
      try {
        return in_one_transaction(rows);
      } catch (const Error& error) {
        if (error.kind() == ErrorKind::unavailable) throw;
      } catch (const Undo&) {
      }
    }
    std::vector<ImportedRow> taken;
    for (const PendingRow* row : rows) taken.push_back(take_alone(*row));
    return taken;
  }

  // Throws Undo where a row may not be kept as it came out.
  std::vector<ImportedRow> in_one_transaction(const std::vector<const PendingRow*>& rows) {
    std::vector<ImportedRow> taken;
    bool all_right = true;
    try {
      ports_.store.write([&](domain::Transaction& tx) {
        taken.clear();
        all_right = true;
        for (const PendingRow* row : rows) {
          taken.push_back(taken_in(tx, *row));
          all_right = all_right && is_as_decided(taken.back());
        }
        if (!all_right || options_.dry_run) throw Undo{};
      });
    } catch (const Undo&) {
      if (!all_right) throw;
    }
    return taken;
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
};

}  // namespace

std::vector<ImportedRow> take_rows(const domain::Ports& ports, const std::vector<PendingRow>& rows,
                                   const ImportOptions& options) {
  return Run(ports, options).take(rows);
}

}  // namespace service
