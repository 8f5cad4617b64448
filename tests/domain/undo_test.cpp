#include <gmock/gmock.h>

#include "domain/organisation.hpp"
#include "domain/rooms.hpp"
#include "domain/undo_change.hpp"
#include "tests/fixtures/world.hpp"

namespace domain {
namespace {

using fixtures::problem_of;
using fixtures::World;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const LanguageTag finnish{"fi"};

class Undoing : public testing::Test {
 protected:
  Undoing() : aino(world.organiser("Mimosa")) {}
  EventDetails details(const std::string& start) {
    EventDetails details = world.details(start);
    details.organisers.clear();
    return details;
  }
  Event event(const std::string& start = "2026-12-02T15:00") {
    return create_event(*world.ports, aino, details(start));
  }
  Event edit(const Event& event, const std::function<void(EventDetails&)>& change) {
    return edit_event(*world.ports, aino, event.id, change);
  }
  Event move(const Event& event, const std::string& start) {
    return edit(event, [&](EventDetails& changed) {
      changed.end_time = world.local(start) + (changed.end_time - changed.start_time);
      changed.start_time = world.local(start);
    });
  }
  HistoryEntry newest(const Event& event) { return list_history(*world.ports, aino, event.id).entries.front(); }
  Event undo(const Event& event, EventChangeId change, UndoScope scope = UndoScope::this_one) {
    return undo_change(*world.ports, aino, event.id, change, scope).event;
  }
  Event undo_newest(const Event& event) { return undo(event, newest(event).change.id); }
  SeriesWithEvents weekly() {
    SeriesDraft draft{details("2026-12-02T15:00"), "FREQ=WEEKLY;COUNT=3", {}, {}, {}};
    for (const char* start : {"2026-12-02T15:00", "2026-12-09T15:00", "2026-12-16T15:00"}) {
      draft.starts.push_back(world.zones.to_local(world.local(start), draft.details.time_zone));
    }
    return create_series(*world.ports, aino, draft);
  }
  World world;
  Principal aino;
};

TEST_F(Undoing, puts_back_what_the_change_set_and_leaves_the_rest) {
  const Event made = event();
  (void)edit(made, [](EventDetails& changed) {
    changed.name[finnish] = "Väärä nimi";
    changed.maximum_attendee_capacity = 3;
  });
  const EventChangeId wrong = newest(made).change.id;
  (void)edit(made, [](EventDetails& changed) { changed.keywords = {"kieli"}; });
  const Event back = undo(made, wrong);
  EXPECT_EQ(back.name, made.name);
  EXPECT_EQ(back.maximum_attendee_capacity, made.maximum_attendee_capacity);
  EXPECT_THAT(back.keywords, ElementsAre("kieli"));
  EXPECT_EQ(newest(made).change.undoes, wrong);
}

TEST_F(Undoing, is_a_change_itself_and_undone_in_its_turn) {
  const Event made = event();
  (void)edit(made, [](EventDetails& changed) { changed.maximum_attendee_capacity = 3; });
  EXPECT_EQ(undo_newest(made).maximum_attendee_capacity, std::nullopt);
  EXPECT_EQ(undo_newest(made).maximum_attendee_capacity, 3);
  EXPECT_EQ(undo_newest(made).maximum_attendee_capacity, std::nullopt);
}

TEST_F(Undoing, what_was_changed_again_since_stays_and_says_so) {
  const Event made = event();
  (void)edit(made, [](EventDetails& changed) { changed.maximum_attendee_capacity = 3; });
  const EventChangeId first = newest(made).change.id;
  (void)edit(made, [](EventDetails& changed) { changed.maximum_attendee_capacity = 4; });
  EXPECT_EQ(problem_of([&] { (void)undo(made, first); }), "changed_since");
  EXPECT_EQ(world.now(made).maximum_attendee_capacity, 4);
  const History history = list_history(*world.ports, aino, made.id);
  EXPECT_TRUE(history.entries[0].undoable);
  EXPECT_FALSE(history.entries[1].undoable);
  EXPECT_EQ(history.entries[1].refusal, "changed_since");
}

TEST_F(Undoing, what_was_made_has_no_way_back) {
  const Event made = event();
  EXPECT_EQ(problem_of([&] { (void)undo_newest(made); }), "nothing_to_undo");
}

TEST_F(Undoing, a_move_tells_those_registered_and_moves_their_reminders_back) {
  const Event made = event();
  (void)world.register_party(made);
  (void)move(made, "2026-12-03T15:00");
  fixtures::send_everything(*world.store, world.clock.now());
  const UndoPlan plan = plan_undo(*world.ports, aino, made.id, newest(made).change.id, UndoScope::this_one);
  EXPECT_EQ(plan.told.parties, 1);
  EXPECT_EQ(plan.dates.front().after.start_time, made.start_time);
  const Event back = undo_newest(made);
  EXPECT_EQ(back.start_time, made.start_time);
  EXPECT_EQ(back.previous_start_time, world.local("2026-12-03T15:00"));
  EXPECT_THAT(world.pending(made), Contains(HasSubstr("sms event_rescheduled")));
  EXPECT_THAT(world.pending(made), Contains("sms reminder 2026-12-02T13:00"));
}

TEST_F(Undoing, asks_for_the_room_as_the_form_does) {
  const Room hall = world.room(aino);
  EventDetails in_hall = details("2026-12-02T15:00");
  in_hall.location = {"", "", "", "", hall.id};
  const Event made = create_event(*world.ports, aino, in_hall);
  (void)move(made, "2026-12-03T15:00");
  (void)create_event(*world.ports, aino, in_hall);
  EXPECT_EQ(problem_of([&] { (void)undo_newest(made); }), "room_taken");
  EXPECT_EQ(world.now(made).start_time, world.local("2026-12-03T15:00"));
}

TEST_F(Undoing, a_publication_is_undone_until_somebody_is_registered) {
  EventDetails draft = details("2026-12-02T15:00");
  draft.publication_status = PublicationStatus::draft;
  const Event made = create_event(*world.ports, aino, draft);
  (void)publish_event(*world.ports, aino, made.id, PublicationStatus::open_to_all);
  EXPECT_EQ(undo_newest(made).publication_status, PublicationStatus::draft);
  EXPECT_EQ(undo_newest(made).publication_status, PublicationStatus::open_to_all);
  (void)world.register_party(made);
  EXPECT_EQ(problem_of([&] { (void)undo_newest(made); }), "has_registrations");
}

TEST_F(Undoing, publishes_nothing_that_has_to_be_approved_first) {
  const Event made = event();
  (void)edit(made, [](EventDetails& changed) { changed.publication_status = PublicationStatus::draft; });
  aino.role = Role::partner;
  aino.approval_wanted = true;
  EXPECT_EQ(problem_of([&] { (void)undo_newest(made); }), "approval_wanted");
}

TEST_F(Undoing, is_for_those_who_may_edit) {
  const Event made = event();
  (void)edit(made, [](EventDetails& changed) { changed.maximum_attendee_capacity = 3; });
  const EventChangeId change = newest(made).change.id;
  const auto undone_by = [&](const Principal& who) {
    return problem_of([&] { (void)undo_change(*world.ports, who, made.id, change, UndoScope::this_one); });
  };
  EXPECT_EQ(undone_by(world.organiser("Mimosa", Role::viewer)), "forbidden");
  EXPECT_EQ(undone_by(world.organiser("Another")), "forbidden");
  EXPECT_EQ(problem_of([&] { (void)undo(event(), change); }), "not_found");
}

TEST_F(Undoing, a_cancelled_event_takes_place_after_all_and_everybody_hears_of_it) {
  const Event made = event();
  const auto party = world.register_party(made);
  (void)cancel_event(*world.ports, aino, made.id, {{finnish, "Sairastapaus"}});
  fixtures::send_everything(*world.store, world.clock.now());
  const Event back = undo_newest(made);
  EXPECT_EQ(back.status, EventStatus::scheduled);
  EXPECT_THAT(back.cancellation_reason, IsEmpty());
  EXPECT_EQ(world.now(party.registration).status, RegistrationStatus::confirmed);
  EXPECT_THAT(world.pending(made), Contains(HasSubstr("sms event_restored")));
  EXPECT_THAT(world.pending(made), Contains("sms reminder 2026-12-02T13:00"));
  const Event again = undo_newest(made);
  EXPECT_EQ(again.status, EventStatus::cancelled);
  EXPECT_EQ(again.cancellation_reason.at(finnish), "Sairastapaus");
}

TEST_F(Undoing, who_has_not_heard_of_the_cancellation_yet_hears_of_nothing) {
  world.clock.set(world.local("2026-11-23T22:00"));
  const Event made = event();
  (void)world.register_party(made);
  fixtures::send_everything(*world.store, world.local("2026-11-24T09:00"));
  (void)cancel_event(*world.ports, aino, made.id, {{finnish, "Sairastapaus"}});
  EXPECT_THAT(world.pending(made), Contains(HasSubstr("event_cancelled")));
  const UndoPlan plan = plan_undo(*world.ports, aino, made.id, newest(made).change.id, UndoScope::this_one);
  EXPECT_EQ(plan.told.parties, 0);
  (void)undo_newest(made);
  EXPECT_THAT(world.pending(made), Not(Contains(HasSubstr("event_cancelled"))));
  EXPECT_THAT(world.pending(made), Not(Contains(HasSubstr("event_restored"))));
}

TEST_F(Undoing, a_cancelled_event_whose_room_is_taken_or_whose_time_is_over_stays_cancelled) {
  const Room hall = world.room(aino);
  EventDetails in_hall = details("2026-12-02T15:00");
  in_hall.location = {"", "", "", "", hall.id};
  const Event made = create_event(*world.ports, aino, in_hall);
  (void)cancel_event(*world.ports, aino, made.id, {{finnish, "Sairastapaus"}});
  const Event other = create_event(*world.ports, aino, in_hall);
  EXPECT_EQ(problem_of([&] { (void)undo_newest(made); }), "room_taken");
  (void)cancel_event(*world.ports, aino, other.id, {{finnish, "Sairastapaus"}});
  world.clock.set(world.local("2026-12-02T17:00"));
  EXPECT_EQ(problem_of([&] { (void)undo_newest(made); }), "event_over");
}

TEST_F(Undoing, an_event_that_comes_back_is_where_its_room_is_now) {
  const Room hall = world.room(aino);
  EventDetails in_hall = details("2026-12-02T15:00");
  in_hall.location = {"", "", "", "", hall.id};
  const Event made = create_event(*world.ports, aino, in_hall);
  (void)cancel_event(*world.ports, aino, made.id, {{finnish, "Sairastapaus"}});
  (void)edit_room(*world.ports, aino, hall.id, [](RoomDetails& changed) { changed.street_address = "Katu 2"; });
  EXPECT_EQ(undo_newest(made).location.street_address, "Katu 2");
}

TEST_F(Undoing, while_it_is_cancelled_nothing_else_of_an_event_is_undone) {
  const Event made = event();
  (void)edit(made, [](EventDetails& changed) { changed.maximum_attendee_capacity = 3; });
  const EventChangeId change = newest(made).change.id;
  (void)cancel_event(*world.ports, aino, made.id, {{finnish, "Sairastapaus"}});
  EXPECT_EQ(problem_of([&] { (void)undo(made, change); }), "event_cancelled");
}

TEST_F(Undoing, all_dates_that_were_changed_at_once_go_back_and_who_comes_to_several_hears_once) {
  const SeriesWithEvents series = weekly();
  for (const Event& date : series.events) (void)world.register_party(date, 1, date.uid);
  (void)edit_series(*world.ports, aino, series.events[0].id, SeriesScope::all, [](EventDetails& changed) {
    changed.start_time += std::chrono::hours{1};
    changed.end_time += std::chrono::hours{1};
  });
  (void)move(series.events[1], "2026-12-09T18:00");
  const EventChangeId change = newest(series.events[0]).change.id;
  const UndoPlan plan = plan_undo(*world.ports, aino, series.events[0].id, change, UndoScope::all);
  ASSERT_THAT(plan.dates, SizeIs(3));
  EXPECT_EQ(plan.dates[1].refusal, "changed_since");
  EXPECT_EQ(plan.dates[2].refusal, "");
  (void)undo(series.events[0], change, UndoScope::all);
  EXPECT_EQ(world.now(series.events[0]).start_time, series.events[0].start_time);
  EXPECT_EQ(world.now(series.events[1]).start_time, world.local("2026-12-09T18:00"));
  EXPECT_EQ(world.now(series.events[2]).start_time, series.events[2].start_time);
  // That, too, is one change of two dates.
  EXPECT_EQ(newest(series.events[2]).change.dates, 2);
}

TEST_F(Undoing, a_date_that_cannot_be_stored_as_it_was_stays_and_the_others_go_back) {
  SeriesDraft draft{details("2026-12-02T15:00"), "FREQ=WEEKLY;COUNT=2", {}, {}, {}};
  draft.details.publication_status = PublicationStatus::draft;
  for (const char* start : {"2026-12-02T15:00", "2026-12-09T15:00"}) {
    draft.starts.push_back(world.zones.to_local(world.local(start), draft.details.time_zone));
  }
  const auto dates = create_series(*world.ports, aino, draft).events;
  (void)edit_series(*world.ports, aino, dates[0].id, SeriesScope::all,
                    [](EventDetails& changed) { changed.publication_status = PublicationStatus::open_to_all; });
  (void)world.register_party(world.now(dates[1]));
  const EventChangeId change = newest(dates[0]).change.id;
  const UndoPlan plan = plan_undo(*world.ports, aino, dates[0].id, change, UndoScope::all);
  ASSERT_THAT(plan.dates, SizeIs(2));
  EXPECT_EQ(plan.dates[1].refusal, "has_registrations");
  (void)undo(dates[0], change, UndoScope::all);
  EXPECT_EQ(world.now(dates[0]).publication_status, PublicationStatus::draft);
  EXPECT_EQ(world.now(dates[1]).publication_status, PublicationStatus::open_to_all);
}

TEST_F(Undoing, goes_to_no_room_that_is_out_of_use) {
  const Room hall = world.room(aino);
  EventDetails in_hall = details("2026-12-02T15:00");
  in_hall.location = {"", "", "", "", hall.id};
  const Event made = create_event(*world.ports, aino, in_hall);
  (void)edit(made, [](EventDetails& changed) { changed.location = {"Kirjasto", "Katu 2", "Mikkeli", "", {}}; });
  (void)edit_room(*world.ports, aino, hall.id, [](RoomDetails& changed) { changed.retired = true; });
  const EventChangeId change = newest(made).change.id;
  EXPECT_EQ(plan_undo(*world.ports, aino, made.id, change, UndoScope::this_one).dates.front().refusal, "room_retired");
  EXPECT_EQ(problem_of([&] { (void)undo(made, change); }), "room_retired");
}

TEST_F(Undoing, organisers_go_back_although_an_organisation_has_another_name_since) {
  const Event made = event();
  (void)world.organiser("Another");
  (void)edit(made, [](EventDetails& changed) { changed.organisers.push_back({{}, "Another"}); });
  Organisation renamed;
  renamed.id = world.now(made).organisers.at(1).id;
  renamed.name = "Renamed";
  world.store->write([&](Transaction& tx) { tx.organisations().update(renamed); });
  ASSERT_EQ(world.now(made).organisers.at(1).name, "Renamed");
  EXPECT_THAT(undo_newest(made).organisers, SizeIs(1));
}

TEST_F(Undoing, of_several_dates_one_alone_may_go_back) {
  const SeriesWithEvents series = weekly();
  (void)cancel_series(*world.ports, aino, series.events[0].id, SeriesScope::all, {{finnish, "Sairastapaus"}});
  (void)undo_newest(series.events[1]);
  EXPECT_EQ(world.now(series.events[0]).status, EventStatus::cancelled);
  EXPECT_EQ(world.now(series.events[1]).status, EventStatus::scheduled);
}

}  // namespace
}  // namespace domain
