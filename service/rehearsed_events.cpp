#include "service/rehearsed_events.hpp"

#include <algorithm>

namespace service {
namespace {

using domain::Event;

constexpr std::size_t most_kept = 256;

// What was found under the key, asked for once; a copy, since what is kept makes room for later ones.
template <class Kept, class Find>
typename Kept::mapped_type once(Kept& kept, const typename Kept::key_type& key, const Find& find) {
  if (const auto known = kept.find(key); known != kept.end()) return known->second;
  if (kept.size() >= most_kept) kept.clear();
  return kept.emplace(key, find()).first->second;
}

}  // namespace

domain::Slot slot_of(const Event& event) {
  return {event.id, event.start_time, event.end_time, event.publication_status};
}

const Event* NewEvents::find(domain::EventId id) const {
  const auto found = std::ranges::find(events, id, &Event::id);
  return found == events.end() ? nullptr : &*found;
}

const Event* NewEvents::find(std::string_view import_key) const {
  const auto found = std::ranges::find(events, import_key, &Event::import_key);
  return found == events.end() || import_key.empty() ? nullptr : &*found;
}

void RehearsedEvents::require_nothing_new() const {
  if (added_.changed) throw Unrehearsed();
}

std::optional<Event> RehearsedEvents::find(domain::EventId id) const {
  if (const Event* added = added_.find(id)) return *added;
  return once(by_id_, id, [&] { return stored_.find(id); });
}

std::optional<Event> RehearsedEvents::find_by_import_key(std::string_view key) const {
  if (const Event* added = added_.find(key)) return *added;
  return once(by_key_, std::string(key), [&] {
    auto found = stored_.find_by_import_key(key);
    // It is locked by its id.
    if (found && by_id_.size() < most_kept) by_id_.emplace(found->id, found);
    return found;
  });
}

std::optional<Event> RehearsedEvents::find_by_uid(std::string_view uid) const {
  require_nothing_new();
  return once(by_uid_, std::string(uid), [&] { return stored_.find_by_uid(uid); });
}

domain::EventPage RehearsedEvents::find(const domain::EventFilter& filter) const {
  require_nothing_new();
  return stored_.find(filter);
}

std::optional<domain::Series> RehearsedEvents::find(domain::SeriesId id) const {
  require_nothing_new();
  return stored_.find(id);
}

std::optional<domain::Series> RehearsedEvents::find_series_by_import_key(std::string_view key) const {
  require_nothing_new();
  return once(series_by_key_, std::string(key), [&] { return stored_.find_series_by_import_key(key); });
}

std::vector<Event> RehearsedEvents::of_series(domain::SeriesId series) const {
  require_nothing_new();
  return stored_.of_series(series);
}

std::vector<domain::EventId> RehearsedEvents::with_people_ended_before(domain::Instant before,
                                                                       std::size_t limit) const {
  return stored_.with_people_ended_before(before, limit);
}

std::vector<domain::EventId> RehearsedEvents::with_answers_ended_before(domain::Instant before,
                                                                        std::size_t limit) const {
  return stored_.with_answers_ended_before(before, limit);
}

std::vector<domain::AttendanceCount> RehearsedEvents::attendance(domain::EventId event) const {
  return stored_.attendance(event);
}

std::vector<domain::EventId> RehearsedEvents::with_wrong_counts() const {
  return stored_.with_wrong_counts();
}

std::vector<std::string> RehearsedEvents::municipalities(const domain::EventFilter& filter) const {
  require_nothing_new();
  return stored_.municipalities(filter);
}

// Whoever takes a new event goes on to write about it.
std::optional<Event> RehearsedEvents::lock(domain::EventId id) {
  if (added_.find(id) != nullptr) throw Unrehearsed();
  return find(id);
}

// A key that is there already is for the database to refuse.
void RehearsedEvents::insert(const Event& event) {
  if (!event.import_key.empty() && find_by_import_key(event.import_key)) throw Unrehearsed();
  added_.events.push_back(event);
  added_.changed = true;
}

std::int64_t RehearsedEvents::update(const Event& /*event*/) {
  throw Unrehearsed();
}

std::int64_t RehearsedEvents::add_to_counts(domain::EventId /*id*/, int /*confirmed_persons*/,
                                            int /*waitlisted_persons*/, int /*confirmed_children*/) {
  throw Unrehearsed();
}

void RehearsedEvents::add_attendance(domain::EventId /*id*/, std::span<const domain::AttendanceCount> /*counts*/) {
  throw Unrehearsed();
}

domain::SeriesId RehearsedEvents::insert(const domain::Series& series) {
  if (!series.import_key.empty() && find_series_by_import_key(series.import_key)) throw Unrehearsed();
  added_.changed = true;
  return {};
}

void RehearsedTimetable::require_nothing_new() const {
  if (!added_.events.empty()) throw Unrehearsed();
}

std::vector<domain::Slot> RehearsedTimetable::in_room(domain::RoomId room, domain::Instant from,
                                                      domain::Instant to) const {
  auto slots = stored_.in_room(room, from, to);
  const auto add = [&](const domain::Slot& slot) {
    if (slot.start_time < to && slot.end_time > from) slots.push_back(slot);
  };
  for (auto [slot, end] = added_.in_rooms.equal_range(room); slot != end; ++slot) add(slot->second);
  for (const Event& event : added_.events)
    if (event.location.room == room) add(slot_of(event));
  std::ranges::sort(slots, {}, [](const domain::Slot& slot) { return std::pair(slot.start_time, slot.event); });
  return slots;
}

std::vector<domain::Slot> RehearsedTimetable::of_organisations(std::span<const domain::OrganisationId> organisations,
                                                               domain::Instant from, domain::Instant to,
                                                               std::size_t limit) const {
  require_nothing_new();
  return stored_.of_organisations(organisations, from, to, limit);
}

std::vector<domain::Slot> RehearsedTimetable::at_place(const std::string& folded_name, domain::Instant from,
                                                       domain::Instant to, std::size_t limit) const {
  require_nothing_new();
  return stored_.at_place(folded_name, from, to, limit);
}

std::vector<domain::Slot> RehearsedTimetable::for_audience(const domain::Audience& audience, domain::Instant from,
                                                           domain::Instant to, std::size_t limit) const {
  require_nothing_new();
  return stored_.for_audience(audience, from, to, limit);
}

}  // namespace service
