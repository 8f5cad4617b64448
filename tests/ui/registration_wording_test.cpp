#include "tests/ui/wordings.hpp"
#include "ui/sms_fit.hpp"

namespace ui {
namespace {

using namespace test;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST_F(Wordings, fit_one_segment_and_in_arabic_two) {
  offer_a_place();
  can_be_answered = true;
  for (const auto kind : {MessageKind::place_offered, MessageKind::place_offer_ended, MessageKind::phone_code,
                          MessageKind::manage_link, MessageKind::already_registered, MessageKind::invitation,
                          MessageKind::event_relocated, MessageKind::dates_registered}) {
    for (const char* language : {"fi", "en", "ar"}) {
      const auto text = word(kind, Channel::sms, language).text;
      EXPECT_EQ(sms_size(text).gsm, std::string_view(language) != "ar") << text;
      EXPECT_LE(sms_size(text).parts(), sms_size(text).gsm ? 1U : 2U) << text;
    }
  }
}

TEST_F(Wordings, offer_a_place_until_a_time_in_the_event_s_zone_with_the_ways_to_answer) {
  offer_a_place();
  EXPECT_EQ(word(MessageKind::place_offered, Channel::sms, "en").text,
            "A place is free: Työnhakuinfo: kesätyöt, Mon, 22 Feb at 15:00. Take it by Tue at 12:00: "
            "https://kutsu.example.org/m/ABCDEFGHIJKLMNOPQRSTUV");
  registration.expires_time = *registration.expires_time + std::chrono::days{6};
  EXPECT_THAT(word(MessageKind::place_offered, Channel::sms, "fi").text, HasSubstr("ma 15.2. klo 12.00"));
  offer_a_place();
  can_be_answered = true;
  const auto text = word(MessageKind::place_offered, Channel::sms, "fi").text;
  EXPECT_THAT(text, HasSubstr("Vastaa viimeistään ti klo 12.00: 1=kyllä, 0=ei tai https://kutsu.example.org/m/"));
  EXPECT_THAT(word(MessageKind::place_offered, Channel::sms, "ar").text, HasSubstr("1=نعم 0=لا"));
  const auto mail = word(MessageKind::place_offered, Channel::email, "fi");
  EXPECT_THAT(mail.text, HasSubstr("viimeistään tiistai 9. helmikuuta"));
  EXPECT_THAT(mail.html, HasSubstr("Ota paikka vastaan tai luovu siitä"));
}

TEST_F(Wordings, send_a_code_with_the_page_where_it_is_given_and_what_it_is_for) {
  const auto text = word(MessageKind::phone_code, Channel::sms, "fi").text;
  EXPECT_EQ(text,
            "Kutsu: koodi 123456. Anna se 15 minuutin kuluessa: https://kutsu.example.org/m/ABCDEFGHIJKLMNOPQRSTUV "
            "Työnhakuinfo: kesätyöt, ma 22.2. klo 15.00.");
  EXPECT_THAT(word(MessageKind::phone_code, Channel::sms, "ar").text, HasSubstr("123456"));
  EXPECT_THAT(word(MessageKind::phone_code, Channel::sms, "ar").text,
              HasSubstr("https://kutsu.example.org/m/ABCDEFGHIJKLMNOPQRSTUV\n"));
  event.name[LanguageTag("fi")] = "Työnhakuinfo: kesätyöt, työsopimus ja ensimmäinen palkka Etelä-Savossa";
  for (const char* const language : {"fi", "en", "ar"}) {
    const auto size = sms_size(word(MessageKind::phone_code, Channel::sms, language).text);
    EXPECT_LE(size.parts(), size.gsm ? 1U : 2U) << language;
  }
}

TEST_F(Wordings, send_who_is_registered_already_their_link_and_no_code) {
  EXPECT_EQ(word(MessageKind::already_registered, Channel::sms, "fi").text,
            "Työnhakuinfo: kesätyöt, ma 22.2. klo 15.00: tällä numerolla on jo ilmoittauduttu. Linkkisi: "
            "https://kutsu.example.org/m/ABCDEFGHIJKLMNOPQRSTUV");
  for (const char* const language : {"fi", "en", "ar"}) {
    EXPECT_THAT(word(MessageKind::already_registered, Channel::sms, language).text, Not(HasSubstr("123456")));
  }
}

TEST_F(Wordings, invite_with_the_invitation_s_own_link_also_who_has_no_name) {
  EXPECT_THAT(word(MessageKind::invitation, Channel::sms, "fi").text,
              HasSubstr("Ilmoittaudu: https://kutsu.example.org/i/" + token));
  EXPECT_THAT(word(MessageKind::invitation, Channel::email, "fi").text, HasSubstr("Hei Amal,"));
  invitation.contact.name.clear();
  const auto mail = word(MessageKind::invitation, Channel::email, "fi");
  EXPECT_THAT(mail.text, HasSubstr("Hei,\n"));
  EXPECT_THAT(mail.text, HasSubstr("https://kutsu.example.org/i/" + token));
  EXPECT_THAT(mail.unsubscribe_url, IsEmpty());
}

TEST_F(Wordings, tell_of_several_dates_what_became_of_each) {
  register_for_dates();
  EXPECT_EQ(word(MessageKind::dates_registered, Channel::sms, "fi").text,
            "Työnhakuinfo...: mukana 4 pv, jonossa 1. Ensimmäinen: ma 1.3. klo 15.00, Monikulttuurikeskus Mimosa. "
            "Kaikki: https://kutsu.example.org/m/ABCDEFGHIJKLMNOPQRSTUV");
  const auto mail = word(MessageKind::dates_registered, Channel::email, "fi");
  EXPECT_THAT(mail.text, HasSubstr("- maanantai 22. helmikuuta 2027 15.00–17.00, Monikulttuurikeskus Mimosa, "
                                   "Mikkeli: peruttu\n- maanantai 1. maaliskuuta 2027"));
  EXPECT_THAT(mail.text, HasSubstr("29. maaliskuuta 2027 16.00–18.00, Monikulttuurikeskus Mimosa, Mikkeli: "
                                   "olet jonossa\n"));
  EXPECT_THAT(mail.html, HasSubstr("<li><bdi>maanantai 1. maaliskuuta 2027"));
  dates.pop_back();
  EXPECT_THAT(word(MessageKind::dates_registered, Channel::sms, "fi").text, HasSubstr("mukana 4 pv. Ensimmäinen"));
}

TEST_F(Wordings, name_every_date_that_was_cancelled_at_once) {
  register_for_dates();
  for (auto& date : dates) date.second.status = domain::RegistrationStatus::cancelled;
  EXPECT_EQ(word(MessageKind::dates_cancelled, Channel::sms, "fi").text,
            "Ilmoittautumisesi on peruttu: Työnhakuinfo: kesätyöt, 22.2., 1.3., 8.3., 15.3., 22.3., 29.3.");
  const auto mail = word(MessageKind::dates_cancelled, Channel::email, "fi");
  EXPECT_THAT(mail.subject, HasSubstr("peruttu: Työnhakuinfo"));
  EXPECT_THAT(mail.text, HasSubstr("- maanantai 22. helmikuuta 2027 15.00–17.00, Monikulttuurikeskus Mimosa, "
                                   "Mikkeli: peruttu\n- maanantai 1. maaliskuuta 2027"));
  EXPECT_THAT(mail.unsubscribe_url, IsEmpty());
  for (const char* const language : {"fi", "en", "ar"}) {
    const auto size = sms_size(word(MessageKind::dates_cancelled, Channel::sms, language).text);
    EXPECT_LE(size.parts(), size.gsm ? 1U : 2U) << language;
  }
}

TEST_F(Wordings, tell_of_dates_that_the_organiser_moved_what_they_were_before) {
  register_for_dates();
  dates.back().first.status = domain::EventStatus::rescheduled;
  dates.back().first.previous_start_time = dates.back().first.start_time - std::chrono::hours{1};
  EXPECT_THAT(word(MessageKind::dates_changed, Channel::sms, "fi").text,
              testing::AllOf(HasSubstr("MUUTOS: Työnhakuinfo"), HasSubstr("alkaen ma 1.3. klo 15.00"),
                             HasSubstr("https://kutsu.example.org/m/" + token)));
  const auto mail = word(MessageKind::dates_changed, Channel::email, "fi");
  EXPECT_THAT(mail.subject, HasSubstr("Ajat tai paikat muuttuneet: Työnhakuinfo"));
  EXPECT_THAT(mail.text, HasSubstr("olet jonossa (aiemmin maanantai 29. maaliskuuta 2027"));
  EXPECT_THAT(mail.text, Not(HasSubstr("olet mukana (aiemmin")));
  // The first that was changed, though others come before it.
  dates[3].first.id = domain::EventId{77};
  event.id = domain::EventId{77};
  EXPECT_THAT(word(MessageKind::dates_changed, Channel::sms, "fi").text, HasSubstr("alkaen ma 15.3."));
  for (const char* const language : {"fi", "en", "ar"}) {
    const auto size = sms_size(word(MessageKind::dates_changed, Channel::sms, language).text);
    EXPECT_LE(size.parts(), size.gsm ? 2U : 3U) << language;
  }
}

TEST_F(Wordings, name_every_date_that_the_organiser_cancelled_and_why) {
  register_for_dates();
  for (auto& date : dates) date.first.status = domain::EventStatus::cancelled;
  event.cancellation_reason = {{LanguageTag("fi"), "Ohjaaja sairastui."}};
  EXPECT_THAT(word(MessageKind::dates_called_off, Channel::sms, "fi").text,
              testing::AllOf(HasSubstr("PERUTTU: Työnhakuinfo"), HasSubstr("22.2., 1.3., 8.3., 15.3., 22.3., 29.3."),
                             HasSubstr("https://kutsu.example.org/m/" + token)));
  const auto mail = word(MessageKind::dates_called_off, Channel::email, "fi");
  EXPECT_THAT(mail.text, HasSubstr("Ohjaaja sairastui."));
  EXPECT_THAT(mail.text, HasSubstr("15.00–17.00, Monikulttuurikeskus Mimosa, Mikkeli: peruttu\n"));
  EXPECT_THAT(mail.unsubscribe_url, IsEmpty());
  for (int i = 0; i < 3; ++i) register_for_dates();
  EXPECT_THAT(word(MessageKind::dates_called_off, Channel::sms, "fi").text, HasSubstr(" päivää, 22.2.-29.3."));
}

TEST_F(Wordings, tell_more_dates_than_an_sms_holds_by_the_first_and_the_last) {
  for (int i = 0; i < 3; ++i) register_for_dates();
  for (auto& date : dates) date.second.status = domain::RegistrationStatus::cancelled;
  EXPECT_THAT(word(MessageKind::dates_cancelled, Channel::sms, "fi").text,
              HasSubstr("18 päivää, 22.2.-29.3. Kaikki: https://kutsu.example.org/m/" + token));
}

TEST_F(Wordings, say_in_mail_how_the_organiser_is_reached) {
  event.organisers.front().phone = domain::PhoneNumber("+358405550191");
  event.organisers.front().email = domain::EmailAddress("mimosa@example.org");
  EXPECT_THAT(word(MessageKind::registration_confirmed, Channel::email, "fi").text,
              HasSubstr(event.organisers.front().name + " (+358 40 555 0191, mimosa@example.org)"));
}

TEST_F(Wordings, take_what_was_cancelled_out_of_the_calendar_again) {
  calendar = [](const domain::Event&, const domain::Registration& told, const LanguageTag&) {
    return std::string(domain::to_word(told.status));
  };
  EXPECT_EQ(word(MessageKind::event_cancelled, Channel::email, "fi").calendar, "confirmed");
  registration.status = domain::RegistrationStatus::cancelled;
  EXPECT_EQ(word(MessageKind::registration_cancelled, Channel::email, "fi").calendar, "cancelled");
  registration.status = domain::RegistrationStatus::waitlisted;
  EXPECT_EQ(word(MessageKind::event_cancelled, Channel::email, "fi").calendar, "");
}

}  // namespace
}  // namespace ui
