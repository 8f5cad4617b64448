#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "storage/connection.hpp"

namespace storage {

// The file of a "sqlite3://…" address; none for other addresses.
[[nodiscard]] std::optional<std::filesystem::path> sqlite_file(std::string_view url);

// A connection of one's own to a database that open_store has opened before, for work beside the store's. Waits a
// minute for its turn.
[[nodiscard]] std::unique_ptr<Connection> open_beside(const std::string& url);

}  // namespace storage
