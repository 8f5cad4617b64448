#include "domain/event_texts.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "domain/localised_text.hpp"

namespace domain {
namespace {

const TextState* state_of(const Event& event, const TextKey& key) {
  const auto found = std::ranges::lower_bound(event.text_states, key, {}, &TextState::key);
  return found == event.text_states.end() || found->key != key ? nullptr : &*found;
}

// An event as it was, for a look at each of its texts.
class Earlier {
 public:
  explicit Earlier(const Event* event) : event_(event) {
    if (event == nullptr) return;
    original_ = original_language(*event);
    for (FieldTexts& one : event_texts(*event)) fields_.emplace(std::move(one.field), one.texts);
  }
  [[nodiscard]] std::string_view text(const std::string& field, const LanguageTag& language) const {
    const auto found = fields_.find(field);
    return found == fields_.end() ? std::string_view{} : text_in(*found->second, language);
  }
  [[nodiscard]] std::string_view original(const std::string& field) const { return text(field, original_); }
  [[nodiscard]] const TextState* state(const TextKey& key) const {
    return event_ == nullptr ? nullptr : state_of(*event_, key);
  }

 private:
  const Event* event_;
  LanguageTag original_;
  std::map<std::string, const LocalisedText*> fields_;
};

// `text` and `original` as they will be stored, the latter in the language `original_in`.
TextState settled(const Earlier& before, const TextKey& key, std::string_view text, std::string_view original,
                  const LanguageTag& original_in, bool checked, Instant now) {
  TextState state{key, text_digest(original), now};
  if (before.text(key.field, key.language) != text) return state;
  const TextState* const earlier = before.state(key);
  state.changed_time = earlier == nullptr ? Instant{} : earlier->changed_time;
  if (checked) return state;
  const bool was_older =
      earlier != nullptr && earlier->against != 0 && earlier->against != text_digest(before.original(key.field));
  // What was right until now was right beside every other text, should another one be the original from now on.
  state.against = was_older ? earlier->against : text_digest(before.text(key.field, original_in));
  return state;
}

bool is_general(const LanguageTag& language) {
  return language.str() == "en" || language.str() == "fi";
}

bool has_any_text(const EventDetails& details, const LanguageTag& language) {
  return std::ranges::any_of(event_texts(details),
                             [&](const FieldTexts& one) { return one.texts->contains(language); });
}

// Whether its speakers read something that is there.
bool is_covered(const EventDetails& details, const LanguageTag& language) {
  const auto chain = fallback_chain(language);
  const bool plain_finnish = language.str().starts_with("fi-");
  return std::ranges::any_of(chain, [&](const LanguageTag& tag) {
    if (is_general(tag) && tag != language && !(plain_finnish && tag.str() == "fi")) return false;
    return details.name.contains(tag);
  });
}

std::set<LanguageTag> languages_of(const EventDetails& details) {
  std::set<LanguageTag> languages;
  for (const FieldTexts& one : event_texts(details)) {
    for (const auto& [language, text] : *one.texts) languages.insert(language);
  }
  for (const auto* spoken : {&details.in_language, &details.interpreted_languages}) {
    for (const LanguageTag& language : *spoken) {
      if (!is_covered(details, language)) languages.insert(language);
    }
  }
  return languages;
}

LanguageTexts report_language(const Event& event, const LanguageTag& original, const LanguageTag& language) {
  LanguageTexts report{language, {}, !has_any_text(event, language)};
  for (const FieldTexts& one : event_texts(event)) {
    const std::string_view written = text_in(*one.texts, original);
    TextNeed need{one.field};
    if (!one.texts->contains(language)) {
      need.missing = !written.empty();
    } else {
      const TextState* state = state_of(event, {one.field, language});
      need.older = state != nullptr && state->against != 0 && state->against != text_digest(written);
      need.machine_made = event.machine_made.contains({one.field, language});
    }
    if (need.missing || need.older || need.machine_made) report.needs.push_back(std::move(need));
  }
  return report;
}

}  // namespace

std::vector<FieldTexts> event_texts(const EventDetails& details) {
  std::vector<FieldTexts> texts{{"name", &details.name},
                                {"short_description", &details.short_description},
                                {"neutral_name", &details.neutral_name}};
  for (const Question& question : details.questions) {
    const std::string prefix = "question:" + question.key + ":";
    texts.push_back({prefix + "label", &question.label});
    texts.push_back({prefix + "reason", &question.reason});
    for (const Choice& choice : question.choices) texts.push_back({prefix + "choice:" + choice.key, &choice.label});
  }
  return texts;
}

LanguageTag original_language(const EventDetails& details) {
  const auto named = [&](const LanguageTag& language) { return details.name.contains(language); };
  if (details.original_language && named(*details.original_language)) return *details.original_language;
  const LanguageTag finnish("fi");
  if (named(finnish) || details.name.empty()) return finnish;
  for (const LanguageTag& language : details.in_language) {
    if (named(language)) return language;
  }
  const LanguageTag english("en");
  return named(english) ? english : details.name.begin()->first;
}

std::int64_t text_digest(std::string_view text) {
  // FNV-1a: two texts of one field that meet would have to be looked for.
  std::uint64_t digest = 0xcbf29ce484222325;
  for (const char c : text) digest = (digest ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(digest >> 1U));
}

void settle_texts(const Event* before, Event& event, Instant now) {
  const LanguageTag original = original_language(event);
  event.original_language = original;
  const std::set<LanguageTag> checked = std::exchange(event.checked_languages, {});
  const Earlier earlier(before);
  std::vector<TextState> states;
  TextKeys marks;
  for (const FieldTexts& one : event_texts(event)) {
    for (const auto& [language, text] : *one.texts) {
      const TextKey key{one.field, language};
      const bool right = checked.contains(language);
      states.push_back(settled(earlier, key, text, text_in(*one.texts, original), original, right, now));
      if (!right && event.machine_made.contains(key)) marks.insert(key);
    }
  }
  std::ranges::sort(states, {}, &TextState::key);
  event.text_states = std::move(states);
  event.machine_made = std::move(marks);
}

void drop_idle_checks(const Event& stored, EventDetails& details) {
  if (details.checked_languages.empty()) return;
  EventDetails rest = details;
  rest.checked_languages.clear();
  if (rest != static_cast<const EventDetails&>(stored)) return;
  for (const LanguageTexts& texts : report_texts(stored).languages) {
    const bool lacks = std::ranges::any_of(texts.needs, [](const TextNeed& need) { return !need.missing; });
    if (lacks && details.checked_languages.contains(texts.language)) return;
  }
  details.checked_languages.clear();
}

void inherit_texts(const Event& from, Event& event) {
  const Earlier like(&from);
  const Earlier made(&event);
  for (TextState& state : event.text_states) {
    const TextState* const earlier = like.state(state.key);
    const auto& [field, language] = state.key;
    if (earlier == nullptr || like.text(field, language) != made.text(field, language)) continue;
    // Where nobody knows better, it was right beside the words it was taken over with.
    state.against = earlier->against != 0 ? earlier->against : text_digest(like.original(field));
    state.changed_time = earlier->changed_time;
  }
}

void keep_text_marks(EventDetails& details, const EventDetails& stored) {
  if (!details.original_language) details.original_language = stored.original_language;
  if (stored.machine_made.empty() && details.machine_made.empty()) return;
  const auto before = event_texts(stored);
  for (const FieldTexts& one : event_texts(details)) {
    const auto was = std::ranges::find(before, one.field, &FieldTexts::field);
    if (was == before.end()) continue;
    for (const auto& [language, text] : *one.texts) {
      const TextKey key{one.field, language};
      if (text_in(*was->texts, language) != text) continue;
      if (stored.machine_made.contains(key)) {
        details.machine_made.insert(key);
      } else {
        details.machine_made.erase(key);
      }
    }
  }
}

bool TextReport::all_is_well() const {
  return std::ranges::all_of(languages, [](const LanguageTexts& one) { return one.needs.empty(); });
}

TextReport report_texts(const Event& event) {
  TextReport report{original_language(event), {}, {}};
  for (const LanguageTag& language : languages_of(event)) {
    if (language == report.original) continue;
    report.languages.push_back(report_language(event, report.original, language));
    for (const TextNeed& need : report.languages.back().needs) {
      const TextState* written = need.older ? state_of(event, {need.field, report.original}) : nullptr;
      if (written == nullptr || written->changed_time == Instant{}) continue;
      report.original_changed_time = std::max(report.original_changed_time.value_or(Instant{}), written->changed_time);
    }
  }
  return report;
}

bool is_machine_made(const EventDetails& details, std::string_view field, const LanguageTag& language) {
  return details.machine_made.contains(TextKey{std::string(field), language});
}

}  // namespace domain
