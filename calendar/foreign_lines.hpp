#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The structure of a calendar that nobody vouches for. Read here and not by libical's parser, which loses silently what
// it does not understand, recurses as deep as whoever wrote the file likes, and lets broken UTF-8 through.
namespace calendar {

// One content line (RFC 5545, 3.1), unfolded. Names are in upper case, texts are valid UTF-8 without controls.
struct ForeignLine {
  std::string name;
  std::vector<std::pair<std::string, std::string>> parameters;  // without quotes
  std::string value;                                            // still escaped
  [[nodiscard]] std::string_view parameter(std::string_view wanted) const;
};

struct ForeignComponent {
  std::size_t line = 0;  // of its BEGIN, from 1
  std::vector<ForeignLine> lines;
  std::vector<ForeignComponent> parts;  // a VTIMEZONE's STANDARD and DAYLIGHT
  bool too_large = false;               // some of its lines were left out
  // Null where it has none.
  [[nodiscard]] const ForeignLine* find(std::string_view name) const;
  [[nodiscard]] std::string_view value(std::string_view name) const;
};

// What of a file is looked at: the lines that matter of its VEVENTs and VTIMEZONEs.
struct ForeignFile {
  bool is_calendar = false;
  bool too_many_events = false;
  std::string name;    // still escaped
  std::string method;  // in upper case
  std::vector<ForeignComponent> events;
  std::vector<ForeignComponent> zones;
};

[[nodiscard]] ForeignFile read_file(std::string_view bytes, std::size_t maximum_events);

// A TEXT value (RFC 5545, 3.3.11) without its escapes.
[[nodiscard]] std::string unescape(std::string_view value);
// The parts of a list of TEXTs, without their escapes.
[[nodiscard]] std::vector<std::string> unescape_list(std::string_view value);

}  // namespace calendar
