#include "ui/event_view.hpp"
#include "ui/page.hpp"
#include "ui/registration_pages.hpp"

namespace ui {
namespace {

void add_status(Values& body, const Reader& reader, const domain::RegistrationView& view) {
  const auto status = std::string(domain::to_word(view.registration.status));
  body.set("STATUS", status);
  body.set("STATUS_WORDS", reader.text("manage.status_" + status));
  if (view.waiting_position) {
    body.set_if("POSITION", reader.text("manage.position", {{"position", std::int64_t{*view.waiting_position}}}));
  }
}

void add_person(Values& body, const Reader& reader, const domain::Registration& registration,
                const domain::Person& person, std::size_t number) {
  auto values = body.add("PERSON");
  const auto unnamed = reader.text("register.person", {{"number", static_cast<std::int64_t>(number)}});
  const auto& own = number == 1 ? registration.contact.name : unnamed;
  values.set("PERSON_NAME", person.name.empty() ? own : person.name);
  if (person.interpreter_language) values.set_if("INTERPRETER", reader.language_name(*person.interpreter_language));
  if (person.child_age) values.set_if("CHILD_AGE", reader.number(*person.child_age));
  values.set_if("NEED", person.accessibility);
}

void add_contact(Values& body, const ManagePage& manage) {
  const auto& contact = manage.view.registration.contact;
  body.set("CONTACT_NAME", contact.name);
  body.set_if("PHONE", manage.phone);
  if (contact.email) body.set_if("EMAIL", contact.email->str());
}

// What can still be done about it.
void add_choices(Values& body, const domain::RegistrationView& view, domain::Instant now) {
  const auto& [registration, event, position] = view;
  const bool cancelled = registration.status == domain::RegistrationStatus::cancelled;
  const bool held = event.status != domain::EventStatus::cancelled;
  body.show_if(held && !cancelled && event.start_time > now, "MAY_CHANGE");
  body.show_if(held && !cancelled && event.end_time > now, "MAY_CANCEL");
  const auto enrolment = domain::enrolment_state(event, now);
  const bool open = enrolment == domain::Enrolment::open || enrolment == domain::Enrolment::waiting_list;
  body.show_if(cancelled && open, "MAY_REGISTER_AGAIN");
  if (held && registration.status == domain::RegistrationStatus::confirmed) {
    body.set_if("ONLINE_URL", event.location.online_url);
  }
}

void add_event_notice(Values& body, const Reader& reader, const domain::Event& event, domain::Instant now) {
  if (event.status == domain::EventStatus::cancelled) {
    auto notice = body.add("CANCELLED_NOTICE");
    set_text(notice, reader, event.cancellation_reason, "REASON");
  }
  if (event.status == domain::EventStatus::rescheduled && event.previous_start_time) {
    const auto before = reader.date_and_time(*event.previous_start_time, event.time_zone, now);
    body.set_if("RESCHEDULED_NOTICE", reader.text("event.rescheduled_long", {{"when", before}}));
  }
}

}  // namespace

std::string render_registration(const Pages& pages, const PageContext& context, const ManagePage& manage) {
  Page page(pages, context, "manage.html");
  const auto& reader = page.reader();
  auto& body = page.body();
  const auto& [registration, event, position] = manage.view;
  page.title(reader.text("manage.title") + ": " + event_name(event, reader));
  body.set("TOKEN", manage.token);
  FormState state;
  state.problems = manage.problems;
  add_error_summary(body, reader, state, [](std::string_view) { return std::string(); });
  if (!manage.done.empty()) body.set_if("DONE", reader.text("manage.done_" + manage.done));
  body.show_if(manage.done == "confirmed" || manage.done == "waitlisted", "KEEP_LINK");
  set_event(body, reader, event, context.now);
  add_event_notice(body, reader, event, context.now);
  add_when_and_where(body, reader, event, context.now);
  add_status(body, reader, manage.view);
  add_contact(body, manage);
  body.set("PARTY_SIZE",
           reader.text("manage.persons", {{"count", static_cast<std::int64_t>(registration.persons.size())}}));
  std::size_t number = 0;
  for (const auto& person : registration.persons) add_person(body, reader, registration, person, ++number);
  add_choices(body, manage.view, context.now);
  body.show_if(registration.reminders_wanted, "REMINDERS_ON");
  body.show_if(!registration.reminders_wanted, "REMINDERS_OFF");
  return page.html();
}

std::string render_cancel_question(const Pages& pages, const PageContext& context, const ManagePage& manage) {
  Page page(pages, context, "cancel.html");
  page.title(page.reader().text("manage.cancel_title"));
  page.body().set("TOKEN", manage.token);
  set_event(page.body(), page.reader(), manage.view.event, context.now);
  page.body().set("PARTY_SIZE",
                  page.reader().text("manage.persons",
                                     {{"count", static_cast<std::int64_t>(manage.view.registration.persons.size())}}));
  return page.html();
}

}  // namespace ui
