#include "service/changed_here.hpp"

#include <algorithm>
#include <optional>

namespace service {
namespace {

using domain::EventChange;
using domain::FieldChange;

const FieldChange* field_in(const EventChange& change, const FieldChange& wanted) {
  const auto same = [&](const FieldChange& one) {
    return one.field == wanted.field && one.language == wanted.language;
  };
  const auto found = std::ranges::find_if(change.fields, same);
  return found == change.fields.end() ? nullptr : &*found;
}

// When somebody changed it last, where no file has set it since.
std::optional<domain::Instant> last_by_hand(const std::vector<EventChange>& history, const FieldChange& wanted,
                                            FileIs file) {
  for (const EventChange& earlier : history) {
    const FieldChange* one = field_in(earlier, wanted);
    // Of a copy it says who saw the original.
    const bool of_original = earlier.kind == domain::ChangeKind::copied && wanted.field == "publication_status";
    if (one == nullptr || of_original) continue;
    const bool sets_back = one->before == wanted.after;
    if (earlier.kind == domain::ChangeKind::imported || (file == FileIs::taken_out_here && !sets_back)) return {};
    return earlier.time;
  }
  return {};
}

}  // namespace

std::vector<ChangedHere> changed_here(const domain::Snapshot& snapshot, domain::EventId event,
                                      const EventChange& change, FileIs file) {
  auto history = snapshot.event_changes().of_event(event, domain::most_changes_kept);
  if (!history.empty() && history.front().kind == domain::ChangeKind::imported &&
      history.front().fields == change.fields)
    history.erase(history.begin());
  std::vector<ChangedHere> found;
  for (const FieldChange& field : change.fields) {
    if (const auto time = last_by_hand(history, field, file)) found.push_back({event, field.field, *time});
  }
  return found;
}

}  // namespace service
