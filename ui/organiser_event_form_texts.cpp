#include <algorithm>

#include "ui/organiser_event_form.hpp"
#include "ui/organiser_event_form_folds.hpp"
#include "ui/organiser_event_form_parts.hpp"
#include "ui/organiser_texts.hpp"

// An event's texts, language by language, each with what it lacks.
namespace ui {
namespace {

void add_text_fields(Values& texts, const Drawing& draw, const std::string& language, const TypedLanguage& typed) {
  const auto field = [&](const char* base, Control control, const char* hint) {
    Field one{.name = std::string(base) + "." + language,
              .control = control,
              .label = draw.label(base),
              .direction = typed.direction,
              .language = language};
    if (hint != nullptr) one.hint = draw.reader.text(hint);
    // One language at least has one.
    one.mark_optional = std::string_view(base) != "name";
    add(texts, draw, std::move(one));
  };
  field("name", Control::text, nullptr);
  field("short_description", Control::textarea, nullptr);
  const std::string neutral = "neutral_name." + language;
  Values rest = texts.add("NEUTRAL");
  Field called{.name = neutral,
               .label = draw.label("neutral_name"),
               .hint = draw.reader.text("organiser.hint.neutral_name"),
               .direction = typed.direction,
               .language = language};
  called.mark_optional = false;
  const std::string said(draw.state.value(neutral));
  add_fold(texts, {"NEUTRAL_FOLD",
                   {},
                   draw.label("neutral_name"),
                   said.empty() ? draw.reader.text("organiser.fold.none") : said,
                   !said.empty() || is_wrong(draw, {neutral})});
  add(rest, draw, std::move(called));
}

// Of a language that is not the original; open once something is written in it. `usual`: every form has it; whoever
// adds another one is about to write in it.
void fold_language(Values& texts, const Drawing& draw, const std::string& language, const TypedLanguage& typed,
                   bool usual) {
  const auto of_language = [&](const char* base) { return std::string(base) + "." + language; };
  const std::string name(draw.state.value(of_language("name")));
  const bool begun = !name.empty() || !draw.state.value(of_language("short_description")).empty() ||
                     !draw.state.value(of_language("neutral_name")).empty();
  const bool wrong = is_wrong(draw, {of_language("name"), of_language("short_description"), of_language("neutral_name"),
                                     of_language("machine_made")});
  Values folded = texts.add("FOLDED");
  add_fold(folded, {"LANGUAGE_FOLD",
                    {},
                    typed.name,
                    name.empty() ? draw.reader.text("organiser.fold.no_text") : name,
                    begun || wrong || !usual});
  texts.show("FOLDED_END");
}

void add_box(Values& texts, const Drawing& draw, const char* name, const char* word, const std::string& language,
             const char* hint = nullptr) {
  Field box{.name = std::string(name) + "." + language,
            .control = Control::checkbox,
            .label = draw.reader.text("organiser.texts." + std::string(word))};
  if (hint != nullptr) box.hint = draw.reader.text(hint);
  box.mark_optional = false;
  add(texts, draw, std::move(box));
}

// What is known of the stored texts; nothing of those of a new event.
struct StoredTexts {
  std::optional<domain::TextReport> report;
  std::string zone;
  [[nodiscard]] const domain::LanguageTexts* of(const std::string& language) const {
    if (!report) return nullptr;
    const auto found = std::ranges::find_if(
        report->languages, [&](const domain::LanguageTexts& texts) { return texts.language.str() == language; });
    return found == report->languages.end() ? nullptr : &*found;
  }
};

void add_language(Values& body, const Drawing& draw, const StoredTexts& stored, const std::string& language,
                  bool original, bool usual) {
  Values texts = body.add("TEXTS");
  texts.set("TAG", language);
  const TypedLanguage typed = typed_language(draw, language);
  texts.set("LANGUAGE_NAME", typed.name);
  if (original) {
    texts.show("ORIGINAL");
  } else {
    fold_language(texts, draw, language, typed, usual);
  }
  const domain::LanguageTexts* lacking = stored.of(language);
  // Of a language that is not begun everything would be missing.
  if (lacking != nullptr && !lacking->no_text) {
    std::string words;
    for (const std::string& sentence : text_sentences(draw.reader, *stored.report, *lacking, stored.zone)) {
      words += (words.empty() ? "" : " ") + sentence;
    }
    texts.set_if("LACKS", words);
  }
  add_text_fields(texts, draw, language, typed);
  if (original) return;
  // The texts of a new event all come at once.
  const bool marked = lacking != nullptr && std::ranges::any_of(lacking->needs, &domain::TextNeed::machine_made);
  const bool begun = stored.report && lacking != nullptr && !lacking->no_text;
  add_box(texts, draw, "machine_made", "machine_box", language,
          begun && !marked ? "organiser.texts.machine_hint" : nullptr);
  const bool older = lacking != nullptr && std::ranges::any_of(lacking->needs, &domain::TextNeed::older);
  if (older) add_box(texts, draw, "checked", "checked_box", language);
}

void add_original(Values& body, const Drawing& draw, const std::vector<std::string>& languages) {
  Field original{.name = "original_language", .control = Control::select, .narrow = true, .mark_optional = false};
  for (const std::string& language : languages) {
    original.choices.push_back({language, typed_language(draw, language).name, {}});
  }
  const std::string chosen(draw.state.value("original_language"));
  add_fold(body, {"ORIGINAL_FOLD",
                  {},
                  draw.label("original_language"),
                  typed_language(draw, chosen).name,
                  is_wrong(draw, {"original_language"})});
  Values section = body.add("ORIGINAL_LANGUAGE");
  add(section, draw, with_hint(std::move(original), draw, "organiser.hint.original_language"));
}

}  // namespace

void add_texts(Values& body, const Drawing& draw, const EventFormPage& form,
               const std::vector<domain::LanguageTag>& of_pages) {
  const std::vector<std::string> languages = values_of(draw.state, "text_language");
  StoredTexts stored;
  if (form.event) stored = {report_texts(*form.event), form.event->time_zone};
  const std::string_view original = draw.state.value("original_language");
  for (const std::string& language : languages) {
    const bool usual = std::ranges::find(of_pages, language, &domain::LanguageTag::str) != of_pages.end();
    add_language(body, draw, stored, language, language == original, usual);
  }
  if (languages.size() > 1) add_original(body, draw, languages);
  Field more{.name = "add_language", .control = Control::select};
  more.choices = language_choices(draw.reader, draw.lists);
  std::erase_if(more.choices,
                [&](const Choice& choice) { return std::ranges::find(languages, choice.value) != languages.end(); });
  more.choices.insert(more.choices.begin(), Choice{"", draw.reader.text("organiser.form.choose_language"), {}});
  Values section = body.add("MORE_LANGUAGES");
  add(section, draw, std::move(more));
}

}  // namespace ui
