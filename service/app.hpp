#pragma once
#include "domain/holidays.hpp"
#include "domain/message.hpp"
#include "domain/ports.hpp"
#include "service/background.hpp"
#include "service/metrics.hpp"
#include "service/rate_limiter.hpp"
#include "service/reply_cache.hpp"
#include "service/settings.hpp"

namespace calendar {
class Calendars;
}
namespace ui {
class Pages;
}

namespace service {

// What handlers reach. One for the whole program; every member may be used from any thread.
struct App {
  const Settings& settings;
  const domain::Ports& ports;
  const ui::Pages& pages;
  RateLimiter& limits;
  ReplyCache& replies;
  Metrics& metrics;
  const calendar::Calendars& calendars;
  Background& background;
  const domain::Holidays& holidays;
};

}  // namespace service
