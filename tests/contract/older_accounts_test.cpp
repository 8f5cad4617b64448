#include <gmock/gmock.h>

#include "domain/sign_in.hpp"
#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;

namespace contract {

// A database as it was when an account had one role in one organisation, and every message an event.
class OlderAccounts : public ::testing::TestWithParam<std::string> {
 protected:
  std::unique_ptr<Database> database = make_database(GetParam());

  void make_older() {
    database->open()->write([](Transaction& tx) {
      put_event(tx, 1);
      static_cast<void>(tx.organisations().insert({{}, "Mikseri", ""}));
      for (const char* name : {"admin", "admin_of_one", "organiser", "door"}) {
        Account account;
        account.username = name;
        const AccountId id = tx.accounts().insert(account);
        if (name == std::string("organiser")) tx.accounts().insert(Session{"session", id, at(0), at(100)});
      }
      Message message = sample_message(EventId{1}, 7);
      message.registration.reset();
      message.booking.reset();
      message.invitation.reset();
      tx.outbox().insert({&message, 1});
    });
    for (const char* sql : {"delete from schema_migration where version in (9, 15)",
                            "drop table template_material",
                            "drop table event_template",
                            "drop table membership",
                            "drop table approval",
                            "drop index outbox_by_account_link",
                            "alter table outbox drop column account_link_id",
                            "drop table account_link",
                            "drop index account_by_email",
                            "alter table account drop column administers",
                            "alter table account drop column email",
                            "alter table account drop column blind_email",
                            "alter table account drop column language",
                            "alter table account add column role text",
                            "alter table account add column organisation_id integer",
                            "drop index account_session_by_account",
                            "alter table account_session drop column organisation_id",
                            "alter table account_session drop column device",
                            "alter table account_session drop column last_used_time",
                            "alter table api_token drop column expires_time",
                            "alter table organisation drop column kind",
                            "alter table organisation drop column approved_by",
                            "update account set role = username where username in ('admin', 'organiser', 'door')",
                            "update account set role = 'admin' where username = 'admin_of_one'",
                            "update account set organisation_id = (select id from organisation where name = 'Mikseri') "
                            "where username <> 'admin'"}) {
      database->query(sql);
    }
  }
};
ON_EVERY_ENGINE(OlderAccounts);

TEST_P(OlderAccounts, keep_what_they_were_allowed_as_their_first_membership) {
  make_older();
  const auto store = database->open();
  store->read([](const Snapshot& s) {
    const auto mikseri = s.organisations().find_by_name("Mikseri").value();
    const auto principal = [&](const char* username) {
      return principal_of(s, s.accounts().find_by_username(username).value(), {});
    };
    EXPECT_EQ(principal("admin")->role, Role::admin);
    EXPECT_FALSE(principal("admin")->organisation);
    EXPECT_EQ(principal("admin_of_one")->role, Role::admin);
    EXPECT_EQ(principal("admin_of_one")->organisation, mikseri.id);
    EXPECT_EQ(principal("organiser")->role, Role::organiser);
    EXPECT_EQ(principal("organiser")->organisation, mikseri.id);
    EXPECT_EQ(principal("door")->role, Role::door);
    EXPECT_EQ(mikseri.kind, OrganisationKind::other);
    EXPECT_EQ(s.accounts().find_session("session", at(1))->last_used_time, at(0));
  });
}

TEST_P(OlderAccounts, leave_their_messages_with_their_events) {
  make_older();
  const auto store = database->open();
  store->read([](const Snapshot& s) { EXPECT_EQ(s.outbox().of_event(EventId{1}).size(), 1U); });
  store->write([](Transaction& tx) {
    const auto claimed = tx.outbox().claim(at(1000), at(1010), 5);
    ASSERT_EQ(claimed.size(), 1U);
    EXPECT_EQ(claimed[0].event, EventId{1});
  });
}

}  // namespace contract
