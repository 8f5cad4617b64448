#pragma once
#include <string>
#include <string_view>

// What an engine says of a statement that failed, as storage says it: see Connection.
namespace storage {

[[noreturn]] void throw_sqlite(int primary, int extended, std::string_view sql);
// `state`: SQLSTATE. `alive`: whether the connection still is.
[[noreturn]] void throw_postgresql(const std::string& state, bool alive, std::string_view sql);

}  // namespace storage
