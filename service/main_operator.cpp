#include "service/main_operator.hpp"

#include <algorithm>
#include <iostream>

#include "domain/account_links.hpp"
#include "domain/error.hpp"
#include "domain/text.hpp"
#include "service/check.hpp"
#include "storage/backup.hpp"
#include "storage/inspection.hpp"
#include "storage/rekey.hpp"
#include "storage/server_presence.hpp"

namespace service {
namespace {

constexpr std::size_t sample = 1000;
constexpr std::chrono::hours longest_wait{1};
constexpr std::chrono::days longest_session_over{2};

std::vector<std::string> problem_where(std::size_t count, const std::string& what) {
  if (count == 0) return {};
  return {std::to_string(count) + " " + what};
}

std::vector<Check> storage_checks(House& house, storage::Inspection& inspection, storage::SealedData& sealed,
                                  bool all) {
  const domain::Instant now = house.clock.now();
  return {{"schema: version " + std::to_string(inspection.schema_version()) + ", which this program knows",
           [] { return std::vector<std::string>(); }},
          {all ? "keys: every sealed value opens, and is found by its index"
               : "keys: the newest sealed values open, and are found by their index (--all: every one)",
           [&sealed, all] { return sealed.unreadable(all ? std::nullopt : std::optional(sample)); }},
          {"rows: what belongs together is there",
           [&] { return problem_where(inspection.orphans(), "rows lack what they belong to"); }},
          {"audit: nothing is told of registrations that are gone but what was done",
           [&] { return problem_where(inspection.details_of_nobody(), "entries still say more"); }},
          {"outbox: nothing that is due waits for more than an hour",
           [&inspection, now] {
             return problem_where(inspection.messages_waiting_since(now - longest_wait),
                                  "messages wait; does a server run, and does its log say why?");
           }},
          {"sessions: those that are over are forgotten", [&inspection, now] {
             return problem_where(inspection.sessions_over_since(now - longest_session_over), "sessions");
           }}};
}

std::string numbers_of(const std::vector<int>& numbers) {
  std::string text;
  for (const int number : numbers) text += (text.empty() ? "" : ", ") + std::to_string(number);
  return text;
}

[[noreturn]] void refuse(const std::string& why) {
  throw domain::Error(domain::ErrorKind::conflict, "key_in_use", why);
}

void require_that_servers_hold(const House& house, int number) {
  for (const auto& server : storage::running_servers(house.database, house.clock.now())) {
    if (std::ranges::find(server.keys, number) == server.keys.end()) {
      refuse("a server that runs does not have key " + std::to_string(number) +
             " and could not read what it seals: restart it first");
    }
  }
}

void require_that_no_server_seals_with(const House& house, int number) {
  for (const auto& server : storage::running_servers(house.database, house.clock.now())) {
    if (server.sealing_key == number) {
      refuse("a server that runs still seals with key " + std::to_string(number) + ": restart it first");
    }
  }
}

}  // namespace

int set_organisation(House& house, const CommandLine& line) {
  const auto phone = phone_of(line);
  const auto email = email_of(line);
  house.store->write([&](domain::Transaction& tx) {
    const auto known = tx.organisations().find_by_name(line.organisation);
    domain::Organisation organisation = known.value_or(domain::Organisation{{}, line.organisation, {}});
    organisation.phone = phone;
    organisation.email = email;
    if (known) {
      tx.organisations().update(organisation);
    } else {
      (void)tx.organisations().insert(organisation);
    }
  });
  std::cout << "Everybody sees how to reach " << line.organisation << "." << std::endl;
  return 0;
}

int set_user(House& house, const CommandLine& line) {
  const std::string username = domain::to_lower_ascii(domain::trim(line.username));
  const domain::EmailAddress email(line.email, "--email");
  house.store->write([&](domain::Transaction& tx) {
    const auto known = tx.accounts().find_by_username(username);
    auto account = known ? tx.accounts().lock(known->id) : std::nullopt;
    if (!account) throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no sign-in " + username);
    const auto other = tx.accounts().find_by_email(email);
    if (other && other->id != account->id) {
      throw domain::Error(domain::ErrorKind::conflict, "duplicate", "another sign-in has the address " + email.str());
    }
    account->email = email;
    tx.accounts().update(*account);
    domain::revoke_account_links(tx, account->id, house.clock.now());
  });
  std::cout << "A forgotten password of " << username << " is set anew by " << email.str() << "." << std::endl;
  return 0;
}

int list_tokens(House& house) {
  house.store->read([](const domain::Snapshot& snapshot) {
    for (const domain::ApiToken& token : snapshot.accounts().api_tokens()) {
      const auto of = token.organisation ? snapshot.organisations().find(*token.organisation) : std::nullopt;
      std::cout << token.id.value << ": " << token.name << ", " << domain::to_word(token.role)
                << (of ? " of " + of->name : "") << ", made " << domain::format_rfc3339(token.created_time)
                << (token.expires_time ? ", until " + domain::format_rfc3339(*token.expires_time) : "") << "\n";
    }
  });
  std::cout.flush();
  return 0;
}

int revoke_token(House& house, const CommandLine& line) {
  bool found = false;
  house.store->write([&](domain::Transaction& tx) { found = tx.accounts().remove(domain::ApiTokenId{line.token}); });
  if (!found) throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such token");
  std::cout << "Token " << line.token << " is worth nothing any more." << std::endl;
  return 0;
}

int check(House& house, const Settings& settings, const CommandLine& line) {
  storage::Inspection inspection(house.database);
  storage::SealedData sealed(house.database);
  std::vector<Check> checks = data_checks(house.ports, settings.retention);
  for (Check& more : storage_checks(house, inspection, sealed, line.all)) checks.push_back(std::move(more));
  return run_checks(checks, std::cout);
}

int list_keys(House& house) {
  auto counts = storage::SealedData(house.database).values_by_key();
  for (const storage::NumberedKey& key : house.keys.keys()) {
    std::cout << "key " << key.number << ": " << counts[key.number] << " values"
              << (key == house.keys.sealing() ? "; seals" : "") << "\n";
  }
  for (const auto& server : storage::running_servers(house.database, house.clock.now())) {
    std::cout << "a server runs with keys " << numbers_of(server.keys) << "; it seals with " << server.sealing_key
              << "\n";
  }
  std::cout.flush();
  return 0;
}

int rotate_key(House& house, const Settings& settings) {
  if (!settings.data_key.empty()) {
    // Who keeps the key in a setting changes the setting.
    std::cerr << "kutsu: the keys come from data.key; put this in its place, for every server:" << std::endl;
    std::cout << storage::format_keys(house.keys.rotated(), ',') << std::endl;
    return 0;
  }
  const storage::KeyRing ring = storage::rotate_key_file(settings.data_dir);
  std::cout << "Made key " << ring.sealing().number
            << ". Now: restart the servers, run kutsu key reseal, then kutsu key "
            << "retire " << house.keys.sealing().number << "." << std::endl;
  return 0;
}

int reseal(House& house) {
  const int number = house.keys.sealing().number;
  require_that_servers_hold(house, number);
  std::cout << "Sealed " << storage::SealedData(house.database).reseal() << " values with key " << number << "."
            << std::endl;
  return 0;
}

int retire_key(House& house, const Settings& settings, const CommandLine& line) {
  // Refuses the key that seals and one that is not there.
  const storage::KeyRing ring = house.keys.without(line.key_number);
  require_that_no_server_seals_with(house, line.key_number);
  storage::SealedData(house.database).retire(line.key_number);
  if (settings.data_key.empty()) {
    (void)storage::retire_from_key_file(settings.data_dir, line.key_number);
    std::cout << "Key " << line.key_number << " is gone from the key file; old backups need it still." << std::endl;
  } else {
    std::cerr << "kutsu: nothing needs key " << line.key_number << " any more; data.key may be this:" << std::endl;
    std::cout << storage::format_keys(ring, ',') << std::endl;
  }
  return 0;
}

int backup(House& house, const CommandLine& line) {
  storage::back_up(house.database, line.file);
  std::cout << "Wrote " << line.file.string() << ". The keys are not in it." << std::endl;
  return 0;
}

int restore(const Settings& settings, const CommandLine& line) {
  const storage::KeyRing keys = settings.data_key.empty() ? storage::load_or_create_keys(settings.data_dir)
                                                          : storage::parse_keys(settings.data_key, "data.key");
  storage::restore({settings.database_url, keys}, line.file, domain::SystemClock().now());
  std::cout << "The database is that of " << line.file.string() << " now." << std::endl;
  return 0;
}

}  // namespace service
