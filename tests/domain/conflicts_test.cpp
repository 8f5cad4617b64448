#include "domain/conflicts.hpp"

#include <gmock/gmock.h>

#include "domain/book_interpreter.hpp"
#include "domain/import_events.hpp"
#include "domain/rooms.hpp"
#include "domain/travel.hpp"
#include "tests/fixtures/world.hpp"

using namespace domain;
using std::chrono::minutes;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

class Conflicts : public testing::Test {
 protected:
  Conflicts() {
    RoomDetails details;
    details.name = "Sali 2";
    details.municipality = "Mikkeli";
    details.capacity = 20;
    hall = create_room(*world.ports, mimosa, details);
  }

  // At another place than the others, for another audience, by another organisation.
  EventDetails apart(const std::string& start) {
    EventDetails details = world.details(start);
    details.location = {"Kirjasto", "", "Kemi", {}};
    details.organisers = {{{}, "Valma"}};
    return details;
  }
  EventDetails in_hall(const std::string& start) {
    EventDetails details = apart(start);
    details.location = {};
    details.location.room = hall.id;
    details.keywords = {"family"};
    return details;
  }
  std::vector<Conflict> found(const EventDetails& details, const Principal& principal,
                              std::optional<EventId> stored = {}) {
    EventDetails named = details;
    std::vector<Conflict> conflicts;
    world.store->read([&](const Snapshot& snapshot) {
      for (Organiser& organiser : named.organisers) {
        if (const auto known = snapshot.organisations().find_by_name(organiser.name)) organiser.id = known->id;
      }
      conflicts = find_conflicts(snapshot, principal, named, stored);
    });
    return conflicts;
  }
  std::vector<std::string> kinds(const EventDetails& details, const Principal& principal,
                                 std::optional<EventId> stored = {}) {
    std::vector<std::string> words;
    for (const Conflict& conflict : found(details, principal, stored)) {
      words.push_back(std::string(to_word(conflict.kind)) + (conflict.event ? " seen" : ""));
    }
    return words;
  }
  static std::vector<Problem> problems_of(const std::function<void()>& work) {
    try {
      work();
      return {};
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::conflict);
      return error.problems();
    }
  }

  fixtures::World world;
  Principal mimosa = world.organiser("Mimosa");
  Principal valma = world.organiser("Valma");
  Room hall;
};

TEST_F(Conflicts, an_event_alone_meets_nothing_and_not_itself) {
  const Event event = world.event(in_hall("2026-12-01T15:00"));
  EXPECT_THAT(kinds(event, mimosa, event.id), IsEmpty());
  EXPECT_THAT(kinds(apart("2026-12-01T15:00"), mimosa), ElementsAre("same_organisation seen"));
}

TEST_F(Conflicts, a_taken_room_is_hard_and_names_what_takes_it) {
  const Event first = world.event(in_hall("2026-12-01T15:00"));
  const auto met = found(in_hall("2026-12-01T16:30"), valma);
  ASSERT_FALSE(met.empty());
  EXPECT_EQ(met[0].kind, ConflictKind::room_taken);
  EXPECT_TRUE(is_hard(met[0]));
  EXPECT_EQ(met[0].event->id, first.id);
  const auto problems = problems_of([&] { static_cast<void>(world.event(in_hall("2026-12-01T16:30"))); });
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].code, "room_taken");
  EXPECT_EQ(problems[0].field, "location.room");
  EXPECT_EQ(problems[0].event, first.id.value);
  EXPECT_THAT(kinds(in_hall("2026-12-01T17:00"), valma), IsEmpty());
}

TEST_F(Conflicts, another_event_at_a_place_of_the_same_name_is_advice_whether_it_is_in_a_room_or_not) {
  EventDetails there = apart("2026-12-01T15:00");
  there.location = {"Monitoimitalo,  SALI", "", "", {}};
  (void)world.event(there);
  EventDetails wanted = world.details("2026-12-01T16:00");
  wanted.location = {"Monitoimitalo sali", "", "Kemi", {}};
  EXPECT_THAT(kinds(wanted, mimosa), ElementsAre("same_place seen")) << "a town that is not said contradicts nothing";
  wanted.start_time = world.local("2026-12-01T17:00");
  wanted.end_time = world.local("2026-12-01T18:00");
  EXPECT_THAT(kinds(wanted, mimosa), IsEmpty()) << "one after the other";
  (void)world.event(in_hall("2026-12-02T15:00"));
  wanted = world.details("2026-12-02T15:00");
  wanted.location = {"Sali 2", "", "Mikkeli", {}};
  EXPECT_THAT(kinds(wanted, mimosa), ElementsAre("same_place seen")) << "somebody has it as a room";
}

TEST_F(Conflicts, a_place_of_the_same_name_in_another_town_or_online_is_another_place) {
  EventDetails there = apart("2026-12-01T15:00");
  there.keywords = {"family"};
  (void)world.event(there);
  EventDetails wanted = world.details("2026-12-01T15:00");
  wanted.location = {"Kirjasto", "", "Mikkeli", {}};
  EXPECT_THAT(kinds(wanted, mimosa), IsEmpty());
  wanted.location = {"Kirjasto", "", "Kemi", "https://example.org/kirjasto"};
  EXPECT_THAT(kinds(wanted, mimosa), IsEmpty());
}

TEST_F(Conflicts, of_anothers_draft_only_the_hard_fact_is_told) {
  EventDetails draft = in_hall("2026-12-01T15:00");
  draft.publication_status = PublicationStatus::draft;
  const Event hidden = world.event(draft);
  EventDetails wanted = in_hall("2026-12-01T15:00");
  wanted.organisers = {{{}, "Mimosa"}};
  wanted.keywords = hidden.keywords;
  EXPECT_THAT(kinds(wanted, mimosa), ElementsAre("room_taken"));
  const auto problems = problems_of([&] { static_cast<void>(create_event(*world.ports, mimosa, wanted)); });
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].event, 0);
  EXPECT_THAT(kinds(wanted, valma), ElementsAre("room_taken seen"));
}

TEST_F(Conflicts, a_cancelled_event_frees_its_room) {
  const Event first = world.event(in_hall("2026-12-01T15:00"));
  static_cast<void>(cancel_event(*world.ports, world.admin, first.id, {{LanguageTag("fi"), "Sairaus"}}));
  EXPECT_THAT(kinds(in_hall("2026-12-01T15:00"), valma), IsEmpty());
  EXPECT_THAT(problems_of([&] { static_cast<void>(world.event(in_hall("2026-12-01T15:00"))); }), IsEmpty());
}

TEST_F(Conflicts, an_event_that_moves_or_changes_its_room_is_held_off_like_a_new_one) {
  const Event first = world.event(in_hall("2026-12-01T15:00"));
  const Event second = world.event(in_hall("2026-12-01T17:00"));
  const auto move = [&](minutes by) {
    return problems_of([&] {
      static_cast<void>(edit_event(*world.ports, world.admin, second.id, [&](EventDetails& details) {
        details.start_time = second.start_time + by;
        details.end_time = second.end_time + by;
      }));
    });
  };
  EXPECT_EQ(move(minutes{-30}).size(), 1U);
  EXPECT_EQ(world.now(second).start_time, second.start_time);
  EXPECT_THAT(move(minutes{30}), IsEmpty());
  const Event third = world.event(apart("2026-12-01T15:30"));
  const auto chosen = problems_of([&] {
    static_cast<void>(edit_event(*world.ports, world.admin, third.id,
                                 [&](EventDetails& details) { details.location.room = hall.id; }));
  });
  ASSERT_EQ(chosen.size(), 1U);
  EXPECT_EQ(chosen[0].event, first.id.value);
}

TEST_F(Conflicts, a_series_names_each_date_whose_room_is_taken_and_stores_none) {
  static_cast<void>(world.event(in_hall("2026-12-08T16:00")));
  static_cast<void>(world.event(in_hall("2026-12-22T14:00")));
  SeriesDraft draft;
  draft.details = in_hall("2026-12-01T15:00");
  draft.recurrence = "FREQ=WEEKLY;COUNT=4";
  for (int week = 0; week < 4; ++week) {
    draft.starts.push_back(world.zones.to_local(draft.details.start_time, draft.details.time_zone) +
                           std::chrono::weeks{week});
  }
  const auto problems = problems_of([&] { static_cast<void>(create_series(*world.ports, world.admin, draft)); });
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_THAT(problems[0].message, testing::HasSubstr("2026-12-08"));
  EXPECT_THAT(problems[1].message, testing::HasSubstr("2026-12-22"));
  EXPECT_THAT(problems_of([&] { static_cast<void>(world.event(in_hall("2026-12-01T15:00"))); }), IsEmpty());
}

TEST_F(Conflicts, an_import_is_held_off_too) {
  static_cast<void>(world.event(in_hall("2026-12-01T15:00")));
  EXPECT_EQ(problems_of([&] { import_event(*world.ports, world.admin, "row-1", in_hall("2026-12-01T15:00")); }).size(),
            1U);
}

TEST_F(Conflicts, another_event_of_an_organiser_is_advice_drafts_included) {
  EventDetails draft = apart("2026-12-01T15:00");
  draft.publication_status = PublicationStatus::draft;
  static_cast<void>(world.event(draft));
  EventDetails other = apart("2026-12-01T16:00");
  other.location.municipality = "Oulu";
  EXPECT_THAT(kinds(other, valma), ElementsAre("same_organisation seen"));
  EXPECT_FALSE(is_hard(found(other, valma)[0]));
  EXPECT_THAT(kinds(other, mimosa), IsEmpty());  // they cannot know of it
}

TEST_F(Conflicts, the_same_people_are_asked_to_two_events_whoever_organises_them) {
  static_cast<void>(world.event("2026-12-01T15:00"));  // Mimosa's, job-seeking, in Finnish, Mikkeli
  EventDetails same = apart("2026-12-01T16:00");
  same.location.municipality = "Mikkeli";
  EXPECT_THAT(kinds(same, valma), ElementsAre("same_audience seen"));
  EventDetails other_town = same;
  other_town.location.municipality = "Kemi";
  EventDetails other_theme = same;
  other_theme.keywords = {"housing"};
  EventDetails other_language = same;
  other_language.in_language = {LanguageTag("ar")};
  EventDetails later = same;
  later.start_time += std::chrono::hours{1};
  later.end_time += std::chrono::hours{1};
  for (const EventDetails& details : {other_town, other_theme, other_language, later}) {
    EXPECT_THAT(kinds(details, valma), IsEmpty());
  }
  other_language.interpreted_languages = {LanguageTag("fi")};
  EXPECT_THAT(kinds(other_language, valma), ElementsAre("same_audience seen"));
}

TEST_F(Conflicts, an_unlisted_event_is_told_only_to_its_own_staff) {
  EventDetails unlisted = world.details("2026-12-01T15:00");
  unlisted.publication_status = PublicationStatus::unlisted;
  static_cast<void>(world.event(unlisted));
  EventDetails same = apart("2026-12-01T15:00");
  same.location.municipality = "Mikkeli";
  EXPECT_THAT(kinds(same, valma), IsEmpty());
}

TEST_F(Conflicts, more_places_than_the_room_holds_is_advice) {
  EventDetails details = in_hall("2026-12-01T15:00");
  details.maximum_attendee_capacity = 20;
  EXPECT_THAT(kinds(details, valma), IsEmpty());
  details.maximum_attendee_capacity = 21;
  const auto met = found(details, valma);
  ASSERT_EQ(met.size(), 1U);
  EXPECT_EQ(met[0].kind, ConflictKind::room_too_small);
  EXPECT_EQ(met[0].room_capacity, 20);
  EXPECT_THAT(problems_of([&] { static_cast<void>(world.event(details)); }), IsEmpty());
}

TEST_F(Conflicts, dates_of_one_series_do_not_advise_against_each_other) {
  SeriesDraft draft;
  draft.details = apart("2026-12-01T15:00");
  draft.recurrence = "FREQ=DAILY;COUNT=2";
  const LocalTime first = world.zones.to_local(draft.details.start_time, draft.details.time_zone);
  draft.starts = {first, first + minutes{30}};
  const auto made = create_series(*world.ports, world.admin, draft);
  EXPECT_THAT(kinds(made.events[0], valma, made.events[0].id), IsEmpty());
}

TEST(Travel, takes_no_time_within_a_room_or_online_and_longer_to_another_town) {
  const Place mimosa{"Mimosa", "Esimerkkikatu 1", "Mikkeli", {}};
  const Place library{"Kirjasto", "Raatihuoneenkatu 6", "Mikkeli", {}};
  const Place kemi{"Kirjasto", "Marina Takalon katu 3", "Kemi", {}};
  const Place online{"Verkossa", "", "", "https://example.org/kokous"};
  Place one_room = mimosa;
  one_room.room = RoomId{7};
  Place same_room{"Sali", "", "", {}, RoomId{7}};
  EXPECT_EQ(travel_time(mimosa, mimosa), minutes{0});
  EXPECT_EQ(travel_time(mimosa, {"Mimosan sali", "esimerkkikatu 1 ", "MIKKELI", {}}), minutes{0});
  EXPECT_EQ(travel_time(one_room, same_room), minutes{0});
  EXPECT_EQ(travel_time(mimosa, online), minutes{0});
  EXPECT_EQ(travel_time(mimosa, library), minutes{30});
  EXPECT_EQ(travel_time(library, kemi), minutes{90});
  EXPECT_EQ(travel_time(mimosa, {"Jossain", "", "", {}}), minutes{30});
}

class TravellingInterpreter : public Conflicts {
 protected:
  Event event_at(const std::string& start, const Place& place) {
    EventDetails details = world.details(start);
    details.location = place;
    return world.event(details);
  }
  InterpreterBooking booked(const Event& event, InterpretingMode mode = InterpretingMode::on_site) {
    InterpreterBooking booking;
    booking.event = event.id;
    booking.language = LanguageTag("ar");
    booking.mode = mode;
    booking = request_booking(*world.ports, world.admin, booking);
    booking = offer_booking(*world.ports, world.admin, booking.id, interpreter);
    return confirm_booking(*world.ports, world.admin, booking.id);
  }
  std::string problem(const Event& event, InterpretingMode mode = InterpretingMode::on_site) {
    return fixtures::problem_of([&] { static_cast<void>(booked(event, mode)); });
  }

  // Booked for an event of Valma's, and for the one that is answered: Mimosa's, and about to be held elsewhere.
  Event booked_twice() {
    EventDetails theirs = world.details("2026-12-01T15:00");
    theirs.organisers = {{{}, "Valma"}};
    theirs.location = here;
    static_cast<void>(booked(world.event(theirs)));
    const Event own = event_at("2026-12-01T17:00", here);
    static_cast<void>(booked(own));
    return own;
  }

  const Place here{"Mimosa", "Esimerkkikatu 1", "Mikkeli", {}};
  const Place there{"Kirjasto", "Raatihuoneenkatu 6", "Mikkeli", {}};
  const Place far{"Kirjasto", "Marina Takalon katu 3", "Kemi", {}};
  InterpreterId interpreter = [this] {
    Interpreter sara;
    sara.name = "Sara";
    sara.phone = PhoneNumber("+358405550111");
    sara.languages = {{LanguageTag("ar"), ""}};
    return add_interpreter(*world.ports, world.admin, sara).interpreter.id;
  }();
};

TEST_F(TravellingInterpreter, is_offered_nothing_that_leaves_no_time_to_get_there) {
  static_cast<void>(booked(event_at("2026-12-01T15:00", here)));  // until 17:00
  EXPECT_EQ(problem(event_at("2026-12-01T17:00", here)), "");
  EXPECT_EQ(problem(event_at("2026-12-01T19:20", there)), "interpreter_busy");
  EXPECT_EQ(problem(event_at("2026-12-01T19:20", there), InterpretingMode::phone), "");
  static_cast<void>(booked(event_at("2026-12-02T10:00", here)));  // until 12:00
  EXPECT_EQ(problem(event_at("2026-12-02T13:15", far)), "interpreter_busy");
  EXPECT_EQ(problem(event_at("2026-12-02T13:30", far)), "");
}

TEST_F(TravellingInterpreter, is_not_moved_with_an_event_to_where_they_cannot_be) {
  static_cast<void>(booked(event_at("2026-12-01T15:00", here)));
  const Event second = event_at("2026-12-01T17:00", here);
  static_cast<void>(booked(second));
  EventDetails elsewhere = second;
  elsewhere.location = far;
  const auto met = found(elsewhere, mimosa, second.id);
  ASSERT_FALSE(met.empty());
  EXPECT_EQ(met[0].kind, ConflictKind::interpreter_busy);
  EXPECT_EQ(met[0].interpreter, "Sara");
  const auto problems = problems_of([&] {
    static_cast<void>(
        edit_event(*world.ports, world.admin, second.id, [&](EventDetails& details) { details.location = far; }));
  });
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].code, "interpreter_busy");
  EXPECT_EQ(problems[0].field, "start_time");
  EXPECT_EQ(world.now(second).location.municipality, "Mikkeli");
}

TEST_F(TravellingInterpreter, who_is_only_offered_hinders_nobody) {
  static_cast<void>(booked(event_at("2026-12-01T15:00", here)));
  const Event second = event_at("2026-12-01T17:00", here);
  InterpreterBooking offered;
  offered.event = second.id;
  offered.language = LanguageTag("ar");
  offered = request_booking(*world.ports, world.admin, offered);
  static_cast<void>(offer_booking(*world.ports, world.admin, offered.id, interpreter));
  EventDetails elsewhere = second;
  elsewhere.location = far;
  const auto met = found(elsewhere, mimosa, second.id);
  ASSERT_FALSE(met.empty());
  EXPECT_EQ(met[0].kind, ConflictKind::interpreter_busy);
  EXPECT_FALSE(is_hard(met[0]));
  EXPECT_NO_THROW(static_cast<void>(
      edit_event(*world.ports, world.admin, second.id, [&](EventDetails& details) { details.location = far; })));
}

TEST_F(TravellingInterpreter, is_named_only_to_who_books_them_and_their_other_event_to_who_books_there) {
  const Event own = booked_twice();
  EventDetails elsewhere = own;
  elsewhere.location = far;
  const auto told = [&](const Principal& principal) {
    const auto met = found(elsewhere, principal, own.id);
    EXPECT_EQ(met.at(0).kind, ConflictKind::interpreter_busy);
    return met.at(0).interpreter + (met.at(0).event ? " and where" : "");
  };
  EXPECT_EQ(told(mimosa), "Sara");
  EXPECT_EQ(told(world.organiser("Mimosa", Role::partner)), "");
  EXPECT_EQ(told(valma), " and where");
  EXPECT_EQ(told(world.admin), "Sara and where");
}

TEST_F(TravellingInterpreter, is_held_off_without_a_word_of_where_to_who_does_not_book_there) {
  const Event own = booked_twice();
  const auto named = [&](const Principal& principal) {
    const auto problems = problems_of([&] {
      static_cast<void>(
          edit_event(*world.ports, principal, own.id, [&](EventDetails& details) { details.location = far; }));
    });
    EXPECT_EQ(problems.at(0).code, "interpreter_busy");
    return problems.at(0).event != 0;
  };
  EXPECT_FALSE(named(mimosa));
  EXPECT_FALSE(named(world.organiser("Mimosa", Role::partner)));
  EXPECT_TRUE(named(world.admin));
}

TEST_F(TravellingInterpreter, is_not_moved_with_a_room_to_a_town_that_they_cannot_reach) {
  EventDetails in_room = world.details("2026-12-01T17:00");
  in_room.location = {};
  in_room.location.room = hall.id;
  static_cast<void>(booked(event_at("2026-12-01T14:20", here)));  // until 16:20
  const Event held = world.event(in_room);
  static_cast<void>(booked(held));
  const auto move_to = [&](const char* street, const char* town) {
    return problems_of([&] {
      static_cast<void>(edit_room(*world.ports, mimosa, hall.id, [&](RoomDetails& room) {
        room.street_address = street;
        room.municipality = town;
      }));
    });
  };
  const auto problems = move_to("Marina Takalon katu 3", "Kemi");
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].code, "interpreter_busy");
  EXPECT_EQ(world.now(held).location.municipality, "Mikkeli");
  EXPECT_TRUE(move_to("Esimerkkikatu 1", "Mikkeli").empty());
  EXPECT_EQ(world.now(held).location.street_address, "Esimerkkikatu 1");
}

}  // namespace
