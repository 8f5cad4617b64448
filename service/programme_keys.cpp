#include "service/programme_keys.hpp"

#include <chrono>
#include <cstdio>
#include <map>

#include "domain/time.hpp"
#include "service/programme_words.hpp"

namespace service {
namespace {

std::string base_key(const ProgrammeRow& row, std::string_view source) {
  const auto& details = row.details;
  const auto owner = fold_word(details.organisers.front().name);
  auto key = std::string(source) + "/" + owner + "/";
  if (!row.identifier.empty()) return key + "id/" + fold_word(row.identifier);
  const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(row.start)};
  return key + domain::format_date(date) + "/" + fold_word(details.location.municipality) + "/" + fold_word(row.title);
}

std::string with_hour(const std::string& base, domain::LocalTime start) {
  const std::chrono::hh_mm_ss time{start - std::chrono::floor<std::chrono::days>(start)};
  char text[16];
  std::snprintf(text, sizeof text, "/%02d.%02d", static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()));
  return base + text;
}

// Which of the rows that share `base` has the key without an hour: whose event is stored there; else the first that is
// stored nowhere.
std::optional<std::size_t> owner_of_base(const std::vector<std::size_t>& sharing, const std::vector<ProgrammeRow>& rows,
                                         const std::string& base, const FindStart& find_start) {
  std::optional<std::size_t> first;
  const auto stored = find_start(base);
  for (const auto i : sharing) {
    if (find_start(with_hour(base, rows[i].start))) continue;
    if (stored == rows[i].start) return i;
    if (!first) first = i;
  }
  return first;
}

void refuse_duplicates(std::vector<ProgrammeRow>& rows, std::vector<std::size_t>& sharing) {
  std::map<domain::LocalTime, std::size_t> lines;
  std::erase_if(sharing, [&](std::size_t i) {
    auto& row = rows[i];
    const auto [same, is_first] = lines.emplace(row.identifier.empty() ? row.start : domain::LocalTime{}, row.line);
    if (is_first) return false;
    row.problems.push_back({std::string(column_name(row.identifier.empty() ? Column::title : Column::identifier)),
                            "duplicate_row",
                            "is the same as on line " + std::to_string(same->second) +
                                "; rows that are meant to be alike need different values in a column Tunnus"});
    return true;
  });
}

}  // namespace

std::vector<std::string> assign_keys(std::vector<ProgrammeRow>& rows, std::string_view source,
                                     const FindStart& find_start) {
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].problems.empty()) groups[base_key(rows[i], source)].push_back(i);
  std::vector<std::string> keys(rows.size());
  for (auto& [base, sharing] : groups) {
    refuse_duplicates(rows, sharing);
    const auto owner = owner_of_base(sharing, rows, base, find_start);
    const bool identified = !rows[sharing.front()].identifier.empty();
    for (const auto i : sharing) keys[i] = identified || i == owner ? base : with_hour(base, rows[i].start);
  }
  return keys;
}

}  // namespace service
