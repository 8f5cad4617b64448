#include <chrono>

#include "tests/service/importing.hpp"

namespace {

using domain::LanguageTag;
using domain::PublicationStatus;
using service::RowOutcome;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

// What somebody changed here between two versions of a file.
class ImportByHand : public fixtures::Importing {
 protected:
  static std::string row(const std::string& starts, const std::string& visibility) {
    return samples::one_row({{"Järjestäjät", "Mimosa"}, {"Alkaa", starts}, {"Näkyvyys", visibility}});
  }
  static void an_hour_later(domain::EventDetails& details) {
    details.start_time += std::chrono::hours{1};
    details.end_time += std::chrono::hours{1};
  }
};

TEST_F(ImportByHand, a_row_that_would_undo_it_names_the_fields_and_when_they_were_changed) {
  (void)import(row("9.00", "Julkinen"));
  EXPECT_EQ(preview(row("9.00", "Julkinen")).count(RowOutcome::unchanged), 1U);
  edit(events().at(0), an_hour_later);
  const auto again = preview(row("9.00", "Julkinen")).rows.at(0);
  EXPECT_EQ(again.outcome, RowOutcome::updated);
  EXPECT_THAT(changed_here(again), UnorderedElementsAre("start_time", "end_time"));
  EXPECT_EQ(again.changed_here.at(0).time, world.clock.now());
  EXPECT_EQ(again.changed_here.at(0).event, events().at(0).id);
}

TEST_F(ImportByHand, what_only_the_file_changed_is_nobodys_work_here) {
  (void)import(row("9.00", "Julkinen"));
  edit(events().at(0), [](domain::EventDetails& details) { details.maximum_attendee_capacity = 77; });
  const auto moved = preview(row("8.00", "Julkinen")).rows.at(0);
  EXPECT_EQ(moved.outcome, RowOutcome::updated);
  EXPECT_THAT(moved.changed, testing::Contains("start_time"));
  EXPECT_THAT(changed_here(moved), testing::Not(testing::Contains("start_time")));
}

TEST_F(ImportByHand, once_the_file_was_taken_over_it_all_the_same_its_next_change_is_the_files) {
  (void)import(row("9.00", "Julkinen"));
  edit(events().at(0), an_hour_later);
  (void)import(row("9.00", "Julkinen"));
  EXPECT_THAT(changed_here(preview(row("8.00", "Julkinen")).rows.at(0)), IsEmpty());
}

TEST_F(ImportByHand, a_file_that_does_not_say_who_sees_an_event_takes_none_back) {
  (void)import(row("9.00", ""));
  edit(events().at(0),
       [](domain::EventDetails& details) { details.publication_status = PublicationStatus::open_to_all; });
  EXPECT_EQ(import(row("9.00", "")).count(RowOutcome::unchanged), 1U);
  EXPECT_EQ(events().at(0).publication_status, PublicationStatus::open_to_all);
  EXPECT_THAT(changed_here(preview(row("9.00", "Luonnos")).rows.at(0)), UnorderedElementsAre("publication_status"));
}

TEST_F(ImportByHand, an_empty_municipality_leaves_the_one_that_is_there_as_it_is) {
  options.defaults.municipality = "Mikkeli";
  const auto nowhere = samples::one_row({{"Järjestäjät", "Mimosa"}, {"Paikka", "Talo"}, {"Kunta", ""}});
  (void)import(nowhere);
  EXPECT_EQ(events().at(0).location.municipality, "Mikkeli") << "of new ones it is the one chosen for all";
  edit(events().at(0), [](domain::EventDetails& details) { details.location.municipality.clear(); });
  EXPECT_EQ(import(nowhere).count(RowOutcome::unchanged), 1U);
  EXPECT_EQ(events().at(0).location.municipality, "");
  const auto moved = samples::one_row(
      {{"Järjestäjät", "Mimosa"}, {"Paikka", "Talo"}, {"Osoite", "Katu 1, 94100 Kemi"}, {"Kunta", ""}});
  (void)import(moved);
  EXPECT_EQ(events().at(0).location.municipality, "Kemi") << "its new address says so";
}

TEST_F(ImportByHand, a_place_that_is_another_town_now_takes_its_municipality_along_and_one_of_the_same_town_does_not) {
  const auto at = [](const std::string& place, const std::string& address) {
    return samples::one_row({{"Järjestäjät", "Mimosa"}, {"Paikka", place}, {"Osoite", address}, {"Kunta", ""}});
  };
  (void)import(at("Oulu", ""));
  EXPECT_EQ(events().at(0).location.municipality, "Oulu");
  (void)import(at("Kemi", ""));
  EXPECT_EQ(events().at(0).location.municipality, "Kemi");
  (void)import(at("Talo", "Katu 1, 94100 Kemi"));
  edit(events().at(0), [](domain::EventDetails& details) { details.location.municipality = "Tornio"; });
  (void)import(at("Kirjasto", "Katu 1, 94100 Kemi"));
  EXPECT_EQ(events().at(0).location.name, "Kirjasto");
  EXPECT_EQ(events().at(0).location.municipality, "Tornio") << "somebody said so, and the address is the same";
}

TEST_F(ImportByHand, a_new_date_of_a_series_closes_as_the_others_do_by_the_clock) {
  const auto weekly = [](int times) {
    return calendar_of(berlin("LOCATION:Mimosa\nRRULE:FREQ=WEEKLY;COUNT=" + std::to_string(times) + "\n"));
  };
  (void)import(weekly(17));
  edit(events().at(0),
       [&](domain::EventDetails& details) { details.enrolment_end_time = world.local("2026-11-24T12:00"); });
  (void)import(weekly(18));
  ASSERT_THAT(events(), SizeIs(18));
  EXPECT_EQ(events().back().start_time, world.local("2027-03-30T11:00"));
  EXPECT_EQ(events().back().enrolment_end_time, world.local("2027-03-23T12:00")) << "the clock changes in between";
}

TEST_F(ImportByHand, a_new_date_of_a_series_that_closes_for_all_at_once_closes_with_them) {
  const auto weekly = [](int times, const std::string& more = {}) {
    return calendar_of(berlin("LOCATION:Mimosa\nRRULE:FREQ=WEEKLY;COUNT=" + std::to_string(times) + "\n" + more));
  };
  const auto opens = world.local("2026-11-20T09:00"), closes = world.local("2026-11-30T12:00");
  (void)import(weekly(3));
  for (const auto& event : events())
    edit(event, [&](domain::EventDetails& details) {
      details.enrolment_start_time = opens;
      details.enrolment_end_time = closes;
    });
  (void)import(weekly(4, "RDATE;TZID=W. Europe Standard Time:20261128T100000\n"));
  const auto dates = events();
  ASSERT_THAT(dates, SizeIs(5));
  EXPECT_EQ(dates.back().enrolment_start_time, opens);
  EXPECT_EQ(dates.back().enrolment_end_time, closes);
  EXPECT_EQ(dates.front().start_time, world.local("2026-11-28T11:00"));
  EXPECT_EQ(dates.front().enrolment_start_time, world.local("2026-11-17T09:00")) << "what is over before has its own";
  EXPECT_EQ(dates.front().enrolment_end_time, world.local("2026-11-27T12:00"));
}

TEST_F(ImportByHand, dates_of_a_calendar_are_looked_at_each_for_itself) {
  const std::string weekly = berlin("RRULE:FREQ=WEEKLY;COUNT=3\nLOCATION:Mimosa\n");
  (void)import(calendar_of(weekly));
  ASSERT_THAT(events(), SizeIs(3));
  edit(events().at(1), [](domain::EventDetails& details) { details.name[LanguageTag("fi")] = "Retki"; });
  const auto again = preview(calendar_of(weekly)).rows.at(0);
  ASSERT_THAT(again.changed_here, SizeIs(1));
  EXPECT_EQ(again.changed_here.at(0).event, events().at(1).id);
}

// A calendar that comes in again.
class ImportGone : public fixtures::Importing {
 protected:
  const std::string a = berlin("LOCATION:Mimosa\n", "a@example.org");
  const std::string b = berlin("LOCATION:Mimosa\nRRULE:FREQ=WEEKLY;COUNT=3\n", "b@example.org");
};

TEST_F(ImportGone, what_an_earlier_version_had_is_listed_with_who_is_registered_and_nothing_is_done) {
  options.defaults.publication = PublicationStatus::open_to_all;
  (void)import(calendar_of(a + b, "Silta"));
  const auto dates = events();
  ASSERT_THAT(dates, SizeIs(4));
  (void)world.register_party(dates.at(3), 2);
  const auto report = import(calendar_of(a, "Silta"));
  ASSERT_THAT(report.gone, SizeIs(1));
  EXPECT_EQ(report.gone.at(0).dates, 3U);
  EXPECT_EQ(report.gone.at(0).persons, 2);
  for (const auto& event : events()) EXPECT_EQ(event.status, domain::EventStatus::scheduled);
  EXPECT_THAT(preview(calendar_of(a, "Silta")).gone, SizeIs(1)) << "until somebody has decided";
  EXPECT_THAT(preview(calendar_of(a + b, "Silta")).gone, IsEmpty());
}

TEST_F(ImportGone, another_calendar_is_no_version_of_this_one) {
  (void)import(calendar_of(a + b, "Silta"));
  EXPECT_THAT(preview(calendar_of(a, "Kuoro")).gone, IsEmpty());
  EXPECT_THAT(preview(calendar_of(a)).gone, IsEmpty());
}

TEST_F(ImportGone, a_calendar_without_a_name_is_known_by_its_files_name_and_an_event_in_common) {
  options.file_name = "Kalenteri.ics";
  (void)import(calendar_of(a + b));
  options.file_name = "kalenteri (2).ics";
  EXPECT_THAT(preview(calendar_of(a)).gone, SizeIs(1));
  EXPECT_THAT(preview(calendar_of(berlin("LOCATION:Mimosa\n", "c@example.org"))).gone, IsEmpty());
}

TEST_F(ImportGone, what_is_private_now_or_cannot_be_read_is_not_gone) {
  (void)import(calendar_of(a + b, "Silta"));
  EXPECT_THAT(preview(calendar_of(a + berlin("CLASS:PRIVATE\n", "b@example.org"), "Silta")).gone, IsEmpty());
  const std::string broken = "BEGIN:VEVENT\nUID:b@example.org\nSUMMARY:Rikki\nEND:VEVENT\n";
  EXPECT_THAT(preview(calendar_of(a + broken, "Silta")).gone, IsEmpty());
}

TEST_F(ImportGone, a_calendar_with_moments_that_cannot_be_read_again_comes_in_as_often_as_anybody_likes) {
  (void)import(calendar_of(a + berlin("LOCATION:Mimosa\nLAST-MODIFIED:00010101T000000Z\n", "b@example.org"), "Silta"));
  EXPECT_THAT(import(calendar_of(a, "Silta")).gone, SizeIs(1));
  const std::string moved =
      "BEGIN:VEVENT\nUID:c@example.org\nRECURRENCE-ID:00010101T000000Z\n"
      "DTSTART:20261203T100000Z\nSUMMARY:Retki\nLOCATION:Talo\nEND:VEVENT\n";
  EXPECT_EQ(import(calendar_of(moved, "Retket")).count(RowOutcome::created), 1U);
  EXPECT_EQ(import(calendar_of(moved, "Retket")).count(RowOutcome::unchanged), 1U);
}

TEST_F(ImportGone, a_moment_that_cannot_be_read_in_what_is_kept_of_an_earlier_version_is_not_known) {
  (void)import(calendar_of(a + b, "Silta"));
  world.store->write([&](domain::Transaction& tx) {
    const auto hash = world.ports->secrets.hash_token("calendar\nname\nsilta");
    ASSERT_TRUE(tx.imports().find_mapping(*mimosa.organisation, hash));
    tx.imports().keep_mapping(*mimosa.organisation, hash,
                              "a@example.org\t3\t0001-01-01T00:00:00Z\nb@example.org\t0\t\n", world.clock.now());
  });
  const auto report =
      import(calendar_of(samples::replace_all(a, "LOCATION:Mimosa", "LOCATION:Talo\nSEQUENCE:2"), "Silta"));
  EXPECT_THAT(report.gone, SizeIs(1));
  ASSERT_THAT(report.rows.at(0).notes, SizeIs(1));
  EXPECT_EQ(report.rows.at(0).notes.at(0).code, "import_older") << "by what is known of it";
}

TEST_F(ImportGone, what_is_gone_is_told_each_for_itself_where_everything_has_one_name_and_one_start) {
  const auto many = [](const std::string& tag) {
    std::string all;
    for (int i = 0; i < 300; ++i) all += berlin("LOCATION:Mimosa\n", tag + std::to_string(i));
    return all;
  };
  (void)import(calendar_of(many("a") + many("b"), "Silta"));
  EXPECT_THAT(preview(calendar_of(many("a") + many("b"), "Silta")).gone, IsEmpty());
  EXPECT_THAT(preview(calendar_of(many("b"), "Silta")).gone, SizeIs(300));
}

TEST_F(ImportGone, an_unreadable_event_hides_only_what_it_may_be) {
  (void)import(calendar_of(a + b, "Silta"));
  const std::string broken = "BEGIN:VEVENT\nUID:x@example.org\nSUMMARY:Kahvila\nEND:VEVENT\n";
  EXPECT_THAT(preview(calendar_of(a + broken, "Silta")).gone, SizeIs(1)) << "another one, whatever its name";
}

TEST_F(ImportGone, an_unreadable_event_without_a_uid_may_be_those_of_its_name) {
  const auto without_uid = [](std::string event) { return event.replace(event.find("UID:"), 18, ""); };
  (void)import(calendar_of(a + without_uid(a), "Silta"));
  const auto broken = [](const std::string& name) { return "BEGIN:VEVENT\nSUMMARY:" + name + "\nEND:VEVENT\n"; };
  EXPECT_THAT(preview(calendar_of(a + broken("Kahvila"), "Silta")).gone, IsEmpty());
  EXPECT_THAT(preview(calendar_of(a + broken("Retki"), "Silta")).gone, SizeIs(1));
  const auto report = preview(calendar_of(a + broken("Kahvila\nDTSTART;TZID=Atlantis:20261209T170000"), "Silta"));
  EXPECT_THAT(report.gone, IsEmpty()) << "nor where its time cannot be read";
  EXPECT_EQ(report.rows.at(1).title, "Kahvila (Atlantis)");
}

}  // namespace
