#pragma once
#include <optional>
#include <string_view>

#include "service/programme_columns.hpp"

namespace service {

// What people call the columns of their tables, in Finnish and in English: "klo", "Start time". Without case; a colon
// at the end and what stands in brackets behind it do not matter ("Aika (klo)").
[[nodiscard]] std::optional<Column> column_meant(std::string_view heading);

}  // namespace service
