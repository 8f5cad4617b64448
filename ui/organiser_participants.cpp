#include <algorithm>

#include "ui/organiser_event.hpp"

namespace ui {
namespace {

using domain::Permission;
using domain::PresenceStatus;
using domain::RegistrationStatus;

struct Seeing {
  bool contacts = false;
  bool presence = false;
  bool staff = false;  // may register and cancel for others
};

void add_person(Values& party, const Reader& reader, const domain::Registration& registration,
                const domain::Person& person, std::size_t index, const Seeing& seeing) {
  Values values = party.add("PERSON");
  values.set("PERSON_ID", person.id.value);
  values.set("PERSON_NAME",
             !person.name.empty() ? person.name
             : index == 0         ? registration.contact.name
                          : reader.text("organiser.person.number", {{"number", static_cast<std::int64_t>(index + 1)}}));
  if (person.interpreter_language) {
    values.set_if("INTERPRETER_LANGUAGE",
                  reader.text("organiser.person.interpreter",
                              {{"language", reader.language_name(*person.interpreter_language)}}));
  }
  if (person.child_age) {
    values.set_if("CHILD", reader.text("organiser.person.child", {{"age", std::int64_t{*person.child_age}}}));
  }
  values.set_if("ACCESSIBILITY", person.accessibility);
  if (!seeing.presence || registration.status != RegistrationStatus::confirmed) return;
  Values door = values.add("PRESENCE");
  door.set("REGISTRATION_ID", registration.id.value);
  door.set("PERSON_ID", person.id.value);
  door.set("PRESENT", person.presence == PresenceStatus::present ? "true" : "false");
  door.set("NOT_PRESENT", person.presence == PresenceStatus::not_present ? "true" : "false");
}

void add_party(Values& list, const Reader& reader, const domain::Registration& registration, const Seeing& seeing) {
  Values party = list.add("PARTY");
  party.set("REGISTRATION_ID", registration.id.value);
  party.set("CONTACT_NAME", registration.contact.name);
  party.set("CONTACT_LANGUAGE", reader.language_name(registration.contact.language));
  party.set("PERSONS", reader.text("organiser.party.persons",
                                   {{"count", static_cast<std::int64_t>(registration.persons.size())}}));
  party.show_if(registration.made_by_staff, "BY_STAFF");
  if (seeing.contacts) {
    party.set_if("PHONE", registration.contact.phone ? registration.contact.phone->e164() : "");
    party.set_if("EMAIL", registration.contact.email ? registration.contact.email->str() : "");
  }
  for (std::size_t i = 0; i < registration.persons.size(); ++i) {
    add_person(party, reader, registration, registration.persons[i], i, seeing);
  }
  if (seeing.staff && registration.status != RegistrationStatus::cancelled) {
    Values cancel = party.add("CANCEL");
    cancel.set("REGISTRATION_ID", registration.id.value);
    cancel.set("CONTACT_NAME", registration.contact.name);
  }
}

void add_list(Values& section, const Reader& reader, const EventOverview& overview, RegistrationStatus status,
              const Seeing& seeing) {
  const auto any = std::ranges::find(overview.registrations, status, &domain::Registration::status);
  const bool nobody = any == overview.registrations.end();
  if (nobody && status != RegistrationStatus::confirmed) return;
  Values list = section.add("LIST");
  const std::string word(domain::to_word(status));
  list.set("LIST_ID", word);
  list.set("LIST_TITLE", reader.text("organiser.registrations." + word));
  list.show_if(nobody, "NOBODY");
  if (nobody) return;
  Values parties = list.add("PARTIES");
  for (const domain::Registration& registration : overview.registrations) {
    if (registration.status == status) add_party(parties, reader, registration, seeing);
  }
}

void add_phoned(Values& section, const Reader& reader, const CodeLists& lists, const EventOverview& overview) {
  Values form = section.add("PHONED");
  form.set("ID", overview.event.id.value);
  const FormState& state = overview.registration;
  form.set("ONCE", state.value("once"));
  form.show_if(!state.problems.empty(), "OPEN");
  const auto label = [&](const std::string& name) { return reader.text("organiser.field.registration." + name); };
  const std::initializer_list<std::string_view> inputs{"name",    "phone",    "email",
                                                       "persons", "language", "interpreter_language"};
  add_error_summary(form, reader, state, [&](std::string_view field) {
    for (const std::string_view input : inputs) {
      if (field == input) return label(std::string(field));
    }
    return std::string();
  });
  Field language{.name = "language", .control = Control::select, .label = label("language"), .required = true};
  language.choices = language_choices(reader, lists);
  Field interpreter{.name = "interpreter_language", .control = Control::select, .label = label("interpreter_language")};
  interpreter.choices = language_choices(reader, lists);
  interpreter.choices.insert(interpreter.choices.begin(),
                             Choice{"", reader.text("organiser.person.no_interpreter"), {}});
  for (const Field& field : {Field{.name = "name", .label = label("name"), .required = true, .autocomplete = "off"},
                             Field{.name = "phone",
                             .control = Control::telephone,
                             .label = label("phone"),
                             .autocomplete = "off",
                             .direction = "ltr"},
                             Field{.name = "email",
                             .control = Control::email,
                             .label = label("email"),
                             .autocomplete = "off",
                             .direction = "ltr"},
                             Field{.name = "persons",
                             .control = Control::number,
                             .label = label("persons"),
                             .required = true,
                             .direction = "ltr",
                             .min = "1",
                             .max = "60",
                             .narrow = true},
                             language, interpreter}) {
    add_field(form, reader, state, field);
  }
}

}  // namespace

void add_participants(Page& page, const Console& console, const EventOverview& overview) {
  const domain::Event& event = overview.event;
  const Seeing seeing{domain::may(console.principal, Permission::see_contacts, &event),
                      domain::may(console.principal, Permission::mark_presence, &event),
                      domain::may(console.principal, Permission::register_by_staff, &event)};
  const Reader& reader = page.reader();
  Values section = page.body().include("PARTICIPANTS", "organiser/participants.html");
  add_list(section, reader, overview, RegistrationStatus::confirmed, seeing);
  add_list(section, reader, overview, RegistrationStatus::waitlisted, seeing);
  if (seeing.staff) add_list(section, reader, overview, RegistrationStatus::cancelled, seeing);
  if (seeing.staff && event.status != domain::EventStatus::cancelled) {
    add_phoned(section, reader, page.lists(), overview);
  }
}

}  // namespace ui
