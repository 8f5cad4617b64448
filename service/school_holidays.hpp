#pragma once
#include <filesystem>
#include <vector>

#include "domain/holidays.hpp"

namespace service {

// The municipalities' school holidays as config/school_holidays.toml has them. None for an empty path. Throws
// Error{invalid} that names the file and which entry is wrong.
[[nodiscard]] std::vector<domain::SchoolHoliday> read_school_holidays(const std::filesystem::path& file);

}  // namespace service
