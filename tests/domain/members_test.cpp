#include "domain/members.hpp"

#include <gmock/gmock.h>

#include "domain/account_links.hpp"
#include "domain/organisations.hpp"
#include "domain/own_account.hpp"
#include "tests/fixtures/world.hpp"

namespace domain {
namespace {

using fixtures::problem_of;
using fixtures::World;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const std::string good = "sininen lumiukko soutaa";

class Members : public testing::Test {
 protected:
  Members() : manager(world.organiser("Mimosa", Role::manager)), mimosa(manager.organisation.value()) {}

  AccountLink invite(const std::string& email, Role role = Role::organiser) {
    return invite_member(*world.ports, manager, {mimosa, role, EmailAddress(email), LanguageTag("fi")});
  }
  std::string token_of(const AccountLink& link) {
    return world.secrets->derive_token(account_link_purpose, link.link_seed);
  }
  SignIn join(const AccountLink& link, const std::string& name = "Minna") {
    return domain::join(*world.ports, token_of(link), {name, good, LanguageTag("fi")});
  }
  // Links of this kind that wait to be sent, the newest last.
  std::vector<AccountLink> waiting(MessageKind kind) {
    std::vector<AccountLink> links;
    world.store->write([&](Transaction& tx) {
      links.clear();
      for (const Message& one : tx.outbox().claim(world.clock.now(), world.clock.now() + 1s, 100)) {
        if (one.kind == kind) links.push_back(tx.accounts().find_link(one.account_link.value()).value());
      }
    });
    return links;
  }
  // "kind address" of what waits to be sent; the tokens of links that prove an address go to `proofs`.
  std::vector<std::string> recipients() {
    std::vector<std::string> all;
    world.store->write([&](Transaction& tx) {
      all.clear();
      for (const Message& one : tx.outbox().claim(world.clock.now(), world.clock.now() + 1s, 100)) {
        all.push_back(std::string(to_word(one.kind)) + " " + one.recipient);
        if (one.kind != MessageKind::account_email_proof) continue;
        proofs.push_back(token_of(tx.accounts().find_link(one.account_link.value()).value()));
      }
    });
    return all;
  }
  std::vector<std::string> log() {
    std::vector<std::string> lines;
    world.store->read([&](const Snapshot& s) {
      for (const AuditEntry& one : s.audit_log().newest(50)) {
        lines.push_back(one.actor + " " + std::string(to_word(one.action)) + " " + one.detail);
      }
    });
    return lines;
  }

  World world;
  Principal manager;
  OrganisationId mimosa;
  std::vector<std::string> proofs;
};

TEST_F(Members, who_accepts_an_invitation_signs_in_with_their_address) {
  const AccountLink link = invite("Minna@example.org");
  EXPECT_THAT(waiting(MessageKind::account_invitation), SizeIs(1));
  EXPECT_EQ(view_account_link(*world.ports, token_of(link), LinkPurpose::invitation).organisation, "Mimosa");
  const SignIn joined = join(link);
  EXPECT_EQ(joined.principal.role, Role::organiser);
  EXPECT_EQ(joined.principal.organisation, mimosa);
  EXPECT_EQ(sign_in(*world.ports, "minna@EXAMPLE.org", good).principal.display_name, "Minna");
  EXPECT_THAT(log(), ElementsAre("Minna member_joined organiser", manager.display_name + " member_invited organiser"));
}

TEST_F(Members, an_invitation_is_good_once_for_seven_days_and_until_it_is_revoked) {
  const AccountLink used = invite("a@example.org"), old = invite("b@example.org"), revoked = invite("c@example.org");
  (void)join(used);
  EXPECT_EQ(problem_of([&] { (void)join(used); }), "link_over");
  revoke_member_invitation(*world.ports, manager, mimosa, revoked.id);
  EXPECT_EQ(problem_of([&] { (void)join(revoked); }), "link_over");
  EXPECT_EQ(problem_of([&] { (void)view_account_link(*world.ports, token_of(old), LinkPurpose::reset); }), "link_over")
      << "an invitation resets no password";
  world.clock.set(world.clock.now() + account_link_validity);
  EXPECT_EQ(problem_of([&] { (void)join(old); }), "link_over");
}

TEST_F(Members, inviting_an_address_again_leaves_one_invitation_open) {
  const AccountLink first = invite("minna@example.org"), second = invite("MINNA@example.org", Role::door);
  EXPECT_THAT(see_members(*world.ports, manager, mimosa).invitations, SizeIs(1));
  EXPECT_EQ(problem_of([&] { (void)join(first); }), "link_over");
  (void)join(second);
  EXPECT_EQ(problem_of([&] { invite("minna@example.org"); }), "already_member");
}

TEST_F(Members, a_weak_password_leaves_the_invitation_open) {
  const AccountLink link = invite("minna@example.org");
  EXPECT_EQ(problem_of([&] {
              (void)domain::join(*world.ports, token_of(link), {"Minna", "too short", LanguageTag("fi")});
            }),
            "too_short");
  (void)join(link);
}

TEST_F(Members, who_has_an_account_joins_with_it_and_works_for_one_at_a_time) {
  const SignIn minna = join(invite("minna@example.org", Role::viewer));
  const Principal other = world.organiser("Mikseri", Role::manager);
  const AccountLink link =
      invite_member(*world.ports, other,
                    {*other.organisation, Role::organiser, EmailAddress("minna@example.org"), LanguageTag("fi")});
  EXPECT_TRUE(view_account_link(*world.ports, token_of(link), LinkPurpose::invitation).has_account);
  EXPECT_EQ(problem_of([&] { (void)join(link); }), "account_exists");
  join_with(*world.ports, token_of(link), minna.principal);
  EXPECT_THAT(see_own_account(*world.ports, minna.session_token).memberships, SizeIs(2));
  work_for(*world.ports, minna.session_token, mimosa);
  EXPECT_EQ(principal_of_session(*world.ports, minna.session_token)->role, Role::viewer);
  work_for(*world.ports, minna.session_token, *other.organisation);
  EXPECT_EQ(principal_of_session(*world.ports, minna.session_token)->role, Role::organiser);
  const OrganisationId third = world.organiser("Kolmas").organisation.value();
  EXPECT_EQ(problem_of([&] { work_for(*world.ports, minna.session_token, third); }), "forbidden");
}

TEST_F(Members, an_invitation_is_worth_no_more_than_the_rights_of_who_made_it) {
  const SignIn minna = join(invite("minna@example.org", Role::manager));
  const AccountId id = minna.principal.account.value();
  const auto invites = [&](const std::string& email) {
    return invite_member(*world.ports, minna.principal,
                         {mimosa, Role::manager, EmailAddress(email), LanguageTag("fi")});
  };
  const AccountLink good_one = invites("olli@example.org"), first = invites("other@example.org");
  EXPECT_EQ(join(good_one, "Olli").principal.role, Role::manager);
  // As if the change had come between: nobody revoked it.
  world.store->write([&](Transaction& tx) { tx.accounts().keep({id, mimosa, Role::viewer, world.clock.now()}); });
  EXPECT_EQ(problem_of([&] { (void)view_account_link(*world.ports, token_of(first), LinkPurpose::invitation); }),
            "link_over");
  EXPECT_EQ(problem_of([&] { (void)join(first); }), "link_over");
  const Principal other = world.organiser("Mikseri", Role::manager);
  const SignIn pirjo =
      join(invite_member(*world.ports, other,
                         {*other.organisation, Role::viewer, EmailAddress("pirjo@example.org"), LanguageTag("fi")}),
           "Pirjo");
  EXPECT_EQ(problem_of([&] { join_with(*world.ports, token_of(first), pirjo.principal); }), "link_over");
  change_member(*world.ports, manager, mimosa, id, Role::manager);
  const AccountLink second = invites("second@example.org");
  change_member(*world.ports, manager, mimosa, id, Role::organiser);
  EXPECT_THAT(see_members(*world.ports, manager, mimosa).invitations, IsEmpty());
  change_member(*world.ports, manager, mimosa, id, Role::manager);
  EXPECT_EQ(problem_of([&] { (void)join(second); }), "link_over") << "not for good when they are manager again";
  const AccountLink third = invites("third@example.org");
  remove_member(*world.ports, manager, mimosa, id);
  EXPECT_EQ(problem_of([&] { (void)join(third); }), "link_over") << "with the account gone too";
}

TEST_F(Members, a_link_changes_no_role_of_who_is_a_member_already) {
  const SignIn minna = join(invite("minna@example.org", Role::viewer));
  const AccountLink link = invite("other@example.org", Role::manager);
  EXPECT_EQ(problem_of([&] { join_with(*world.ports, token_of(link), minna.principal); }), "already_member");
  EXPECT_EQ(principal_of_session(*world.ports, minna.session_token)->role, Role::viewer);
  EXPECT_EQ(join(link, "Olli").principal.role, Role::manager) << "it is still who it was sent to that may";
}

TEST_F(Members, who_is_manager_no_more_decides_nothing_with_a_request_that_is_under_way) {
  const SignIn minna = join(invite("minna@example.org", Role::manager));
  const SignIn olli = join(invite("olli@example.org", Role::manager), "Olli");
  const AccountId minna_id = minna.principal.account.value(), olli_id = olli.principal.account.value();
  change_member(*world.ports, minna.principal, mimosa, olli_id, Role::organiser);
  EXPECT_EQ(problem_of([&] { change_member(*world.ports, olli.principal, mimosa, minna_id, Role::viewer); }),
            "forbidden");
  remove_member(*world.ports, minna.principal, mimosa, olli_id);
  EXPECT_EQ(problem_of([&] { remove_member(*world.ports, olli.principal, mimosa, minna_id); }), "forbidden");
  EXPECT_EQ(principal_of_session(*world.ports, minna.session_token)->role, Role::manager);
}

TEST_F(Members, a_change_of_role_holds_at_once_and_an_end_of_membership_too) {
  const SignIn minna = join(invite("minna@example.org"));
  const AccountId id = minna.principal.account.value();
  change_member(*world.ports, manager, mimosa, id, Role::door);
  EXPECT_EQ(principal_of_session(*world.ports, minna.session_token)->role, Role::door);
  remove_member(*world.ports, manager, mimosa, id);
  EXPECT_FALSE(principal_of_session(*world.ports, minna.session_token));
  EXPECT_THAT(log(), testing::Contains(manager.display_name + " member_changed door Minna"));
  EXPECT_THAT(log(), testing::Contains(manager.display_name + " member_removed door Minna"));
  world.store->read([&](const Snapshot& s) { EXPECT_FALSE(s.accounts().find(id)) << "belongs nowhere else"; });
}

TEST_F(Members, nobody_decides_in_anothers_organisation_or_above_their_own_role) {
  const SignIn minna = join(invite("minna@example.org"));
  const AccountId id = minna.principal.account.value();
  const Principal stranger = world.organiser("Mikseri", Role::manager), organiser = world.organiser("Mimosa");
  for (const Principal& who : {stranger, organiser}) {
    EXPECT_EQ(problem_of([&] { (void)see_members(*world.ports, who, mimosa); }), "forbidden");
    EXPECT_EQ(problem_of([&] { change_member(*world.ports, who, mimosa, id, Role::viewer); }), "forbidden");
    EXPECT_EQ(problem_of([&] { remove_member(*world.ports, who, mimosa, id); }), "forbidden");
    EXPECT_EQ(
        problem_of([&] {
          invite_member(*world.ports, who, {mimosa, Role::viewer, EmailAddress("x@example.org"), LanguageTag("fi")});
        }),
        "forbidden");
  }
  EXPECT_EQ(problem_of([&] {
              invite_member(*world.ports, manager, {{}, Role::admin, EmailAddress("x@example.org"), LanguageTag("fi")});
            }),
            "forbidden");
  EXPECT_EQ(problem_of([&] { change_member(*world.ports, manager, mimosa, id, Role::admin); }), "forbidden");
  Principal self = manager;
  self.account = id;
  EXPECT_EQ(problem_of([&] { remove_member(*world.ports, self, mimosa, id); }), "own_membership");
}

TEST_F(Members, a_forgotten_password_is_set_anew_and_everybody_else_is_signed_out) {
  const SignIn minna = join(invite("minna@example.org"));
  (void)waiting(MessageKind::account_invitation);
  request_reset(*world.ports, "nobody@example.org");
  EXPECT_THAT(waiting(MessageKind::password_reset), IsEmpty());
  request_reset(*world.ports, " MINNA@example.org ");
  const auto first = waiting(MessageKind::password_reset);
  ASSERT_THAT(first, SizeIs(1));
  request_reset(*world.ports, "minna@example.org");
  EXPECT_EQ(problem_of([&] { (void)reset_password(*world.ports, token_of(first[0]), good + "!"); }), "link_over")
      << "the newer link alone";
  const auto second = waiting(MessageKind::password_reset);
  ASSERT_THAT(second, SizeIs(1));
  const SignIn again = reset_password(*world.ports, token_of(second[0]), "punainen lumiukko uppoaa");
  EXPECT_FALSE(principal_of_session(*world.ports, minna.session_token));
  EXPECT_TRUE(principal_of_session(*world.ports, again.session_token));
  EXPECT_EQ(problem_of([&] { (void)sign_in(*world.ports, "minna@example.org", good); }), "wrong_password");
}

TEST_F(Members, changing_the_password_asks_for_the_old_one_and_ends_the_other_sessions) {
  const SignIn here = join(invite("minna@example.org"));
  const SignIn there = sign_in(*world.ports, "minna@example.org", good, "Firefox, Android");
  EXPECT_EQ(problem_of([&] { change_password(*world.ports, here.session_token, "wrong", "punainen lumiukko uppoaa"); }),
            "wrong_password");
  change_password(*world.ports, here.session_token, good, "punainen lumiukko uppoaa");
  EXPECT_TRUE(principal_of_session(*world.ports, here.session_token));
  EXPECT_FALSE(principal_of_session(*world.ports, there.session_token));
}

TEST_F(Members, a_new_address_is_theirs_once_its_link_is_opened_and_the_old_one_is_told) {
  const SignIn minna = join(invite("minna@example.org"));
  (void)waiting(MessageKind::account_invitation);
  const EmailAddress fresh("uusi@example.org");
  const auto ask = [&](const std::string& password, const EmailAddress& email) {
    return problem_of([&] { request_email_change(*world.ports, minna.session_token, password, email); });
  };
  EXPECT_EQ(ask("wrong", fresh), "wrong_password");
  EXPECT_EQ(ask(good, EmailAddress("Minna@example.org")), "same_email");
  EXPECT_EQ(ask(good, fresh), "");
  EXPECT_EQ(ask(good, fresh), "");
  const auto sent = recipients();
  ASSERT_THAT(sent, ElementsAre("account_email_proof uusi@example.org", "account_email_proof uusi@example.org"));
  EXPECT_EQ(sign_in(*world.ports, "minna@example.org", good).principal.display_name, "Minna") << "nothing has changed";
  request_reset(*world.ports, "minna@example.org");
  const auto reset = waiting(MessageKind::password_reset);
  EXPECT_EQ(problem_of([&] { confirm_email(*world.ports, proofs[0]); }), "link_over") << "the newer link alone";
  confirm_email(*world.ports, proofs[1]);
  EXPECT_EQ(problem_of([&] { confirm_email(*world.ports, proofs[1]); }), "link_over");
  EXPECT_THAT(recipients(), ElementsAre("account_email_changed minna@example.org"));
  EXPECT_EQ(problem_of([&] { (void)sign_in(*world.ports, "minna@example.org", good); }), "wrong_password");
  EXPECT_EQ(sign_in(*world.ports, "uusi@example.org", good).principal.display_name, "Minna");
  EXPECT_EQ(problem_of([&] { (void)reset_password(*world.ports, token_of(reset.at(0)), "punainen lumiukko uppoaa"); }),
            "link_over")
      << "what went to the old address opens nothing more";
  EXPECT_EQ(log().front(), "Minna email_set ");
}

TEST_F(Members, a_link_for_another_address_ends_when_the_password_changes) {
  const SignIn minna = join(invite("minna@example.org"));
  (void)waiting(MessageKind::account_invitation);
  const auto ask = [&](const std::string& token, const std::string& password) {
    request_email_change(*world.ports, token, password, EmailAddress("muu@example.org"));
    (void)recipients();
    return proofs.back();
  };
  const std::string first = ask(minna.session_token, good);
  change_password(*world.ports, minna.session_token, good, "punainen lumiukko uppoaa");
  EXPECT_EQ(problem_of([&] { confirm_email(*world.ports, first); }), "link_over");
  const std::string second = ask(minna.session_token, "punainen lumiukko uppoaa");
  request_reset(*world.ports, "minna@example.org");
  (void)reset_password(*world.ports, token_of(waiting(MessageKind::password_reset).at(0)), "vihrea lumiukko hiihtaa");
  EXPECT_EQ(problem_of([&] { confirm_email(*world.ports, second); }), "link_over");
  EXPECT_EQ(sign_in(*world.ports, "minna@example.org", "vihrea lumiukko hiihtaa").principal.display_name, "Minna");
}

TEST_F(Members, an_address_that_somebody_else_signs_in_with_is_nobody_elses) {
  const SignIn minna = join(invite("minna@example.org"));
  (void)join(invite("olga@example.org"), "Olga");
  (void)waiting(MessageKind::account_invitation);
  request_email_change(*world.ports, minna.session_token, good, EmailAddress("olga@example.org"));
  (void)recipients();
  EXPECT_EQ(problem_of([&] { confirm_email(*world.ports, proofs.at(0)); }), "email_taken");
  EXPECT_EQ(sign_in(*world.ports, "olga@example.org", good).principal.display_name, "Olga");
}

TEST_F(Members, devices_are_listed_and_signed_out_one_by_one_or_all) {
  const SignIn here = join(invite("minna@example.org"));
  world.clock.set(world.clock.now() + 20min);
  const SignIn there = sign_in(*world.ports, "minna@example.org", good, "Firefox, Android");
  const auto sessions = see_own_account(*world.ports, here.session_token).sessions;
  ASSERT_THAT(sessions, SizeIs(2));
  EXPECT_EQ(sessions[0].session.device, "Firefox, Android");
  EXPECT_FALSE(sessions[0].is_this);
  EXPECT_TRUE(find_session(*world.ports, here.session_token)->last_use_is_old);
  note_use_of_session(*world.ports, here.session_token);
  EXPECT_FALSE(find_session(*world.ports, here.session_token)->last_use_is_old);
  end_session(*world.ports, here.session_token, sessions[0].handle);
  EXPECT_FALSE(principal_of_session(*world.ports, there.session_token));
  const SignIn stranger =
      domain::join(*world.ports, token_of(invite("olli@example.org")), {"Olli", good, LanguageTag("fi")});
  const auto of_stranger = see_own_account(*world.ports, stranger.session_token).sessions;
  EXPECT_EQ(problem_of([&] { end_session(*world.ports, here.session_token, of_stranger[0].handle); }), "not_found");
  end_other_sessions(*world.ports, here.session_token);
  EXPECT_TRUE(principal_of_session(*world.ports, here.session_token));
  EXPECT_TRUE(principal_of_session(*world.ports, stranger.session_token));
}

TEST_F(Members, an_organisation_is_made_by_admins_and_described_by_its_manager) {
  EXPECT_EQ(problem_of([&] { (void)create_organisation(*world.ports, manager, {{}, "Uusi", ""}); }), "forbidden");
  const Organisation made = create_organisation(*world.ports, world.admin, {{}, "Uusi", "Mikkeli"});
  EXPECT_EQ(problem_of([&] { (void)create_organisation(*world.ports, world.admin, {{}, "Uusi", ""}); }), "duplicate");
  Organisation own{mimosa, "Mimosa", "Mikkeli"};
  own.kind = OrganisationKind::ngo;
  own.approved_by = mimosa;
  EXPECT_EQ(change_organisation(*world.ports, manager, own).kind, OrganisationKind::ngo);
  own.approved_by = made.id;
  EXPECT_EQ(problem_of([&] { (void)change_organisation(*world.ports, manager, own); }), "forbidden");
  (void)change_organisation(*world.ports, world.admin, own);
  own.approved_by.reset();
  EXPECT_EQ(problem_of([&] { (void)change_organisation(*world.ports, manager, own); }), "forbidden")
      << "what another decides on is not taken out of their hands";
  EXPECT_EQ(problem_of([&] { (void)change_organisation(*world.ports, manager, made); }), "forbidden");
}

TEST_F(Members, who_publishes_unasked_is_not_for_those_to_say_whose_publishing_others_approve) {
  const Organisation city = create_organisation(*world.ports, world.admin, {{}, "City", "Mikkeli"});
  Organisation asked{mimosa, "Mimosa", "Mikkeli"};
  asked.approved_by = city.id;
  (void)change_organisation(*world.ports, world.admin, asked);
  for (const Role role : {Role::organiser, Role::manager}) {
    EXPECT_EQ(problem_of([&] { (void)invite("minna@example.org", role); }), "approval_set_by_others");
  }
  const AccountId partner = join(invite("minna@example.org", Role::partner)).principal.account.value();
  EXPECT_EQ(problem_of([&] { change_member(*world.ports, manager, mimosa, partner, Role::organiser); }),
            "approval_set_by_others");
  change_member(*world.ports, manager, mimosa, partner, Role::door);
  change_member(*world.ports, world.admin, mimosa, partner, Role::organiser);
}

}  // namespace
}  // namespace domain
