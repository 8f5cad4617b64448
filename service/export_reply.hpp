#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

#include "service/app.hpp"
#include "service/export_table.hpp"
#include "service/http.hpp"

namespace service {

enum class ExportFormat { csv, xlsx, json, ics };

// The address's "{format}", one of `offered`; Error{not_found} for any other.
[[nodiscard]] ExportFormat format_of(const Request& request, std::initializer_list<std::string_view> offered);
// To be saved as <name>.<format>.
[[nodiscard]] Reply file_reply(ExportFormat format, const std::string& name, std::string bytes);
[[nodiscard]] Reply file_reply(ExportFormat format, const std::string& name, const ExportTable& table);
// "2026-11-22", for a file's name.
[[nodiscard]] std::string today(const App& app);

}  // namespace service
