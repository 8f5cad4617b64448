#include "notifications/mail_sink.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
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

}  // namespace

MailSink::MailSink() : near_(-1) {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    throw std::system_error(errno, std::generic_category(), "socketpair");
  }
  near_ = ends[0];
  try {
    listener_ = std::thread([this, far = ends[1]] { mail_ = Conversation(far).hold(); });
  } catch (...) {
    close(ends[0]);
    close(ends[1]);
    throw;
  }
}

MailSink::~MailSink() {
  if (near_ >= 0) close(near_);
  if (listener_.joinable()) listener_.join();
}

int MailSink::take_socket() {
  return std::exchange(near_, -1);
}

std::string MailSink::take_mail() {
  if (listener_.joinable()) listener_.join();
  return std::move(mail_);
}

}  // namespace notifications
