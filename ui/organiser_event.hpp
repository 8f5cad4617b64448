#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/approval.hpp"
#include "domain/conflicts.hpp"
#include "domain/edit_series.hpp"
#include "domain/interpreter.hpp"
#include "domain/message.hpp"
#include "domain/registration.hpp"
#include "ui/organiser_console.hpp"
#include "ui/organiser_event_list.hpp"
#include "ui/organiser_subscriptions.hpp"

namespace ui {

// Somebody who speaks the language of a booking.
struct Candidate {
  domain::Interpreter interpreter;
  bool busy = false;  // at the booking's time
};

struct BookingView {
  domain::InterpreterBooking booking;
  std::optional<domain::Interpreter> interpreter;
  std::vector<Candidate> candidates;
};

struct Persons {
  int placed = 0;
  int waiting = 0;
};

// One event with everything around it that the reader may see.
struct EventOverview {
  domain::Event event;
  std::vector<LanguageNeed> needs;
  std::map<domain::LanguageTag, Persons> contact_languages;
  std::vector<domain::Registration> registrations;  // in the order they came; for those who may see them
  std::vector<BookingView> bookings;
  std::map<domain::MessageState, int> messages;
  std::vector<domain::Conflict> conflicts;            // of those who may edit it
  std::optional<CalendarLink> calendar;               // that it came from, of those who may edit it
  std::optional<domain::Approval> approval;           // as last handed in, of those who may edit it
  std::optional<domain::EventChangeId> cancellation;  // that may be undone, of those who may edit it
  std::optional<domain::PublicationStatus> original;  // of a draft: domain::meant_visibility
  std::string public_address;                         // empty where nobody outside may see it
  FormState booking;                                  // booking.language, booking.dialect, …
  FormState moving;                                   // reason[<registration>]: of a move that was not taken
  std::vector<domain::Problem> problems;              // of a button
  domain::Instant now;
  std::optional<domain::RegistrationId> just_registered;  // told with a button to undo it
};
[[nodiscard]] std::string event_overview_page(const Pages& pages, const Console& console,
                                              const EventOverview& overview);
// The sections of that page.
void add_situation(Page& page, const Console& console, const EventOverview& overview);
void add_participants(Page& page, const Console& console, const EventOverview& overview);
void add_answers(Page& page, const EventOverview& overview);
void add_bookings(Page& page, const EventOverview& overview);

// Asks for the reason, and says how many will be told.
struct CancelChoice {
  domain::SeriesScope scope = domain::SeriesScope::this_one;
  int dates = 1;
  domain::ToldPeople told;
};
struct CancelPage {
  domain::Event event;
  FormState state;                    // reason.<tag>, scope
  std::vector<CancelChoice> choices;  // this date alone first; of an event that is no date of a series only that
};
[[nodiscard]] std::string event_cancel_page(const Pages& pages, const Console& console, const CancelPage& cancel);

}  // namespace ui
