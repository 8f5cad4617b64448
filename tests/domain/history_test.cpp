#include <gmock/gmock.h>

#include "domain/approve_event.hpp"
#include "domain/edit_series.hpp"
#include "domain/event_fields.hpp"
#include "domain/import_events.hpp"
#include "domain/organisations.hpp"
#include "domain/rooms.hpp"
#include "domain/undo_change.hpp"
#include "tests/fixtures/world.hpp"

namespace domain {
namespace {

using fixtures::problem_of;
using fixtures::World;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

const LanguageTag finnish{"fi"};

class WhoChangedWhat : public testing::Test {
 protected:
  WhoChangedWhat() : aino(world.organiser("Mimosa")) { aino.display_name = "Aino"; }
  Event event(const std::string& start = "2026-12-02T15:00") {
    EventDetails details = world.details(start);
    details.organisers.clear();
    return create_event(*world.ports, aino, details);
  }
  Event edit(const Event& event, const std::function<void(EventDetails&)>& change) {
    return edit_event(*world.ports, aino, event.id, change);
  }
  // The newest first: "Aino edited start_time end_time".
  std::vector<std::string> lines(const Event& event) {
    std::vector<std::string> lines;
    for (const HistoryEntry& entry : list_history(*world.ports, aino, event.id).entries) {
      std::string line = entry.change.actor + " " + std::string(to_word(entry.change.kind));
      for (const FieldChange& field : entry.change.fields) {
        line += " " + field.field + (field.language.empty() ? "" : "." + field.language);
      }
      lines.push_back(std::move(line));
    }
    return lines;
  }
  EventChange newest(const Event& event) { return list_history(*world.ports, aino, event.id).entries.front().change; }
  World world;
  Principal aino;
};

TEST_F(WhoChangedWhat, every_change_is_written_down_with_who_and_when) {
  const Event made = event();
  world.clock.set(world.local("2026-11-23T13:00"));
  (void)edit(made, [&](EventDetails& details) {
    details.start_time = world.local("2026-12-03T15:00");
    details.end_time = world.local("2026-12-03T17:00");
    details.name[finnish] = "Toinen nimi";
  });
  (void)publish_event(*world.ports, aino, made.id, PublicationStatus::staff);
  (void)cancel_event(*world.ports, aino, made.id, {{finnish, "Sairastapaus"}});
  EXPECT_THAT(lines(made),
              ElementsAre("Aino cancelled cancellation_reason.fi event_status", "Aino published publication_status",
                          "Aino edited name.fi start_time end_time", "Aino created"));
  const History history = list_history(*world.ports, aino, made.id);
  EXPECT_EQ(history.entries[2].change.time, world.local("2026-11-23T13:00"));
  EXPECT_EQ(history.entries[2].change.fields[0].after, "Toinen nimi");
}

TEST_F(WhoChangedWhat, a_save_that_changes_nothing_and_a_registration_leave_no_line) {
  const Event made = event();
  (void)edit(made, [](EventDetails&) {});
  (void)world.register_party(made);
  EXPECT_THAT(lines(made), ElementsAre("Aino created"));
}

TEST_F(WhoChangedWhat, what_is_refused_leaves_no_line) {
  const Event made = event();
  EXPECT_EQ(problem_of([&] { (void)edit(made, [](EventDetails& details) { details.name.clear(); }); }), "required");
  EXPECT_THAT(lines(made), SizeIs(1));
}

// A field of EventDetails that is not followed here would be lost without a word.
TEST_F(WhoChangedWhat, every_field_that_goes_to_other_dates_of_a_series_is_followed) {
  const Event made = event();
  Event other = made;
  other.kind = EventKind::training;
  other.name[LanguageTag("en")] = "Another";
  other.short_description[finnish] = "Toinen";
  other.neutral_name[finnish] = "Ryhmä";
  other.original_language = LanguageTag("en");
  other.machine_made = {{"name", LanguageTag("en")}};
  other.start_time += std::chrono::hours{1};
  other.end_time += std::chrono::hours{3};
  other.time_zone = "Europe/Stockholm";
  other.location.municipality = "Pieksämäki";
  other.keywords = {"kieli", "asuminen"};
  other.in_language = {LanguageTag("ar"), finnish};
  other.interpreted_languages = {LanguageTag("so")};
  other.organisers.push_back({OrganisationId{9}, "A: b, c"});
  other.maximum_attendee_capacity = 7;
  other.waiting_list_capacity = 8;
  other.childcare_capacity = 9;
  other.waiting_list_offer = std::chrono::minutes{90};
  other.invited_only = true;
  other.phone_code_required = true;
  other.maximum_parties_per_contact = 2;
  other.asks.name = false;
  other.questions = {{"diet",
                      QuestionType::choice,
                      {{finnish, "Mitä?"}},
                      {{finnish, "3:ruoka"}},
                      true,
                      {{"a", {{finnish, "Kasvis"}}}, {"b", {{finnish, "12:\n"}}}}}};
  other.enrolment_start_time = world.local("2026-11-24T08:00");
  other.enrolment_end_time = world.local("2026-12-01T08:00");
  other.external_registration_url = "https://example.org/";
  other.reminders = {{Channel::email, std::chrono::minutes{5}}};
  other.publication_status = PublicationStatus::staff;
  EventChange change;
  change.fields = field_changes(made, other);
  EXPECT_EQ(static_cast<const EventDetails&>(as_after(made, change)), static_cast<const EventDetails&>(other));
  EXPECT_EQ(static_cast<const EventDetails&>(as_before(other, change)), static_cast<const EventDetails&>(made));
  const auto followed = [&](std::string name) {
    if (name == "waiting_list") name = "waiting_list_offer_minutes";
    return std::ranges::find(change.fields, name, &FieldChange::field) != change.fields.end();
  };
  for (const std::string& name : changed_fields(made, other, world.zones)) EXPECT_TRUE(followed(name)) << name;
}

TEST_F(WhoChangedWhat, of_what_is_handed_in_each_step_is_written_down) {
  Principal pirjo = world.organiser("Partner", Role::partner);
  Principal kaisa = world.organiser("City");
  Organisation partner{pirjo.organisation.value(), "Partner", ""};
  partner.approved_by = kaisa.organisation;
  (void)change_organisation(*world.ports, world.admin, partner);
  pirjo.approval_wanted = true;
  pirjo.display_name = "Pirjo";
  kaisa.display_name = "Kaisa";
  EventDetails details = world.details("2026-12-02T15:00");
  details.organisers.clear();
  details.publication_status = PublicationStatus::draft;
  const Event made = create_event(*world.ports, pirjo, details);
  const auto submit = [&] { (void)submit_event(*world.ports, pirjo, made.id, PublicationStatus::open_to_all); };
  submit();
  withdraw_event(*world.ports, pirjo, made.id);
  submit();
  return_event(*world.ports, kaisa, made.id, "Paikka puuttuu");
  submit();
  (void)approve_event(*world.ports, kaisa, made.id);
  std::swap(aino, pirjo);
  EXPECT_THAT(lines(made), ElementsAre("Kaisa approved publication_status", "Pirjo submitted", "Kaisa returned",
                                       "Pirjo submitted", "Pirjo withdrawn", "Pirjo submitted", "Pirjo created"));
  EXPECT_EQ(list_history(*world.ports, aino, made.id).entries[2].change.note, "Paikka puuttuu");
}

TEST_F(WhoChangedWhat, an_import_and_a_rooms_new_name_are_told_apart_from_edits) {
  const Room hall = world.room(aino);
  EventDetails details = world.details("2026-12-02T15:00");
  details.organisers = {{aino.organisation.value(), "Mimosa"}};
  details.location = {"Sali", "Katu 1", "Mikkeli", "", hall.id};
  EXPECT_EQ(import_event(*world.ports, aino, "row", details), ImportOutcome::created);
  details.maximum_attendee_capacity = 5;
  EXPECT_EQ(import_event(*world.ports, aino, "row", details), ImportOutcome::updated);
  (void)edit_room(*world.ports, aino, hall.id, [](RoomDetails& changed) { changed.name = "Juhlasali"; });
  Event made;
  world.store->read([&](const Snapshot& snapshot) { made = snapshot.events().find_by_import_key("row").value(); });
  EXPECT_THAT(lines(made),
              ElementsAre("Aino room_changed location", "Aino imported maximum_attendee_capacity", "Aino imported"));
}

TEST_F(WhoChangedWhat, the_history_is_for_those_who_work_for_an_organiser) {
  const Event made = event();
  const auto asks = [&](const Principal& who) {
    return problem_of([&] { (void)list_history(*world.ports, who, made.id); });
  };
  EXPECT_EQ(asks(world.organiser("Another")), "forbidden");
  EXPECT_EQ(asks(world.organiser("Mimosa", Role::viewer)), "");
  EXPECT_EQ(asks(world.organiser("Mimosa", Role::door)), "");
}

TEST_F(WhoChangedWhat, changes_of_several_dates_are_one_of_the_series) {
  EventDetails details = world.details("2026-12-02T15:00");
  details.organisers.clear();
  SeriesDraft draft{details, "FREQ=WEEKLY;COUNT=3", {}, {}, {}};
  for (const char* start : {"2026-12-02T15:00", "2026-12-09T15:00", "2026-12-16T15:00"}) {
    draft.starts.push_back(world.zones.to_local(world.local(start), details.time_zone));
  }
  const auto series = create_series(*world.ports, aino, draft);
  (void)edit_series(*world.ports, aino, series.events[1].id, SeriesScope::following,
                    [](EventDetails& changed) { changed.maximum_attendee_capacity = 4; });
  (void)edit(series.events[0], [](EventDetails& changed) { changed.maximum_attendee_capacity = 9; });
  std::vector<int> dates;
  for (const HistoryEntry& entry : list_history(*world.ports, aino, series.series.id).entries) {
    dates.push_back(entry.change.dates);
  }
  EXPECT_THAT(dates, ElementsAre(1, 2, 3));
  EXPECT_EQ(newest(series.events[2]).dates, 2);
  EXPECT_EQ(newest(series.events[0]).dates, 1);
}

TEST_F(WhoChangedWhat, the_oldest_go_when_there_are_too_many) {
  const Event made = event();
  for (int i = 0; i < most_changes_kept + 5; ++i) {
    (void)edit(made, [&](EventDetails& details) { details.maximum_attendee_capacity = i + 1; });
  }
  std::size_t kept = 0;
  std::optional<EventChangeId> before;
  do {
    const History page = list_history(*world.ports, aino, made.id, before);
    kept += page.entries.size();
    before = page.next;
  } while (before);
  EXPECT_EQ(kept, most_changes_kept);
}

}  // namespace
}  // namespace domain
