#include <gmock/gmock.h>

#include "domain/book_interpreter.hpp"
#include "domain/edit_event.hpp"
#include "domain/import_events.hpp"
#include "domain/invitations.hpp"
#include "domain/manage_registration.hpp"
#include "tests/fixtures/world.hpp"

namespace domain {
namespace {

using fixtures::problem_of;
using fixtures::World;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class ChangingAnEvent : public testing::Test {
 protected:
  Event edit(const Event& event, const std::function<void(EventDetails&)>& change,
             std::optional<std::int64_t> if_version = {}) {
    return edit_event(*world.ports, world.admin, event.id, change, if_version);
  }
  World world;
};

TEST_F(ChangingAnEvent, a_moved_start_tells_those_registered_and_moves_their_reminders) {
  const Event event = world.event("2026-11-30T15:00");
  (void)world.register_party(event);
  world.clock.set(world.local("2026-11-23T13:00"));
  const Event moved = edit(event, [&](EventDetails& details) {
    details.start_time = world.local("2026-12-01T16:00");
    details.end_time = world.local("2026-12-01T18:00");
  });
  EXPECT_EQ(moved.status, EventStatus::rescheduled);
  EXPECT_EQ(moved.previous_start_time, event.start_time);
  const auto pending = world.pending(event);
  EXPECT_THAT(pending, Contains("sms event_rescheduled 2026-11-23T13:00"));
  EXPECT_THAT(pending, Contains("email reminder 2026-11-29T16:00"));
  EXPECT_THAT(pending, Contains("sms reminder 2026-12-01T14:00"));
  EXPECT_THAT(pending, testing::Not(Contains("sms reminder 2026-11-30T13:00")));
}

TEST_F(ChangingAnEvent, moved_back_before_anybody_registered_it_was_never_elsewhere) {
  const Event event = world.event("2026-11-30T15:00");
  const auto move = [&](const std::string& to) {
    return edit(event, [&](EventDetails& details) {
      details.start_time = world.local(to);
      details.end_time = details.start_time + std::chrono::hours{2};
    });
  };
  EXPECT_EQ(move("2026-12-01T16:00").previous_start_time, event.start_time);
  const Event back = move("2026-11-30T15:00");
  EXPECT_EQ(back.status, EventStatus::scheduled);
  EXPECT_FALSE(back.previous_start_time);

  (void)world.register_party(move("2026-12-01T16:00"));
  const Event back_again = move("2026-11-30T15:00");
  EXPECT_EQ(back_again.status, EventStatus::rescheduled);
  EXPECT_EQ(back_again.previous_start_time, world.local("2026-12-01T16:00"));
}

TEST_F(ChangingAnEvent, a_later_end_is_told_and_leaves_the_start_where_it_was) {
  const Event event = world.event("2026-11-30T15:00");
  (void)world.register_party(event);
  const Event longer = edit(event, [&](EventDetails& details) { details.end_time = world.local("2026-11-30T18:00"); });
  EXPECT_EQ(longer.status, EventStatus::scheduled);
  EXPECT_FALSE(longer.previous_start_time);
  EXPECT_THAT(world.pending(event), Contains("sms event_rescheduled 2026-11-23T12:00"));
}

TEST_F(ChangingAnEvent, an_event_with_somebody_registered_does_not_become_a_draft_again) {
  const Event event = world.event("2026-11-30T15:00");
  (void)world.register_party(event);
  EXPECT_EQ(problem_of([&] {
              (void)edit(event, [](EventDetails& details) { details.publication_status = PublicationStatus::draft; });
            }),
            "has_registrations");
}

TEST_F(ChangingAnEvent, more_places_let_the_waiting_in_and_fewer_throw_nobody_out) {
  const Event event = world.event("2026-11-30T15:00", 1, 5);
  const auto first = world.register_party(event);
  const auto second = world.register_party(event);
  (void)edit(event, [](EventDetails& details) { details.maximum_attendee_capacity = 2; });
  EXPECT_EQ(world.now(second.registration).status, RegistrationStatus::confirmed);
  (void)edit(event, [](EventDetails& details) { details.maximum_attendee_capacity = 1; });
  EXPECT_EQ(world.now(first.registration).status, RegistrationStatus::confirmed);
  EXPECT_EQ(world.now(second.registration).status, RegistrationStatus::confirmed);
  EXPECT_EQ(world.now(event).remaining_attendee_capacity(), 0);
}

TEST_F(ChangingAnEvent, a_change_made_on_an_old_version_is_refused) {
  const Event event = world.event("2026-11-30T15:00");
  const std::int64_t seen = world.now(event).version;
  (void)edit(
      event, [](EventDetails& details) { details.maximum_attendee_capacity = 2; }, seen);
  EXPECT_EQ(problem_of([&] {
              (void)edit(
                  event, [](EventDetails& details) { details.maximum_attendee_capacity = 3; }, seen);
            }),
            "version");
  EXPECT_EQ(world.now(event).maximum_attendee_capacity, 2);
}

TEST_F(ChangingAnEvent, a_cancelled_event_tells_everybody_and_reminds_nobody) {
  const Event event = world.event("2026-11-30T15:00", 1, 5);
  (void)world.register_party(event);
  (void)world.register_party(event);
  const Event cancelled = cancel_event(*world.ports, world.admin, event.id, {{LanguageTag("fi"), "Sairastapaus"}});
  EXPECT_EQ(cancelled.status, EventStatus::cancelled);
  std::size_t notices = 0;
  for (const std::string& message : world.pending(event)) {
    EXPECT_EQ(message.find(" reminder "), std::string::npos) << message;
    notices += message.find(" event_cancelled ") != std::string::npos ? 1 : 0;
  }
  EXPECT_EQ(notices, 4U);
}

TEST_F(ChangingAnEvent, next_mornings_event_cancelled_at_night_is_told_at_once) {
  const Event event = world.event("2026-11-24T09:00");
  (void)world.register_party(event);
  world.clock.set(world.local("2026-11-23T22:00"));
  (void)cancel_event(*world.ports, world.admin, event.id, {{LanguageTag("fi"), "Sairastapaus"}});
  EXPECT_THAT(world.pending(event), Contains("sms event_cancelled 2026-11-23T22:00"));
}

TEST_F(ChangingAnEvent, an_afternoons_event_cancelled_at_night_is_told_in_the_morning) {
  const Event event = world.event("2026-11-24T15:00");
  (void)world.register_party(event);
  world.clock.set(world.local("2026-11-23T22:00"));
  (void)cancel_event(*world.ports, world.admin, event.id, {{LanguageTag("fi"), "Sairastapaus"}});
  EXPECT_THAT(world.pending(event), Contains("sms event_cancelled 2026-11-24T08:00"));
}

TEST_F(ChangingAnEvent, a_cancelled_event_is_not_cancelled_published_or_edited_again) {
  const Event event = world.event("2026-11-30T15:00");
  const LocalisedText reason{{LanguageTag("fi"), "Sairastapaus"}};
  (void)cancel_event(*world.ports, world.admin, event.id, reason);
  EXPECT_EQ(problem_of([&] { (void)cancel_event(*world.ports, world.admin, event.id, reason); }), "event_cancelled");
  EXPECT_EQ(
      problem_of([&] { (void)publish_event(*world.ports, world.admin, event.id, PublicationStatus::open_to_all); }),
      "event_cancelled");
}

TEST_F(ChangingAnEvent, an_organiser_edits_their_own_organisations_events_and_no_others) {
  EventDetails details = world.details("2026-11-30T15:00");
  details.organisers.clear();
  const Principal mimosa = world.organiser("Mimosa");
  const Event event = create_event(*world.ports, mimosa, details);
  EXPECT_THAT(event.organisers, SizeIs(1));
  const Principal other = world.organiser("Another");
  const auto change = [](EventDetails& changed) { changed.maximum_attendee_capacity = 1; };
  EXPECT_EQ(problem_of([&] { (void)edit_event(*world.ports, other, event.id, change); }), "forbidden");
  EXPECT_EQ(problem_of([&] { (void)edit_event(*world.ports, mimosa, event.id, change); }), "");
  const Principal viewer = world.organiser("Mimosa", Role::viewer);
  EXPECT_EQ(problem_of([&] { (void)edit_event(*world.ports, viewer, event.id, change); }), "forbidden");
}

TEST_F(ChangingAnEvent, another_organisations_draft_is_not_even_known) {
  EventDetails details = world.details("2026-11-30T15:00");
  details.publication_status = PublicationStatus::draft;
  const Event event = world.event(details);
  const Principal other = world.organiser("Another");
  EXPECT_EQ(problem_of([&] { (void)edit_event(*world.ports, other, event.id, [](EventDetails&) {}); }), "not_found");
}

TEST_F(ChangingAnEvent, an_organiser_may_not_publish_in_the_name_of_others_alone) {
  (void)world.organiser("Another");
  EventDetails details = world.details("2026-11-30T15:00");
  details.organisers = {{{}, "Another"}};
  EXPECT_EQ(problem_of([&] { (void)create_event(*world.ports, world.organiser("Mimosa"), details); }),
            "own_organisation_missing");
}

TEST_F(ChangingAnEvent, a_series_keeps_its_local_time_across_the_clock_change) {
  world.clock.set(world.local("2026-10-01T12:00"));
  SeriesDraft draft;
  draft.details = world.details("2026-10-19T17:00");
  draft.details.enrolment_end_time = world.local("2026-10-18T12:00");
  draft.recurrence = "FREQ=WEEKLY;BYDAY=MO;COUNT=2";
  for (const char* start : {"2026-10-19T17:00", "2026-10-26T17:00"}) {
    draft.starts.push_back(world.zones.to_local(world.local(start), "Europe/Helsinki"));
  }
  const SeriesWithEvents made = create_series(*world.ports, world.admin, draft);
  ASSERT_THAT(made.events, SizeIs(2));
  EXPECT_EQ(format_rfc3339(made.events[0].start_time), "2026-10-19T14:00:00Z");
  EXPECT_EQ(format_rfc3339(made.events[1].start_time), "2026-10-26T15:00:00Z");
  EXPECT_EQ(made.events[1].enrolment_end_time, world.local("2026-10-25T12:00"));
  EXPECT_EQ(made.events[1].super_event, made.series.id);
}

TEST_F(ChangingAnEvent, importing_the_same_twice_changes_nothing_and_a_difference_updates) {
  EventDetails details = world.details("2026-11-30T15:00");
  EXPECT_EQ(import_event(*world.ports, world.admin, "row-1", details), ImportOutcome::created);
  EXPECT_EQ(import_event(*world.ports, world.admin, "row-1", details), ImportOutcome::unchanged);
  details.maximum_attendee_capacity = 30;
  EXPECT_EQ(import_event(*world.ports, world.admin, "row-1", details), ImportOutcome::updated);
}

TEST_F(ChangingAnEvent, everything_wrong_with_an_event_is_told_at_once) {
  EventDetails details = world.details("2026-11-30T15:00");
  details.name.clear();
  details.end_time = details.start_time;
  details.time_zone = "Europe/Atlantis";
  details.location = {};
  details.maximum_attendee_capacity = -1;
  std::vector<std::string> codes;
  try {
    (void)create_event(*world.ports, world.admin, details);
  } catch (const Error& error) {
    for (const Problem& problem : error.problems()) codes.push_back(problem.field + " " + problem.code);
  }
  EXPECT_THAT(codes, ElementsAre("name required", "time_zone unknown_time_zone", "end_time end_before_start",
                                 "location.name required", "maximum_attendee_capacity out_of_range"));
}

class InvitingToADraft : public ChangingAnEvent {
 protected:
  InvitingToADraft() {
    EventDetails details = world.details("2026-11-30T15:00");
    details.invited_only = true;
    details.publication_status = PublicationStatus::draft;
    event = create_event(*world.ports, world.admin, details);
  }
  IssuedInvitation invite_by_phone(const char* phone) {
    const Contact contact{"Amal", PhoneNumber(phone), {}, LanguageTag("ar")};
    return invite(*world.ports, event.id, {contact}, world.admin).front();
  }
  Event publish() { return publish_event(*world.ports, world.admin, event.id, PublicationStatus::unlisted); }
  Event event;
};

TEST_F(InvitingToADraft, sends_the_links_when_it_is_published_and_not_before) {
  (void)invite_by_phone("+358405550101");
  const auto withdrawn = invite_by_phone("+358405550102");
  revoke_invitation(*world.ports, withdrawn.invitation.id, world.admin);
  EXPECT_THAT(world.pending(event), IsEmpty());
  (void)publish();
  EXPECT_THAT(world.pending(event), ElementsAre("sms invitation 2026-11-23T12:00"));
}

TEST_F(InvitingToADraft, sends_each_link_once_however_often_it_is_published) {
  (void)invite_by_phone("+358405550101");
  (void)publish();
  (void)edit(event, [](EventDetails& details) { details.publication_status = PublicationStatus::draft; });
  (void)invite_by_phone("+358405550102");
  (void)edit(event, [](EventDetails& details) { details.publication_status = PublicationStatus::open_to_all; });
  EXPECT_THAT(world.pending(event), SizeIs(2));
  (void)publish();
  EXPECT_THAT(world.pending(event), SizeIs(2));
}

}  // namespace
}  // namespace domain
