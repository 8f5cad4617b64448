#include "domain/room.hpp"

#include "domain/error.hpp"
#include "domain/text.hpp"
#include "domain/words.hpp"

namespace domain {
namespace {

constexpr WordTable<Fact, 3> facts{{{Fact::unknown, "unknown"}, {Fact::yes, "yes"}, {Fact::no, "no"}}};

constexpr std::size_t longest_line = 300;
constexpr std::size_t longest_directions = 2000;
constexpr int largest_capacity = 100'000;

}  // namespace

std::string_view to_word(Fact fact) {
  return word_of(facts, fact);
}

Fact parse_fact(std::string_view word, std::string_view field) {
  return value_of(facts, word, field);
}

void validate(RoomDetails& room) {
  Violations violations;
  clean_text(room.name, "name", longest_line, violations);
  clean_text(room.street_address, "street_address", longest_line, violations);
  clean_text(room.municipality, "municipality", longest_line, violations);
  for (auto& [language, text] : room.directions) {
    clean_text(text, "directions." + language.str(), longest_directions, violations);
  }
  std::erase_if(room.directions, [](const auto& entry) { return entry.second.empty(); });
  violations.require(!room.name.empty(), "name", "required", "is required");
  violations.require(!room.municipality.empty(), "municipality", "required", "is required");
  violations.require(!room.capacity || (*room.capacity >= 1 && *room.capacity <= largest_capacity), "capacity",
                     "out_of_range", "must be from 1 to 100000");
  violations.throw_if_any();
}

}  // namespace domain
