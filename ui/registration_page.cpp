#include "ui/event_view.hpp"
#include "ui/manage_parts.hpp"
#include "ui/material_list.hpp"
#include "ui/organiser_contact.hpp"
#include "ui/page.hpp"
#include "ui/question_form.hpp"
#include "ui/registration_pages.hpp"
#include "ui/room_words.hpp"

namespace ui {
namespace {

using domain::RegistrationStatus;

void add_persons(Values& body, const Reader& reader, const domain::Registration& registration) {
  body.set("PARTY_SIZE",
           reader.text("manage.persons", {{"count", static_cast<std::int64_t>(registration.persons.size())}}));
  for (std::size_t i = 0; i < registration.persons.size(); ++i) {
    const auto& person = registration.persons[i];
    auto values = body.add("PERSON");
    values.set("PERSON_NAME", name_in_party(reader, registration, i));
    if (person.interpreter_language) values.set_if("INTERPRETER", reader.language_name(*person.interpreter_language));
    if (person.child_age) values.set_if("CHILD_AGE", reader.number(*person.child_age));
    values.set_if("NEED", person.accessibility);
  }
}

void add_answers(Values& body, const Reader& reader, const domain::RegistrationView& view) {
  if (view.registration.answers.empty()) return;
  auto answers = body.add("ANSWERS");
  for (const auto& question : view.event.questions) {
    const auto given = view.registration.answers.find(question.key);
    if (given == view.registration.answers.end()) continue;
    auto answer = answers.add("ANSWER");
    set_text(answer, reader, question.label, "QUESTION");
    answer.set("ANSWER_WORDS", answer_words(reader, question, given->second));
  }
}

void add_contact(Values& body, const ManagePage& manage) {
  const auto& contact = manage.view.registration.contact;
  body.set_if("CONTACT_NAME", contact.name);
  body.set_if("PHONE", manage.phone);
  if (contact.email) body.set_if("EMAIL", contact.email->str());
}

// What can still be done about it.
void add_choices(Values& body, const domain::RegistrationView& view, domain::Instant now) {
  const auto& [registration, event, position] = view;
  const bool code_expired =
      registration.end_reason == domain::EndReason::code_expired || status_word(registration, now) == "code_expired";
  const bool cancelled = code_expired || registration.status == RegistrationStatus::cancelled;
  const bool held = event.status != domain::EventStatus::cancelled;
  const bool may_change = held && !cancelled && event.start_time > now;
  const bool has_place = held && registration.status == RegistrationStatus::confirmed && registration.verified;
  body.show_if(may_change && registration.verified, "MAY_CHANGE");
  body.show_if(held && !cancelled && event.end_time > now, "MAY_CANCEL");
  body.show_if(has_place && event.end_time > now, "HAS_PLACE");
  body.show_if(!cancelled, "MAY_RENEW");
  const auto enrolment = domain::enrolment_state(event, now);
  const bool open = enrolment == domain::Enrolment::open || enrolment == domain::Enrolment::waiting_list;
  body.show_if(code_expired && open, "REGISTER_AGAIN_AT_ONCE");
  body.show_if(cancelled && !code_expired && open, "MAY_REGISTER_AGAIN");
  if (has_place) body.set_if("ONLINE_URL", event.location.online_url);
  // Who waits gets none, so they are not spoken of.
  if (!has_place || !may_change) return;
  auto reminders = body.add("REMINDERS");
  reminders.show(registration.reminders_wanted ? "REMINDERS_ON" : "REMINDERS_OFF");
}

void add_event_notice(Values& body, const Reader& reader, const domain::Event& event, domain::Instant now) {
  add_cancellation(body, reader, event);
  if (event.status == domain::EventStatus::rescheduled && event.previous_start_time) {
    const auto before = reader.date_and_time(*event.previous_start_time, event.time_zone, now);
    body.set_if("RESCHEDULED_NOTICE", reader.text("event.rescheduled_long", {{"when", before}}));
  }
}

void add_done(Values& body, const Reader& reader, const ManagePage& manage) {
  if (manage.done.empty()) return;
  auto notice = body.add("DONE");
  notice.set("DONE_WORDS", reader.text("manage.done_" + manage.done));
  notice.show_if(manage.done == "confirmed" || manage.done == "waitlisted" || manage.done == "dates", "KEEP_LINK");
}

std::size_t still_to_come(const ManagePage& manage, domain::Instant now) {
  std::size_t count = 0;
  for (const auto& date : manage.dates) {
    const bool held = date.view.registration.status != RegistrationStatus::cancelled;
    if (held && date.view.event.start_time > now) ++count;
  }
  return count;
}

}  // namespace

std::string render_registration(const Pages& pages, const PageContext& context, const ManagePage& manage) {
  Page page(pages, context, "manage.html");
  const auto& reader = page.reader();
  auto& body = page.body();
  const auto& event = manage.view.event;
  page.title(reader.text("manage.title") + ": " + event_name(event, reader));
  body.set("TOKEN", manage.token);
  FormState state;
  state.problems = manage.problems;
  // The last wrong code ended the registration: the state says so, and there is no code to mend.
  const bool asks_code = status_word(manage.view.registration, context.now).starts_with("unverified");
  if (!asks_code) std::erase_if(state.problems, [](const auto& problem) { return problem.field == "code"; });
  add_error_summary(body, reader, state, [&](std::string_view field) {
    return field == "code" ? reader.text("manage.code") : std::string();
  });
  add_done(body, reader, manage);
  set_event(body, reader, event, context.now);
  add_event_notice(body, reader, event, context.now);
  add_when_and_where(body, reader, event, context.now);
  if (manage.room && event.status != domain::EventStatus::cancelled) add_room_facts(body, reader, *manage.room);
  add_materials(body, reader, manage.materials, "/m/" + manage.token + "/materials/");
  add_state(body, reader, manage.view, manage.token, state, context.now);
  add_dates(body, reader, manage, context.now);
  add_contact(body, manage);
  body.show_if(!manage.view.registration.verified, "HIDDEN");
  add_persons(body, reader, manage.view.registration);
  add_answers(body, reader, manage.view);
  add_choices(body, manage.view, context.now);
  body.show_if(still_to_come(manage, context.now) > 1, "SEVERAL_DATES");
  add_ask_organiser(body, event);
  return page.html();
}

std::string render_at_door(const Pages& pages, const PageContext& context, const ManagePage& manage, bool may_see_all) {
  Page page(pages, context, "manage_door.html");
  const auto& reader = page.reader();
  page.title(reader.text("manage.door") + ": " + event_name(manage.view.event, reader));
  add_people_at_door(page.body(), reader, manage.view, context.now);
  page.body().set("TOKEN", manage.token);
  if (may_see_all) page.body().set_if("HOLDER_TOKEN", manage.token);
  return page.html();
}

std::string render_cancel_question(const Pages& pages, const PageContext& context, const ManagePage& manage) {
  Page page(pages, context, "cancel.html");
  const auto& reader = page.reader();
  page.title(reader.text("manage.cancel_title"));
  page.body().set("TOKEN", manage.token);
  set_event(page.body(), reader, manage.view.event, context.now);
  const auto size = static_cast<std::int64_t>(manage.view.registration.persons.size());
  page.body().set("PARTY_SIZE", reader.text("manage.persons", {{"count", size}}));
  const bool waits = manage.view.registration.status == RegistrationStatus::waitlisted;
  page.body().set("CANCEL_EXPLAINED", reader.text(waits ? "manage.cancel_waiting_explained" : "manage.cancel_explained",
                                                  {{"count", size}}));
  const auto count = still_to_come(manage, context.now);
  page.body().set(
      "CANCEL_THIS",
      count > 1
          ? reader.text("manage.cancel_one",
                        {{"date", reader.date(manage.view.event.start_time, manage.view.event.time_zone, context.now)}})
          : reader.text("manage.cancel_yes"));
  if (count > 1) {
    page.body().set_if("CANCEL_ALL", reader.text("manage.cancel_all", {{"count", static_cast<std::int64_t>(count)}}));
  }
  return page.html();
}

}  // namespace ui
