#pragma once
#include <string>
#include <thread>

namespace notifications {

// A mail server inside the program, for one mail: takes it whatever it is and gives back what was said after DATA, so
// that mail for a file is written by the same code as mail for a server. Only this process can reach it.
class MailSink {
 public:
  // Listens. Throws std::system_error where there are no sockets left.
  MailSink();
  ~MailSink();
  MailSink(const MailSink&) = delete;
  MailSink& operator=(const MailSink&) = delete;

  // Of its socket, in Linux's abstract name space (unix(7)).
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  // After the client has gone, or before any came. The mail with CRLF line ends; empty where none was said whole.
  [[nodiscard]] std::string take_mail();

 private:
  void stop_listening();

  int socket_;
  std::string name_;
  std::string mail_;
  std::thread listener_;
};

}  // namespace notifications
