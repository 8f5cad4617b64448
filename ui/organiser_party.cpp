#include "ui/organiser_party.hpp"

#include <algorithm>
#include <charconv>

#include "ui/consent.hpp"
#include "ui/event_view.hpp"
#include "ui/question_form.hpp"

namespace ui {
namespace {

std::string label(const Reader& reader, std::string_view name) {
  return reader.text("organiser.field.registration." + std::string(name));
}

std::string person_title(const Reader& reader, std::size_t index) {
  return reader.text("organiser.person.number", {{"number", static_cast<std::int64_t>(index + 1)}});
}

std::string person_input(std::size_t index, std::string_view member) {
  return "persons[" + std::to_string(index) + "]." + std::string(member);
}

// Those that the event is interpreted into come first.
std::vector<Choice> interpreter_choices(const Page& page, const domain::Event& event) {
  auto choices = language_choices(page.reader(), page.lists(), event.interpreted_languages);
  std::ranges::stable_partition(choices, [&](const Choice& choice) {
    return std::ranges::any_of(event.interpreted_languages,
                               [&](const auto& language) { return language.str() == choice.value; });
  });
  choices.insert(choices.begin(), Choice{"", page.reader().text("organiser.person.no_interpreter"), {}});
  return choices;
}

void add_person(Values& into, const Page& page, const StaffParty& party, std::size_t index) {
  const Reader& reader = page.reader();
  Values person = into.add("PERSON");
  person.set("PERSON_ID", field_id("persons[" + std::to_string(index) + "]"));
  person.set("PERSON_TITLE", person_title(reader, index));
  if (const auto id = party.state.value(person_input(index, "id")); !id.empty()) {
    Values known = person.add("KNOWN");
    known.set("INPUT_NAME", person_input(index, "id"));
    known.set("VALUE", id);
  }
  const auto add = [&](Field field) {
    field.mark_optional = false;
    add_field(person, reader, party.state, field);
  };
  const domain::Event& event = party.event;
  if (event.asks.name) {
    Field name{.name = person_input(index, "name"), .label = label(reader, "person_name"), .autocomplete = "off"};
    if (index == 0) name.hint = reader.text("organiser.hint.first_person");
    add(std::move(name));
  }
  if (event.asks.interpreter_language) {
    add({.name = person_input(index, "interpreter_language"),
         .control = Control::select,
         .label = label(reader, "interpreter_language"),
         .choices = interpreter_choices(page, event)});
  }
  if (event.childcare_capacity) {
    add({.name = person_input(index, "child_age"),
         .control = Control::number,
         .label = label(reader, "child_age"),
         .direction = "ltr",
         .min = "0",
         .max = "17",
         .narrow = true});
  }
  if (event.asks.accessibility) {
    add({.name = person_input(index, "accessibility"), .label = label(reader, "accessibility"), .autocomplete = "off"});
  }
  if (party.persons < 2) return;
  Values remove = person.add("REMOVE");
  remove.set("INDEX", static_cast<std::int64_t>(index));
  remove.set("REMOVE_TITLE", person_title(reader, index));
}

bool asks_anything(const domain::Event& event) {
  return event.asks.name || event.asks.interpreter_language || event.asks.accessibility || event.childcare_capacity;
}

}  // namespace

void add_staff_contact(Values& into, const Page& page, const FormState& state) {
  const Reader& reader = page.reader();
  Values contact = into.include("CONTACT", "organiser/staff_contact.html");
  const auto add = [&](Field field) {
    field.autocomplete = "off";
    add_field(contact, reader, state, field);
  };
  add({.name = "contact.name", .label = label(reader, "name"), .required = true});
  add({.name = "contact.phone",
       .control = Control::telephone,
       .label = label(reader, "phone"),
       .direction = "ltr",
       .mark_optional = false});
  add({.name = "contact.email",
       .control = Control::email,
       .label = label(reader, "email"),
       .direction = "ltr",
       .mark_optional = false});
  Field language{
      .name = "contact.language", .control = Control::select, .label = label(reader, "language"), .required = true};
  language.choices = language_choices(reader, page.lists());
  add(std::move(language));
}

void add_staff_persons(Values& into, const Page& page, const StaffParty& party) {
  Values persons = into.include("PERSONS", "organiser/staff_persons.html");
  if (!asks_anything(party.event)) return;
  for (std::size_t i = 0; i < party.persons; ++i) add_person(persons, page, party, i);
  if (party.persons < party.maximum) {
    persons.add("MAY_ADD").set("NEXT_PERSON_ID", field_id("persons[" + std::to_string(party.persons) + "]"));
  }
}

void add_staff_questions(Values& into, const Page& page, const StaffParty& party) {
  if (party.event.questions.empty()) return;
  Values section = into.include("QUESTIONS", "organiser/staff_questions.html");
  add_questions(section, page.reader(), party.event.questions, party.state);
}

void add_spoken_consent(Values& into, const Page& page, const FormState& state, bool focused) {
  const Reader& reader = page.reader();
  Values consent = into.include("CONSENT", "organiser/spoken_consent.html");
  consent.set("CONSENT_TEXT", reader.text(consent_key));
  consent.show_if(state.has("consent"), "AGREED");
  consent.show_if(focused, "FOCUSED");
  const auto problem = std::ranges::find(state.problems, "consent", &domain::Problem::field);
  if (problem != state.problems.end()) consent.set_if("CONSENT_ERROR", reader.problem(*problem));
}

void add_event_line(Values& into, const Page& page, const domain::Event& event, domain::Instant now) {
  const Reader& reader = page.reader();
  into.set("ID", event.id.value);
  Values line = into.include("EVENT_LINE", "organiser/event_line.html");
  line.set("ID", event.id.value);
  set_text(line, reader, event.name, "NAME");
  line.set("WHEN", reader.date_and_time(event.start_time, event.time_zone, now));
  if (event.maximum_attendee_capacity) {
    line.set_if("PLACES_LEFT", reader.text("organiser.event.places_left",
                                           {{"count", std::int64_t{*event.remaining_attendee_capacity()}},
                                            {"waiting", std::int64_t{event.waitlisted_persons}}}));
  }
}

std::string staff_party_label(const Reader& reader, const domain::Event& event, std::string_view field) {
  constexpr std::string_view contact = "contact.";
  constexpr std::string_view person = "persons[";
  if (field == "consent" || field == "more" || field == "people") return label(reader, field);
  if (field.starts_with(contact)) return label(reader, field.substr(contact.size()));
  if (field.starts_with(person)) {
    std::size_t index = 0;
    std::from_chars(field.data() + person.size(), field.data() + field.size(), index);
    const std::string_view member = field.substr(std::min(field.find("].") + 2, field.size()));
    return person_title(reader, index) + ": " +
           label(reader, member == "name" ? std::string_view("person_name") : member);
  }
  return question_label(reader, event.questions, field);
}

}  // namespace ui
