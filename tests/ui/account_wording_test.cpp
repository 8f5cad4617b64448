#include "tests/ui/wordings.hpp"

namespace ui {
namespace {

using namespace test;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// Emails to people who sign in, and what a room says in the emails of an event.
class AccountWordings : public Wordings {
 protected:
  AccountWordings() {
    link.email = domain::EmailAddress("minna@example.org");
    link.expires_time = now + std::chrono::hours{24 * 7};
    approval.reason = "Osoite puuttuu: <b>lisää</b> se";
    room.directions = {{LanguageTag("fi"), "Sininen ovi pihalta"}, {LanguageTag("ar"), "الباب الأزرق"}};
  }
  domain::Words about_link(MessageKind kind, domain::LinkPurpose purpose, const char* language = "fi") {
    link.purpose = purpose;
    domain::MessageFacts facts;
    facts.kind = kind;
    facts.channel = Channel::email;
    facts.language = LanguageTag(language);
    facts.account_link = &link;
    facts.token = token;
    return wording().word(facts);
  }
  domain::Words about_submission(MessageKind kind, const char* language) {
    domain::MessageFacts facts;
    facts.kind = kind;
    facts.channel = Channel::email;
    facts.language = LanguageTag(language);
    facts.event = &event;
    facts.approval = &approval;
    return wording().word(facts);
  }
  domain::Words in_room(MessageKind kind, const char* language) {
    domain::MessageFacts facts;
    facts.kind = kind;
    facts.channel = Channel::email;
    facts.language = LanguageTag(language);
    facts.event = &event;
    facts.room = &room;
    facts.registration = &registration;
    facts.token = token;
    return wording().word(facts);
  }
  MessageWording wording() { return {pages(), clock, {"https://kutsu.example.org", "Kutsu", false}, {}}; }

  domain::AccountLink link;
  domain::Approval approval;
  domain::Room room;
};

TEST_F(AccountWordings, ask_at_a_new_address_whether_it_is_theirs) {
  const auto words = about_link(MessageKind::account_email_proof, domain::LinkPurpose::email);
  EXPECT_EQ(words.subject, "Vahvista osoitteesi: Kutsu");
  EXPECT_THAT(words.text, HasSubstr("https://kutsu.example.org/organiser/email/" + token));
  EXPECT_THAT(words.html, HasSubstr("href=\"https://kutsu.example.org/organiser/email/" + token));
}

TEST_F(AccountWordings, tell_the_old_address_without_a_link_and_without_the_new_one) {
  const auto words = about_link(MessageKind::account_email_changed, domain::LinkPurpose::email, "en");
  EXPECT_EQ(words.subject, "Your email address was changed: Kutsu");
  for (const std::string& text : {words.text, words.html}) {
    EXPECT_THAT(text, Not(HasSubstr(token)));
    EXPECT_THAT(text, Not(HasSubstr("minna@example.org")));
    EXPECT_THAT(text, HasSubstr("tell your organisation"));
  }
}

TEST_F(AccountWordings, tell_of_a_decision_with_the_reason_and_the_way_to_the_event) {
  const auto returned = about_submission(MessageKind::submission_returned, "fi");
  EXPECT_THAT(returned.subject, HasSubstr("Palautettu sinulle: Työnhakuinfo: kesätyöt"));
  EXPECT_THAT(returned.text, HasSubstr("Syy: Osoite puuttuu: <b>lisää</b> se"));
  EXPECT_THAT(returned.html, HasSubstr("<bdi>Osoite puuttuu: &lt;b&gt;lisää&lt;/b&gt; se</bdi>"));
  EXPECT_THAT(returned.text, HasSubstr("/organiser/events/" + std::to_string(event.id.value)));
  for (const char* language : {"en", "ar"}) {
    const auto approved = about_submission(MessageKind::submission_approved, language);
    EXPECT_THAT(approved.subject, Not(IsEmpty()));
    EXPECT_THAT(approved.text, Not(HasSubstr("Osoite puuttuu"))) << "no reason of an earlier return";
  }
}

TEST_F(AccountWordings, call_an_event_by_its_neutral_name_alone) {
  event.neutral_name = {{LanguageTag("fi"), "Ryhmä"}};
  const auto words = about_submission(MessageKind::submission_returned, "fi");
  EXPECT_THAT(words.subject, HasSubstr("Ryhmä"));
  EXPECT_THAT(words.subject + words.text + words.html, Not(HasSubstr("Työnhakuinfo")));
}

TEST_F(AccountWordings, tell_the_way_to_a_room_in_the_reader_s_language) {
  EXPECT_THAT(in_room(MessageKind::reminder, "fi").text, HasSubstr("Miten pääsen sinne: Sininen ovi pihalta"));
  EXPECT_THAT(in_room(MessageKind::reminder, "ar").html, HasSubstr("<bdi>الباب الأزرق</bdi>"));
  EXPECT_THAT(in_room(MessageKind::registration_confirmed, "fi").html, HasSubstr("Sininen ovi pihalta"));
  EXPECT_THAT(in_room(MessageKind::event_cancelled, "fi").text, Not(HasSubstr("Sininen ovi")));
  event.location.online_url = "https://example.org/kokous";
  EXPECT_THAT(in_room(MessageKind::reminder, "fi").text, Not(HasSubstr("Sininen ovi")));
}

}  // namespace
}  // namespace ui
