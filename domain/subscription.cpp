#include "domain/subscription.hpp"

#include <array>

#include "domain/error.hpp"

namespace domain {
namespace {

using Word = std::pair<SubscribedField, std::string_view>;
constexpr std::array<Word, 6> words{{{SubscribedField::name, "name"},
                                     {SubscribedField::description, "description"},
                                     {SubscribedField::time, "time"},
                                     {SubscribedField::location, "location"},
                                     {SubscribedField::keywords, "keywords"},
                                     {SubscribedField::registration, "registration"}}};

}  // namespace

std::string_view to_word(SubscribedField field) {
  return words[static_cast<std::size_t>(field)].second;
}

SubscribedField parse_subscribed_field(std::string_view word, std::string_view field) {
  for (const auto& [value, known] : words) {
    if (known == word) return value;
  }
  throw Error(ErrorKind::invalid, "unknown_value", "is none of the known words", std::string(field));
}

}  // namespace domain
