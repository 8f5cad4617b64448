#pragma once
#include <tuple>
#include <vector>

#include "domain/booking_changes.hpp"
#include "domain/edit_event.hpp"
#include "domain/message.hpp"
#include "domain/store.hpp"

// What follows from a change of an event for its registrations, messages and interpreters. Callers hold the event's
// lock.
namespace domain {

// Moves the end, and when registration opens and closes, along with the start: as a clock shows them, each keeps its
// distance. What is on a day of its own keeps its hour.
void move_start(EventDetails& details, LocalTime start, const TimeZones& zones);
// Which of these are set and the same on all of several dates.
[[nodiscard]] OneEnrolment one_enrolment(const std::vector<Event>& dates);
// These moments as `from` has them.
void keep_enrolment(EventDetails& details, const EventDetails& from, OneEnrolment which);
// The details of each date of a series: Error{invalid, "recurrence"} when there is none, or too many.
[[nodiscard]] std::vector<EventDetails> unfold(const SeriesDraft& draft, const TimeZones& zones);

// Dates of one party that are reached in the same way are told by one message.
using PartyTold = std::tuple<std::string, std::string, std::string, LanguageTag>;
[[nodiscard]] PartyTold told_as(const Registration& registration);
// Confirmed or waiting, and proven.
[[nodiscard]] bool is_told(const Registration& registration);

// False where all that would tell of its cancellation still waits to be sent.
[[nodiscard]] bool has_heard_of_end(const Outbox& outbox, RegistrationId registration);

// Notices for everybody confirmed or waiting, unless the event is over, gathered over several dates: a party that is
// registered for more than one of them is told once.
class Notices {
 public:
  // event_cancelled, event_rescheduled, event_relocated or event_restored; of the last, whoever has not heard that it
  // was cancelled hears nothing at all.
  void add(Transaction& tx, const Ports& ports, const Event& event, MessageKind kind);
  void send(Transaction& tx, const Ports& ports);
  // What interpreters are told besides, sent with the rest.
  [[nodiscard]] BookingNotices& of_bookings() { return of_bookings_; }

 private:
  struct One {
    Event event;
    Registration registration;
    MessageKind kind;
  };
  std::vector<One> all_;
  BookingNotices of_bookings_;
};
// Drops the pending reminders and plans them anew.
void renew_reminders(Transaction& tx, const Ports& ports, const Event& event);
// Bookings that were for the event's time move with it; whoever had been offered or had confirmed is asked again.
void move_bookings(Transaction& tx, const Event& before, const Event& after, Notices& notices);
// Sends the links of invitations that were made while nobody could see the event; each once.
void send_invitations(Transaction& tx, const Ports& ports, const Event& event);
// Cancels every open booking and tells the interpreters.
void cancel_bookings(Transaction& tx, const Ports& ports, const Event& event, Notices& notices);

}  // namespace domain
