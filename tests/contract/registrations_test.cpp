#include <gmock/gmock.h>

#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

namespace contract {

class Registrations : public Contract {
 protected:
  Registrations() {
    write([](Transaction& tx) { return put_event(tx, 1); });
    write([](Transaction& tx) { return put_event(tx, 2); });
  }
  RegistrationId put(const Registration& registration) {
    return write([&](Transaction& tx) { return tx.registrations().insert(registration); });
  }
  RegistrationId put(const std::string& unique, RegistrationStatus status, std::int64_t event = 1) {
    Registration registration = sample_registration(EventId{event}, unique);
    registration.status = status;
    return put(registration);
  }
  Registration find(RegistrationId id) {
    return read([&](const Snapshot& s) { return s.registrations().find(id); }).value();
  }
};
ON_EVERY_ENGINE(Registrations);

TEST_P(Registrations, everything_of_a_registration_comes_back_by_each_key) {
  const Registration sample = sample_registration(EventId{1}, "a");
  const auto id = put(sample);
  EXPECT_EQ(describe(find(id)), describe(sample));
  EXPECT_EQ(find(id).id, id);
  EXPECT_NE(find(id).persons[0].id, find(id).persons[1].id);
  const auto by_token = read([](const Snapshot& s) { return s.registrations().find_by_token_hash("token-a"); });
  EXPECT_EQ(by_token->id, id);
  const auto by_key = [&](std::int64_t event, const char* key) {
    return read([&](const Snapshot& s) { return s.registrations().find_by_idempotency_key(EventId{event}, key); });
  };
  EXPECT_EQ(by_key(1, "key-a")->id, id);
  EXPECT_FALSE(by_key(2, "key-a"));
  EXPECT_FALSE(by_key(1, "key-b"));
  EXPECT_FALSE(read([](const Snapshot& s) { return s.registrations().find_by_token_hash("token-b"); }));
  EXPECT_FALSE(read([](const Snapshot& s) { return s.registrations().find(RegistrationId{99}); }));
}

TEST_P(Registrations, a_registration_with_nothing_optional_comes_back) {
  Registration bare;
  bare.event = {1};
  bare.manage_token_hash = "x";
  bare.contact.email = EmailAddress("a@example.org");
  EXPECT_EQ(describe(find(put(bare))), describe(bare));
}

TEST_P(Registrations, keys_of_idempotency_are_unique_within_the_event_and_may_be_missing) {
  Registration sample = sample_registration(EventId{1}, "a");
  put(sample);
  sample.manage_token_hash = "other";
  EXPECT_EQ(fixtures::problem_of([&] { put(sample); }), "duplicate");
  sample.event = {2};
  put(sample);
  for (const char* hash : {"third", "fourth"}) {
    sample.manage_token_hash = hash;
    sample.idempotency_key_hash.clear();
    put(sample);
  }
  EXPECT_EQ(fixtures::problem_of([&] { put(sample); }), "duplicate");
  EXPECT_EQ(read([](const Snapshot& s) { return s.registrations().of_event(EventId{2}).size(); }), 3U);
}

TEST_P(Registrations, an_events_registrations_come_in_their_order_and_the_waiting_ones_have_a_position) {
  const auto a = put("a", RegistrationStatus::waitlisted);
  const auto b = put("b", RegistrationStatus::confirmed);
  put("elsewhere", RegistrationStatus::waitlisted, 2);
  const auto c = put("c", RegistrationStatus::waitlisted);
  const auto d = put("d", RegistrationStatus::cancelled);
  const auto ids = [](const std::vector<Registration>& found) {
    std::vector<RegistrationId> all;
    for (const Registration& registration : found) all.push_back(registration.id);
    return all;
  };
  EXPECT_THAT(ids(read([](const Snapshot& s) { return s.registrations().of_event(EventId{1}); })),
              ElementsAre(a, b, c, d));
  const auto next = [&](int persons, int children, RegistrationId after) {
    const auto found =
        read([&](const Snapshot& s) { return s.registrations().next_waiting(EventId{1}, persons, children, after); });
    return found ? found->id : RegistrationId{};
  };
  EXPECT_EQ(next(2, 2, {}), a);
  EXPECT_EQ(next(2, 2, a), c);
  EXPECT_EQ(next(2, 2, c), RegistrationId{});
  EXPECT_EQ(next(1, 2, {}), RegistrationId{});
  const auto position = [&](RegistrationId id) {
    const Registration registration = find(id);
    return read([&](const Snapshot& s) { return s.registrations().waiting_position(registration); });
  };
  EXPECT_EQ(position(a), 1);
  EXPECT_EQ(position(b), std::nullopt);
  EXPECT_EQ(position(c), 2);
  EXPECT_EQ(position(d), std::nullopt);
  EXPECT_EQ(read([](const Snapshot& s) { return s.registrations().of_event(EventId{1}); })[0].persons.size(), 2U);
}

TEST_P(Registrations, an_update_keeps_persons_who_stay_and_moves_the_version) {
  const auto id = put("a", RegistrationStatus::waitlisted);
  Registration changed = find(id);
  const PersonId staying = changed.persons[1].id;
  changed.contact = {"Omar", {}, EmailAddress("omar@example.org"), LanguageTag("so")};
  changed.answers.clear();
  changed.status = RegistrationStatus::confirmed;
  changed.reminders_wanted = true;
  changed.link_seed = "new seed";
  changed.manage_token_hash = "new hash";
  Person added;
  added.name = "Uusi";
  changed.persons[1].child_age = 5;
  changed.persons[1].presence = PresenceStatus::present;
  changed.persons = {added, changed.persons[1]};
  store->write([&](Transaction& tx) { tx.registrations().update(changed); });
  ++changed.version;
  EXPECT_EQ(describe(find(id)), describe(changed));
  EXPECT_EQ(find(id).persons[1].id, staying);
  EXPECT_GT(find(id).persons[0].id.value, 0);
  EXPECT_FALSE(read([](const Snapshot& s) { return s.registrations().find_by_token_hash("token-a"); }));
}

TEST_P(Registrations, an_update_leaves_other_registrations_persons_alone) {
  const auto a = put("a", RegistrationStatus::confirmed);
  const auto b = put("b", RegistrationStatus::confirmed);
  const std::string before = describe(find(b));
  Registration changed = find(a);
  changed.persons = {find(b).persons[0]};
  changed.persons[0].name = "Varas";
  store->write([&](Transaction& tx) { tx.registrations().update(changed); });
  EXPECT_EQ(describe(find(b)), before);
}

TEST_P(Registrations, presence_is_recorded_for_the_registrations_own_persons_alone) {
  const auto a = put("a", RegistrationStatus::confirmed);
  const auto b = put("b", RegistrationStatus::confirmed);
  const auto set = [&](RegistrationId id, PersonId person) {
    return write([&](Transaction& tx) { return tx.registrations().set_presence(id, person, PresenceStatus::present); });
  };
  EXPECT_TRUE(set(a, find(a).persons[1].id));
  EXPECT_TRUE(set(a, find(a).persons[1].id));
  EXPECT_FALSE(set(a, find(b).persons[1].id));
  EXPECT_FALSE(set(a, PersonId{999}));
  EXPECT_EQ(find(a).persons[1].presence, PresenceStatus::present);
  EXPECT_EQ(find(a).persons[0].presence, PresenceStatus::unknown);
  EXPECT_EQ(find(b).persons[1].presence, PresenceStatus::unknown);
}

TEST_P(Registrations, a_link_from_before_links_began_with_their_hour_is_found_still) {
  Registration old = sample_registration(EventId{1}, "a");
  old.manage_token_hash = std::string(64, 'e');
  const auto id = put(old);
  for (const auto& [hash, found] :
       {std::pair("abc" + old.manage_token_hash, true), std::pair(old.manage_token_hash, true),
        std::pair("abc" + std::string(64, 'f'), false)}) {
    const auto by = read([&](const Snapshot& s) { return s.registrations().find_by_token_hash(hash); });
    EXPECT_EQ(by && by->id == id, found) << hash;
  }
}

// The indexes of contacts are in runs of ids.
TEST_P(Registrations, a_contact_is_found_however_many_registrations_lie_between) {
  const auto contact = sample_registration(EventId{1}, "a").contact;
  const auto old = put("a", RegistrationStatus::cancelled), older = put("b", RegistrationStatus::confirmed);
  static_cast<void>(database->query("delete from person"));
  for (const auto& [id, later] : {std::pair(old, 100'000), std::pair(older, 50'000)}) {
    static_cast<void>(database->query("update registration set id = " + std::to_string(id.value + later) +
                                      " where id = " + std::to_string(id.value)));
  }
  const auto newest = put("c", RegistrationStatus::waitlisted, 2);
  store->read([&](const Snapshot& s) {
    for (const auto& [phone, email] : {std::pair(contact.phone, std::optional<EmailAddress>()),
                                       std::pair(std::optional<PhoneNumber>(), contact.email)}) {
      std::vector<std::int64_t> ids;
      for (const Registration& found : s.registrations().of_contact(phone, email, 10)) ids.push_back(found.id.value);
      EXPECT_THAT(ids, UnorderedElementsAre(old.value + 100'000, older.value + 50'000, newest.value));
    }
    EXPECT_EQ(s.registrations().parties_of_phone(EventId{1}, *contact.phone).proven, 1);
    EXPECT_EQ(s.registrations().parties_of_phone(EventId{2}, *contact.phone).proven, 1);
    EXPECT_EQ(s.registrations().parties_of_phone(EventId{3}, *contact.phone).proven, 0);
  });
}

TEST_P(Registrations, refused_dates_are_kept_as_long_as_anything_of_their_party) {
  Registration first = sample_registration(EventId{1}, "a");
  first.party_key = "party";
  Registration second = sample_registration(EventId{1}, "b");
  second.party_key = "party";
  const auto a = put(first), b = put(second);
  store->write([](Transaction& tx) {
    tx.registrations().keep_refused_date("party", {EventId{2}, "full"});
    tx.registrations().keep_refused_date("others", {EventId{2}, "closed"});
  });
  const auto refused = [this](const char* party) {
    return read([party](const Snapshot& s) { return s.registrations().refused_dates(party); });
  };
  store->write([a](Transaction& tx) { tx.registrations().remove(a); });
  EXPECT_THAT(refused("party"), ElementsAre(RefusedDate{EventId{2}, "full"}));
  store->write([b](Transaction& tx) { tx.registrations().remove(b); });
  EXPECT_THAT(refused("party"), ElementsAre());
  EXPECT_THAT(refused("others"), ElementsAre(RefusedDate{EventId{2}, "closed"}));
}

}  // namespace contract
