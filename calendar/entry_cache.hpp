#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "calendar/component.hpp"

namespace calendar {

// Components that were written already, by name and version. At most about `maximum_bytes`: what was not asked for
// since half of that came in is forgotten. Any thread.
class EntryCache {
 public:
  explicit EntryCache(std::size_t maximum_bytes) : half_(maximum_bytes / 2) {}
  // Null where there is none of this version.
  [[nodiscard]] std::shared_ptr<const Component> find(const std::string& name, std::int64_t version);
  void keep(const std::string& name, std::int64_t version, std::shared_ptr<const Component> component);

 private:
  struct Kept {
    std::int64_t version = 0;
    std::shared_ptr<const Component> component;
  };
  using Generation = std::unordered_map<std::string, Kept>;
  void insert(const std::string& name, Kept kept);

  std::size_t half_;
  std::mutex mutex_;
  Generation recent_;
  Generation older_;
  std::size_t recent_bytes_ = 0;
};

}  // namespace calendar
