#pragma once
#include <filesystem>
#include <string>

#include "domain/message.hpp"
#include "domain/secrets.hpp"
#include "domain/time.hpp"
#include "notifications/mail.hpp"

// Messages as files: for trying the program out, and for gateways that pick files up. A file appears whole or not at
// all, is readable by its owner only, and is written over when its message is sent again.
namespace notifications {

// <directory>/<id>.sms.txt: "To:", "Language:", "Date:", "Segments:", an empty line, the text.
class SmsSpool final : public domain::Sender {
 public:
  // Makes the directory. `clock` outlives the spool.
  SmsSpool(std::filesystem::path directory, const domain::Clock& clock);
  [[nodiscard]] domain::SendResult send(const domain::OutgoingMessage& message) override;

 private:
  std::filesystem::path directory_;
  const domain::Clock& clock_;
};

// <directory>/<id>.eml: the mail as SmtpSender would send it.
class EmailSpool final : public domain::Sender {
 public:
  // Makes the directory. `from` as SmtpSettings::from. The references outlive the spool.
  EmailSpool(std::filesystem::path directory, std::string_view from, const domain::Clock& clock,
             const domain::Secrets& secrets);
  [[nodiscard]] domain::SendResult send(const domain::OutgoingMessage& message) override;

 private:
  std::filesystem::path directory_;
  Mailbox from_;
  const domain::Clock& clock_;
  const domain::Secrets& secrets_;
};

}  // namespace notifications
