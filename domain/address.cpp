#include "domain/address.hpp"

#include <utility>

#include "domain/search_words.hpp"

namespace domain {

bool is_unknown(const Place& place) {
  return !place.is_online() && place.name == unknown_place;
}

bool says(std::string_view text, std::string_view words) {
  const std::string folded = fold_text(words);
  return !folded.empty() && (" " + fold_text(text) + " ").find(" " + folded + " ") != std::string::npos;
}

Place told_once(Place place) {
  if (says(place.name, place.municipality) || says(place.street_address, place.municipality)) {
    place.municipality.clear();
  }
  if (says(place.name, place.street_address)) place.street_address.clear();
  return place;
}

std::vector<std::string> address_parts(const Place& place) {
  Place told = told_once(place);
  std::vector<std::string> parts;
  for (std::string* part : {&told.name, &told.street_address, &told.municipality}) {
    if (!part->empty()) parts.push_back(std::move(*part));
  }
  return parts;
}

Place place_of(const RoomDetails& room) {
  return {.name = room.name,
          .street_address = room.street_address,
          .municipality = room.municipality,
          .online_url = {},
          .room = {}};
}

}  // namespace domain
