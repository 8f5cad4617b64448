#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "service/app.hpp"
#include "service/import_programme.hpp"

// The address of the drafts that an import made: "c-k.n", in base 36. No more than are listed at once, and one.
namespace service {

// Of what came in from `began` on; empty where none is a draft.
[[nodiscard]] std::string drafts_made(const ImportReport& report, domain::Instant began, const App& app);
[[nodiscard]] std::vector<domain::EventId> read_drafts_made(std::string_view text);

}  // namespace service
