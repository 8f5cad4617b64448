#include "ui/party_form.hpp"

#include <algorithm>
#include <charconv>

namespace ui {
namespace {

struct PersonField {
  std::size_t person;
  std::string_view member;
};

// "persons[2].child_age" → {2, "child_age"}.
std::optional<PersonField> person_field(std::string_view field) {
  constexpr std::string_view prefix = "persons[";
  if (!field.starts_with(prefix)) return std::nullopt;
  PersonField found{0, {}};
  const char* end = field.data() + field.size();
  const auto [rest, error] = std::from_chars(field.data() + prefix.size(), end, found.person);
  if (error != std::errc{} || end - rest < 2) return std::nullopt;
  found.member = field.substr(static_cast<std::size_t>(rest - field.data()) + 2);
  return found;
}

std::string person_title(const Reader& reader, std::size_t index) {
  if (index == 0) return reader.text("register.person_first");
  return reader.text("register.person", {{"number", static_cast<std::int64_t>(index + 1)}});
}

// Each in its own words first: who reads no Finnish finds "العربية".
std::vector<Choice> languages_by_endonym(const Reader& reader) {
  std::vector<Choice> choices;
  for (const auto& entry : reader.lists().languages())
    choices.push_back({entry.tag.str(), entry.endonym, entry.tag.str()});
  return choices;
}

// Messages come in the words there are: who chooses another language is told which.
std::vector<Choice> message_languages(const Reader& reader) {
  auto choices = languages_by_endonym(reader);
  for (Choice& choice : choices) {
    const auto spoken = reader.spoken_for(domain::LanguageTag(choice.value));
    if (spoken.str() == choice.value) continue;
    const LanguageEntry* words = reader.lists().language(spoken);
    if (words == nullptr) continue;
    choice.label += " (" + reader.text("register.messages_in", {{"language", words->endonym}}) + ")";
  }
  return choices;
}

// Those that the event is interpreted into come first.
std::vector<Choice> interpreter_choices(const Reader& reader, const domain::Event& event) {
  auto choices = languages_by_endonym(reader);
  std::ranges::stable_partition(choices, [&event](const Choice& choice) {
    return std::ranges::any_of(event.interpreted_languages,
                               [&](const auto& language) { return language.str() == choice.value; });
  });
  choices.insert(choices.begin(), {"", reader.text("register.no_interpreter"), {}});
  return choices;
}

void add_contact(Values& into, const Reader& reader, const FormState& state, bool code_is_sent) {
  Field name{"contact.name", Control::text, reader.text("register.name")};
  name.required = true;
  name.autocomplete = "name";
  add_field(into, reader, state, name, "CONTACT_FIELD");
  Field phone{"contact.phone", Control::telephone, reader.text("register.phone"),
              reader.text(code_is_sent ? "register.phone_code_hint" : "register.phone_hint")};
  phone.required = code_is_sent;
  phone.autocomplete = "tel";
  phone.direction = "ltr";
  phone.mark_optional = false;
  add_field(into, reader, state, phone, "CONTACT_FIELD");
  Field email{"contact.email", Control::email, reader.text("register.email")};
  email.autocomplete = "email";
  email.direction = "ltr";
  email.mark_optional = code_is_sent;
  add_field(into, reader, state, email, "CONTACT_FIELD");
  Field language{"contact.language", Control::select, reader.text("register.language")};
  language.required = true;
  language.choices = message_languages(reader);
  add_field(into, reader, state, language, "CONTACT_FIELD");
}

bool has_needs(const FormState& state, const std::string& prefix) {
  const auto filled = [&](const char* member) {
    const auto name = prefix + member;
    return !state.value(name).empty() ||
           std::ranges::find(state.problems, name, &domain::Problem::field) != state.problems.end();
  };
  return filled("interpreter_language") || filled("child_age") || filled("accessibility");
}

bool has_childcare(const domain::Event& event) {
  return event.childcare_capacity.value_or(0) > 0;
}

bool asks_needs(const domain::Event& event) {
  return event.asks.interpreter_language || event.asks.accessibility || has_childcare(event);
}

// "Interpreter, childcare, accessibility": of these what is asked.
std::string needs_title(const Reader& reader, const domain::Event& event) {
  std::vector<std::string> needs;
  if (event.asks.interpreter_language) needs.push_back(reader.text("register.need_interpreter"));
  if (has_childcare(event)) needs.push_back(reader.text("register.need_childcare"));
  if (event.asks.accessibility) needs.push_back(reader.text("register.need_accessibility"));
  return reader.joined(needs);
}

void add_needs(Values& person, const Reader& reader, const PartyForm& form, const std::string& prefix) {
  if (!asks_needs(form.event)) return;
  auto needs = person.add("NEEDS");
  needs.set("NEEDS_TITLE", needs_title(reader, form.event));
  needs.show_if(has_needs(form.state, prefix), "NEEDS_OPEN");
  if (form.event.asks.interpreter_language) {
    Field interpreter{prefix + "interpreter_language", Control::select, reader.text("register.interpreter")};
    interpreter.choices = interpreter_choices(reader, form.event);
    interpreter.mark_optional = false;
    add_field(needs, reader, form.state, interpreter);
  }
  if (has_childcare(form.event)) {
    Field age{prefix + "child_age", Control::text, reader.text("register.child_age"),
              reader.text("register.child_age_hint")};
    age.narrow = true;
    age.mark_optional = false;
    age.maxlength = "20";  // so that words are refused whole, not cut
    age.input_mode = "numeric";
    add_field(needs, reader, form.state, age);
  }
  if (form.event.asks.accessibility) {
    Field other{prefix + "accessibility", Control::textarea, reader.text("register.accessibility"),
                reader.text("register.accessibility_hint")};
    other.mark_optional = false;
    add_field(needs, reader, form.state, other);
  }
}

void add_person(Values& into, const Reader& reader, const PartyForm& form, std::size_t index) {
  const auto prefix = "persons[" + std::to_string(index) + "].";
  auto person = into.add("PERSON");
  person.set("PERSON_ID", field_id("persons[" + std::to_string(index) + "]"));
  person.set("PERSON_TITLE", person_title(reader, index));
  if (const auto id = form.state.value(prefix + "id"); !id.empty()) {
    auto known = person.add("KNOWN");
    known.set("NAME", prefix + "id");
    known.set("VALUE", id);
  }
  if (form.event.asks.name) {
    Field name{prefix + "name", Control::text, reader.text("register.person_name")};
    if (index == 0) name.hint = reader.text("register.person_name_hint");
    add_field(person, reader, form.state, name, "NAME_FIELD");
  }
  add_needs(person, reader, form, prefix);
  if (form.persons > 1) {
    auto remove = person.add("REMOVE");
    remove.set("INDEX", static_cast<std::int64_t>(index));
    remove.set("REMOVE_NUMBER", reader.text("register.remove_person_number",
                                            {{"number", reader.number(static_cast<std::int64_t>(index + 1))}}));
  }
}

void add_size(Values& party, const Reader& reader, const PartyForm& form) {
  Field size{"size", Control::select, reader.text("register.size")};
  size.required = true;
  size.narrow = true;
  for (std::size_t i = 1; i <= form.maximum; ++i) {
    size.choices.push_back({std::to_string(i), reader.number(static_cast<std::int64_t>(i)), {}});
  }
  FormState state = form.state;
  state.values.emplace_back("size", std::to_string(form.persons));
  add_field(party, reader, state, size, "SIZE_FIELD");
}

void add_childcare_places(Values& party, const Reader& reader, const domain::Event& event) {
  if (!has_childcare(event)) return;
  party.set_if("CHILDCARE_LEFT",
               reader.text("register.childcare_left",
                           {{"count", std::int64_t{event.remaining_childcare_capacity().value_or(0)}}}));
}

}  // namespace

bool asks_of_persons(const domain::Event& event) {
  return event.asks.name || asks_needs(event);
}

void add_party(Values& into, const Reader& reader, const PartyForm& form) {
  auto party = into.include("PARTY", "party.html");
  add_contact(party, reader, form.state, form.event.wants_code());
  party.show_if(!form.event.wants_code(), "EITHER");
  const auto problem = std::ranges::find(form.state.problems, "persons", &domain::Problem::field);
  if (problem != form.state.problems.end()) party.set_if("PARTY_ERROR", reader.problem(*problem));
  if (!asks_of_persons(form.event)) return add_size(party, reader, form);
  add_childcare_places(party, reader, form.event);
  for (std::size_t i = 0; i < form.persons; ++i) add_person(party, reader, form, i);
  if (form.persons < form.maximum) {
    party.add("MAY_ADD").set("NEXT_PERSON_ID", field_id("persons[" + std::to_string(form.persons) + "]"));
  }
}

std::string party_label(const Reader& reader, std::string_view field) {
  if (field == "contact.name") return reader.text("register.name");
  if (field == "contact.phone") return reader.text("register.phone");
  if (field == "contact.email") return reader.text("register.email");
  if (field == "contact.language") return reader.text("register.language");
  if (field == "persons") return reader.text("register.persons");
  const auto person = person_field(field);
  if (!person) return {};
  const auto title = person_title(reader, person->person) + ": ";
  if (person->member == "name") return title + reader.text("register.person_name");
  if (person->member == "interpreter_language") return title + reader.text("register.interpreter");
  if (person->member == "child_age") return title + reader.text("register.child_age");
  if (person->member == "accessibility") return title + reader.text("register.accessibility");
  return {};
}

}  // namespace ui
