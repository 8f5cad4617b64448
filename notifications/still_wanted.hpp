#pragma once
#include <optional>
#include <string_view>

#include "domain/message.hpp"

namespace notifications {

// What a message is about, as it is when it shall be sent.
struct Subject {
  std::optional<domain::Event> event;
  std::optional<domain::Registration> registration;
  std::optional<int> waiting_position;
  std::optional<domain::InterpreterBooking> booking;
  std::optional<domain::Interpreter> interpreter;
};

// Why a message shall not go out after all, as a word: "expired", "gone" (what it is about does not exist),
// "recipient_changed" (the link in it is somebody else's now), "event_cancelled", "event_over", "unwanted",
// "superseded" (the registration or booking has moved on, and another message says so; or a later reminder is due
// already). Empty: it goes out.
[[nodiscard]] std::string_view unwanted_because(const domain::Message& message, const Subject& subject,
                                                domain::Instant now);

}  // namespace notifications
