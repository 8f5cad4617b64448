#pragma once
#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

// A web server of the worst kind: what it answers is written octet by octet by the test.
class LoopbackServer {
 public:
  // One connection. `request` is the head that came; what is sent goes out at once.
  class Peer {
   public:
    Peer(int socket, std::string head, const std::atomic<bool>& over)
        : request(std::move(head)), socket_(socket), over_(over) {}
    // False once the other side has hung up, or the test is over.
    bool send(std::string_view bytes) const;
    // Until the other side hangs up or the test is over.
    void hang() const;
    const std::string request;
    // The value of a header; empty for none.
    [[nodiscard]] std::string header(std::string_view name) const;

   private:
    int socket_;
    const std::atomic<bool>& over_;
  };
  using Handler = std::function<void(const Peer&)>;

  explicit LoopbackServer(Handler handler, const std::string& address = "127.0.0.1");
  ~LoopbackServer();
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  [[nodiscard]] int port() const { return port_; }
  // "http://127.0.0.1:4711"
  [[nodiscard]] std::string url(const std::string& path = "/") const;
  [[nodiscard]] int requests() const { return requests_; }

 private:
  void accept_all();
  void serve(int socket);

  Handler handler_;
  std::string address_;
  int port_ = 0;  // before listener_, which sets it
  int listener_ = -1;
  std::atomic<bool> over_{false};
  std::atomic<int> requests_{0};
  std::mutex mutex_;
  std::vector<std::thread> peers_;  // under mutex_
  std::thread acceptor_;
};
