#pragma once
#include <chrono>
#include <vector>

namespace domain {

enum class Channel { sms, email };

// "By SMS, 2 hours before the start."
struct ReminderRule {
  Channel channel = Channel::sms;
  std::chrono::minutes before{0};  // 1 minute to 60 days
  friend auto operator<=>(const ReminderRule&, const ReminderRule&) = default;
};

// 2 days before by email, 1 day and 2 hours before by SMS.
[[nodiscard]] std::vector<ReminderRule> default_reminders();

}  // namespace domain
