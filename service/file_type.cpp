#include "service/file_type.hpp"

#include <magic.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <stdexcept>

#include "domain/text.hpp"
#include "service/uri.hpp"

namespace service {
namespace {

constexpr std::size_t longest_file_name = 100;

constexpr std::string_view docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
constexpr std::string_view xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::string_view pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

constexpr std::array<FileType, 13> allowed{{{"application/pdf", ".pdf"},
                                            {"image/jpeg", ".jpg"},
                                            {"image/png", ".png"},
                                            {"image/gif", ".gif"},
                                            {"image/webp", ".webp"},
                                            {docx, ".docx"},
                                            {xlsx, ".xlsx"},
                                            {pptx, ".pptx"},
                                            {"application/vnd.oasis.opendocument.text", ".odt"},
                                            {"application/vnd.oasis.opendocument.spreadsheet", ".ods"},
                                            {"application/vnd.oasis.opendocument.presentation", ".odp"},
                                            {"text/plain", ".txt"},
                                            {"text/csv", ".csv"}}};

// libmagic's handle may be used by one thread at a time.
class Magic {
 public:
  Magic() : handle_(magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_ELF)) {
    if (!handle_ || magic_load(handle_.get(), nullptr) != 0) throw std::runtime_error("libmagic finds no database");
  }
  std::string type_of(std::string_view bytes) {
    const std::lock_guard lock(mutex_);
    const char* type = magic_buffer(handle_.get(), bytes.data(), bytes.size());
    return type == nullptr ? std::string() : std::string(type);
  }

 private:
  struct Close {
    void operator()(magic_t handle) const { magic_close(handle); }
  };
  std::mutex mutex_;
  std::unique_ptr<std::remove_pointer_t<magic_t>, Close> handle_;
};

std::string magic_type(std::string_view bytes) {
  static Magic magic;
  return magic.type_of(bytes);
}

bool holds(std::string_view bytes, std::string_view part) {
  return bytes.find(part) != bytes.npos;
}

// Writers order the parts of a package as they like, and libmagic looks at the first ones alone.
std::string_view office_type(std::string_view bytes) {
  if (!bytes.starts_with("PK\x03\x04") || !holds(bytes, "[Content_Types].xml")) return {};
  if (holds(bytes, "word/document.xml")) return docx;
  if (holds(bytes, "xl/workbook.xml")) return xlsx;
  if (holds(bytes, "ppt/presentation.xml")) return pptx;
  return {};
}

// Names of parts stand in a package as they are.
bool has_macros(std::string_view bytes) {
  return bytes.starts_with("PK") && (holds(bytes, "vbaProject") || holds(bytes, "Basic/script") ||
                                     holds(bytes, "macrosheets/") || holds(bytes, "Scripts/"));
}

// A browser that looks for itself would take it for a page or a picture with scripts, wherever that begins.
bool looks_like_markup(std::string_view text) {
  const std::string lower = domain::to_lower_ascii(text.substr(0, 64 * 1024));
  constexpr std::array<std::string_view, 9> marks{"<!doctype", "<html", "<head", "<body",  "<script",
                                                  "<svg",      "<?xml", "<?php", "<iframe"};
  return lower.starts_with("#!") || std::ranges::any_of(marks, [&](auto mark) { return holds(lower, mark); });
}

bool is_plain(std::string_view text) {
  return domain::is_valid_utf8(text) && !holds(text, std::string_view("\0", 1)) && !looks_like_markup(text);
}

// Letters that turn a name around, so that "fdp.exe" reads "exe.pdf": U+200E…200F, U+202A…202E, U+2066…2069.
std::string without_turns(std::string name) {
  for (std::size_t at = 0; (at = name.find("\xE2\x80", at)) != name.npos;) {
    const auto last = at + 2 < name.size() ? static_cast<unsigned char>(name[at + 2]) : 0U;
    const bool turns = last == 0x8E || last == 0x8F || (last >= 0xAA && last <= 0xAE);
    if (turns) {
      name.erase(at, 3);
    } else {
      ++at;
    }
  }
  for (std::size_t at = 0; (at = name.find("\xE2\x81", at)) != name.npos;) {
    const auto last = at + 2 < name.size() ? static_cast<unsigned char>(name[at + 2]) : 0U;
    if (last >= 0xA6 && last <= 0xA9) {
      name.erase(at, 3);
    } else {
      ++at;
    }
  }
  return name;
}

std::string cut(std::string text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  text.resize(bytes);
  return text;
}

bool ends_like(std::string_view name, std::string_view ending) {
  return name.size() > ending.size() && domain::to_lower_ascii(name.substr(name.size() - ending.size())) == ending;
}

}  // namespace

std::optional<FileType> detect_file_type(std::string_view bytes) {
  if (bytes.empty() || has_macros(bytes)) return {};
  std::string type = magic_type(bytes);
  if (type == "application/csv") type = "text/csv";
  if (type == "application/zip" || type == "application/octet-stream") type = office_type(bytes);
  if (type == "application/pdf" && !bytes.starts_with("%PDF-")) return {};
  if (type.starts_with("text/") && !is_plain(bytes)) return {};
  const auto found = std::ranges::find(allowed, std::string_view(type), &FileType::media_type);
  return found == allowed.end() ? std::nullopt : std::optional(*found);
}

std::string file_name_for(std::string_view name, const FileType& type) {
  std::string clean(name.substr(name.find_last_of("/\\") + 1));
  if (!domain::is_valid_utf8(clean)) clean.clear();
  clean = without_turns(std::move(clean));
  std::erase_if(clean, [](unsigned char c) {
    return c < 0x20 || c == 0x7f || c == '"' || c == ':' || c == '*' || c == '?' || c == '<' || c == '>' || c == '|';
  });
  const bool jpeg = type.ending == ".jpg" && ends_like(clean, ".jpeg");
  if (jpeg || ends_like(clean, type.ending)) clean.resize(clean.rfind('.'));
  clean = std::string(domain::trim(clean));
  while (clean.starts_with('.')) clean.erase(0, 1);
  clean = cut(std::move(clean), longest_file_name);
  return (clean.empty() ? std::string("file") : clean) + std::string(type.ending);
}

std::string attachment_header(std::string_view file_name) {
  std::string plain;
  for (const char c : file_name) {
    const bool fits = static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7f && c != '"' &&
                      c != '\\' && c != '%';
    // One mark for each letter, not for each of its bytes.
    if (fits) plain += c;
    if (!fits && (static_cast<unsigned char>(c) & 0xC0U) != 0x80U) plain += '_';
  }
  return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + percent_encode(file_name);
}

}  // namespace service
