#pragma once
#include <set>
#include <string>
#include <vector>

#include "service/organiser_repeat.hpp"
#include "ui/organiser_series.hpp"

namespace service {

// What the page on which dates are checked is about.
struct PreviewedSeries {
  const domain::EventDetails& details;  // what the dates are like
  const RepeatInput& repeat;
  const RepeatPlan& plan;
  const std::vector<RuleDate>& dates;
  domain::LocalTime typed_first;
};
// Its dates with all that speaks against them; the inputs and where they go are the caller's.
[[nodiscard]] ui::SeriesPreview read_preview(const Request& request, const App& app, const PreviewedSeries& series,
                                             const domain::LanguageTag& language);
// The same after `problems` with the dates that were ticked.
void keep_ticks(ui::SeriesPreview& page, const std::set<std::string>& ticked, std::vector<domain::Problem> problems,
                const App& app);

}  // namespace service
