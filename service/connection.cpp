#include "service/connection.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cerrno>

#include "service/access_log.hpp"

namespace service {
namespace {

constexpr std::size_t read_size = 64 * 1024;
constexpr int requests_per_turn = 32;
// Of the time that a body may take: a file comes from a phone as well.
constexpr int times_for_files = 10;
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view last_resort =
    "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

bool would_block() {
  return errno == EAGAIN || errno == EWOULDBLOCK;
}

}  // namespace

Connection::Connection(const Edge& edge, const ConnectionLimits& limits, std::size_t maximum_body,
                       const std::atomic<bool>& stopping, int socket, std::string peer_address)
    : edge_(edge),
      limits_(limits),
      stopping_(stopping),
      socket_(socket),
      peer_address_(std::move(peer_address)),
      parser_(
          [&] {
            ParserLimits parser_limits;
            parser_limits.body = maximum_body;
            return parser_limits;
          }(),
          [&edge, peer = peer_address_](const RawRequest& head) { return edge.grant_body(head, peer); }) {}

void Connection::proceed() {
  readable_ = true;
  gave_way_ = false;
  if (phase_ == Phase::writing) flush();
  try {
    for (int answered = 0; phase_ != Phase::finished && phase_ != Phase::writing;) {
      if (phase_ != Phase::lingering && answer_next()) {
        if (++answered < requests_per_turn || phase_ == Phase::writing || phase_ == Phase::finished) continue;
        gave_way_ = true;
        return;
      }
      if (phase_ == Phase::writing) return;
      if (!receive()) return;
    }
  } catch (const std::exception& fault) {
    log_fault("-", "-", fault.what());
    send({std::string(last_resort), nullptr, false});
  }
}

void Connection::check_time(Clock::time_point now, bool crowded) {
  const auto elapsed = now - since_;
  const Refusal timeout{408, "timeout", "The request took too long."};
  switch (phase_) {
    case Phase::idle:
      if (stopping_ || crowded || elapsed > limits_.idle_timeout) enter(Phase::finished);
      break;
    case Phase::head:
      if (elapsed > limits_.header_timeout) refuse(timeout);
      break;
    case Phase::body:
      if (elapsed > limits_.body_timeout * (parser_.awaits_longer_body() ? times_for_files : 1)) refuse(timeout);
      break;
    case Phase::writing:
      if (elapsed > limits_.write_timeout || now - answered_ > answer_time()) enter(Phase::finished);
      break;
    case Phase::lingering:
      if (elapsed > limits_.linger) enter(Phase::finished);
      break;
    case Phase::finished:
      break;
  }
}

void Connection::enter(Phase phase) {
  phase_ = phase;
  since_ = Clock::now();
}

// False when there is nothing to read for now.
bool Connection::receive() {
  thread_local std::array<char, read_size> buffer;
  if (!readable_) return false;
  const auto size = recv(socket_, buffer.data(), buffer.size(), 0);
  if (size < 0 && errno == EINTR) return true;
  if (size < 0 && would_block()) {
    readable_ = false;
    return false;
  }
  if (size <= 0) {
    enter(Phase::finished);
    return false;
  }
  // A short read took all there was; what comes later, the end included, is a new event.
  if (static_cast<std::size_t>(size) < buffer.size()) readable_ = false;
  if (phase_ != Phase::lingering) input_.append(buffer.data(), static_cast<std::size_t>(size));
  return true;
}

// False when a whole request is not there yet.
bool Connection::answer_next() {
  try {
    if (!parser_.advance(input_)) {
      const auto phase = parser_.awaits_body() ? Phase::body : input_.empty() ? Phase::idle : Phase::head;
      if (phase != phase_) enter(phase);
      if (parser_.take_expectation()) {
        interim_ = true;
        send({std::string(go_on), nullptr, true});
      }
      return false;
    }
  } catch (const Refusal& refusal) {
    constexpr int content_too_large = 413;
    if (refusal.status != content_too_large) {
      refuse(refusal);
    } else {
      refused_ = true;
      send(edge_.refuse(refusal, parser_.take(), peer_address_));
    }
    return true;
  } catch (const UnwelcomeBody&) {
    auto request = parser_.take();
    request.keep_alive = false;
    refused_ = true;
    send(edge_.answer(std::move(request), peer_address_, stopping_));
    return true;
  }
  // The request is gone before its answer goes.
  Response response = edge_.answer(parser_.take(), peer_address_, stopping_);
  send(std::move(response));
  return true;
}

// However steadily it is read.
Connection::Clock::duration Connection::answer_time() const {
  const auto size = output_.body ? output_.body->size() : 0;
  return limits_.answer_timeout + std::chrono::seconds(size / limits_.least_rate);
}

void Connection::refuse(const Refusal& refusal) {
  refused_ = true;
  send(edge_.refuse(refusal));
}

void Connection::send(Response response) {
  output_ = std::move(response);
  sent_ = 0;
  answered_ = Clock::now();
  enter(Phase::writing);
  flush();
}

void Connection::flush() {
  const auto head = output_.head.size();
  const auto size = head + (output_.body ? output_.body->size() : 0);
  while (sent_ < size) {
    std::array<iovec, 2> parts{};
    std::size_t count = 0;
    if (sent_ < head) parts[count++] = {output_.head.data() + sent_, head - sent_};
    if (size > head) {
      const auto offset = sent_ > head ? sent_ - head : 0;
      parts[count++] = {const_cast<char*>(output_.body->data()) + offset, size - head - offset};
    }
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = count;
    const auto written = sendmsg(socket_, &message, MSG_NOSIGNAL);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      if (!would_block()) enter(Phase::finished);
      return;
    }
    sent_ += static_cast<std::size_t>(written);
    since_ = Clock::now();
  }
  end_answer();
}

void Connection::end_answer() {
  const bool keep = output_.keep_alive && !refused_;
  output_ = {};
  if (std::exchange(interim_, false)) {
    enter(Phase::body);
  } else if (keep) {
    enter(Phase::idle);
  } else {
    // The client may still be sending: closing now would reset the connection and take the answer with it.
    shutdown(socket_, SHUT_WR);
    input_.clear();
    enter(Phase::lingering);
  }
}

}  // namespace service
