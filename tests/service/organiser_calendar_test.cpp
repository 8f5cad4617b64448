#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/edit_event.hpp"
#include "tests/service/console_world.hpp"

// The calendar of the console: what it draws.
namespace {

using domain::Role;
using fixtures::Browser;
using fixtures::ConsoleWorld;
using testing::HasSubstr;
using testing::Not;

class OrganiserCalendar : public testing::Test {
 protected:
  static std::string address(const domain::Event& event) {
    return "/organiser/events/" + std::to_string(event.id.value);
  }
  std::string entries(Browser& who, const std::string& more = {}) {
    return who.get("/organiser/calendar.json?start=2026-11-30T00:00&end=2026-12-07T00:00" + more).text;
  }
  ConsoleWorld world;
  domain::Event event = world.event("2026-12-01T15:00", 3, 4);
  Browser organiser = world.sign_in(Role::organiser);
};

TEST_F(OrganiserCalendar, draws_what_is_between_two_moments_and_nothing_else) {
  const domain::Event later = world.event("2026-12-07T09:00");
  const std::string text = entries(organiser);
  EXPECT_THAT(text, HasSubstr("\"" + std::to_string(event.id.value) + "\""));
  EXPECT_THAT(text, HasSubstr("\"2026-12-01T13:00:00Z\""));
  EXPECT_THAT(text, Not(HasSubstr(std::to_string(later.id.value))));
}

TEST_F(OrganiserCalendar, draws_what_lasts_from_midnight_to_midnight_as_whole_days) {
  domain::EventDetails details = world.details("2026-12-04T00:00");
  details.end_time = world.local("2026-12-06T00:00");
  (void)world.event(details);
  const std::string text = entries(organiser);
  EXPECT_THAT(text, HasSubstr("\"start\":\"2026-12-04\",\"end\":\"2026-12-06\",\"allDay\":true"));
  EXPECT_THAT(text, HasSubstr("\"2026-12-01T13:00:00Z\""));
  const std::string page = organiser.get("/organiser/month?month=2026-12").text;
  EXPECT_THAT(page, HasSubstr("koko päivän, la 5.12. asti"));
  EXPECT_THAT(page, Not(HasSubstr("0.00")));
}

TEST_F(OrganiserCalendar, says_that_a_place_is_missing_and_in_which_town) {
  domain::EventDetails details = world.details("2026-12-04T15:00");
  details.location = {"–", "", "Mikkeli", "", {}};
  const domain::Event lacking = world.event(details);
  EXPECT_THAT(entries(organiser), HasSubstr("Paikka puuttuu (Mikkeli)"));
  EXPECT_THAT(organiser.get("/organiser/").text, HasSubstr("Paikka puuttuu (Mikkeli)"));
  EXPECT_THAT(organiser.get(address(lacking)).text, HasSubstr("Paikka puuttuu (Mikkeli)"));
}

TEST_F(OrganiserCalendar, is_narrowed_as_the_page_is) {
  domain::EventDetails details = world.details("2026-12-02T15:00");
  details.publication_status = domain::PublicationStatus::draft;
  const domain::Event draft = world.event(details);
  const std::string drafts = entries(organiser, "&publication=draft");
  EXPECT_THAT(drafts, HasSubstr(std::to_string(draft.id.value)));
  EXPECT_THAT(drafts, Not(HasSubstr(std::to_string(event.id.value))));
  const std::string page = organiser.get("/organiser/month?month=2026-12&publication=draft").text;
  EXPECT_THAT(page, HasSubstr(address(draft)));
  EXPECT_THAT(page, Not(HasSubstr(address(event))));
  EXPECT_THAT(page, HasSubstr("/organiser/month?publication=draft&amp;month=2027-01")) << "the filter stays";
}

TEST_F(OrganiserCalendar, shows_others_events_and_moves_only_ones_own) {
  Browser other = world.sign_in(Role::organiser, "Mikseri");
  EXPECT_THAT(entries(other), Not(HasSubstr(std::to_string(event.id.value))));
  EXPECT_THAT(entries(organiser), HasSubstr("\"editable\":true"));
  Browser viewer = world.sign_in(Role::viewer);
  EXPECT_THAT(entries(viewer), HasSubstr("\"editable\":false"));
  EXPECT_GE(other.get(address(event) + "/move").status, 403);
  EXPECT_EQ(viewer.get(address(event) + "/move").status, 403);
}

TEST_F(OrganiserCalendar, refuses_a_stretch_that_is_too_long_or_none) {
  EXPECT_EQ(organiser.get("/organiser/calendar.json?start=2026-01-01T00:00&end=2028-01-01T00:00").status, 400);
  EXPECT_EQ(organiser.get("/organiser/calendar.json").status, 400);
}

TEST_F(OrganiserCalendar, names_public_holidays_and_the_school_holidays_of_the_organisations_municipality) {
  const auto december_in = [&](const std::string& municipality) {
    world.store->write([&](domain::Transaction& tx) {
      domain::Organisation mimosa = tx.organisations().find(event.organisers.front().id).value();
      mimosa.municipality = municipality;
      tx.organisations().update(mimosa);
    });
    return organiser.get("/organiser/month?month=2026-12").text;
  };
  const std::string elsewhere = december_in("Juva");
  EXPECT_THAT(elsewhere, HasSubstr("<span class=\"holiday\">itsenäisyyspäivä</span>"));
  EXPECT_THAT(elsewhere, HasSubstr("2026-12-06 itsenäisyyspäivä|")) << "for the script";
  EXPECT_THAT(elsewhere, HasSubstr("data-school-holidays=\"\""));
  EXPECT_THAT(elsewhere, Not(HasSubstr("Joululoma")));
  const std::string mikkeli = december_in("Mikkeli");
  EXPECT_THAT(mikkeli, HasSubstr("<span class=\"holiday\">Joululoma</span>"));
  EXPECT_THAT(mikkeli, HasSubstr("<span class=\"holiday\">joulupäivä, Joululoma</span>"));
  EXPECT_THAT(mikkeli, HasSubstr("|2026-12-24 Joululoma|2026-12-25 Joululoma|")) << "each kind by itself, too";
}

TEST_F(OrganiserCalendar, folds_its_filters_until_one_is_set) {
  for (const std::string page : {"/organiser/month?", "/organiser/?when=upcoming&"}) {
    EXPECT_THAT(organiser.get(page).text, HasSubstr("<details class=\"narrowing\"><summary>Rajaa"));
    EXPECT_THAT(organiser.get(page + "kind=training").text,
                HasSubstr("<details class=\"narrowing\" open><summary>Rajaa"));
  }
}

TEST_F(OrganiserCalendar, does_not_let_a_cancelled_event_be_dragged) {
  (void)domain::cancel_event(*world.ports, world.admin, event.id, {{domain::LanguageTag("fi"), "Sairaus"}});
  EXPECT_THAT(entries(organiser), HasSubstr("\"editable\":false"));
}

}  // namespace
