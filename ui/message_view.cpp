#include "ui/message_view.hpp"

#include <algorithm>

namespace ui {
namespace {

using domain::MessageKind;
using domain::RegistrationStatus;

bool is_to_be(const domain::RegisteredDate& date) {
  return date.registration->status != RegistrationStatus::cancelled &&
         date.event->status != domain::EventStatus::cancelled;
}

const domain::LocalisedText& public_name(const domain::Event& event) {
  return event.neutral_name.empty() ? event.name : event.neutral_name;
}

}  // namespace

const domain::InterpreterBooking& booking_told(const domain::MessageFacts& facts) {
  return facts.booked.empty() ? *facts.booking : *facts.booked.front().booking;
}

bool is_for_interpreter(const domain::MessageFacts& facts) {
  return facts.booking != nullptr;
}

bool was_called_off(MessageKind kind) {
  return kind == MessageKind::registration_cancelled || kind == MessageKind::dates_cancelled ||
         kind == MessageKind::event_cancelled || kind == MessageKind::dates_called_off ||
         kind == MessageKind::place_offer_ended || kind == MessageKind::interpreter_cancelled ||
         kind == MessageKind::interpreter_dates_cancelled;
}

const domain::Event& event_told(const domain::MessageFacts& facts) {
  if (!facts.booked.empty()) return *facts.booked.front().event;
  // Of dates that were changed the first of those, where it is still to be.
  const bool changed =
      facts.kind == MessageKind::dates_changed && std::ranges::any_of(facts.dates, [&](const auto& date) {
        return date.event->id == facts.event->id && is_to_be(date);
      });
  const auto first = std::ranges::find_if(facts.dates, [&](const domain::RegisteredDate& date) {
    return is_to_be(date) && (!changed || date.event->id == facts.event->id);
  });
  return first == facts.dates.end() ? *facts.event : *first->event;
}

std::string title_of(const domain::MessageFacts& facts) {
  return std::string(domain::best_text(public_name(event_told(facts)), facts.language).text);
}

std::string reason_of(const domain::MessageFacts& facts) {
  if (facts.kind != MessageKind::event_cancelled && facts.kind != MessageKind::dates_called_off) return {};
  const auto& given = facts.event->cancellation_reason;
  for (const domain::RegisteredDate& date : facts.dates) {
    if (given.empty() && !date.event->cancellation_reason.empty())
      return std::string(domain::best_text(date.event->cancellation_reason, facts.language).text);
  }
  return std::string(domain::best_text(given, facts.language).text);
}

domain::Instant start_of(const domain::MessageFacts& facts) {
  return is_for_interpreter(facts) ? booking_told(facts).start_time : event_told(facts).start_time;
}

domain::Instant end_of(const domain::MessageFacts& facts) {
  return is_for_interpreter(facts) ? booking_told(facts).end_time : event_told(facts).end_time;
}

bool is_remote(const domain::MessageFacts& facts) {
  return is_for_interpreter(facts) && booking_told(facts).mode != domain::InterpretingMode::on_site;
}

domain::Instant held_until(const domain::MessageFacts& facts) {
  const domain::Instant start = facts.event->start_time;
  return facts.registration != nullptr ? facts.registration->expires_time.value_or(start) : start;
}

std::string language_of(const domain::MessageFacts& facts, const Reader& reader) {
  if (!is_for_interpreter(facts)) return {};
  const auto& booking = booking_told(facts);
  return reader.language_name(booking.language) + (booking.dialect.empty() ? "" : " (" + booking.dialect + ")");
}

std::string mode_key(const domain::InterpreterBooking& booking) {
  return "offer.mode." + std::string(domain::to_word(booking.mode));
}

std::string_view state_of(const domain::RegisteredDate& date) {
  return domain::to_word(is_to_be(date) ? date.registration->status : RegistrationStatus::cancelled);
}

std::int64_t count_dates(const domain::MessageFacts& facts, RegistrationStatus status) {
  return std::ranges::count_if(facts.dates, [&](const domain::RegisteredDate& date) {
    return is_to_be(date) && date.registration->status == status;
  });
}

}  // namespace ui
