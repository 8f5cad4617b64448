#include "domain/known_rooms.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "domain/address.hpp"
#include "domain/search_words.hpp"

namespace domain {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  const std::string folded = fold_text(text);
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', begin), folded.size());
    words.push_back(folded.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

bool has_digit(std::string_view word) {
  return word.find_first_of("0123456789") != std::string_view::npos;
}

// One letter more, less or another one; in what is short, or a number, that makes another word.
bool nearly_same(std::string_view one, std::string_view other) {
  constexpr std::size_t shortest = 5;
  if (one == other) return true;
  if (one.size() > other.size()) std::swap(one, other);
  if (one.size() < shortest || other.size() - one.size() > 1 || has_digit(one) || has_digit(other)) return false;
  const auto [left, right] = std::ranges::mismatch(one, other);
  const auto at = static_cast<std::size_t>(left - one.begin());
  const std::size_t skipped = one.size() == other.size() ? 1 : 0;
  return one.substr(at + skipped) == other.substr(at + 1);
}

bool all_among(const std::vector<std::string>& words, const std::vector<std::string>& others) {
  return !words.empty() && std::ranges::all_of(words, [&](const std::string& word) {
    return std::ranges::any_of(others, [&](const std::string& other) { return nearly_same(word, other); });
  });
}

// Who leaves one out contradicts nothing.
bool agree(const std::string& one, const std::string& other) {
  return one.empty() || other.empty() || says(one, other) || says(other, one);
}

// A calendar has the whole place in one line: then the town, or part of the name, stands where the street would.
bool may_be_in(const Place& place, const Room& room) {
  const bool street_is_more = says(place.street_address, room.municipality) || says(room.name, place.street_address);
  return agree(place.municipality, room.municipality) &&
         (street_is_more || agree(place.street_address, room.street_address));
}

bool is_called(const Place& place, const std::string& name) {
  return fold_text(place.name) == name || fold_text(place.name + " " + place.street_address) == name;
}

}  // namespace

KnownRooms::KnownRooms(const Snapshot& snapshot, const Principal& principal) {
  std::map<OrganisationId, std::string> keepers;
  for (Room& room : snapshot.rooms().all()) {
    if (room.retired) continue;
    auto keeper = keepers.find(room.organisation);
    if (keeper == keepers.end()) {
      const auto organisation = snapshot.organisations().find(room.organisation);
      keeper = keepers.emplace(room.organisation, organisation ? organisation->name : std::string()).first;
    }
    Known& known = rooms_.emplace_back();
    known.own = principal.organisation == room.organisation;
    known.name = fold_text(room.name);
    known.words = words_of(room.name);
    known.about = words_of(room.name + " " + room.street_address + " " + room.municipality + " " + keeper->second);
    known.room = std::move(room);
  }
}

std::vector<Room> KnownRooms::like(const Place& place) const {
  if (place.is_online() || place.room || place.name.empty()) return {};
  const std::vector<std::string> name = words_of(place.name);
  const std::vector<std::string> said = words_of(place.name + " " + place.street_address);
  std::vector<std::pair<int, const Known*>> found;
  for (const Known& known : rooms_) {
    if (!may_be_in(place, known.room)) continue;
    const bool same_street = !place.street_address.empty() && says(place.street_address, known.room.street_address);
    if (is_called(place, known.name)) {
      found.emplace_back(known.own ? 0 : 1, &known);
    } else if (all_among(known.words, said) && all_among(name, known.about)) {
      found.emplace_back(known.own ? 2 : 3, &known);
    } else if (same_street) {
      found.emplace_back(4, &known);
    }
  }
  std::ranges::stable_sort(found, {}, &std::pair<int, const Known*>::first);
  found.resize(std::min(found.size(), most_rooms_meant));
  std::vector<Room> rooms;
  for (const auto& [rank, known] : found) rooms.push_back(known->room);
  return rooms;
}

std::optional<Room> KnownRooms::called(const Place& place) const {
  if (place.is_online() || place.room || place.name.empty()) return {};
  const bool says_more = !place.street_address.empty() || !place.municipality.empty();
  std::vector<const Known*> own, others;
  for (const Known& known : rooms_) {
    if (!is_called(place, known.name) || !may_be_in(place, known.room)) continue;
    (known.own ? own : others).push_back(&known);
  }
  const auto& meant = own.empty() && says_more ? others : own;
  return meant.size() == 1 ? std::optional(meant.front()->room) : std::nullopt;
}

}  // namespace domain
