#pragma once
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "service/routes.hpp"

namespace service {

// A path's segments, decoded one by one, so that an encoded slash ("%2F") never separates. "/" has none.
using PathSegments = std::vector<std::string>;
// Throws Refusal{400} for what is no percent-encoding or no UTF-8, for NUL, and for "." and ".." segments.
[[nodiscard]] PathSegments decode_path(std::string_view raw_path);

struct RouteMatch {
  const Route* route = nullptr;  // of the table; nullptr when none
  std::map<std::string, std::string> parameters;
  // Where the path is known, with no route for the method: the methods it has, in the table's order.
  std::vector<const Route*> others;
};

// Finds routes by path and method. Built once; then any thread.
class Router {
 public:
  // The table outlives the router. Throws std::logic_error for a malformed pattern, or the same method and pattern
  // twice.
  explicit Router(std::span<const Route> table);
  ~Router();
  [[nodiscard]] RouteMatch find(Method method, const PathSegments& path) const;

 private:
  struct Pattern;
  std::vector<Pattern> patterns_;  // by number of segments, then the more literal first
};

}  // namespace service
