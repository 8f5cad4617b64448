#include "ui/import_changes.hpp"

#include "ui/change_words.hpp"
#include "ui/organiser_series.hpp"

namespace ui {
namespace {

std::string names_of(const std::vector<std::string>& fields, const Reader& reader) {
  std::vector<std::string> names;
  for (const std::string& field : fields) names.push_back(reader.text("organiser.field." + field));
  return reader.joined(names);
}

bool is_short(const std::string& text) {
  constexpr std::size_t longest_shown = 160;
  return text.size() <= longest_shown;
}

}  // namespace

bool comes_in(const ImportLine& line) {
  return line.outcome == "created" || line.outcome == "updated";
}

void add_changes(Values& row, const Reader& reader, const ImportLine& line) {
  // Of what is long, or of several dates, the fields are enough.
  if (line.change && line.starts.size() == 1) {
    std::vector<ShownChange> shown = shown_changes(reader, line.change->event, line.change->change, true);
    std::erase_if(shown, [](const ShownChange& one) { return !is_short(one.before) || !is_short(one.after); });
    for (const ShownChange& one : shown) {
      Values value = row.add("VALUE");
      value.set("VALUE_LABEL", one.label);
      value.set("BEFORE", one.before);
      value.set("AFTER", one.after);
      if (one.language) value.set_if("TEXT_LANG", one.language->str());
    }
  }
  if (!line.changed.empty())
    row.set_if("CHANGED", reader.text("organiser.import.changes", {{"fields", names_of(line.changed, reader)}}));
  for (const std::string& sentence : told_sentences(line.told, reader)) row.add("TOLD").set("SENTENCE", sentence);
}

// Each row tells on its own.
void add_told(Values& form, const Reader& reader, const ImportPreview& preview) {
  domain::ToldPeople all;
  for (const ImportLine& line : preview.lines) {
    if (!comes_in(line)) continue;
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
