#include "service/page_context.hpp"

#include <charconv>
#include <cmath>

#include "domain/error.hpp"
#include "domain/text.hpp"

namespace service {
namespace {

// A tag that is well-formed and that the pages speak, exactly.
std::optional<domain::LanguageTag> spoken(std::string_view text, const ui::Catalogue& catalogue) {
  try {
    domain::LanguageTag tag(text);
    if (catalogue.speaks(tag)) return tag;
  } catch (const domain::Error&) {
  }
  return std::nullopt;
}

// What the pages speak for a reader of `text`: the tag itself or a prefix or a close relative, but not the last resort
// of every chain, which anybody's second choice should beat.
std::optional<domain::LanguageTag> understood(std::string_view text, const ui::Catalogue& catalogue) {
  try {
    const domain::LanguageTag wanted(text);
    const auto closest = catalogue.closest(wanted);
    static const domain::LanguageTag nobodys("und");
    if (closest != catalogue.closest(nobodys) || closest.str() == wanted.str().substr(0, wanted.str().find('-'))) {
      return closest;
    }
  } catch (const domain::Error&) {
  }
  return std::nullopt;
}

// RFC 9110, 12.4.2: thousandths; 1000 without a weight, 0 for one that is malformed.
int weight_of(std::string_view parameters) {
  const auto at = parameters.find("q=");
  if (at == std::string_view::npos) return 1000;
  double weight = 0;
  const auto digits = domain::trim(parameters.substr(at + 2));
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), weight);
  if (error != std::errc{} || !(weight >= 0 && weight <= 1)) return 0;
  return static_cast<int>(std::lround(weight * 1000));
}

}  // namespace

std::optional<domain::LanguageTag> preferred_language(std::string_view accept_language,
                                                      const ui::Catalogue& catalogue) {
  std::optional<domain::LanguageTag> best;
  int best_weight = 0;
  while (!accept_language.empty()) {
    const auto comma = accept_language.find(',');
    const auto item = accept_language.substr(0, comma);
    accept_language.remove_prefix(comma == std::string_view::npos ? accept_language.size() : comma + 1);
    const auto semicolon = item.find(';');
    const int weight = semicolon == std::string_view::npos ? 1000 : weight_of(item.substr(semicolon));
    if (weight <= best_weight) continue;
    if (auto language = understood(domain::trim(item.substr(0, semicolon)), catalogue)) {
      best = std::move(language);
      best_weight = weight;
    }
  }
  return best;
}

domain::LanguageTag page_language(const Request& request, const App& app) {
  const auto& catalogue = app.pages.catalogue();
  if (const auto in_path = request.parameters.find("lang"); in_path != request.parameters.end()) {
    if (auto language = spoken(in_path->second, catalogue)) return *language;
  }
  if (const auto asked = request.query_value("lang")) {
    if (auto language = spoken(*asked, catalogue)) return *language;
  }
  if (const auto cookie = request.cookies.find("kutsu_language"); cookie != request.cookies.end()) {
    if (auto language = spoken(cookie->second, catalogue)) return *language;
  }
  if (const auto header = request.header("Accept-Language")) {
    if (auto language = preferred_language(*header, catalogue)) return *language;
    // Who reads something else reads English rather than Finnish.
    if (!header->empty() && *header != "*") return catalogue.closest(domain::LanguageTag("und"));
  }
  return domain::LanguageTag("fi");
}

domain::LanguageTag address_language(const Request& request, const App& app) {
  const auto found = request.parameters.find("lang");
  if (found != request.parameters.end()) {
    // One address a page: the tag in its canonical case only.
    if (auto language = spoken(found->second, app.pages.catalogue()); language && language->str() == found->second) {
      return *language;
    }
  }
  throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such page");
}

ui::PageContext page_context(const domain::LanguageTag& language, const App& app, std::string address) {
  ui::PageContext context;
  context.language = language;
  context.address = std::move(address);
  context.base_url = app.settings.server.base_url;
  context.site_name = app.settings.organisation_name;
  context.now = app.ports.clock.now();
  return context;
}

}  // namespace service
