#include "service/housekeeping.hpp"

#include <exception>
#include <string>
#include <utility>

#include "domain/expire.hpp"

namespace service {
namespace {

constexpr std::size_t expired_at_once = 100;
constexpr std::chrono::hours night{3};
constexpr std::chrono::minutes forgetting_interval{20};

}  // namespace

Housekeeping::Housekeeping(const domain::Ports& ports, const domain::RetentionRules& rules, Announce announce, Log log)
    : ports_(ports), rules_(rules), announce_(std::move(announce)), log_(std::move(log)) {}

Housekeeping::~Housekeeping() {
  stop();
}

void Housekeeping::start() {
  watch_ = std::thread([this] { loop(&Housekeeping::keep_watch); });
  night_shift_ = std::thread([this] { loop(&Housekeeping::clean_up); });
}

void Housekeeping::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (watch_.joinable()) watch_.join();
  if (night_shift_.joinable()) night_shift_.join();
}

bool Housekeeping::is_stopping() {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

void Housekeeping::loop(void (Housekeeping::*step)()) {
  for (;;) {
    (this->*step)();
    std::unique_lock lock(mutex_);
    if (changed_.wait_for(lock, pace, [this] { return stopping_; })) return;
  }
}

void Housekeeping::run_due() {
  keep_watch();
  clean_up();
}

void Housekeeping::keep_watch() {
  const domain::Instant now = ports_.clock.now();
  if (now >= next_announcement_) {
    next_announcement_ = now + announce_interval;
    static_cast<void>(attempt("announcing this server", announce_));
  }
  expire();
  if (now >= next_forgetting_) {
    next_forgetting_ = now + forgetting_interval;
    static_cast<void>(attempt("forgetting files that nobody brought in", [this, now] {
      ports_.store.write([now](domain::Transaction& tx) { tx.imports().forget_files_expired_before(now); });
    }));
  }
}

void Housekeeping::expire() {
  static_cast<void>(attempt("ending what has run out", [this] {
    while (domain::expire_due(ports_, expired_at_once) == expired_at_once && !is_stopping()) {
    }
  }));
}

void Housekeeping::clean_up() {
  const domain::Instant now = ports_.clock.now();
  if (now < next_clean_up_) return;
  const bool done = attempt("applying the rules of retention", [&] {
    const auto result = domain::apply_retention(ports_, rules_, [this] { return is_stopping(); });
    if (result.events > 0) {
      log_("retention: " + std::to_string(result.registrations) + " registrations became counts, " +
           std::to_string(result.events) + " events");
    }
    if (result.interpreters > 0) {
      log_("retention: " + std::to_string(result.interpreters) + " interpreters became anonymous");
    }
    if (!result.finished) return;
    ports_.store.write([&](domain::Transaction& tx) {
      tx.accounts().remove_sessions_expired_before(now);
      tx.accounts().remove_links_over_before(now);
    });
  });
  static_cast<void>(attempt("tidying the database", [this] { ports_.store.tidy([this] { return is_stopping(); }); }));
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
