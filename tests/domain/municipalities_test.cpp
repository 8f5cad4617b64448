#include "domain/municipalities.hpp"

#include <gtest/gtest.h>

namespace {

using domain::municipality_named;

TEST(Municipalities, are_found_at_the_end_of_an_address_behind_a_postal_code_and_before_the_country) {
  EXPECT_EQ(municipality_named("Lapintie 11-13, 94100 Kemi, Suomi"), "Kemi");
  EXPECT_EQ(municipality_named("Lapintie 11-13\nFI-94100 KEMI\nFinland"), "Kemi");
  EXPECT_EQ(municipality_named("Hallituskatu 1, mikkeli"), "Mikkeli");
  EXPECT_EQ(municipality_named("Koulutie 2, 31500 Koski Tl"), "Koski Tl");
  EXPECT_EQ(municipality_named("Sahantie 1, 35800 Mänttä-Vilppula,"), "Mänttä-Vilppula");
}

TEST(Municipalities, are_known_by_their_swedish_names) {
  EXPECT_EQ(municipality_named("Storgatan 1, 65100 Vasa, Finland"), "Vaasa");
  EXPECT_EQ(municipality_named("Universitetsgatan 1, Helsingfors"), "Helsinki");
}

TEST(Municipalities, are_not_guessed_from_anything_else_of_an_address) {
  EXPECT_EQ(municipality_named(""), "");
  EXPECT_EQ(municipality_named("Kemi, Lapintie 11"), "");
  EXPECT_EQ(municipality_named("Kemintie 3, 12345"), "");
  EXPECT_EQ(municipality_named("Kungsgatan 1, Stockholm, Sverige"), "");
  EXPECT_EQ(municipality_named("Lapintie 11, Kemin keskusta"), "");
  EXPECT_EQ(municipality_named("Kemi, Suomi, Suomi"), "");
}

TEST(Municipalities, are_places_that_are_nothing_else) {
  EXPECT_EQ(municipality_named("Oulu", ""), "Oulu");
  EXPECT_EQ(municipality_named("Hailuoto", "Suomi"), "Hailuoto");
  EXPECT_EQ(municipality_named("Kuopio", "Puijonkatu 1, 20100 Turku"), "Turku");
  EXPECT_EQ(municipality_named("Oulu", "Sepänkatu 9"), "");
  EXPECT_EQ(municipality_named("Oulun kirjasto", ""), "");
}

}  // namespace
