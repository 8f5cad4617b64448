#include <gmock/gmock.h>

#include <thread>

#include "domain/subscriptions.hpp"
#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"
#include "tests/contract/two_servers.hpp"

using namespace domain;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

namespace contract {

class SubscriptionStore : public Contract {
 protected:
  OrganisationId organisation(const std::string& name) {
    return write([&](Transaction& tx) { return tx.organisations().insert({{}, name, ""}); });
  }
  static Subscription sample(OrganisationId owner, const std::string& name = "Ryhmät") {
    Subscription made;
    made.name = name;
    made.language = LanguageTag("sv");
    made.kind = EventKind::training;
    made.keywords = {"housing", "language"};
    made.municipality = "Kemi";
    made.publication_status = PublicationStatus::unlisted;
    made.registration_url = "https://example.org/register";
    made.organisation = owner;
    made.address = "https://example.org/secret-" + name + ".ics";
    made.by_partner = true;
    made.created_time = at(1);
    made.next_time = at(2);
    return made;
  }
  Subscription put(const Subscription& made) {
    const auto id = write([&](Transaction& tx) { return tx.subscriptions().insert(made); });
    return find(id);
  }
  Subscription find(SubscriptionId id) {
    return read([&](const Snapshot& snapshot) { return snapshot.subscriptions().find(id).value(); });
  }
  std::optional<Subscription> claim(int now, int lease) {
    return write([&](Transaction& tx) { return tx.subscriptions().claim(at(now), at(lease)); });
  }
  static SubscribedEvent sample_event_of(SubscriptionId subscription, EventId event) {
    SubscribedEvent made{subscription, "uid@example.org", at(7), event};
    made.theirs.name = "Naisten ryhmä";
    made.theirs.description = "Kahvia";
    made.theirs.start_time = at(8);
    made.theirs.end_time = at(9);
    made.theirs.time_zone = "Europe/Stockholm";
    made.theirs.location = {"Mimosa", "Porrassalmenkatu 1", "Mikkeli", "https://example.org/online"};
    made.theirs.keywords = {"family"};
    made.theirs.registration_url = "https://example.org/r";
    made.cancelled_there = true;
    made.vanished_time = at(10);
    made.open = {SubscribedField::time, SubscribedField::name};
    made.refusal = "room_taken";
    made.wanted = CalendarSlot{at(11), at(12), "Europe/Tallinn", {"Kirjasto", "Katu 1", "Kemi", ""}};
    made.cancelled_by_it = true;
    return made;
  }
  static void expect_same(const SubscribedEvent& one, const SubscribedEvent& other) {
    EXPECT_EQ(one.subscription, other.subscription);
    EXPECT_EQ(one.uid, other.uid);
    EXPECT_EQ(one.recurrence_id, other.recurrence_id);
    EXPECT_EQ(one.event, other.event);
    EXPECT_EQ(one.theirs, other.theirs);
    EXPECT_EQ(one.cancelled_there, other.cancelled_there);
    EXPECT_EQ(one.vanished_time, other.vanished_time);
    EXPECT_EQ(one.open, other.open);
    EXPECT_EQ(one.refusal, other.refusal);
    EXPECT_EQ(one.wanted, other.wanted);
    EXPECT_EQ(one.cancelled_by_it, other.cancelled_by_it);
    EXPECT_EQ(one.left, other.left);
  }
};
ON_EVERY_ENGINE(SubscriptionStore);

TEST_P(SubscriptionStore, keeps_all_of_it_and_its_address_sealed) {
  const auto made = put(sample(organisation("Mimosa")));
  const auto wanted = sample(made.organisation);
  EXPECT_EQ(static_cast<const SubscriptionDetails&>(made), static_cast<const SubscriptionDetails&>(wanted));
  EXPECT_EQ(made.address, wanted.address);
  EXPECT_TRUE(made.by_partner);
  EXPECT_EQ(made.created_time, at(1));
  EXPECT_EQ(made.next_time, at(2));
  EXPECT_FALSE(made.read_time);
  EXPECT_TRUE(made.complete);
  EXPECT_THAT(database->bytes(), Not(HasSubstr("secret-Ryhm")));
}

TEST_P(SubscriptionStore, changes_details_and_lists_an_organisations_own_by_name) {
  const auto mimosa = organisation("Mimosa"), ohjaamo = organisation("Ohjaamo");
  auto one = put(sample(mimosa, "b"));
  put(sample(mimosa, "A"));
  put(sample(ohjaamo, "c"));
  one.name = "z";
  one.paused = true;
  one.address = "https://example.org/other.ics";
  one.etag = "";
  one.keywords = {};
  store->write([&](Transaction& tx) { tx.subscriptions().update(one); });
  const auto changed = find(one.id);
  EXPECT_EQ(changed.name, "z");
  EXPECT_TRUE(changed.paused);
  EXPECT_EQ(changed.address, "https://example.org/other.ics");
  EXPECT_THAT(changed.keywords, IsEmpty());
  EXPECT_EQ(changed.version, one.version + 1);
  const auto names = [&](std::optional<OrganisationId> of) {
    std::vector<std::string> found;
    for (const auto& found_one : read([&](const Snapshot& s) { return s.subscriptions().of(of); })) {
      found.push_back(found_one.name);
    }
    return found;
  };
  EXPECT_THAT(names(mimosa), ElementsAre("A", "z"));
  EXPECT_THAT(names({}), ElementsAre("A", "c", "z"));
}

TEST_P(SubscriptionStore, gives_what_is_due_to_one_until_its_lease_is_over) {
  const auto owner = organisation("Mimosa");
  Subscription paused = sample(owner, "paused"), later = sample(owner, "later");
  paused.paused = true;
  paused.next_time = at(0);
  later.next_time = at(50);
  put(paused);
  const auto one = put(sample(owner));
  put(later);
  EXPECT_FALSE(claim(1, 10)) << "nothing is due yet";
  const auto claimed = claim(5, 10);
  ASSERT_TRUE(claimed);
  EXPECT_EQ(claimed->id, one.id);
  EXPECT_EQ(claimed->attempt, one.attempt + 1);
  EXPECT_EQ(claimed->address, one.address);
  EXPECT_EQ(claimed->tried_time, at(5));
  EXPECT_FALSE(claim(9, 20));
  EXPECT_TRUE(claim(10, 20)) << "whoever had it has died";
}

TEST_P(SubscriptionStore, is_claimed_once_however_many_want_it) {
  put(sample(organisation("Mimosa")));
  std::atomic<int> got{0};
  std::vector<std::thread> servers;
  for (int i = 0; i < 8; ++i) {
    servers.emplace_back([&] {
      store->write([&](Transaction& tx) {
        if (tx.subscriptions().claim(at(5), at(100))) ++got;
      });
    });
  }
  for (auto& server : servers) server.join();
  EXPECT_EQ(got, 1);
}

TEST_P(SubscriptionStore, records_what_became_of_a_claim_and_forgets_failures_once_it_is_reached) {
  put(sample(organisation("Mimosa")));
  const auto first = claim(5, 10).value();
  const auto record = [&](const Subscription& claimed, const FetchRecord& what) {
    store->write([&](Transaction& tx) { tx.subscriptions().record(claimed, what); });
    return find(claimed.id);
  };
  const auto failed = record(first, {at(5), at(20), "fetch_time", {}, "", "", true});
  EXPECT_EQ(failed.error, "fetch_time");
  EXPECT_EQ(failed.failures, 1);
  EXPECT_EQ(failed.next_time, at(20));
  const auto second = claim(20, 30).value();
  const auto read_then = record(second, {at(20), at(80), "", at(20), "\"e\"", "Monday", false});
  EXPECT_EQ(read_then.error, "");
  EXPECT_EQ(read_then.failures, 0);
  EXPECT_EQ(read_then.read_time, at(20));
  EXPECT_EQ(read_then.etag, "\"e\"");
  EXPECT_EQ(read_then.last_modified, "Monday");
  EXPECT_FALSE(read_then.complete);
  const auto third = claim(80, 90).value();
  const auto unchanged = record(third, {at(80), at(140), "", {}, "", "", true});
  EXPECT_EQ(unchanged.etag, "\"e\"") << "what was not read says nothing of it";
  EXPECT_EQ(unchanged.tried_time, at(80));
  EXPECT_EQ(unchanged.read_time, at(20));
  EXPECT_EQ(record(first, {at(6), at(7), "fetch_host", {}, "", "", true}).error, "") << "an old claim";
}

TEST_P(SubscriptionStore, records_nothing_over_what_somebody_changed_meanwhile) {
  put(sample(organisation("Mimosa")));
  const auto claimed = claim(5, 10).value();
  auto changed = claimed;
  changed.next_time = at(6);
  store->write([&](Transaction& tx) { tx.subscriptions().update(changed); });
  store->write([&](Transaction& tx) {
    tx.subscriptions().record(claimed, {at(5), at(80), "", at(5), "\"e\"", "", true});
  });
  EXPECT_EQ(find(claimed.id).next_time, at(6));
  EXPECT_FALSE(find(claimed.id).read_time);
}

TEST_P(SubscriptionStore, keeps_its_events_with_all_that_the_calendar_says_of_them) {
  const auto one = put(sample(organisation("Mimosa")));
  auto link = sample_event_of(one.id, EventId{1});
  store->write([&](Transaction& tx) {
    put_event(tx, 1);
    tx.subscriptions().insert(link);
  });
  const auto stored = [&] {
    return read([](const Snapshot& snapshot) { return snapshot.subscriptions().of_event(EventId{1}).value(); });
  };
  expect_same(stored(), link);
  link.recurrence_id.reset();
  link.vanished_time.reset();
  link.open = {};
  link.refusal = "";
  link.wanted.reset();
  link.left = true;
  link.cancelled_there = false;
  link.theirs.keywords = {};
  link.theirs.name = "Toinen";
  store->write([&](Transaction& tx) { tx.subscriptions().update(link); });
  expect_same(stored(), link);
  store->write([](Transaction& tx) { tx.subscriptions().clear_cancelled_by_it(EventId{1}); });
  link.cancelled_by_it = false;
  expect_same(stored(), link);
  const EventId ids[] = {EventId{1}, EventId{2}};
  EXPECT_THAT(read([&](const Snapshot& s) { return s.subscriptions().of_events(ids); }), SizeIs(1));
  EXPECT_THAT(read([&](const Snapshot& s) { return s.subscriptions().of_events({}); }), IsEmpty());
  EXPECT_FALSE(read([&](const Snapshot& s) { return s.subscriptions().of_event(EventId{2}); }));
}

TEST_P(SubscriptionStore, has_each_date_once) {
  const auto one = put(sample(organisation("Mimosa")));
  store->write([&](Transaction& tx) {
    put_event(tx, 1);
    put_event(tx, 2);
    put_event(tx, 3);
  });
  const auto insert = [&](EventId event, std::optional<Instant> recurrence_id) {
    return fixtures::problem_of([&] {
      store->write([&](Transaction& tx) {
        tx.subscriptions().insert(SubscribedEvent{one.id, "uid", recurrence_id, event});
      });
    });
  };
  EXPECT_EQ(insert(EventId{1}, {}), "");
  EXPECT_EQ(insert(EventId{2}, {}), "duplicate");
  EXPECT_EQ(insert(EventId{2}, at(1)), "");
  EXPECT_EQ(insert(EventId{3}, at(1)), "duplicate");
}

TEST_P(SubscriptionStore, counts_its_events_to_come) {
  const auto one = put(sample(organisation("Mimosa")));
  store->write([&](Transaction& tx) {
    for (int i = 1; i <= 4; ++i) {
      put_event(tx, i, i * 1000);
      SubscribedEvent link{one.id, std::to_string(i), {}, EventId{i}};
      if (i >= 2) link.open = {SubscribedField::time};
      if (i >= 3) link.vanished_time = at(1);
      if (i == 4) link.left = true;
      link.cancelled_there = i == 2;
      tx.subscriptions().insert(link);
    }
    tx.subscriptions().keep_problems(
        one.id, std::vector<ForeignProblem>{{7, "u", "Ryhmä", "ics_rule"}, {9, "", "", "ics_no_start"}});
  });
  const auto counts = read([&](const Snapshot& s) { return s.subscriptions().counts(one.id, at(1500)); });
  EXPECT_EQ(counts.events, 2);
  EXPECT_EQ(counts.open, 2);
  EXPECT_EQ(counts.cancelled, 1);
  EXPECT_EQ(counts.vanished, 1);
  EXPECT_EQ(counts.problems, 2);
  EXPECT_THAT(read([&](const Snapshot& s) { return s.subscriptions().events_of(one.id); }), SizeIs(4));
}

TEST_P(SubscriptionStore, keeps_the_problems_of_the_last_reading_only) {
  const auto one = put(sample(organisation("Mimosa")));
  const std::vector<ForeignProblem> first{{7, "u", "Ryhmä", "ics_rule"}, {9, "", "", "ics_unknown_zone", "Atlantis"}},
      second{{1, "v", "", "ics_rule"}};
  store->write([&](Transaction& tx) { tx.subscriptions().keep_problems(one.id, first); });
  EXPECT_EQ(read([&](const Snapshot& s) { return s.subscriptions().problems_of(one.id); }), first);
  store->write([&](Transaction& tx) { tx.subscriptions().keep_problems(one.id, second); });
  EXPECT_EQ(read([&](const Snapshot& s) { return s.subscriptions().problems_of(one.id); }), second);
}

TEST_P(SubscriptionStore, leaves_the_events_where_it_is_removed) {
  const auto one = put(sample(organisation("Mimosa")));
  store->write([&](Transaction& tx) {
    put_event(tx, 1);
    tx.subscriptions().insert(SubscribedEvent{one.id, "uid", {}, EventId{1}});
    tx.subscriptions().keep_problems(one.id, std::vector<ForeignProblem>{{7, "u", "Ryhmä", "ics_rule"}});
  });
  store->write([&](Transaction& tx) { tx.subscriptions().remove(one.id); });
  EXPECT_FALSE(read([&](const Snapshot& s) { return s.subscriptions().find(one.id); }));
  EXPECT_FALSE(read([&](const Snapshot& s) { return s.subscriptions().of_event(EventId{1}); }));
  EXPECT_TRUE(read([&](const Snapshot& s) { return s.events().find(EventId{1}); }));
}

class SubscribingAtOnce : public TwoServers {};
ON_EVERY_ENGINE(SubscribingAtOnce);

TEST_P(SubscribingAtOnce, an_address_is_followed_once_and_no_organisation_follows_more_than_it_may) {
  const auto owner = write([&](Transaction& tx) { return tx.organisations().insert({{}, "Mimosa", ""}); });
  const Principal organiser{{}, "Organiser", Role::organiser, owner};
  SubscriptionDetails details;
  details.name = "Ryhmät";
  const auto add = [&](int thread, const std::string& address) {
    return fixtures::problem_of([&] { (void)create_subscription(ports(thread), organiser, details, address); });
  };
  for (int i = 0; i < 47; ++i) ASSERT_EQ(add(i, "https://example.org/" + std::to_string(i)), "");
  std::atomic<int> same{0}, others{0};
  at_once(8, [&](int t) {
    if (add(t, "https://example.org/same").empty()) ++same;
  });
  EXPECT_EQ(same, 1);
  at_once(8, [&](int t) {
    if (add(t, "https://example.org/other-" + std::to_string(t)).empty()) ++others;
  });
  EXPECT_EQ(others, 2);
}

}  // namespace contract
