#include <gmock/gmock.h>

#include "domain/manage_registration.hpp"
#include "tests/service/console_world.hpp"

namespace service {
namespace {

using fixtures::Answer;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string secret = "what-kannel-alone-knows";
const std::string route = "/api/v1/incoming-sms/kannel";
const std::string first = "+358405550101";

class IncomingSms : public testing::Test {
 protected:
  IncomingSms() { world.settings.sms.incoming_secret = secret; }

  // As Kannel 1.4.5 posts it.
  Answer bring(const std::string& text, const std::string& charset = "UTF-8",
               const std::string& from = "+358405550123") {
    return world.call("POST", route + "?secret=" + secret + "&id=" + std::to_string(++messages_), text,
                      {{"Content-Type", "text/plain; charset=\"" + charset + "\""},
                       {"User-Agent", "Kannel/1.4.5"},
                       {"X-Kannel-From", from},
                       {"X-Kannel-To", "13013"},
                       {"X-Kannel-Coding", charset == "UTF-8" ? "0" : "2"}});
  }
  domain::RegistrationStatus status() { return world.now(receipt.registration).status; }
  std::string inbox() { return world.sign_in(domain::Role::admin).get("/organiser/inbox").text; }

  fixtures::ConsoleWorld world;
  domain::Event event = world.event("2026-12-01T15:00", 10);
  domain::RegistrationReceipt receipt = world.register_party(event);

 private:
  int messages_ = 0;
};

TEST_F(IncomingSms, acts_on_what_somebody_answered_and_sends_nothing_back_by_itself) {
  const Answer answer = bring("PERU");
  EXPECT_EQ(answer.status, 202);
  EXPECT_THAT(answer.text, IsEmpty());
  EXPECT_EQ(status(), domain::RegistrationStatus::cancelled);
}

TEST_F(IncomingSms, reads_utf_16_as_phones_send_other_scripts) {
  EXPECT_EQ(bring(std::string("\x06\x25\x06\x44\x06\x3A\x06\x27\x06\x21", 10), "UTF-16BE").status, 202);
  EXPECT_EQ(status(), domain::RegistrationStatus::cancelled);
}

TEST_F(IncomingSms, is_taken_only_with_the_secret_and_only_by_post) {
  const fixtures::Headers headers{{"Content-Type", "text/plain"}, {"X-Kannel-From", "+358405550123"}};
  EXPECT_EQ(world.call("POST", route, "PERU", headers).status, 404);
  EXPECT_EQ(world.call("POST", route + "?secret=", "PERU", headers).status, 404);
  EXPECT_EQ(world.call("POST", route + "?secret=" + secret + "x", "PERU", headers).status, 404);
  EXPECT_EQ(world.call("GET", route + "?secret=" + secret + "&text=PERU", "", headers).status, 405);
  world.settings.sms.incoming_secret.clear();
  EXPECT_EQ(world.call("POST", route + "?secret=", "PERU", headers).status, 404);
  EXPECT_EQ(world.call("POST", route, "PERU", headers).status, 404);
  EXPECT_EQ(status(), domain::RegistrationStatus::confirmed);
}

TEST_F(IncomingSms, from_nobody_that_can_be_called_is_taken_and_forgotten) {
  EXPECT_EQ(bring("Tarjous!", "UTF-8", "Operaattori").status, 202);
  EXPECT_EQ(bring("Tarjous!", "UTF-8", "").status, 202);
  EXPECT_THAT(inbox(), Not(HasSubstr("Tarjous")));
}

// An answer may make messages that cost money; the gateway is told nothing, or it would bring it again.
TEST_F(IncomingSms, of_one_number_ten_an_hour_are_heard) {
  for (int i = 0; i < 10; ++i) EXPECT_EQ(bring("Viesti " + std::to_string(i), "UTF-8", first).status, 202);
  EXPECT_EQ(bring("Liikaa", "UTF-8", first).status, 202);
  EXPECT_EQ(bring("Toiselta", "UTF-8", "+358405550102").status, 202);
  EXPECT_THAT(inbox(), AllOf(HasSubstr("Viesti 9"), HasSubstr("Toiselta"), Not(HasSubstr("Liikaa"))));
  world.clock.set(world.clock.now() + std::chrono::hours{1});
  EXPECT_EQ(bring("Myöhemmin", "UTF-8", first).status, 202);
  EXPECT_THAT(inbox(), HasSubstr("Myöhemmin"));
}

TEST_F(IncomingSms, what_no_rule_understands_is_read_by_the_organisers_and_marked_as_taken_care_of) {
  EXPECT_EQ(bring("Tulen <b>myöhässä</b>").status, 202);
  auto organiser = world.sign_in(domain::Role::organiser, "Mimosa");
  const std::string page = organiser.get("/organiser/inbox?lang=en").text;
  EXPECT_THAT(page, HasSubstr("Tulen &lt;b&gt;myöhässä&lt;/b&gt;"));
  EXPECT_THAT(page, HasSubstr("<a dir=\"ltr\" href=\"tel:+358405550123\">+358 40 555 0123</a>"));
  EXPECT_THAT(page, HasSubstr("<b><bdi>" + world.request(event).contact.name + "</bdi></b>"));
  EXPECT_THAT(page, HasSubstr("/organiser/events/" + std::to_string(event.id.value)));
  EXPECT_THAT(world.sign_in(domain::Role::organiser, "Mikseri").get("/organiser/inbox").text,
              Not(HasSubstr("myöhässä")));
  EXPECT_EQ(world.sign_in(domain::Role::door).get("/organiser/inbox").status, 403);

  const std::string form = "/organiser/inbox/";
  const auto at = page.find(form);
  ASSERT_NE(at, std::string::npos);
  const std::string address = page.substr(at, page.find('"', at) - at);
  const Answer after = organiser.post_and_follow(address);
  EXPECT_EQ(after.status, 200);
  EXPECT_THAT(after.text, Not(HasSubstr(address)));
  EXPECT_THAT(after.text, HasSubstr("myöhässä"));
}

TEST(Settings, say_whether_an_sms_can_be_answered) {
  SmsSettings sms;
  sms.sender = "+358405550100";
  EXPECT_FALSE(sms.can_be_answered());
  sms.incoming_secret = secret;
  EXPECT_TRUE(sms.can_be_answered());
  sms.sender = "13013";
  EXPECT_TRUE(sms.can_be_answered());
  for (const char* sender : {"", "+", "Kutsu", "+358 40"}) {
    sms.sender = sender;
    EXPECT_FALSE(sms.can_be_answered()) << sender;
  }
}

}  // namespace
}  // namespace service
