#include "calendar/entry_cache.hpp"

#include <utility>

namespace calendar {

std::shared_ptr<const Component> EntryCache::find(const std::string& name, std::int64_t version) {
  const std::lock_guard lock{mutex_};
  if (const auto found = recent_.find(name); found != recent_.end()) {
    return found->second.version == version ? found->second.component : nullptr;
  }
  const auto found = older_.find(name);
  if (found == older_.end() || found->second.version != version) return nullptr;
  Kept kept = std::move(found->second);
  older_.erase(found);
  auto component = kept.component;
  insert(name, std::move(kept));
  return component;
}

void EntryCache::keep(const std::string& name, std::int64_t version, std::shared_ptr<const Component> component) {
  const std::lock_guard lock{mutex_};
  insert(name, {version, std::move(component)});
}

void EntryCache::insert(const std::string& name, Kept kept) {
  const std::size_t bytes = name.size() + kept.component->bytes.size();
  if (recent_bytes_ + bytes > half_) {
    older_ = std::exchange(recent_, {});
    recent_bytes_ = 0;
  }
  auto& place = recent_[name];
  if (place.component) recent_bytes_ -= name.size() + place.component->bytes.size();
  recent_bytes_ += bytes;
  place = std::move(kept);
}

}  // namespace calendar
