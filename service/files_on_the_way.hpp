#pragma once
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace service {

// Bytes of files that are being sent, by their digest: however many ask for a file, it is in memory once, and all of
// them together never fill it. Any thread.
class FilesOnTheWay {
 public:
  explicit FilesOnTheWay(std::size_t most_bytes) : most_bytes_(most_bytes) {}
  // What `read` gives, where nobody is being sent the same. `size`: how many bytes that will be. Throws
  // Error{unavailable, "busy"} where others are being sent too much already.
  [[nodiscard]] std::shared_ptr<const std::string> get(const std::string& digest, std::size_t size,
                                                       const std::function<std::string()>& read);

 private:
  void reserve(std::size_t size);

  std::mutex mutex_;
  std::map<std::string, std::weak_ptr<const std::string>> files_;
  std::size_t reserved_ = 0;  // of those that are being read
  std::size_t most_bytes_;
};

}  // namespace service
