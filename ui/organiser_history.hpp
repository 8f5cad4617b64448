#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/event_history.hpp"
#include "domain/undo_change.hpp"
#include "ui/organiser_console.hpp"

// Who changed what of an event, and the way back.
namespace ui {

struct HistoryPage {
  domain::History history;
  std::optional<domain::SeriesId> series = {};  // whose page it is, where it is not one event's
  std::vector<domain::Problem> problems = {};   // of a button
};
[[nodiscard]] std::string history_page(const Pages& pages, const Console& console, const HistoryPage& page);

// What undoing means, before it is done.
struct UndoPage {
  domain::UndoPlan one;
  // Where several events were changed at once, each by itself.
  std::optional<domain::UndoPlan> all = {};
  std::string back = {};  // the page where it was asked for
};
[[nodiscard]] std::string undo_page(const Pages& pages, const Console& console, const UndoPage& page);

// What became of several dates, some of which stay as they were.
struct UndonePage {
  domain::Undone undone;
  std::string back = {};
};
[[nodiscard]] std::string undone_page(const Pages& pages, const Console& console, const UndonePage& page);

}  // namespace ui
