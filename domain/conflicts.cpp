#include "domain/conflicts.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "domain/search_words.hpp"
#include "domain/travel.hpp"
#include "domain/words.hpp"

namespace domain {
namespace {

constexpr WordTable<ConflictKind, 9> conflict_kinds{{{ConflictKind::room_taken, "room_taken"},
                                                     {ConflictKind::interpreter_busy, "interpreter_busy"},
                                                     {ConflictKind::same_place, "same_place"},
                                                     {ConflictKind::same_organisation, "same_organisation"},
                                                     {ConflictKind::same_audience, "same_audience"},
                                                     {ConflictKind::room_too_small, "room_too_small"},
                                                     {ConflictKind::public_holiday, "public_holiday"},
                                                     {ConflictKind::school_holiday, "school_holiday"},
                                                     {ConflictKind::known_room, "known_room"}}};

// So that what the principal may not see, and the event itself, do not crowd out what they may.
constexpr std::size_t most_candidates = 40;

// An event that is being planned, and what is already known of it.
class Search {
 public:
  Search(const Snapshot& snapshot, const Principal& principal, const EventDetails& details,
         std::optional<EventId> stored)
      : snapshot_(snapshot), principal_(principal), details_(details), place_(details.location), stored_(stored) {
    if (stored_) event_ = snapshot.events().find(*stored_);
    if (!place_.room) return;
    room_ = snapshot.rooms().find(*place_.room);
    if (room_) place_ = {room_->name, room_->street_address, room_->municipality, {}, place_.room};
  }

  std::vector<Conflict> run() {
    look_at_room();
    look_at_interpreters();
    look_at_place();
    look_at_organisations();
    look_at_audience();
    look_at_capacity();
    return std::move(found_);
  }

 private:
  void look_at_room() {
    if (!place_.room) return;
    for (const Slot& slot : snapshot_.timetable().in_room(*place_.room, details_.start_time, details_.end_time)) {
      if (slot.event != stored_) found_.push_back({.kind = ConflictKind::room_taken, .event = visible(slot.event)});
    }
  }

  // Bookings that are for the event's time move with it. Who interprets, and where else they are booked, is told only
  // to who books interpreters there.
  void look_at_interpreters() {
    if (!event_) return;
    const bool books = may(principal_, Permission::book_interpreters, &*event_);
    for (InterpreterBooking& booking : snapshot_.interpreters().bookings_of(*stored_)) {
      if (!booking.interpreter) continue;
      if (booking.status != BookingStatus::offered && booking.status != BookingStatus::confirmed) continue;
      if (booking.start_time == event_->start_time && booking.end_time == event_->end_time) {
        booking.start_time = details_.start_time;
        booking.end_time = details_.end_time;
      }
      for (const InterpreterBooking& taken :
           clashing_bookings(snapshot_.interpreters(), snapshot_.events(), *booking.interpreter, booking, place_)) {
        if (taken.event == stored_) continue;
        const auto who = books ? snapshot_.interpreters().find(*booking.interpreter) : std::nullopt;
        found_.push_back({.kind = ConflictKind::interpreter_busy,
                          .event = visible(taken.event, Permission::book_interpreters),
                          .interpreter = who ? who->name : std::string(),
                          .is_only_offered = booking.status == BookingStatus::offered});
      }
    }
  }

  // Where two names are one place, the towns are, too, as far as they are said.
  void look_at_place() {
    const std::string name = place_.is_online() ? std::string() : fold_text(place_.name);
    if (name.empty()) return;
    add_advice(ConflictKind::same_place,
               snapshot_.timetable().at_place(name, details_.start_time, details_.end_time, most_candidates),
               [&](const Event& other) {
                 if (other.location.is_online()) return false;
                 const std::string town = fold_text(other.location.municipality);
                 return town.empty() || place_.municipality.empty() || town == fold_text(place_.municipality);
               });
  }

  void look_at_organisations() {
    std::vector<OrganisationId> ids;
    for (const Organiser& organiser : details_.organisers) {
      if (organiser.id != OrganisationId{}) ids.push_back(organiser.id);
    }
    if (ids.empty() && principal_.organisation) ids.push_back(*principal_.organisation);
    if (ids.empty()) return;
    add_advice(ConflictKind::same_organisation,
               snapshot_.timetable().of_organisations(ids, details_.start_time, details_.end_time, most_candidates));
  }

  void look_at_audience() {
    Audience audience{place_.municipality, details_.keywords, details_.in_language};
    audience.languages.insert(audience.languages.end(), details_.interpreted_languages.begin(),
                              details_.interpreted_languages.end());
    if (audience.municipality.empty() || audience.themes.empty() || audience.languages.empty()) return;
    add_advice(ConflictKind::same_audience,
               snapshot_.timetable().for_audience(audience, details_.start_time, details_.end_time, most_candidates));
  }

  void look_at_capacity() {
    const auto wanted = details_.maximum_attendee_capacity;
    if (!room_ || !room_->capacity || !wanted || *wanted <= *room_->capacity) return;
    found_.push_back({.kind = ConflictKind::room_too_small, .room_capacity = room_->capacity});
  }

  // Each other event once, under the first kind that names it; nothing of what is not theirs to know.
  void add_advice(
      ConflictKind kind, const std::vector<Slot>& slots,
      const std::function<bool(const Event&)>& meant = [](const Event&) { return true; }) {
    std::size_t added = 0;
    for (const Slot& slot : slots) {
      if (added == most_advice) return;
      if (slot.event == stored_ || is_found(slot.event)) continue;
      auto other = advisable(slot);
      if (!other || is_sibling(*other) || !meant(*other)) continue;
      found_.push_back({.kind = kind, .event = std::move(other)});
      ++added;
    }
  }

  [[nodiscard]] bool is_found(EventId id) const {
    return std::ranges::any_of(found_, [&](const Conflict& one) { return one.event && one.event->id == id; });
  }

  // Other dates of a series are planned together with it.
  [[nodiscard]] bool is_sibling(const Event& other) const {
    return event_ && event_->super_event && event_->super_event == other.super_event;
  }

  [[nodiscard]] std::optional<Event> visible(EventId id, Permission needed = Permission::see_event) const {
    auto event = snapshot_.events().find(id);
    if (event && !may(principal_, needed, &*event)) event.reset();
    return event;
  }

  // What everybody sees, and what is of the own organisation. Of an unlisted event only those know who were told.
  [[nodiscard]] std::optional<Event> advisable(const Slot& slot) const {
    auto event = visible(slot.event);
    if (event && slot.publication == PublicationStatus::unlisted &&
        !may(principal_, Permission::see_participants, &*event)) {
      event.reset();
    }
    return event;
  }

  const Snapshot& snapshot_;
  const Principal& principal_;
  const EventDetails& details_;
  Place place_;  // as its room has it
  std::optional<EventId> stored_;
  std::optional<Event> event_;
  std::optional<Room> room_;
  std::vector<Conflict> found_;
};

}  // namespace

bool is_hard(const Conflict& conflict) {
  return conflict.kind == ConflictKind::room_taken ||
         (conflict.kind == ConflictKind::interpreter_busy && !conflict.is_only_offered);
}

std::string_view to_word(ConflictKind kind) {
  return word_of(conflict_kinds, kind);
}

std::vector<Conflict> find_conflicts(const Snapshot& snapshot, const Principal& principal, const EventDetails& details,
                                     std::optional<EventId> stored) {
  return Search(snapshot, principal, details, stored).run();
}

std::vector<Conflict> find_holidays(const Holidays& holidays, const TimeZones& zones, const EventDetails& details) {
  const std::chrono::year_month_day day{
      std::chrono::floor<std::chrono::days>(zones.to_local(details.start_time, details.time_zone))};
  std::vector<Conflict> found;
  if (const auto code = holidays.public_holiday(day); !code.empty()) {
    found.push_back({.kind = ConflictKind::public_holiday, .holiday = std::string(code)});
  }
  if (const SchoolHoliday* school = holidays.school_holiday(details.location.municipality, day)) {
    found.push_back({.kind = ConflictKind::school_holiday, .holiday_name = school->name});
  }
  return found;
}

}  // namespace domain
