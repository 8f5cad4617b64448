#include "service/import_duplicates.hpp"

#include <algorithm>
#include <chrono>

#include "service/programme_words.hpp"

namespace service {
namespace {

// At one moment nobody holds more.
constexpr std::size_t most_at_once = 200;
constexpr std::size_t most_kept = 256;

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

bool is_claimed(const domain::Event& event, const Claims& claims) {
  if (claims.events.contains(event.id)) return true;
  if (event.import_key.empty()) return false;
  // Dates of a series have its key and their own behind it.
  return claims.keys.contains(event.import_key) ||
         claims.keys.contains(event.import_key.substr(0, event.import_key.rfind('/')));
}

}  // namespace

const Duplicates::ByName& Duplicates::at(const domain::Snapshot& snapshot, const Moment& moment) {
  if (const auto known = moments_.find(moment); known != moments_.end()) return known->second;
  const auto& [start, organisations] = moment;
  const auto slots =
      snapshot.timetable().of_organisations(organisations, start, start + std::chrono::seconds{1}, most_at_once);
  ByName by_name;
  for (const auto& slot : slots) {
    if (slot.start_time != start) continue;
    const auto event = snapshot.events().find(slot.event);
    if (!event || is_claimed(*event, claims_) || !domain::may(principal_, domain::Permission::see_event, &*event))
      continue;
    for (const auto& name : event->name) by_name[fold_word(name.second)].insert(event->id);
  }
  if (moments_.size() >= most_kept) moments_.clear();
  return moments_.emplace(moment, std::move(by_name)).first->second;
}

std::optional<domain::Event> Duplicates::find(const domain::Snapshot& snapshot, const domain::EventDetails& details) {
  auto organisations = organisations_of(snapshot, principal_, details);
  if (organisations.empty()) return std::nullopt;
  const auto& by_name = at(snapshot, {details.start_time, std::move(organisations)});
  std::set<domain::EventId> ids;
  for (const auto& name : details.name)
    if (const auto found = by_name.find(fold_word(name.second)); found != by_name.end())
      ids.insert(found->second.begin(), found->second.end());
  for (const auto id : ids)
    if (auto event = snapshot.events().find(id); event && event->start_time == details.start_time) return event;
  return std::nullopt;
}

}  // namespace service
