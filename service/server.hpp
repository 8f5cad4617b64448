#pragma once
#include <chrono>
#include <memory>
#include <span>

#include "service/app.hpp"
#include "service/connection.hpp"
#include "service/routes.hpp"

namespace service {

// Listens and answers, on settings.threads threads of Pistache's reactor. Of Pistache this uses the listener, the
// reactor and the transport; HTTP itself is read and written here (docs/adr).
class Server {
 public:
  // Everything given outlives the server.
  Server(App& app, const ServerSettings& settings, std::span<const Route> table = routes(),
         ConnectionLimits limits = {});
  ~Server();  // stops
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Returns when connections are accepted. Throws std::runtime_error where the address cannot be had.
  void start();
  // The real one where settings asked for 0. After start().
  [[nodiscard]] int port() const;
  // Takes no more connections, finishes the requests that began, at most for `patience`, and returns when every thread
  // is gone.
  void stop(std::chrono::milliseconds patience = std::chrono::seconds{10});

 private:
  struct Running;
  std::unique_ptr<Running> running_;
};

}  // namespace service
