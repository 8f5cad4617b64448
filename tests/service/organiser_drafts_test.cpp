#include <gmock/gmock.h>

#include "domain/organisations.hpp"
#include "tests/service/import_console.hpp"
#include "tests/service/series_in_console.hpp"

// Drafts of a season in the console: published together, or deleted.
namespace {

using domain::PublicationStatus;
using domain::Role;
using fixtures::Answer;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class OrganiserDrafts : public fixtures::SeriesInConsole {
 protected:
  domain::Event draft(const std::string& start, const std::string& name = "Yksittäinen") {
    domain::EventDetails details = world.details(start);
    details.name = {{domain::LanguageTag("fi"), name}};
    details.publication_status = PublicationStatus::draft;
    return world.event(details);
  }
  std::vector<domain::Event> series_of_drafts(int count = 3) {
    domain::EventDetails details = world.details("2026-12-01T15:00");
    details.publication_status = PublicationStatus::draft;
    return world.weekly(details, count).events;
  }
  static std::string id(const domain::Event& event) { return std::to_string(event.id.value); }
  static std::string box(const domain::Event& event, bool ticked) {
    return "name=\"event\" value=\"" + id(event) + "\"" + (ticked ? " checked" : ">");
  }
  PublicationStatus status(const domain::Event& event) { return world.now(event).publication_status; }
};

TEST_F(OrganiserDrafts, the_page_after_copying_a_season_has_the_copies_alone_and_publishes_them_at_once) {
  const auto dates = tuesdays();
  const auto other = draft("2027-08-05T10:00", "Jo aiemmin luonnos");
  service::Fields form{{"copy_from", "2026-12-01"}, {"copy_to", "2026-12-31"}, {"copy_first", "2027-07-31"}};
  for (const auto& date : dates) form.emplace_back("held", id(date));
  const std::string place = organiser.post("/organiser/copy", form).header("Location");
  const Answer page = organiser.get(place);
  EXPECT_THAT(page.text, AllOf(HasSubstr("4 luonnosta"), HasSubstr("Joka viikko: tiistai"),
                               HasSubstr("4 tilaisuutta julkaistaan."), HasSubstr("Kenellekään ei lähetetä viestiä."),
                               Not(HasSubstr("Jo aiemmin luonnos"))));
  auto copies = world.events();
  std::erase_if(copies, [&](const auto& event) {
    return event.publication_status != PublicationStatus::draft || event.id == other.id;
  });
  ASSERT_THAT(copies, SizeIs(4));
  service::Fields ticked{{"action", "publish"}, {"publication_status", "public"}};
  for (const std::size_t i : {0U, 1U, 3U}) ticked.emplace_back("event", id(copies[i]));
  const Answer done = organiser.post_and_follow(place.substr(0, place.find('?')), ticked);
  EXPECT_THAT(done.text, HasSubstr("3 tilaisuutta on julkaistu."));
  EXPECT_EQ(status(copies[0]), PublicationStatus::open_to_all);
  EXPECT_EQ(status(copies[2]), PublicationStatus::draft) << "it was left out";
  EXPECT_EQ(status(other), PublicationStatus::draft);
}

TEST_F(OrganiserDrafts, copied_from_what_is_by_link_say_so_and_become_so_unless_somebody_chooses_otherwise) {
  domain::EventDetails details = world.details("2026-12-01T15:00");
  details.publication_status = PublicationStatus::unlisted;
  const auto dates = world.weekly(details, 2).events;
  EXPECT_THAT(organiser.get("/organiser/drafts").text, Not(HasSubstr("as_original")));
  const service::Fields season{{"copy_from", "2026-12-01"}, {"copy_to", "2026-12-31"}, {"copy_first", "2027-07-31"}};
  service::Fields form = season;
  for (const auto& date : dates) form.emplace_back("held", id(date));
  const std::string place = organiser.post("/organiser/copy", form).header("Location");
  const std::string page = organiser.get(place).text;
  EXPECT_THAT(page, AllOf(HasSubstr("<option value=\"as_original\">"), HasSubstr("Alkuperäisen näkivät vain ne"),
                          HasSubstr("Jos valitset ”Samat, jotka näkivät alkuperäisen”: "
                                    "2 näkyy vain niille, joilla on linkki.")));
  EXPECT_LT(page.find("value=\"as_original\""), page.find("<option value=\"public\"")) << "at first it is chosen";
  EXPECT_EQ(page.find("Alkuperäisen näkivät"), page.rfind("Alkuperäisen näkivät")) << "of all dates at once";
  auto copies = world.events();
  const auto& one = copies[2];
  EXPECT_THAT(organiser.get("/organiser/events/" + id(one) + "/history").text,
              AllOf(HasSubstr("Näkyvyys"), HasSubstr("Linkillä"), HasSubstr("Luonnos")));
  EXPECT_THAT(organiser.get(address(one.super_event.value())).text,
              HasSubstr("value=\"unlisted\">Julkaise 2 luonnosta niille, joilla on linkki"));
  EXPECT_THAT(organiser.get(address(one)).text,
              AllOf(HasSubstr("Alkuperäisen näkivät vain ne"),
                    HasSubstr("main-action\" name=\"publication_status\" value=\"unlisted\"")));
  organiser.post("/organiser/drafts",
                 {{"action", "publish"}, {"publication_status", "as_original"}, {"event", id(one)}});
  EXPECT_EQ(status(one), PublicationStatus::unlisted);
  organiser.post("/organiser/drafts",
                 {{"action", "publish"}, {"publication_status", "public"}, {"event", id(copies[3])}});
  EXPECT_EQ(status(copies[3]), PublicationStatus::open_to_all);
}

TEST_F(OrganiserDrafts, all_or_none_of_an_activity_is_chosen_without_a_script) {
  const auto dates = series_of_drafts();
  const auto single = draft("2026-12-03T10:00");
  const Answer page = organiser.get("/organiser/drafts");
  const std::string key = "s" + std::to_string(dates[0].super_event->value);
  EXPECT_THAT(page.text, AllOf(HasSubstr("name=\"take." + key + "\""), HasSubstr("name=\"take.single\"")));
  std::string all;
  for (const auto& date : dates) all += (all.empty() ? "" : " ") + id(date);
  EXPECT_THAT(page.text, HasSubstr("name=\"of." + key + "\" value=\"" + all + "\""));
  organiser.post("/organiser/drafts", {{"action", "publish"},
                                       {"publication_status", "unlisted"},
                                       {"of." + key, all},
                                       {"take." + key, "all"},
                                       {"of.single", id(single)},
                                       {"take.single", "none"},
                                       {"event", id(single)}});
  for (const auto& date : dates) EXPECT_EQ(status(date), PublicationStatus::unlisted);
  EXPECT_EQ(status(single), PublicationStatus::draft);
  EXPECT_THAT(organiser.post("/organiser/drafts", {{"action", "publish"}}).text, HasSubstr("Merkitse vähintään yksi"));
}

TEST_F(OrganiserDrafts, the_page_keeps_the_ticks_and_the_visibility_that_were_chosen_in_vain) {
  const auto event = draft("2026-12-03T10:00");
  const Answer refused =
      organiser.post("/organiser/drafts", {{"action", "publish"}, {"publication_status", "unlisted"}});
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.text,
              AllOf(HasSubstr("Merkitse vähintään yksi"), HasSubstr(box(event, false)),
                    HasSubstr("<option value=\"unlisted\" selected>"), Not(HasSubstr("1 tilaisuus julkaistaan."))));
  EXPECT_THAT(
      organiser.post("/organiser/drafts", {{"action", "publish"}, {"publication_status", "?"}, {"event", id(event)}})
          .text,
      HasSubstr(box(event, true)));
}

TEST_F(OrganiserDrafts, what_cannot_be_published_is_not_ticked_and_says_why_and_conflicts_and_texts_are_shown) {
  const auto cancelled = draft("2026-12-02T10:00", "Peruttu luonnos");
  (void)domain::cancel_event(*world.ports, world.admin, cancelled.id, {{domain::LanguageTag("fi"), "Sairaus"}});
  domain::EventDetails details = world.details("2026-12-06T10:00");
  details.publication_status = PublicationStatus::draft;
  details.name = {{domain::LanguageTag("fi"), "Itsenäisyyspäivän info"}};
  details.short_description.clear();
  details.in_language = {domain::LanguageTag("so")};
  const auto lacking = world.event(details);
  const Answer page = organiser.get("/organiser/drafts");
  EXPECT_THAT(page.text,
              AllOf(HasSubstr(box(cancelled, false)), HasSubstr("on peruttu: ei julkaista"),
                    HasSubstr(box(lacking, true)), HasSubstr("Käännös puuttuu: somali"), HasSubstr("tsenäisyyspäivä"),
                    HasSubstr("1 tilaisuus julkaistaan."), HasSubstr("1 jää luonnokseksi")));
}

TEST_F(OrganiserDrafts, a_closed_group_says_of_how_many_dates_there_is_a_remark) {
  (void)draft("2026-12-03T10:00");
  EXPECT_THAT(organiser.get("/organiser/drafts").text, HasSubstr("<details open><summary>Päivät</summary>"));
  (void)series_of_drafts(61);
  EXPECT_THAT(organiser.get("/organiser/drafts").text,
              HasSubstr("<details><summary>Päivät <span class=\"why\">3 päivässä huomattavaa</span></summary>"));
}

TEST_F(OrganiserDrafts, where_the_list_is_empty_and_others_are_it_leads_to_them) {
  (void)draft("2026-12-03T10:00");
  const std::string filtered = organiser.get("/organiser/drafts?q=persia").text;
  EXPECT_THAT(filtered, AllOf(HasSubstr("<a href=\"/organiser/drafts\">Näytä 1 muu luonnos</a>"),
                              Not(HasSubstr("Luonnoksia ei ole enää"))));
}

TEST_F(OrganiserDrafts, a_partners_are_handed_in_where_approval_is_wanted) {
  const domain::Principal city = world.organiser("City");
  fixtures::Browser partner = world.sign_in(Role::partner, "Silta");
  domain::Principal silta = world.organiser("Silta", Role::partner);
  domain::Organisation changed{silta.organisation.value(), "Silta", ""};
  changed.approved_by = city.organisation;
  (void)domain::change_organisation(*world.ports, world.admin, changed);
  domain::EventDetails details = world.details("2026-12-03T10:00");
  details.organisers = {{*silta.organisation, "Silta"}};
  details.publication_status = PublicationStatus::draft;
  const auto event = world.event(details);
  EXPECT_THAT(partner.get("/organiser/drafts").text,
              AllOf(HasSubstr("lähetetään hyväksyttäväksi"), HasSubstr("Lähetä merkityt hyväksyttäväksi")));
  const service::Fields all{{"action", "publish"}, {"publication_status", "public"}, {"event", id(event)}};
  EXPECT_THAT(partner.post_and_follow("/organiser/drafts", all).text,
              AllOf(HasSubstr("1 tilaisuus on lähetetty hyväksyttäväksi."), HasSubstr("odottaa jo hyväksymistä")));
  EXPECT_EQ(status(event), PublicationStatus::draft);
}

TEST_F(OrganiserDrafts, the_list_leads_to_its_drafts_with_its_filters) {
  (void)draft("2026-12-03T10:00");
  world.event("2026-12-04T10:00");
  const std::string list = organiser.get("/organiser/?theme=job-seeking&publication=draft").text;
  EXPECT_THAT(list, AllOf(HasSubstr("href=\"/organiser/drafts?theme=job-seeking\""),
                          HasSubstr("Julkaise tai poista 1 luonnos")));
  EXPECT_THAT(organiser.get("/organiser/?publication=public").text, Not(HasSubstr("/organiser/drafts")));
  EXPECT_THAT(world.sign_in(Role::viewer).get("/organiser/").text, Not(HasSubstr("/organiser/drafts")));
  EXPECT_THAT(organiser.get("/organiser/drafts?theme=housing").text, HasSubstr("Tässä ei ole luonnoksia"));
}

TEST_F(OrganiserDrafts, one_draft_is_deleted_after_a_question_and_the_log_keeps_who_did_it) {
  const auto event = draft("2026-12-03T10:00", "Väärä kopio");
  EXPECT_THAT(organiser.get(address(event)).text, HasSubstr(address(event) + "/delete"));
  const Answer question = organiser.get(address(event) + "/delete");
  EXPECT_THAT(question.text, AllOf(HasSubstr("Poista 1 luonnos"), HasSubstr("Väärä kopio")));
  EXPECT_THAT(world.events(), SizeIs(1)) << "asking deletes nothing";
  const Answer gone = organiser.post_and_follow("/organiser/drafts/delete", {{"event", id(event)}});
  EXPECT_THAT(gone.text, HasSubstr("Luonnos on poistettu."));
  EXPECT_THAT(world.events(), IsEmpty());
  EXPECT_EQ(organiser.get(address(event)).status, 404);
  fixtures::Browser admin = world.sign_in(Role::admin);
  EXPECT_THAT(admin.get("/organiser/audit").text, AllOf(HasSubstr("poisti luonnoksen"), HasSubstr("Väärä kopio")));
}

TEST_F(OrganiserDrafts, all_drafts_of_a_series_are_deleted_and_what_was_public_says_why_it_stays) {
  const auto dates = series_of_drafts();
  (void)domain::publish_event(*world.ports, world.admin, dates[1].id, PublicationStatus::open_to_all);
  const Answer question = organiser.get(address(*dates[0].super_event) + "/delete");
  EXPECT_THAT(question.text, AllOf(HasSubstr("Poista 2 luonnosta"), Not(HasSubstr(id(dates[1])))));
  const Answer shown = organiser.get(address(dates[1]) + "/delete");
  EXPECT_THAT(shown.text, AllOf(HasSubstr("Ei ole luonnos"), Not(HasSubstr("action=\"/organiser/drafts/delete\""))));
  // What came in between is said.
  const Answer refused = organiser.post("/organiser/drafts/delete",
                                        {{"event", id(dates[0])}, {"event", id(dates[1])}, {"event", id(dates[2])}});
  EXPECT_EQ(refused.status, 409);
  ASSERT_THAT(world.events(), SizeIs(1));
  EXPECT_EQ(world.events()[0].id, dates[1].id);
}

TEST_F(OrganiserDrafts, who_presses_delete_twice_is_told_that_the_drafts_are_deleted) {
  const auto dates = series_of_drafts();
  const service::Fields both{{"event", id(dates[0])}, {"event", id(dates[1])}};
  const Answer first = organiser.post("/organiser/drafts/delete", both);
  EXPECT_EQ(first.status, 303);
  const Answer again = organiser.post("/organiser/drafts/delete", both);
  EXPECT_EQ(again.status, 303);
  EXPECT_EQ(again.header("Location"), first.header("Location"));
  EXPECT_THAT(world.events(), SizeIs(1));
}

TEST_F(OrganiserDrafts, where_some_drafts_stay_it_is_told_how_many_are_deleted) {
  const auto dates = series_of_drafts();
  (void)domain::publish_event(*world.ports, world.admin, dates[1].id, PublicationStatus::open_to_all);
  const Answer told = organiser.post("/organiser/drafts/delete",
                                     {{"event", id(dates[0])}, {"event", id(dates[1])}, {"event", id(dates[2])}});
  EXPECT_EQ(told.status, 409);
  EXPECT_THAT(told.text, AllOf(HasSubstr("2 luonnosta on poistettu."), HasSubstr("Ei ole luonnos"),
                               Not(HasSubstr("Poista 0 luonnosta"))));
}

TEST_F(OrganiserDrafts, the_ticked_ones_are_deleted_from_the_page_after_a_question) {
  const auto dates = series_of_drafts();
  const Answer question = organiser.post("/organiser/drafts?theme=job-seeking",
                                         {{"action", "delete"}, {"event", id(dates[0])}, {"event", id(dates[2])}});
  EXPECT_THAT(question.text, AllOf(HasSubstr("Poista 2 luonnosta"),
                                   HasSubstr("name=\"back\" value=\"/organiser/drafts?theme=job-seeking\"")));
  EXPECT_THAT(world.events(), SizeIs(3));
  const Answer done = organiser.post(
      "/organiser/drafts/delete",
      {{"back", "/organiser/drafts?theme=job-seeking"}, {"event", id(dates[0])}, {"event", id(dates[2])}});
  EXPECT_EQ(done.header("Location"), "/organiser/drafts?theme=job-seeking&done=drafts_deleted");
  EXPECT_THAT(world.events(), SizeIs(1));
}

class ImportedDrafts : public fixtures::ImportConsole {
 protected:
  static std::string link_in(const std::string& page) {
    const std::size_t at = page.find("/organiser/drafts?events=");
    EXPECT_NE(at, std::string::npos) << page;
    return at == std::string::npos ? "" : page.substr(at, page.find('"', at) - at);
  }
};

TEST_F(ImportedDrafts, the_page_after_an_import_leads_to_what_came_in_as_drafts_and_to_nothing_else) {
  domain::EventDetails earlier = world.details("2026-12-03T10:00");
  earlier.name = {{domain::LanguageTag("fi"), "Jo aiemmin luonnos"}};
  earlier.publication_status = PublicationStatus::draft;
  (void)world.event(earlier);
  world.clock.set(world.clock.now() + std::chrono::minutes{5});
  const Answer taken =
      browser.post(uploaded("Tapahtuma;Milloin;Missä\nKahvila;1.12.2026 15–17;Mimosa\n"), choices("2:created", {"2"}));
  const auto made = world.events();
  const auto cafe = std::ranges::find_if(
      made, [](const auto& event) { return event.name.at(domain::LanguageTag("fi")) == "Kahvila"; });
  ASSERT_NE(cafe, made.end());
  const std::string link = link_in(browser.get(taken.header("Location")).text);
  // A colleague's of the same second is none of them.
  earlier.name = {{domain::LanguageTag("fi"), "Samaan aikaan tehty"}};
  (void)world.event(earlier);
  EXPECT_THAT(browser.get(link).text,
              AllOf(HasSubstr("Kahvila"), HasSubstr("1 luonnos"), Not(HasSubstr("Jo aiemmin luonnos")),
                    Not(HasSubstr("Samaan aikaan tehty"))));
}

TEST_F(ImportedDrafts, the_link_has_every_date_of_what_repeats_what_is_over_too_and_the_rest_when_one_is_deleted) {
  service::Fields fields = choices("2:created 3:created", {"2", "3"});
  fields.emplace_back("c3", "repeats");
  fields.emplace_back("c4", "last_date");
  const Answer taken = browser.post(uploaded("Tapahtuma;Milloin;Missä;Toistuu;Viimeinen kerta\n"
                                             "Kuoro;1.9.2026 15–17;Mimosa;;\n"
                                             "Kahvila;1.12.2026 15–17;Mimosa;viikoittain: ti;15.12.2026\n"),
                                    fields);
  const auto made = world.events();
  ASSERT_THAT(made, SizeIs(4)) << taken.text;
  const std::string done = browser.get(taken.header("Location")).text;
  const std::string link = link_in(done);
  EXPECT_THAT(browser.get(link).text, AllOf(HasSubstr("4 luonnosta"), HasSubstr("Kuoro"), HasSubstr("Kahvila")));
  const auto first = std::ranges::find_if(made, [](const auto& event) { return event.super_event.has_value(); });
  browser.post("/organiser/drafts/delete", {{"event", std::to_string(first->id.value)}});
  EXPECT_THAT(browser.get(link).text, AllOf(HasSubstr("3 luonnosta"), HasSubstr("Kahvila")));
}

}  // namespace
