#include "ui/phone_words.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace ui {
namespace {

constexpr std::string_view finland = "358";

// Digits of the country code (ITU-T E.164): one or two for these, three for all others.
std::size_t country_digits(std::string_view digits) {
  constexpr std::array<std::string_view, 43> two{"20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41",
                                                 "43", "44", "45", "46", "47", "48", "49", "51", "52", "53", "54",
                                                 "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66",
                                                 "81", "82", "84", "86", "90", "91", "92", "93", "94", "95"};
  if (digits.starts_with('1') || digits.starts_with('7')) return 1;
  if (digits.starts_with("98")) return 2;
  return std::ranges::find(two, digits.substr(0, 2)) != two.end() ? 2 : 3;
}

}  // namespace

std::string phone_words(const domain::PhoneNumber& phone) {
  const std::string_view digits = std::string_view(phone.e164()).substr(1);
  const std::size_t country = std::min(country_digits(digits), digits.size());
  std::string words = "+" + std::string(digits.substr(0, country));
  std::string_view rest = digits.substr(country);
  std::size_t group = digits.starts_with(finland) ? 2 : 3;
  // No digit is left alone at the end.
  while (!rest.empty()) {
    if (rest.size() < group + 2) group = rest.size();
    words += " " + std::string(rest.substr(0, group));
    rest.remove_prefix(group);
    group = 3;
  }
  return words;
}

std::string phone_words(const std::optional<domain::PhoneNumber>& phone) {
  return phone ? phone_words(*phone) : std::string();
}

}  // namespace ui
