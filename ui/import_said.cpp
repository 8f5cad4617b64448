#include "ui/import_said.hpp"

#include <algorithm>
#include <map>

#include "ui/change_words.hpp"
#include "ui/event_view.hpp"
#include "ui/import_changes.hpp"

namespace ui {
namespace {

std::string value_of(const FormState& state, std::string_view name) {
  const auto found = std::ranges::find(state.values, name, [](const auto& value) { return value.first; });
  return found == state.values.end() ? std::string() : found->second;
}

std::string columns_left_out(const Reader& reader, const ImportPreview& preview, std::size_t& count) {
  std::vector<std::string> headings;
  for (const ImportColumn& column : preview.columns) {
    if (column.heading.empty() || !value_of(preview.state, column.input).empty()) continue;
    headings.push_back(reader.right_to_left() ? isolated(column.heading) : column.heading);
  }
  count = headings.size();
  return reader.joined(headings);
}

void add_decision(Values& section, const Reader& reader, const ImportToDecide& one) {
  const domain::Event& event = one.first;
  Values row = section.add("DECISION");
  row.set("ID", event.id.value);
  set_text(row, reader, event.name, "NAME");
  std::string when = reader.short_date(event.start_time, event.time_zone) + " " +
                     reader.by_skeleton(event.start_time, event.time_zone, "y") + " " +
                     reader.time_range(event.start_time, event.end_time, event.time_zone);
  when = isolated(when);
  if (one.dates > 1)
    when += reader.text("text.comma") + " " +
            reader.text("organiser.import.count.dates", {{"count", static_cast<std::int64_t>(one.dates)}});
  row.set("WHEN", when);
  row.set("WHY", reader.text("organiser.import.why." + one.why));
  row.set("PERSONS", reader.text("organiser.import.persons", {{"count", std::int64_t{one.persons}}}));
}

// As a clock on the wall shows it.
domain::Instant as_shown(domain::LocalTime local) {
  return domain::Instant{local.time_since_epoch()};
}
constexpr std::string_view no_zone = "UTC";

domain::LocalTime::duration clock_of(domain::LocalTime local) {
  return local - std::chrono::floor<std::chrono::days>(local);
}

constexpr std::size_t most_days = 12;

template <class Days, class Word>
void add_days(Values& row, const Reader& reader, const char* key, const Days& days, const Word& word) {
  if (days.empty()) return;
  std::vector<std::string> words;
  for (const auto& day : days) {
    if (words.size() == most_days) break;
    words.push_back(isolated(word(day)));
  }
  if (days.size() > most_days) words.emplace_back("…");
  row.add("OTHER_DATES").set("OTHER_DATES_TEXT", reader.text(key, {{"days", reader.joined(words)}}));
}

}  // namespace

std::string when_of(const Reader& reader, const ImportLine& line) {
  if (line.starts.empty()) return {};
  const auto day = [&](domain::LocalTime local) {
    const auto instant = as_shown(local);
    return reader.short_date(instant, no_zone) + " " + reader.by_skeleton(instant, no_zone, "y");
  };
  const auto hours = [&](std::size_t i) {
    return reader.time_range(as_shown(line.starts[i]), as_shown(line.ends[i]), no_zone);
  };
  const std::string usual = hours(0);
  const std::string when = day(line.starts.front()) + " " + usual;
  if (line.starts.size() == 1) return isolated(when);
  std::string text =
      isolated(when + " – " + day(line.starts.back())) + reader.text("text.comma") + " " +
      reader.text("organiser.import.count.dates", {{"count", static_cast<std::int64_t>(line.starts.size())}});
  std::map<std::string, std::int64_t> others;
  for (std::size_t i = 1; i < line.starts.size(); ++i) {
    const bool same = clock_of(line.starts[i]) == clock_of(line.starts[0]) &&
                      line.ends[i] - line.starts[i] == line.ends[0] - line.starts[0];
    if (!same) ++others[hours(i)];
  }
  for (const auto& [times, count] : others)
    text += reader.text("text.comma") + " " +
            reader.text("organiser.import.other_times", {{"count", count}, {"times", isolated(times)}});
  return text;
}

void add_other_dates(Values& row, const Reader& reader, const ImportLine& line) {
  const std::string& zone = line.first.time_zone;
  const auto day = [&](domain::Instant instant) { return reader.short_date(instant, zone); };
  add_days(row, reader, "organiser.import.not_held", line.not_held, day);
  add_days(row, reader, "organiser.import.moved", line.moved, [&](const auto& move) {
    return day(move.first) + " → " + day(move.second) + " " + reader.time(move.second, zone);
  });
}

void add_reading(Values& body, const Reader& reader, const ImportPreview& preview) {
  if (const std::string tag = value_of(preview.state, "language"); !tag.empty()) {
    const std::string language = reader.language_name(domain::LanguageTag(tag));
    body.add("READING").set("READING_TEXT", reader.text("organiser.import.texts_in", {{"language", language}}));
  }
  if (const std::string town = value_of(preview.state, "municipality"); !town.empty())
    body.add("READING").set("READING_TEXT", reader.text("organiser.import.town_is", {{"town", town}}));
  if (!preview.is_table) return;
  std::size_t count = 0;
  const std::string columns = columns_left_out(reader, preview, count);
  if (count == 0) return;
  body.add("READING").set(
      "READING_TEXT",
      reader.text("organiser.import.left_out", {{"count", static_cast<std::int64_t>(count)}, {"columns", columns}}));
}

void add_decisions(Values& body, const Reader& reader, const ImportPreview& preview) {
  if (preview.to_decide.empty()) return;
  Values section = body.add("DECISIONS");
  for (const ImportToDecide& one : preview.to_decide) add_decision(section, reader, one);
}

bool is_to_decide(const ImportProblem& note) {
  return note.problem.event != 0 && (note.problem.code == "cancelled_there" || note.problem.code == "left_over");
}

bool is_proposed(const ImportLine& line) {
  const bool older =
      std::ranges::any_of(line.notes, [](const ImportProblem& note) { return note.problem.code == "import_older"; });
  return comes_in(line) && line.changed_here.empty() && !older;
}

void add_changed_here(Values& row, const Reader& reader, const ImportLine& line) {
  std::map<std::string, std::pair<std::string, domain::EventChange>> days;
  for (const ImportChangedHere& one : line.changed_here) {
    auto& [words, change] = days[local_date(one.time, domain::default_time_zone)];
    words = reader.short_date(one.time, domain::default_time_zone);
    change.fields.push_back({one.field});
  }
  for (const auto& [day, said] : days) {
    row.add("CHANGED_HERE")
        .set("CHANGED_HERE_TEXT",
             reader.text("organiser.import.changed_here",
                         {{"date", said.first}, {"fields", reader.joined(changed_labels(reader, said.second))}}));
  }
}

}  // namespace ui
