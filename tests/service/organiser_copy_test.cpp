#include <gmock/gmock.h>

#include "tests/service/series_in_console.hpp"

// Series, seasons and events copied in the console.
namespace {

using domain::Role;
using fixtures::Answer;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

using OrganiserCopy = fixtures::SeriesInConsole;

TEST_F(OrganiserCopy, a_season_is_copied_after_it_was_shown_and_holidays_are_flagged) {
  const auto dates = tuesdays();
  const std::string page = "/organiser/copy?copy_from=2026-08-01&copy_to=2026-12-31&copy_first=2027-07-31";
  const Answer preview = organiser.get(page);
  // 52 weeks later; nothing is stored by looking.
  EXPECT_THAT(preview.text, HasSubstr("30. marraskuuta 2027"));
  EXPECT_THAT(preview.text, HasSubstr("value=\"" + std::to_string(dates[0].id.value) + "\" checked"));
  EXPECT_THAT(world.events(), SizeIs(4));
  // The nearest Tuesday that does not come before the day.
  const Answer january = organiser.get("/organiser/copy?copy_from=2026-12-01&copy_to=2026-12-02&copy_first=2027-01-09");
  EXPECT_THAT(january.text, HasSubstr("datetime=\"2027-01-12\""));
  EXPECT_THAT(january.text, HasSubstr("value=\"" + std::to_string(dates[0].id.value) + "\" checked"));
  service::Fields form{{"copy_from", "2026-08-01"}, {"copy_to", "2026-12-31"}, {"copy_first", "2027-07-31"}};
  form.emplace_back("held", std::to_string(dates[0].id.value));
  form.emplace_back("held", std::to_string(dates[3].id.value));
  const Answer saved = organiser.post("/organiser/copy", form);
  EXPECT_EQ(saved.status, 303);
  const auto events = world.events();
  ASSERT_THAT(events, SizeIs(6));
  EXPECT_EQ(local(events[4].start_time), "2027-11-30T15:00");
  EXPECT_EQ(local(events[5].start_time), "2027-12-21T15:00");
  EXPECT_EQ(events[5].publication_status, domain::PublicationStatus::draft);
  EXPECT_EQ(organiser.post("/organiser/copy", {form[0], form[1], form[2]}).status, 400);
}

TEST_F(OrganiserCopy, a_copy_on_a_public_holiday_is_not_ticked) {
  const domain::Event event = world.event("2026-12-11T15:00");
  const Answer preview = organiser.get("/organiser/copy?copy_from=2026-12-11&copy_to=2026-12-11&copy_first=2026-12-25");
  EXPECT_THAT(preview.text, HasSubstr("value=\"" + std::to_string(event.id.value) + "\">"));
  EXPECT_THAT(preview.text, HasSubstr("joulupäivä"));
}

TEST_F(OrganiserCopy, no_copy_comes_before_the_day_that_was_given) {
  const auto dates = tuesdays();
  const std::string id = std::to_string(dates[0].super_event->value);
  // 14.1.2027 is a Thursday, nearest to Tuesday the 12th.
  const std::string series = organiser.get("/organiser/copy?series=" + id + "&copy_first=2027-01-14").text;
  EXPECT_THAT(series, AllOf(HasSubstr("datetime=\"2027-01-19\""), Not(HasSubstr("datetime=\"2027-01-12\""))));
  const std::string season =
      organiser.get("/organiser/copy?copy_from=2026-12-01&copy_to=2026-12-31&copy_first=2027-01-14").text;
  EXPECT_THAT(season, AllOf(HasSubstr("datetime=\"2027-01-19\""), Not(HasSubstr("datetime=\"2027-01-12\""))));
  // Where nothing is that early, the nearest week is kept.
  EXPECT_THAT(organiser.get("/organiser/copy?copy_from=2026-11-28&copy_to=2026-12-31&copy_first=2027-01-10").text,
              HasSubstr("datetime=\"2027-01-12\""));
}

TEST_F(OrganiserCopy, a_date_that_was_cancelled_or_is_there_already_is_shown_and_not_ticked_for_a_copy) {
  const auto dates = tuesdays();
  (void)domain::cancel_event(*world.ports, world.admin, dates[1].id, {{domain::LanguageTag("fi"), "Sairastapaus"}});
  const std::string address = "/organiser/copy?copy_from=2026-12-01&copy_to=2026-12-31&copy_first=2027-02-02";
  const auto box = [](const domain::Event& date, bool held) { return held_mark(std::to_string(date.id.value), held); };
  EXPECT_THAT(organiser.get(address).text,
              AllOf(HasSubstr(box(dates[0], true)), HasSubstr(box(dates[1], false)), HasSubstr("oli peruttu"),
                    HasSubstr(box(dates[2], true)), Not(HasSubstr("on jo ohjelmassa"))));
  EXPECT_EQ(organiser
                .post("/organiser/copy", {{"copy_from", "2026-12-01"},
                                          {"copy_to", "2026-12-31"},
                                          {"copy_first", "2027-02-02"},
                                          {"held", std::to_string(dates[0].id.value)}})
                .status,
            303);
  EXPECT_THAT(organiser.get(address).text,
              AllOf(HasSubstr(box(dates[0], false)), HasSubstr("on jo ohjelmassa"), HasSubstr(box(dates[2], true))));
}

TEST_F(OrganiserCopy, school_holidays_that_were_kept_free_are_so_in_a_copy_as_well) {
  // Of the Tuesdays from 1.9.2026 on the seventh, 13.10., comes into Mikkeli's autumn holiday.
  const domain::Event before = world.event("2026-09-01T15:00");
  const std::string address = "/organiser/copy?copy_from=2026-09-01&copy_to=2026-09-01&copy_first=2026-10-13";
  EXPECT_THAT(organiser.get(address).text,
              AllOf(HasSubstr(held_mark(std::to_string(before.id.value), false)), HasSubstr("Syysloma")));
  // Who was there in school holidays comes again.
  const domain::Event in_holiday = world.event("2026-10-14T15:00");
  EXPECT_THAT(organiser.get("/organiser/copy?copy_from=2026-10-14&copy_to=2026-10-14&copy_first=2026-12-23").text,
              AllOf(HasSubstr(held_mark(std::to_string(in_holiday.id.value), true)), HasSubstr("class=\"why\"")));
}

class CopyInRooms : public OrganiserCopy {
 protected:
  domain::EventDetails in_room(const std::string& start, const std::string& name) {
    domain::EventDetails details = world.details(start);
    details.name = {{domain::LanguageTag("fi"), name}};
    details.location.room = room.id;
    return details;
  }
  static std::string id(const domain::Event& event) { return std::to_string(event.id.value); }
  static service::Fields form(const std::vector<domain::Event>& ticked) {
    service::Fields fields{{"copy_from", "2026-12-01"}, {"copy_to", "2026-12-31"}, {"copy_first", "2027-02-02"}};
    for (const auto& date : ticked) fields.emplace_back("held", id(date));
    return fields;
  }

  domain::Principal mimosa = world.organiser("Mimosa");
  domain::Room room = world.room(mimosa);
  std::string preview = "/organiser/copy?copy_from=2026-12-01&copy_to=2026-12-31&copy_first=2027-02-02";
};

TEST_F(CopyInRooms, a_date_whose_room_is_taken_is_shown_with_what_takes_it_and_is_not_ticked) {
  const auto dates = world.weekly(in_room("2026-12-01T15:00", "Kahvila"), 4).events;
  const auto other = world.event(in_room("2027-02-09T16:00", "Vuosikokous"));
  const std::string page = organiser.get(preview).text;
  EXPECT_THAT(page, AllOf(HasSubstr(held_mark(id(dates[0]), true)), HasSubstr(held_mark(id(dates[1]), false)),
                          HasSubstr("1 päivän tila on jo varattu"), HasSubstr("<a href=\"" + address(other) + "\">")));
  EXPECT_EQ(organiser.post("/organiser/copy", form({dates[0], dates[2]})).status, 303);
}

TEST_F(CopyInRooms, after_a_room_was_taken_meanwhile_the_ticks_stay_and_the_next_press_copies_the_rest) {
  const auto dates = world.weekly(in_room("2026-12-01T15:00", "Kahvila"), 4).events;
  (void)world.event(in_room("2027-02-09T16:00", "Vuosikokous"));
  (void)world.event(in_room("2027-02-16T16:00", "Kevätkokous"));
  const Answer refused = organiser.post("/organiser/copy", form({dates[0], dates[1], dates[2]}));
  EXPECT_EQ(refused.status, 409);
  EXPECT_THAT(refused.text, AllOf(HasSubstr(held_mark(id(dates[0]), true)), HasSubstr(held_mark(id(dates[1]), false)),
                                  HasSubstr(held_mark(id(dates[2]), false)), HasSubstr(held_mark(id(dates[3]), false)),
                                  HasSubstr("2 päivän tila on jo varattu")));
  const std::string said = "Tila on silloin jo varattu";
  EXPECT_EQ(refused.text.find(said), refused.text.rfind(said)) << "said once";
  EXPECT_THAT(world.events(), SizeIs(6));
  EXPECT_EQ(organiser.post("/organiser/copy", form({dates[0]})).status, 303);
}

TEST_F(CopyInRooms, a_draft_of_another_organisation_that_takes_the_room_is_not_named) {
  const auto dates = world.weekly(in_room("2026-12-01T15:00", "Kahvila"), 2).events;
  domain::EventDetails secret = in_room("2027-02-09T16:00", "Salainen kokous");
  secret.organisers = {{*world.organiser("Mikseri").organisation, "Mikseri"}};
  secret.publication_status = domain::PublicationStatus::draft;
  (void)world.event(secret);
  EXPECT_THAT(organiser.get(preview).text,
              AllOf(HasSubstr(held_mark(id(dates[1]), false)), HasSubstr("toisen organisaation tilaisuudelle"),
                    Not(HasSubstr("Salainen kokous"))));
}

TEST_F(CopyInRooms, of_two_copies_that_would_meet_in_a_room_one_says_so_and_is_not_ticked) {
  const auto dates = world.weekly(in_room("2026-12-01T15:00", "Kahvila"), 4).events;
  (void)domain::edit_event(*world.ports, world.admin, dates[1].id, [&](domain::EventDetails& details) {
    details.start_time = world.local("2026-12-08T09:00");
    details.end_time = world.local("2026-12-08T11:00");
  });
  const auto single = world.event(in_room("2026-12-08T15:00", "Vuosikokous"));
  const std::string page = organiser.get(preview).text;
  const auto held = [&](const domain::Event& event) { return page.find(held_mark(id(event), true)) != page.npos; };
  EXPECT_NE(held(dates[1]), held(single));
  EXPECT_THAT(page, AllOf(HasSubstr("toinen näistä kopioista"), HasSubstr("1 päivän tila on jo varattu")));
}

TEST_F(OrganiserCopy, a_series_is_copied_from_its_page) {
  const auto dates = tuesdays();
  const std::string id = std::to_string(dates[0].super_event->value);
  const Answer question = organiser.get("/organiser/copy?series=" + id);
  EXPECT_THAT(question.text, HasSubstr("value=\"2026-12-29\""));
  service::Fields form{{"series", id}, {"copy_first", "2027-01-12"}};
  for (const auto& date : dates) form.emplace_back("held", std::to_string(date.id.value));
  const Answer saved = organiser.post("/organiser/copy", form);
  EXPECT_THAT(saved.header("Location"), HasSubstr("/organiser/series/"));
  EXPECT_EQ(local(world.events().back().start_time), "2027-02-02T15:00");
}

TEST_F(OrganiserCopy, of_a_date_that_differed_the_fields_are_named_in_which_its_copy_does_not) {
  const auto dates = world.weekly(world.details("2026-12-01T15:00"), 5).events;
  const std::string copies = "/organiser/copy?series=" + std::to_string(dates[0].super_event->value);
  EXPECT_THAT(organiser.get(copies + "&copy_first=2027-01-12").text, Not(HasSubstr("niin kuin useimpina")));
  (void)domain::edit_event(*world.ports, world.admin, dates[0].id, [&](domain::EventDetails& details) {
    details.name = {{domain::LanguageTag("fi"), "Aloitusilta"}};
    details.location.name = "Kirjasto";
  });
  // Half an hour later from here on: each keeps its own time, and nothing is said of it.
  for (const std::size_t i : {2U, 3U, 4U}) {
    (void)domain::edit_event(*world.ports, world.admin, dates[i].id, [](domain::EventDetails& details) {
      details.start_time += std::chrono::minutes{30};
      details.end_time += std::chrono::minutes{30};
    });
  }
  const std::string page = organiser.get(copies + "&copy_first=2027-01-12").text;
  const std::string said = "Kopiossa niin kuin useimpina päivinä:";
  EXPECT_THAT(page, HasSubstr(said + " Paikka, Nimi</span>"));
  EXPECT_EQ(page.find(said), page.rfind(said));
  EXPECT_THAT(page, Not(HasSubstr("oli siirretty")));
}

TEST_F(OrganiserCopy, a_date_that_fell_out_on_a_holiday_is_offered_with_the_reason_and_made_when_it_is_ticked) {
  // 13.10.2026 is in Mikkeli's autumn holiday.
  domain::SeriesDraft draft;
  draft.details = world.details("2026-09-29T15:00");
  draft.recurrence = "FREQ=WEEKLY;COUNT=4";
  for (const char* day : {"2026-09-29T15:00", "2026-10-06T15:00", "2026-10-20T15:00", "2026-10-27T15:00"}) {
    draft.starts.push_back(world.zones.to_local(world.local(day), domain::default_time_zone));
  }
  const auto series = domain::create_series(*world.ports, world.admin, draft).series.id;
  const std::string copies = "/organiser/copy?series=" + std::to_string(series.value) + "&copy_first=";
  const auto key = [&](const std::string& page) {
    const std::size_t at = page.find("value=\"left_out.") + 7;
    return page.substr(at, page.find('"', at) - at);
  };
  const std::string spring = organiser.get(copies + "2027-02-02").text;
  EXPECT_THAT(spring, AllOf(HasSubstr("uusi: ti 13.10.2026 jäi viimeksi pois (Syysloma)"),
                            HasSubstr(held_mark(key(spring), true)), HasSubstr("Mukana ovat myös päivät"),
                            HasSubstr("mukana 1 päivä, joka jäi viimeksi pois</span></summary>")));
  // In a year it is about then again, and nobody has said when.
  const std::string year = organiser.get(copies + "2027-09-28").text;
  EXPECT_THAT(year, HasSubstr(held_mark(key(year), false)));
  EXPECT_EQ(organiser
                .post("/organiser/copy",
                      {{"series", std::to_string(series.value)}, {"copy_first", "2027-02-02"}, {"held", key(spring)}})
                .status,
            303);
  EXPECT_EQ(local(world.events().back().start_time), "2027-02-16T15:00");
}

TEST_F(OrganiserCopy, it_is_told_until_when_school_holidays_are_known_where_copies_are_later) {
  (void)tuesdays();
  const std::string season = "/organiser/copy?copy_from=2026-12-01&copy_to=2026-12-31&copy_first=";
  EXPECT_THAT(organiser.get(season + "2027-02-02").text,
              HasSubstr("koulujen lomista tunnetaan viimeisenä tämä päivä: keskiviikko 6. tammikuuta 2027."));
  EXPECT_THAT(organiser.get(season + "2026-12-08").text, Not(HasSubstr("lomista tunnetaan")));
}

TEST_F(OrganiserCopy, a_new_event_may_begin_as_an_earlier_one_of_the_own_organisation) {
  const auto dates = tuesdays();
  const std::string last = std::to_string(dates.back().id.value);
  const std::string form = organiser.get("/organiser/events/new").text;
  EXPECT_THAT(form, HasSubstr("<option value=\"" + last + "\">Työnhakuinfo</option>"));
  EXPECT_THAT(form, Not(HasSubstr("<option value=\"" + std::to_string(dates.front().id.value) + "\"")));
  EXPECT_THAT(organiser.get("/organiser/events/new?from=" + last).text, Not(HasSubstr("<option value=\"" + last)));
  EXPECT_THAT(world.sign_in(Role::organiser, "Mikseri").get("/organiser/events/new").text,
              Not(HasSubstr("name=\"from\"")));
}

TEST_F(OrganiserCopy, one_event_is_copied_into_a_new_form) {
  const domain::Event event = world.event("2026-12-01T15:00", 12);
  const Answer form = organiser.get("/organiser/events/new?from=" + std::to_string(event.id.value));
  EXPECT_THAT(form.text, AllOf(HasSubstr("value=\"2026-12-08\""), HasSubstr("value=\"12\""),
                               HasSubstr("name=\"publication_status\" type=\"radio\" value=\"draft\" checked")));
  EXPECT_THAT(form.text, HasSubstr("action=\"/organiser/events\""));
  EXPECT_EQ(world.sign_in(Role::organiser, "Mikseri")
                .get("/organiser/events/new?from=" + std::to_string(event.id.value))
                .status,
            403);
}

}  // namespace
