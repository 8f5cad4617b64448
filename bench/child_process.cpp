#include "bench/child_process.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <fstream>
#include <stdexcept>
#include <string>

namespace bench {

ChildProcess::ChildProcess(const Serve& serve) {
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("no pipe");
  process_ = fork();
  if (process_ < 0) throw std::runtime_error("no process");
  if (process_ == 0) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigprocmask(SIG_BLOCK, &signals, nullptr);
    try {
      const auto stop = serve([&](int port) { (void)!write(ends[1], &port, sizeof port); });
      int signal = 0;
      sigwait(&signals, &signal);
      stop();
    } catch (const std::exception& error) {
      std::fprintf(stderr, "%s\n", error.what());
      _exit(1);
    }
    _exit(0);
  }
  close(ends[1]);
  const bool told = read(ends[0], &port_, sizeof port_) == sizeof port_;
  close(ends[0]);
  if (!told) throw std::runtime_error("the server did not start");
}

ChildProcess::~ChildProcess() {
  stop();
}

void ChildProcess::stop() {
  if (process_ == 0) return;
  kill(process_, SIGTERM);
  waitpid(process_, nullptr, 0);
  process_ = 0;
}

void run_apart(const std::function<void()>& work) {
  const pid_t process = fork();
  if (process == 0) {
    try {
      work();
      _exit(0);
    } catch (const std::exception& error) {
      std::fprintf(stderr, "%s\n", error.what());
    }
    _exit(1);
  }
  int status = 0;
  if (process < 0 || waitpid(process, &status, 0) != process || status != 0)
    throw std::runtime_error("a process failed");
}

long ChildProcess::resident_memory() const {
  std::ifstream statm("/proc/" + std::to_string(process_) + "/statm");
  long total = 0;
  long resident = 0;
  statm >> total >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

}  // namespace bench
