#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/message.hpp"
#include "ui/reader.hpp"

// What SMS and email say of the same facts. Not for other folders.
namespace ui {

[[nodiscard]] bool is_for_interpreter(const domain::MessageFacts& facts);
// There is nothing to come to any more.
[[nodiscard]] bool was_called_off(domain::MessageKind kind);

// The event that the message is about: of several dates the first that is still to be, of dates_changed the first that
// was changed.
[[nodiscard]] const domain::Event& event_told(const domain::MessageFacts& facts);
// Of several bookings the first. Of messages for interpreters.
[[nodiscard]] const domain::InterpreterBooking& booking_told(const domain::MessageFacts& facts);
// A neutral name where there is one, in the reader's own language also where no catalogue speaks it.
[[nodiscard]] std::string title_of(const domain::MessageFacts& facts);
// Why it is cancelled, in the reader's language as far as it is told; empty of other messages.
[[nodiscard]] std::string reason_of(const domain::MessageFacts& facts);
[[nodiscard]] domain::Instant start_of(const domain::MessageFacts& facts);
[[nodiscard]] domain::Instant end_of(const domain::MessageFacts& facts);
// An interpreter who works by phone or video goes nowhere.
[[nodiscard]] bool is_remote(const domain::MessageFacts& facts);
// Until when a place is held.
[[nodiscard]] domain::Instant held_until(const domain::MessageFacts& facts);
// "arabia (Sudanese)"; empty for participants.
[[nodiscard]] std::string language_of(const domain::MessageFacts& facts, const Reader& reader);
// "offer.mode.phone".
[[nodiscard]] std::string mode_key(const domain::InterpreterBooking& booking);

// What became of one of several dates: "confirmed", "waitlisted", "offered", "cancelled".
[[nodiscard]] std::string_view state_of(const domain::RegisteredDate& date);
[[nodiscard]] std::int64_t count_dates(const domain::MessageFacts& facts, domain::RegistrationStatus status);

}  // namespace ui
