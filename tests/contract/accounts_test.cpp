#include <gmock/gmock.h>

#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;

namespace contract {

class Accounts : public Contract {
 protected:
  AccountId put(const std::string& username) {
    Account account;
    account.username = username;
    account.display_name = "Olga Ohjaaja";
    account.password_hash = "$argon2id$x";
    return write([&](Transaction& tx) { return tx.accounts().insert(account); });
  }
};
ON_EVERY_ENGINE(Accounts);

TEST_P(Accounts, an_account_is_found_by_id_and_username_and_changes) {
  const auto id = put("olga");
  Account found = read([&](const Snapshot& s) { return s.accounts().find(id); }).value();
  EXPECT_EQ(found.username, "olga");
  EXPECT_EQ(found.display_name, "Olga Ohjaaja");
  EXPECT_EQ(found.password_hash, "$argon2id$x");
  EXPECT_FALSE(found.administers);
  EXPECT_FALSE(found.email);
  found = {id, "olga2", "O.", "$new", true, EmailAddress("Olga@example.org"), LanguageTag("en")};
  store->write([&](Transaction& tx) { tx.accounts().update(found); });
  EXPECT_FALSE(read([](const Snapshot& s) { return s.accounts().find_by_username("olga"); }));
  const Account changed = read([](const Snapshot& s) { return s.accounts().find_by_username("olga2"); }).value();
  EXPECT_EQ(changed.id, id);
  EXPECT_EQ(changed.display_name, "O.");
  EXPECT_EQ(changed.password_hash, "$new");
  EXPECT_TRUE(changed.administers);
  EXPECT_EQ(changed.email->str(), "Olga@example.org");
  EXPECT_EQ(changed.language, LanguageTag("en"));
}

TEST_P(Accounts, usernames_are_unique_when_made_and_when_changed) {
  put("a");
  const auto b = put("b");
  EXPECT_EQ(fixtures::problem_of([&] { put("a"); }), "duplicate");
  Account account = read([&](const Snapshot& s) { return s.accounts().find(b); }).value();
  account.username = "a";
  EXPECT_EQ(fixtures::problem_of([&] { store->write([&](Transaction& tx) { tx.accounts().update(account); }); }),
            "duplicate");
  EXPECT_EQ(read([](const Snapshot& s) { return s.accounts().all(); })[1].username, "b");
}

TEST_P(Accounts, whose_account_is_removed_is_named_in_no_event_s_history) {
  const auto id = put("olga");
  const auto other = put("aino");
  const auto change = [&](AccountId by) {
    return write([&](Transaction& tx) {
      EventChange made;
      made.event = put_event(tx, by.value);
      made.time = at(0);
      made.account = by;
      made.actor = "Olga Ohjaaja";
      return tx.event_changes().insert(made);
    });
  };
  const auto hers = change(id), another = change(other);
  store->write([&](Transaction& tx) { tx.accounts().remove(id); });
  const auto actor = [&](EventChangeId of) {
    return read([&](const Snapshot& s) { return s.event_changes().find(of); }).value().actor;
  };
  EXPECT_EQ(actor(hers), "");
  EXPECT_FALSE(read([&](const Snapshot& s) { return s.event_changes().find(hers); }).value().account);
  EXPECT_EQ(actor(another), "Olga Ohjaaja");
}

TEST_P(Accounts, a_session_is_found_until_it_expires_or_is_removed) {
  const auto id = put("olga");
  const auto find = [&](const char* hash, int now) {
    return read([&](const Snapshot& s) { return s.accounts().find_session(hash, at(now)); });
  };
  store->write([&](Transaction& tx) {
    tx.accounts().insert(Session{"a", id, at(0), at(60)});
    tx.accounts().insert(Session{"b", id, at(0), at(90)});
    tx.accounts().insert(Session{"c", id, at(0), at(90)});
  });
  EXPECT_EQ(find("a", 59)->account, id);
  EXPECT_EQ(find("a", 59)->created_time, at(0));
  EXPECT_EQ(find("a", 59)->expires_time, at(60));
  EXPECT_FALSE(find("a", 60));
  store->write([](Transaction& tx) { tx.accounts().remove_session("b"); });
  EXPECT_FALSE(find("b", 0));
  store->write([](Transaction& tx) { tx.accounts().remove_sessions_expired_before(at(60)); });
  EXPECT_FALSE(find("a", 0));
  EXPECT_TRUE(find("c", 0));
  EXPECT_EQ(fixtures::problem_of([&] {
              store->write([&](Transaction& tx) { tx.accounts().insert(Session{"c", id, at(0), at(90)}); });
            }),
            "duplicate");
}

TEST_P(Accounts, an_api_token_is_found_by_its_hash) {
  const auto organisation = write([](Transaction& tx) { return tx.organisations().insert({{}, "Mimosa", ""}); });
  const ApiToken token{{}, "hash", "laptop", Role::organiser, organisation, at(3)};
  const auto id = write([&](Transaction& tx) { return tx.accounts().insert(token); });
  const auto found = read([](const Snapshot& s) { return s.accounts().find_api_token("hash", at(4)); });
  EXPECT_EQ(found->id, id);
  EXPECT_EQ(found->token_hash, "hash");
  EXPECT_EQ(found->name, "laptop");
  EXPECT_EQ(found->role, Role::organiser);
  EXPECT_EQ(found->organisation, organisation);
  EXPECT_EQ(found->created_time, at(3));
  EXPECT_FALSE(read([](const Snapshot& s) { return s.accounts().find_api_token("other", at(4)); }));
  EXPECT_EQ(fixtures::problem_of([&] { write([&](Transaction& tx) { return tx.accounts().insert(token); }); }),
            "duplicate");
}

}  // namespace contract
