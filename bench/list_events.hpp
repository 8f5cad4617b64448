#pragma once
#include <cstddef>
#include <filesystem>
#include <string>

namespace bench {

// Public events in the database at `url` (empty: SQLite's file in the folder), from half a year ago to half a year from
// now however many they are, so that more of them means more a day. Of 9 themes, 8 languages, 6 kinds, 12
// municipalities, 12 organisations and 40 places; a tenth tells of housing.
void fill_with_events(const std::filesystem::path& folder, const std::string& url, std::size_t count);
// One of 100 words; each event has one in its name.
[[nodiscard]] std::string rare_word(std::size_t number);
// Ten events have it in their names, however many there are.
inline const std::string rarest_word = "harvinainen";
// "2026-11-22".
[[nodiscard]] std::string today();
// The same server's database with a schema of its own, made where there is none.
[[nodiscard]] std::string in_schema(const std::string& url, const std::string& schema);

}  // namespace bench
