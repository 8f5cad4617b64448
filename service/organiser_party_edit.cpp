#include <algorithm>

#include "domain/error.hpp"
#include "domain/see_registration.hpp"
#include "domain/staff_registrations.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_party.hpp"
#include "ui/phone_words.hpp"

// Changing a party for somebody who phones.
namespace service {
namespace {

using domain::Registration;

std::size_t maximum_of(const Registration& registration) {
  return registration.made_by_staff ? domain::maximum_party_by_staff : domain::maximum_party;
}

Reply edit_reply(const Request& request, const App& app, const ui::PartyEditPage& page, int status = 200) {
  const std::string address = "/organiser/registrations/" + std::to_string(page.id.value) + "/edit";
  const ui::Console console = console_for(request, app, "events", address);
  return console_reply(request, app, ui::party_edit_page(app.pages, console, page), status);
}

Fields fields_of(const Registration& registration) {
  const domain::Contact& contact = registration.contact;
  Fields fields{{"contact.name", contact.name},
                {"contact.phone", ui::phone_words(contact.phone)},
                {"contact.email", contact.email ? contact.email->str() : ""},
                {"contact.language", contact.language.str()}};
  for (std::size_t i = 0; i < registration.persons.size(); ++i) {
    const domain::Person& person = registration.persons[i];
    const std::string base = "persons[" + std::to_string(i) + "].";
    fields.emplace_back(base + "id", std::to_string(person.id.value));
    fields.emplace_back(base + "name", person.name);
    fields.emplace_back(base + "interpreter_language",
                        person.interpreter_language ? person.interpreter_language->str() : "");
    fields.emplace_back(base + "child_age", person.child_age ? std::to_string(*person.child_age) : "");
    fields.emplace_back(base + "accessibility", person.accessibility);
  }
  for (const auto& [key, answer] : registration.answers) fields.emplace_back("answers." + key, answer);
  fields.emplace_back("all_dates", "yes");
  if (registration.reminders_wanted) fields.emplace_back("reminders_wanted", "yes");
  return fields;
}

ui::PartyEditPage page_of(const App& app, const domain::RegistrationView& view, PartyInput input,
                          const Fields& fields) {
  ui::PartyEditPage page{staff_party(app, view.event, std::move(input), fields), view.registration.id};
  page.party.maximum = maximum_of(view.registration);
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    page.several_dates = snapshot.registrations().of_party(view.registration.party_key).size() > 1;
  });
  return page;
}

bool is_same(const domain::Contact& one, const domain::Contact& other) {
  return one.name == other.name && one.phone == other.phone && one.email == other.email &&
         one.language == other.language;
}

bool is_same(const domain::Person& one, const domain::Person& other) {
  return one.id == other.id && one.name == other.name && one.interpreter_language == other.interpreter_language &&
         one.child_age == other.child_age && one.accessibility == other.accessibility;
}

// Only what is different, so that nobody is told of a change that is none.
domain::RegistrationChange change_of(const Registration& stored, Party party, bool reminders_wanted) {
  domain::RegistrationChange change;
  if (!is_same(stored.contact, party.contact)) change.contact = std::move(party.contact);
  const bool same_persons = std::ranges::equal(stored.persons, party.persons,
                                               [](const auto& one, const auto& other) { return is_same(one, other); });
  if (!same_persons) change.persons = std::move(party.persons);
  if (stored.answers != party.answers) change.answers = std::move(party.answers);
  if (stored.reminders_wanted != reminders_wanted) change.reminders_wanted = reminders_wanted;
  return change;
}

// The inputs of what the event asks nothing about are not in the form: those values stay.
void keep_unasked(std::vector<domain::Person>& persons, const Registration& stored, const domain::Event& event) {
  for (domain::Person& person : persons) {
    const auto known = std::ranges::find(stored.persons, person.id, &domain::Person::id);
    if (known == stored.persons.end()) continue;
    if (!event.asks.name) person.name = known->name;
    if (!event.asks.interpreter_language) person.interpreter_language = known->interpreter_language;
    if (!event.asks.accessibility) person.accessibility = known->accessibility;
    if (!event.childcare_capacity) person.child_age = known->child_age;
  }
}

Reply save(const Request& request, const App& app, const domain::RegistrationView& view, const PartyInput& input,
           const Fields& fields) {
  Party party = parse_party(input, maximum_of(view.registration), {}, view.event.questions);
  const domain::Event& event = view.event;
  const bool asks = event.asks.name || event.asks.interpreter_language || event.asks.accessibility ||
                    event.childcare_capacity.has_value();
  if (asks) {
    keep_unasked(party.persons, view.registration, event);
  } else {
    party.persons = view.registration.persons;
  }
  const bool reminders = !form_value(fields, "reminders_wanted").empty();
  auto change = change_of(view.registration, std::move(party), reminders);
  change.all_dates = form_has(fields, "all_dates");
  domain::change_registration(app.ports, view.registration.id, change, signed_in(request));
  return done(address_of(event.id), "party_saved", "registration-" + std::to_string(view.registration.id.value));
}

}  // namespace

Reply show_party_edit(const Request& request, App& app) {
  const auto view = domain::see_registration(app.ports, {id_in_path(request)}, signed_in(request));
  const Fields fields = fields_of(view.registration);
  return edit_reply(request, app, page_of(app, view, read_party(fields, maximum_of(view.registration)), fields));
}

Reply take_party_edit(const Request& request, App& app) {
  const auto view = domain::see_registration(app.ports, {id_in_path(request)}, signed_in(request));
  const std::size_t maximum = maximum_of(view.registration);
  const Fields fields = request.form();
  PartyInput input = read_party(fields, maximum);
  if (edit_party(input, form_value(fields, "action"), maximum)) {
    return edit_reply(request, app, page_of(app, view, std::move(input), fields));
  }
  try {
    return save(request, app, view, input, fields);
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    ui::PartyEditPage page = page_of(app, view, std::move(input), fields);
    page.party.state.problems = error.problems();
    return edit_reply(request, app, page, status_of(error));
  }
}

}  // namespace service
