#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "calendar/time_zones.hpp"
#include "domain/copy_events.hpp"
#include "domain/edit_series.hpp"
#include "domain/manage_registration.hpp"
#include "domain/register_participants.hpp"
#include "storage/secrets.hpp"
#include "tests/contract/two_servers.hpp"

using namespace domain;
using testing::Each;
using testing::ElementsAre;

namespace contract {

// Series on every engine: two instances of the service that change the same one.
class SeriesOnEngines : public TwoServers {
 protected:
  SeriesOnEngines() {
    admin.role = Role::admin;
    SeriesDraft draft;
    draft.details.name = {{LanguageTag("fi"), "Kielikahvila"}};
    draft.details.start_time = at(10'000);
    draft.details.end_time = at(10'060);
    draft.details.location = {"Mimosa", "", "Mikkeli", {}};
    draft.details.organisers = {{{}, "Mimosa"}};
    draft.details.maximum_attendee_capacity = 100;
    draft.details.publication_status = PublicationStatus::open_to_all;
    draft.recurrence = "FREQ=WEEKLY;COUNT=8";
    for (int week = 0; week < 8; ++week) {
      draft.starts.push_back(zones.to_local(draft.details.start_time, default_time_zone) + std::chrono::weeks{week});
    }
    for (const Event& event : create_series(ports(0), admin, draft).events) dates.push_back(event.id);
  }
  RegistrationRequest request() const {
    RegistrationRequest request;
    request.event = dates[0];
    request.contact = {"Esimerkki", PhoneNumber("+358405550123"), {}, LanguageTag("fi")};
    request.persons = std::vector<Person>(1);
    request.consent_version = "1";
    return request;
  }
  std::vector<Event> now() {
    return read([&](const Snapshot& s) {
      std::vector<Event> events;
      for (const EventId id : dates) events.push_back(s.events().find(id).value());
      return events;
    });
  }
  // Of all dates, reminders left out.
  std::vector<std::string> pending() {
    return read([&](const Snapshot& s) {
      std::vector<std::string> kinds;
      for (const EventId id : dates) {
        for (const Message& message : s.outbox().of_event(id)) {
          if (message.state == MessageState::pending && message.kind != MessageKind::reminder) {
            kinds.emplace_back(to_word(message.kind));
          }
        }
      }
      return kinds;
    });
  }

  std::unique_ptr<Store> other;
  std::unique_ptr<Secrets> secrets;
  fixtures::SetClock clock;
  calendar::TimeZones zones;
  Principal admin;
  std::vector<EventId> dates;
};

ON_EVERY_ENGINE(SeriesOnEngines);

TEST_P(SeriesOnEngines, a_change_reaches_the_dates_of_its_scope_and_stays_there) {
  (void)edit_series(ports(0), admin, dates[3], SeriesScope::following,
                    [](EventDetails& details) { details.location.name = "Kirjasto"; });
  const auto after = now();
  for (std::size_t i = 0; i < after.size(); ++i) {
    EXPECT_EQ(after[i].location.name, i < 3 ? "Mimosa" : "Kirjasto");
    EXPECT_EQ(after[i].version, i < 3 ? 1 : 2);
  }
}

TEST_P(SeriesOnEngines, changes_from_both_ends_at_once_with_parties_coming_wait_for_each_other_and_none_is_lost) {
  constexpr int threads = 6;
  std::atomic<int> ready{0};
  std::vector<std::thread> running;
  for (int t = 0; t < threads; ++t) {
    running.emplace_back([&, t] {
      for (++ready; ready < threads;) std::this_thread::yield();
      for (int i = 0; i < 4; ++i) {
        if (t < 2) {
          // One begins with the first date, the other with the last.
          (void)edit_series(ports(t), admin, t == 0 ? dates.front() : dates.back(), SeriesScope::all,
                            [&](EventDetails& details) {
                              if (t == 0) details.maximum_attendee_capacity = 101 + i;
                              if (t == 1) details.waiting_list_capacity = 1 + i;
                            });
        } else {
          (void)register_for_dates(ports(t), request(), dates);
        }
      }
    });
  }
  for (std::thread& thread : running) thread.join();
  for (const Event& event : now()) {
    EXPECT_EQ(event.maximum_attendee_capacity, 104);
    EXPECT_EQ(event.waiting_list_capacity, 4);
    EXPECT_EQ(event.confirmed_persons, (threads - 2) * 4);
  }
}

TEST_P(SeriesOnEngines, what_is_told_of_several_dates_outlives_the_end_of_one) {
  const auto outcomes = register_for_dates(ports(0), request(), dates);
  fixtures::send_everything(*store, at(9'000));
  (void)edit_series(ports(0), admin, dates[0], SeriesScope::all,
                    [](EventDetails& details) { details.location.name = "Kirjasto"; });
  EXPECT_THAT(pending(), ElementsAre("dates_changed"));
  (void)cancel_registration(ports(0), outcomes[0].receipt->manage_token);
  EXPECT_THAT(pending(), testing::UnorderedElementsAre("dates_changed", "registration_cancelled"));
}

TEST_P(SeriesOnEngines, dates_are_added_and_the_series_is_copied) {
  const auto start = zones.to_local(at(10'000), default_time_zone);
  const auto added = add_dates(ports(0), admin, dates.back(), {start + std::chrono::weeks{9}});
  ASSERT_EQ(added.size(), 1U);
  const SeriesId series = *added[0].super_event;
  const auto made = copy_events(ports(1), admin, plan_copies(ports(1), admin, series, std::chrono::weeks{20}));
  EXPECT_EQ(made.size(), 9U);
  const auto counted = [&](SeriesId id) {
    return read([&](const Snapshot& s) { return s.events().of_series(id).size(); });
  };
  EXPECT_EQ(counted(series), 9U);
  EXPECT_EQ(counted(*made[0].super_event), 9U);
}

}  // namespace contract
