#include "domain/register_participants.hpp"
#include "ui/consent.hpp"
#include "ui/date_choice.hpp"
#include "ui/event_view.hpp"
#include "ui/organiser_contact.hpp"
#include "ui/page.hpp"
#include "ui/party_form.hpp"
#include "ui/question_form.hpp"
#include "ui/registration_pages.hpp"

namespace ui {
namespace {

using domain::Enrolment;

std::string input_label(const Reader& reader, const std::vector<domain::Question>& questions, std::string_view field) {
  if (field == "consent") return reader.text("register.consent");
  if (field == "dates") return reader.text("register.dates");
  auto label = question_label(reader, questions, field);
  return label.empty() ? party_label(reader, field) : label;
}

void add_problems(Values& body, const Reader& reader, const std::vector<domain::Question>& questions,
                  const FormState& state) {
  add_error_summary(body, reader, state, [&](std::string_view field) { return input_label(reader, questions, field); });
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

std::vector<domain::Question> questions_on(const RegistrationForm& form) {
  return form.dates.empty() ? form.event.questions : domain::questions_of(form.dates);
}

// An invitation opens the event to its holder, so what counts is what would be without.
Enrolment state_for_reader(const RegistrationForm& form, domain::Instant now) {
  auto event = form.event;
  if (!form.invitation_token.empty()) event.invited_only = false;
  return domain::enrolment_state(event, now);
}

void add_own_questions(Values& body, const Reader& reader, const std::vector<domain::Question>& questions,
                       const domain::Event& event, const FormState& state) {
  if (questions.empty()) return;
  auto section = body.add("QUESTIONS");
  add_machine_note_of_questions(section, reader, event);
  add_questions(section, reader, questions, state);
}

void add_consent(Values& body, const Reader& reader, const FormState& state) {
  body.set("CONSENT_TEXT", reader.text(consent_key));
  Field consent{"consent", Control::checkbox, reader.text("register.consent_label")};
  consent.required = true;
  add_field(body, reader, state, consent, "CONSENT");
}

}  // namespace

std::string render_registration_form(const Pages& pages, const PageContext& context, const RegistrationForm& form) {
  Page page(pages, context, "register.html");
  const auto& reader = page.reader();
  auto& body = page.body();
  const bool waiting = state_for_reader(form, context.now) == Enrolment::waiting_list && form.dates.size() < 2;
  const auto questions = questions_on(form);
  set_page_title(page, form.state, waiting ? "register.title_waiting" : "register.title", form.event);
  set_event(body, reader, form.event, context.now);
  const auto tag = reader.language().str();
  body.set("ACTION", form.invitation_token.empty()
                         ? "/" + tag + "/events/" + std::to_string(form.event.id.value) + "/register"
                         : "/i/" + form.invitation_token + "?lang=" + tag);
  body.show_if(form.invitation_token.empty(), "ON_EVENT");
  body.show_if(!form.invitation_token.empty(), "INVITED");
  body.show_if(waiting, "WAITING");
  body.show_if(!waiting, "ROOM");
  add_problems(body, reader, questions, form.state);
  body.set("KEY", form.idempotency_key);
  body.set("OPENED", form.stamp);
  add_date_choice(body, reader, form.event, form.dates, form.state, context.now);
  add_party(body, reader, {form.event, form.state, form.persons, domain::maximum_party});
  add_own_questions(body, reader, questions, form.event, form.state);
  add_consent(body, reader, form.state);
  add_ask_organiser(body, form.event);
  return page.html();
}

std::string render_no_registration(const Pages& pages, const PageContext& context, const domain::Event& event) {
  Page page(pages, context, "no_registration.html");
  const auto& reader = page.reader();
  auto& body = page.body();
  const auto state = domain::enrolment_state(event, context.now);
  const std::string word(domain::to_word(state));
  page.title(reader.text("places." + word) + ": " + event_name(event, reader));
  set_event(body, reader, event, context.now);
  body.set("HEADING", reader.text("places." + word));
  body.set("ADVICE", reader.text("register.none_" + word));
  add_ask_organiser(body, event);
  if (state == Enrolment::external) body.set_if("ELSEWHERE", event.external_registration_url);
  if (state == Enrolment::not_yet && event.enrolment_start_time) {
    body.set_if("OPENS", reader.date_and_time(*event.enrolment_start_time, event.time_zone, context.now));
  }
  return page.html();
}

std::string render_used_invitation(const Pages& pages, const PageContext& context, const domain::Event& event) {
  Page page(pages, context, "used_invitation.html");
  page.title(page.reader().text("invitation.used"));
  set_event(page.body(), page.reader(), event, context.now);
  add_ask_organiser(page.body(), event);
  return page.html();
}

std::string render_change_form(const Pages& pages, const PageContext& context, const ChangeForm& form) {
  Page page(pages, context, "change.html");
  const auto& reader = page.reader();
  auto& body = page.body();
  const auto& questions = form.view.event.questions;
  set_page_title(page, form.state, "manage.change_title", form.view.event);
  set_event(body, reader, form.view.event, context.now);
  body.set("TOKEN", form.token);
  add_problems(body, reader, questions, form.state);
  const auto maximum = form.view.registration.made_by_staff ? domain::maximum_party_by_staff : domain::maximum_party;
  // Childcare places left for them: their own are theirs.
  domain::Event event = form.view.event;
  if (form.view.registration.holds_places()) event.confirmed_children -= form.view.registration.children();
  add_party(body, reader, {event, form.state, form.persons, maximum});
  add_own_questions(body, reader, questions, event, form.state);
  if (form.several_dates) {
    const Field all{"all_dates", Control::checkbox, reader.text("manage.all_dates_contact")};
    add_field(body, reader, form.state, all, "ALL_DATES");
  }
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
  for (const auto& [question, answer] : registration.answers) set("answers." + question, answer);
  return state;
}

std::string render_links_form(const Pages& pages, const PageContext& context, const LinksForm& form) {
  Page page(pages, context, "links.html");
  const auto& reader = page.reader();
  auto& body = page.body();
  const auto title = reader.text("links.title");
  page.title(form.state.problems.empty() ? title : reader.text("form.errors") + " – " + title);
  if (form.sent) {
    body.show("SENT");
    return page.html();
  }
  add_error_summary(body, reader, form.state, [&](std::string_view field) { return party_label(reader, field); });
  auto shown = body.add("FORM");
  shown.set("OPENED", form.stamp);
  Field phone{"contact.phone", Control::telephone, reader.text("register.phone")};
  phone.autocomplete = "tel";
  phone.direction = "ltr";
  phone.mark_optional = false;
  add_field(shown, reader, form.state, phone);
  Field email{"contact.email", Control::email, reader.text("register.email")};
  email.autocomplete = "email";
  email.direction = "ltr";
  email.mark_optional = false;
  add_field(shown, reader, form.state, email);
  return page.html();
}

}  // namespace ui
