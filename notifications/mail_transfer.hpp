#pragma once
#include <chrono>
#include <memory>
#include <string>

#include "notifications/mail.hpp"

namespace notifications {

// Where SMTP goes and how.
struct MailRoute {
  std::string url;  // smtp://host:port or smtps://host:port; a path is the name given in EHLO
  std::string username;
  std::string password;
  // off: plain. opportunistic: STARTTLS where offered, whatever the certificate, which is as safe as plain and safer
  // from listeners. required: TLS with a valid certificate, or nothing is sent.
  enum class Tls { off, opportunistic, required };
  Tls tls = Tls::opportunistic;
  std::string authorities;  // file of certificates (PEM) to trust instead of the system's; empty: the system's
  std::chrono::seconds connect_limit{10};
  std::chrono::seconds time_limit{30};
  std::string socket_name;  // of an abstract Unix socket that is asked instead of the URL's host; empty: none
};

struct MailOutcome {
  bool taken = false;
  // How far it came: the last command the server answered.
  enum class Stage { connection, sign_in, sender, recipient, content };
  Stage stage = Stage::connection;
  int reply = 0;       // SMTP's code of that answer; 0: none came
  std::string reason;  // without addresses and without the server's words
};

// One libcurl handle: keeps its connection between mails. One thread at a time.
class MailTransfer {
 public:
  MailTransfer();
  ~MailTransfer();
  MailTransfer(const MailTransfer&) = delete;
  MailTransfer& operator=(const MailTransfer&) = delete;

  // Blocks until the server took the mail, refused it or the time is up.
  [[nodiscard]] MailOutcome run(const Mail& mail, const MailRoute& route);

 private:
  struct Handle;
  std::unique_ptr<Handle> handle_;
};

}  // namespace notifications
