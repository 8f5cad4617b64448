#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/invitations.hpp"
#include "tests/service/console_world.hpp"

namespace {

using domain::Role;
using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class OrganiserInvitations : public testing::Test {
 protected:
  OrganiserInvitations() {
    domain::EventDetails details = world.details("2026-12-01T15:00");
    details.invited_only = true;
    event = world.event(details);
  }
  std::string address() const { return "/organiser/events/" + std::to_string(event.id.value) + "/invitations"; }
  Answer invite(const std::string& contacts) {
    return organiser.post(address(), {{"contacts", contacts}, {"language", "fi"}});
  }
  std::string link_on(const std::string& page) {
    const std::string mark = "https://kutsu.example.org/i/";
    const std::size_t at = page.find(mark);
    return page.substr(at, page.find('<', at) - at);
  }

  ConsoleWorld world;
  domain::Event event;
  Browser organiser = world.sign_in(Role::organiser);
};

TEST_F(OrganiserInvitations, pasted_contacts_are_invited_in_their_languages_and_those_without_get_no_message) {
  const Answer page = organiser.get(invite("Amir; 0405550101; arabia\nHodan").header("Location"));
  EXPECT_THAT(page.text, HasSubstr("Amir"));
  EXPECT_THAT(page.text, HasSubstr("arabia"));
  EXPECT_THAT(page.text, HasSubstr("Hodan"));
  EXPECT_THAT(page.text, HasSubstr("tekstiviesti: odottaa"));
  EXPECT_THAT(page.text, HasSubstr("Ei lähetetty: anna linkki itse."));
  EXPECT_THAT(world.pending(event), ElementsAre(HasSubstr("sms invitation")));
}

TEST_F(OrganiserInvitations, a_link_is_shown_as_text_and_is_good_for_one_party) {
  invite("Hodan");
  const std::string link = link_on(organiser.get(address()).text);
  const std::string token = link.substr(link.rfind('/') + 1);
  auto request = world.request(event);
  request.invitation_token = token;
  (void)domain::register_participants(*world.ports, request);
  const std::string page = organiser.get(address()).text;
  EXPECT_THAT(page, HasSubstr("Ilmoittautunut"));
  EXPECT_THAT(page, HasSubstr("#registration-"));
  EXPECT_THAT(page, Not(HasSubstr("/revoke\"")));
}

TEST_F(OrganiserInvitations, revoking_ends_the_link) {
  invite("Hodan");
  const std::string link = link_on(organiser.get(address()).text);
  const std::string token = link.substr(link.rfind('/') + 1);
  const Answer page = organiser.post_and_follow("/organiser/invitations/1/revoke");
  EXPECT_THAT(page.text, HasSubstr("Kutsu peruttu"));
  EXPECT_THAT(page.text, Not(HasSubstr(token)));
  EXPECT_EQ(fixtures::problem_of([&] { (void)domain::view_invitation(*world.ports, token); }), "not_found");
}

TEST_F(OrganiserInvitations, what_cannot_be_read_is_told_by_line_and_nobody_is_invited) {
  const Answer answer = invite("Amir; 0405550101\nLayla; 0405550102; klingon kieli\n;");
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.text, HasSubstr("Rivi 2, ”klingon kieli”"));
  EXPECT_THAT(answer.text, HasSubstr("Tämä ei ole puhelinnumero, sähköposti eikä kieli."));
  EXPECT_THAT(answer.text, HasSubstr("Layla; 0405550102; klingon kieli"));
  std::vector<domain::Invitation> made;
  world.store->read([&](const domain::Snapshot& snapshot) { made = snapshot.invitations().of_event(event.id); });
  EXPECT_TRUE(made.empty());
  EXPECT_EQ(invite("  ").status, 400);
}

TEST_F(OrganiserInvitations, the_page_says_where_an_invitation_is_not_needed_or_not_sent) {
  const domain::Event open = world.event("2026-12-02T15:00");
  EXPECT_THAT(organiser.get("/organiser/events/" + std::to_string(open.id.value) + "/invitations").text,
              HasSubstr("voi ilmoittautua ilman kutsuakin"));
  domain::EventDetails details = world.details("2026-12-03T15:00");
  details.publication_status = domain::PublicationStatus::draft;
  const domain::Event draft = world.event(details);
  EXPECT_THAT(organiser.get("/organiser/events/" + std::to_string(draft.id.value) + "/invitations").text,
              HasSubstr("Tilaisuus on luonnos"));
}

}  // namespace
