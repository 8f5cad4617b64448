#include "service/edge_transport.hpp"

#include <pistache/peer.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>

#include "service/access_log.hpp"

namespace service {
namespace {

using Pistache::Polling::NotifyOn;

// Tells its transport of new connections; bytes never come this way.
class Doorman : public Pistache::Tcp::Handler {
  PROTOTYPE_OF(Pistache::Tcp::Handler, Doorman)
 public:
  void onConnection(const std::shared_ptr<Pistache::Tcp::Peer>& peer) override {
    static_cast<EdgeTransport*>(transport())->open(peer);
  }
  void onInput(const char*, std::size_t, const std::shared_ptr<Pistache::Tcp::Peer>&) override {}
};

timespec to_timespec(std::chrono::nanoseconds duration) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(duration);
  return {static_cast<time_t>(seconds.count()), static_cast<long>((duration - seconds).count())};
}

// Often enough to keep the shortest limit within a quarter of itself.
std::chrono::nanoseconds tick_interval(const ConnectionLimits& limits) {
  const auto shortest =
      std::min({limits.header_timeout, limits.body_timeout, limits.idle_timeout, limits.write_timeout, limits.linger});
  return std::clamp<std::chrono::milliseconds>(shortest / 4, std::chrono::milliseconds{10},
                                               std::chrono::milliseconds{500});
}

}  // namespace

EdgeTransport::EdgeTransport(std::shared_ptr<SharedEdge> shared)
    : Transport(std::make_shared<Doorman>()), shared_(std::move(shared)) {}

EdgeTransport::~EdgeTransport() {
  // The reactor is ending and its poller may be gone, so removePeer cannot be asked; a closed socket is polled no more.
  for (const auto& [descriptor, client] : clients_) {
    peers.erase(descriptor);
    ::close(descriptor);
  }
  shared_->connections -= clients_.size();
  const std::lock_guard lock(shared_->mutex);
  std::erase(shared_->transports, this);
  if (timer_ >= 0) ::close(timer_);
}

std::shared_ptr<Pistache::Aio::Handler> EdgeTransport::clone() const {
  return std::make_shared<EdgeTransport>(shared_);
}

void EdgeTransport::registerPoller(Pistache::Polling::Epoll& poller) {
  Transport::registerPoller(poller);
  timer_ = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  if (timer_ < 0) throw std::runtime_error("no timer can be had");
  poller.addFd(timer_, Pistache::Flags(NotifyOn::Read), Pistache::Polling::Tag(static_cast<std::uint64_t>(timer_)));
  const std::lock_guard lock(shared_->mutex);
  shared_->transports.push_back(this);
}

void EdgeTransport::onReady(const Pistache::Aio::FdSet& ready) {
  std::vector<Pistache::Polling::Event> others;
  bool ticked = false;
  for (const auto& entry : ready) {
    const auto descriptor = static_cast<int>(entry.getTag().value());
    if (descriptor == timer_) {
      ticked = true;
    } else if (const auto client = clients_.find(descriptor); client != clients_.end()) {
      client->second.connection.proceed();
      look_after(client);
    } else {
      Pistache::Polling::Event event(entry.getTag());
      if (entry.isReadable()) event.flags.setFlag(NotifyOn::Read);
      if (entry.isWritable()) event.flags.setFlag(NotifyOn::Write);
      others.push_back(event);
    }
  }
  try {
    if (!others.empty()) Transport::onReady(Pistache::Aio::FdSet(std::move(others)));
  } catch (const std::exception& fault) {
    log_fault("-", "(transport)", fault.what());
  }
  // Last: what they close must not turn up among the ready ones any more.
  if (ticked) tick();
  give_turns();
}

void EdgeTransport::open(const std::shared_ptr<Pistache::Tcp::Peer>& peer) {
  const int descriptor = peer->fd();
  clients_.erase(descriptor);
  clients_.emplace(descriptor, Client{peer,
                                      Connection(shared_->edge, shared_->limits, shared_->maximum_body,
                                                 shared_->stopping, descriptor, peer->address().host()),
                                      false});
  const auto present = ++shared_->connections;
  if (clients_.size() == 1 || shared_->stopping || present > shared_->maximum_connections) wake();
}

void EdgeTransport::wake() {
  const itimerspec soon{to_timespec(tick_interval(shared_->limits)), {0, 1}};
  timerfd_settime(timer_, 0, &soon, nullptr);
}

// After something happened to the connection: closes it, or watches for what it waits for.
void EdgeTransport::look_after(Clients::iterator client) {
  auto& [descriptor, state] = *client;
  if (state.connection.is_finished()) {
    close(client);
    return;
  }
  if (state.connection.gave_way()) waiting_.push_back(descriptor);
  if (state.connection.is_writing() == state.watches_writing) return;
  state.watches_writing = !state.watches_writing;
  const auto interest = state.watches_writing ? NotifyOn::Read | NotifyOn::Write : NotifyOn::Read;
  reactor()->modifyFd(key(), descriptor, interest, Pistache::Polling::Mode::Edge);
}

void EdgeTransport::close(Clients::iterator client) {
  const auto peer = client->second.peer;
  clients_.erase(client);
  --shared_->connections;
  removePeer(peer);
}

void EdgeTransport::tick() {
  std::uint64_t expirations = 0;
  if (read(timer_, &expirations, sizeof expirations) < 0) return;
  const auto now = Connection::Clock::now();
  const bool crowded = shared_->connections > shared_->maximum_connections;
  for (auto next = clients_.begin(); next != clients_.end();) {
    const auto client = next++;
    client->second.connection.check_time(now, crowded);
    look_after(client);
  }
  if (clients_.empty()) {
    const itimerspec never{};
    timerfd_settime(timer_, 0, &never, nullptr);
  }
}

void EdgeTransport::give_turns() {
  // Those that give way again wait for the next round, after everybody else's events.
  for (const int descriptor : std::exchange(waiting_, {})) {
    const auto client = clients_.find(descriptor);
    if (client == clients_.end()) continue;
    client->second.connection.proceed();
    look_after(client);
  }
  if (!waiting_.empty()) wake();
}

}  // namespace service
