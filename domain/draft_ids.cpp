#include "domain/draft_ids.hpp"

#include <algorithm>

#include "domain/error.hpp"

namespace domain {

std::vector<EventId> drafts_in_order(std::span<const EventId> events) {
  std::vector<EventId> ids(events.begin(), events.end());
  std::ranges::sort(ids);
  ids.erase(std::ranges::unique(ids).begin(), ids.end());
  if (ids.size() > most_drafts) throw Error(ErrorKind::invalid, "too_many_drafts", "at most 500 at once", "events");
  return ids;
}

}  // namespace domain
