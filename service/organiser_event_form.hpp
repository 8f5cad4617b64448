#pragma once
#include <set>
#include <string>
#include <vector>

#include "domain/access.hpp"
#include "domain/event.hpp"
#include "service/http.hpp"
#include "service/organiser_questions.hpp"
#include "ui/code_lists.hpp"

namespace service {

// What somebody typed into the form of an event, as they typed it: shown again until it can be stored. Member names
// follow the inputs' names, which follow the fields that errors name.
struct EventTexts {
  std::string language{};
  std::string name{};
  std::string short_description{};
  std::string neutral_name{};
  bool machine_made = false;  // and nobody has read them
  bool checked = false;       // somebody says that they are right as they are
};

struct DateAndClock {
  std::string date;   // 2026-11-05, as browsers send it; 5.11.2026 is read too
  std::string clock;  // 15:00; 15.00 is read too
  [[nodiscard]] bool empty() const { return date.empty() && clock.empty(); }
};

struct ReminderInput {
  std::string channel;  // sms, email; empty: no reminder
  std::string amount;
  std::string unit;  // minutes, hours, days
};

// How a place that becomes free finds its next party.
struct WaitingListInput {
  std::string mode;    // automatic, offer
  std::string amount;  // of offers: how long one holds
  std::string unit;    // minutes, hours, days
};

struct RepeatInput {
  std::string pattern;  // "": once; weekly, fortnightly, monthly (as the start: "the first Wednesday"), monthly_last
  std::set<std::string> weekdays;  // MO … SU, of weekly and fortnightly; none: that of the start
  std::string until;               // the last date, or
  std::string count;               // the number of times
  std::string exceptions;          // dates without an event, apart by spaces, commas, semicolons or lines
  bool without_public_holidays = false;
  std::string without_school_holidays{};  // of this municipality
};

struct EventForm {
  std::string kind;
  std::vector<EventTexts> texts;
  std::string original_language;  // of the texts
  std::set<std::string> keywords;
  DateAndClock start_time;
  DateAndClock end_time;  // without a date: the day of the start
  std::string time_zone;
  std::string room;  // an id; empty: the place is what is written below
  std::string place_name;
  std::string street_address;
  std::string municipality;
  std::string online_url;
  std::set<std::string> in_language;
  std::set<std::string> interpreted_languages;
  std::vector<std::string> organisers;  // ids, the owner first
  std::string new_organiser;            // of an admin: a name that does not exist yet
  std::string maximum_attendee_capacity;
  std::string waiting_list_capacity;
  std::string childcare_capacity;
  WaitingListInput waiting_list;
  bool invited_only = false;
  bool phone_code_required = false;
  std::string maximum_parties_per_contact;
  std::set<std::string> asks;  // name, interpreter_language, accessibility
  std::vector<QuestionInput> questions;
  DateAndClock enrolment_start_time;
  DateAndClock enrolment_end_time;
  std::string external_registration_url;
  std::vector<ReminderInput> reminders;
  std::string publication_status;
  RepeatInput repeat;
  std::string like{};  // what a new one was filled in with: an event's id, or "template-" and a template's
  std::string scope;   // of a date of a series: this, following, all
  // What the stored event looked like when the form was opened; empty for a new one.
  std::string based_on;
  std::string length_seen{};  // in seconds: of an event of more than a day, once that was asked about
};

// A new event: the languages that the console speaks and the usual reminders; the times are the organiser's to say.
[[nodiscard]] EventForm empty_event_form(const domain::Principal& principal);
[[nodiscard]] EventForm event_form_of(const domain::EventDetails& details, const domain::TimeZones& zones);
[[nodiscard]] RepeatInput read_repeat(const Fields& fields);
// What was typed; nothing is refused here.
[[nodiscard]] EventForm read_event_form(const Fields& fields);
// Another language's texts, empty; nothing where the form has them.
void add_text_language(EventForm& form, const std::string& language);
// Does what a button says that changes the form and stores nothing: another language, one about questions, a room
// instead of a place in words, or a look at what else happens at that time. False for the others.
bool edit_event_form(EventForm& form, const Fields& fields);
// Questions in which nothing was typed are none.
void drop_empty_questions(EventForm& form);

// What the form's choices are choices of.
struct EventFormChoices {
  const domain::TimeZones& zones;
  const ui::CodeLists& lists;
  std::vector<domain::Organisation> organisations;
};
// Everything the form decides goes into `details`, what it does not know stays, and lists keep their order. Throws
// Error{invalid} with all that is wrong, each problem under the name of its input or of the domain's field.
void apply_event_form(const EventForm& form, const EventFormChoices& choices, domain::EventDetails& details);
// The local start; nothing where it cannot be read.
[[nodiscard]] std::optional<domain::LocalTime> local_start_of(const EventForm& form);

// All the form's inputs, in order, as a browser would send them.
[[nodiscard]] Fields event_form_fields(const EventForm& form);
// Changes with any input but the publication's: what `based_on` is made from.
[[nodiscard]] std::string event_form_text(const EventForm& form);

}  // namespace service
