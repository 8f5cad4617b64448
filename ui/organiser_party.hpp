#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/earlier_parties.hpp"
#include "domain/event.hpp"
#include "domain/registration.hpp"
#include "ui/organiser_console.hpp"

// Forms in which staff says who comes. Inputs are those of ui/party_form.hpp and ui/question_form.hpp, and:
// "more", persons of whom nothing else is known; "consent"; "once", which lets a button pressed twice register once.
namespace ui {

struct StaffParty {
  domain::Event event;
  FormState state;
  std::size_t persons = 1;  // with inputs of their own
  std::size_t maximum = 60;
  domain::Instant now;
};

// {{>CONTACT}}, {{>PERSONS}} and {{>QUESTIONS}} of `into`.
void add_staff_contact(Values& into, const Page& page, const FormState& state);
void add_staff_persons(Values& into, const Page& page, const StaffParty& party);
void add_staff_questions(Values& into, const Page& page, const StaffParty& party);
// {{>CONSENT}}: the wording to read aloud, and the box that says they agreed.
void add_spoken_consent(Values& into, const Page& page, const FormState& state, bool focused);
// {{>EVENT_LINE}}: which event, when, and how full. And its {{ID}}, for the forms around.
void add_event_line(Values& into, const Page& page, const domain::Event& event, domain::Instant now);
// Names an input for people; empty for unknown ones.
[[nodiscard]] std::string staff_party_label(const Reader& reader, const domain::Event& event, std::string_view field);

// Somebody phoned: a search for who has been here before, then the form.
struct PhonePage {
  StaffParty party;
  FormState search;  // q
  std::optional<std::vector<domain::EarlierParty>> found;
  bool filled = false;  // from what was found: only the consent is left
};
[[nodiscard]] std::string phone_page(const Pages& pages, const Console& console, const PhonePage& page);

// A line of a pasted list that could not be read.
struct LineProblem {
  std::size_t line = 0;  // from 1
  std::string code;
  std::string word;  // what was there; may be empty
};
// {{>LINES}}: the problems, each with its line.
void add_line_problems(Values& into, const Reader& reader, const std::vector<LineProblem>& problems);

// A counsellor brings people, pasted into the input "people".
struct GroupPage {
  StaffParty party;
  std::vector<LineProblem> line_problems;
};
[[nodiscard]] std::string group_page(const Pages& pages, const Console& console, const GroupPage& page);
// What was read, before anything is stored. Every input is carried on hidden.
struct GroupPreview {
  StaffParty party;
  std::vector<domain::Person> people;
};
[[nodiscard]] std::string group_preview_page(const Pages& pages, const Console& console, const GroupPreview& page);

// A party that is registered, to be changed: also the inputs "reminders_wanted" and, with several dates, "all_dates".
struct PartyEditPage {
  StaffParty party;
  domain::RegistrationId id;
  bool several_dates = false;
};
[[nodiscard]] std::string party_edit_page(const Pages& pages, const Console& console, const PartyEditPage& page);

}  // namespace ui
