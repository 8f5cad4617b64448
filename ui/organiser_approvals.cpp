#include "ui/organiser_approvals.hpp"

#include "ui/event_view.hpp"
#include "ui/event_words.hpp"

namespace ui {
namespace {

void add_fact(Values& into, const std::string& label, const std::string& text) {
  if (text.empty()) return;
  Values fact = into.add("FACT");
  fact.set("FACT_LABEL", label);
  fact.set("FACT_TEXT", text);
}

// Every text in every language and every address that it leads to: who approves it answers for all of it.
void add_what_the_public_gets(Values& into, const Reader& reader, const domain::Event& event) {
  const auto add_texts = [&](const domain::LocalisedText& text, const char* label) {
    for (const auto& [language, words] : text) {
      add_fact(into, reader.text(label) + " (" + reader.language_name(language) + ")", words);
    }
  };
  add_texts(event.name, "organiser.field.name");
  add_texts(event.short_description, "organiser.field.short_description");
  add_fact(into, reader.text("organiser.field.location.online_url"), event.location.online_url);
  add_fact(into, reader.text("organiser.field.external_registration_url"), event.external_registration_url);
  for (const domain::Question& question : event.questions) add_texts(question.label, "organiser.form.questions");
}

void add_facts(Values& into, const Reader& reader, const domain::Submission& one) {
  // Who it is, and for whom, each by itself: either may be written the other way.
  Values sender = into.add("SENDER");
  sender.set("SENT_BY", one.approval.submitted_by);
  for (const domain::Organiser& organiser : one.event.organisers) sender.add("FOR").set("ORGANISER", organiser.name);
  const domain::Place& place = one.event.location;
  add_fact(into, reader.text("event.where"), place.is_online() ? reader.text("event.online") : address_line(place));
  add_fact(into, reader.text("event.languages"), reader.language_names(one.event.in_language));
  add_what_the_public_gets(into, reader, one.event);
}

void add_waiting(Page& page, const domain::Submission& one, const FormState& state) {
  const Reader& reader = page.reader();
  const domain::Event& event = one.event;
  Values article = page.body().add("WAITING");
  article.set("ID", event.id.value);
  set_text(article, reader, event.name, "EVENT_NAME");
  set_text(article, reader, event.short_description, "DESCRIPTION");
  article.set("WHEN", reader.date(event.start_time, event.time_zone));
  article.set("TIME", reader.time_range(event.start_time, event.end_time, event.time_zone));
  add_facts(article, reader, one);
  article.set("VERSION", event.version);
  article.set("AS", domain::to_word(one.approval.as));
  article.set("APPROVE_AS",
              reader.text("organiser.approvals.approve." + std::string(domain::to_word(one.approval.as))));
  add_field(article, reader, state,
            {.name = "reason[" + std::to_string(event.id.value) + "]",
             .control = Control::textarea,
             .label = reader.text("organiser.approvals.reason"),
             .mark_optional = false});
}

void add_own(Values& list, const Reader& reader, const domain::Submission& one) {
  Values item = list.add("OWN_EVENT");
  item.set("ID", one.event.id.value);
  set_text(item, reader, one.event.name, "EVENT_NAME");
  item.set("WHEN", reader.date_and_time(one.event.start_time, one.event.time_zone));
  item.set("STATE_TEXT", reader.text("organiser.approval." + std::string(domain::to_word(one.approval.state))));
  item.set_if("REASON", one.approval.reason);
}

}  // namespace

std::string approvals_page(const Pages& pages, const Console& console, const domain::Submissions& submissions,
                           const FormState& state) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/approvals.html", reader.text("organiser.approvals.title"));
  add_error_summary(page.body(), reader, state, [&](std::string_view field) {
    return field.starts_with("reason") ? reader.text("organiser.approvals.reason") : std::string();
  });
  page.body().show_if(submissions.to_decide.empty() && submissions.own.empty(), "NOTHING");
  for (const domain::Submission& one : submissions.to_decide) add_waiting(page, one, state);
  if (submissions.own.empty()) return page.html();
  Values list = page.body().add("OWN");
  for (const domain::Submission& one : submissions.own) add_own(list, reader, one);
  return page.html();
}

}  // namespace ui
