#include <gmock/gmock.h>

#include "domain/import_events.hpp"
#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"
#include "tests/contract/two_servers.hpp"

using namespace domain;
using testing::HasSubstr;
using testing::Not;
using testing::Optional;

namespace contract {

class ImportFiles : public Contract {
 protected:
  AccountId account(const std::string& name) {
    return write([&](Transaction& tx) {
      Account account;
      account.username = name;
      account.display_name = name;
      account.password_hash = "x";
      return tx.accounts().insert(account);
    });
  }
  OrganisationId organisation(const std::string& name) {
    return write([&](Transaction& tx) { return tx.organisations().insert({{}, name, {}}); });
  }
  ImportFile file(AccountId owner, const std::string& token, int expires = 60) {
    return {token, owner, {}, "Kevään ohjelma.csv", "Otsikko;Pvm\nFátima;1.12.2026\n", at(expires)};
  }
  void keep(const ImportFile& file) {
    store->write([&](Transaction& tx) { tx.imports().keep_file(file); });
  }
  std::optional<ImportFile> find(const std::string& token) {
    return read([&](const Snapshot& s) { return s.imports().find_file(token); });
  }
};
ON_EVERY_ENGINE(ImportFiles);

TEST_P(ImportFiles, a_file_comes_back_byte_by_byte_however_large_and_is_sealed) {
  const auto owner = account("aino");
  ImportFile large = file(owner, "a");
  large.organisation = organisation("Mimosa");
  for (int i = 0; i < 300'000; ++i) large.bytes += static_cast<char>(i % 251);
  keep(large);
  EXPECT_THAT(find("a"), Optional(large));
  EXPECT_FALSE(find("b"));
  keep(file(owner, "b"));
  EXPECT_THAT(database->bytes(), Not(HasSubstr("tima;1.12.2026")));
  EXPECT_THAT(database->bytes(), Not(HasSubstr("ohjelma.csv")));
}

TEST_P(ImportFiles, files_go_when_they_are_brought_in_when_their_time_is_over_and_when_others_are_newer) {
  const auto aino = account("aino");
  const auto omar = account("omar");
  for (const char* token : {"a", "b", "c"}) keep(file(aino, token));
  keep(file(omar, "d", 10));
  store->write([&](Transaction& tx) { tx.imports().forget_older_files(aino, 2); });
  EXPECT_FALSE(find("a"));
  EXPECT_TRUE(find("c"));
  EXPECT_TRUE(find("d"));
  EXPECT_EQ(write([](Transaction& tx) { return tx.imports().forget_files_expired_before(at(11)); }), 1U);
  EXPECT_FALSE(find("d"));
  store->write([](Transaction& tx) { tx.imports().forget_file("c"); });
  EXPECT_FALSE(find("c"));
  EXPECT_TRUE(find("b"));
}

TEST_P(ImportFiles, how_columns_are_read_is_remembered_for_each_organisation_and_the_longest_unused_goes) {
  const auto mimosa = organisation("Mimosa");
  const auto other = organisation("Mikseri");
  const auto mapping = [&](OrganisationId whose, const std::string& hash) {
    return read([&](const Snapshot& s) { return s.imports().find_mapping(whose, hash); });
  };
  store->write([&](Transaction& tx) {
    tx.imports().keep_mapping(mimosa, "h", "nimi\ttitle\n", at(0));
    tx.imports().keep_mapping(mimosa, "h", "nimi\tdescription\n", at(1));
  });
  EXPECT_THAT(mapping(mimosa, "h"), Optional(std::string("nimi\tdescription\n")));
  EXPECT_FALSE(mapping(other, "h"));
  store->write([&](Transaction& tx) {
    for (std::size_t i = 0; i < most_mappings; ++i)
      tx.imports().keep_mapping(mimosa, "n" + std::to_string(i), "x", at(2));
  });
  EXPECT_FALSE(mapping(mimosa, "h"));
  EXPECT_TRUE(mapping(mimosa, "n0"));
}

TEST_P(ImportFiles, an_event_is_found_by_its_uid) {
  const auto id = write([](Transaction& tx) { return put_event(tx, 7); });
  const auto event = read([&](const Snapshot& s) { return s.events().find(id); });
  const auto found = read([&](const Snapshot& s) { return s.events().find_by_uid(event->uid); });
  ASSERT_TRUE(found);
  EXPECT_EQ(describe(*found), describe(*event));
  EXPECT_FALSE(read([](const Snapshot& s) { return s.events().find_by_uid("nobody@example.org"); }));
}

TEST_P(ImportFiles, an_event_can_become_known_by_another_key) {
  const auto id = write([](Transaction& tx) { return put_event(tx, 7); });
  store->write([&](Transaction& tx) {
    auto event = tx.events().lock(id).value();
    event.import_key = "ics/1/other";
    (void)tx.events().update(event);
  });
  const auto found = read([](const Snapshot& s) { return s.events().find_by_import_key("ics/1/other"); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, id);
}

TEST_P(ImportFiles, a_transaction_reads_its_own_changes) {
  store->write([](Transaction& tx) {
    const auto id = put_event(tx, 7);
    EXPECT_TRUE(tx.snapshot().events().find(id));
  });
}

class ImportsAtOnce : public TwoServers {};
ON_EVERY_ENGINE(ImportsAtOnce);

TEST_P(ImportsAtOnce, an_import_compares_with_what_is_stored_once_nobody_else_is_at_it) {
  const Principal admin{{}, "Admin", Role::admin, {}};
  Event event = sample_event(1, {}, 0);
  event.maximum_attendee_capacity = 0;
  event.import_key = "programme/a";
  event.publication_status = PublicationStatus::draft;
  event.confirmed_persons = event.waitlisted_persons = event.confirmed_children = 0;
  (void)write([&](Transaction& tx) { return put_event(tx, event); });
  const auto stored = read([](const Snapshot& s) { return s.events().find(EventId{1}); }).value();
  at_once(8, [&](int t) {
    for (int i = 0; i < 15; ++i) {
      if (t % 2 == 0) {
        (void)edit_event(ports(t), admin, EventId{1}, [](EventDetails& details) {
          details.maximum_attendee_capacity = details.maximum_attendee_capacity.value() + 1;
        });
        continue;
      }
      ImportedDate date{"programme/a", stored};
      date.details.name = {{LanguageTag("fi"), "Tuonti " + std::to_string(t) + " " + std::to_string(i)}};
      (void)import_dates(ports(t), admin, {&date, 1}, [](EventDetails& details, const Event& now) {
        details.maximum_attendee_capacity = now.maximum_attendee_capacity;
      });
    }
  });
  EXPECT_EQ(read([](const Snapshot& s) { return s.events().find(EventId{1}); })->maximum_attendee_capacity, 60);
}

}  // namespace contract
