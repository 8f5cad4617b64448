#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/message.hpp"

namespace notifications {

// One of the dates that a party registered for together.
struct PartyDate {
  domain::Event event;
  domain::Registration registration;
};

// One of the dates that an interpreter was asked for.
struct InterpretedDate {
  domain::Event event;
  domain::InterpreterBooking booking;
};

// What a message is about, as it is when it shall be sent.
struct Subject {
  std::optional<domain::Event> event;
  std::optional<domain::Registration> registration;
  std::optional<int> waiting_position;
  std::optional<domain::InterpreterBooking> booking;
  std::optional<domain::Interpreter> interpreter;
  std::optional<domain::Invitation> invitation;
  std::optional<domain::AccountLink> account_link;
  std::optional<domain::Approval> approval;  // of submission_…
  std::optional<domain::Account> submitter;  // of those; none where they are gone
  std::optional<domain::Room> room;
  std::string organisation;            // whose member the link makes
  std::vector<PartyDate> dates;        // of messages about several, by start time
  std::vector<InterpretedDate> taken;  // of interpreter_dates_…, in the state that is told; by start time
};

// Why a message shall not go out after all, as a word: "expired", "gone" (what it is about does not exist),
// "recipient_changed" (the link in it is somebody else's now), "event_cancelled", "event_over", "unwanted", "revoked",
// "superseded" (the registration or booking has moved on, and another message says so; or a later reminder is due
// already). Empty: it goes out.
[[nodiscard]] std::string_view unwanted_because(const domain::Message& message, const Subject& subject,
                                                domain::Instant now);

}  // namespace notifications
