#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "domain/store.hpp"
#include "service/http.hpp"

namespace service {

// Rendered public answers, kept until what they were made from may have changed. Bounded by bytes: the longest unused
// go first. Any thread; one renders while the others wait for it.
class ReplyCache {
 public:
  explicit ReplyCache(domain::Store& store, const domain::Clock& clock, std::size_t maximum_bytes = 64 * 1024 * 1024);
  ~ReplyCache();
  enum class DependsOn { content, places };
  // The kept reply for `key` (route, query, language: nothing personal), or what `render` makes now. An answer is kept
  // until the store's revision of that kind moves, and never longer than the minute of the clock it was made in when
  // `time_bound`. Only 200 replies are kept, and none that would fill
  // a quarter of its shard. The body gets a strong ETag from its bytes, unless `render` gave one, and
  // a compressed form where that is worth it.
  [[nodiscard]] Reply get(std::string_view key, DependsOn depends_on, bool time_bound,
                          const std::function<Reply()>& render);

 private:
  struct Entries;
  std::unique_ptr<Entries> entries_;
};

// A strong entity tag (RFC 9110, 8.8.3), quotes included; the same bytes give the same on every instance.
[[nodiscard]] std::string etag_of(std::string_view bytes);

}  // namespace service
