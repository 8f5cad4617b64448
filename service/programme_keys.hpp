#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/programme_row.hpp"

// By what a row is known again when the file is imported once more.
namespace service {

// The local start of what is stored under a key; nothing where nothing is.
using FindStart = std::function<std::optional<domain::LocalTime>(const std::string& key)>;

// One key for each row, "" for rows with problems. A row's identifier where it has one; otherwise its title, first
// date, municipality and first organiser, so that everything else may change, the hour too. Rows that share those (a
// morning and an afternoon session) are told apart by their hour, and each finds what is stored for it. Two rows that
// share the hour as well are a problem of the second, "duplicate_row".
[[nodiscard]] std::vector<std::string> assign_keys(std::vector<ProgrammeRow>& rows, std::string_view source,
                                                   const FindStart& find_start);

}  // namespace service
