#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

// What the engines say differently.
namespace storage {

enum class Engine { sqlite, postgresql };

// The statement with `<mark>1`, `<mark>2` … in place of each `?`.
[[nodiscard]] std::string number_values(std::string_view sql, std::string_view mark);

// "<column> is one of the list": takes one value, made by list_value, so that a statement's text does not depend on how
// many there are.
[[nodiscard]] std::string any_of(Engine engine, std::string_view column, bool text);
[[nodiscard]] std::string list_value(Engine engine, std::span<const std::int64_t> numbers);
[[nodiscard]] std::string list_value(Engine engine, std::span<const std::string> texts);

}  // namespace storage
