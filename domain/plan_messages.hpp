#pragma once
#include <vector>

#include "domain/message.hpp"
#include "domain/ports.hpp"

// Which rows a change writes to the outbox. Pure: the caller inserts them in its own transaction.
namespace domain {

// The moment at which a message meant for `wanted` goes out: `wanted` itself outside quiet hours (of `zone`), else the
// end of the quiet hours, or, when that is not before `latest`, their beginning (less half an hour).
[[nodiscard]] Instant outside_quiet_hours(Instant wanted, Instant latest, std::string_view zone, const TimeZones& zones,
                                          const QuietHours& quiet);

// Whether somebody holds the phone and waits for it, whatever the hour.
[[nodiscard]] bool is_awaited(MessageKind kind);

// By SMS where there is a phone, by email where there is an address. Outside quiet hours, save for three: an email
// that answers what the reader did this moment (it wakes nobody and carries their link), the SMS that somebody holds
// the phone for (a code, their links again), and the cancellation of an event that begins before noon of the day on
// which the quiet hours end.
// When a notice planned now goes out as SMS.
[[nodiscard]] Instant notice_time(MessageKind kind, const Event& event, const Ports& ports);
[[nodiscard]] std::vector<Message> plan_notice(MessageKind kind, const Event& event, const Registration& registration,
                                               const Ports& ports);
// By the event's rules, those in the past left out; none where reminders are not wanted.
[[nodiscard]] std::vector<Message> plan_reminders(const Event& event, const Registration& registration,
                                                  const Ports& ports);
[[nodiscard]] std::vector<Message> plan_notice(const Event& event, const Invitation& invitation, const Ports& ports);
[[nodiscard]] std::vector<Message> plan_notice(MessageKind kind, const Event& event, const InterpreterBooking& booking,
                                               const Interpreter& interpreter, const Ports& ports);

}  // namespace domain
