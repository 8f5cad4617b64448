#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace service {

// What a file that participants may be given is.
struct FileType {
  std::string_view media_type;
  std::string_view ending;  // of its name, with the dot
};

// By its content alone; whatever it is called says nothing. PDF, JPEG, PNG, GIF, WebP, Office Open XML and OpenDocument
// without macros, plain text and CSV in UTF-8. Nothing for all the rest: pages, pictures that hold scripts (SVG),
// scripts, programs, archives, the older binary office formats. Any thread.
[[nodiscard]] std::optional<FileType> detect_file_type(std::string_view bytes);

// What somebody who saves it gets: `name` without what a file's name may not hold or what would make it look like
// another, cut to a sensible length, with the ending of the type. Never empty.
[[nodiscard]] std::string file_name_for(std::string_view name, const FileType& type);

// "attachment" with the name for old clients and for others (RFC 6266, RFC 8187).
[[nodiscard]] std::string attachment_header(std::string_view file_name);

}  // namespace service
