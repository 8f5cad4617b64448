#include "ui/import_changes.hpp"

#include <algorithm>
#include <functional>

#include "ui/change_words.hpp"
#include "ui/import_said.hpp"
#include "ui/organiser_series.hpp"

namespace ui {
namespace {

// What is long is named only.
bool is_short(const ShownChange& one) {
  constexpr std::size_t longest_shown = 160;
  return one.before.size() <= longest_shown && one.after.size() <= longest_shown;
}

constexpr std::size_t most_values = 6;

// The same of several dates is said once.
struct Value {
  ShownChange change;
  std::size_t dates = 1;
};

std::vector<Value> values_of(const Reader& reader, const ImportLine& line) {
  std::vector<Value> values;
  for (const ImportChange& change : line.changes) {
    for (ShownChange& one : shown_changes(reader, change.event, change.change, true)) {
      if (!is_short(one)) continue;
      const auto same = std::ranges::find_if(values, [&](const Value& value) {
        return value.change.label == one.label && value.change.before == one.before && value.change.after == one.after;
      });
      if (same == values.end()) {
        values.push_back({std::move(one)});
      } else {
        ++same->dates;
      }
    }
  }
  std::ranges::stable_sort(values, std::greater{}, &Value::dates);
  return values;
}

std::string labels_of(const Reader& reader, const ImportLine& line) {
  domain::EventChange all;
  for (const ImportChange& change : line.changes)
    all.fields.insert(all.fields.end(), change.change.fields.begin(), change.change.fields.end());
  return reader.joined(changed_labels(reader, all));
}

void add_value(Values& row, const Reader& reader, const ImportLine& line, const Value& value) {
  Values shown = row.add("VALUE");
  shown.set("VALUE_LABEL", value.change.label);
  shown.set("BEFORE", value.change.before);
  shown.set("AFTER", value.change.after);
  if (value.change.language) shown.set_if("TEXT_LANG", value.change.language->str());
  if (line.starts.size() > 1 && value.dates > 1)
    shown.set_if("VALUE_DATES", reader.text("organiser.import.of_dates", {{"count", std::int64_t(value.dates)}}));
}

}  // namespace

bool comes_in(const ImportLine& line) {
  return line.outcome == "created" || line.outcome == "updated";
}

void add_changes(Values& row, const Reader& reader, const ImportLine& line) {
  const std::vector<Value> values = values_of(reader, line);
  for (std::size_t i = 0; i < std::min(values.size(), most_values); ++i) add_value(row, reader, line, values[i]);
  if (values.size() > most_values)
    row.set_if("MORE_VALUES",
               reader.text("organiser.import.more_values", {{"count", std::int64_t(values.size() - most_values)}}));
  if (const std::string labels = labels_of(reader, line); !labels.empty())
    row.set_if("CHANGED", reader.text("organiser.import.changes", {{"fields", labels}}));
  for (const std::string& sentence : told_sentences(line.told, reader)) row.add("TOLD").set("SENTENCE", sentence);
}

// Each row tells on its own.
void add_told(Values& form, const Reader& reader, const ImportPreview& preview) {
  domain::ToldPeople all;
  for (const ImportLine& line : preview.lines) {
    if (!is_proposed(line)) continue;
    all.parties += line.told.parties;
    all.persons += line.told.persons;
    all.waiting_persons += line.told.waiting_persons;
    all.unreachable += line.told.unreachable;
    all.interpreters += line.told.interpreters;
    for (const auto& [language, parties] : line.told.languages) all.languages[language] += parties;
  }
  for (const std::string& sentence : told_sentences(all, reader)) form.add("OUTLOOK").set("OUTLOOK_TEXT", sentence);
}

}  // namespace ui
