#include "loopback_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace {

int listen_at(const std::string& address, int& port) {
  const bool six = address.find(':') != std::string::npos;
  const int listener = socket(six ? AF_INET6 : AF_INET, SOCK_STREAM, 0);
  sockaddr_in6 six_address{};
  sockaddr_in four{};
  sockaddr* any = six ? reinterpret_cast<sockaddr*>(&six_address) : reinterpret_cast<sockaddr*>(&four);
  socklen_t length = six ? sizeof six_address : sizeof four;
  six_address.sin6_family = AF_INET6;
  four.sin_family = AF_INET;
  inet_pton(six ? AF_INET6 : AF_INET, address.c_str(),
            six ? static_cast<void*>(&six_address.sin6_addr) : static_cast<void*>(&four.sin_addr));
  if (bind(listener, any, length) != 0 || listen(listener, 16) != 0) throw std::runtime_error("cannot listen");
  getsockname(listener, any, &length);
  port = ntohs(six ? six_address.sin6_port : four.sin_port);
  return listener;
}

bool readable(int socket, int milliseconds) {
  pollfd wanted{socket, POLLIN, 0};
  return poll(&wanted, 1, milliseconds) > 0;
}

}  // namespace

bool LoopbackServer::Peer::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    pollfd wanted{socket_, POLLOUT, 0};
    if (over_) return false;
    if (poll(&wanted, 1, 50) == 0) continue;
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void LoopbackServer::Peer::hang() const {
  char byte = 0;
  while (!over_) {
    if (readable(socket_, 50) && recv(socket_, &byte, 1, 0) <= 0) return;
  }
}

std::string LoopbackServer::Peer::header(std::string_view name) const {
  const std::string wanted = "\r\n" + std::string(name) + ": ";
  const auto begin = request.find(wanted);
  if (begin == std::string::npos) return {};
  const auto from = begin + wanted.size();
  return request.substr(from, request.find("\r\n", from) - from);
}

LoopbackServer::LoopbackServer(Handler handler, const std::string& address)
    : handler_(std::move(handler)),
      address_(address),
      listener_(listen_at(address, port_)),
      acceptor_([this] { accept_all(); }) {}

LoopbackServer::~LoopbackServer() {
  over_ = true;
  acceptor_.join();
  for (std::thread& peer : peers_) peer.join();
  close(listener_);
}

std::string LoopbackServer::url(const std::string& path) const {
  const bool six = address_.find(':') != std::string::npos;
  return "http://" + (six ? "[" + address_ + "]" : address_) + ":" + std::to_string(port_) + path;
}

void LoopbackServer::accept_all() {
  while (!over_) {
    if (!readable(listener_, 50)) continue;
    const int socket = accept(listener_, nullptr, nullptr);
    if (socket < 0) continue;
    const std::lock_guard lock(mutex_);
    peers_.emplace_back([this, socket] { serve(socket); });
  }
}

void LoopbackServer::serve(int socket) {
  std::string request;
  char buffer[4096];
  while (!over_ && request.find("\r\n\r\n") == std::string::npos) {
    if (!readable(socket, 50)) continue;
    const auto got = recv(socket, buffer, sizeof buffer, 0);
    if (got <= 0) break;
    request.append(buffer, static_cast<std::size_t>(got));
  }
  if (!request.empty()) {
    ++requests_;
    handler_(Peer(socket, request, over_));
  }
  shutdown(socket, SHUT_RDWR);
  close(socket);
}
