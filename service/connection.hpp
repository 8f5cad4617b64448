#pragma once
#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>

#include "service/edge.hpp"
#include "service/request_parser.hpp"

namespace service {

struct ConnectionLimits {
  std::chrono::milliseconds header_timeout{10'000};  // from a request's first byte to the end of its head
  std::chrono::milliseconds body_timeout{60'000};    // from there to the end of the body
  std::chrono::milliseconds idle_timeout{75'000};    // between requests
  std::chrono::milliseconds write_timeout{30'000};   // without the client taking a byte
  std::chrono::milliseconds linger{2'000};           // for the client to read why it is turned away
  // For a whole answer, and as long as its body takes at the least rate, in bytes a second: it is in memory until then.
  std::chrono::milliseconds answer_timeout{600'000};
  std::size_t least_rate = 10 * 1024;
};

// One client's socket, non-blocking and watched edge-triggered: reads requests, one after the other even where they
// were pipelined, and writes the answers. A request is read only once the one before is answered and gone, so a slow
// client costs one answer's memory. Belongs to one thread. Does not close the socket.
class Connection {
 public:
  using Clock = std::chrono::steady_clock;

  // While `stopping`, answers end the connection.
  Connection(const Edge& edge, const ConnectionLimits& limits, std::size_t maximum_body,
             const std::atomic<bool>& stopping, int socket, std::string peer_address);

  // The socket became readable or writable, or its turn came again.
  void proceed();
  // Looks at the time limits. An idle connection ends while stopping, and where the server is `crowded`.
  void check_time(Clock::time_point now, bool crowded);

  // Nothing more to do: close the socket.
  [[nodiscard]] bool is_finished() const noexcept { return phase_ == Phase::finished; }
  // Waits until the socket takes more.
  [[nodiscard]] bool is_writing() const noexcept { return phase_ == Phase::writing; }
  // Gave way to others in the middle of many pipelined requests: call `proceed` again.
  [[nodiscard]] bool gave_way() const noexcept { return gave_way_; }

 private:
  enum class Phase { idle, head, body, writing, lingering, finished };

  void enter(Phase phase);
  [[nodiscard]] bool receive();
  [[nodiscard]] bool answer_next();
  [[nodiscard]] Clock::duration answer_time() const;
  void refuse(const Refusal& refusal);
  void send(Response response);
  void flush();
  void end_answer();

  const Edge& edge_;
  const ConnectionLimits& limits_;
  const std::atomic<bool>& stopping_;
  int socket_;
  std::string peer_address_;
  RequestParser parser_;
  std::string input_;
  Response output_;
  std::size_t sent_ = 0;
  Phase phase_ = Phase::idle;
  Clock::time_point since_ = Clock::now();
  Clock::time_point answered_ = Clock::now();  // when output_ came about
  bool readable_ = true;
  bool interim_ = false;  // output_ is "100 Continue"
  bool refused_ = false;
  bool gave_way_ = false;
};

}  // namespace service
