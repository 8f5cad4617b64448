#pragma once
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "service/http.hpp"

namespace service {

// Whose bodies are counted together: an account's, or those of all tokens of an organisation.
[[nodiscard]] std::string sender_of(const Request& request);

// Request bodies longer than others that are on their way: each waits in memory until it is whole, and all of them
// together never fill it. Any thread.
class LongBodies {
 public:
  LongBodies(std::size_t most, std::size_t most_of_one) : most_(most), most_of_one_(most_of_one) {}
  // A place for one more that `whose` sends, until it is let go, which is before this ends. Throws Refusal{503, "busy"}
  // where so many are on their way already.
  [[nodiscard]] std::shared_ptr<const void> admit(const std::string& whose);

 private:
  struct Place;
  void leave(const std::string& whose) noexcept;

  std::mutex mutex_;
  std::map<std::string, std::size_t> counts_;
  std::size_t all_ = 0;
  std::size_t most_;
  std::size_t most_of_one_;
};

}  // namespace service
