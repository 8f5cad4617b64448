#include "domain/list_participants.hpp"
#include "service/api_request.hpp"
#include "service/export_events.hpp"
#include "service/export_reply.hpp"
#include "service/page_context.hpp"
#include "ui/event_view.hpp"
#include "ui/question_form.hpp"

namespace service {
namespace {

using domain::Person;
using domain::Registration;

// What one row is about.
struct Line {
  const domain::Event& event;
  const Registration& registration;
  const Person& person;
  const ui::Reader& reader;
  const domain::TimeZones& zones;
};

struct PersonColumn {
  const char* heading;
  bool contact;  // only for those who may see contacts
  ExportCell (*cell)(const Line& line);
};

ExportCell words(std::string text) {
  return text.empty() ? ExportCell() : ExportCell(std::move(text));
}

ExportCell status_cell(const Line& line) {
  const Registration& registration = line.registration;
  const bool awaited = !registration.verified && registration.status != domain::RegistrationStatus::cancelled;
  return line.reader.text(awaited ? "export.awaits_code"
                                  : "organiser.registrations." + std::string(domain::to_word(registration.status)));
}

ExportCell presence_of(const Line& line) {
  if (line.person.presence == domain::PresenceStatus::unknown) return {};
  return line.reader.text("organiser.presence." + std::string(domain::to_word(line.person.presence)));
}

constexpr PersonColumn columns[] = {
    {"export.status", false, status_cell},
    {"export.contact", false, [](const Line& line) { return words(line.registration.contact.name); }},
    {"export.phone", true,
     [](const Line& line) {
       const auto& phone = line.registration.contact.phone;
       return phone ? words(phone->e164()) : ExportCell();
     }},
    {"export.email", true,
     [](const Line& line) {
       const auto& email = line.registration.contact.email;
       return email ? words(email->str()) : ExportCell();
     }},
    {"export.language", false,
     [](const Line& line) { return words(line.reader.language_name(line.registration.contact.language)); }},
    {"export.person", false, [](const Line& line) { return words(line.person.name); }},
    {"export.interpreter", false,
     [](const Line& line) {
       const auto& language = line.person.interpreter_language;
       return language ? words(line.reader.language_name(*language)) : ExportCell();
     }},
    {"export.child_age", false,
     [](const Line& line) {
       return line.person.child_age ? ExportCell(std::int64_t{*line.person.child_age}) : ExportCell();
     }},
    {"export.accessibility", false, [](const Line& line) { return words(line.person.accessibility); }},
    {"export.presence", false, presence_of},
    {"export.registered", false,
     [](const Line& line) -> ExportCell {
       return line.zones.to_local(line.registration.created_time, line.event.time_zone);
     }},
};

ExportCell answer_of(const Line& line, const domain::Question& question) {
  const auto answer = line.registration.answers.find(question.key);
  if (answer == line.registration.answers.end()) return {};
  return words(ui::answer_words(line.reader, question, answer->second));
}

ExportTable participants_table(const domain::Participants& listed, bool with_contacts, const ui::Reader& reader,
                               const App& app) {
  ExportTable table;
  table.title = ui::event_name(listed.event, reader);
  table.right_to_left = reader.right_to_left();
  for (const PersonColumn& column : columns) {
    if (with_contacts || !column.contact) table.headings.push_back(reader.text(column.heading));
  }
  for (const domain::Question& question : listed.event.questions) {
    table.headings.emplace_back(domain::best_text(question.label, reader.language()).text);
  }
  for (const Registration& registration : listed.registrations) {
    for (const Person& person : registration.persons) {
      const Line line{listed.event, registration, person, reader, app.ports.zones};
      auto& row = table.rows.emplace_back();
      for (const PersonColumn& column : columns) {
        if (with_contacts || !column.contact) row.push_back(column.cell(line));
      }
      for (const domain::Question& question : listed.event.questions) row.push_back(answer_of(line, question));
    }
  }
  return table;
}

}  // namespace

Reply export_participants(const Request& request, App& app) {
  const ExportFormat format = format_of(request, {"csv", "xlsx"});
  const domain::Principal& staff = signed_in(request);
  const domain::Participants listed = domain::list_participants(app.ports, event_in_path(request), staff);
  const ui::Reader reader = app.pages.reader(page_language(request, app));
  const bool with_contacts = domain::may(staff, domain::Permission::see_contacts, &listed.event);
  // The name tells of nobody, and not of the group either.
  Reply reply = file_reply(format, "kutsu-" + std::to_string(listed.event.id.value) + "-" + today(app),
                           participants_table(listed, with_contacts, reader, app));
  reply.headers.emplace_back("Cache-Control", "no-store");
  return reply;
}

}  // namespace service
