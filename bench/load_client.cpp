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

}  // namespace

Load load(int port, const std::function<std::string_view(std::size_t n)>& request, int status, int connections,
          std::chrono::milliseconds duration) {
  const int poll = epoll_create1(EPOLL_CLOEXEC);
  std::vector<Exchange> exchanges(static_cast<std::size_t>(connections));
  std::size_t sent = 0;
  const auto began = Clock::now();
  for (auto& exchange : exchanges) {
    exchange.socket = connect_to(port);
    epoll_event event{EPOLLIN, {&exchange}};
    epoll_ctl(poll, EPOLL_CTL_ADD, exchange.socket, &event);
    exchange.began = Clock::now();
    send_all(exchange.socket, request(sent++));
  }
  std::vector<char> buffer(256 * 1024);
  std::vector<float> latencies;
  std::size_t others = 0;
  std::vector<epoll_event> events(exchanges.size());
  auto now = Clock::now();
  while (now - began < duration) {
    const int ready = epoll_wait(poll, events.data(), connections, 100);
    for (int i = 0; i < ready; ++i) {
      auto& exchange = *static_cast<Exchange*>(events[static_cast<std::size_t>(i)].data.ptr);
      const auto size = recv(exchange.socket, buffer.data(), buffer.size(), 0);
      if (size <= 0) throw std::runtime_error("the server hung up");
      if (!exchange.take({buffer.data(), static_cast<std::size_t>(size)})) continue;
      now = Clock::now();
      if (exchange.status == status) {
        latencies.push_back(std::chrono::duration<float, std::milli>(now - exchange.began).count());
      } else {
        ++others;
      }
      exchange.began = now;
      send_all(exchange.socket, request(sent++));
    }
    if (ready == 0) now = Clock::now();
  }
  for (const auto& exchange : exchanges) close(exchange.socket);
  close(poll);
  return summary(latencies, others, now - began);
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
