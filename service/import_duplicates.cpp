#include "service/import_duplicates.hpp"

#include <algorithm>
#include <chrono>

#include "service/programme_words.hpp"

namespace service {
namespace {

// At one moment nobody holds more.
constexpr std::size_t most_at_once = 200;

std::vector<domain::OrganisationId> organisations_of(const domain::Snapshot& snapshot,
                                                     const domain::Principal& principal,
                                                     const domain::EventDetails& details) {
  std::vector<domain::OrganisationId> ids;
  for (const auto& organiser : details.organisers) {
    if (organiser.id != domain::OrganisationId{}) {
      ids.push_back(organiser.id);
    } else if (const auto known = snapshot.organisations().find_by_name(organiser.name)) {
      ids.push_back(known->id);
    }
  }
  if (details.organisers.empty() && principal.organisation) ids.push_back(*principal.organisation);
  return ids;
}

bool share_a_name(const domain::LocalisedText& one, const domain::LocalisedText& other) {
  return std::ranges::any_of(one, [&](const auto& mine) {
    const auto folded = fold_word(mine.second);
    return std::ranges::any_of(other, [&](const auto& theirs) { return fold_word(theirs.second) == folded; });
  });
}

bool is_claimed(const domain::Event& event, const Claims& claims) {
  if (claims.events.contains(event.id)) return true;
  if (event.import_key.empty()) return false;
  // Dates of a series have its key and their own behind it.
  return claims.keys.contains(event.import_key) ||
         claims.keys.contains(event.import_key.substr(0, event.import_key.rfind('/')));
}

}  // namespace

std::optional<domain::Event> find_duplicate(const domain::Snapshot& snapshot, const domain::Principal& principal,
                                            const domain::EventDetails& details, const Claims& claims) {
  const auto organisations = organisations_of(snapshot, principal, details);
  if (organisations.empty()) return std::nullopt;
  const auto slots = snapshot.timetable().of_organisations(organisations, details.start_time,
                                                           details.start_time + std::chrono::seconds{1}, most_at_once);
  for (const auto& slot : slots) {
    if (slot.start_time != details.start_time) continue;
    auto event = snapshot.events().find(slot.event);
    if (event && share_a_name(event->name, details.name) && !is_claimed(*event, claims) &&
        domain::may(principal, domain::Permission::see_event, &*event))
      return event;
  }
  return std::nullopt;
}

}  // namespace service
