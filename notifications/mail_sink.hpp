#pragma once
#include <string>
#include <thread>

namespace notifications {

// The far end of an SMTP connection that takes whatever comes and gives back what was said after DATA, so that mail
// for a file is written by the same code as mail for a server. For one mail.
class MailSink {
 public:
  // Throws std::system_error where there are no sockets left.
  MailSink();
  ~MailSink();
  MailSink(const MailSink&) = delete;
  MailSink& operator=(const MailSink&) = delete;

  // The near end; whoever takes it closes it. Once.
  [[nodiscard]] int take_socket();
  // Waits until the near end is closed. The mail with CRLF line ends; empty where none was said whole.
  [[nodiscard]] std::string take_mail();

 private:
  int near_;
  std::string mail_;
  std::thread listener_;
};

}  // namespace notifications
