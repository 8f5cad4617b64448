#include "ui/organiser_import.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "ui/event_view.hpp"
#include "ui/import_changes.hpp"
#include "ui/import_refused.hpp"
#include "ui/import_said.hpp"
#include "ui/organiser_event_form_parts.hpp"

namespace ui {
namespace {

// A page is for looking through; what it has no room for comes in as the like of it.
constexpr std::size_t most_lines = 400;

std::string digits_of(const Reader& reader) {
  std::string digits;
  for (int digit = 0; digit < 10; ++digit) digits += reader.number(digit);
  return digits;
}

std::size_t count_of(const ImportPreview& preview, std::string_view outcome) {
  return static_cast<std::size_t>(std::ranges::count(preview.lines, outcome, &ImportLine::outcome));
}

std::string count_text(const Reader& reader, std::string_view key, std::size_t count) {
  return reader.text("organiser.import.count." + std::string(key), {{"count", static_cast<std::int64_t>(count)}});
}

std::string use_label(const Reader& reader, const std::string& use) {
  if (use.empty()) return reader.text("organiser.import.column.none");
  const auto colon = use.find(':');
  auto label = reader.text("organiser.import.column." + use.substr(0, colon));
  if (colon == std::string::npos) return label;
  const auto language = reader.language_name(domain::LanguageTag(use.substr(colon + 1)));
  return reader.text("organiser.import.column_in", {{"column", label}, {"language", language}});
}

std::string column_label(const Reader& reader, const ImportColumn& column) {
  if (!column.heading.empty()) return column.heading;
  return reader.text("organiser.import.column_letter", {{"letter", column.letter}});
}

void add_columns(Values& section, const Drawing& draw, const ImportPreview& preview) {
  std::vector<Choice> choices;
  for (const std::string& use : preview.uses) choices.push_back({use, use_label(draw.reader, use), {}});
  for (const ImportColumn& column : preview.columns) {
    std::string examples;
    for (const std::string& example : column.examples) examples += (examples.empty() ? "" : " · ") + isolated(example);
    Field field{.name = column.input, .control = Control::select, .label = column_label(draw.reader, column)};
    field.hint = examples;
    field.choices = choices;
    field.mark_optional = false;
    Values one = section.add("COLUMN");
    add_field(one, draw.reader, draw.state, field);
  }
}

std::vector<Choice> publication_choices(const Reader& reader, bool may_publish) {
  if (may_publish) return word_choices(reader, "organiser.publication.", {"draft", "public", "unlisted", "staff"});
  return {{"draft", reader.text("organiser.publication.draft"), {}},
          {"public", reader.text("organiser.import.hand_in"), {}}};
}

void add_settings(Values& settings, const Drawing& draw, const ImportPreview& preview) {
  const Reader& reader = draw.reader;
  const auto add = [&](Field field, const char* hint = nullptr) {
    field.label = reader.text("organiser.import." + field.name);
    field.mark_optional = false;
    if (hint != nullptr) field.hint = reader.text(hint);
    Values one = settings.add("SETTING");
    add_field(one, reader, draw.state, field);
  };
  add({.name = "publication", .control = Control::select, .choices = publication_choices(reader, preview.may_publish)},
      preview.may_publish ? nullptr : "organiser.import.hand_in_hint");
  add({.name = "kind",
       .control = Control::select,
       .choices = word_choices(
           reader, "kind.",
           {"info_session", "group_activity", "civic_orientation", "client_panel", "network_meeting", "training"})},
      preview.is_table ? "organiser.import.kind_hint" : nullptr);
  add({.name = "language", .control = Control::select, .choices = language_choices(reader, draw.lists)});
  add({.name = "place", .control = Control::text, .maxlength = "200"}, "organiser.import.place_hint");
  add({.name = "municipality", .control = Control::text, .maxlength = "200"}, "organiser.import.municipality_hint");
  if (preview.is_table && !preview.takes_organisers)
    add({.name = "own",
         .control = Control::select,
         .choices = {{"", reader.text("organiser.import.own.required"), {}},
                     {"beside", reader.text("organiser.import.own.beside"), {}}}});
  if (!preview.is_table)
    add({.name = "from", .control = Control::date, .direction = "ltr"}, "organiser.import.from_hint");
}

bool is_decided_on(const ImportLine& line) {
  return comes_in(line) || line.outcome == "duplicate";
}

void add_line(Values& table, const Reader& reader, const ImportLine& line, bool is_table) {
  Values row = table.add("ROW");
  const auto number = std::to_string(line.line);
  row.set("LINE", number);
  row.set("PARTIES", std::int64_t{line.told.parties});
  row.set("INTERPRETERS", std::int64_t{line.told.interpreters});
  row.set("OUTCOME", line.outcome);
  row.set("OUTCOME_TEXT", reader.text("organiser.import.outcome." + line.outcome));
  row.set("ROW_TITLE", line.title);
  row.set("WHEN", when_of(reader, line));
  const domain::Place& place = line.first.location;
  row.set_if("WHERE", place.is_online() ? reader.text("organiser.import.online")
                      : place.room      ? reader.text("organiser.import.in_room", {{"room", place.name}})
                                        : place.name);
  // Of what is there already the file may know less than is stored.
  if (line.outcome == "created") row.set_if("WHAT", reader.kind_name(line.first.kind));
  if (is_decided_on(line)) {
    Values tick = row.add("TICK");
    tick.show_if(is_proposed(line), "TICKED");
    const char* what = is_table ? "organiser.import.take_row" : "organiser.import.take_event";
    tick.set("TICK_LABEL", reader.text(what, {{"title", line.title}, {"line", number}}));
  }
  if (line.event && line.outcome != "created") row.add("EVENT").set("ID", line.event->value);
  add_changes(row, reader, line);
  add_changed_here(row, reader, line);
  add_other_dates(row, reader, line);
  if (line.outcome == "duplicate") row.set_if("HINT", reader.text("organiser.import.duplicate_hint"));
  for (const ImportProblem& note : line.notes) {
    if (is_to_decide(note)) continue;
    Values one = row.add("NOTE");
    one.set("NOTE_TEXT", import_problem(reader, note));
    if (note.problem.event != 0) one.add("NOTE_EVENT").set("ID", note.problem.event);
  }
}

// What changes something that is there stands first, then what is new, each as in the file.
std::vector<const ImportLine*> lines_to_decide_on(const ImportPreview& preview) {
  std::vector<const ImportLine*> lines;
  for (const char* outcome : {"updated", "duplicate", "created"})
    for (const ImportLine& line : preview.lines)
      if (line.outcome == outcome) lines.push_back(&line);
  return lines;
}

// What stays as it is, for who wants to know.
void add_same(Values& body, const Reader& reader, const ImportPreview& preview) {
  std::size_t shown = 0;
  std::optional<Values> section;
  bool told = false;  // what somebody should look at
  for (const ImportLine& line : preview.lines) {
    if (is_decided_on(line) || line.outcome == "refused" || ++shown > most_lines) continue;
    told = told || !std::ranges::all_of(line.notes, is_to_decide);
    if (!section) {
      section = body.add("SAME");
      const char* what = count_of(preview, "unchanged") == 0 ? "skipped" : "unchanged";
      section->set("SAME_TITLE", count_text(reader, what, count_of(preview, what)));
    }
    add_line(*section, reader, line, preview.is_table);
  }
  if (section) section->show_if(told, "OPEN");
}

// Who will see what is new: said before anybody does.
void add_outlook(Values& form, const Reader& reader, const ImportPreview& preview) {
  std::map<std::string, std::size_t> counts;
  for (const ImportLine& line : preview.lines) {
    if (line.outcome != "created") continue;
    ++counts[line.handed_in ? "handed_in" : std::string(domain::to_word(line.first.publication_status))];
  }
  for (const auto& [what, count] : counts)
    form.add("OUTLOOK").set("OUTLOOK_TEXT", count_text(reader, "become_" + what, count));
  const auto over = std::ranges::count_if(preview.lines, [](const ImportLine& line) { return line.over; });
  if (over > 0) form.add("OUTLOOK").set("OUTLOOK_TEXT", count_text(reader, "over", static_cast<std::size_t>(over)));
}

// What each row was shown to become, for the button: "here" where it would undo somebody's work, "more" where it has no
// tick.
std::string seen_of(const ImportPreview& preview, const std::vector<const ImportLine*>& listed) {
  const std::set<const ImportLine*> ticks(listed.begin(), listed.end());
  std::string seen;
  for (const ImportLine& line : preview.lines) {
    seen += (seen.empty() ? "" : " ") + std::to_string(line.line) + ":" + line.outcome;
    if (!line.changed_here.empty()) seen += ":here";
    if (is_proposed(line) && !ticks.contains(&line)) seen += ":more";
  }
  return seen;
}

// What comes in though it has no tick.
void add_more_rows(Values& form, const Reader& reader, const ImportPreview& preview,
                   const std::vector<const ImportLine*>& listed) {
  const std::set<const ImportLine*> ticks(listed.begin(), listed.end());
  std::int64_t count = 0, parties = 0, interpreters = 0;
  for (const ImportLine& line : preview.lines) {
    if (!is_proposed(line) || ticks.contains(&line)) continue;
    ++count;
    parties += line.told.parties;
    interpreters += line.told.interpreters;
  }
  form.set("MORE_COUNT", count);
  form.set("MORE_PARTIES", parties);
  form.set("MORE_INTERPRETERS", interpreters);
  if (count > 0) form.set_if("MORE_ROWS", reader.text("organiser.import.more_rows", {{"count", count}}));
}

void add_lines(Values& body, const Reader& reader, const ImportPreview& preview) {
  auto lines = lines_to_decide_on(preview);
  if (lines.empty()) return body.show("NOTHING");
  lines.resize(std::min(lines.size(), most_lines));
  Values form = body.add("FORM");
  form.set("DIGITS", digits_of(reader));
  for (const auto& [name, value] : preview.state.values) {
    Values hidden = form.add("HIDDEN");
    hidden.set("INPUT_NAME", name);
    hidden.set("VALUE", value);
  }
  for (const ImportLine* line : lines) add_line(form, reader, *line, preview.is_table);
  form.set("SEEN", seen_of(preview, lines));
  add_more_rows(form, reader, preview, lines);
  add_outlook(form, reader, preview);
  add_told(form, preview);
}

void add_counts(Values& body, const Reader& reader, const ImportPreview& preview) {
  for (const char* outcome : {"created", "updated", "unchanged", "duplicate", "skipped", "refused"}) {
    const auto count = count_of(preview, outcome);
    if (count == 0) continue;
    Values one = body.add("COUNT");
    one.set("COUNT_KIND", outcome);
    const bool of_events = !preview.is_table && outcome == std::string_view("refused");
    one.set("COUNT_TEXT", count_text(reader, of_events ? "refused_events" : outcome, count));
  }
}

void add_brought(Values& body, const Reader& reader, const BroughtIn& brought) {
  body.set_if("BROUGHT", reader.text("organiser.import.brought", {{"created", std::int64_t(brought.created)},
                                                                  {"updated", std::int64_t(brought.updated)}}));
  if (!brought.drafts.empty()) body.add("DRAFTS").set("EVENTS", brought.drafts);
  if (brought.over == 0) return;
  body.set_if("OVER", count_text(reader, "over", brought.over));
  body.show("PAST");
}

}  // namespace

std::string import_page(const Pages& pages, const Console& console, const ImportStart& start) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/import.html", reader.text("organiser.import.title"));
  Values& body = page.body();
  body.show_if(start.ended, "ENDED");
  if (start.brought) add_brought(body, reader, *start.brought);
  const FormState state{{}, start.problems};
  add_error_summary(body, reader, state, [&](std::string_view field) {
    return field == "file" ? reader.text("organiser.import.file") : std::string();
  });
  for (const domain::Problem& problem : start.problems) {
    body.add("WRONG").set("REASON", reader.problem(problem));
    break;
  }
  return page.html();
}

std::string import_preview_page(const Pages& pages, const Console& console, const ImportPreview& preview) {
  const Reader reader = pages.reader(console.context.language);
  const auto heading = reader.text(preview.brought ? "organiser.import.check_rest" : "organiser.import.check");
  Page page = console_page(pages, console, "organiser/import_preview.html", heading);
  Values& body = page.body();
  body.set("HEADING", heading);
  const Drawing draw{reader, pages.lists(), preview.state};
  body.set("ADDRESS", preview.address);
  body.set("FILE_NAME", preview.file_name);
  if (preview.brought) add_brought(body, reader, *preview.brought);
  add_error_summary(body, reader, preview.state, [&](std::string_view field) {
    const auto column = std::ranges::find(preview.columns, field, &ImportColumn::input);
    return column == preview.columns.end() ? std::string() : column_label(reader, *column);
  });
  const bool unsettled = !preview.state.problems.empty();
  Values settings = body.add("SETTINGS");
  settings.show_if(unsettled || lacks_place(preview), "OPEN");
  settings.show_if(preview.remembered, "REMEMBERED");
  settings.show_if(preview.takes_organisers, "NAMES_ORGANISERS");
  if (preview.is_table) {
    Values columns = settings.add("COLUMNS");
    add_columns(columns, draw, preview);
  }
  add_settings(settings, draw, preview);
  for (const domain::Problem& note : preview.notes) body.add("ABOUT").set("ABOUT_TEXT", reader.problem(note));
  if (unsettled) return page.html();
  add_reading(body, reader, preview);
  add_counts(body, reader, preview);
  add_decisions(body, reader, preview);
  add_refused(body, reader, preview);
  add_lines(body, reader, preview);
  add_same(body, reader, preview);
  return page.html();
}

}  // namespace ui
