#include "ui/event_view.hpp"
#include "ui/page.hpp"
#include "ui/party_form.hpp"
#include "ui/registration_pages.hpp"

namespace ui {
namespace {

void add_problems(Values& body, const Reader& reader, const FormState& state) {
  add_error_summary(body, reader, state, [&](std::string_view field) {
    return field == "consent" ? reader.text("register.consent") : party_label(reader, field);
  });
}

void set_page_title(Page& page, const FormState& state, std::string_view key, const domain::Event& event) {
  const auto& reader = page.reader();
  const auto title = reader.text(key) + ": " + event_name(event, reader);
  // Told first by a screen reader.
  page.title(state.problems.empty() ? title : reader.text("form.errors") + " – " + title);
}

std::string person_name(std::size_t index, const char* member) {
  return "persons[" + std::to_string(index) + "]." + member;
}

}  // namespace

std::string render_registration_form(const Pages& pages, const PageContext& context, const RegistrationForm& form) {
  Page page(pages, context, "register.html");
  const auto& reader = page.reader();
  auto& body = page.body();
  const bool waiting = domain::enrolment_state(form.event, context.now) == domain::Enrolment::waiting_list;
  set_page_title(page, form.state, waiting ? "register.title_waiting" : "register.title", form.event);
  set_event(body, reader, form.event, context.now);
  add_problems(body, reader, form.state);
  add_party(body, reader, {form.event, form.state, form.persons, domain::maximum_party});
  body.show_if(waiting, "WAITING");
  body.show_if(!waiting, "ROOM");
  body.set("KEY", form.idempotency_key);
  body.set("CONSENT_TEXT", reader.text("consent." + std::string(consent_version)));
  body.set("CONSENT_VERSION", reader.text("consent.version", {{"version", std::string(consent_version)}}));
  Field consent{"consent", Control::checkbox, reader.text("register.consent_label")};
  consent.required = true;
  add_field(body, reader, form.state, consent, "CONSENT");
  return page.html();
}

std::string render_change_form(const Pages& pages, const PageContext& context, const ChangeForm& form) {
  Page page(pages, context, "change.html");
  const auto& reader = page.reader();
  auto& body = page.body();
  set_page_title(page, form.state, "manage.change_title", form.view.event);
  set_event(body, reader, form.view.event, context.now);
  body.set("TOKEN", form.token);
  add_problems(body, reader, form.state);
  const auto maximum = form.view.registration.made_by_staff ? domain::maximum_party_by_staff : domain::maximum_party;
  add_party(body, reader, {form.view.event, form.state, form.persons, maximum});
  return page.html();
}

FormState state_of(const domain::Registration& registration, const std::string& phone) {
  FormState state;
  const auto set = [&state](std::string name, std::string value) {
    if (!value.empty()) state.values.emplace_back(std::move(name), std::move(value));
  };
  const auto& contact = registration.contact;
  set("contact.name", contact.name);
  set("contact.phone", phone);
  if (contact.email) set("contact.email", contact.email->str());
  set("contact.language", contact.language.str());
  for (std::size_t i = 0; i < registration.persons.size(); ++i) {
    const auto& person = registration.persons[i];
    set(person_name(i, "id"), std::to_string(person.id.value));
    set(person_name(i, "name"), person.name);
    if (person.interpreter_language) set(person_name(i, "interpreter_language"), person.interpreter_language->str());
    if (person.child_age) set(person_name(i, "child_age"), std::to_string(*person.child_age));
    set(person_name(i, "accessibility"), person.accessibility);
  }
  return state;
}

}  // namespace ui
