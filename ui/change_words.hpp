#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/event_history.hpp"
#include "ui/reader.hpp"

// A change of an event in words.
namespace ui {

// What one value was, and what it is. Both empty where the words of the change say all.
struct ShownChange {
  std::string label;
  std::string before;  // "(nothing)" where there was none
  std::string after;
  std::optional<domain::LanguageTag> language = {};  // of a text, which is not the reader's
};

// `now`: the event as it is, for what the change does not tell. `sees_link`: of online places, their address.
[[nodiscard]] std::vector<ShownChange> shown_changes(const Reader& reader, const domain::Event& now,
                                                     const domain::EventChange& change, bool sees_link);
// Each field that changed once, a start and an end together as the time; what the sentence says itself is not among
// them.
[[nodiscard]] std::vector<std::string> changed_labels(const Reader& reader, const domain::EventChange& change);
// "Aino changed: time, place"
[[nodiscard]] std::string change_sentence(const Reader& reader, const domain::HistoryEntry& entry);

}  // namespace ui
