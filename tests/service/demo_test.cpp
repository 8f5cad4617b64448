#include <gmock/gmock.h>

#include <map>
#include <set>
#include <sstream>

#include "domain/sign_in.hpp"
#include "service/consent_wordings.hpp"
#include "service/demo.hpp"
#include "service/demo_events.hpp"
#include "tests/fixtures/world.hpp"
#include "tests/service/import_samples.hpp"
#include "tests/service/shared_pages.hpp"

namespace {

using domain::LanguageTag;
using std::chrono::days;
using testing::ElementsAre;
using testing::HasSubstr;

class Demo : public testing::Test {
 protected:
  std::vector<domain::Event> events() {
    using domain::PublicationStatus;
    domain::EventFilter filter;
    filter.publication = {PublicationStatus::draft, PublicationStatus::open_to_all, PublicationStatus::unlisted,
                          PublicationStatus::staff};
    filter.limit = 1000;
    std::vector<domain::Event> found;
    world.store->read([&](const domain::Snapshot& snapshot) { found = snapshot.events().find(filter).events; });
    return found;
  }

  std::vector<domain::Event> named(const std::string& title) {
    auto found = events();
    std::erase_if(found, [&](const auto& event) { return event.name.at(LanguageTag("fi")) != title; });
    return found;
  }

  fixtures::World world;
};

TEST_F(Demo, holds_the_same_112_events_with_their_weekdays_and_hours) {
  const auto load = service::load_demo(*world.ports);
  EXPECT_EQ(load.events, 112U);
  std::map<std::string, std::vector<domain::LocalTime>> loaded;
  for (const auto& event : events())
    loaded[event.name.at(LanguageTag("fi"))].push_back(world.zones.to_local(event.start_time, event.time_zone));
  for (const auto& row : samples::read_rows(samples::programme(), world.zones)) {
    const auto written = samples::starts(row);
    auto& now = loaded[row.title];
    std::sort(now.begin(), now.end());
    ASSERT_EQ(now.size(), written.size()) << row.title;
    for (std::size_t i = 0; i < now.size(); ++i)
      EXPECT_EQ((now[i] - written[i]).count() % std::chrono::seconds{std::chrono::weeks{1}}.count(), 0) << row.title;
  }
}

TEST_F(Demo, keeps_rooms_with_the_way_there_in_several_languages_and_holds_events_in_them) {
  (void)service::load_demo(*world.ports);
  std::vector<domain::Room> rooms;
  world.store->read([&](const domain::Snapshot& snapshot) { rooms = snapshot.rooms().all(); });
  ASSERT_GE(rooms.size(), 3U);
  for (const domain::Room& room : rooms) {
    EXPECT_TRUE(room.capacity) << room.name;
    EXPECT_NE(room.step_free, domain::Fact::unknown) << room.name;
    for (const char* language : {"fi", "en", "ar"}) EXPECT_TRUE(room.directions.contains(LanguageTag(language)));
    EXPECT_TRUE(std::ranges::any_of(events(), [&](const domain::Event& event) {
      return event.location.room == room.id && event.location.name == room.name;
    })) << room.name;
  }
  (void)service::load_demo(*world.ports);
  std::size_t again = 0;
  world.store->read([&](const domain::Snapshot& snapshot) { again = snapshot.rooms().all().size(); });
  EXPECT_EQ(again, rooms.size());
}

TEST_F(Demo, has_people_who_agreed_to_what_the_pages_ask_in_a_language_of_theirs) {
  (void)service::load_demo(*world.ports);
  service::keep_consent_wordings(*world.ports, fixtures::shared_pages());
  std::size_t people = 0;
  for (const auto& event : events()) {
    world.store->read([&](const domain::Snapshot& snapshot) {
      for (const auto& registration : snapshot.registrations().of_event(event.id)) {
        ++people;
        const auto& consent = registration.consent;
        EXPECT_NE(snapshot.registrations().consent_wording(consent.version, consent.language), "");
      }
    });
  }
  EXPECT_GT(people, 0U);
}

TEST_F(Demo, begins_next_week_and_spreads_over_the_coming_months) {
  (void)service::load_demo(*world.ports);
  const auto stored = events();
  const auto next_monday = world.local("2026-11-30T00:00");
  EXPECT_GE(stored.front().start_time, next_monday);
  EXPECT_LT(stored.front().start_time, next_monday + days{1});
  EXPECT_LT(stored.back().start_time, next_monday + days{7 * 20});
  std::size_t in_the_first_week = 0;
  for (const auto& event : stored) {
    if (event.start_time < next_monday + days{7}) ++in_the_first_week;
    EXPECT_GE(event.enrolment_end_time.value_or(event.start_time), next_monday);
  }
  EXPECT_GE(in_the_first_week, 5U);
}

TEST_F(Demo, fits_whatever_day_it_is_loaded_on) {
  for (int day = 0; day < 400; ++day) {
    const auto now = world.local("2026-01-01T12:00") + days{day};
    const auto rows = service::demo::shifted_programme(now, world.zones);
    std::size_t dates = 0;
    auto first = rows.front().starts.front();
    for (const auto& [row, starts] : rows) {
      dates += starts.size();
      first = std::min(first, starts.front());
      EXPECT_EQ(starts.front(), row.start);
      for (const auto start : starts) ASSERT_TRUE(world.zones.exists(start, row.details.time_zone));
    }
    ASSERT_EQ(dates, 112U) << day;
    const auto ahead = first - world.zones.to_local(now, domain::default_time_zone);
    ASSERT_GT(ahead, days{0}) << day;
    ASSERT_LT(ahead, days{8}) << day;
  }
}

TEST_F(Demo, a_monthly_group_keeps_to_its_first_wednesdays) {
  (void)service::load_demo(*world.ports);
  const auto kemi = named("Pick & Mix: Kotikaupunki Kemi");
  ASSERT_EQ(kemi.size(), 4U);
  for (const auto& event : kemi) {
    const auto day = std::chrono::floor<days>(world.zones.to_local(event.start_time, event.time_zone));
    EXPECT_LE(std::chrono::year_month_day{day}.day(), std::chrono::day{7});
    EXPECT_EQ(std::chrono::weekday{day}, std::chrono::Wednesday);
  }
}

TEST_F(Demo, shows_questions_offers_invitations_and_childcare) {
  (void)service::load_demo(*world.ports);
  const auto all = events();
  const auto some = [&](const auto& what) { return std::ranges::count_if(all, what) > 0; };
  EXPECT_TRUE(some([](const domain::Event& event) { return event.questions.size() == 2; }));
  EXPECT_TRUE(some([](const domain::Event& event) { return event.waiting_list_offer.has_value(); }));
  EXPECT_TRUE(some([](const domain::Event& event) { return event.childcare_capacity.has_value(); }));
  for (const auto& event : all) EXPECT_EQ(event.invited_only, event.kind == domain::EventKind::client_panel);
}

TEST_F(Demo, much_of_it_is_in_arabic_english_russian_somali_and_plain_finnish) {
  (void)service::load_demo(*world.ports);
  std::map<std::string, std::set<std::string>> titles;
  for (const auto& event : events())
    for (const auto& [language, name] : event.name)
      if (event.short_description.contains(language)) titles[language.str()].insert(name);
  EXPECT_EQ(titles["fi"].size(), 18U);
  for (const auto* language : {"ar", "en", "ru", "so", "fi-simple"})
    EXPECT_GE(titles[language].size(), 12U) << language;
}

TEST_F(Demo, has_one_sign_in_per_role_that_works) {
  const auto load = service::load_demo(*world.ports);
  std::vector<domain::Role> roles;
  for (const auto& sign_in : load.sign_ins) {
    roles.push_back(sign_in.role);
    EXPECT_GE(sign_in.password.size(), 12U);
    EXPECT_EQ(domain::sign_in(*world.ports, sign_in.username, sign_in.password).principal.role, sign_in.role);
  }
  using domain::Role;
  EXPECT_THAT(roles, ElementsAre(Role::admin, Role::organiser, Role::door, Role::viewer));
}

TEST_F(Demo, passwords_differ_between_installations) {
  fixtures::World other;
  EXPECT_NE(service::load_demo(*world.ports).sign_ins.front().password,
            service::load_demo(*other.ports).sign_ins.front().password);
}

TEST_F(Demo, has_interpreters_with_dialects_and_bookings_in_different_states) {
  const auto load = service::load_demo(*world.ports);
  EXPECT_EQ(load.interpreters, 4U);
  EXPECT_EQ(load.bookings, 3U);
  std::multiset<std::string> states;
  world.store->read([&](const domain::Snapshot& snapshot) {
    EXPECT_EQ(snapshot.interpreters().all().size(), 4U);
    for (const auto* title : {"Työnhakuinfo: kesätyöt", "Talousinfo: laskut, verokortti ja velat"})
      for (const auto& booking : snapshot.interpreters().bookings_of(named(title).at(0).id))
        states.emplace(domain::to_word(booking.status));
  });
  EXPECT_EQ(states, (std::multiset<std::string>{"confirmed", "offered", "requested"}));
}

TEST_F(Demo, a_full_event_has_a_waiting_list) {
  const auto load = service::load_demo(*world.ports);
  EXPECT_EQ(load.registrations, 18U);
  const auto workshop = named("Pick & Mix: CV-paja").front();
  EXPECT_EQ(workshop.confirmed_persons, 8);
  EXPECT_GT(workshop.waitlisted_persons, 0);
}

TEST_F(Demo, a_second_time_adds_nothing_and_prints_the_same_sign_ins) {
  std::ostringstream first;
  std::ostringstream second;
  EXPECT_EQ(service::run_demo(*world.ports, first), 0);
  const auto before = events();
  world.clock.set(world.clock.now() + days{15});
  EXPECT_EQ(service::run_demo(*world.ports, second), 0);
  const auto after = events();
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < after.size(); ++i) EXPECT_EQ(after[i].start_time, before[i].start_time);
  EXPECT_THAT(second.str(), HasSubstr("loaded already"));
  EXPECT_EQ(first.str().substr(first.str().find("Sign-ins")), second.str().substr(second.str().find("Sign-ins")));
  world.store->read([&](const domain::Snapshot& snapshot) {
    EXPECT_EQ(snapshot.interpreters().all().size(), 4U);
    EXPECT_EQ(snapshot.accounts().all().size(), 4U);
  });
}

TEST_F(Demo, every_organisation_can_be_reached) {
  std::ostringstream out;
  service::run_demo(*world.ports, out);
  for (const auto& event : events()) {
    for (const auto& organiser : event.organisers) EXPECT_TRUE(organiser.phone && organiser.email) << organiser.name;
  }
}

}  // namespace
