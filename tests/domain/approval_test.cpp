#include <gmock/gmock.h>

#include "domain/approve_event.hpp"
#include "domain/edit_event.hpp"
#include "domain/import_events.hpp"
#include "domain/organisations.hpp"
#include "domain/sign_in.hpp"
#include "tests/fixtures/world.hpp"

namespace domain {
namespace {

using fixtures::problem_of;
using fixtures::World;
using testing::IsEmpty;
using testing::SizeIs;

class Approving : public testing::Test {
 protected:
  Approving() : partner(world.organiser("Mimosa", Role::partner)), city(world.organiser("City")) {
    Organisation mimosa{partner.organisation.value(), "Mimosa", ""};
    mimosa.approved_by = city.organisation;
    (void)change_organisation(*world.ports, world.admin, mimosa);
    partner.approval_wanted = true;
    partner.display_name = "Pirjo";
    city.display_name = "Kaisa";
  }
  EventDetails details(PublicationStatus status = PublicationStatus::draft) {
    EventDetails made = world.details("2026-12-01T15:00");
    made.organisers.clear();
    made.publication_status = status;
    return made;
  }
  Event draft() { return create_event(*world.ports, partner, details()); }
  Event now(const Event& event) { return world.now(event); }

  World world;
  Principal partner, city;
};

TEST_F(Approving, a_partner_writes_and_hands_in_but_publishes_nothing) {
  const Event event = draft();
  EXPECT_EQ(problem_of([&] { (void)publish_event(*world.ports, partner, event.id, PublicationStatus::open_to_all); }),
            "approval_wanted");
  EXPECT_EQ(problem_of([&] {
              (void)edit_event(*world.ports, partner, event.id,
                               [](EventDetails& changed) { changed.publication_status = PublicationStatus::unlisted; });
            }),
            "approval_wanted");
  EXPECT_EQ(problem_of([&] { (void)create_event(*world.ports, partner, details(PublicationStatus::staff)); }),
            "approval_wanted");
  SeriesDraft series;
  series.details = details(PublicationStatus::open_to_all);
  series.recurrence = "FREQ=WEEKLY;COUNT=1";
  series.starts = {world.zones.to_local(series.details.start_time, series.details.time_zone)};
  EXPECT_EQ(problem_of([&] { (void)create_series(*world.ports, partner, series); }), "approval_wanted");
  EXPECT_EQ(problem_of([&] { (void)import_event(*world.ports, partner, "key", series.details); }), "approval_wanted");
  EXPECT_EQ(now(event).publication_status, PublicationStatus::draft);
}

TEST_F(Approving, what_is_approved_is_published_as_it_was_handed_in) {
  const Event event = draft();
  (void)submit_event(*world.ports, partner, event.id, PublicationStatus::unlisted);
  EXPECT_THAT(list_submissions(*world.ports, city).to_decide, SizeIs(1));
  EXPECT_THAT(list_submissions(*world.ports, partner).own, SizeIs(1));
  EXPECT_EQ(approve_event(*world.ports, city, event.id).publication_status, PublicationStatus::unlisted);
  EXPECT_EQ(now(event).publication_status, PublicationStatus::unlisted);
  EXPECT_THAT(list_submissions(*world.ports, city).to_decide, IsEmpty());
  EXPECT_EQ(problem_of([&] { (void)approve_event(*world.ports, city, event.id); }), "not_found") << "decided once";
}

TEST_F(Approving, what_was_changed_since_it_was_read_is_not_published_unseen) {
  const Event event = draft();
  (void)submit_event(*world.ports, partner, event.id, PublicationStatus::staff);
  const Seen seen{now(event).version, PublicationStatus::staff};
  (void)edit_event(*world.ports, partner, event.id, [](EventDetails& changed) { changed.location.name = "Muualla"; });
  EXPECT_EQ(problem_of([&] { (void)approve_event(*world.ports, city, event.id, seen); }), "changed_since_seen");
  (void)submit_event(*world.ports, partner, event.id, PublicationStatus::open_to_all);
  EXPECT_EQ(problem_of([&] {
              (void)approve_event(*world.ports, city, event.id, Seen{now(event).version, PublicationStatus::staff});
            }),
            "changed_since_seen");
  EXPECT_EQ(now(event).publication_status, PublicationStatus::draft);
  (void)approve_event(*world.ports, city, event.id, Seen{now(event).version, PublicationStatus::open_to_all});
  EXPECT_EQ(now(event).publication_status, PublicationStatus::open_to_all);
}

TEST_F(Approving, what_is_sent_back_carries_the_reason_and_is_handed_in_again) {
  const Event event = draft();
  (void)submit_event(*world.ports, partner, event.id, PublicationStatus::open_to_all);
  EXPECT_EQ(problem_of([&] { return_event(*world.ports, city, event.id, "  "); }), "required");
  return_event(*world.ports, city, event.id, "Osoite puuttuu");
  const auto own = list_submissions(*world.ports, partner).own;
  ASSERT_THAT(own, SizeIs(1));
  EXPECT_EQ(own[0].approval.reason, "Osoite puuttuu");
  EXPECT_EQ(own[0].approval.decided_by, city.display_name);
  (void)submit_event(*world.ports, partner, event.id, PublicationStatus::open_to_all);
  (void)approve_event(*world.ports, city, event.id);
  EXPECT_EQ(now(event).publication_status, PublicationStatus::open_to_all);
}

TEST_F(Approving, a_draft_that_was_not_handed_in_or_was_taken_back_is_nobody_elses_to_see) {
  const Event event = draft();
  EXPECT_EQ(problem_of([&] { (void)approve_event(*world.ports, city, event.id); }), "not_found");
  EXPECT_FALSE(may(city, Permission::see_event, &event));
  (void)submit_event(*world.ports, partner, event.id, PublicationStatus::open_to_all);
  withdraw_event(*world.ports, partner, event.id);
  EXPECT_THAT(list_submissions(*world.ports, city).to_decide, IsEmpty());
  EXPECT_EQ(problem_of([&] { (void)approve_event(*world.ports, city, event.id); }), "not_found");
}

TEST_F(Approving, only_the_organisers_of_who_approves_decide) {
  const Event event = draft();
  (void)submit_event(*world.ports, partner, event.id, PublicationStatus::open_to_all);
  for (const Principal& who : {partner, world.organiser("Mimosa"), world.organiser("City", Role::viewer),
                               world.organiser("City", Role::partner), world.organiser("Mikseri", Role::manager)}) {
    EXPECT_THAT(list_submissions(*world.ports, who).to_decide, IsEmpty());
    EXPECT_EQ(problem_of([&] { (void)approve_event(*world.ports, who, event.id); }), "not_found");
    EXPECT_EQ(problem_of([&] { return_event(*world.ports, who, event.id, "Ei"); }), "not_found");
  }
  EXPECT_EQ(approve_event(*world.ports, world.admin, event.id).id, event.id);
}

TEST_F(Approving, without_approval_wanted_a_partner_publishes) {
  const Principal free = world.organiser("Vapaa", Role::partner);
  EventDetails made = details(PublicationStatus::open_to_all);
  const Event event = create_event(*world.ports, free, made);
  EXPECT_EQ(problem_of([&] { (void)submit_event(*world.ports, free, event.id, PublicationStatus::open_to_all); }),
            "not_a_draft");
}

TEST_F(Approving, a_change_of_what_is_public_needs_no_second_approval_and_shows_it_to_nobody_new) {
  const Event event = draft();
  (void)submit_event(*world.ports, partner, event.id, PublicationStatus::unlisted);
  (void)approve_event(*world.ports, city, event.id);
  (void)edit_event(*world.ports, partner, event.id, [](EventDetails& changed) { changed.location.name = "Sali 2"; });
  EXPECT_EQ(now(event).location.name, "Sali 2");
  EXPECT_EQ(problem_of([&] { (void)publish_event(*world.ports, partner, event.id, PublicationStatus::open_to_all); }),
            "approval_wanted");
}

TEST_F(Approving, each_co_organiser_edits_an_event_and_nobody_else) {
  EventDetails together = details(PublicationStatus::open_to_all);
  together.organisers = {{*city.organisation, ""}, {*partner.organisation, ""}};
  const Event event = create_event(*world.ports, city, together);
  const auto rename = [&](const Principal& who) {
    return problem_of([&] {
      (void)edit_event(*world.ports, who, event.id,
                       [&](EventDetails& changed) { changed.location.name += who.display_name.empty() ? "x" : "y"; });
    });
  };
  EXPECT_EQ(rename(city), "");
  EXPECT_EQ(rename(world.organiser("Mimosa")), "");
  EXPECT_EQ(rename(partner), "");
  EXPECT_EQ(rename(world.organiser("Mikseri")), "forbidden");
}

class ToldOfApproval : public Approving {
 protected:
  ToldOfApproval() {
    partner.account = create_account(
        *world.ports, {"pirjo", "Pirjo", "sininen lumiukko soutaa", Role::partner, partner.organisation, address});
  }
  std::vector<std::string> told(const Event& event) {
    std::vector<std::string> all;
    world.store->read([&](const Snapshot& snapshot) {
      all.clear();
      for (const Message& one : snapshot.outbox().of_event(event.id)) {
        all.push_back(std::string(to_word(one.kind)) + " " + one.recipient + " " + one.language.str());
      }
    });
    return all;
  }
  void forget_address() {
    world.store->write([&](Transaction& tx) {
      Account account = tx.accounts().lock(*partner.account).value();
      account.email.reset();
      tx.accounts().update(account);
    });
  }
  const EmailAddress address{"pirjo@example.org"};
};

TEST_F(ToldOfApproval, who_handed_in_hears_of_each_decision_by_email_in_their_language) {
  const Event event = draft();
  (void)submit_event(*world.ports, partner, event.id, PublicationStatus::open_to_all);
  EXPECT_THAT(told(event), IsEmpty());
  return_event(*world.ports, city, event.id, "Osoite puuttuu");
  EXPECT_THAT(told(event), testing::ElementsAre("submission_returned pirjo@example.org fi"));
  (void)submit_event(*world.ports, partner, event.id, PublicationStatus::open_to_all);
  (void)approve_event(*world.ports, city, event.id);
  EXPECT_THAT(told(event), testing::ElementsAre("submission_returned pirjo@example.org fi",
                                                "submission_approved pirjo@example.org fi"));
}

TEST_F(ToldOfApproval, without_an_address_or_an_account_nobody_is_written_to) {
  const Event first = draft();
  (void)submit_event(*world.ports, partner, first.id, PublicationStatus::open_to_all);
  forget_address();
  (void)approve_event(*world.ports, city, first.id);
  EXPECT_THAT(told(first), IsEmpty());
  partner.account.reset();  // a token
  const Event second = draft();
  (void)submit_event(*world.ports, partner, second.id, PublicationStatus::open_to_all);
  return_event(*world.ports, city, second.id, "Osoite puuttuu");
  EXPECT_THAT(told(second), IsEmpty());
}

TEST_F(ToldOfApproval, somebody_who_has_left_the_organisation_hears_nothing_more) {
  const Event event = draft();
  (void)submit_event(*world.ports, partner, event.id, PublicationStatus::open_to_all);
  const auto elsewhere = world.organiser("Mikseri").organisation;
  world.store->write([&](Transaction& tx) {
    tx.accounts().keep({*partner.account, *elsewhere, Role::partner, world.clock.now()});
    tx.accounts().remove_membership(*partner.account, *partner.organisation);
  });
  return_event(*world.ports, city, event.id, "Osoite puuttuu");
  EXPECT_THAT(told(event), IsEmpty());
}

TEST_F(ToldOfApproval, somebody_whose_account_is_gone_is_forgotten) {
  const Event event = draft();
  (void)submit_event(*world.ports, partner, event.id, PublicationStatus::open_to_all);
  world.store->write([&](Transaction& tx) { tx.accounts().remove(*partner.account); });
  return_event(*world.ports, city, event.id, "Osoite puuttuu");
  EXPECT_THAT(told(event), IsEmpty());
}

TEST_F(Approving, a_partner_s_event_is_owned_by_their_own_organisation) {
  EventDetails together = details();
  together.organisers = {{*city.organisation, ""}, {*partner.organisation, ""}};
  EXPECT_EQ(problem_of([&] { (void)create_event(*world.ports, partner, together); }), "own_organisation_first");
  std::swap(together.organisers[0], together.organisers[1]);
  const Event event = create_event(*world.ports, partner, together);
  const auto hand_over = [](EventDetails& changed) { std::swap(changed.organisers[0], changed.organisers[1]); };
  EXPECT_EQ(problem_of([&] { (void)edit_event(*world.ports, partner, event.id, hand_over); }),
            "own_organisation_first");
  (void)edit_event(*world.ports, world.organiser("Mimosa"), event.id, hand_over);
  EXPECT_EQ(now(event).organisers.front().id, city.organisation) << "its organisers may";
  const Principal third = world.organiser("Mikseri");
  EXPECT_EQ(problem_of([&] {
              (void)edit_event(*world.ports, partner, event.id, [&](EventDetails& changed) {
                changed.organisers.push_back({*third.organisation, ""});
              });
            }),
            "")
      << "whoever owned it goes on owning it";
}

}  // namespace
}  // namespace domain
