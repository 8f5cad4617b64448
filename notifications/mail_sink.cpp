#include "notifications/mail_sink.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

namespace notifications {
namespace {

// RFC 5321 as far as one well-behaved client needs it.
class Conversation {
 public:
  explicit Conversation(int socket) : socket_(socket) {}
  ~Conversation() { close(socket_); }
  Conversation(const Conversation&) = delete;
  Conversation& operator=(const Conversation&) = delete;

  std::string hold() {
    std::string mail;
    say("220 spool\r\n");
    while (const auto line = next_line()) {
      if (line->starts_with("EHLO")) {
        say("250-spool\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n");
      } else if (*line == "DATA") {
        say("354 go on\r\n");
        auto data = read_data();
        if (!data) return {};
        mail = std::move(*data);
        say("250 kept\r\n");
      } else if (*line == "QUIT") {
        say("221 bye\r\n");
      } else {
        say("250 fine\r\n");
      }
    }
    return mail;
  }

 private:
  void say(std::string_view text) { static_cast<void>(send(socket_, text.data(), text.size(), MSG_NOSIGNAL)); }

  // Without its CRLF; nothing at the end.
  std::optional<std::string> next_line() {
    while (true) {
      if (const auto end = buffer_.find("\r\n"); end != std::string::npos) {
        std::string line = buffer_.substr(0, end);
        buffer_.erase(0, end + 2);
        return line;
      }
      std::array<char, 16384> bytes{};
      const auto count = recv(socket_, bytes.data(), bytes.size(), 0);
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return {};
      buffer_.append(bytes.data(), static_cast<std::size_t>(count));
    }
  }

  // Up to the lone dot, the doubled dots of RFC 5321, 4.5.2 undone.
  std::optional<std::string> read_data() {
    std::string data;
    while (auto line = next_line()) {
      if (*line == ".") return data;
      if (line->starts_with('.')) line->erase(0, 1);
      data += *line + "\r\n";
    }
    return {};
  }

  int socket_;
  std::string buffer_;
};

[[noreturn]] void give_up(int socket, const char* what) {
  const int error = errno;
  close(socket);
  throw std::system_error(error, std::generic_category(), what);
}

// A name of the kernel's choice (unix(7), "autobind"), without the leading NUL.
std::string bind_to_any_name(int socket) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (bind(socket, generic, sizeof address.sun_family) != 0) give_up(socket, "bind");
  socklen_t length = sizeof address;
  if (getsockname(socket, generic, &length) != 0) give_up(socket, "getsockname");
  return {address.sun_path + 1, length - offsetof(sockaddr_un, sun_path) - 1};
}

bool is_this_process(int socket) {
  ucred peer{};
  socklen_t length = sizeof peer;
  return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 && peer.pid == getpid();
}

// -1 once nobody listens any more.
int accept_from_this_process(int listening) {
  while (true) {
    const int socket = accept4(listening, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket >= 0 && is_this_process(socket)) return socket;
    if (socket >= 0) {
      close(socket);
    } else if (errno != EINTR) {
      return -1;
    }
  }
}

}  // namespace

MailSink::MailSink() : socket_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (socket_ < 0) throw std::system_error(errno, std::generic_category(), "socket");
  name_ = bind_to_any_name(socket_);
  if (listen(socket_, 4) != 0) give_up(socket_, "listen");
  try {
    listener_ = std::thread([this] {
      const int client = accept_from_this_process(socket_);
      if (client >= 0) mail_ = Conversation(client).hold();
    });
  } catch (...) {
    close(socket_);
    throw;
  }
}

MailSink::~MailSink() {
  stop_listening();
  close(socket_);
}

std::string MailSink::take_mail() {
  stop_listening();
  return std::move(mail_);
}

void MailSink::stop_listening() {
  shutdown(socket_, SHUT_RDWR);  // wakes accept
  if (listener_.joinable()) listener_.join();
}

}  // namespace notifications
