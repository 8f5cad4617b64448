#include "service/files_on_the_way.hpp"

#include "domain/error.hpp"

namespace service {
namespace {

using Files = std::map<std::string, std::weak_ptr<const std::string>>;

[[noreturn]] void refuse_more() {
  throw domain::Error(domain::ErrorKind::unavailable, "busy", "Too many files are being sent; try again soon.");
}

void forget(Files& files) {
  std::erase_if(files, [](const auto& entry) { return entry.second.expired(); });
}

std::size_t size_of(const Files& files) {
  std::size_t size = 0;
  for (const auto& [digest, file] : files) {
    if (const auto bytes = file.lock()) size += bytes->size();
  }
  return size;
}

}  // namespace

// All but `get` with the lock held.

void FilesOnTheWay::forget_sent() {
  forget(files_);
  for (auto& [reader, share] : shares_) forget(share.files);
  std::erase_if(shares_, [](const auto& entry) { return entry.second.files.empty() && entry.second.reserved == 0; });
}

void FilesOnTheWay::reserve(const std::string& reader, std::size_t size) {
  if (size_of(files_) + reserved_ + size > most_bytes_) refuse_more();
  shares_[reader].reserved += size;
  reserved_ += size;
}

void FilesOnTheWay::release(const std::string& reader, std::size_t size) {
  shares_[reader].reserved -= size;
  reserved_ -= size;
}

// The same bytes, by a pointer of the reader's own.
FilesOnTheWay::Bytes FilesOnTheWay::hand_out(const std::string& reader, const std::string& digest, const Bytes& bytes) {
  Bytes own(std::make_shared<Bytes>(bytes), bytes.get());
  shares_[reader].files[digest] = own;
  return own;
}

// Nothing where it has to be read, for which there is room then.
FilesOnTheWay::Bytes FilesOnTheWay::find(const std::string& reader, const std::string& digest, std::size_t size) {
  forget_sent();
  if (const auto share = shares_.find(reader); share != shares_.end()) {
    const auto known = share->second.files.find(digest);
    if (known != share->second.files.end()) {
      if (auto bytes = known->second.lock()) return bytes;
    }
    if (size_of(share->second.files) + share->second.reserved + size > most_of_one_) refuse_more();
  }
  if (const auto known = files_.find(digest); known != files_.end()) {
    if (const auto bytes = known->second.lock()) return hand_out(reader, digest, bytes);
  }
  reserve(reader, size);
  return nullptr;
}

FilesOnTheWay::Bytes FilesOnTheWay::get(const std::string& reader, const std::string& digest, std::size_t size,
                                        const std::function<std::string()>& read) {
  {
    const std::lock_guard lock(mutex_);
    if (auto bytes = find(reader, digest, size)) return bytes;
  }
  Bytes bytes;
  try {
    bytes = std::make_shared<const std::string>(read());
  } catch (...) {
    const std::lock_guard lock(mutex_);
    release(reader, size);
    throw;
  }
  const std::lock_guard lock(mutex_);
  release(reader, size);
  files_[digest] = bytes;
  return hand_out(reader, digest, bytes);
}

}  // namespace service
