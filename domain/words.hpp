#pragma once
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "domain/error.hpp"

namespace domain {

// The words of an enumeration in the public contract, in the enumerators' order.
template <class Enum, std::size_t Size>
using WordTable = std::array<std::pair<Enum, std::string_view>, Size>;

template <class Enum, std::size_t Size>
[[nodiscard]] std::string_view word_of(const WordTable<Enum, Size>& table, Enum value) {
  for (const auto& [entry, word] : table) {
    if (entry == value) return word;
  }
  return {};
}

// Throws Error{invalid, "unknown_value", field}.
template <class Enum, std::size_t Size>
[[nodiscard]] Enum value_of(const WordTable<Enum, Size>& table, std::string_view word, std::string_view field) {
  std::string known;
  for (const auto& [entry, entry_word] : table) {
    if (entry_word == word) return entry;
    if (!known.empty()) known += ", ";
    known += entry_word;
  }
  throw Error(ErrorKind::invalid, "unknown_value", "must be one of " + known, std::string(field));
}

}  // namespace domain
