#pragma once
#include <cstddef>

#include "service/http.hpp"
#include "service/programme_csv.hpp"

namespace service {

struct App;

// With some room for the form around the file.
inline constexpr std::size_t import_body_limit = maximum_csv_bytes + 64 * 1024;

// POST /api/v1/imports: a file as the body, or as `file` of a form. `preview=1`: nothing is stored. Answers row by row.
Reply import_events(const Request& request, App& app);

}  // namespace service
