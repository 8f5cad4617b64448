#include "ui/organiser_party.hpp"

#include "ui/phone_words.hpp"

// Registering somebody who phoned.
namespace ui {
namespace {

void add_hidden(Values& form, const std::string& name, const std::string& value) {
  Values hidden = form.add("HIDDEN");
  hidden.set("INPUT_NAME", name);
  hidden.set("VALUE", value);
}

// The whole party in one button: what it fills in goes along in the form, never in an address.
void add_party_found(Values& list, const Reader& reader, const domain::Event& event, const domain::EarlierParty& party,
                     bool first) {
  Values one = list.add("PARTY");
  one.set("ID", event.id.value);
  const domain::Contact& contact = party.contact;
  one.set("FOUND_NAME", contact.name.empty() ? reader.text("organiser.phoned.no_name") : contact.name);
  one.set_if("FOUND_PHONE", contact.phone ? phone_words(*contact.phone) : contact.email ? contact.email->str() : "");
  one.set("FOUND_LANGUAGE", reader.language_name(contact.language));
  if (party.persons.size() > 1) {
    one.set_if("FOUND_PERSONS",
               reader.text("organiser.party.persons", {{"count", static_cast<std::int64_t>(party.persons.size())}}));
  }
  if (party.here) {
    Values here = one.add("HERE");
    here.set("HERE_EVENT", event.id.value);
    here.set("HERE_ID", party.here->value);
  }
  one.show_if(first, "FIRST");
  add_hidden(one, "contact.name", contact.name);
  add_hidden(one, "contact.phone", phone_words(contact.phone));
  add_hidden(one, "contact.email", contact.email ? contact.email->str() : "");
  add_hidden(one, "contact.language", contact.language.str());
  for (std::size_t i = 0; i < party.persons.size(); ++i) {
    const domain::Person& person = party.persons[i];
    const std::string base = "persons[" + std::to_string(i) + "].";
    add_hidden(one, base + "name", person.name);
    if (person.interpreter_language) {
      add_hidden(one, base + "interpreter_language", person.interpreter_language->str());
    }
    if (person.child_age) add_hidden(one, base + "child_age", std::to_string(*person.child_age));
    if (!person.accessibility.empty()) add_hidden(one, base + "accessibility", person.accessibility);
  }
}

void add_search(Values& body, const Reader& reader, const PhonePage& page) {
  body.set("Q", page.search.value("q"));
  const bool found_somebody = page.found && !page.found->empty();
  body.show_if(!page.filled && page.party.state.problems.empty() && !found_somebody, "FOCUS_SEARCH");
  for (const domain::Problem& problem : page.search.problems) body.set_if("SEARCH_ERROR", reader.problem(problem));
  if (!page.found) return;
  Values found = body.add("FOUND");
  if (page.found->empty()) return found.show("NOBODY");
  Values list = found.add("LIST");
  for (std::size_t i = 0; i < page.found->size(); ++i) {
    add_party_found(list, reader, page.party.event, (*page.found)[i], i == 0);
  }
}

}  // namespace

std::string phone_page(const Pages& pages, const Console& console, const PhonePage& phone) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/phone.html", reader.text("organiser.phoned.title"));
  Values& body = page.body();
  const StaffParty& party = phone.party;
  add_error_summary(body, reader, party.state,
                    [&](std::string_view field) { return staff_party_label(reader, party.event, field); });
  add_event_line(body, page, party.event, party.now);
  add_search(body, reader, phone);
  body.set("ONCE", party.state.value("once"));
  add_staff_contact(body, page, party.state);
  add_staff_persons(body, page, party);
  Field more{.name = "more",
             .control = Control::number,
             .label = reader.text("organiser.field.registration.more"),
             .hint = reader.text("organiser.hint.more_persons"),
             .direction = "ltr",
             .min = "0",
             .max = "59",
             .narrow = true};
  Values others = body.add("MORE");
  add_field(others, reader, party.state, more);
  add_staff_questions(body, page, party);
  add_spoken_consent(body, page, party.state, phone.filled);
  return page.html();
}

}  // namespace ui
