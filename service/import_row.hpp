#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/access.hpp"
#include "domain/ports.hpp"
#include "service/import_programme.hpp"
#include "service/programme_row.hpp"

namespace service {

// Takes rows into the store. What it is made with outlives it.
class RowImporter {
 public:
  RowImporter(const domain::Ports& ports, const domain::Principal& principal, const ProgrammeColumns& columns)
      : ports_(ports), principal_(principal), columns_(columns) {}

  // assign_keys() with what is stored.
  [[nodiscard]] std::vector<std::string> keys(std::vector<ProgrammeRow>& rows, std::string_view source) const;
  // In a transaction of its own. Throws only Error{unavailable}: any other Error is the row's.
  [[nodiscard]] ImportedRow take(const ProgrammeRow& row, const std::string& key) const;

 private:
  // Of a row that was taken out of this very database.
  [[nodiscard]] std::optional<domain::Event> exported(const ProgrammeRow& row) const;
  void take_exported(ProgrammeRow row, const domain::Event& stored, ImportedRow& out) const;
  void take_event(ProgrammeRow row, const std::string& key, ImportedRow& out) const;
  void take_series(ProgrammeRow row, const std::string& key, ImportedRow& out) const;
  [[nodiscard]] std::vector<domain::LocalTime> expand(const ProgrammeRow& row, ImportedRow& out) const;
  void keep_stored(ProgrammeRow& row, const std::string& key) const;

  const domain::Ports& ports_;
  const domain::Principal& principal_;
  const ProgrammeColumns& columns_;
};

}  // namespace service
