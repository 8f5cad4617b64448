#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "domain/message.hpp"
#include "domain/ports.hpp"
#include "notifications/still_wanted.hpp"

namespace notifications {

struct RetryRhythm {
  std::chrono::seconds first{30};
  std::chrono::seconds longest{3600};
};

// What to write down about a message that was tried.
struct Verdict {
  // postponed: not tried now, the quiet hours have begun.
  enum class Kind { sent, retry, postponed, failed, dropped };
  Kind kind = Kind::retry;
  domain::Instant due_again;  // retry, postponed
  std::string detail;         // the gateway's reference where sent; else the reason
};

// One message from its row to the gateway. Any thread.
class Delivery {
 public:
  // The references outlive the delivery.
  Delivery(const domain::Ports& ports, const domain::Wording& wording, domain::Sender& sms, domain::Sender& email,
           RetryRhythm rhythm);
  // Whatever goes wrong is a verdict; no exception leaves. No transaction is open while the gateway is asked.
  [[nodiscard]] Verdict attempt(const domain::Message& message) const noexcept;

 private:
  [[nodiscard]] Subject load(const domain::Message& message) const;
  [[nodiscard]] std::optional<Verdict> hold_back(const domain::Message& message, const Subject& subject) const;
  [[nodiscard]] domain::OutgoingMessage word(const domain::Message& message, const Subject& subject) const;
  [[nodiscard]] Verdict try_again(const domain::Message& message, std::string reason, std::string_view zone) const;

  const domain::Ports& ports_;
  const domain::Wording& wording_;
  domain::Sender& sms_;
  domain::Sender& email_;
  RetryRhythm rhythm_;
};

}  // namespace notifications
