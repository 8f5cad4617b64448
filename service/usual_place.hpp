#pragma once
#include <string>
#include <vector>

#include "service/app.hpp"
#include "service/http.hpp"
#include "ui/organiser_event_list.hpp"

namespace service {

// The municipality of the reader's organisation; where that says none, of the event that it entered last. Empty where
// nothing is known.
[[nodiscard]] std::string usual_municipality(const Request& request, const App& app);
// The public holidays of these days, and the municipality's school holidays.
[[nodiscard]] std::vector<ui::NamedDay> named_days(const App& app, const std::string& municipality,
                                                   std::chrono::sys_days from, std::chrono::sys_days to);

}  // namespace service
