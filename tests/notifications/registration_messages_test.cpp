#include <gmock/gmock.h>

#include "domain/edit_series.hpp"
#include "domain/expire.hpp"
#include "domain/invitations.hpp"
#include "domain/manage_registration.hpp"
#include "notifications/dispatcher.hpp"
#include "tests/notifications/dispatch_parts.hpp"

namespace notifications {
namespace {

using domain::PhoneNumber;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using namespace std::chrono_literals;

// What each step of registering sends, through the real outbox.
class RegistrationMessages : public testing::Test {
 protected:
  domain::EventDetails details(const std::string& start = "2026-12-01T15:00") {
    auto wanted = world.details(start);
    wanted.reminders.clear();
    return wanted;
  }
  domain::RegistrationReceipt sign_up(const domain::Event& event, const char* phone = "+358405550101") {
    return domain::register_participants(*world.ports, request(event, phone));
  }
  domain::RegistrationRequest request(const domain::Event& event, const char* phone = "+358405550101") {
    auto wanted = world.request(event);
    wanted.contact.phone = PhoneNumber(phone);
    wanted.contact.email.reset();
    return wanted;
  }
  // What is sent now, by SMS.
  std::vector<std::string> sent() {
    const auto before = sms.taken().size();
    Dispatcher(*world.ports, wording, sms, email, {}, {}).run_once();
    std::vector<std::string> texts;
    const auto all = sms.taken();
    for (auto i = before; i < all.size(); ++i) texts.push_back(all[i].recipient + " " + all[i].words.text);
    return texts;
  }

  fixtures::World world;
  test::ShortWording wording;
  test::Gateway sms;
  test::Gateway email;
};

TEST_F(RegistrationMessages, the_code_goes_at_once_and_alone_even_at_night) {
  auto wanted = details();
  wanted.phone_code_required = true;
  const auto event = world.event(wanted);
  world.clock.set(world.local("2026-11-23T23:00"));
  const auto receipt = sign_up(event);
  const std::string code = domain::phone_code(*world.secrets, receipt.registration);
  EXPECT_THAT(sent(), ElementsAre(HasSubstr("phone_code Työnhakuinfo " + receipt.manage_token + " code " + code)));
  (void)domain::verify_phone(*world.ports, receipt.manage_token, code);
  EXPECT_THAT(sent(), IsEmpty());
  world.clock.set(world.local("2026-11-24T08:00"));
  EXPECT_THAT(sent(), ElementsAre(HasSubstr("registration_confirmed")));
}

TEST_F(RegistrationMessages, a_code_that_waited_for_a_gateway_is_not_sent_once_its_time_is_over) {
  auto wanted = details();
  wanted.phone_code_required = true;
  (void)sign_up(world.event(wanted));
  world.clock.set(world.clock.now() + 15min);
  EXPECT_THAT(sent(), IsEmpty());
}

TEST_F(RegistrationMessages, links_asked_for_at_dusk_do_not_wait_for_the_morning) {
  const auto event = world.event(details());
  const auto receipt = sign_up(event);
  (void)sent();
  world.clock.set(world.local("2026-11-23T19:59"));
  EXPECT_EQ(domain::send_links_again(*world.ports, PhoneNumber("+358405550101"), {}), 1);
  world.clock.set(world.local("2026-11-23T20:01"));
  EXPECT_THAT(sent(), ElementsAre("+358405550101 manage_link Työnhakuinfo " + receipt.manage_token));
}

TEST_F(RegistrationMessages, an_offer_its_end_and_the_next_offer_are_told_to_whom_they_concern) {
  auto wanted = details();
  wanted.maximum_attendee_capacity = 1;
  wanted.waiting_list_capacity = 5;
  wanted.waiting_list_offer = 2h;
  const auto event = world.event(wanted);
  const auto first = sign_up(event, "+358405550101");
  (void)sign_up(event, "+358405550102");
  (void)sign_up(event, "+358405550103");
  (void)sent();
  (void)domain::cancel_registration(*world.ports, first.manage_token);
  EXPECT_THAT(sent(), testing::UnorderedElementsAre(HasSubstr("+358405550101 registration_cancelled"),
                                                    HasSubstr("+358405550102 place_offered")));
  world.clock.set(world.clock.now() + 2h);
  EXPECT_EQ(domain::expire_due(*world.ports), 1U);
  EXPECT_THAT(sent(), testing::UnorderedElementsAre(HasSubstr("+358405550102 place_offer_ended"),
                                                    HasSubstr("+358405550103 place_offered")));
}

TEST_F(RegistrationMessages, an_offer_accepted_before_its_message_went_out_is_not_told_any_more) {
  auto wanted = details();
  wanted.maximum_attendee_capacity = 1;
  wanted.waiting_list_capacity = 5;
  wanted.waiting_list_offer = 24h;
  const auto event = world.event(wanted);
  const auto first = sign_up(event, "+358405550101");
  const auto second = sign_up(event, "+358405550102");
  (void)sent();
  world.clock.set(world.local("2026-11-23T22:00"));
  (void)domain::cancel_registration(*world.ports, first.manage_token);
  (void)domain::accept_offer(*world.ports, second.manage_token);
  world.clock.set(world.local("2026-11-24T08:00"));
  EXPECT_THAT(sent(), ElementsAre(HasSubstr("registration_cancelled"), HasSubstr("registration_confirmed")));
}

TEST_F(RegistrationMessages, an_invitation_carries_its_own_link_until_it_is_withdrawn) {
  auto wanted = details();
  wanted.invited_only = true;
  const auto event = world.event(wanted);
  const domain::Contact contact{"Amal", PhoneNumber("+358405550104"), {}, domain::LanguageTag("fi")};
  const auto first = domain::invite(*world.ports, event.id, {contact}, world.admin).front();
  EXPECT_THAT(sent(), ElementsAre("+358405550104 invitation Työnhakuinfo " + first.token));
  EXPECT_EQ(domain::view_invitation(*world.ports, first.token).event.id, event.id);
  const auto second = domain::invite(*world.ports, event.id, {contact}, world.admin).front();
  domain::revoke_invitation(*world.ports, second.invitation.id, world.admin);
  EXPECT_THAT(sent(), IsEmpty());
}

TEST_F(RegistrationMessages, several_dates_make_one_message_that_tells_of_all) {
  const auto series = world.weekly(details("2026-12-01T15:00"), 3);
  const std::vector<domain::EventId> dates = fixtures::ids_of(series.events);
  const auto outcomes = domain::register_for_dates(*world.ports, request(series.events.front()), dates);
  ASSERT_EQ(outcomes.size(), 3U);
  EXPECT_THAT(sent(), ElementsAre(HasSubstr("dates_registered Työnhakuinfo " + outcomes[0].receipt->manage_token +
                                            " dates 3")));
}

TEST_F(RegistrationMessages, dates_cancelled_at_once_make_one_message_that_names_those_cancelled) {
  const auto series = world.weekly(details("2026-12-01T15:00"), 3);
  const std::vector<domain::EventId> dates = fixtures::ids_of(series.events);
  const auto outcomes = domain::register_for_dates(*world.ports, request(series.events.front()), dates);
  (void)sent();
  // The first has begun by now.
  world.clock.set(world.local("2026-12-01T15:30"));
  EXPECT_EQ(domain::cancel_party(*world.ports, outcomes[0].receipt->manage_token), 2);
  EXPECT_THAT(sent(), ElementsAre(testing::AllOf(HasSubstr("dates_cancelled Työnhakuinfo "), HasSubstr(" dates 2"))));
}

TEST_F(RegistrationMessages, dates_that_the_organiser_moves_or_cancels_at_once_make_one_message) {
  const auto series = world.weekly(details("2026-12-01T15:00"), 3);
  const std::vector<domain::EventId> dates = fixtures::ids_of(series.events);
  (void)domain::register_for_dates(*world.ports, request(series.events.front()), dates);
  (void)sent();
  (void)domain::edit_series(*world.ports, world.admin, dates[1], domain::SeriesScope::following,
                            [](domain::EventDetails& changed) { changed.location.name = "Kirjasto"; });
  EXPECT_THAT(sent(), ElementsAre(testing::AllOf(HasSubstr("dates_changed Työnhakuinfo "), HasSubstr(" dates 3"))));
  (void)domain::cancel_series(*world.ports, world.admin, dates[1], domain::SeriesScope::following,
                              {{domain::LanguageTag("fi"), "Sairastapaus"}});
  EXPECT_THAT(sent(), ElementsAre(testing::AllOf(HasSubstr("dates_called_off Työnhakuinfo "), HasSubstr(" dates 2"))));
}

}  // namespace
}  // namespace notifications
