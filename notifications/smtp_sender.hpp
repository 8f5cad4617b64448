#pragma once
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "domain/message.hpp"
#include "domain/secrets.hpp"
#include "domain/time.hpp"
#include "notifications/mail_transfer.hpp"

namespace notifications {

struct SmtpSettings {
  std::string url;  // smtp://host:port (STARTTLS where offered), smtps://host:port
  std::string username;
  std::string password;
  std::string from;         // "Kutsu <kutsu@example.org>"
  std::string authorities;  // file of certificates (PEM) to trust instead of the system's
  std::chrono::seconds connect_limit{10};
  std::chrono::seconds time_limit{30};
};

// Email by SMTP, one recipient a message. TLS with a valid certificate is required for smtps:// and wherever a
// password is sent to another machine; otherwise STARTTLS is used where offered.
// Only what the server says about the recipient or the content (5xx) is final: a sign-in that fails or a sender that is
// refused is the operator's to mend, and is tried again.
class SmtpSender final : public domain::Sender {
 public:
  // Throws domain::Error{invalid} for settings that cannot work. The references outlive the sender.
  SmtpSender(const SmtpSettings& settings, const domain::Clock& clock, const domain::Secrets& secrets);
  ~SmtpSender() override;
  [[nodiscard]] domain::SendResult send(const domain::OutgoingMessage& message) override;

 private:
  std::unique_ptr<MailTransfer> take_idle();
  void give_back(std::unique_ptr<MailTransfer> transfer);

  MailRoute route_;
  Mailbox from_;
  const domain::Clock& clock_;
  const domain::Secrets& secrets_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<MailTransfer>> idle_;  // with their connections
};

// What Mail::message_key is for a message of this installation.
[[nodiscard]] std::string message_key(domain::MessageId id, const domain::Secrets& secrets);

}  // namespace notifications
