#pragma once
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace service {

// Bytes of files that are being sent, by their digest: however many ask for a file, it is in memory once, and all of
// them together never fill it; nor does one reader keep it from the others. Any thread.
class FilesOnTheWay {
 public:
  using Bytes = std::shared_ptr<const std::string>;
  FilesOnTheWay(std::size_t most_bytes, std::size_t most_of_one) : most_bytes_(most_bytes), most_of_one_(most_of_one) {}
  // What `read` gives, where nobody is being sent the same. `reader`: an address, behind which many may ask for one
  // file. `size`: how many bytes that will be. Throws Error{unavailable, "busy"} where too much is being sent already,
  // to all or to this reader.
  [[nodiscard]] Bytes get(const std::string& reader, const std::string& digest, std::size_t size,
                          const std::function<std::string()>& read);

 private:
  struct Share {
    std::map<std::string, std::weak_ptr<const std::string>> files;  // as long as this reader is being sent them
    std::size_t reserved = 0;
  };
  void forget_sent();
  void reserve(const std::string& reader, std::size_t size);
  void release(const std::string& reader, std::size_t size);
  [[nodiscard]] Bytes hand_out(const std::string& reader, const std::string& digest, const Bytes& bytes);
  [[nodiscard]] Bytes find(const std::string& reader, const std::string& digest, std::size_t size);

  std::mutex mutex_;
  std::map<std::string, std::weak_ptr<const std::string>> files_;
  std::map<std::string, Share> shares_;
  std::size_t reserved_ = 0;  // of those that are being read
  std::size_t most_bytes_;
  std::size_t most_of_one_;
};

}  // namespace service
