#include "storage/rekey.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <fstream>
#include <regex>
#include <set>
#include <thread>

#include "domain/manage_registration.hpp"
#include "domain/manage_token.hpp"
#include "storage/server_presence.hpp"
#include "tests/contract/privacy.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Key;
using testing::Not;

namespace contract {

class Rekey : public Privacy {
 protected:
  [[nodiscard]] storage::StoreSettings settings(const storage::KeyRing& keys) const {
    return {database->url(), keys, 4};
  }
  // Something in every sealed column.
  void fill() {
    const Event coming = event(5);
    store->write([&](Transaction& tx) {
      Registration registration = sample_registration(coming.id, "a");
      tx.events().add_to_counts(coming.id, registration.size(), 0, registration.children());
      registration.id = tx.registrations().insert(registration);
      static_cast<void>(tx.interpreters().insert(sample_interpreter("Ahmed")));
      static_cast<void>(tx.interpreters().insert(sample_booking(coming.id, "a")));
      Invitation invitation;
      invitation.event = coming.id;
      invitation.contact = registration.contact;
      invitation.link_seed = "seed";
      invitation.token_hash = "hash";
      static_cast<void>(tx.invitations().insert(invitation));
      const Message messages[] = {sample_message(coming.id)};
      tx.outbox().insert(messages);
      IncomingMessage message;
      message.from = PhoneNumber("+358405550123");
      message.text = "Tulen";
      message.events = {coming.id};
      static_cast<void>(tx.incoming_messages().insert(message));
      Account account;
      account.username = "olga";
      account.email = EmailAddress("olga@example.org");
      AccountLink link;
      link.email = account.email;
      link.token_hash = "link";
      link.account = tx.accounts().insert(account);
      static_cast<void>(tx.accounts().insert(link));
      tx.imports().keep_file({"file", *link.account, {}, "Ohjelma.csv", "Otsikko;Pvm", clock.now()});
      Subscription followed;
      followed.organisation = coming.organisers.front().id;
      followed.address = "https://example.org/secret.ics";
      static_cast<void>(tx.subscriptions().insert(followed));
      AuditEntry moved = audit_entry(admin, AuditAction::registration_moved, clock.now());
      moved.registration = registration.id;
      moved.detail = "Odotti jo viime viikolla";
      tx.audit_log().insert(moved);
    });
  }
  // Everything that is found by the number and the address, of every kind.
  static std::size_t found_by_contact(Store& with) {
    std::size_t found = 0;
    with.read([&](const Snapshot& s) {
      found = s.registrations().of_contact(PhoneNumber("+358405550123"), {}, 10).size() +
              s.registrations().of_contact({}, EmailAddress("fatima@example.org"), 10).size() +
              s.invitations().of_contact(PhoneNumber("+358405550123"), {}).size() +
              s.incoming_messages().of_phone(PhoneNumber("+358405550123")).size() +
              (s.accounts().find_by_email(EmailAddress("olga@example.org")) ? 1 : 0);
    });
    return found;
  }

  const storage::KeyRing first = database->key();
  const storage::KeyRing both = first.rotated();
};
ON_EVERY_ENGINE(Rekey);

TEST_P(Rekey, every_column_that_the_tables_call_sealed_is_known_to_it) {
  const std::regex table(R"(create table (\w+))"), column(R"(^  (\w+) .*-- sealed)"), later(R"(^seal (\w+\.\w+);)");
  std::set<std::string> in_tables, known;
  for (const auto& entry : std::filesystem::directory_iterator("storage/migrations")) {
    std::ifstream file(entry.path());
    std::string name;
    std::smatch match;
    for (std::string line; std::getline(file, line);) {
      if (std::regex_search(line, match, table)) name = match[1];
      if (std::regex_search(line, match, column)) in_tables.insert(name + "." + match[1].str());
      if (std::regex_search(line, match, later)) in_tables.insert(match[1].str());
    }
  }
  for (const storage::SealedColumn& sealed : storage::sealed_columns()) known.insert(sealed.name());
  EXPECT_GE(known.size(), 21U);
  EXPECT_EQ(known, in_tables);
}

TEST_P(Rekey, everything_is_sealed_with_the_new_key_and_found_before_during_and_after) {
  fill();
  EXPECT_THAT(storage::SealedData(settings(first)).values_by_key(), ElementsAre(Key(1)));
  const auto old_values = storage::SealedData(settings(first)).values_by_key().at(1);
  EXPECT_EQ(old_values, storage::sealed_columns().size());
  const auto server = storage::open_store(settings(both));
  EXPECT_EQ(found_by_contact(*server), 5U) << "indexed under the old key";
  server->write([](Transaction& tx) {
    Registration registration =
        sample_registration(tx.registrations().of_contact(PhoneNumber("+358405550123"), {}, 1)[0].event, "b");
    tx.events().add_to_counts(registration.event, registration.size(), 0, registration.children());
    static_cast<void>(tx.registrations().insert(registration));
  });
  EXPECT_EQ(found_by_contact(*server), 7U) << "indexed under either";
  storage::SealedData sealed(settings(both));
  EXPECT_EQ(sealed.reseal(), old_values);
  EXPECT_THAT(sealed.values_by_key(), ElementsAre(Key(2)));
  EXPECT_EQ(sealed.reseal(), 0U);
  EXPECT_EQ(found_by_contact(*server), 7U) << "indexed under the new key";
  EXPECT_THAT(sealed.unreadable({}), IsEmpty());
  EXPECT_EQ(wrong_counts(), "");
}

TEST_P(Rekey, links_that_were_sent_go_on_when_their_key_is_retired) {
  const auto receipt = put_party(event(5), "Fatima");
  storage::SealedData sealed(settings(both));
  EXPECT_EQ(fixtures::problem_of([&] { sealed.retire(1); }), "key_in_use");
  EXPECT_EQ(fixtures::problem_of([&] { sealed.retire(2); }), "key_in_use");
  (void)storage::open_store(settings(both));
  (void)sealed.reseal();
  sealed.retire(1);
  const storage::KeyRing second = storage::parse_keys(storage::format_keys(both.without(1), ','));
  const auto server = storage::open_store(settings(second));
  const auto its_secrets = storage::make_secrets(second);
  const Ports its_ports{*server, clock, zones, *its_secrets, {}};
  const auto registration = view_registration(its_ports, receipt.manage_token).registration;
  EXPECT_EQ(registration.contact.name, "Fatima");
  EXPECT_EQ(manage_token(*its_secrets, registration), receipt.manage_token);
}

TEST_P(Rekey, who_lacks_a_key_that_is_needed_or_has_another_one_does_not_start) {
  fill();
  (void)storage::open_store(settings(both));
  const auto opens = [&](const storage::KeyRing& keys) {
    return fixtures::problem_of([&] { (void)storage::open_store(settings(keys)); });
  };
  EXPECT_EQ(opens(both), "");
  EXPECT_EQ(opens(first), "key") << "lacks key 2";
  EXPECT_EQ(opens(both.without(1)), "key") << "lacks key 1";
  EXPECT_EQ(opens(first.rotated()), "key") << "another key 2";
  auto links = both.links();
  links[0] ^= 1;
  EXPECT_EQ(opens(storage::KeyRing(both.keys(), links)), "key") << "other links";
}

TEST_P(Rekey, a_key_may_be_known_before_it_is_used) {
  const storage::KeyRing ready({first.keys()[0], both.keys()[0]}, {});
  fill();
  (void)storage::open_store(settings(ready));
  (void)storage::open_store(settings(first));
  const auto old_server = storage::open_store(settings(ready));
  const auto new_server = storage::open_store(settings(both));
  (void)storage::SealedData(settings(both)).reseal();
  EXPECT_EQ(found_by_contact(*old_server), 5U);
}

TEST_P(Rekey, servers_work_on_while_everything_is_sealed_anew) {
  const Event coming = event(5);
  std::vector<RegistrationReceipt> receipts;
  for (int i = 0; i < 300; ++i) receipts.push_back(put_party(coming, "Vieras" + std::to_string(i)));
  const auto server = storage::open_store(settings(both));
  const Ports its_ports{*server, clock, zones, *secrets, {}};
  std::atomic<bool> done{false};
  std::thread changes([&] {
    for (std::size_t i = 0; i < receipts.size() || !done; ++i) {
      RegistrationChange change;
      change.contact = Contact{"Muutettu", PhoneNumber("+358405550124"), {}, LanguageTag("fi")};
      (void)change_registration(its_ports, receipts[i % receipts.size()].manage_token, change);
    }
  });
  storage::SealedData sealed(settings(both));
  EXPECT_GT(sealed.reseal(), 0U);
  done = true;
  changes.join();
  (void)sealed.reseal();
  EXPECT_THAT(sealed.values_by_key(), ElementsAre(Key(2)));
  EXPECT_THAT(sealed.unreadable({}), IsEmpty());
  server->read([&](const Snapshot& s) {
    EXPECT_EQ(s.registrations().of_contact(PhoneNumber("+358405550124"), {}, 1000).size(), receipts.size());
    EXPECT_THAT(s.registrations().of_contact(PhoneNumber("+358405550123"), {}, 1000), IsEmpty());
  });
}

TEST_P(Rekey, sealing_anew_that_was_cut_short_is_gone_on_with) {
  fill();
  const auto server = storage::open_store(settings(both));
  storage::SealedData sealed(settings(both));
  database->query("update interpreter_booking set contact_person = (select phone from interpreter)");
  EXPECT_THROW((void)sealed.reseal(), std::runtime_error);
  EXPECT_THAT(sealed.values_by_key(), ElementsAre(Key(1), Key(2)));
  EXPECT_EQ(found_by_contact(*server), 5U);
  database->query("update interpreter_booking set contact_person = ''");
  EXPECT_GT(sealed.reseal(), 0U);
  EXPECT_THAT(sealed.values_by_key(), ElementsAre(Key(2)));
  EXPECT_EQ(found_by_contact(*server), 5U);
}

TEST_P(Rekey, what_does_not_open_or_is_not_found_is_told) {
  fill();
  storage::SealedData sealed(settings(first));
  EXPECT_THAT(sealed.unreadable({}), IsEmpty());
  database->query("update person set name = accessibility where name <> ''");
  EXPECT_THAT(sealed.unreadable(1), ElementsAre(testing::StartsWith("person.name: 1 of 1")));
  database->query("update interpreter set blind_phone = blind_email");
  EXPECT_EQ(sealed.unreadable(1000).size(), 2U);
}

TEST_P(Rekey, servers_that_run_say_which_keys_they_have_until_they_leave_or_fall_silent) {
  const storage::ServerPresence one(settings(both)), other(settings(first));
  one.renew(clock.now());
  one.renew(clock.now());
  other.renew(clock.now());
  EXPECT_EQ(storage::running_servers(settings(both), clock.now()).size(), 2U);
  other.leave();
  const auto left = storage::running_servers(settings(both), clock.now());
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].sealing_key, 2);
  EXPECT_THAT(left[0].keys, ElementsAre(2, 1));
  const auto later = clock.now() + storage::ServerPresence::silence + std::chrono::seconds{1};
  EXPECT_THAT(storage::running_servers(settings(both), later), IsEmpty());
}

}  // namespace contract
