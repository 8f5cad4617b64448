#include "ui/manage_parts.hpp"

#include "ui/event_view.hpp"

namespace ui {
namespace {

using domain::EndReason;
using domain::PresenceStatus;
using domain::RegistrationStatus;

// No code is taken any more, though nobody has ended it yet.
bool is_code_dead(const domain::Registration& registration, domain::Instant now) {
  return registration.wrong_codes >= domain::maximum_wrong_codes ||
         registration.expires_time.value_or(domain::Instant{}) <= now;
}

void add_code_form(Values& body, const Reader& reader, const domain::RegistrationView& view, const std::string& token,
                   const FormState& state, domain::Instant now) {
  const bool waits = view.registration.status == RegistrationStatus::waitlisted;
  auto form = body.add("CODE");
  form.set("TOKEN", token);
  form.set("CODE_EXPLAINED", reader.text(waits ? "manage.code_explained_waiting" : "manage.code_explained"));
  if (const auto end = view.registration.expires_time) {
    form.set("UNTIL",
             reader.text("manage.code_until", {{"time", reader.date_and_time(*end, view.event.time_zone, now)}}));
  }
  if (const int wrong = view.registration.wrong_codes; wrong > 0) {
    form.set_if("TRIES_LEFT",
                reader.text("manage.tries_left", {{"count", std::int64_t{domain::maximum_wrong_codes - wrong}}}));
  }
  Field code{"code", Control::text, reader.text("manage.code"), reader.text("manage.code_hint")};
  code.required = true;
  code.autocomplete = "one-time-code";
  code.direction = "ltr";
  code.narrow = true;
  code.maxlength = "20";
  code.input_mode = "numeric";
  add_field(form, reader, state, code);
}

void add_offer(Values& body, const Reader& reader, const domain::RegistrationView& view, const std::string& token,
               domain::Instant now) {
  const auto end = view.registration.expires_time;
  if (!end || *end <= now || view.event.status == domain::EventStatus::cancelled) return;
  auto offer = body.add("OFFER");
  offer.set("TOKEN", token);
  offer.set("UNTIL",
            reader.text("manage.offered_until", {{"time", reader.date_and_time(*end, view.event.time_zone, now)}}));
}

void add_date_facts(Values& date, const Reader& reader, const domain::Event& event, domain::Instant now) {
  date.set("DATE", reader.date(event.start_time, event.time_zone, now));
  date.set("TIME", reader.time_range(event.start_time, event.end_time, event.time_zone));
  date.set("START", domain::format_rfc3339(event.start_time));
  date.set_if("MOVED_FROM", moved_from(event, reader, now));
}

void add_person_at_door(Values& door, const Reader& reader, const domain::Registration& registration,
                        std::size_t index) {
  const auto& person = registration.persons[index];
  auto values = door.add("AT_DOOR");
  values.set("REGISTRATION_ID", registration.id.value);
  values.set("PERSON_ID", person.id.value);
  values.set("PERSON_NAME", name_in_party(reader, registration, index));
  if (person.child_age) values.set_if("CHILD_AGE", reader.number(*person.child_age));
  if (person.interpreter_language) values.set_if("INTERPRETER", reader.language_name(*person.interpreter_language));
  values.set_if("NEED", person.accessibility);
  values.set("PRESENT", person.presence == PresenceStatus::present ? "true" : "false");
  values.set("NOT_PRESENT", person.presence == PresenceStatus::not_present ? "true" : "false");
}

}  // namespace

std::string name_in_party(const Reader& reader, const domain::Registration& registration, std::size_t index) {
  const auto& name = registration.persons[index].name;
  if (!name.empty()) return name;
  if (index == 0 && !registration.contact.name.empty()) return registration.contact.name;
  return reader.text("register.person", {{"number", static_cast<std::int64_t>(index + 1)}});
}

std::string status_word(const domain::Registration& registration, domain::Instant now) {
  if (registration.status != RegistrationStatus::cancelled && !registration.verified) {
    if (is_code_dead(registration, now)) return "code_expired";
    return registration.status == RegistrationStatus::waitlisted ? "unverified_waiting" : "unverified";
  }
  return std::string(domain::to_word(registration.status));
}

void add_state(Values& body, const Reader& reader, const domain::RegistrationView& view, const std::string& token,
               const FormState& state, domain::Instant now) {
  const auto& registration = view.registration;
  const auto status = status_word(registration, now);
  body.set("STATUS", status);
  body.set("STATUS_WORDS", reader.text("manage.status_" + status));
  if (status.starts_with("unverified")) add_code_form(body, reader, view, token, state, now);
  if (status == "code_expired") {
    body.set_if("EXPLAINED", reader.text("manage.ended_code_expired"));
    return;
  }
  if (status == "offered") add_offer(body, reader, view, token, now);
  if (status == "waitlisted") {
    const bool begun = view.event.start_time <= now;
    body.set_if("EXPLAINED", reader.text(begun ? "manage.waiting_begun" : "manage.waiting_explained"));
  }
  if (view.waiting_position) {
    body.set_if("POSITION", reader.text("manage.position", {{"position", std::int64_t{*view.waiting_position}}}));
  }
  if (status == "cancelled" && registration.end_reason != EndReason::none) {
    body.set_if("EXPLAINED", reader.text("manage.ended_" + std::string(domain::to_word(registration.end_reason))));
  }
}

void add_dates(Values& body, const Reader& reader, const ManagePage& manage, domain::Instant now) {
  if (manage.dates.size() < 2 && manage.left_out.empty()) return;
  auto list = body.add("DATES");
  for (const auto& [view, token] : manage.dates) {
    auto date = list.add("PARTY_DATE");
    add_date_facts(date, reader, view.event, now);
    const auto status = status_word(view.registration, now);
    date.set("DATE_STATUS", status);
    date.set("DATE_STATUS_WORDS", view.event.status == domain::EventStatus::cancelled
                                      ? reader.text("event.cancelled")
                                      : reader.text("manage.status_" + status));
    if (view.waiting_position) {
      date.set_if("DATE_POSITION",
                  reader.text("manage.position", {{"position", std::int64_t{*view.waiting_position}}}));
    }
    if (token == manage.token) {
      date.show("THIS_DATE");
    } else {
      auto link = date.add("OTHER_DATE");
      link.set("DATE_TOKEN", token);
      const bool ended = status == "cancelled" || status == "code_expired" || view.event.end_time <= now ||
                         view.event.status == domain::EventStatus::cancelled;
      link.set("SEE_DATE", reader.text(ended ? "manage.see_ended_date" : "manage.see_date"));
      link.set("DATE", reader.date(view.event.start_time, view.event.time_zone, now));
    }
  }
  for (const auto& left : manage.left_out) {
    auto date = list.add("LEFT_OUT");
    add_date_facts(date, reader, left.event, now);
    date.set("REFUSAL", reader.problem({"", left.refusal, ""}));
  }
}

void add_people_at_door(Values& door, const Reader& reader, const domain::RegistrationView& view, domain::Instant now) {
  const auto& [registration, event, position] = view;
  set_event(door, reader, event, now);
  const auto status = status_word(registration, now);
  door.set("STATUS", status);
  door.set("STATUS_WORDS", event.status == domain::EventStatus::cancelled ? reader.text("event.cancelled_long")
                                                                          : reader.text("manage.status_" + status));
  const bool today = local_date(event.start_time, event.time_zone) == local_date(now, event.time_zone);
  door.show_if(!today, "OTHER_DAY");
  if (registration.status != RegistrationStatus::confirmed) return;
  for (std::size_t i = 0; i < registration.persons.size(); ++i) add_person_at_door(door, reader, registration, i);
}

}  // namespace ui
