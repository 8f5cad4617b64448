#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/usual_date.hpp"
#include "ui/page.hpp"

// Many dates to tick, by activity: the dates of a series together, those in no series below. Each activity has a
// choice for all of its dates, which works without a script (service/chosen_dates.hpp reads it).
namespace ui {

struct ChoiceDate {
  std::string key;  // the value of its box
  std::optional<domain::SeriesId> series;
  const domain::EventDetails* details = nullptr;
  bool ticked = true;
};
struct Activity {
  std::optional<domain::SeriesId> series;
  std::vector<std::size_t> dates;  // positions in what was given
};
using Rhythms = std::map<domain::SeriesId, domain::Rhythm>;

// By the first date of each; what is in no series comes last.
[[nodiscard]] std::vector<Activity> by_activity(const std::vector<ChoiceDate>& dates);
// A section ACTIVITY with its head ({{>ACTIVITY_HEAD}}); the caller adds its dates.
[[nodiscard]] Values add_activity(Values& into, const Reader& reader, const Activity& activity,
                                  const std::vector<ChoiceDate>& dates, const Rhythms& rhythms);

}  // namespace ui
