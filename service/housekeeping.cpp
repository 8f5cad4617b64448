#include "service/housekeeping.hpp"

#include <exception>
#include <string>
#include <utility>

#include "domain/expire.hpp"

namespace service {
namespace {

constexpr std::size_t expired_at_once = 100;
constexpr std::chrono::hours night{3};

}  // namespace

Housekeeping::Housekeeping(const domain::Ports& ports, const domain::RetentionRules& rules, Announce announce, Log log)
    : ports_(ports), rules_(rules), announce_(std::move(announce)), log_(std::move(log)) {}

Housekeeping::~Housekeeping() {
  stop();
}

void Housekeeping::start() {
  thread_ = std::thread([this] { loop(); });
}

void Housekeeping::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Housekeeping::loop() {
  for (;;) {
    run_due();
    std::unique_lock lock(mutex_);
    if (changed_.wait_for(lock, pace, [this] { return stopping_; })) return;
  }
}

void Housekeeping::run_due() {
  const domain::Instant now = ports_.clock.now();
  if (now >= next_announcement_) announce(now);
  expire();
  if (now >= next_clean_up_) clean_up(now);
}

void Housekeeping::announce(domain::Instant now) {
  next_announcement_ = now + announce_interval;
  static_cast<void>(attempt("announcing this server", announce_));
}

void Housekeeping::expire() {
  static_cast<void>(attempt("ending what has run out", [this] {
    while (domain::expire_due(ports_, expired_at_once) == expired_at_once) {
    }
  }));
}

void Housekeeping::clean_up(domain::Instant now) {
  const bool done = attempt("applying the rules of retention", [&] {
    const auto result = domain::apply_retention(ports_, rules_);
    if (result.events > 0) {
      log_("retention: " + std::to_string(result.registrations) + " registrations became counts, " +
           std::to_string(result.events) + " events");
    }
    ports_.store.write([&](domain::Transaction& tx) { tx.accounts().remove_sessions_expired_before(now); });
  });
  next_clean_up_ = done ? next_night(now) : now + retry;
}

bool Housekeeping::attempt(std::string_view what, const std::function<void()>& work) {
  try {
    work();
    return true;
  } catch (const std::exception& error) {
    log_(std::string(what) + " failed: " + error.what());
    return false;
  }
}

domain::Instant Housekeeping::next_night(domain::Instant now) const {
  const auto local = ports_.zones.to_local(now, domain::default_time_zone);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const auto today = ports_.zones.to_utc(day + night, domain::default_time_zone);
  return today > now ? today : ports_.zones.to_utc(day + std::chrono::days{1} + night, domain::default_time_zone);
}

}  // namespace service
