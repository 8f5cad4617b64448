#include "service/router.hpp"

#include <algorithm>
#include <stdexcept>

#include "domain/text.hpp"
#include "service/refusal.hpp"
#include "service/uri.hpp"

namespace service {
namespace {

// "before{name}after"; a literal has no name.
struct Segment {
  std::string before;
  std::string name;
  std::string after;

  // Literals come first, then what surrounds its parameter with more.
  [[nodiscard]] auto rank() const {
    return name.empty() ? -1 - static_cast<long>(maximum_affix) : -static_cast<long>(before.size() + after.size());
  }
  [[nodiscard]] bool matches(std::string_view text) const {
    if (name.empty()) return text == before;
    return text.size() > before.size() + after.size() && text.starts_with(before) && text.ends_with(after);
  }
  [[nodiscard]] std::string value_in(std::string_view text) const {
    return std::string(text.substr(before.size(), text.size() - before.size() - after.size()));
  }
  static constexpr std::size_t maximum_affix = 1000;
};

Segment parse_segment(std::string_view text) {
  const auto open = text.find('{');
  const auto close = text.find('}');
  if (open == std::string_view::npos && close == std::string_view::npos) return {std::string(text), "", ""};
  if (open == std::string_view::npos || close == std::string_view::npos || close < open + 2) {
    throw std::logic_error("Malformed route pattern: " + std::string(text));
  }
  return {std::string(text.substr(0, open)), std::string(text.substr(open + 1, close - open - 1)),
          std::string(text.substr(close + 1))};
}

std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> segments;
  if (path == "/" || path.empty()) return segments;
  for (path.remove_prefix(1);;) {
    const auto slash = path.find('/');
    segments.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace

struct Router::Pattern {
  std::vector<Segment> segments;
  const Route* route;

  [[nodiscard]] std::vector<long> ranks() const {
    std::vector<long> ranks{static_cast<long>(segments.size())};
    for (const auto& segment : segments) ranks.push_back(segment.rank());
    return ranks;
  }
  [[nodiscard]] bool matches(const PathSegments& path) const {
    return std::ranges::equal(segments, path,
                              [](const Segment& s, const std::string& text) { return s.matches(text); });
  }
};

PathSegments decode_path(std::string_view raw_path) {
  PathSegments segments;
  for (const auto raw : split(raw_path)) {
    auto segment = percent_decode(raw, false);
    if (!segment || *segment == "." || *segment == ".." || segment->find('\0') != std::string::npos ||
        !domain::is_valid_utf8(*segment)) {
      throw Refusal{400, "malformed_address", "The address is malformed."};
    }
    segments.push_back(std::move(*segment));
  }
  return segments;
}

Router::Router(std::span<const Route> table) {
  for (const auto& route : table) {
    for (const auto& other : table) {
      if (&other != &route && other.method == route.method && other.pattern == route.pattern) {
        throw std::logic_error("Two routes are " + std::string(to_word(route.method)) + " " +
                               std::string(route.pattern));
      }
    }
    Pattern pattern{{}, &route};
    for (const auto segment : split(route.pattern)) pattern.segments.push_back(parse_segment(segment));
    patterns_.push_back(std::move(pattern));
  }
  std::ranges::stable_sort(patterns_, {}, &Pattern::ranks);
}

Router::~Router() = default;

RouteMatch Router::find(Method method, const PathSegments& path) const {
  RouteMatch match;
  const auto size = [](const Pattern& pattern) { return pattern.segments.size(); };
  for (const auto& pattern : std::ranges::equal_range(patterns_, path.size(), {}, size)) {
    if (!pattern.matches(path)) continue;
    match.others.push_back(pattern.route);
    if (pattern.route->method != method) continue;
    match.route = pattern.route;
    for (std::size_t i = 0; i < path.size(); ++i) {
      const auto& segment = pattern.segments[i];
      if (!segment.name.empty()) match.parameters.emplace(segment.name, segment.value_in(path[i]));
    }
    break;
  }
  return match;
}

}  // namespace service
