#include "tests/service/edge_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>

#include "domain/text.hpp"

namespace edge_test {

std::string Answer::field(const std::string& lower_case_name) const {
  const auto found = fields.find(lower_case_name);
  return found == fields.end() ? std::string{} : found->second;
}

Client::Client(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{60, 0};
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    close(socket_);
    throw std::runtime_error("no connection");
  }
}

Client::~Client() {
  close(socket_);
}

bool Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Client::fill() {
  char buffer[16384];
  const auto size = recv(socket_, buffer, sizeof buffer, 0);
  if (size <= 0) return false;
  input_.append(buffer, static_cast<std::size_t>(size));
  return true;
}

Answer Client::receive(bool head_only) {
  std::size_t end = 0;
  while ((end = input_.find("\r\n\r\n")) == std::string::npos) {
    if (!fill()) return {};
  }
  Answer answer;
  answer.status = std::stoi(input_.substr(9, 3));
  for (auto begin = input_.find("\r\n") + 2; begin < end + 2;) {
    const auto line_end = input_.find("\r\n", begin);
    const auto line = input_.substr(begin, line_end - begin);
    const auto colon = line.find(": ");
    if (colon != std::string::npos) {
      answer.fields.emplace(domain::to_lower_ascii(line.substr(0, colon)), line.substr(colon + 2));
    }
    begin = line_end + 2;
  }
  input_.erase(0, end + 4);
  const auto length = answer.field("content-length");
  const std::size_t size = head_only || length.empty() ? 0 : std::stoul(length);
  while (input_.size() < size) {
    if (!fill()) return {};
  }
  answer.body = input_.substr(0, size);
  input_.erase(0, size);
  return answer;
}

bool Client::take_some() {
  char buffer[4096];
  return recv(socket_, buffer, sizeof buffer, 0) > 0;
}

bool Client::is_closed() {
  if (!input_.empty()) return false;
  char byte;
  return recv(socket_, &byte, 1, 0) == 0;
}

bool Client::is_gone() {
  char byte;
  const auto size = recv(socket_, &byte, 1, 0);
  return size == 0 || (size < 0 && errno == ECONNRESET);
}

void Client::half_close() {
  shutdown(socket_, SHUT_WR);
}

void Client::reset() {
  const linger at_once{1, 0};
  setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close(socket_);
  socket_ = -1;
}

Answer exchange(int port, std::string_view bytes) {
  Client client(port);
  client.send(bytes);
  return client.receive(bytes.starts_with("HEAD "));
}

std::string get(std::string_view target, std::string_view lines) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(lines) + "\r\n";
}

std::string post(std::string_view target, std::string_view body, std::string_view lines) {
  return "POST " + std::string(target) +
         " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         std::string(lines) + "\r\n" + std::string(body);
}

}  // namespace edge_test
