#pragma once
#include <string>

// What search takes for the same letter, and what it takes for no letter at all. The same on every machine: no locale
// has a say in it. Whoever changes it has the events indexed anew by a migration ("index events").
namespace domain {

[[nodiscard]] bool is_between_words(char32_t character);
// What `letter` is found by: nothing for marks, two letters for some.
void append_folded(char32_t letter, std::u32string& to);

}  // namespace domain
