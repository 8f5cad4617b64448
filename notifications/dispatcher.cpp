#include "notifications/dispatcher.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

namespace notifications {
namespace {

using domain::Instant;
using domain::Message;
using Kind = Verdict::Kind;

constexpr int record_tries = 6;
constexpr std::chrono::milliseconds first_record_pause{100};

std::string_view to_word(Kind kind) {
  switch (kind) {
    case Kind::sent:
      return "sent";
    case Kind::retry:
      return "to be tried again";
    case Kind::postponed:
      return "postponed";
    case Kind::failed:
      return "failed";
    case Kind::dropped:
      return "dropped";
  }
  return {};
}

void write_down(domain::Outbox& outbox, const Message& message, const Verdict& verdict, Instant now) {
  switch (verdict.kind) {
    case Kind::sent:
      outbox.record_sent(message, verdict.detail, now);
      break;
    case Kind::retry:
    case Kind::postponed:
      outbox.record_retry(message, verdict.due_again);
      break;
    case Kind::failed:
      outbox.record_end(message, domain::MessageState::failed, verdict.detail);
      break;
    case Kind::dropped:
      outbox.record_end(message, domain::MessageState::dropped, verdict.detail);
      break;
  }
}

// Runs `work` on this thread and up to `more` others; returns when all are done. `work` throws nothing.
void run_side_by_side(std::size_t more, const std::function<void()>& work) {
  std::vector<std::thread> others;
  try {
    others.reserve(more);
    for (std::size_t i = 0; i < more; ++i) others.emplace_back(work);
  } catch (const std::system_error&) {
    // With fewer threads it takes longer.
  }
  work();
  for (auto& other : others) other.join();
}

}  // namespace

Dispatcher::Dispatcher(const domain::Ports& ports, const domain::Wording& wording, domain::Sender& sms,
                       domain::Sender& email, const DispatchSettings& settings, Log log)
    : ports_(ports),
      settings_(settings),
      delivery_(ports, wording, sms, email, settings.retries),
      log_(std::move(log)),
      lanes_{Lane{domain::Channel::sms, settings.sms_workers, {}},
             Lane{domain::Channel::email, settings.email_workers, {}}} {
  if (settings.send_limit >= settings.lease || settings.batch == 0) {
    throw std::invalid_argument("a lease must outlast a send, and a batch hold a message");
  }
}

Dispatcher::~Dispatcher() {
  stop();
}

void Dispatcher::start() {
  for (auto& lane : lanes_) lane.thread = std::thread([this, &lane] { loop(lane); });
}

void Dispatcher::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (auto& lane : lanes_) {
    if (lane.thread.joinable()) lane.thread.join();
  }
}

void Dispatcher::wake() {
  {
    const std::lock_guard lock(mutex_);
    ++wakes_;
  }
  changed_.notify_all();
}

std::size_t Dispatcher::run_once() {
  std::size_t handled = 0;
  for (auto& lane : lanes_) handled += run(lane);
  return handled;
}

DispatchCounts Dispatcher::counts() const {
  DispatchCounts counts{sent_, retried_, failed_, dropped_, {}};
  const auto last = std::min(lanes_[0].last_run.load(), lanes_[1].last_run.load());
  if (last > 0) counts.last_run = Instant{std::chrono::seconds{last}};
  return counts;
}

void Dispatcher::loop(Lane& lane) {
  while (!stopping_) {
    std::uint64_t seen = 0;
    {
      const std::lock_guard lock(mutex_);
      seen = wakes_;
    }
    std::size_t handled = 0;
    try {
      handled = run(lane);
    } catch (...) {  // what() may carry personal data
      say("the outbox cannot be read");
    }
    if (handled < settings_.batch) rest(seen);
  }
}

std::size_t Dispatcher::run(Lane& lane) {
  const auto claimed = claim(lane);
  lane.last_run = ports_.clock.now().time_since_epoch().count();
  const auto& messages = claimed.messages;
  if (messages.empty()) return 0;
  std::atomic<std::size_t> next{0};
  const auto more = std::min(std::max<std::size_t>(lane.workers, 1), messages.size()) - 1;
  run_side_by_side(more, [&] {
    for (auto i = next++; i < messages.size(); i = next++) handle(lane, messages[i], claimed.lease_until);
  });
  return messages.size();
}

Dispatcher::Claim Dispatcher::claim(const Lane& lane) {
  Claim claimed;
  ports_.store.write([&](domain::Transaction& tx) {
    const auto now = ports_.clock.now();
    claimed.lease_until = now + settings_.lease;
    claimed.messages = tx.outbox().claim(now, claimed.lease_until, settings_.batch, lane.channel);
  });
  return claimed;
}

void Dispatcher::handle(Lane& lane, const Message& message, Instant lease_until) {
  if (stopping_ || ports_.clock.now() + settings_.send_limit > lease_until) {
    record(message, {Kind::postponed, message.due_time, "given back"}, lease_until);
    return;
  }
  const auto verdict = delivery_.attempt(message);
  record(message, verdict, lease_until);
  count(verdict.kind);
  tell(message, verdict);
  lane.last_run = ports_.clock.now().time_since_epoch().count();
}

// A result that is lost means a message sent twice, so it is worth some patience.
void Dispatcher::record(const Message& message, const Verdict& verdict, Instant lease_until) {
  auto pause = first_record_pause;
  for (int tries = 1;; ++tries, pause *= 2) {
    try {
      const auto now = ports_.clock.now();
      ports_.store.write([&](domain::Transaction& tx) { write_down(tx.outbox(), message, verdict, now); });
      return;
    } catch (...) {
      if (tries == record_tries || ports_.clock.now() >= lease_until) break;
      std::this_thread::sleep_for(pause);
    }
  }
  say("message " + std::to_string(message.id.value) + ": its result cannot be recorded");
}

void Dispatcher::count(Kind kind) {
  switch (kind) {
    case Kind::sent:
      ++sent_;
      break;
    case Kind::retry:
      ++retried_;
      break;
    case Kind::failed:
      ++failed_;
      break;
    case Kind::dropped:
      ++dropped_;
      break;
    case Kind::postponed:
      break;
  }
}

void Dispatcher::tell(const Message& message, const Verdict& verdict) const {
  if (verdict.kind == Kind::sent) return;
  std::string line = "message " + std::to_string(message.id.value) + " (";
  line.append(domain::to_word(message.kind)).append(", ").append(domain::to_word(message.channel)).append("): ");
  line.append(to_word(verdict.kind)).append(": ").append(verdict.detail);
  say(line);
}

void Dispatcher::say(std::string_view line) const {
  if (log_) log_(line);
}

void Dispatcher::rest(std::uint64_t seen) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, settings_.poll_interval, [&] { return stopping_ || wakes_ != seen; });
}

}  // namespace notifications
