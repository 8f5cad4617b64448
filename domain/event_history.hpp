#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/access.hpp"
#include "domain/event_change.hpp"
#include "domain/ports.hpp"

// The one way in which events are stored: each change with its line of the history, in the same transaction.
namespace domain {

// What is done, where it is not a plain edit.
struct Act {
  ChangeKind kind = ChangeKind::edited;
  std::optional<EventChangeId> undoes = {};
};

void store_new(Transaction& tx, const Ports& ports, const Principal& who, const Event& event,
               ChangeKind kind = ChangeKind::created, std::vector<FieldChange> fields = {});
// `event` is locked and was `before`: its sequence, version and time of change move.
void store_change(Transaction& tx, const Ports& ports, const Principal& who, const Event& before, Event& event,
                  Act act);
// What became of an event, its fields untouched.
void note_change(Transaction& tx, const Ports& ports, const Principal& who, const Event& event, ChangeKind kind,
                 std::string note = {});
void note_change(Transaction& tx, const Ports& ports, const Principal& who, const Event& event, Act act,
                 std::string note, std::vector<FieldChange> fields = {});

struct HistoryEntry {
  EventChange change;
  Event event;                             // as it is now
  std::optional<EventChange> undone = {};  // the change that this one undoes
  // Whether undo_change may be asked, and why it would refuse now: the error's code.
  bool undoable = false;
  std::string refusal = {};
  std::optional<EventChangeId> undone_by = {};  // among those listed
};
struct History {
  Event event;  // as it is now; of a series the first date
  std::vector<HistoryEntry> entries;
  std::optional<EventChangeId> next = {};  // `before` of the next page
};

inline constexpr std::size_t history_page = 50;
// The newest first. Error{not_found} and Error{forbidden} as access.hpp has them.
[[nodiscard]] History list_history(const Ports& ports, const Principal& principal, EventId event,
                                   std::optional<EventChangeId> before = {});
// What touched several dates of the series at once, and what was done to one of them, by the first that was changed.
[[nodiscard]] History list_history(const Ports& ports, const Principal& principal, SeriesId series,
                                   std::optional<EventChangeId> before = {});

}  // namespace domain
