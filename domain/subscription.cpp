#include "domain/subscription.hpp"

#include <array>

#include "domain/error.hpp"

namespace domain {
namespace {

using FieldWord = std::pair<SubscribedField, std::string_view>;
constexpr std::array<FieldWord, 6> field_words{{{SubscribedField::name, "name"},
                                                {SubscribedField::description, "description"},
                                                {SubscribedField::time, "time"},
                                                {SubscribedField::location, "location"},
                                                {SubscribedField::keywords, "keywords"},
                                                {SubscribedField::registration, "registration"}}};

}  // namespace

std::string_view to_word(SubscribedField field) {
  return field_words[static_cast<std::size_t>(field)].second;
}

SubscribedField parse_subscribed_field(std::string_view word, std::string_view field) {
  for (const auto& [value, known] : field_words) {
    if (known == word) return value;
  }
  throw Error(ErrorKind::invalid, "unknown_value", "is none of the known field_words", std::string(field));
}

}  // namespace domain
