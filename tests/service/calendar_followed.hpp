#pragma once
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "domain/keep_in_step.hpp"
#include "domain/subscriptions.hpp"
#include "tests/service/console_world.hpp"

// An organiser who follows a partner's calendar, which says what a test lets it say.
namespace fixtures {

class CalendarFollowed : public testing::Test {
 protected:
  static service::Fields form(const service::Fields& changes = {}) {
    service::Fields fields{{"name", "Kulttuurikeskus"}, {"address", "webcal://cloud.example.org/very-secret.ics"},
                           {"language", "fi"},          {"kind", "group_activity"},
                           {"municipality", "Mikkeli"}, {"publication_status", "public"},
                           {"registration_url", ""},    {"keywords", "language"}};
    for (const auto& [name, value] : changes) {
      std::erase_if(fields, [&](const auto& field) { return field.first == name; });
      fields.emplace_back(name, value);
    }
    return fields;
  }
  std::vector<domain::Subscription> all() {
    std::vector<domain::Subscription> found;
    world.store->read([&](const domain::Snapshot& snapshot) { found = snapshot.subscriptions().of({}); });
    return found;
  }
  domain::Subscription follow() {
    EXPECT_EQ(browser.post("/organiser/subscriptions", form()).status, 303);
    return all().at(0);
  }
  static std::string page(const domain::Subscription& one) {
    return "/organiser/subscriptions/" + std::to_string(one.id.value);
  }
  // As if the calendar had been read.
  void read(const std::vector<domain::ForeignOccurrence>& occurrences,
            const std::vector<domain::ForeignProblem>& problems = {}) {
    std::optional<domain::Subscription> claimed;
    world.store->write([&](domain::Transaction& tx) {
      domain::Subscription due = tx.subscriptions().lock(all_id()).value();
      due.next_time = world.clock.now();
      tx.subscriptions().update(due);
      claimed = tx.subscriptions().claim(world.clock.now(), world.clock.now() + std::chrono::hours{1});
      tx.subscriptions().keep_problems(claimed->id, problems);
    });
    const domain::StepWords words{[](std::string_view) { return std::string(); },
                                  {{domain::LanguageTag("fi"), "Peruttu"}}};
    const domain::ForeignWindow window{world.clock.now(), world.clock.now() + std::chrono::days{400}};
    (void)domain::keep_in_step(*world.ports, claimed.value(), {"", occurrences, problems, true}, window, words,
                               [] { return false; });
    world.store->write([&](domain::Transaction& tx) {
      tx.subscriptions().record(claimed.value(), {world.clock.now(), world.clock.now() + std::chrono::hours{1}, "",
                                                  world.clock.now(), "", "", true});
    });
  }
  domain::SubscriptionId all_id() const { return domain::SubscriptionId{1}; }
  domain::ForeignOccurrence date(const std::string& start, const std::string& name) const {
    domain::ForeignOccurrence one;
    one.uid = "a";
    one.start_time = world.local(start);
    one.end_time = one.start_time + std::chrono::hours{1};
    one.summary = name;
    one.location = "Kulttuurikeskus";
    return one;
  }
  std::string event_page() { return "/organiser/events/" + std::to_string(world.only_event().id.value); }

  ConsoleWorld world;
  Browser browser = world.sign_in(domain::Role::organiser);
};

}  // namespace fixtures
