#pragma once
#include <gtest/gtest.h>

#include "domain/keep_in_step.hpp"
#include "domain/subscriptions.hpp"
#include "tests/fixtures/world.hpp"

namespace fixtures {

using namespace domain;

// A calendar that "Mimosa" follows, read as often as a test says what stands in it.
class KeepingInStep : public testing::Test {
 protected:
  KeepingInStep() : organiser(world.organiser("Mimosa")) {
    SubscriptionDetails details;
    details.name = "Partner";
    details.municipality = "Mikkeli";
    details.keywords = {"language"};
    details.publication_status = PublicationStatus::open_to_all;
    subscription = create_subscription(*world.ports, organiser, details, "https://example.org/a.ics");
    words.theme_of = [](std::string_view category) {
      return category == "Asuminen" ? std::string("housing") : std::string();
    };
    words.cancelled = {{LanguageTag("fi"), "Peruttu kalenterissa"}};
  }

  ForeignOccurrence date(const std::string& uid, const std::string& start, const std::string& name = "Ryhmä") const {
    ForeignOccurrence one;
    one.uid = uid;
    one.start_time = world.local(start);
    one.end_time = one.start_time + std::chrono::hours{2};
    one.summary = name;
    one.location = "Mimosa, Porrassalmenkatu 1, Mikkeli";
    return one;
  }
  ForeignOccurrence slot(const std::string& uid, const std::string& rule, const std::string& start) const {
    ForeignOccurrence one = date(uid, start);
    one.recurrence_id = world.local(rule);
    return one;
  }
  StepResult read(std::vector<ForeignOccurrence> occurrences, bool complete = true,
                  std::vector<ForeignProblem> problems = {}) {
    std::optional<Subscription> claimed;
    world.store->write([&](Transaction& tx) {
      auto due = tx.subscriptions().lock(subscription.id).value();
      due.next_time = world.clock.now();
      tx.subscriptions().update(due);
      claimed = tx.subscriptions().claim(world.clock.now(), world.clock.now() + std::chrono::hours{1});
    });
    ForeignCalendar calendar{"", std::move(occurrences), std::move(problems), complete};
    const ForeignWindow window{world.clock.now(), world.clock.now() + std::chrono::days{400}};
    return keep_in_step(*world.ports, claimed.value(), calendar, window, words, [] { return false; });
  }
  std::vector<SubscribedEvent> links() {
    std::vector<SubscribedEvent> found;
    world.store->read([&](const Snapshot& snapshot) { found = snapshot.subscriptions().events_of(subscription.id); });
    return found;
  }
  Event event(std::size_t nth = 0) {
    Event found;
    found.id = links().at(nth).event;
    return world.now(found);
  }
  SubscribedEvent link(std::size_t nth = 0) { return links().at(nth); }

  World world;
  Principal organiser;
  Subscription subscription;
  StepWords words;
};

}  // namespace fixtures
