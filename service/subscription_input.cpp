#include "service/subscription_input.hpp"

#include "domain/error.hpp"
#include "service/form_input.hpp"
#include "service/programme_words.hpp"
#include "service/text_lengths.hpp"
#include "service/themes.hpp"

namespace service {
namespace {

constexpr std::size_t longest_url = 2000;
constexpr std::size_t most_themes = 20;
// Events of a subscription that are looked at for one page.
constexpr std::size_t most_links = 2000;

}  // namespace

void read_subscription(const Fields& fields, bool with_language, domain::SubscriptionDetails& details) {
  domain::Violations violations;
  const auto value = [&](const char* name) { return form_value(fields, name); };
  details.name = input_text(value("name"), "name", longest_line, violations);
  details.municipality = input_text(value("municipality"), "municipality", longest_line, violations);
  details.registration_url = input_text(value("registration_url"), "registration_url", longest_url, violations);
  const auto gather_into = [&](const auto& work) {
    try {
      work();
    } catch (const domain::Error& error) {
      violations.add(error);
    }
  };
  if (with_language) gather_into([&] { details.language = domain::LanguageTag(value("language"), "language"); });
  gather_into([&] { details.kind = domain::parse_event_kind(value("kind"), "kind"); });
  gather_into([&] {
    details.publication_status = domain::parse_publication_status(value("publication_status"), "publication_status");
  });
  const auto themes = form_choices(fields, "keywords");
  details.keywords = {themes.begin(), themes.end()};
  for (std::string& theme : details.keywords) {
    gather_into([&] { theme = ProgrammeWords::configured().theme(theme).value_or(std::string()); });
  }
  std::erase(details.keywords, std::string());
  violations.throw_if_any();
}

void apply_subscription(JsonObject& object, const ui::CodeLists& lists, domain::SubscriptionDetails& details) {
  const auto line = [&](std::string_view name, std::size_t longest, std::string& text) {
    if (object.has(name)) text = object.text(name, longest).value_or("");
  };
  line("name", longest_line, details.name);
  line("municipality", longest_line, details.municipality);
  line("registration_url", longest_url, details.registration_url);
  const auto parsed = [&](std::string_view name, const auto& parse, auto& value) {
    if (!object.has(name)) return;
    if (const auto found = object.parsed(name, parse)) value = *found;
  };
  parsed(
      "language", [](std::string_view text, std::string_view field) { return domain::LanguageTag(text, field); },
      details.language);
  parsed("kind", domain::parse_event_kind, details.kind);
  parsed("publication_status", domain::parse_publication_status, details.publication_status);
  if (object.has("keywords")) {
    details.keywords.clear();
    object.each("keywords", most_themes, [&](const Json& item, const std::string& path) {
      const auto text = read_text(item, path, longest_line, object.violations());
      if (text) gather(object.violations(), [&] { details.keywords.push_back(parse_theme(*text, path, lists)); });
    });
  }
  if (object.has("paused")) details.paused = object.boolean("paused").value_or(false);
}

Fields subscription_fields(const domain::SubscriptionDetails& details) {
  Fields fields{{"name", details.name},
                {"language", details.language.str()},
                {"kind", std::string(to_word(details.kind))},
                {"municipality", details.municipality},
                {"publication_status", std::string(to_word(details.publication_status))},
                {"registration_url", details.registration_url}};
  for (const std::string& theme : details.keywords) fields.emplace_back("keywords", theme);
  return fields;
}

std::vector<ui::CalendarLink> links_of(const domain::Snapshot& snapshot, const domain::Principal& principal,
                                       const domain::Subscription& subscription, domain::Instant now) {
  std::vector<ui::CalendarLink> links;
  for (domain::SubscribedEvent& link : snapshot.subscriptions().events_of(subscription.id)) {
    if (links.size() >= most_links) break;
    // By the calendar's time, which is near enough to leave out what was years ago.
    if (link.theirs.end_time + std::chrono::days{62} < now) continue;
    auto event = snapshot.events().find(link.event);
    if (!event || event->end_time <= now) continue;
    if (!domain::may(principal, domain::Permission::see_event, &*event)) continue;
    links.push_back({std::move(*event), std::move(link), subscription});
  }
  return links;
}

std::optional<ui::CalendarLink> link_of(const domain::Snapshot& snapshot, const domain::Event& event) {
  auto link = snapshot.subscriptions().of_event(event.id);
  if (!link) return {};
  auto subscription = snapshot.subscriptions().find(link->subscription);
  if (!subscription) return {};
  return ui::CalendarLink{event, std::move(*link), std::move(*subscription)};
}

}  // namespace service
