#include <gmock/gmock.h>

#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;
using testing::ElementsAre;
using testing::IsEmpty;

namespace contract {

class Members : public Contract {
 protected:
  AccountId put(const std::string& username, std::optional<EmailAddress> email = {}) {
    Account account;
    account.username = username;
    account.display_name = username;
    account.email = std::move(email);
    return write([&](Transaction& tx) { return tx.accounts().insert(account); });
  }
  OrganisationId organisation(const std::string& name) {
    return write([&](Transaction& tx) { return tx.organisations().insert({{}, name, ""}); });
  }
  AccountLink link(const std::string& hash, std::optional<OrganisationId> into) {
    AccountLink made;
    made.purpose = LinkPurpose::invitation;
    made.organisation = into;
    made.role = into ? Role::partner : Role::admin;
    made.email = EmailAddress("minna@example.org");
    made.language = LanguageTag("ar");
    made.link_seed = "seed of " + hash;
    made.token_hash = hash;
    made.created_time = at(1);
    made.expires_time = at(50);
    made.id = write([&](Transaction& tx) { return tx.accounts().insert(made); });
    return made;
  }
  static Message about_account() {
    Message message = sample_message({});
    message.registration.reset();
    message.booking.reset();
    message.invitation.reset();
    return message;
  }
  std::vector<std::string> names_in(OrganisationId id) {
    std::vector<std::string> names;
    for (const Member& one : read([&](const Snapshot& s) { return s.accounts().members_of(id); })) {
      names.push_back(one.account.username + " " + std::string(to_word(one.membership.role)));
    }
    return names;
  }
};
ON_EVERY_ENGINE(Members);

TEST_P(Members, somebody_belongs_to_several_organisations_with_a_role_in_each) {
  const auto olga = put("olga"), aino = put("aino");
  const auto mimosa = organisation("Mimosa"), ely = organisation("ELY");
  store->write([&](Transaction& tx) {
    tx.accounts().keep({olga, mimosa, Role::organiser, at(1)});
    tx.accounts().keep({olga, ely, Role::viewer, at(2)});
    tx.accounts().keep({aino, mimosa, Role::door, at(3)});
    tx.accounts().keep({olga, mimosa, Role::manager, at(9)});
  });
  EXPECT_THAT(names_in(mimosa), ElementsAre("aino door", "olga manager"));
  EXPECT_THAT(names_in(ely), ElementsAre("olga viewer"));
  const auto own = read([&](const Snapshot& s) { return s.accounts().memberships_of(olga); });
  ASSERT_EQ(own.size(), 2U);
  EXPECT_EQ(own[0].organisation, ely) << "by name";
  EXPECT_EQ(own[1].since, at(1)) << "a change of role is no new membership";
  store->write([&](Transaction& tx) { tx.accounts().remove_membership(olga, mimosa); });
  EXPECT_FALSE(read([&](const Snapshot& s) { return s.accounts().membership(olga, mimosa); }));
  EXPECT_TRUE(read([&](const Snapshot& s) { return s.accounts().membership(olga, ely); }));
}

TEST_P(Members, an_address_has_one_account_and_is_found_whatever_its_case) {
  const auto olga = put("olga", EmailAddress("Olga@example.org"));
  EXPECT_EQ(read([&](const Snapshot& s) { return s.accounts().find_by_email(EmailAddress("olga@EXAMPLE.org")); })->id,
            olga);
  EXPECT_EQ(fixtures::problem_of([&] { put("other", EmailAddress("OLGA@example.org")); }), "duplicate");
  put("without");
  put("without too");
}

TEST_P(Members, an_account_goes_with_all_that_is_its_own) {
  const auto olga = put("olga", EmailAddress("olga@example.org"));
  const auto mimosa = organisation("Mimosa");
  AccountLink reset = link("reset", {});
  store->write([&](Transaction& tx) {
    tx.accounts().keep({olga, mimosa, Role::organiser, at(1)});
    tx.accounts().insert(Session{"a", olga, at(0), at(60)});
    reset.purpose = LinkPurpose::reset;
    reset.account = olga;
    reset.token_hash = "of olga";
    const auto id = tx.accounts().insert(reset);
    Message message = about_account();
    message.account_link = id;
    tx.outbox().insert({&message, 1});
  });
  store->write([&](Transaction& tx) { tx.accounts().remove(olga); });
  EXPECT_THAT(names_in(mimosa), IsEmpty());
  read([&](const Snapshot& s) {
    EXPECT_FALSE(s.accounts().find(olga));
    EXPECT_FALSE(s.accounts().find_session("a", at(1)));
    EXPECT_FALSE(s.accounts().find_link_by_hash("of olga"));
    EXPECT_TRUE(s.accounts().find_link_by_hash("reset"));
    EXPECT_EQ(s.outbox().state(at(1000)).pending, 0U);
    return 0;
  });
}

TEST_P(Members, sessions_are_listed_used_and_ended) {
  const auto olga = put("olga"), aino = put("aino");
  const auto mimosa = organisation("Mimosa");
  store->write([&](Transaction& tx) {
    tx.accounts().insert(Session{"a", olga, at(0), at(60), {}, "Firefox, Android", at(0)});
    tx.accounts().insert(Session{"b", olga, at(1), at(60), mimosa, "Safari, iPhone", at(1)});
    tx.accounts().insert(Session{"over", olga, at(0), at(2), {}, "", at(0)});
    tx.accounts().insert(Session{"c", aino, at(0), at(60), {}, "", at(0)});
  });
  const auto hashes = [&](AccountId of) {
    std::vector<std::string> all;
    for (const Session& one : read([&](const Snapshot& s) { return s.accounts().sessions_of(of, at(10)); })) {
      all.push_back(one.token_hash + " " + one.device);
    }
    return all;
  };
  EXPECT_THAT(hashes(olga), ElementsAre("b Safari, iPhone", "a Firefox, Android"));
  store->write([&](Transaction& tx) { tx.accounts().note_use("a", at(5)); });
  EXPECT_THAT(hashes(olga), ElementsAre("a Firefox, Android", "b Safari, iPhone"));
  EXPECT_FALSE(read([](const Snapshot& s) { return s.accounts().find_session("a", at(3)); })->organisation);
  store->write([&](Transaction& tx) { tx.accounts().work_for("a", mimosa); });
  store->write([&](Transaction& tx) { tx.accounts().note_use("a", at(6)); });
  const auto used = read([](const Snapshot& s) { return s.accounts().find_session("a", at(3)); });
  EXPECT_EQ(used->organisation, mimosa) << "being used says nothing about for whom";
  EXPECT_EQ(used->last_used_time, at(6));
  store->write([&](Transaction& tx) { tx.accounts().remove_sessions_of(olga, "b"); });
  EXPECT_THAT(hashes(olga), ElementsAre("b Safari, iPhone"));
  EXPECT_THAT(hashes(aino), ElementsAre("c "));
}

TEST_P(Members, a_link_is_used_once_and_forgotten_with_its_message) {
  const auto mimosa = organisation("Mimosa");
  const AccountLink made = link("hash", mimosa);
  link("everything", {});
  const auto found = read([](const Snapshot& s) { return s.accounts().find_link_by_hash("hash"); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->purpose, LinkPurpose::invitation);
  EXPECT_EQ(found->role, Role::partner);
  EXPECT_EQ(found->email->str(), "minna@example.org");
  EXPECT_EQ(found->language, LanguageTag("ar"));
  EXPECT_EQ(found->link_seed, "seed of hash");
  EXPECT_EQ(read([&](const Snapshot& s) { return s.accounts().open_invitations(mimosa, at(49)); }).size(), 1U);
  EXPECT_EQ(read([&](const Snapshot& s) { return s.accounts().open_invitations({}, at(49)); }).size(), 1U);
  EXPECT_THAT(read([&](const Snapshot& s) { return s.accounts().open_invitations(mimosa, at(50)); }), IsEmpty());
  EXPECT_TRUE(write([&](Transaction& tx) { return tx.accounts().use(made.id, at(2)); }));
  EXPECT_FALSE(write([&](Transaction& tx) { return tx.accounts().use(made.id, at(3)); }));
  EXPECT_FALSE(read([&](const Snapshot& s) { return s.accounts().find_link(made.id); })->is_open(at(3)));
  Message message = about_account();
  message.account_link = made.id;
  store->write([&](Transaction& tx) { tx.outbox().insert({&message, 1}); });
  store->write([&](Transaction& tx) { tx.accounts().remove_links_over_before(at(51)); });
  EXPECT_FALSE(read([](const Snapshot& s) { return s.accounts().find_link_by_hash("hash"); }));
  EXPECT_EQ(read([](const Snapshot& s) { return s.outbox().state(at(1000)); }).pending, 0U);
}

TEST_P(Members, a_revoked_link_is_used_by_nobody) {
  const auto olga = put("olga", EmailAddress("olga@example.org"));
  const AccountLink made = link("hash", organisation("Mimosa"));
  store->write([&](Transaction& tx) { tx.accounts().revoke(made.id, at(2)); });
  EXPECT_FALSE(write([&](Transaction& tx) { return tx.accounts().use(made.id, at(3)); }));
  AccountLink reset = made;
  reset.purpose = LinkPurpose::reset;
  reset.account = olga;
  reset.token_hash = "reset";
  store->write([&](Transaction& tx) {
    tx.accounts().insert(reset);
    tx.accounts().revoke_links_of(olga, LinkPurpose::reset, at(4));
  });
  EXPECT_EQ(read([](const Snapshot& s) { return s.accounts().find_link_by_hash("reset"); })->revoked_time, at(4));
}

TEST_P(Members, a_message_about_an_account_is_claimed_like_any_other) {
  Message message = about_account();
  message.kind = MessageKind::account_invitation;
  message.account_link = link("hash", organisation("Mimosa")).id;
  store->write([&](Transaction& tx) { tx.outbox().insert({&message, 1}); });
  const auto claimed = write([&](Transaction& tx) { return tx.outbox().claim(at(1000), at(1010), 5); });
  ASSERT_EQ(claimed.size(), 1U);
  EXPECT_EQ(claimed[0].event, EventId{});
  EXPECT_EQ(claimed[0].account_link, message.account_link);
}

TEST_P(Members, a_token_ends_when_it_is_to_and_can_be_taken_back) {
  const auto id = write([&](Transaction& tx) {
    return tx.accounts().insert(ApiToken{{}, "hash", "laptop", Role::admin, {}, at(0), at(9)});
  });
  EXPECT_TRUE(read([](const Snapshot& s) { return s.accounts().find_api_token("hash", at(8)); }));
  EXPECT_FALSE(read([](const Snapshot& s) { return s.accounts().find_api_token("hash", at(9)); }));
  EXPECT_EQ(read([](const Snapshot& s) { return s.accounts().api_tokens(); }).at(0).expires_time, at(9));
  EXPECT_TRUE(write([&](Transaction& tx) { return tx.accounts().remove(id); }));
  EXPECT_FALSE(write([&](Transaction& tx) { return tx.accounts().remove(id); }));
}

TEST_P(Members, what_is_handed_in_is_listed_for_who_decides_and_for_who_handed_it_in) {
  const auto city = organisation("City"), mimosa = organisation("Mimosa");
  const auto event = [&](std::int64_t id, OrganisationId of) {
    const Event made = sample_event(id, of);
    store->write([&](Transaction& tx) { tx.events().insert(made); });
    return made.id;
  };
  const EventId first = event(1, mimosa), second = event(2, mimosa), other = event(3, city);
  store->write([&](Transaction& tx) {
    tx.approvals().keep({second, city, PublicationStatus::open_to_all, ApprovalState::submitted, "Minna", at(2)});
    tx.approvals().keep({first, city, PublicationStatus::unlisted, ApprovalState::submitted, "Minna", at(1)});
    tx.approvals().keep({other, mimosa, PublicationStatus::staff, ApprovalState::submitted, "Olli", at(3)});
  });
  const auto events = [](const std::vector<Approval>& approvals) {
    std::vector<EventId> ids;
    for (const Approval& one : approvals) ids.push_back(one.event);
    return ids;
  };
  EXPECT_THAT(events(read([&](const Snapshot& s) { return s.approvals().waiting(city); })), ElementsAre(first, second));
  EXPECT_THAT(events(read([&](const Snapshot& s) { return s.approvals().waiting({}); })),
              ElementsAre(first, second, other));
  EXPECT_THAT(events(read([&](const Snapshot& s) { return s.approvals().undecided_of(mimosa); })),
              ElementsAre(second, first));
  store->write([&](Transaction& tx) {
    Approval approval = tx.approvals().find(first).value();
    approval.state = ApprovalState::returned;
    approval.decided_by = "Kaisa";
    approval.decided_time = at(5);
    approval.reason = "Osoite puuttuu";
    tx.approvals().keep(approval);
    tx.approvals().remove(second);
  });
  EXPECT_THAT(read([&](const Snapshot& s) { return s.approvals().waiting(city); }), IsEmpty());
  const auto returned = read([&](const Snapshot& s) { return s.approvals().undecided_of(mimosa); });
  ASSERT_EQ(returned.size(), 1U);
  EXPECT_EQ(returned[0].reason, "Osoite puuttuu");
  EXPECT_EQ(returned[0].decided_time, at(5));
  EXPECT_EQ(returned[0].as, PublicationStatus::unlisted);
}

TEST_P(Members, an_organisation_keeps_its_kind_and_who_approves) {
  const auto city = organisation("City"), mimosa = organisation("Mimosa");
  Organisation changed = read([&](const Snapshot& s) { return s.organisations().find(mimosa); }).value();
  EXPECT_EQ(changed.kind, OrganisationKind::other);
  EXPECT_FALSE(changed.approved_by);
  changed.name = "Mimosa ry";
  changed.kind = OrganisationKind::ngo;
  changed.approved_by = city;
  store->write([&](Transaction& tx) { tx.organisations().update(changed); });
  const auto found = read([](const Snapshot& s) { return s.organisations().find_by_name("Mimosa ry"); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, OrganisationKind::ngo);
  EXPECT_EQ(found->approved_by, city);
  changed.name = "City";
  EXPECT_EQ(fixtures::problem_of([&] { store->write([&](Transaction& tx) { tx.organisations().update(changed); }); }),
            "duplicate");
}

}  // namespace contract
