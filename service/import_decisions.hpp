#pragma once
#include <vector>

#include "service/app.hpp"
#include "service/import_programme.hpp"
#include "ui/organiser_import.hpp"

namespace service {

// What the file says is cancelled, or does not hold any more, though it stands here: the dates of a row together, the
// rows as in the file.
[[nodiscard]] std::vector<ui::ImportToDecide> what_to_decide(const ImportReport& report, const App& app);

}  // namespace service
