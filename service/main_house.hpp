#pragma once
#include <memory>

#include "calendar/time_zones.hpp"
#include "domain/ports.hpp"
#include "service/settings.hpp"
#include "storage/key_file.hpp"
#include "storage/open_store.hpp"
#include "storage/secrets.hpp"

namespace service {

// What every command works with.
struct House {
  explicit House(const Settings& settings)
      : keys(settings.data_key.empty() ? storage::load_or_create_keys(settings.data_dir)
                                       : storage::parse_keys(settings.data_key, "data.key")),
        database{settings.database_url, keys},
        secrets(storage::make_secrets(keys)),
        store(storage::open_store(database)),
        ports{*store, clock, zones, *secrets, settings.quiet_hours} {}
  House(const House&) = delete;
  House& operator=(const House&) = delete;

  storage::KeyRing keys;
  storage::StoreSettings database;
  domain::SystemClock clock;
  calendar::TimeZones zones;
  std::unique_ptr<domain::Secrets> secrets;
  std::unique_ptr<domain::Store> store;
  domain::Ports ports;
};

}  // namespace service
