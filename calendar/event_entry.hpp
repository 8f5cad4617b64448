#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "calendar/entry.hpp"
#include "domain/event.hpp"
#include "domain/interpreter.hpp"
#include "domain/registration.hpp"

namespace calendar {

// The words that data lack, in one reader's language. Any thread.
class Words {
 public:
  virtual ~Words() = default;
  [[nodiscard]] virtual domain::LanguageTag language() const = 0;
  // Keys, each with one argument {value}: calendar.cancelled_summary, calendar.cancelled_reason,
  // calendar.waiting_summary, calendar.offered_summary, calendar.interpreting_summary, calendar.organisers,
  // calendar.languages, calendar.interpreted, calendar.details, calendar.join, calendar.contact_person,
  // calendar.topic, calendar.materials, calendar.mode, calendar.moved_from. Without: calendar.online,
  // organiser.mode.<mode>.
  [[nodiscard]] virtual std::string text(std::string_view key, std::string_view value = {}) const = 0;
  [[nodiscard]] virtual std::string theme_name(std::string_view code) const = 0;
  [[nodiscard]] virtual std::string language_names(const std::vector<domain::LanguageTag>& tags) const = 0;
  // "Monday 7 December 2026 15:00".
  [[nodiscard]] virtual std::string moment(domain::Instant instant, std::string_view zone) const = 0;
  // Of the event's page, absolute.
  [[nodiscard]] virtual std::string event_url(domain::EventId id) const = 0;
};

// RFC 5545 STATUS:CANCELLED is hidden by some clients and struck through by others; a visible one says so in its name.
enum class Cancelled { by_status, visible };

// What anybody may know: never the online link.
[[nodiscard]] Entry public_entry(const domain::Event& event, const Words& words, Cancelled cancelled);

// For whoever holds the registration's link: with the online link while the place is theirs. Their calendar is seen by
// whoever looks over their shoulder, so an event with a neutral name goes by that and says nothing of what it is about.
// `now` becomes the DTSTAMP, since registrations and bookings do not know when they changed.
[[nodiscard]] Entry participant_entry(const domain::Event& event, const domain::Registration& registration,
                                      const Words& words, domain::Instant now);

// For the interpreter.
[[nodiscard]] Entry booking_entry(const domain::InterpreterBooking& booking, const domain::Event& event,
                                  const Words& words, domain::Instant now);
// Offered, confirmed, delivered and cancelled ones; not those declined or not shown up for.
[[nodiscard]] bool is_in_calendar(domain::BookingStatus status);

}  // namespace calendar
