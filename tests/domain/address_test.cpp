#include "domain/address.hpp"

#include <gmock/gmock.h>

using domain::address_parts;
using domain::Place;
using testing::ElementsAre;

namespace {

Place place(std::string name, std::string street, std::string town) {
  return {.name = std::move(name),
          .street_address = std::move(street),
          .municipality = std::move(town),
          .online_url = {},
          .room = {}};
}

TEST(Address, a_town_that_is_said_already_is_not_said_again) {
  EXPECT_THAT(address_parts(place("Lapintie 11-13, 94100 Kemi", "", "Kemi")),
              ElementsAre("Lapintie 11-13, 94100 Kemi"));
  EXPECT_THAT(address_parts(place("Kirjasto", "Marina Takalon katu 3, 94100 KEMI", "Kemi")),
              ElementsAre("Kirjasto", "Marina Takalon katu 3, 94100 KEMI"));
  EXPECT_THAT(address_parts(place("Jyväskylä", "", "jyvaskyla")), ElementsAre("Jyväskylä"));
}

TEST(Address, a_town_within_a_word_is_not_the_town) {
  EXPECT_THAT(address_parts(place("Kirjasto", "Kemintie 5", "Kemi")), ElementsAre("Kirjasto", "Kemintie 5", "Kemi"));
  EXPECT_THAT(address_parts(place("Oulunsalo-talo", "", "Oulu")), ElementsAre("Oulunsalo-talo", "Oulu"));
}

TEST(Address, what_is_nowhere_said_is_all_said_and_nothing_stands_for_what_is_empty) {
  EXPECT_THAT(address_parts(place("Mimosa", "Porrassalmenkatu 1", "Mikkeli")),
              ElementsAre("Mimosa", "Porrassalmenkatu 1", "Mikkeli"));
  EXPECT_THAT(address_parts(place("Mimosa", "", "")), ElementsAre("Mimosa"));
  EXPECT_THAT(address_parts(place("Lapintie 11", "Lapintie 11", "Kemi")), ElementsAre("Lapintie 11", "Kemi"));
}

}  // namespace
