#pragma once
#include <chrono>
#include <optional>

#include "domain/secrets.hpp"
#include "domain/store.hpp"
#include "domain/time.hpp"

namespace domain {

// Local hours in which no message goes out; from == to means none.
struct QuietHours {
  std::chrono::hours from{20};
  std::chrono::hours to{8};
};

// What every use case may reach. The references outlive the use case.
struct Ports {
  Store& store;
  const Clock& clock;
  const TimeZones& zones;
  Secrets& secrets;
  QuietHours quiet_hours;
};

}  // namespace domain
