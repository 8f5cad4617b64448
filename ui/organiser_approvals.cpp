#include "ui/organiser_approvals.hpp"

#include "domain/address.hpp"
#include "ui/event_view.hpp"
#include "ui/event_words.hpp"
#include "ui/organiser_conflicts.hpp"

namespace ui {
namespace {

void add_fact(Values& into, const std::string& label, const std::string& text,
              const domain::LanguageTag* language = nullptr) {
  if (text.empty()) return;
  Values fact = into.add("FACT");
  fact.set("FACT_LABEL", label);
  fact.set("FACT_TEXT", text);
  if (language == nullptr) return;
  fact.set_if("FACT_LANG", language->str());
  fact.set_if("FACT_DIR", domain::is_right_to_left(*language) ? "rtl" : "ltr");
}

std::string fact_label(const Reader& reader, std::string_view field) {
  return reader.text("organiser.field." + std::string(field));
}

// In every language; but for the one in which the article's head says it.
void add_texts(Values& into, const Reader& reader, const domain::LocalisedText& text, const std::string& label,
               bool in_head = false) {
  const auto said = domain::best_text(text, reader.language()).language;
  for (const auto& [language, words] : text) {
    if (in_head && language == said) continue;
    add_fact(into, label + " (" + reader.language_name(language) + ")", words, &language);
  }
}

// Every text in every language and every address that it leads to: who approves it answers for all of it.
void add_what_the_public_gets(Values& into, const Reader& reader, const domain::Event& event) {
  add_texts(into, reader, event.name, fact_label(reader, "name"), true);
  add_texts(into, reader, event.short_description, fact_label(reader, "short_description"), true);
  add_texts(into, reader, event.neutral_name, fact_label(reader, "neutral_name"));
  add_fact(into, fact_label(reader, "location.online_url"), event.location.online_url);
  add_fact(into, fact_label(reader, "external_registration_url"), event.external_registration_url);
  for (const domain::Question& question : event.questions) {
    add_texts(into, reader, question.label, reader.text("organiser.form.questions"));
  }
}

// Who may come, and when they may register.
void add_registration(Values& into, const Reader& reader, const domain::Event& event) {
  const auto add_number = [&](std::string_view field, const std::optional<int>& number) {
    if (number) add_fact(into, fact_label(reader, field), reader.number(*number));
  };
  const auto add_time = [&](std::string_view field, const std::optional<domain::Instant>& time) {
    if (time) add_fact(into, fact_label(reader, field), reader.date_and_time(*time, event.time_zone));
  };
  add_number("maximum_attendee_capacity", event.maximum_attendee_capacity);
  add_number("waiting_list_capacity", event.waiting_list_capacity);
  add_number("childcare_capacity", event.childcare_capacity);
  if (event.invited_only) add_fact(into, fact_label(reader, "rules"), reader.text("organiser.event.invited_only"));
  add_time("enrolment_start_time", event.enrolment_start_time);
  add_time("enrolment_end_time", event.enrolment_end_time);
  add_fact(into, fact_label(reader, "reminders"), reminder_words(reader, event.reminders));
}

void add_facts(Values& into, const Reader& reader, const domain::Submission& one) {
  const domain::Event& event = one.event;
  // Who it is, and for whom, each by itself: either may be written the other way.
  into.set("SENT_BY", one.approval.submitted_by);
  if (!event.organisers.empty()) into.set_if("FOR", event.organisers.front().name);
  add_fact(into, fact_label(reader, "organisers"), organiser_words(reader, event.organisers));
  add_fact(into, fact_label(reader, "kind"), reader.kind_name(event.kind));
  add_fact(into, fact_label(reader, "keywords"), theme_words(reader, event.keywords));
  const domain::Place& place = event.location;
  add_fact(into, reader.text("event.where"),
           place.is_online() || domain::is_unknown(place) ? place_line(event, reader) : address_line(place));
  add_fact(into, reader.text("event.languages"), reader.language_names(event.in_language));
  add_fact(into, fact_label(reader, "interpreted_languages"), reader.language_names(event.interpreted_languages));
  add_registration(into, reader, event);
  add_what_the_public_gets(into, reader, event);
}

void add_waiting(Page& page, const Console& console, const domain::Submission& one,
                 const std::vector<domain::Conflict>& conflicts, const FormState& state) {
  const Reader& reader = page.reader();
  const domain::Event& event = one.event;
  Values article = page.body().add("WAITING");
  article.set("ID", event.id.value);
  set_text(article, reader, event.name, "EVENT_NAME");
  set_text(article, reader, event.short_description, "DESCRIPTION");
  article.set("WHEN", reader.date(event.start_time, event.time_zone));
  article.set("TIME", reader.time_range(event.start_time, event.end_time, event.time_zone));
  if (domain::may(console.principal, domain::Permission::see_event, &event))
    article.add("LINK").set("ID", event.id.value);
  add_facts(article, reader, one);
  if (!conflicts.empty()) {
    Values meets = article.add("MEETS");
    meets.set("ID", event.id.value);
    add_conflicts(meets, reader, conflicts, event.maximum_attendee_capacity);
  }
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
                           const EventConflicts& conflicts, const FormState& state) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/approvals.html", reader.text("organiser.approvals.title"));
  add_error_summary(page.body(), reader, state, [&](std::string_view field) {
    return field.starts_with("reason") ? reader.text("organiser.approvals.reason") : std::string();
  });
  page.body().show_if(submissions.to_decide.empty() && submissions.own.empty(), "NOTHING");
  for (const domain::Submission& one : submissions.to_decide) {
    const auto met = conflicts.find(one.event.id);
    add_waiting(page, console, one, met == conflicts.end() ? std::vector<domain::Conflict>{} : met->second, state);
  }
  if (submissions.own.empty()) return page.html();
  Values list = page.body().add("OWN");
  for (const domain::Submission& one : submissions.own) add_own(list, reader, one);
  return page.html();
}

}  // namespace ui
