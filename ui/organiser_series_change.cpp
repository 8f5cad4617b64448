#include <algorithm>

#include "ui/event_view.hpp"
#include "ui/organiser_conflicts.hpp"
#include "ui/organiser_series.hpp"

namespace ui {
namespace {

using domain::DateFate;
using domain::PlannedDate;

bool changes(const PlannedDate& date) {
  return date.fate == DateFate::own || date.fate == DateFate::changes;
}

// Whoever moves the start moves the end along: the whole time is another one (domain::changed_fields).
std::string names_of(const std::vector<std::string>& fields, const Reader& reader) {
  const bool moves = std::ranges::find(fields, "start_time") != fields.end();
  std::vector<std::string> names;
  for (const std::string& field : fields) {
    if (moves && field == "end_time") continue;
    const bool is_time = moves && field == "start_time";
    names.push_back(reader.text(is_time ? "organiser.history.field.time" : "organiser.field." + field));
  }
  return reader.joined(names);
}

std::string_view word_of(DateFate fate) {
  switch (fate) {
    case DateFate::own:
    case DateFate::changes:
      return "changes";
    case DateFate::stays:
      return "stays";
    case DateFate::begun:
      return "begun";
    case DateFate::cancelled:
      return "cancelled";
    case DateFate::not_ours:
      return "not_ours";
  }
  return "stays";
}

std::string when(const domain::EventDetails& details, const Reader& reader) {
  return reader.date(details.start_time, details.time_zone) + " " +
         reader.time_range(details.start_time, details.end_time, details.time_zone);
}

std::vector<domain::Conflict> met_by(const SeriesChangePage& change, const PlannedDate& date) {
  const auto met = change.met.find(date.event.id);
  return met == change.met.end() ? std::vector<domain::Conflict>{} : met->second;
}

void add_date(Values& body, const Reader& reader, const PlannedDate& one,
              const std::vector<domain::Conflict>& conflicts) {
  Values date = body.add("DATE");
  const domain::Event& event = one.event;
  add_met(date, reader, conflicts, one.after.maximum_attendee_capacity);
  date.set("ISO", domain::format_rfc3339(event.start_time));
  date.set("WHEN", when(event, reader));
  date.set("FATE", word_of(one.fate));
  date.set("FATE_TEXT", reader.text("organiser.change.fate." + std::string(word_of(one.fate))));
  const bool moves = event.start_time != one.after.start_time || event.end_time != one.after.end_time;
  if (changes(one) && moves) date.set_if("MOVED_TO", when(one.after, reader));
  if (changes(one) && one.after.enrolment_end_time && event.enrolment_end_time != one.after.enrolment_end_time) {
    date.set_if("CLOSES", reader.date_and_time(*one.after.enrolment_end_time, event.time_zone));
  }
  if (!one.kept.empty()) {
    date.set_if("KEPT", reader.text("organiser.change.kept", {{"fields", names_of(one.kept, reader)}}));
  }
  if (event.confirmed_persons + event.waitlisted_persons > 0) {
    date.set_if("PEOPLE",
                reader.text("organiser.change.people", {{"registered", std::int64_t{event.confirmed_persons}},
                                                        {"waiting", std::int64_t{event.waitlisted_persons}}}));
  }
}

// The dates that nobody can store like this, each with what is in its way; false where there is none.
bool add_refusal(Values& body, const Reader& reader, const SeriesChangePage& change) {
  std::optional<Values> refused;
  for (const PlannedDate& date : change.plan.dates) {
    for (const domain::Conflict& conflict : met_by(change, date)) {
      if (!is_hard(conflict)) continue;
      if (!refused) refused = body.add("REFUSED");
      add_taken(*refused, reader, domain::format_rfc3339(date.event.start_time),
                reader.short_date(date.after.start_time, date.after.time_zone), conflict);
    }
  }
  return refused.has_value();
}

}  // namespace

bool is_told(const domain::ToldPeople& told) {
  return told.parties > 0 || told.interpreters > 0;
}

std::vector<std::string> told_sentences(const domain::ToldPeople& told, const Reader& reader) {
  std::vector<std::string> sentences;
  if (told.parties > 0) {
    std::vector<std::string> languages;
    for (const auto& [language, parties] : told.languages) {
      languages.push_back(reader.language_name(language) + " " + reader.number(parties));
    }
    sentences.push_back(reader.text("organiser.told.parties", {{"parties", std::int64_t{told.parties}},
                                                               {"persons", std::int64_t{told.persons}},
                                                               {"languages", reader.joined(languages)}}));
  }
  const auto add = [&](const char* key, int count) {
    if (count > 0) sentences.push_back(reader.text(key, {{"count", std::int64_t{count}}}));
  };
  add("organiser.told.waiting", told.waiting_persons);
  add("organiser.told.interpreters", told.interpreters);
  add("organiser.told.unreachable", told.unreachable);
  return sentences;
}

std::string series_change_page(const Pages& pages, const Console& console, const SeriesChangePage& change) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/series_change.html", reader.text("organiser.change.title"));
  Values& body = page.body();
  const auto& dates = change.plan.dates;
  const auto own = std::ranges::find(dates, change.own, [](const PlannedDate& date) { return date.event.id; });
  set_text(body, reader, own->after.name, "NAME");
  body.set("ID", change.own.value);
  body.set("FIELDS", names_of(change.fields, reader));
  for (const std::string& sentence : told_sentences(change.plan.told, reader)) {
    body.add("TOLD").set("SENTENCE", sentence);
  }
  if (!is_told(change.plan.told)) body.add("TOLD").set("SENTENCE", reader.text("organiser.told.nobody"));
  for (const auto& [name, value] : change.state.values) {
    Values hidden = body.add("HIDDEN");
    hidden.set("INPUT_NAME", name);
    hidden.set("VALUE", value);
  }
  if (!add_refusal(body, reader, change)) show_problems(page, change.state.problems);
  for (const PlannedDate& date : dates) add_date(body, reader, date, met_by(change, date));
  const bool alone = dates.size() == 1 && is_told(change.plan.told);
  body.set("BUTTON", alone ? reader.text("organiser.change.save_and_tell")
                           : reader.text("organiser.change.save", {{"count", std::ranges::count_if(dates, changes)}}));
  return page.html();
}

}  // namespace ui
