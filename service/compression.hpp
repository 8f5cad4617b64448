#pragma once
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace service {

// RFC 1952.
[[nodiscard]] std::string gzip(std::string_view bytes);

// Text that browsers take compressed, and long enough to gain by it. Calendars are left out: compressed ones have
// broken Outlook.
[[nodiscard]] bool is_worth_compressing(std::string_view content_type, std::size_t size);

// One body's compressed bytes, made when first asked for. Any thread.
class GzipBody {
 public:
  // `plain` is the body that this one stands beside.
  [[nodiscard]] std::shared_ptr<const std::string> of(const std::string& plain);

 private:
  std::once_flag made_;
  std::shared_ptr<const std::string> bytes_;
};

}  // namespace service
