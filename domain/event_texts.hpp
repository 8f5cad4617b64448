#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/event.hpp"

// An event's texts in their languages: which is the original, and what of the translations is missing, older than the
// original, or a machine's that nobody has read yet.
//
// A translation remembers the digest of the original that it was written against. So it becomes older when the original
// changes, and is right again where the original is changed back; a text that is saved together with its original is
// right; and somebody may say that it still is (EventDetails::checked_languages).
namespace domain {

struct FieldTexts {
  std::string field;  // "name", "question:<key>:label"
  const LocalisedText* texts;
};
// All that is shown to participants: name, short_description, neutral_name, and the questions' words.
[[nodiscard]] std::vector<FieldTexts> event_texts(const EventDetails& details);

// EventDetails::original_language where the name has it; otherwise Finnish, or else the first language of the event
// that the name has, or else English, or else its first one.
[[nodiscard]] LanguageTag original_language(const EventDetails& details);
// Of a text; never 0.
[[nodiscard]] std::int64_t text_digest(std::string_view text);

// Before an event is stored: names its original language, drops marks of texts that are gone, takes
// `checked_languages` as said and forgets them, and brings text_states up to date. `before`: as it is stored.
void settle_texts(const Event* before, Event& event, Instant now);
// Takes `checked_languages` of `details` back where they would change nothing: nothing else differs, and no text in
// them is older or a machine's.
void drop_idle_checks(const Event& stored, EventDetails& details);
// Of an event that is made after another's likeness: what is older, and when it was changed, goes along with each text
// that was taken over.
void inherit_texts(const Event& from, Event& event);

// Of what another source says once more: the original language where it names none, and the marks of texts that are as
// they were, which a person may have checked since.
void keep_text_marks(EventDetails& details, const EventDetails& stored);

struct TextNeed {
  std::string field;
  bool missing = false;
  bool older = false;
  bool machine_made = false;
};
struct LanguageTexts {
  LanguageTag language;
  std::vector<TextNeed> needs;  // in the order of event_texts; empty where all is well
  bool no_text = false;         // not one of the texts is there
};
struct TextReport {
  LanguageTag original;
  // When the original of an older translation was changed last.
  std::optional<Instant> original_changed_time;
  std::vector<LanguageTexts> languages;  // the translations there are or should be, by tag
  [[nodiscard]] bool all_is_well() const;
};
// A language should have texts where it has one already, or where the event is held or interpreted in it and none that
// its speakers read as well (fallback_chain, but for English and Finnish) has.
[[nodiscard]] TextReport report_texts(const Event& event);

[[nodiscard]] bool is_machine_made(const EventDetails& details, std::string_view field, const LanguageTag& language);

}  // namespace domain
