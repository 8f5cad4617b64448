#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/contact.hpp"
#include "domain/ids.hpp"
#include "domain/time.hpp"

namespace domain {

enum class InterpretingMode { on_site, phone, video };

struct SpokenLanguage {
  LanguageTag language;
  std::string dialect;  // "Sudanese"; may be empty
  friend bool operator==(const SpokenLanguage&, const SpokenLanguage&) = default;
};

struct Interpreter {
  InterpreterId id;
  std::string name;    // sealed at rest; empty of an anonymous one
  std::string agency;  // empty: works alone
  std::optional<PhoneNumber> phone;
  std::optional<EmailAddress> email;
  LanguageTag message_language;
  std::vector<SpokenLanguage> languages;  // at least one
  // As Registration's, with purpose "calendar": the interpreter's private calendar.
  std::string calendar_seed;
  std::string calendar_token_hash;
  bool active = true;
  Instant created_time;
  std::int64_t version = 1;

  // What is left of somebody who was erased or not needed for long: bookings count by it, and nobody is told by it.
  [[nodiscard]] bool is_anonymous() const noexcept { return name.empty(); }
};

// requested → offered → confirmed → delivered; declined from offered; cancelled_* from requested, offered, confirmed;
// offered again after declined; no_show from confirmed.
enum class BookingStatus {
  requested,
  offered,
  confirmed,
  delivered,
  declined,
  cancelled_free,
  cancelled_billed,
  no_show
};

struct InterpreterBooking {
  InterpreterBookingId id;
  EventId event;
  std::optional<InterpreterId> interpreter;  // set from `offered` on
  LanguageTag language;
  std::string dialect;
  std::string wished_gender;  // "", "female", "male"
  InterpretingMode mode = InterpretingMode::on_site;
  Instant start_time;
  Instant end_time;
  std::string topic;
  std::string contact_person;  // forgotten some time after the booking (retention.hpp)
  std::string materials;
  BookingStatus status = BookingStatus::requested;
  std::int64_t version = 1;
  // As Registration's, with purpose "offer"; a new seed with every offer, so that an old link answers nothing.
  std::string link_seed;
  std::string offer_token_hash;
  // Of several that one interpreter is asked for together: the hash of their one link, made of the seed that they
  // share. `offer_token_hash` is empty then.
  std::string request_token_hash;
  Instant created_time;
};

[[nodiscard]] std::string_view to_word(InterpretingMode mode);
[[nodiscard]] std::string_view to_word(BookingStatus status);
// Throw Error{invalid, "unknown_value", field}.
[[nodiscard]] BookingStatus parse_booking_status(std::string_view word, std::string_view field);
[[nodiscard]] InterpretingMode parse_interpreting_mode(std::string_view word, std::string_view field);

}  // namespace domain
