#include "service/settings.hpp"

#include <toml++/toml.h>
#include <array>
#include <charconv>
#include <cstdlib>
#include <functional>
#include <map>
#include <string_view>

#include "domain/error.hpp"
#include "domain/text.hpp"

namespace service {
namespace {

using domain::Error;
using domain::ErrorKind;

[[noreturn]] void refuse(std::string_view key, const std::string& why) {
  throw Error(ErrorKind::invalid, "setting", why, std::string(key));
}

int to_int(std::string_view key, const std::string& text, int least, int most) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most) {
    refuse(key, "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return value;
}

bool to_bool(std::string_view key, const std::string& text) {
  const std::string word = domain::to_lower_ascii(text);
  if (word == "true" || word == "1" || word == "on" || word == "yes") return true;
  if (word == "false" || word == "0" || word == "off" || word == "no") return false;
  refuse(key, "must be true or false");
}

// "20-8": hours of the local day; "off".
domain::QuietHours to_quiet_hours(std::string_view key, const std::string& text) {
  if (domain::to_lower_ascii(text) == "off") return {std::chrono::hours{0}, std::chrono::hours{0}};
  const std::size_t dash = text.find('-');
  if (dash == std::string::npos) refuse(key, "must be two hours, like 20-8, or off");
  return {std::chrono::hours{to_int(key, text.substr(0, dash), 0, 23)},
          std::chrono::hours{to_int(key, text.substr(dash + 1), 0, 23)}};
}

std::vector<std::string> to_list(const std::string& text) {
  std::vector<std::string> items;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    if (const auto item = domain::trim(rest.substr(0, comma)); !item.empty()) items.emplace_back(item);
    if (comma == std::string_view::npos) break;
    rest.remove_prefix(comma + 1);
  }
  return items;
}

std::string without_trailing_slash(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

std::chrono::days to_days(std::string_view key, const std::string& text) {
  return std::chrono::days{to_int(key, text, 1, 36'500)};
}

using Setter = std::function<void(Settings&, std::string_view key, const std::string& text)>;

Setter text(std::string& (*member)(Settings&)) {
  return [member](Settings& settings, std::string_view, const std::string& value) { member(settings) = value; };
}

// Every setting by its TOML name; the environment's name follows from it.
const std::map<std::string_view, Setter>& setters() {
  static const std::map<std::string_view, Setter> table{
      {"server.address", text([](Settings& s) -> std::string& { return s.server.address; })},
      {"server.port", [](Settings& s, auto key, auto& value) { s.server.port = to_int(key, value, 1, 65535); }},
      {"server.base_url", [](Settings& s, auto, auto& value) { s.server.base_url = without_trailing_slash(value); }},
      {"server.threads", [](Settings& s, auto key, auto& value) { s.server.threads = to_int(key, value, 1, 250); }},
      {"server.maximum_body",
       [](Settings& s, auto key, auto& value) {
         s.server.maximum_body = static_cast<std::size_t>(to_int(key, value, 1024, 256 * 1024 * 1024));
       }},
      {"server.gzip", [](Settings& s, auto key, auto& value) { s.server.gzip = to_bool(key, value); }},
      {"server.trusted_proxies", [](Settings& s, auto, auto& value) { s.server.trusted_proxies = to_list(value); }},
      {"server.operator_addresses",
       [](Settings& s, auto, auto& value) { s.server.operator_addresses = to_list(value); }},
      {"calendar.school_holidays", [](Settings& s, auto, auto& value) { s.school_holidays = value; }},
      {"data.dir", [](Settings& s, auto, auto& value) { s.data_dir = value; }},
      {"data.key", text([](Settings& s) -> std::string& { return s.data_key; })},
      {"database.url", text([](Settings& s) -> std::string& { return s.database_url; })},
      {"limits.material_megabytes",
       [](Settings& s, auto key, auto& value) {
         s.material_bytes = std::int64_t{to_int(key, value, 0, 1'000'000)} * 1024 * 1024;
       }},
      {"limits.enabled", [](Settings& s, auto key, auto& value) { s.limits_enabled = to_bool(key, value); }},
      {"sms.provider", text([](Settings& s) -> std::string& { return s.sms.provider; })},
      {"sms.url", text([](Settings& s) -> std::string& { return s.sms.url; })},
      {"sms.username", text([](Settings& s) -> std::string& { return s.sms.username; })},
      {"sms.password", text([](Settings& s) -> std::string& { return s.sms.password; })},
      {"sms.sender", text([](Settings& s) -> std::string& { return s.sms.sender; })},
      {"sms.incoming_secret", text([](Settings& s) -> std::string& { return s.sms.incoming_secret; })},
      {"sms.callback_url", text([](Settings& s) -> std::string& { return s.sms.callback_url; })},
      {"email.smtp_url", text([](Settings& s) -> std::string& { return s.email.smtp_url; })},
      {"email.username", text([](Settings& s) -> std::string& { return s.email.username; })},
      {"email.password", text([](Settings& s) -> std::string& { return s.email.password; })},
      {"email.from", text([](Settings& s) -> std::string& { return s.email.from; })},
      {"messages.quiet_hours", [](Settings& s, auto key, auto& value) { s.quiet_hours = to_quiet_hours(key, value); }},
      {"retention.registrations_days",
       [](Settings& s, auto key, auto& value) { s.retention.registrations = to_days(key, value); }},
      {"retention.answers_days", [](Settings& s, auto key, auto& value) { s.retention.answers = to_days(key, value); }},
      {"retention.incoming_messages_days",
       [](Settings& s, auto key, auto& value) { s.retention.incoming_messages = to_days(key, value); }},
      {"retention.bookings_days",
       [](Settings& s, auto key, auto& value) { s.retention.bookings = to_days(key, value); }},
      {"retention.interpreters_days",
       [](Settings& s, auto key, auto& value) { s.retention.interpreters = to_days(key, value); }},
      {"retention.materials_days",
       [](Settings& s, auto key, auto& value) { s.retention.materials = to_days(key, value); }},
      {"retention.history_days", [](Settings& s, auto key, auto& value) { s.retention.history = to_days(key, value); }},
      {"retention.audit_days", [](Settings& s, auto key, auto& value) { s.retention.audit = to_days(key, value); }},
      {"subscriptions.interval_minutes",
       [](Settings& s, auto key, auto& value) {
         s.subscriptions.interval = std::chrono::minutes{to_int(key, value, 5, 10'080)};
       }},
      {"subscriptions.maximum_bytes",
       [](Settings& s, auto key, auto& value) {
         s.subscriptions.maximum_bytes = static_cast<std::size_t>(to_int(key, value, 1024, 64 * 1024 * 1024));
       }},
      {"subscriptions.time_limit_seconds",
       [](Settings& s, auto key, auto& value) {
         s.subscriptions.time_limit = std::chrono::seconds{to_int(key, value, 1, 120)};
       }},
      {"subscriptions.private_networks",
       [](Settings& s, auto, auto& value) { s.subscriptions.private_networks = to_list(value); }},
      {"site.name", text([](Settings& s) -> std::string& { return s.organisation_name; })},
      {"site.feedback_email", text([](Settings& s) -> std::string& { return s.feedback_email; })},
  };
  return table;
}

std::string text_of(const toml::node& node, std::string_view key) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
  if (const auto flag = node.value_exact<bool>()) return *flag ? "true" : "false";
  if (const toml::array* items = node.as_array()) {
    std::string joined;
    for (const toml::node& item : *items) joined += (joined.empty() ? "" : ",") + text_of(item, key);
    return joined;
  }
  refuse(key, "must be a text, a whole number, true or false, or a list of texts");
}

void read_file(Settings& settings, const std::filesystem::path& path) {
  toml::table file;
  try {
    file = toml::parse_file(path.string());
  } catch (const toml::parse_error& error) {
    refuse(path.string(),
           std::string(error.description()) + " (line " + std::to_string(error.source().begin.line) + ")");
  }
  for (const auto& [section, entries] : file) {
    const toml::table* members = entries.as_table();
    if (members == nullptr) refuse(section.str(), "must be a section");
    for (const auto& [name, value] : *members) {
      const std::string key = std::string(section.str()) + "." + std::string(name.str());
      const auto setter = setters().find(key);
      if (setter == setters().end()) refuse(key, "is no setting");
      setter->second(settings, key, text_of(value, key));
    }
  }
}

std::string environment_name(std::string_view key) {
  std::string name = "KUTSU_";
  for (const char c : key) name += c == '.' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return name;
}

void read_environment(Settings& settings) {
  for (const auto& [key, set] : setters()) {
    const std::string name = environment_name(key);
    if (const char* value = std::getenv(name.c_str()); value != nullptr && *value != '\0') set(settings, name, value);
  }
}

void require_known_provider(const SmsSettings& sms) {
  if (sms.provider != "spool" && sms.provider != "kannel") refuse("sms.provider", "must be spool or kannel");
  if (sms.provider == "kannel" && sms.url.empty()) refuse("sms.url", "is required for kannel");
  constexpr std::size_t shortest_secret = 16;
  if (!sms.incoming_secret.empty() && sms.incoming_secret.size() < shortest_secret) {
    refuse("sms.incoming_secret", "must have at least 16 characters");
  }
}

}  // namespace

bool SmsSettings::can_be_answered() const {
  const std::string_view digits = std::string_view(sender).substr(sender.starts_with('+') ? 1 : 0);
  const bool numeric = !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
  return numeric && !incoming_secret.empty();
}

Settings load_settings(const std::optional<std::filesystem::path>& file) {
  Settings settings;
  if (file) read_file(settings, *file);
  read_environment(settings);
  if (settings.database_url.empty()) settings.database_url = "sqlite3://" + (settings.data_dir / "kutsu.db").string();
  require_known_provider(settings.sms);
  return settings;
}

}  // namespace service
