#include "service/server.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <pistache/listener.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <thread>

#include "service/access_log.hpp"
#include "service/edge.hpp"
#include "service/edge_transport.hpp"

namespace service {
namespace {

constexpr int backlog = 1024;
// Descriptors for the database, files and gateways.
constexpr std::size_t reserved_descriptors = 200;

std::size_t maximum_connections() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur < 2 * reserved_descriptors) return reserved_descriptors;
  return limit.rlim_cur - reserved_descriptors;
}

int port_of(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  int listening = 0;
  socklen_t listening_size = sizeof listening;
  if (getsockopt(socket, SOL_SOCKET, SO_ACCEPTCONN, &listening, &listening_size) != 0 || listening == 0) return -1;
  if (getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) return -1;
  if (address.ss_family == AF_INET) return ntohs(reinterpret_cast<sockaddr_in&>(address).sin_port);
  if (address.ss_family == AF_INET6) return ntohs(reinterpret_cast<sockaddr_in6&>(address).sin6_port);
  return -1;
}

// Pistache cannot stop accepting without stopping its threads, and does not tell its socket: this finds it by its port
// and puts an idle socket in its place, so that the port is free and the accepting thread just waits.
void close_listening_socket(int port) {
  const auto last = static_cast<int>(sysconf(_SC_OPEN_MAX));
  for (int descriptor = 3; descriptor < last; ++descriptor) {
    if (port_of(descriptor) != port) continue;
    const int idle = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (idle < 0) return;
    dup3(idle, descriptor, O_CLOEXEC);
    close(idle);
    return;
  }
}

}  // namespace

struct Server::Running {
  const ServerSettings& settings;
  Edge edge;
  std::shared_ptr<SharedEdge> shared;
  std::unique_ptr<Pistache::Tcp::Listener> listener;
  int port = 0;

  Running(App& app, const ServerSettings& server_settings, std::span<const Route> table, ConnectionLimits limits)
      : settings(server_settings),
        edge(app, server_settings, table),
        shared(new SharedEdge{edge, limits, server_settings.maximum_body, maximum_connections(), {}, {}, {}, {}}) {}
};

Server::Server(App& app, const ServerSettings& settings, std::span<const Route> table, ConnectionLimits limits)
    : running_(std::make_unique<Running>(app, settings, table, limits)) {}

Server::~Server() {
  stop();
}

void Server::start() {
  using Pistache::Tcp::Options;
  open_access_log();
  const auto& settings = running_->settings;
  auto listener = std::make_unique<Pistache::Tcp::Listener>();
  listener->init(static_cast<std::size_t>(settings.threads),
                 Pistache::Flags(Options::ReuseAddr | Options::NoDelay | Options::CloseOnExec), "kutsu-http", backlog);
  listener->setTransportFactory([shared = running_->shared] { return std::make_shared<EdgeTransport>(shared); });
  try {
    listener->bind(Pistache::Address(settings.address, Pistache::Port(static_cast<std::uint16_t>(settings.port))));
  } catch (const std::exception& error) {
    throw std::runtime_error("cannot listen on " + settings.address + ":" + std::to_string(settings.port) + ": " +
                             error.what());
  }
  running_->port = listener->getPort();
  listener->runThreaded();
  running_->listener = std::move(listener);
}

int Server::port() const {
  return running_->port;
}

void Server::stop(std::chrono::milliseconds patience) {
  if (!running_->listener) return;
  auto& shared = *running_->shared;
  shared.stopping = true;
  close_listening_socket(running_->port);
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (shared.connections > 0 && std::chrono::steady_clock::now() < deadline) {
    {
      const std::lock_guard lock(shared.mutex);
      for (auto* transport : shared.transports) transport->wake();
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
  running_->listener->shutdown();
  running_->listener.reset();
  flush_access_log();
}

}  // namespace service
