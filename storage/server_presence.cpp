#include "storage/server_presence.hpp"

#include <sodium.h>

#include <array>
#include <sstream>

#include "storage/side_connection.hpp"

namespace storage {
namespace {

std::string random_name() {
  std::array<unsigned char, 8> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, 17> hex{};
  sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
  return std::string("server/") + hex.data();
}

// "2 1": the one that seals first.
std::string numbers_of(const KeyRing& ring) {
  std::string text;
  for (const NumberedKey& key : ring.keys()) text += " " + std::to_string(key.number);
  return text;
}

}  // namespace

ServerPresence::ServerPresence(StoreSettings settings)
    : settings_(std::move(settings)), name_(random_name()), keys_(numbers_of(settings_.keys)) {}

void ServerPresence::renew(domain::Instant now) const {
  const auto database = open_beside(settings_.url);
  const std::string value = std::to_string(now.time_since_epoch().count()) + keys_;
  database->run(
      "insert into installation (name, value) values (?, ?) on conflict (name) do update set value = excluded.value",
      name_, value);
}

void ServerPresence::leave() const noexcept {
  try {
    open_beside(settings_.url)->run("delete from installation where name = ?", name_);
  } catch (...) {
    // The database is out of reach.
  }
}

std::vector<RunningServer> running_servers(const StoreSettings& settings, domain::Instant now) {
  const auto database = open_beside(settings.url);
  std::vector<RunningServer> servers;
  using Row = std::tuple<std::string, std::string>;
  for (const auto& [name, value] :
       database->rows<Row>("select name, value from installation where name like 'server/%'")) {
    std::istringstream words(value);
    long long seen = 0;
    words >> seen;
    if (domain::Instant{std::chrono::seconds{seen}} + ServerPresence::silence < now) {
      database->run("delete from installation where name = ? and value = ?", name, value);
      continue;
    }
    RunningServer server;
    for (int number = 0; words >> number;) server.keys.push_back(number);
    if (server.keys.empty()) continue;
    server.sealing_key = server.keys.front();
    servers.push_back(std::move(server));
  }
  return servers;
}

void forget_servers(const StoreSettings& settings) {
  open_beside(settings.url)->run("delete from installation where name like 'server/%'");
}

}  // namespace storage
