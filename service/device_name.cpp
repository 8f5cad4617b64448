#include "service/device_name.hpp"

#include <span>
#include <utility>

namespace service {
namespace {

using Sign = std::pair<std::string_view, std::string_view>;

// The first that occurs: browsers claim to be those that were there before them.
constexpr Sign browsers[] = {{"Edg", "Edge"},       {"OPR/", "Opera"},       {"SamsungBrowser/", "Samsung Internet"},
                             {"FxiOS", "Firefox"},  {"Firefox/", "Firefox"}, {"CriOS", "Chrome"},
                             {"Chrome/", "Chrome"}, {"Safari/", "Safari"}};
constexpr Sign systems[] = {{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"},  {"Windows", "Windows"},
                            {"CrOS", "ChromeOS"},   {"Mac OS X", "Mac"},  {"Linux", "Linux"}};

std::string_view first_of(std::span<const Sign> signs, std::string_view text) {
  for (const auto& [sign, name] : signs) {
    if (text.find(sign) != std::string_view::npos) return name;
  }
  return {};
}

}  // namespace

std::string device_name(std::string_view user_agent) {
  const std::string browser(first_of(browsers, user_agent));
  const std::string system(first_of(systems, user_agent));
  return browser.empty() || system.empty() ? browser + system : browser + ", " + system;
}

}  // namespace service
