#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace service {

// The files of a ZIP archive in memory. The archive is hostile until proven otherwise: whatever it says of itself, no
// more than `maximum_unpacked` bytes are unpacked of it in all. Throws Error{invalid}: "xlsx" for what is none,
// "xlsx_too_large" beyond the limits. One thread.
class ZipArchive {
 public:
  // `bytes` outlive it.
  ZipArchive(std::string_view bytes, std::size_t maximum_unpacked);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  // By its whole path; nothing where there is none.
  [[nodiscard]] std::optional<std::string> read(const std::string& path);

 private:
  struct Handle;
  std::unique_ptr<Handle> handle_;
  std::size_t left_;
};

}  // namespace service
