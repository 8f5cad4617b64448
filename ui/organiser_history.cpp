#include "ui/organiser_history.hpp"

#include <algorithm>

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
  line.set_if("NOTE", change.note);
  add_values(line, reader, entry.event, change, sees_link(console, entry.event));
  add_undo(line, reader, entry, domain::may(console.principal, Permission::edit_event, &entry.event), page.series);
}

// What becomes of one of the dates.
void add_date(Values& section, const Reader& reader, const domain::UndoneDate& date) {
  Values line = section.add("DATE");
  line.set("WHEN", when_words(reader, date.event));
  if (!date.refusal.empty()) {
    line.set_if("STAYS", date.refusal == "not_ours" ? reader.text("organiser.change.fate.not_ours")
                                                    : reader.problem({{}, date.refusal, {}, {}}));
  } else if (date.event.start_time != date.after.start_time || date.event.end_time != date.after.end_time) {
    line.set_if("THEN", when_words(reader, date.after));
  }
}

void add_choice(Values& body, const Reader& reader, const domain::UndoPlan& plan, domain::UndoScope scope, bool only) {
  Values choice = body.add("CHOICE");
  const domain::UndoneDate& own = plan.dates.front();
  const auto put_back =
      std::ranges::count_if(plan.dates, [](const domain::UndoneDate& date) { return date.refusal.empty(); });
  const bool alone = scope == domain::UndoScope::this_one;
  choice.set("ID", own.event.id.value);
  choice.set("CHANGE", own.change.id.value);
  choice.set("SCOPE", domain::to_word(scope));
  choice.show_if(only, "MAIN");
  choice.set("CHOICE_TITLE", only    ? reader.text("organiser.told.title")
                             : alone ? reader.text("organiser.undo.this")
                                     : reader.text("organiser.undo.all", {{"count", std::int64_t{put_back}}}));
  if (!alone) {
    Values dates = choice.add("DATES");
    for (const domain::UndoneDate& date : plan.dates) add_date(dates, reader, date);
  }
  std::vector<std::string> sentences = told_sentences(plan.told, reader);
  if (sentences.empty()) sentences.push_back(reader.text("organiser.undo.nobody"));
  if (plan.lost_bookings > 0) {
    sentences.push_back(reader.text("organiser.undo.bookings", {{"count", std::int64_t{plan.lost_bookings}}}));
  }
  for (const std::string& sentence : sentences) choice.add("TOLD").set("SENTENCE", sentence);
  const bool tells = plan.told.parties > 0 || plan.told.interpreters > 0;
  std::string button = only    ? "organiser.undo.button"
                       : alone ? "organiser.undo.button_this"
                               : "organiser.undo.button_all";
  if (tells) button += "_told";
  choice.set("BUTTON", reader.text(button, {{"count", std::int64_t{put_back}}}));
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
  add_choice(body, reader, shown.one, domain::UndoScope::this_one, !shown.all);
  if (shown.all) add_choice(body, reader, *shown.all, domain::UndoScope::all, false);
  return page.html();
}

}  // namespace ui
