#include "ui/organiser_history.hpp"

#include "domain/material_history.hpp"
#include "ui/change_words.hpp"
#include "ui/event_view.hpp"
#include "ui/event_words.hpp"
#include "ui/organiser_series.hpp"

namespace ui {
namespace {

using domain::Permission;

// A line that says only who did what has no more to tell.
constexpr std::string_view no_way_back = "nothing_to_undo";

std::string address_of(const domain::Event& event) {
  return "/organiser/events/" + std::to_string(event.id.value);
}

std::string series_of(domain::SeriesId series) {
  return "/organiser/series/" + std::to_string(series.value);
}

std::string series_history(domain::SeriesId series) {
  return series_of(series) + "/history";
}

// As in the JSON interface: of an event for everybody the link is for those who take part, and for its own staff.
bool sees_link(const Console& console, const domain::Event& event) {
  return event.publication_status == domain::PublicationStatus::staff ||
         domain::may(console.principal, Permission::see_participants, &event);
}

void add_values(Values& into, const Reader& reader, const domain::Event& now, const domain::EventChange& change,
                bool link) {
  const auto all = shown_changes(reader, now, change, link);
  if (all.empty()) return;
  Values values = into.add("VALUES");
  for (const ShownChange& one : all) {
    Values value = values.add("VALUE");
    value.set("VALUE_LABEL", one.label);
    value.set("BEFORE", one.before);
    value.set("AFTER", one.after);
    if (one.language) value.set_if("TEXT_LANG", one.language->str());
  }
}

void add_undo(Values& line, const Reader& reader, const domain::HistoryEntry& entry, bool may_edit,
              const std::optional<domain::SeriesId>& series) {
  if (entry.undoable) {
    Values undo = line.add("UNDO");
    if (series) undo.set_if("RETURN", series_history(*series));
    undo.set("ID", entry.event.id.value);
    undo.set("CHANGE", entry.change.id.value);
  } else if (may_edit && entry.refusal != no_way_back) {
    line.set_if("STAYS", entry.undone_by ? reader.text("organiser.history.undone")
                                         : reader.problem({{}, entry.refusal, {}, {}}));
  }
}

std::string note_words(const Reader& reader, const domain::EventChange& change) {
  const bool of_field = change.kind == domain::ChangeKind::calendar_declined ||
                        (change.kind == domain::ChangeKind::calendar_followed && !change.note.empty());
  return of_field ? reader.text("organiser.subscribed." + change.note) : change.note;
}

void add_line(Values& list, const Reader& reader, const Console& console, const HistoryPage& page,
              const domain::HistoryEntry& entry) {
  Values line = list.add("LINE");
  const domain::EventChange& change = entry.change;
  line.set("CHANGE_ID", change.id.value);
  line.set("ISO", domain::format_rfc3339(change.time));
  line.set("WHEN", reader.date_and_time(change.time, entry.event.time_zone));
  line.set("SENTENCE", change_sentence(reader, entry));
  if (change.dates > 1) {
    line.set_if("DATES", reader.text("organiser.history.dates", {{"count", std::int64_t{change.dates}}}));
  }
  if (page.series) {
    Values event = line.add("OF");
    event.set("ID", entry.event.id.value);
    event.set("DATE", when_words(reader, entry.event));
  }
  line.set_if("NOTE", note_words(reader, change));
  add_values(line, reader, entry.event, change, sees_link(console, entry.event));
  add_undo(line, reader, entry, domain::may(console.principal, Permission::edit_event, &entry.event), page.series);
}

// Why a date stays as it is.
std::string stays_words(const Reader& reader, const domain::UndoneDate& date) {
  if (date.refusal == "not_ours") return reader.text("organiser.change.fate.not_ours");
  if (date.refusal == "room_taken" || date.refusal == "interpreter_busy") {
    return reader.text("organiser.undo.stays." + date.refusal);
  }
  return reader.problem({{}, date.refusal, {}, {}});
}

void add_stays(Values& into, const Reader& reader, const domain::UndoneDate& date) {
  Values stays = into.add("STAYS");
  stays.set("WHY", stays_words(reader, date));
  if (date.in_the_way != 0) stays.add("IN_THE_WAY").set("OTHER", date.in_the_way);
}

// What becomes of one of the dates.
void add_date(Values& section, const Reader& reader, const domain::UndoneDate& date) {
  Values line = section.add("DATE");
  line.set("WHEN", when_words(reader, date.event));
  if (!date.refusal.empty()) {
    add_stays(line, reader, date);
  } else if (date.event.start_time != date.after.start_time || date.event.end_time != date.after.end_time) {
    line.set_if("THEN", when_words(reader, date.after));
  }
}

// How a choice is called, and its button.
struct ChoiceWords {
  std::string title;
  std::string button;
};

ChoiceWords words_of(const Reader& reader, const domain::UndoPlan& plan, bool only) {
  const auto put_back = static_cast<std::int64_t>(domain::put_back_of(plan.dates));
  const auto stays = static_cast<std::int64_t>(plan.dates.size()) - put_back;
  const bool alone = plan.scope == domain::UndoScope::this_one;
  const bool tells = plan.told.parties > 0 || plan.told.interpreters > 0;
  const Arguments counts{{"count", put_back}, {"stays", stays}};
  const std::string title = only        ? "organiser.told.title"
                            : alone     ? "organiser.undo.this"
                            : stays > 0 ? "organiser.undo.some"
                                        : "organiser.undo.all";
  const std::string button = only        ? "organiser.undo.button"
                             : alone     ? "organiser.undo.button_this"
                             : stays > 0 ? "organiser.undo.button_some"
                                         : "organiser.undo.button_all";
  return {reader.text(title, counts), reader.text(button + (tells ? "_told" : ""), counts)};
}

std::vector<std::string> consequences(const Reader& reader, const domain::UndoPlan& plan) {
  std::vector<std::string> sentences;
  if (domain::is_about_material_of_series(plan.dates.front().change)) {
    const auto count = static_cast<std::int64_t>(plan.dates.size());
    sentences.push_back(reader.text("organiser.undo.material_of_series", {{"count", count}}));
  }
  for (std::string& told : told_sentences(plan.told, reader)) sentences.push_back(std::move(told));
  if (plan.told.parties + plan.told.interpreters + plan.told.unreachable == 0) {
    sentences.push_back(reader.text("organiser.undo.nobody"));
  }
  if (plan.lost_bookings > 0) {
    sentences.push_back(reader.text("organiser.undo.bookings", {{"count", std::int64_t{plan.lost_bookings}}}));
  }
  return sentences;
}

void add_choice(Values& body, const Reader& reader, const domain::UndoPlan& plan, bool only) {
  Values choice = body.add("CHOICE");
  const domain::UndoneDate& own = plan.dates.front();
  const ChoiceWords words = words_of(reader, plan, only);
  choice.set("SCOPE", domain::to_word(plan.scope));
  choice.set("CHOICE_TITLE", words.title);
  if (plan.scope == domain::UndoScope::all) {
    Values dates = choice.add("DATES");
    for (const domain::UndoneDate& date : plan.dates) add_date(dates, reader, date);
  }
  if (domain::put_back_of(plan.dates) == 0) {
    if (plan.scope == domain::UndoScope::this_one) add_stays(choice, reader, own);
    return;
  }
  for (const std::string& sentence : consequences(reader, plan)) choice.add("TOLD").set("SENTENCE", sentence);
  Values button = choice.add("BUTTON");
  button.set("ID", own.event.id.value);
  button.set("CHANGE", own.change.id.value);
  button.set("SCOPE", domain::to_word(plan.scope));
  button.show_if(only, "MAIN");
  button.set("BUTTON", words.button);
}

}  // namespace

std::string history_page(const Pages& pages, const Console& console, const HistoryPage& shown) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/history.html", reader.text("organiser.history.title"));
  show_problems(page, shown.problems);
  Values& body = page.body();
  const domain::Event& event = shown.history.event;
  set_text(body, reader, event.name, "NAME");
  body.set("BACK", shown.series ? series_of(*shown.series) : address_of(event));
  if (!shown.series) body.set_if("MOMENT", when_words(reader, event));
  if (event.super_event && !shown.series) body.add("SERIES").set("SERIES_ID", event.super_event->value);
  body.show_if(shown.history.entries.empty(), "NONE");
  Values list = body.add("LIST");
  for (const domain::HistoryEntry& entry : shown.history.entries) add_line(list, reader, console, shown, entry);
  if (shown.history.next) body.set_if("OLDER", "?before=" + std::to_string(shown.history.next->value));
  return page.html();
}

std::string undo_page(const Pages& pages, const Console& console, const UndoPage& shown) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/undo.html", reader.text("organiser.undo.title"));
  Values& body = page.body();
  const domain::UndoneDate& own = shown.one.dates.front();
  set_text(body, reader, own.event.name, "NAME");
  body.set("MOMENT", when_words(reader, own.event));
  body.set("BACK", shown.back);
  body.set("SENTENCE", change_sentence(reader, {own.change, own.event}));
  add_values(body, reader, own.event, own.change, sees_link(console, own.event));
  body.set_if("NOTE", note_words(reader, own.change));
  add_choice(body, reader, shown.one, !shown.all);
  if (shown.all) add_choice(body, reader, *shown.all, false);
  return page.html();
}

std::string undone_page(const Pages& pages, const Console& console, const UndonePage& shown) {
  const Reader reader = pages.reader(console.context.language);
  const auto count = static_cast<std::int64_t>(domain::put_back_of(shown.undone.dates));
  const std::string title = reader.text("organiser.undone.title", {{"count", count}});
  Page page = console_page(pages, console, "organiser/undone.html", title);
  Values& body = page.body();
  body.set("TITLE", title);
  set_text(body, reader, shown.undone.event.name, "NAME");
  body.set("BACK", shown.back);
  for (const domain::UndoneDate& date : shown.undone.dates) {
    Values line = body.add("DATE");
    line.set("ID", date.event.id.value);
    line.set("WHEN", when_words(reader, date.event));
    line.show_if(date.refusal.empty(), "PUT_BACK");
    if (!date.refusal.empty()) add_stays(line, reader, date);
  }
  return page.html();
}

}  // namespace ui
