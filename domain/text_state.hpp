#pragma once
#include <compare>
#include <cstdint>
#include <set>
#include <string>

#include "domain/language.hpp"
#include "domain/time.hpp"

namespace domain {

// One text of an event: a field as event_texts.hpp names it, in one language.
struct TextKey {
  std::string field;
  LanguageTag language;
  friend auto operator<=>(const TextKey&, const TextKey&) = default;
};
using TextKeys = std::set<TextKey>;

// When a text was written, and against what.
struct TextState {
  TextKey key;
  // The digest of the original that a translation was written or last compared with; 0: nobody knows.
  std::int64_t against = 0;
  Instant changed_time;  // the text itself
};

}  // namespace domain
