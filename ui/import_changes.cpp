#include "ui/import_changes.hpp"

#include <algorithm>
#include <functional>

#include "ui/change_words.hpp"
#include "ui/import_said.hpp"
#include "ui/organiser_series.hpp"

namespace ui {
namespace {

constexpr std::size_t longest_shown = 160;
constexpr std::size_t shown_before = 40;  // the first difference, of a long text
constexpr std::size_t shown_of_long = 140;

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// What is long around where it differs first, whole letters.
std::string around(const std::string& text, std::size_t difference) {
  if (text.size() <= longest_shown) return text;
  std::size_t from = difference > shown_before ? difference - shown_before : 0;
  if (const auto space = text.find(' ', from); from > 0 && space < difference) from = space + 1;
  std::size_t to = std::min(text.size(), from + shown_of_long);
  while (from > 0 && is_continuation(text[from])) --from;
  while (to < text.size() && is_continuation(text[to])) --to;
  return (from > 0 ? "…" : "") + text.substr(from, to - from) + (to < text.size() ? "…" : "");
}

void shorten(ShownChange& one) {
  const auto [before, after] = std::ranges::mismatch(one.before, one.after);
  const auto difference = static_cast<std::size_t>(before - one.before.begin());
  one.before = around(one.before, std::min(difference, one.before.size()));
  one.after = around(one.after, std::min(difference, one.after.size()));
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
      shorten(one);
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

void add_told(Values& form, const ImportPreview& preview) {
  const auto tells = [](const ImportLine& line) {
    return line.told.parties + line.told.interpreters + line.told.unreachable > 0;
  };
  form.show_if(std::ranges::any_of(preview.lines, tells), "TOLD_ALL");
}

}  // namespace ui
