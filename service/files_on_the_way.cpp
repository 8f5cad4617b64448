#include "service/files_on_the_way.hpp"

#include "domain/error.hpp"

namespace service {

// With the lock held.
void FilesOnTheWay::reserve(std::size_t size) {
  std::size_t held = reserved_;
  std::erase_if(files_, [&](const auto& entry) {
    const auto bytes = entry.second.lock();
    if (bytes) held += bytes->size();
    return !bytes;
  });
  if (held + size > most_bytes_) {
    throw domain::Error(domain::ErrorKind::unavailable, "busy", "Too many files are being sent; try again soon.");
  }
  reserved_ += size;
}

std::shared_ptr<const std::string> FilesOnTheWay::get(const std::string& digest, std::size_t size,
                                                      const std::function<std::string()>& read) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = files_.find(digest); known != files_.end()) {
      if (auto bytes = known->second.lock()) return bytes;
    }
    reserve(size);
  }
  std::shared_ptr<const std::string> bytes;
  try {
    bytes = std::make_shared<const std::string>(read());
  } catch (...) {
    const std::lock_guard lock(mutex_);
    reserved_ -= size;
    throw;
  }
  const std::lock_guard lock(mutex_);
  reserved_ -= size;
  files_[digest] = bytes;
  return bytes;
}

}  // namespace service
