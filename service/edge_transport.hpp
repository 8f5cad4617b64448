#pragma once
#include <pistache/tcp.h>
#include <pistache/transport.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "service/connection.hpp"

// For server.cpp alone: the one header that names Pistache.
namespace service {

class EdgeTransport;

// What the threads of one server share.
struct SharedEdge {
  const Edge& edge;
  ConnectionLimits limits;
  std::size_t maximum_body;
  std::size_t maximum_connections;
  std::atomic<bool> stopping{false};
  std::atomic<std::size_t> connections{0};
  std::mutex mutex;
  std::vector<EdgeTransport*> transports;  // one a thread; `mutex` guards the list
};

// A thread's sockets. Pistache accepts and polls; what it does with a peer's bytes (one read in 4 KB steps, writes by a
// queue keyed by descriptor, which the next connection on the same number may inherit) is done by Connection instead.
class EdgeTransport : public Pistache::Tcp::Transport {
 public:
  explicit EdgeTransport(std::shared_ptr<SharedEdge> shared);
  ~EdgeTransport() override;

  std::shared_ptr<Pistache::Aio::Handler> clone() const override;
  void registerPoller(Pistache::Polling::Epoll& poller) override;
  void onReady(const Pistache::Aio::FdSet& ready) override;

  // A connection came in, on this thread.
  void open(const std::shared_ptr<Pistache::Tcp::Peer>& peer);
  // Looks after every connection soon. Any thread.
  void wake();

 private:
  struct Client {
    std::shared_ptr<Pistache::Tcp::Peer> peer;
    Connection connection;
    bool watches_writing = false;
  };
  using Clients = std::unordered_map<int, Client>;

  void look_after(Clients::iterator client);
  void close(Clients::iterator client);
  void tick();
  void give_turns();

  std::shared_ptr<SharedEdge> shared_;
  Clients clients_;
  std::vector<int> waiting_;  // for their next turn
  int timer_ = -1;
};

}  // namespace service
