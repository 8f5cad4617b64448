#include <gmock/gmock.h>

#include "domain/undo_change.hpp"
#include "tests/domain/keeping_in_step.hpp"

// What a followed calendar wants, and what people here decide about it.
namespace {

using namespace domain;
using fixtures::KeepingInStep;
using fixtures::problem_of;
using testing::ElementsAre;
using testing::IsEmpty;

const LanguageTag fi{"fi"};

class DecidingOnACalendar : public KeepingInStep {
 protected:
  HistoryEntry newest() { return list_history(*world.ports, organiser, event().id).entries.front(); }
  void undo_newest() {
    (void)undo_change(*world.ports, organiser, event().id, newest().change.id, UndoScope::this_one);
  }
  ForeignOccurrence cancelled_there() const {
    ForeignOccurrence one = date("a", "2026-12-01T17:00");
    one.cancelled = true;
    return one;
  }
  // The event is in a room that is taken on 2.12. from 17 to 19 o'clock.
  Event in_a_room_that_is_taken() {
    const Room room = world.room(organiser);
    EventDetails other = world.details("2026-12-02T17:00");
    other.location.room = room.id;
    other.organisers = {{organiser.organisation.value(), {}}};
    const Event taken = create_event(*world.ports, organiser, other);
    (void)read({date("a", "2026-12-01T17:00")});
    (void)edit_event(*world.ports, organiser, event().id, [&](EventDetails& own) { own.location.room = room.id; });
    return taken;
  }
};

TEST_F(DecidingOnACalendar, a_refused_move_shows_which_time_the_calendar_wants_until_it_is_taken) {
  const Event taken = in_a_room_that_is_taken();
  (void)read({date("a", "2026-12-02T17:00")});
  ASSERT_EQ(link().refusal, "room_taken");
  ASSERT_TRUE(link().wanted);
  EXPECT_EQ(link().wanted->start_time, world.local("2026-12-02T17:00"));
  EXPECT_EQ(link().wanted->end_time, world.local("2026-12-02T19:00"));
  EXPECT_EQ(says_now(link()).start_time, world.local("2026-12-02T17:00"));
  EXPECT_TRUE(differences(says_now(link()), fi, event()).contains(SubscribedField::time));
  (void)read({date("a", "2026-12-02T18:00")});
  EXPECT_EQ(link().wanted->start_time, world.local("2026-12-02T18:00")) << "it wants another one by now";
  (void)cancel_event(*world.ports, organiser, taken.id, {{fi, "Sairaus"}});
  (void)read({date("a", "2026-12-02T18:00")});
  EXPECT_EQ(event().start_time, world.local("2026-12-02T18:00"));
  EXPECT_FALSE(link().wanted);
}

TEST_F(DecidingOnACalendar, a_refused_move_is_taken_by_a_button_once_the_room_is_free) {
  const Event taken = in_a_room_that_is_taken();
  (void)read({date("a", "2026-12-02T17:00")});
  const auto take = [&] { (void)take_theirs(*world.ports, organiser, event().id, SubscribedField::time); };
  EXPECT_EQ(problem_of(take), "room_taken");
  EXPECT_EQ(link().refusal, "room_taken") << "as it was";
  (void)cancel_event(*world.ports, organiser, taken.id, {{fi, "Sairaus"}});
  take();
  EXPECT_EQ(event().start_time, world.local("2026-12-02T17:00"));
  EXPECT_EQ(link().refusal, "");
  EXPECT_FALSE(link().wanted);
  EXPECT_EQ(read({date("a", "2026-12-02T17:00")}).changed, 0U);
}

TEST_F(DecidingOnACalendar, a_refused_move_that_somebody_declines_is_not_tried_again) {
  const Event taken = in_a_room_that_is_taken();
  (void)read({date("a", "2026-12-02T17:00")});
  keep_ours(*world.ports, organiser, event().id, SubscribedField::time);
  EXPECT_EQ(link().refusal, "");
  (void)cancel_event(*world.ports, organiser, taken.id, {{fi, "Sairaus"}});
  (void)read({date("a", "2026-12-02T17:00")});
  EXPECT_EQ(event().start_time, world.local("2026-12-01T17:00"));
}

TEST_F(DecidingOnACalendar, an_organisers_own_cancellation_in_the_calendars_words_is_not_the_calendars) {
  (void)read({date("a", "2026-12-01T17:00")});
  (void)cancel_event(*world.ports, organiser, event().id, words.cancelled);
  (void)read({date("a", "2026-12-03T17:00")});
  EXPECT_EQ(event().status, EventStatus::cancelled);
}

TEST_F(DecidingOnACalendar, what_the_calendar_cancelled_is_its_own_in_whatever_words) {
  (void)read({date("a", "2026-12-01T17:00")});
  (void)read({cancelled_there()});
  ASSERT_EQ(event().status, EventStatus::cancelled);
  words.cancelled = {{fi, "Järjestäjä perui"}};
  (void)read({date("a", "2026-12-03T17:00")});
  EXPECT_EQ(event().status, EventStatus::rescheduled);
}

TEST_F(DecidingOnACalendar, what_was_cancelled_again_by_hand_is_not_the_calendars_any_more) {
  (void)read({date("a", "2026-12-01T17:00")});
  (void)read({cancelled_there()});
  undo_newest();
  ASSERT_EQ(event().status, EventStatus::scheduled);
  (void)cancel_event(*world.ports, organiser, event().id, {{fi, "Sairaus"}});
  (void)read({date("a", "2026-12-01T17:00")});
  EXPECT_EQ(event().status, EventStatus::cancelled);
}

TEST_F(DecidingOnACalendar, leaving_it_stands_in_the_history_and_is_undone) {
  (void)read({date("a", "2026-12-01T17:00")});
  organiser.display_name = "Aino";
  leave_calendar(*world.ports, organiser, event().id);
  EXPECT_EQ(newest().change.kind, ChangeKind::calendar_left);
  EXPECT_EQ(newest().change.actor, "Aino");
  EXPECT_TRUE(newest().undoable);
  (void)read({date("a", "2026-12-02T17:00")});
  ASSERT_EQ(event().start_time, world.local("2026-12-01T17:00"));
  undo_newest();
  EXPECT_EQ(newest().change.kind, ChangeKind::calendar_followed);
  EXPECT_FALSE(newest().undoable);
  (void)read({date("a", "2026-12-02T17:00")});
  EXPECT_EQ(event().start_time, world.local("2026-12-02T17:00"));
  const EventId id = event().id;
  leave_calendar(*world.ports, organiser, id);
  remove_subscription(*world.ports, organiser, subscription.id, ItsEvents::stay);
  EXPECT_EQ(list_history(*world.ports, organiser, id).entries.front().refusal, "calendar_gone");
}

TEST_F(DecidingOnACalendar, keeping_ours_stands_in_the_history_and_is_undone_while_there_is_a_difference) {
  (void)read({date("a", "2026-12-01T17:00", "Heidän")});
  (void)edit_event(*world.ports, organiser, event().id, [](EventDetails& own) { own.name[fi] = "Meidän"; });
  (void)read({date("a", "2026-12-01T17:00", "Heidän uusi")});
  ASSERT_THAT(link().open, ElementsAre(SubscribedField::name));
  keep_ours(*world.ports, organiser, event().id, SubscribedField::name);
  EXPECT_THAT(link().open, IsEmpty());
  EXPECT_EQ(newest().change.kind, ChangeKind::calendar_declined);
  EXPECT_EQ(newest().change.note, "name");
  const EventChangeId declined = newest().change.id;
  undo_newest();
  EXPECT_THAT(link().open, ElementsAre(SubscribedField::name));
  EXPECT_EQ(newest().change.undoes, declined);
  (void)take_theirs(*world.ports, organiser, event().id, SubscribedField::name);
  EXPECT_EQ(problem_of([&] { (void)undo_change(*world.ports, organiser, event().id, declined, UndoScope::this_one); }),
            "changed_since");
}

}  // namespace
