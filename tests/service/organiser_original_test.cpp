#include <gmock/gmock.h>

#include "domain/copy_events.hpp"
#include "tests/service/series_in_console.hpp"

// Who will see a copy, in the console: as the original, or as somebody chooses.
namespace {

using domain::PublicationStatus;
using fixtures::Answer;
using testing::AllOf;
using testing::Each;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class OrganiserOriginal : public fixtures::SeriesInConsole {
 protected:
  std::vector<domain::Event> series(PublicationStatus status) {
    domain::EventDetails details = world.details("2026-12-01T15:00");
    details.publication_status = status;
    return world.weekly(details, 2).events;
  }
  std::vector<domain::Event> copies_of(const std::vector<domain::Event>& dates) {
    return domain::copy_events(
        *world.ports, world.admin,
        domain::plan_copies(*world.ports, world.admin, *dates.front().super_event, std::chrono::weeks{10}));
  }
  std::vector<PublicationStatus> statuses(const std::vector<domain::Event>& dates) {
    std::vector<PublicationStatus> all;
    for (const domain::Event& date : dates) all.push_back(world.now(date).publication_status);
    return all;
  }
  static service::Fields drafts(const std::vector<domain::Event>& dates, const std::string& as) {
    service::Fields fields{{"action", "publish"}, {"publication_status", as}};
    for (const domain::Event& date : dates) fields.emplace_back("event", std::to_string(date.id.value));
    return fields;
  }
};

TEST_F(OrganiserOriginal, of_an_event_that_is_copied_alone_is_known_of_its_copy) {
  const domain::Event group = series(PublicationStatus::unlisted).front();
  const std::string like = std::to_string(group.id.value);
  ASSERT_THAT(organiser.get("/organiser/events/new?from=" + like).text, HasSubstr("name=\"like\" value=\"" + like));
  const std::string made =
      organiser.post("/organiser/events", with(form_of(group), {{"like", like}, {"publication_status", "draft"}}))
          .header("Location");
  EXPECT_THAT(organiser.get(made.substr(0, made.find('?'))).text,
              AllOf(HasSubstr("Alkuperäisen näkivät vain ne"),
                    HasSubstr("main-action\" name=\"publication_status\" value=\"unlisted\"")));
}

TEST_F(OrganiserOriginal, that_is_not_known_has_no_button_that_makes_everybody_see_the_copy_unasked) {
  const auto copies = copies_of(series(PublicationStatus::draft));
  EXPECT_THAT(organiser.get(address(copies.front())).text,
              AllOf(HasSubstr("Valitse, ketkä näkevät tämän"), HasSubstr("value=\"public\""),
                    Not(HasSubstr("main-action\" name=\"publication_status\""))));
  const std::string page = address(copies.front().super_event.value());
  EXPECT_THAT(
      organiser.get(page).text,
      AllOf(HasSubstr("Valitse, ketkä näkevät tämän"), HasSubstr("name=\"publication_status\" value=\"public\""),
            HasSubstr("name=\"publication_status\" value=\"unlisted\""),
            HasSubstr("name=\"publication_status\" value=\"staff\""), Not(HasSubstr("value=\"as_original\""))));
  const Answer refused = organiser.post(page + "/publish", {{"publication_status", "as_original"}});
  EXPECT_EQ(refused.status, 409);
  EXPECT_THAT(refused.text, HasSubstr("Valitse, ketkä näkevät luonnokset"));
  organiser.post(page + "/publish", {{"publication_status", "staff"}});
  EXPECT_THAT(statuses(copies), Each(PublicationStatus::staff));
}

TEST_F(OrganiserOriginal, that_is_not_known_is_chosen_before_drafts_are_published_together) {
  const auto copies = copies_of(series(PublicationStatus::draft));
  const std::string page = organiser.get("/organiser/drafts").text;
  EXPECT_THAT(page, AllOf(HasSubstr("Valitse, ketkä näkevät tämän"), HasSubstr("<option value=\"\">Valitse</option>"),
                          HasSubstr("name=\"event\" value=\"" + std::to_string(copies[0].id.value) + "\" checked"),
                          HasSubstr("4 tilaisuutta julkaistaan.")));
  EXPECT_LT(page.find("<option value=\"\""), page.find("<option value=\"public\"")) << "at first nothing is chosen";
  const Answer refused = organiser.post("/organiser/drafts", drafts(copies, ""));
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.text, HasSubstr("href=\"#publication_status\""));
  EXPECT_THAT(refused.text, HasSubstr("name=\"event\" value=\"" + std::to_string(copies[0].id.value) + "\" checked"));
  EXPECT_THAT(statuses(copies), Each(PublicationStatus::draft));
  organiser.post("/organiser/drafts", drafts(copies, "as_original"));
  EXPECT_THAT(statuses(copies), Each(PublicationStatus::draft));
  organiser.post("/organiser/drafts", drafts(copies, "unlisted"));
  EXPECT_THAT(statuses(copies), Each(PublicationStatus::unlisted));
}

}  // namespace
