#include "ui/organiser_party.hpp"

namespace ui {

void add_line_problems(Values& into, const Reader& reader, const std::vector<LineProblem>& problems) {
  if (problems.empty()) return;
  Values lines = into.include("LINES", "organiser/lines.html");
  for (const LineProblem& problem : problems) {
    const std::string words = reader.problem({"", problem.code, ""});
    const auto number = static_cast<std::int64_t>(problem.line);
    lines.add("LINE").set("LINE_TEXT",
                          problem.word.empty()
                              ? reader.text("organiser.lines.problem", {{"line", number}, {"problem", words}})
                              : reader.text("organiser.lines.problem_with_word",
                                            {{"line", number}, {"word", problem.word}, {"problem", words}}));
  }
}

namespace {

// Of a party that is never split; one that finds no room to wait has been refused before.
std::string party_outlook(const Reader& reader, const domain::Event& event, int persons) {
  const auto left = event.remaining_attendee_capacity();
  if (!left || persons <= *left) return {};
  return reader.text("organiser.group.will_wait", {{"count", std::int64_t{*left}}});
}

}  // namespace

std::string group_page(const Pages& pages, const Console& console, const GroupPage& group) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/group.html", reader.text("organiser.group.title"));
  Values& body = page.body();
  const StaffParty& party = group.party;
  add_line_problems(body, reader, group.line_problems);
  add_error_summary(body, reader, party.state,
                    [&](std::string_view field) { return staff_party_label(reader, party.event, field); });
  add_event_line(body, page, party.event, party.now);
  body.set("ONCE", party.state.value("once"));
  Values people = body.add("PEOPLE");
  Field list{.name = "people",
             .control = Control::textarea,
             .label = reader.text("organiser.field.registration.people"),
             .hint = reader.text(party.event.childcare_capacity ? "organiser.hint.people_and_children"
                                                                : "organiser.hint.people"),
             .required = true};
  add_field(people, reader, party.state, list);
  add_staff_contact(body, page, party.state);
  add_staff_questions(body, page, party);
  add_spoken_consent(body, page, party.state, false);
  return page.html();
}

std::string group_preview_page(const Pages& pages, const Console& console, const GroupPreview& preview) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/group_preview.html", reader.text("organiser.group.check"));
  Values& body = page.body();
  add_event_line(body, page, preview.party.event, preview.party.now);
  const Arguments count{{"count", static_cast<std::int64_t>(preview.people.size())}};
  body.set("COUNT", reader.text("organiser.party.persons", count));
  body.set("BUTTON", reader.text("organiser.group.button", count));
  body.set_if("OUTLOOK", party_outlook(reader, preview.party.event, static_cast<int>(preview.people.size())));
  body.set("CONTACT_NAME", preview.party.state.value("contact.name"));
  for (const auto& [name, value] : preview.party.state.values) {
    Values hidden = body.add("HIDDEN");
    hidden.set("INPUT_NAME", name);
    hidden.set("VALUE", value);
  }
  for (std::size_t i = 0; i < preview.people.size(); ++i) {
    const domain::Person& person = preview.people[i];
    Values row = body.add("PERSON");
    row.set("NUMBER", reader.number(static_cast<std::int64_t>(i + 1)));
    row.set("PERSON_NAME", person.name.empty() ? reader.text("organiser.phoned.no_name") : person.name);
    row.set("LANGUAGE", person.interpreter_language ? reader.language_name(*person.interpreter_language) : "–");
    if (person.child_age) {
      row.set_if("CHILD", reader.text("organiser.person.child", {{"age", std::int64_t{*person.child_age}}}));
    }
  }
  return page.html();
}

std::string party_edit_page(const Pages& pages, const Console& console, const PartyEditPage& edit) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/party_edit.html", reader.text("organiser.party.edit_title"));
  Values& body = page.body();
  const StaffParty& party = edit.party;
  add_error_summary(body, reader, party.state,
                    [&](std::string_view field) { return staff_party_label(reader, party.event, field); });
  body.set("REGISTRATION_ID", edit.id.value);
  add_event_line(body, page, party.event, party.now);
  add_staff_contact(body, page, party.state);
  add_staff_persons(body, page, party);
  add_staff_questions(body, page, party);
  Values reminders = body.add("REMINDERS");
  add_field(reminders, reader, party.state,
            {.name = "reminders_wanted",
             .control = Control::checkbox,
             .label = reader.text("organiser.field.registration.reminders_wanted")});
  if (edit.several_dates) {
    add_field(reminders, reader, party.state,
              {.name = "all_dates",
               .control = Control::checkbox,
               .label = reader.text("organiser.field.registration.all_dates")});
  }
  return page.html();
}

}  // namespace ui
