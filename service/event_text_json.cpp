#include "service/event_text_json.hpp"

#include <algorithm>

#include "domain/event_texts.hpp"

namespace service {
namespace {

constexpr std::size_t longest_tag = 35;
constexpr std::size_t most_languages = 50;
constexpr std::size_t most_fields = 500;

Json machine_translated_json(const domain::EventDetails& details) {
  Json::Object fields;
  for (const domain::FieldTexts& one : domain::event_texts(details)) {
    Json::Array languages;
    for (const auto& [language, text] : *one.texts) {
      if (domain::is_machine_made(details, one.field, language)) languages.emplace_back(language.str());
    }
    if (!languages.empty()) fields.push_back({one.field, std::move(languages)});
  }
  return fields;
}

Json translations_json(const domain::TextReport& report) {
  Json::Array translations;
  for (const domain::LanguageTexts& texts : report.languages) {
    if (texts.needs.empty()) continue;
    const auto fields = [&](bool domain::TextNeed::*what) {
      Json::Array names;
      for (const domain::TextNeed& need : texts.needs) {
        if (need.*what) names.emplace_back(need.field);
      }
      return names;
    };
    translations.push_back(Json::Object{{"language", texts.language.str()},
                                        {"missing", fields(&domain::TextNeed::missing)},
                                        {"older", fields(&domain::TextNeed::older)},
                                        {"machine_translated", fields(&domain::TextNeed::machine_made)}});
  }
  return translations;
}

std::optional<domain::LanguageTag> tag_of(JsonObject& object, const Json& item, const std::string& path) {
  std::optional<domain::LanguageTag> tag;
  if (const auto text = read_text(item, path, longest_tag, object.violations())) {
    gather(object.violations(), [&] { tag.emplace(*text, path); });
  }
  return tag;
}

// The marks of one field, given whole.
void read_marks(JsonObject& object, const JsonMember& member, const std::string& path, domain::EventDetails& details) {
  const auto texts = domain::event_texts(details);
  const auto field = std::ranges::find(texts, member.name, &domain::FieldTexts::field);
  if (field == texts.end()) {
    object.violations().add(path, "unknown_field", "is no text of the event");
    return;
  }
  std::erase_if(details.machine_made, [&](const domain::TextKey& key) { return key.field == member.name; });
  if (member.value.is_null()) return;
  const auto* languages = member.value.array();
  if (languages == nullptr || languages->size() > most_languages) {
    object.violations().add(path, "array", "must be a list of language tags");
    return;
  }
  for (std::size_t i = 0; i < languages->size(); ++i) {
    const std::string at = path + "[" + std::to_string(i) + "]";
    const auto language = tag_of(object, (*languages)[i], at);
    if (!language) continue;
    object.violations().require(field->texts->contains(*language), at, "unknown_value", "has no text in this language");
    details.machine_made.insert({member.name, *language});
  }
}

}  // namespace

void add_text_marks(Json::Object& object, const domain::Event& event, EventReader reader) {
  object.push_back({"original_language", domain::original_language(event).str()});
  if (!event.machine_made.empty()) object.push_back({"machine_translated", machine_translated_json(event)});
  if (reader != EventReader::staff) return;
  const domain::TextReport report = domain::report_texts(event);
  if (!report.all_is_well()) object.push_back({"translations", translations_json(report)});
}

void read_text_marks(JsonObject& object, domain::EventDetails& details) {
  if (object.has("original_language")) {
    details.original_language = object.parsed("original_language", [](std::string_view text, std::string_view field) {
      return domain::LanguageTag(text, field);
    });
    object.violations().require(!details.original_language || details.name.contains(*details.original_language),
                                object.path_of("original_language"), "unknown_value", "has no name in this language");
  }
  if (object.has("machine_translated")) {
    if (object.find("machine_translated") == nullptr) details.machine_made.clear();
    object.each_member("machine_translated", most_fields, [&](const JsonMember& member, const std::string& path) {
      read_marks(object, member, path, details);
    });
  }
  object.each("checked_languages", most_languages, [&](const Json& item, const std::string& path) {
    if (const auto tag = tag_of(object, item, path)) details.checked_languages.insert(*tag);
  });
}

}  // namespace service
