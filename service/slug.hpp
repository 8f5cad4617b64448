#pragma once
#include <set>
#include <string>
#include <string_view>

#include "domain/language.hpp"

// Keys that people need not think of: made from words, and readable in an address or a table's head.
namespace service {

inline constexpr std::size_t longest_slug = 40;

// "Mistä kuulit tästä?" → "mista-kuulit-tasta"; empty where no letter is Latin and no digit there.
[[nodiscard]] std::string slug_of(std::string_view text);
// The slug of the first text that has one, else `word`; with a number after it where that is in `taken`.
[[nodiscard]] std::string free_slug(const domain::LocalisedText& text, const std::string& word,
                                    const std::set<std::string>& taken);

}  // namespace service
