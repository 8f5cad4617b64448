#pragma once
#include <memory>
#include <string>
#include <vector>

#include "domain/time.hpp"
#include "storage/open_store.hpp"

namespace storage {

// Which keys the servers that run have, so that nobody seals what one of them cannot open, or takes away a key that one
// of them still seals with. Each server says so every while; who fell silent for `silence` is gone.
class ServerPresence {
 public:
  static constexpr std::chrono::seconds interval{20};
  static constexpr std::chrono::seconds silence{120};

  // Neither reads nor writes yet.
  explicit ServerPresence(StoreSettings settings);

  // Says that this server is there. May be called from any thread.
  void renew(domain::Instant now) const;
  // Where that cannot be said now, silence says it later.
  void leave() const noexcept;

 private:
  StoreSettings settings_;
  std::string name_;
  std::string keys_;
};

struct RunningServer {
  int sealing_key = 0;
  std::vector<int> keys;
};
[[nodiscard]] std::vector<RunningServer> running_servers(const StoreSettings& settings, domain::Instant now);

// For a copy of a database: the servers that were at the original when it was made are not at the copy.
void forget_servers(const StoreSettings& settings);

}  // namespace storage
