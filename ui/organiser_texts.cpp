#include "ui/organiser_texts.hpp"

#include <algorithm>

namespace ui {
namespace {

// The questions' words are told together: the form shows which.
std::string field_name(const Reader& reader, const std::string& field) {
  const bool question = field.starts_with("question:");
  return reader.text(question ? "organiser.texts.questions" : "organiser.field." + field);
}

std::string fields_with(const Reader& reader, const domain::LanguageTexts& texts, bool domain::TextNeed::*what) {
  std::vector<std::string> names;
  for (const domain::TextNeed& need : texts.needs) {
    if (!(need.*what)) continue;
    std::string name = field_name(reader, need.field);
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  return names.empty() ? std::string() : reader.joined(names);
}

}  // namespace

std::vector<std::string> text_sentences(const Reader& reader, const domain::TextReport& report,
                                        const domain::LanguageTexts& texts, std::string_view zone) {
  if (texts.no_text) return {reader.text("organiser.texts.none")};
  std::vector<std::string> sentences;
  if (const auto fields = fields_with(reader, texts, &domain::TextNeed::missing); !fields.empty()) {
    sentences.push_back(reader.text("organiser.texts.missing", {{"fields", fields}}));
  }
  if (const auto fields = fields_with(reader, texts, &domain::TextNeed::older); !fields.empty()) {
    const std::string original = reader.language_name(report.original);
    sentences.push_back(reader.text("organiser.texts.older", {{"fields", fields}, {"original", original}}));
    if (report.original_changed_time) {
      sentences.push_back(
          reader.text("organiser.texts.changed", {{"date", reader.date(*report.original_changed_time, zone)}}));
    }
  }
  if (const auto fields = fields_with(reader, texts, &domain::TextNeed::machine_made); !fields.empty()) {
    sentences.push_back(reader.text("organiser.texts.machine", {{"fields", fields}}));
  }
  return sentences;
}

bool may_be_checked(const domain::LanguageTexts& texts) {
  return std::ranges::any_of(texts.needs, [](const domain::TextNeed& need) { return need.older || need.machine_made; });
}

void add_text_needs(Values& body, const Reader& reader, const domain::Event& event) {
  const domain::TextReport report = report_texts(event);
  if (report.all_is_well()) return;
  Values section = body.include("TEXTS", "organiser/texts.html");
  section.set("ID", event.id.value);
  for (const domain::LanguageTexts& texts : report.languages) {
    if (texts.needs.empty()) continue;
    Values line = section.add("LANGUAGE");
    line.set("LANGUAGE_NAME", reader.language_name(texts.language));
    for (const std::string& sentence : text_sentences(reader, report, texts, event.time_zone)) {
      line.add("SENTENCE").set("WORDS", sentence);
    }
    if (!may_be_checked(texts)) continue;
    Values button = line.add("CHECK");
    button.set("ID", event.id.value);
    button.set("TAG", texts.language.str());
  }
}

}  // namespace ui
