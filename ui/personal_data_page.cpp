#include "ui/personal_data_page.hpp"

#include "ui/event_view.hpp"
#include "ui/manage_parts.hpp"
#include "ui/phone_words.hpp"
#include "ui/question_form.hpp"

namespace ui {
namespace {

constexpr std::string_view shown_zone = domain::default_time_zone;

void add_answers(Values& record, const Reader& reader, const domain::RegistrationRecord& data) {
  for (const auto& [key, given] : data.registration.answers) {
    auto answer = record.add("ANSWER");
    std::string label = key;
    std::string words = given;
    for (const auto& question : data.event.questions) {
      if (question.key != key) continue;
      label = std::string(domain::best_text(question.label, reader.language()).text);
      words = answer_words(reader, question, given);
    }
    answer.set("QUESTION_WORDS", label);
    answer.set("ANSWER_WORDS", words);
  }
}

void add_persons(Values& record, const Reader& reader, const domain::Registration& registration) {
  for (std::size_t i = 0; i < registration.persons.size(); ++i) {
    const auto& person = registration.persons[i];
    auto values = record.add("PERSON");
    values.set("PERSON_NAME", name_in_party(reader, registration, i));
    if (person.interpreter_language) values.set_if("INTERPRETER", reader.language_name(*person.interpreter_language));
    if (person.child_age) values.set_if("CHILD_AGE", reader.number(*person.child_age));
    values.set_if("NEED", person.accessibility);
    if (person.presence != domain::PresenceStatus::unknown) {
      const bool present = person.presence == domain::PresenceStatus::present;
      values.set_if("PRESENCE", reader.text(present ? "manage.door_present" : "manage.door_not_present"));
    }
  }
}

void add_messages(Values& record, const Reader& reader, const std::vector<domain::Message>& messages,
                  domain::Instant now) {
  for (const auto& message : messages) {
    // Planned once, and planned anew since.
    if (message.state == domain::MessageState::dropped) continue;
    auto values = record.add("MESSAGE");
    values.set("MESSAGE_KIND", reader.text("organiser.message_kind." + std::string(domain::to_word(message.kind))));
    values.set("RECIPIENT", message.recipient);
    values.set("MESSAGE_TIME", reader.date_and_time(message.due_time, shown_zone, now));
    values.set("MESSAGE_STATE", reader.text("data.state_" + std::string(domain::to_word(message.state))));
  }
}

// The wording is not known where it is older than the wordings that are kept.
void add_consent(Values& record, const Reader& reader, const domain::RegistrationRecord& data, domain::Instant now) {
  const domain::Consent& consent = data.registration.consent;
  if (consent.version.empty()) return record.set_if("CONSENT_FACTS", reader.text("data.consent_none"));
  record.set_if("CONSENT", data.consent_wording);
  record.set_if("CONSENT_FACTS",
                reader.text("data.consent_facts", {{"time", reader.date_and_time(consent.time, shown_zone, now)}}));
  record.set("CONSENT_LANG", consent.language.str());
}

void add_registration(Values& body, const Reader& reader, const domain::RegistrationRecord& data, domain::Instant now) {
  const auto& registration = data.registration;
  const auto& contact = registration.contact;
  auto record = body.add("RECORD");
  set_event(record, reader, data.event, now);
  record.set("STATUS_WORDS", reader.text("manage.status_" + status_word(registration, now)));
  record.set("CREATED", reader.date_and_time(registration.created_time, shown_zone, now));
  record.set("CONTACT_NAME", contact.name);
  record.set_if("PHONE", phone_words(contact.phone));
  if (contact.email) record.set_if("EMAIL", contact.email->str());
  record.set("CONTACT_LANGUAGE", reader.language_name(contact.language));
  add_persons(record, reader, registration);
  add_answers(record, reader, data);
  add_consent(record, reader, data, now);
  add_messages(record, reader, data.messages, now);
}

}  // namespace

std::string render_personal_data(const Pages& pages, const PageContext& context, const PersonalDataPage& shown) {
  Page page(pages, context, "personal_data.html");
  const auto& reader = page.reader();
  auto& body = page.body();
  page.title(reader.text("data.title"));
  body.set("TOKEN", shown.token);
  body.show_if(shown.data == nullptr, "MAY_SHOW");
  body.set("ERASE_EXPLAINED", reader.text(shown.several_dates ? "data.erase_all_explained" : "data.erase_explained"));
  if (shown.data == nullptr) return page.html();
  for (const auto& record : shown.data->registrations) add_registration(body, reader, record, context.now);
  for (const auto& invitation : shown.data->invitations) {
    auto record = body.add("INVITATION");
    set_event(record, reader, invitation.event, context.now);
    record.set("CREATED", reader.date_and_time(invitation.invitation.created_time, shown_zone, context.now));
    add_messages(record, reader, invitation.messages, context.now);
  }
  return page.html();
}

std::string render_erased(const Pages& pages, const PageContext& context) {
  Page page(pages, context, "erased.html");
  page.title(page.reader().text("data.erased"));
  return page.html();
}

}  // namespace ui
