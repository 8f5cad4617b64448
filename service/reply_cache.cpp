#include "service/reply_cache.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <vector>

#include "service/compression.hpp"

namespace service {
namespace {

constexpr std::size_t shard_count = 8;
constexpr std::size_t entry_overhead = 512;

struct Kept {
  Reply reply;
  domain::Revision revision;
  ReplyCache::DependsOn depends_on;
  bool time_bound;
  std::chrono::minutes minute;
};

// One key's place. Whoever renders holds `rendering`; readers only touch `kept`.
struct Slot {
  std::mutex rendering;
  std::atomic<std::shared_ptr<const Kept>> kept;
  std::atomic<std::uint64_t> last_use{0};
  std::size_t bytes = 0;  // counted for it; the shard's mutex guards it
};

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};

struct Shard {
  std::shared_mutex mutex;
  std::unordered_map<std::string, std::shared_ptr<Slot>, StringHash, std::equal_to<>> slots;
  std::size_t bytes = 0;
};

std::size_t size_of(std::string_view key, const Reply& reply) {
  const auto body = reply.body ? reply.body->size() : 0;
  return key.size() + entry_overhead + body + (reply.gzip ? body / 4 : 0);
}

std::chrono::minutes minute_of(domain::Instant instant) {
  return std::chrono::floor<std::chrono::minutes>(instant).time_since_epoch();
}

}  // namespace

struct ReplyCache::Entries {
  domain::Store& store;
  const domain::Clock& clock;
  std::size_t maximum_bytes;
  std::atomic<std::uint64_t> uses{0};
  std::array<Shard, shard_count> shards;

  Shard& shard_of(std::string_view key) { return shards[StringHash{}(key) / 64 % shard_count]; }

  std::shared_ptr<Slot> slot_of(Shard& shard, std::string_view key) {
    {
      const std::shared_lock lock(shard.mutex);
      if (const auto found = shard.slots.find(key); found != shard.slots.end()) return found->second;
    }
    const std::lock_guard lock(shard.mutex);
    auto& slot = shard.slots[std::string(key)];
    if (!slot) slot = std::make_shared<Slot>();
    return slot;
  }

  bool is_fresh(const Kept& kept) const {
    const auto revision = store.revision();
    const bool same = kept.depends_on == DependsOn::content
                          ? revision.content == kept.revision.content
                          : revision.places == kept.revision.places && revision.content == kept.revision.content;
    return same && (!kept.time_bound || minute_of(clock.now()) == kept.minute);
  }

  // Counts the slot's bytes and makes room. A slot without an answer goes.
  void account(Shard& shard, std::string_view key, const std::shared_ptr<Slot>& slot, const Reply* reply) {
    const std::lock_guard lock(shard.mutex);
    const auto found = shard.slots.find(key);
    if (found == shard.slots.end() || found->second != slot) return;
    shard.bytes -= slot->bytes;
    slot->bytes = reply != nullptr ? size_of(key, *reply) : 0;
    shard.bytes += slot->bytes;
    if (reply == nullptr) shard.slots.erase(found);
    if (shard.bytes > maximum_bytes / shard_count) evict(shard);
  }

  // What would push out too much of what others made.
  bool is_too_large(std::string_view key, const Reply& reply) const {
    return size_of(key, reply) > maximum_bytes / shard_count / 4;
  }

  // The longest unused until a quarter is free, so that the next ones come in without a search.
  void evict(Shard& shard) {
    std::vector<std::pair<std::uint64_t, std::string_view>> by_use;
    for (const auto& [key, slot] : shard.slots) by_use.emplace_back(slot->last_use.load(), key);
    std::ranges::sort(by_use);
    for (const auto& [use, key] : by_use) {
      if (shard.bytes <= maximum_bytes / shard_count / 4 * 3) break;
      const auto found = shard.slots.find(key);
      shard.bytes -= found->second->bytes;
      shard.slots.erase(found);
    }
  }
};

ReplyCache::ReplyCache(domain::Store& store, const domain::Clock& clock, std::size_t maximum_bytes)
    : entries_(new Entries{store, clock, maximum_bytes, {}, {}}) {}

ReplyCache::~ReplyCache() = default;

Reply ReplyCache::get(std::string_view key, DependsOn depends_on, bool time_bound,
                      const std::function<Reply()>& render) {
  auto& shard = entries_->shard_of(key);
  const auto slot = entries_->slot_of(shard, key);
  slot->last_use.store(entries_->uses.fetch_add(1, std::memory_order_relaxed), std::memory_order_relaxed);
  if (const auto kept = slot->kept.load(); kept && entries_->is_fresh(*kept)) return kept->reply;

  const std::lock_guard lock(slot->rendering);
  if (const auto kept = slot->kept.load(); kept && entries_->is_fresh(*kept)) return kept->reply;
  // Taken before rendering: what changes meanwhile makes this answer stale at once.
  const auto revision = entries_->store.revision();
  const auto minute = minute_of(entries_->clock.now());
  Reply reply;
  try {
    reply = render();
  } catch (...) {
    slot->kept.store(nullptr);
    entries_->account(shard, key, slot, nullptr);
    throw;
  }
  if (reply.status != 200 || !reply.body) {
    slot->kept.store(nullptr);
    entries_->account(shard, key, slot, nullptr);
    return reply;
  }
  if (!find_field(reply.headers, "ETag")) reply.headers.emplace_back("ETag", etag_of(*reply.body));
  if (is_worth_compressing(reply.content_type, reply.body->size())) reply.gzip = std::make_shared<GzipBody>();
  if (entries_->is_too_large(key, reply)) {
    slot->kept.store(nullptr);
    entries_->account(shard, key, slot, nullptr);
    return reply;
  }
  slot->kept.store(std::make_shared<const Kept>(Kept{reply, revision, depends_on, time_bound, minute}));
  entries_->account(shard, key, slot, &reply);
  return reply;
}

// FNV-1a, 64 bits, twice with different bases: this tells versions apart, it guards nothing.
std::string etag_of(std::string_view bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::uint64_t first = 0xcbf29ce484222325;
  std::uint64_t second = 0x84222325cbf29ce4;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    first = (first ^ byte) * 0x100000001b3;
    second = (second ^ byte ^ (first >> 32)) * 0x100000001b3;
  }
  std::string tag = "\"";
  for (const auto part : {first, second}) {
    for (int shift = 60; shift >= 0; shift -= 4) tag += digits[(part >> shift) & 15];
  }
  return tag += '"';
}

}  // namespace service
