#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "domain/ports.hpp"
#include "domain/retention.hpp"

// Everything an operator can set. Sources, later ones win: defaults, a TOML file (--config), the environment
// (KUTSU_<SECTION>_<KEY>), the command line.
namespace service {

struct ServerSettings {
  std::string address = "127.0.0.1";
  int port = 8080;
  std::string base_url;  // as people reach it, without a trailing slash; default http://address:port
  int threads = 32;      // handlers wait for commits, so more than cores
  std::size_t maximum_body = 1024 * 1024;
  bool gzip = true;
  std::vector<std::string> trusted_proxies;     // addresses whose X-Forwarded-For is believed
  std::vector<std::string> operator_addresses;  // who may see health and metrics; empty: anybody
};

struct SmsSettings {
  std::string provider = "spool";  // spool, kannel
  std::string url;                 // kannel: http://host:13013/cgi-bin/sendsms
  std::string username;
  std::string password;
  std::string sender;           // number or registered name
  std::string callback_url;     // where the gateway reports delivery; default base_url + its route
  std::string incoming_secret;  // what a gateway that brings answers must know; empty: none may
  // Whether somebody who reads a message can answer it: from a number, to which answers come here.
  [[nodiscard]] bool can_be_answered() const;
};

struct EmailSettings {
  std::string smtp_url;  // smtp://host:25, smtps://…; empty: spool
  std::string username;
  std::string password;
  std::string from = "Kutsu <kutsu@example.org>";
};

// Partners' calendars that are subscribed to.
struct SubscriptionSettings {
  std::chrono::minutes interval{60};  // between two looks at the same one
  std::size_t maximum_bytes = 5 * 1024 * 1024;
  std::chrono::seconds time_limit{20};
  // Networks of one's own in which calendars may be; otherwise only the public internet is asked.
  std::vector<std::string> private_networks;
};

struct Settings {
  ServerSettings server;
  std::filesystem::path data_dir = "data";
  // 64 hex digits: the key of encrypted fields and links, the same for all instances on one database; or several, as
  // storage::parse_keys reads them. Empty: a file below data_dir/keys, made at first start.
  std::string data_key;
  std::string database_url;  // default sqlite3://<data_dir>/kutsu.db
  bool limits_enabled = true;
  std::int64_t material_bytes = std::int64_t{1000} * 1024 * 1024;  // of files, for each organisation
  SmsSettings sms;
  EmailSettings email;
  domain::QuietHours quiet_hours;  // messages.quiet_hours = "20-8", "off"
  domain::RetentionRules retention;
  SubscriptionSettings subscriptions;
  std::filesystem::path school_holidays;  // a file like config/school_holidays.toml; empty: none are known
  std::string organisation_name = "Kutsu";
  std::string feedback_email;  // of the accessibility statement
};

// Throws Error{invalid} naming the setting.
[[nodiscard]] Settings load_settings(const std::optional<std::filesystem::path>& file);

}  // namespace service
