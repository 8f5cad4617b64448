#include "service/uploads.hpp"

#include <algorithm>
#include <optional>

#include "domain/error.hpp"
#include "domain/text.hpp"
#include "service/uri.hpp"

namespace service {
namespace {

// Written here, since no packaged library reads a body that is in memory without a copy, and refuses what is broken.

constexpr std::string_view line_end = "\r\n";
constexpr std::size_t longest_boundary = 70;  // RFC 2046, 5.1.1
constexpr std::size_t longest_part_head = 8 * 1024;
constexpr std::string_view media_type = "multipart/form-data";

[[noreturn]] void refuse_form() {
  throw domain::Error(domain::ErrorKind::invalid, "form_encoding",
                      "The body must be multipart/form-data, complete and in UTF-8.");
}

std::string_view trim_blanks(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

// A value in quotes: of escapes only those that clients make, since others stand in names of Windows's folders.
std::string unquote(std::string_view& rest) {
  std::string value;
  rest.remove_prefix(1);
  while (!rest.empty() && rest.front() != '"') {
    if (rest.starts_with("\\\"") || rest.starts_with("\\\\")) rest.remove_prefix(1);
    value += rest.front();
    rest.remove_prefix(1);
  }
  if (rest.empty()) refuse_form();
  rest.remove_prefix(1);
  return value;
}

// "form-data; name=\"a\"; filename=\"b\"": the value of a parameter.
std::optional<std::string> parameter_of(std::string_view header, std::string_view name) {
  const auto semicolon = header.find(';');
  std::string_view rest = semicolon == header.npos ? std::string_view{} : header.substr(semicolon + 1);
  std::optional<std::string> found;
  while (!(rest = trim_blanks(rest)).empty()) {
    const auto equals = rest.find('=');
    if (equals == rest.npos) refuse_form();
    const auto key = trim_blanks(rest.substr(0, equals));
    rest = trim_blanks(rest.substr(equals + 1));
    std::string value;
    if (rest.starts_with('"')) {
      value = unquote(rest);
    } else {
      value = trim_blanks(rest.substr(0, rest.find(';')));
      rest.remove_prefix(std::min(rest.find(';'), rest.size()));
    }
    rest = trim_blanks(rest);
    if (!rest.empty() && rest.front() != ';') refuse_form();
    if (!rest.empty()) rest.remove_prefix(1);
    if (!equal_without_case(key, name)) continue;
    if (found) refuse_form();
    found = std::move(value);
  }
  return found;
}

// Browsers write these three of a name in percent-encoding: HTML, "multipart/form-data encoding algorithm".
std::string without_percent(std::string text) {
  for (const auto& [code, letter] : {std::pair{"%22", "\""}, std::pair{"%0D", "\r"}, std::pair{"%0A", "\n"}}) {
    for (auto at = text.find(code); at != text.npos; at = text.find(code, at + 1)) text.replace(at, 3, letter);
  }
  return text;
}

std::string file_name_of(std::string text) {
  text = without_percent(std::move(text));
  text.erase(0, text.find_last_of("/\\") + 1);
  if (!domain::is_valid_utf8(text)) return {};
  std::erase_if(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
  return text == "." || text == ".." ? std::string() : text;
}

std::string boundary_of(const Request& request) {
  const auto type = request.header("Content-Type").value_or("");
  const auto boundary = parameter_of(type, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > longest_boundary) refuse_form();
  return *boundary;
}

struct Part {
  std::string name;
  std::optional<std::string> file_name;
  std::string_view content;
};

// The parts of a body, one after the other.
class Parts {
 public:
  Parts(std::string_view body, const std::string& boundary) : rest_(body), delimiter_("\r\n--" + boundary) {
    const std::string_view first = std::string_view(delimiter_).substr(line_end.size());
    if (!rest_.starts_with(first)) refuse_form();
    rest_.remove_prefix(first.size());
  }

  [[nodiscard]] std::optional<Part> next() {
    if (rest_.starts_with("--")) return {};
    while (rest_.starts_with(' ') || rest_.starts_with('\t')) rest_.remove_prefix(1);
    if (!rest_.starts_with(line_end)) refuse_form();
    Part part = read_head();
    const auto end = rest_.find(delimiter_);
    if (end == rest_.npos) refuse_form();
    part.content = rest_.substr(0, end);
    rest_.remove_prefix(end + delimiter_.size());
    return part;
  }

 private:
  // `rest_` begins with the end of the delimiter's line.
  Part read_head() {
    const auto end = rest_.substr(0, longest_part_head).find("\r\n\r\n");
    if (end == rest_.npos) refuse_form();
    std::string_view head = rest_.substr(0, end);
    head.remove_prefix(std::min(line_end.size(), head.size()));
    rest_.remove_prefix(end + 4);
    std::optional<Part> part;
    while (!head.empty()) {
      const auto line = head.substr(0, head.find(line_end));
      head.remove_prefix(std::min(line.size() + line_end.size(), head.size()));
      const auto colon = line.find(':');
      if (colon == line.npos) refuse_form();
      if (!equal_without_case(trim_blanks(line.substr(0, colon)), "Content-Disposition")) continue;
      if (part) refuse_form();
      part = disposition_of(trim_blanks(line.substr(colon + 1)));
    }
    if (!part) refuse_form();
    return std::move(*part);
  }

  static Part disposition_of(std::string_view value) {
    if (!equal_without_case(trim_blanks(value.substr(0, value.find(';'))), "form-data")) refuse_form();
    auto name = parameter_of(value, "name");
    if (!name || !domain::is_valid_utf8(*name)) refuse_form();
    Part part{without_percent(std::move(*name)), {}, {}};
    if (auto file = parameter_of(value, "filename")) part.file_name = std::move(*file);
    return part;
  }

  std::string_view rest_;
  std::string delimiter_;
};

}  // namespace

bool is_multipart(const Request& request) {
  const auto type = request.header("Content-Type").value_or("");
  return equal_without_case(trim_blanks(type.substr(0, type.find(';'))), media_type);
}

UploadedForm read_upload(const Request& request) {
  if (!is_multipart(request)) refuse_form();
  UploadedForm form;
  Parts parts(request.body, boundary_of(request));
  std::size_t count = 0;
  while (auto part = parts.next()) {
    if (++count > maximum_form_fields) refuse_form();
    if (part->file_name) {
      // A file input in which nothing was chosen.
      if (part->file_name->empty() && part->content.empty()) continue;
      form.files.push_back({std::move(part->name), file_name_of(std::move(*part->file_name)), part->content});
      continue;
    }
    if (!domain::is_valid_utf8(part->content) || part->content.find('\0') != part->content.npos) refuse_form();
    form.fields.emplace_back(std::move(part->name), part->content);
  }
  return form;
}

const UploadedFile& required_file(const UploadedForm& form, std::string_view field, std::size_t maximum) {
  const auto refuse_file = [&](const char* code, const char* message) {
    throw domain::Error(domain::ErrorKind::invalid, code, message, std::string(field));
  };
  const auto file = std::ranges::find(form.files, field, &UploadedFile::field);
  if (file == form.files.end()) refuse_file("required", "is required");
  if (file->bytes.empty()) refuse_file("file_is_empty", "is empty");
  if (file->bytes.size() > maximum) refuse_file("file_too_large", "is too large");
  return *file;
}

}  // namespace service
