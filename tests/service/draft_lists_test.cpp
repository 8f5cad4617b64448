#include <gtest/gtest.h>

#include <set>

#include "tests/service/access_things.hpp"

// However a list is asked for, it tells of a draft to those alone whose it is.
namespace {

using domain::Role;
using fixtures::Browser;

constexpr const char* lists[] = {"/api/v1/events?publication_status=draft",
                                 "/api/v1/events?publication_status=draft&organisation=Mimosa&q=Salainen",
                                 "/api/v1/events.csv?publication_status=draft",
                                 "/organiser/?when=all&publication=draft&organisation=Mimosa",
                                 "/organiser/?when=all&q=Salainen",
                                 "/organiser/month?month=2026-12&organisation=Mimosa",
                                 "/organiser/calendar.json?from=2026-11-30&to=2027-01-01&organisation=Mimosa",
                                 "/organiser/events.csv?when=all&publication=draft&organisation=Mimosa",
                                 "/calendar.ics?publication_status=draft&organisation=Mimosa",
                                 "/fi/?q=Salainen"};

// Those that tell of it.
std::set<std::string> telling(Browser browser) {
  std::set<std::string> found;
  for (const char* list : lists) {
    if (browser.get(list).text.find("Luonnos Salainen") != std::string::npos) found.insert(list);
  }
  return found;
}

TEST(DraftLists, tell_of_drafts_to_their_own_staff_alone) {
  fixtures::ConsoleWorld world;
  fixtures::write_secret_draft(world);
  const std::set<std::string> none;
  EXPECT_EQ(telling(world.nobody()), none);
  for (const Role role : {Role::manager, Role::organiser, Role::partner, Role::door, Role::viewer}) {
    EXPECT_EQ(telling(world.sign_in(role, "Mikseri")), none) << domain::to_word(role);
    EXPECT_GE(telling(world.sign_in(role)).size(), 5U) << domain::to_word(role) << " whose it is";
  }
  EXPECT_GE(telling(world.sign_in(Role::admin)).size(), 5U);
}

}  // namespace
