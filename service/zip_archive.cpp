#include "service/zip_archive.hpp"

#include <zip.h>

#include <array>

#include "domain/error.hpp"

namespace service {
namespace {

constexpr zip_int64_t most_entries = 2000;

[[noreturn]] void refuse_archive() {
  throw domain::Error(domain::ErrorKind::invalid, "xlsx", "the file is not a readable XLSX workbook");
}

[[noreturn]] void refuse_size() {
  throw domain::Error(domain::ErrorKind::invalid, "xlsx_too_large", "the workbook is too large once unpacked");
}

struct CloseFile {
  void operator()(zip_file_t* file) const { (void)zip_fclose(file); }
};

}  // namespace

struct ZipArchive::Handle {
  zip_t* archive = nullptr;
  ~Handle() {
    if (archive != nullptr) zip_discard(archive);
  }
};

ZipArchive::ZipArchive(std::string_view bytes, std::size_t maximum_unpacked)
    : handle_(std::make_unique<Handle>()), left_(maximum_unpacked) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) {
    handle_->archive = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (handle_->archive == nullptr) zip_source_free(source);
  }
  zip_error_fini(&error);
  if (handle_->archive == nullptr) refuse_archive();
  if (zip_get_num_entries(handle_->archive, 0) > most_entries) refuse_size();
}

ZipArchive::~ZipArchive() = default;

std::optional<std::string> ZipArchive::read(const std::string& path) {
  const zip_int64_t index = zip_name_locate(handle_->archive, path.c_str(), 0);
  if (index < 0) return std::nullopt;
  const std::unique_ptr<zip_file_t, CloseFile> file(
      zip_fopen_index(handle_->archive, static_cast<zip_uint64_t>(index), 0));
  if (!file) refuse_archive();
  std::string content;
  std::array<char, 64 * 1024> buffer{};
  for (;;) {
    const zip_int64_t count = zip_fread(file.get(), buffer.data(), buffer.size());
    if (count < 0) refuse_archive();
    if (count == 0) return content;
    const auto size = static_cast<std::size_t>(count);
    if (size > left_) refuse_size();
    left_ -= size;
    content.append(buffer.data(), size);
  }
}

}  // namespace service
