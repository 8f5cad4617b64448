#include "bench/load_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <vector>

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds longest_wait{100};

int connect_to(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int one = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("no connection to the server");
  }
  return socket;
}

std::string_view field_of(std::string_view head, std::string_view name) {
  const auto at = head.find("\r\n" + std::string(name) + ": ");
  if (at == std::string_view::npos) return {};
  const auto begin = at + name.size() + 4;
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

int status_of(std::string_view head) {
  int status = 0;
  std::from_chars(head.data() + 9, head.data() + 12, status);
  return status;
}

std::size_t length_of(std::string_view head) {
  const auto text = field_of(head, "Content-Length");
  std::size_t length = 0;
  std::from_chars(text.data(), text.data() + text.size(), length);
  return status_of(head) == 304 ? 0 : length;
}

void send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) throw std::runtime_error("the server hung up");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

// One connection's answer in the making: its head is kept, its body only counted.
struct Exchange {
  int socket = -1;
  std::string head;
  std::size_t body_left = 0;
  bool in_body = false;
  int status = 0;
  Clock::time_point began;

  // True when the answer is whole.
  bool take(std::string_view bytes) {
    if (!in_body) {
      head += bytes;
      const auto end = head.find("\r\n\r\n");
      if (end == std::string::npos) return false;
      const auto surplus = head.size() - end - 4;
      status = status_of(head);
      body_left = length_of(head) - surplus;
      in_body = true;
    } else {
      body_left -= bytes.size();
    }
    if (body_left > 0) return false;
    head.clear();
    in_body = false;
    return true;
  }
};

Load summary(std::vector<float>& latencies, std::size_t others, Clock::duration elapsed) {
  std::ranges::sort(latencies);
  Load load;
  load.other_statuses = others;
  if (latencies.empty()) return load;
  load.per_second = static_cast<double>(latencies.size()) / std::chrono::duration<double>(elapsed).count();
  load.p50 = latencies[latencies.size() / 2];
  load.p95 = latencies[latencies.size() * 95 / 100];
  load.p99 = latencies[latencies.size() * 99 / 100];
  return load;
}

// Connections to one server, and what they have measured.
class Client {
 public:
  Client(int port, int status, int connections)
      : poll_(epoll_create1(EPOLL_CLOEXEC)),
        status_(status),
        exchanges_(static_cast<std::size_t>(connections)),
        events_(exchanges_.size()) {
    for (auto& exchange : exchanges_) {
      exchange.socket = connect_to(port);
      epoll_event event{EPOLLIN, {&exchange}};
      epoll_ctl(poll_, EPOLL_CTL_ADD, exchange.socket, &event);
    }
  }
  ~Client() {
    for (const auto& exchange : exchanges_) close(exchange.socket);
    close(poll_);
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  std::vector<Exchange>& exchanges() { return exchanges_; }

  static void begin(Exchange& exchange, std::string_view request, Clock::time_point due) {
    exchange.began = due;
    send_all(exchange.socket, request);
  }

  // Waits for answers, and tells of each that is whole.
  template <class OnAnswer>
  void wait(std::chrono::nanoseconds at_most, const OnAnswer& on_answer) {
    const timespec pause{static_cast<time_t>(at_most.count() / 1'000'000'000), at_most.count() % 1'000'000'000};
    const int ready = epoll_pwait2(poll_, events_.data(), static_cast<int>(events_.size()), &pause, nullptr);
    for (int i = 0; i < ready; ++i) {
      auto& exchange = *static_cast<Exchange*>(events_[static_cast<std::size_t>(i)].data.ptr);
      const auto size = recv(exchange.socket, buffer_.data(), buffer_.size(), 0);
      if (size <= 0) throw std::runtime_error("the server hung up");
      if (!exchange.take({buffer_.data(), static_cast<std::size_t>(size)})) continue;
      const auto now = Clock::now();
      if (exchange.status == status_) {
        latencies_.push_back(std::chrono::duration<float, std::milli>(now - exchange.began).count());
      } else {
        ++others_;
      }
      on_answer(exchange, now);
    }
  }
  Load result(Clock::duration elapsed) { return summary(latencies_, others_, elapsed); }

 private:
  int poll_;
  int status_;
  std::vector<Exchange> exchanges_;
  std::vector<epoll_event> events_;
  std::vector<char> buffer_ = std::vector<char>(256 * 1024);
  std::vector<float> latencies_;
  std::size_t others_ = 0;
};

}  // namespace

Load load(int port, const std::function<std::string_view(std::size_t n)>& request, int status, int connections,
          std::chrono::milliseconds duration) {
  Client client(port, status, connections);
  std::size_t sent = 0;
  const auto began = Clock::now();
  for (auto& exchange : client.exchanges()) Client::begin(exchange, request(sent++), Clock::now());
  auto now = Clock::now();
  while (now - began < duration) {
    now = Clock::now();
    client.wait(longest_wait, [&](Exchange& exchange, Clock::time_point answered) {
      now = answered;
      Client::begin(exchange, request(sent++), answered);
    });
  }
  return client.result(now - began);
}

Load load_at(double per_second, int port, const std::function<std::string_view(std::size_t n)>& request, int status,
             int connections, std::chrono::milliseconds duration) {
  Client client(port, status, connections);
  std::vector<Exchange*> idle;
  for (auto& exchange : client.exchanges()) idle.push_back(&exchange);
  const auto pace = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / per_second));
  std::size_t sent = 0;
  const auto began = Clock::now();
  const auto end = began + duration;
  auto due = began;
  for (auto now = began; now < end; now = Clock::now()) {
    for (; due <= now && !idle.empty(); due += pace) {
      Client::begin(*idle.back(), request(sent++), due);
      idle.pop_back();
    }
    // It sleeps in between: what it burnt would be missing on the server's side.
    client.wait(idle.empty() ? longest_wait : std::max(due - Clock::now(), Clock::duration::zero()),
                [&](Exchange& exchange, Clock::time_point) { idle.push_back(&exchange); });
  }
  return client.result(Clock::now() - began);
}

std::string Fetched::field(const std::string& name) const {
  return std::string(field_of(head, name));
}

Fetched fetch(int port, std::string_view request) {
  const int socket = connect_to(port);
  send_all(socket, request);
  std::string bytes;
  std::vector<char> buffer(64 * 1024);
  for (std::size_t needed = 1; bytes.size() < needed;) {
    const auto size = recv(socket, buffer.data(), buffer.size(), 0);
    if (size <= 0) break;
    bytes.append(buffer.data(), static_cast<std::size_t>(size));
    const auto end = bytes.find("\r\n\r\n");
    needed =
        end == std::string::npos ? bytes.size() + 1 : end + 4 + length_of(std::string_view(bytes).substr(0, end + 2));
  }
  close(socket);
  const auto end = bytes.find("\r\n\r\n");
  if (end == std::string::npos) throw std::runtime_error("no answer");
  return {status_of(bytes), bytes.substr(0, end + 2), bytes.substr(end + 4)};
}

std::string get(std::string_view target, std::string_view lines) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n" +
         std::string(lines) + "\r\n";
}

}  // namespace bench
