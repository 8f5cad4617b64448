#include "ui/organiser_admin.hpp"

#include "ui/event_view.hpp"
#include "ui/phone_words.hpp"

namespace ui {
namespace {

// People have names; programs have words of their own.
std::string actor_of(const Reader& reader, const domain::AuditEntry& entry) {
  if (entry.account) return entry.actor;
  for (const char* program : {"command", "link", "retention", "sign-in"}) {
    if (entry.actor == program) return reader.text("organiser.actor." + entry.actor);
  }
  return entry.actor;
}

// What is written of members begins with the word of a role.
std::string detail_of(const Reader& reader, const domain::AuditEntry& entry) {
  if (!domain::to_word(entry.action).starts_with("member_")) return entry.detail;
  const std::string role = entry.detail.substr(0, entry.detail.find(' '));
  return reader.text("organiser.role." + role) + entry.detail.substr(role.size());
}

void add_entry(Values& table, const Reader& reader, const AuditPage& page, const domain::AuditEntry& entry) {
  Values row = table.add("ENTRY");
  row.set("ISO", domain::format_rfc3339(entry.time));
  row.set("WHEN", reader.date_and_time(entry.time, domain::default_time_zone, page.now));
  row.set("WHO", actor_of(reader, entry));
  row.set("WHAT", reader.text("organiser.audit." + std::string(domain::to_word(entry.action))));
  row.set_if("DETAIL", detail_of(reader, entry));
  if (entry.registration) {
    row.set_if("REGISTRATION",
               reader.text("organiser.audit.registration", {{"number", std::to_string(entry.registration->value)}}));
  }
  if (!entry.event) return;
  const auto found = page.events.find(*entry.event);
  if (found == page.events.end()) return row.show("GONE");
  Values event = row.add("EVENT");
  event.set("ID", entry.event->value);
  set_text(event, reader, found->second, "NAME");
}

std::string messages_of(const Reader& reader, const std::vector<domain::Message>& messages,
                        const domain::Event& event) {
  std::vector<std::string> lines;
  for (const domain::Message& message : messages) {
    lines.push_back(
        reader.text("organiser.data.message",
                    {{"kind", reader.text("organiser.message_kind." + std::string(domain::to_word(message.kind)))},
                     {"channel", reader.text("organiser.channel." + std::string(domain::to_word(message.channel)))},
                     {"state", reader.text("organiser.message." + std::string(domain::to_word(message.state)))},
                     {"time", reader.date_and_time(message.due_time, event.time_zone)}}));
  }
  return reader.joined(lines);
}

struct Record {
  const char* input;  // registration, invitation, interpreter
  std::int64_t id = 0;
  domain::Contact contact;
  const domain::Event* event = nullptr;  // null of interpreters: they work for many
  std::string what;
  std::string messages;
};

void add_record(Values& list, const Reader& reader, const Record& record, bool ticked) {
  Values row = list.add("RECORD");
  row.set("INPUT", record.input);
  row.set("RECORD_ID", record.id);
  row.show_if(ticked, "TICKED");
  row.set("CONTACT_NAME", record.contact.name.empty() ? reader.text("organiser.phoned.no_name") : record.contact.name);
  row.set_if("PHONE", phone_words(record.contact.phone));
  row.set_if("EMAIL", record.contact.email ? record.contact.email->str() : "");
  row.set("WHAT", record.what);
  row.set_if("MESSAGES", record.messages);
  if (record.event == nullptr) return;
  set_text(row, reader, record.event->name, "NAME");
  row.set("WHEN", reader.date_and_time(record.event->start_time, record.event->time_zone));
}

void add_interpreter(Values& list, const Reader& reader, const domain::InterpreterRecord& record, bool ticked) {
  const domain::Interpreter& interpreter = record.interpreter;
  std::vector<std::string> lines;
  for (const domain::BookingRecord& booking : record.bookings) {
    const std::string messages = messages_of(reader, booking.messages, booking.event);
    if (!messages.empty()) lines.push_back(messages);
  }
  add_record(list, reader,
             {"interpreter",
              interpreter.id.value,
              {interpreter.name, interpreter.phone, interpreter.email, interpreter.message_language},
              nullptr,
              reader.text("organiser.data.interpreter", {{"count", static_cast<std::int64_t>(record.bookings.size())}}),
              reader.joined(lines)},
             ticked);
}

void add_records(Values& list, const Reader& reader, const domain::PersonalData& data, bool ticked) {
  for (const domain::RegistrationRecord& record : data.registrations) {
    const domain::Registration& registration = record.registration;
    const std::string what =
        reader.text("organiser.data.registration",
                    {{"status", reader.text("organiser.status." + std::string(domain::to_word(registration.status)))},
                     {"count", std::int64_t{registration.size()}}});
    add_record(list, reader,
               {"registration", registration.id.value, registration.contact, &record.event, what,
                messages_of(reader, record.messages, record.event)},
               ticked);
  }
  for (const domain::InvitationRecord& record : data.invitations) {
    add_record(list, reader,
               {"invitation", record.invitation.id.value, record.invitation.contact, &record.event,
                reader.text("organiser.data.invitation"), messages_of(reader, record.messages, record.event)},
               ticked);
  }
  for (const domain::InterpreterRecord& record : data.interpreters) add_interpreter(list, reader, record, ticked);
}

void add_person_inputs(Values& into, const FormState& state) {
  for (const char* name : {"phone", "email"}) {
    Values hidden = into.add("HIDDEN");
    hidden.set("INPUT_NAME", name);
    hidden.set("VALUE", state.value(name));
  }
}

}  // namespace

std::string audit_page(const Pages& pages, const Console& console, const AuditPage& log) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/audit.html", reader.text("organiser.audit.title"));
  Values& body = page.body();
  add_rows(body, log.entries, [&](Values& table, const auto& entry) { add_entry(table, reader, log, entry); });
  body.show_if(!log.is_first, "NEWEST");
  if (log.older) body.add("OLDER").set("BEFORE", log.older->value);
  return page.html();
}

std::string data_request_page(const Pages& pages, const Console& console, const DataRequestPage& request) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/data_requests.html", reader.text("organiser.data.title"));
  Values& body = page.body();
  const auto label = [&](std::string_view name) {
    return reader.text("organiser.field.registration." + std::string(name));
  };
  add_error_summary(body, reader, request.state, [&](std::string_view field) {
    return field == "phone" || field == "email" ? label(field) : std::string();
  });
  Values form = body.add("SEARCH");
  for (const auto& [name, control] : {std::pair{"phone", Control::telephone}, std::pair{"email", Control::email}}) {
    add_field(form, reader, request.state,
              {.name = name,
               .control = control,
               .label = label(name),
               .autocomplete = "off",
               .direction = "ltr",
               .mark_optional = false});
  }
  if (!request.found) return page.html();
  Values found = body.add("FOUND");
  if (request.found->registrations.empty() && request.found->invitations.empty() &&
      request.found->interpreters.empty()) {
    found.show("NOTHING");
    return page.html();
  }
  Values held = found.add("HELD");
  add_person_inputs(held, request.state);
  held.show_if(!request.chosen, "SEVERAL_PEOPLE");
  add_records(held, reader, *request.found, request.chosen);
  return page.html();
}

std::string erasure_page(const Pages& pages, const Console& console, const ErasurePage& erasure) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/erasure.html", reader.text("organiser.data.erase_title"));
  Values& body = page.body();
  add_person_inputs(body, erasure.state);
  add_records(body, reader, erasure.chosen, true);
  return page.html();
}

}  // namespace ui
