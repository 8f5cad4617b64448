#include "service/import_drafts.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <set>

#include "domain/draft_ids.hpp"

namespace service {
namespace {

using Ids = std::set<std::int64_t>;

bool makes_draft(const ImportedRow& row) {
  return row.outcome == RowOutcome::created && row.first.publication_status == domain::PublicationStatus::draft;
}

// All dates of the row; a series may have had others before.
void add_dates(const domain::Snapshot& snapshot, domain::EventId id, domain::Instant began, Ids& ids) {
  const auto first = snapshot.events().find(id);
  if (!first) return;
  ids.insert(id.value);
  if (!first->super_event) return;
  for (const domain::Event& date : snapshot.events().of_series(*first->super_event)) {
    if (date.created_time >= began) ids.insert(date.id.value);
  }
}

// Ids are long, and an address is not.
constexpr int base = 36;

std::string digits_of(std::int64_t number) {
  std::array<char, 16> digits{};
  const auto [end, error] = std::to_chars(digits.begin(), digits.end(), number, base);
  return {digits.begin(), end};
}

std::string in_short(const Ids& ids) {
  std::string text;
  for (auto id = ids.begin(); id != ids.end();) {
    const std::int64_t first = *id;
    std::int64_t last = first;
    while (++id != ids.end() && *id == last + 1) last = *id;
    text += (text.empty() ? "" : ".") + digits_of(first);
    if (last != first) text += "-" + digits_of(last);
  }
  return text;
}

std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  return error == std::errc{} && end == text.data() + text.size() ? number : 0;
}

}  // namespace

std::string drafts_made(const ImportReport& report, domain::Instant began, const App& app) {
  Ids ids;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    ids.clear();
    for (const ImportedRow& row : report.rows) {
      if (ids.size() > domain::most_drafts) return;
      if (makes_draft(row) && row.event) add_dates(snapshot, *row.event, began, ids);
    }
  });
  while (ids.size() > domain::most_drafts + 1) ids.erase(std::prev(ids.end()));
  return in_short(ids);
}

std::vector<domain::EventId> read_drafts_made(std::string_view text) {
  std::vector<domain::EventId> ids;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find('.'));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    const std::size_t dash = std::min(part.find('-'), part.size());
    const std::int64_t first = number_in(part.substr(0, dash));
    const std::int64_t last = dash < part.size() ? number_in(part.substr(dash + 1)) : first;
    if (first <= 0) continue;
    for (std::int64_t id = first; id <= last && ids.size() <= domain::most_drafts; ++id) ids.push_back({id});
  }
  return ids;
}

}  // namespace service
