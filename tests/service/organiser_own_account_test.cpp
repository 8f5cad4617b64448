#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/account_links.hpp"
#include "domain/members.hpp"
#include "domain/sign_in.hpp"
#include "tests/service/console_world.hpp"

namespace {

using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;
using testing::HasSubstr;
using testing::Not;

class OwnAccount : public testing::Test {
 protected:
  OwnAccount() {
    const auto organisation = world.organiser("Mimosa").organisation;
    account = domain::create_account(*world.ports, {"minna", "Minna", password, domain::Role::organiser, organisation,
                                                    domain::EmailAddress("minna@example.org")});
    browser = Browser(world, domain::sign_in(*world.ports, "minna", password).session_token);
  }
  // The token in the newest link that proves an address; "" for none.
  std::string proof() {
    std::string token;
    world.store->write([&](domain::Transaction& tx) {
      const domain::Instant later = world.clock.now() + std::chrono::seconds{1};
      for (const domain::Message& message : tx.outbox().claim(later, later, 100)) {
        if (message.kind != domain::MessageKind::account_email_proof) continue;
        const auto link = tx.accounts().find_link(*message.account_link);
        token = world.secrets->derive_token(domain::account_link_purpose, link->link_seed);
      }
    });
    return token;
  }
  std::string email() {
    std::string stored;
    world.store->read(
        [&](const domain::Snapshot& snapshot) { stored = snapshot.accounts().find(account)->email->str(); });
    return stored;
  }
  Answer ask(const std::string& address, const std::string& word) {
    return browser.post("/organiser/account/email?lang=en", {{"email", address}, {"password", word}});
  }

  const std::string password = "sininen lumiukko soutaa";
  ConsoleWorld world;
  domain::AccountId account;
  Browser browser = world.nobody();
};

TEST_F(OwnAccount, is_told_for_whom_an_invitation_is_that_is_opened_while_signed_in) {
  const domain::Principal manager = world.organiser("Valma", domain::Role::manager);
  const auto link = domain::invite_member(*world.ports, manager,
                                          {*manager.organisation, domain::Role::organiser,
                                           domain::EmailAddress("aino@example.org"), domain::LanguageTag("fi")});
  const std::string page =
      browser.get("/organiser/join/" + world.secrets->derive_token(domain::account_link_purpose, link.link_seed)).text;
  EXPECT_THAT(page, HasSubstr("Kutsu lähetettiin osoitteeseen aino@example.org."));
  EXPECT_THAT(page, HasSubstr("Liity käyttäjänä Minna"));
}

TEST_F(OwnAccount, has_a_new_address_once_the_link_sent_there_is_opened) {
  EXPECT_THAT(browser.get("/organiser/account?lang=en").text, HasSubstr("minna@example.org"));
  const Answer asked = ask("uusi@example.org", password);
  EXPECT_EQ(asked.header("Location"), "/organiser/account?done=email_sent");
  const std::string address = "/organiser/email/" + proof();
  const Answer page = world.nobody().get(address + "?lang=en");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.text, HasSubstr("uusi@example.org"));
  EXPECT_EQ(email(), "minna@example.org") << "looking changes nothing";
  EXPECT_EQ(world.nobody().post(address).status, 303);
  EXPECT_EQ(email(), "uusi@example.org");
  EXPECT_EQ(world.nobody().get(address).status, 404);
}

TEST_F(OwnAccount, keeps_its_address_without_the_password_or_a_new_one) {
  const Answer guessed = ask("uusi@example.org", "arvaus");
  EXPECT_EQ(guessed.status, 400);
  EXPECT_THAT(guessed.text, HasSubstr("href=\"#password\""));
  EXPECT_THAT(guessed.text, HasSubstr("value=\"uusi@example.org\""));
  EXPECT_THAT(guessed.text, Not(HasSubstr("arvaus")));
  EXPECT_THAT(ask("no address", password).text, HasSubstr("href=\"#email\""));
  EXPECT_THAT(ask("minna@example.org", password).text, HasSubstr("href=\"#email\""));
  EXPECT_EQ(proof(), "");
}

TEST_F(OwnAccount, is_not_guessed_at_through_its_address) {
  for (int i = 0; i < 5; ++i) (void)ask("uusi@example.org", "arvaus");
  EXPECT_EQ(ask("uusi@example.org", password).status, 429);
}

}  // namespace
