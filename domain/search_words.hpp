#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

// Texts as searches compare them: without case and accents (a and o find ä and ö, as who has no Finnish keyboard types
// them), Arabic and Persian letters and digits in one form, marks and apostrophes left out. Words hold letters and
// digits alone; bytes that are no UTF-8 stand between words.
namespace domain {

inline constexpr std::size_t most_search_words = 16;

// The folded words with single spaces between them.
[[nodiscard]] std::string fold_text(std::string_view text);

// Also the later parts of long words in Latin letters, as Finnish compounds them: "info" finds "työnhakuinfo".
enum class Inner { no, yes };

// Adds what `text` is found by: its words; those of Arabic script without their article too; Persian words joined and
// in their parts; languages without spaces as runs of two (Chinese, Japanese) or three signs (Thai, Lao, Khmer,
// Burmese).
void add_indexed_words(std::string_view text, Inner inner, std::set<std::string>& to);

// What is searched for: an event has it when for each of these some indexed word begins with it. At most
// `most_search_words`; none where `text` holds no letter and no digit.
[[nodiscard]] std::vector<std::string> asked_words(std::string_view text);

}  // namespace domain
