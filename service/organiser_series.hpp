#pragma once
#include <optional>
#include <string>
#include <vector>

#include "service/series_dates.hpp"
#include "ui/organiser_series.hpp"

// What the console's pages about several dates share.
namespace service {

[[nodiscard]] std::string address_of(domain::SeriesId series);
// Error{not_found} where the reader may see none of its dates.
[[nodiscard]] ui::SeriesPage read_series_page(const Request& request, const App& app, domain::SeriesId id);
// Of the next date that anybody may see, in the reader's language.
void add_public_address(ui::SeriesPage& page, const domain::LanguageTag& language, const App& app);
[[nodiscard]] std::vector<ui::PreviewDate> preview_dates(const std::vector<RuleDate>& dates, const std::string& zone,
                                                         const App& app);
// Where the dates go beyond what the municipality has told of its school holidays.
[[nodiscard]] std::optional<ui::KnownUntil> unknown_school_holidays(const std::vector<RuleDate>& dates,
                                                                    const std::string& municipality, const App& app);

}  // namespace service
