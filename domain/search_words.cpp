#include "domain/search_words.hpp"

#include <algorithm>
#include <array>

#include "domain/letter_folds.hpp"
#include "domain/text.hpp"

namespace domain {
namespace {

using Word = std::u32string;
using WordView = std::u32string_view;

// Persian writes it inside words; where it is missing, people leave a space or nothing.
constexpr char32_t non_joiner = 0x200c;
constexpr std::size_t longest_word = 32;
constexpr std::size_t shortest_compound = 7;
constexpr std::size_t shortest_part = 4;

std::string utf8(WordView word) {
  std::string text;
  for (const char32_t character : word) append_utf8(text, character);
  return text;
}

// With the non-joiners inside.
std::vector<Word> folded_words(std::string_view text) {
  std::vector<Word> words(1);
  while (!text.empty()) {
    const char32_t character = take_utf8(text);
    if (is_between_words(character)) {
      if (!words.back().empty()) words.emplace_back();
    } else if (character == non_joiner) {
      words.back().push_back(character);
    } else {
      append_folded(character, words.back());
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

Word joined(WordView word) {
  Word whole(word);
  std::erase(whole, non_joiner);
  return whole;
}

bool is_between(char32_t character, char32_t first, char32_t last) {
  return character >= first && character <= last;
}

// How many signs are looked for together where nothing shows where a word ends; 0 where spaces do.
std::size_t signs_together(char32_t c) {
  if (is_between(c, 0x3005, 0x3007) || is_between(c, 0x3040, 0x30ff) || is_between(c, 0x3400, 0x9fff) ||
      is_between(c, 0xf900, 0xfaff) || is_between(c, 0x20000, 0x3ffff)) {
    return 2;
  }
  if (is_between(c, 0x0e00, 0x0eff) || is_between(c, 0x1000, 0x109f) || is_between(c, 0x1780, 0x17ff)) return 3;
  return 0;
}

// Calls `take_run(run, signs_together)` for each part of a word that is written alike.
template <class TakeRun>
void each_run(WordView word, const TakeRun& take_run) {
  while (!word.empty()) {
    const std::size_t signs = signs_together(word.front());
    std::size_t end = 1;
    while (end < word.size() && signs_together(word[end]) == signs) ++end;
    take_run(word.substr(0, end), signs);
    word.remove_prefix(end);
  }
}

// "al", alone or behind the little words that are written together with it; a word of three letters or more stays.
WordView without_article(WordView word) {
  static constexpr std::array<WordView, 6> articles{U"\u0648\u0627\u0644", U"\u0628\u0627\u0644", U"\u0643\u0627\u0644",
                                                    U"\u0641\u0627\u0644", U"\u0644\u0644",       U"\u0627\u0644"};
  constexpr std::size_t shortest = 3;
  for (const WordView article : articles) {
    if (word.starts_with(article) && word.size() >= article.size() + shortest) return word.substr(article.size());
  }
  return word;
}

bool is_latin(WordView word) {
  return std::ranges::all_of(word, [](char32_t c) { return c < 0x250; });
}

void add_word(WordView word, Inner inner, std::set<std::string>& to) {
  const auto add = [&](WordView found) {
    if (!found.empty()) to.insert(utf8(found.substr(0, longest_word)));
  };
  const Word whole = joined(word);
  add(whole);
  add(without_article(whole));
  if (whole.size() != word.size()) {
    while (!word.empty()) {
      const std::size_t end = std::min(word.find(non_joiner), word.size());
      add(word.substr(0, end));
      word.remove_prefix(std::min(end + 1, word.size()));
    }
  }
  if (inner == Inner::no || whole.size() < shortest_compound || !is_latin(whole)) return;
  for (std::size_t i = 2; i + shortest_part <= whole.size(); ++i) add(WordView(whole).substr(i));
}

}  // namespace

std::string fold_text(std::string_view text) {
  std::string folded;
  for (const Word& word : folded_words(text)) {
    const Word whole = joined(word);
    if (whole.empty()) continue;
    if (!folded.empty()) folded.push_back(' ');
    folded += utf8(whole);
  }
  return folded;
}

void add_indexed_words(std::string_view text, Inner inner, std::set<std::string>& to) {
  for (const Word& word : folded_words(text)) {
    each_run(word, [&](WordView run, std::size_t signs) {
      if (signs == 0) return add_word(run, inner, to);
      for (std::size_t i = 0; i < run.size(); ++i) to.insert(utf8(run.substr(i, signs)));
    });
  }
}

std::vector<std::string> asked_words(std::string_view text) {
  std::vector<std::string> asked;
  const auto ask = [&](WordView word) {
    if (word.empty() || asked.size() == most_search_words) return;
    std::string found = utf8(word.substr(0, longest_word));
    if (std::ranges::find(asked, found) == asked.end()) asked.push_back(std::move(found));
  };
  for (const Word& word : folded_words(text)) {
    each_run(word, [&](WordView run, std::size_t signs) {
      if (signs == 0) {
        const Word whole = joined(run);
        return ask(without_article(whole));
      }
      const std::size_t last = run.size() > signs ? run.size() - signs : 0;
      for (std::size_t i = 0; i <= last; ++i) ask(run.substr(i, signs));
    });
  }
  return asked;
}

}  // namespace domain
