#pragma once
#include <vector>

#include "domain/event.hpp"
#include "service/app.hpp"
#include "service/event_json.hpp"
#include "service/export_table.hpp"

namespace service {

// In the Tunnus column, before the event's id: "kutsu-4711".
inline constexpr std::string_view exported_event = "kutsu-";

// In the columns that `kutsu import` reads (docs/import.md), a row for each event, so that what was taken out may be
// changed in a spreadsheet and brought back in: each row carries its event's number. Times are those of the event's own
// zone. What only staff may know is left out for other readers.
[[nodiscard]] ExportTable programme_table(const std::vector<domain::Event>& events,
                                          const std::optional<domain::Principal>& principal, const App& app);

}  // namespace service
