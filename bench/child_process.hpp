#pragma once
#include <sys/types.h>

#include <functional>

namespace bench {

// A server in a process of its own, so that neither its threads nor its memory are the client's. Made before this
// process has threads.
class ChildProcess {
 public:
  // `serve` starts the server, calls its argument with the port, and returns a function that stops it.
  using Stop = std::function<void()>;
  using Serve = std::function<Stop(const std::function<void(int)>& tell_port)>;
  explicit ChildProcess(const Serve& serve);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  [[nodiscard]] int port() const noexcept { return port_; }
  // Ends the server; the destructor does where nobody did.
  void stop();
  // Of the process, in bytes.
  [[nodiscard]] long resident_memory() const;

 private:
  pid_t process_;
  int port_ = 0;
};

// Runs `work` in a process of its own, to its end. Throws where it failed.
void run_apart(const std::function<void()>& work);

}  // namespace bench
