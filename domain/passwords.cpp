#include "domain/passwords.hpp"

#include <algorithm>
#include <unordered_set>

#include "cmake/embedded.hpp"
#include "domain/error.hpp"
#include "domain/text.hpp"

namespace domain {

std::span<const embedded::File> common_password_files();

namespace {

// What is left beside the own words has to be worth this much.
constexpr std::size_t least_beside_own_words = 6;
constexpr std::size_t shortest_own_word = 4;

const std::unordered_set<std::string_view>& common_passwords() {
  static const std::unordered_set<std::string_view> all = [] {
    std::unordered_set<std::string_view> lines;
    std::string_view text = common_password_files().front().bytes;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      lines.insert(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
  }();
  return all;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

// "!salasana1234" → "salasana".
std::string_view without_trimmings(std::string_view text) {
  while (!text.empty() && !is_letter(text.front())) text.remove_prefix(1);
  while (!text.empty() && !is_letter(text.back())) text.remove_suffix(1);
  return text;
}

bool is_repeated(std::string_view text) {
  for (std::size_t unit = 1; unit < shortest_password && unit <= text.size() / 2; ++unit) {
    if (text.substr(unit) == text.substr(0, text.size() - unit)) return true;
  }
  return false;
}

bool is_row_of_neighbours(std::string_view text) {
  const auto follows = [&](int step) {
    return std::ranges::adjacent_find(text, [step](char a, char b) {
             const bool round = (a == '9' && b == '0' && step == 1) || (a == '0' && b == '9' && step == -1);
             return b - a != step && !round;
           }) == text.end();
  };
  return follows(1) || follows(-1);
}

void erase_all(std::string& text, const std::string& word) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word)) text.erase(at, word.size());
}

bool is_hardly_more_than(std::string text, std::span<const std::string> own_words) {
  const std::size_t before = text.size();
  for (const std::string& own : own_words) {
    const std::string word = to_lower_ascii(own);
    if (word.size() >= shortest_own_word) erase_all(text, word);
  }
  return text.size() < before && text.size() < least_beside_own_words;
}

}  // namespace

bool is_common_password(std::string_view password) {
  const std::string text = to_lower_ascii(password);
  return common_passwords().contains(text) || common_passwords().contains(without_trimmings(text)) ||
         is_repeated(text) || is_row_of_neighbours(text);
}

void require_good_password(std::string_view password, std::span<const std::string> own_words, std::string_view field) {
  Violations violations;
  violations.require(count_code_points(password) >= shortest_password, field, "too_short",
                     "must be at least 12 characters");
  violations.require(password.size() <= longest_password, field, "too_long", "must be at most 1000 octets");
  violations.throw_if_any();
  violations.require(!is_common_password(password), field, "common_password", "is one of those guessed first");
  violations.require(!is_hardly_more_than(to_lower_ascii(password), own_words), field, "own_words",
                     "is hardly more than the own name");
  violations.throw_if_any();
}

}  // namespace domain
