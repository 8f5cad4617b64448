#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/event.hpp"
#include "domain/ids.hpp"
#include "domain/time.hpp"

// The history of an event: who changed what, when. Holds nothing of those who register.
namespace domain {

enum class ChangeKind {
  created,
  imported,  // made, or brought up to date, from a file or another calendar
  copied,
  edited,
  published,
  cancelled,
  restored,   // it takes place after all
  submitted,  // for approval
  withdrawn,
  approved,
  returned,           // `note` is the reason
  room_changed,       // the room that it is in has another name or address
  attendance_closed,  // it was held
  attendance_reopened,
  material_added,  // `note` is its title; `fields` as material_history.hpp has them
  material_removed,
  calendar_declined,  // what its calendar says of the field `note` is not taken
  calendar_left,      // it follows its calendar no more
  calendar_followed   // it does again; with `note`: what the calendar says of that field is to be decided on again
};

// One field, named as in the public contract; of a text one language. The values are as event_fields.hpp writes them.
struct FieldChange {
  std::string field;
  std::string language = {};  // empty but for texts
  std::string before = {};
  std::string after = {};
  friend bool operator==(const FieldChange&, const FieldChange&) = default;
};

struct EventChange {
  EventChangeId id;
  EventId event;
  std::optional<SeriesId> series = {};
  Instant time;
  std::optional<AccountId> account = {};  // none for API tokens and commands
  std::string actor;                      // display name
  ChangeKind kind = ChangeKind::edited;
  std::string note = {};
  std::optional<EventChangeId> undoes = {};
  std::vector<FieldChange> fields = {};
  // Events that were changed along with it, itself included: read, not stored.
  int dates = 1;
};

// Older ones of the same event go.
inline constexpr int most_changes_kept = 200;

// Where they are kept; part of domain/store.hpp, which says how.
class EventChanges {
 public:
  virtual ~EventChanges() = default;
  [[nodiscard]] virtual std::optional<EventChange> find(EventChangeId id) const = 0;
  // The newest first; those before `before` where it is given.
  [[nodiscard]] virtual std::vector<EventChange> of_event(EventId event, std::size_t limit,
                                                          std::optional<EventChangeId> before = {}) const = 0;
  // The newest first; of those that came about together the first.
  [[nodiscard]] virtual std::vector<EventChange> of_series(SeriesId series, std::size_t limit,
                                                           std::optional<EventChangeId> before = {}) const = 0;
  // Those that came about along with this one, itself included, by event.
  [[nodiscard]] virtual std::vector<EventChange> along_with(EventChangeId id) const = 0;
  // Of these events, by event and the oldest first, so far as they are kept: what made each, and what made it a draft
  // again. Of their fields publication_status alone, and of `dates` nothing is told.
  [[nodiscard]] virtual std::vector<EventChange> origins(std::span<const EventId> events) const = 0;
  // The event is locked. All that one transaction inserts came about together.
  virtual EventChangeId insert(const EventChange& change) = 0;
  // Of those before `time` at most `limit`; answers how many.
  virtual std::size_t remove_before(Instant time, std::size_t limit) = 0;
  [[nodiscard]] virtual std::optional<Instant> oldest() const = 0;
};

[[nodiscard]] std::string_view to_word(ChangeKind kind);

}  // namespace domain
