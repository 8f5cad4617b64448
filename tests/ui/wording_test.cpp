#include "tests/ui/wordings.hpp"
#include "ui/sms_fit.hpp"

namespace ui {
namespace {

using namespace test;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr MessageKind participants_kinds[] = {MessageKind::registration_confirmed,
                                              MessageKind::registration_waitlisted,
                                              MessageKind::registration_promoted,
                                              MessageKind::registration_cancelled,
                                              MessageKind::registration_changed,
                                              MessageKind::reminder,
                                              MessageKind::event_cancelled,
                                              MessageKind::event_rescheduled,
                                              MessageKind::event_relocated,
                                              MessageKind::event_restored,
                                              MessageKind::place_offered,
                                              MessageKind::place_offer_ended,
                                              MessageKind::manage_link,
                                              MessageKind::invitation,
                                              MessageKind::dates_registered};

bool tells_of_an_end(MessageKind kind) {
  return kind == MessageKind::registration_cancelled || kind == MessageKind::place_offer_ended;
}

TEST_F(Wordings, tell_what_when_and_where_with_the_short_link) {
  EXPECT_EQ(word(MessageKind::reminder, Channel::sms, "fi").text,
            "Muistutus: Työnhakuinfo: kesätyöt, ma 22.2. klo 15.00, Monikulttuurikeskus Mimosa. Jos et pääse, peru: "
            "https://kutsu.example.org/m/ABCDEFGHIJKLMNOPQRSTUV");
}

TEST_F(Wordings, say_whom_to_ask_for_a_place_that_nobody_knows) {
  event.location = {"–", "", "", ""};
  EXPECT_THAT(word(MessageKind::reminder, Channel::sms, "fi").text,
              HasSubstr("klo 15.00, paikka: kysy järjestäjältä."));
  const auto mail = word(MessageKind::reminder, Channel::email, "en").text;
  EXPECT_THAT(mail, HasSubstr("Ask the organiser"));
  event.location.municipality = "Mikkeli";
  EXPECT_THAT(word(MessageKind::reminder, Channel::email, "en").text, HasSubstr("Ask the organiser\nMikkeli"));
}

TEST_F(Wordings, keep_finnish_and_english_sms_to_one_segment_or_two) {
  event.name = {{LanguageTag("fi"), "Hyvinvointi-info: liikkuminen, harrastukset ja jaksaminen – myös perheille"}};
  for (const auto kind : participants_kinds) {
    for (const char* language : {"fi", "en"}) {
      const auto text = word(kind, Channel::sms, language).text;
      EXPECT_TRUE(sms_size(text).gsm) << text;
      EXPECT_LE(sms_size(text).parts(), kind == MessageKind::reminder ? 1U : 2U) << text;
      if (tells_of_an_end(kind)) continue;
      EXPECT_THAT(text, HasSubstr(token));
    }
  }
}

TEST_F(Wordings, keep_arabic_sms_to_three_segments_and_tell_the_place_whole) {
  for (const auto kind : participants_kinds) {
    const auto text = word(kind, Channel::sms, "ar").text;
    EXPECT_FALSE(sms_size(text).gsm);
    EXPECT_LE(sms_size(text).parts(), 3U) << text;
  }
}

TEST_F(Wordings, cut_a_long_title_between_words_and_never_the_place) {
  event.name = {{LanguageTag("ar"), "جلسة معلومات عن البحث عن عمل صيفي وكتابة السيرة الذاتية للشباب والعائلات"}};
  const auto text = word(MessageKind::registration_waitlisted, Channel::sms, "ar").text;
  EXPECT_THAT(text, HasSubstr("Monikulttuurikeskus Mimosa"));
  EXPECT_THAT(text, HasSubstr("جلسة معلومات عن البحث"));
  EXPECT_LE(sms_size(text).parts(), 3U) << text;
}

TEST_F(Wordings, say_why_an_event_is_cancelled_in_the_readers_language_or_in_another) {
  event.cancellation_reason = {{LanguageTag("fi"), "Ohjaaja on sairas"}, {LanguageTag("en"), "Our guide is ill!"}};
  EXPECT_THAT(word(MessageKind::event_cancelled, Channel::sms, "fi").text,
              HasSubstr("Tilaisuutta ei pidetä. Syy: Ohjaaja on sairas. Lue lisää:"));
  EXPECT_THAT(word(MessageKind::event_cancelled, Channel::sms, "en").text,
              HasSubstr(" Reason: Our guide is ill! More"));
  EXPECT_THAT(word(MessageKind::event_cancelled, Channel::sms, "ar").text, HasSubstr("السبب: Our guide is ill!"));
  EXPECT_THAT(word(MessageKind::event_cancelled, Channel::email, "fi").text, HasSubstr("Syy: Ohjaaja on sairas"));
  EXPECT_THAT(word(MessageKind::reminder, Channel::sms, "fi").text, Not(HasSubstr("sairas")));
}

TEST_F(Wordings, cut_a_long_reason_between_words_so_that_an_sms_keeps_to_two_parts) {
  event.name = {{LanguageTag("fi"), "CV-paja"}};
  event.cancellation_reason = {{LanguageTag("fi"),
                                "Ohjaaja on sairastunut, eikä kukaan muu ehdi paikalle ennen ensi viikkoa, "
                                "jolloin tila on jo varattu toiselle ryhmälle koko kuukaudeksi eteenpäin, joten uutta "
                                "aikaa haetaan vasta keväällä, kun tilat jaetaan uudestaan kaikille ryhmille"}};
  const auto text = word(MessageKind::event_cancelled, Channel::sms, "fi").text;
  EXPECT_THAT(text, HasSubstr("Syy: Ohjaaja on"));
  EXPECT_THAT(text, HasSubstr("... Lue lisää:"));
  EXPECT_EQ(sms_size(text).parts(), 2U) << text;
}

TEST_F(Wordings, say_the_title_in_a_language_that_no_catalogue_speaks) {
  event.name[LanguageTag("ru")] = "Поиск работы";
  EXPECT_THAT(word(MessageKind::reminder, Channel::sms, "ru").text, HasSubstr("Поиск работы"));
}

TEST_F(Wordings, name_the_link_by_what_it_is_still_good_for) {
  EXPECT_THAT(word(MessageKind::event_cancelled, Channel::email, "en").text, Not(HasSubstr("change or cancel")));
  EXPECT_THAT(word(MessageKind::registration_confirmed, Channel::email, "en").text, HasSubstr("change or cancel"));
}

TEST_F(Wordings, say_who_organises) {
  event.organisers = {{{1}, "Monikulttuurikeskus Mimosa"}, {{2}, "TE-palvelut"}};
  EXPECT_THAT(word(MessageKind::reminder, Channel::email, "en").text,
              HasSubstr("for Monikulttuurikeskus Mimosa, TE-palvelut."));
}

TEST_F(Wordings, never_tell_the_name_of_a_sensitive_group) {
  event.name = {{LanguageTag("fi"), "Väkivaltaa kokeneiden ryhmä"}, {LanguageTag("ar"), "سر"}};
  event.short_description = {{LanguageTag("fi"), "Väkivaltaa kokeneille."}};
  event.neutral_name = {{LanguageTag("fi"), "Ryhmätapaaminen"}};
  calendar = [](const domain::Event& told, const domain::Registration&, const LanguageTag&) {
    return told.name.begin()->second + std::to_string(told.short_description.size());
  };
  for (const auto kind : participants_kinds) {
    for (const char* language : {"fi", "en", "ar"}) {
      for (const auto channel : {Channel::sms, Channel::email}) {
        const auto words = word(kind, channel, language);
        const auto all = words.subject + words.text + words.html + words.calendar;
        EXPECT_THAT(all, Not(HasSubstr("Väkivalta")));
        EXPECT_THAT(all, Not(HasSubstr("سر")));
        EXPECT_THAT(words.text, HasSubstr("Ryhm"));
      }
    }
  }
}

TEST_F(Wordings, give_the_address_of_an_online_event_to_confirmed_persons_only) {
  event.location = {"Verkossa", "", "", "https://example.org/kokous/kate"};
  EXPECT_THAT(word(MessageKind::reminder, Channel::email, "fi").text, HasSubstr("https://example.org/kokous/kate"));
  registration.status = domain::RegistrationStatus::waitlisted;
  const auto waiting = word(MessageKind::registration_waitlisted, Channel::email, "fi");
  EXPECT_THAT(waiting.text + waiting.html, Not(HasSubstr("kokous")));
  registration.status = domain::RegistrationStatus::confirmed;
  const auto cancelled = word(MessageKind::event_cancelled, Channel::email, "fi");
  EXPECT_THAT(cancelled.text + cancelled.html, Not(HasSubstr("kokous")));
}

TEST_F(Wordings, say_a_subject_of_one_line_and_how_to_leave_the_reminders) {
  const auto words = word(MessageKind::reminder, Channel::email, "fi");
  EXPECT_EQ(words.subject, "Muistutus: Työnhakuinfo: kesätyöt, ma 22.2.");
  EXPECT_EQ(words.unsubscribe_url, "https://kutsu.example.org/m/ABCDEFGHIJKLMNOPQRSTUV/reminders");
  EXPECT_THAT(words.text, HasSubstr(words.unsubscribe_url));
  EXPECT_THAT(words.html, HasSubstr("<html lang=\"fi\" dir=\"ltr\">"));
}

TEST_F(Wordings, escape_what_people_typed_in_the_html_of_a_mail) {
  registration.contact.name = "<script>alert(1)</script>";
  event.location.name = "Sali \"A\" & B";
  const auto words = word(MessageKind::registration_confirmed, Channel::email, "en");
  EXPECT_THAT(words.html, Not(HasSubstr("<script>")));
  EXPECT_THAT(words.html, HasSubstr("Sali &quot;A&quot; &amp; B"));
}

TEST_F(Wordings, tell_the_reason_of_a_cancellation) {
  event.cancellation_reason = {{LanguageTag("fi"), "Kouluttaja on sairaana."}};
  EXPECT_THAT(word(MessageKind::event_cancelled, Channel::email, "fi").text, HasSubstr("Syy: Kouluttaja on sairaana."));
}

TEST_F(Wordings, tell_the_old_time_of_a_move_beside_the_new_one) {
  event.status = domain::EventStatus::rescheduled;
  event.previous_start_time = event.start_time - std::chrono::hours{26};
  EXPECT_EQ(
      word(MessageKind::event_rescheduled, Channel::sms, "fi").text,
      "UUSI AIKA: Työnhakuinfo: kesätyöt, ma 22.2. klo 15.00 (ei su 21.2. 13.00), Monikulttuurikeskus Mimosa. Jos "
      "et pääse, peru: https://kutsu.example.org/m/ABCDEFGHIJKLMNOPQRSTUV");
  EXPECT_THAT(word(MessageKind::event_rescheduled, Channel::email, "fi").text,
              HasSubstr("Aiempi aika: sunnuntai 21. helmikuuta"));
  for (const char* language : {"fi", "en", "ar"}) {
    EXPECT_LE(sms_size(word(MessageKind::event_rescheduled, Channel::sms, language).text).parts(), 3U) << language;
  }
}

TEST_F(Wordings, tell_that_it_takes_place_after_all_with_an_entry_for_the_calendar) {
  calendar = [](const domain::Event&, const domain::Registration&, const LanguageTag&) { return "BEGIN:VCALENDAR"; };
  EXPECT_THAT(word(MessageKind::event_restored, Channel::email, "en").text,
              HasSubstr("it takes place after all. Your registration still stands"));
  EXPECT_THAT(word(MessageKind::event_restored, Channel::email, "en").subject, HasSubstr("Takes place after all"));
  EXPECT_FALSE(word(MessageKind::event_restored, Channel::email, "en").calendar.empty());
}

TEST_F(Wordings, ask_an_interpreter_with_a_link_to_answer) {
  booking.id = {5};
  booking.language = LanguageTag("ar");
  booking.dialect = "Sudanese";
  booking.topic = "Summer jobs";
  booking.start_time = event.start_time;
  booking.end_time = event.end_time;
  booking.status = domain::BookingStatus::offered;
  interpreter.name = "Samira";
  EXPECT_EQ(word(MessageKind::interpreter_offer, Channel::sms, "fi").text,
            "Tulkkauspyyntö: arabia (Sudanese), ma 22.2. klo 15.00-17.00, Monikulttuurikeskus Mimosa. Vastaa: "
            "https://kutsu.example.org/o/ABCDEFGHIJKLMNOPQRSTUV");
  EXPECT_THAT(word(MessageKind::interpreter_confirmed, Channel::email, "en").text,
              Not(HasSubstr("Answer the request")));
  booking.mode = domain::InterpretingMode::phone;
  EXPECT_THAT(word(MessageKind::interpreter_offer, Channel::email, "en").text, Not(HasSubstr("Mimosa,")));
  booking.mode = domain::InterpretingMode::on_site;
  const auto mail = word(MessageKind::interpreter_offer, Channel::email, "en");
  EXPECT_THAT(mail.text, HasSubstr("Language: Arabic (Sudanese)"));
  EXPECT_THAT(mail.unsubscribe_url, IsEmpty());
}

TEST_F(Wordings, ask_an_interpreter_for_several_dates_at_once_and_name_each) {
  book_dates(3);
  EXPECT_EQ(word(MessageKind::interpreter_dates_offered, Channel::sms, "fi").text,
            "Tulkkauspyyntö: arabia, 22.2., 1.3., 8.3. klo 15.00-17.00, Monikulttuurikeskus Mimosa. Vastaa kaikkiin: "
            "https://kutsu.example.org/o/ABCDEFGHIJKLMNOPQRSTUV");
  const auto mail = word(MessageKind::interpreter_dates_offered, Channel::email, "en");
  EXPECT_THAT(mail.subject, HasSubstr("3 dates"));
  EXPECT_THAT(mail.text, HasSubstr("- Monday, 8 March 2027 15:00–17:00, Monikulttuurikeskus Mimosa, Mikkeli"));
  EXPECT_THAT(mail.text, HasSubstr("Answer the request"));
  EXPECT_THAT(word(MessageKind::interpreter_dates_cancelled, Channel::sms, "fi").text,
              HasSubstr("Tulkkauksia peruttu: arabia, 22.2., 1.3., 8.3."));
}

TEST_F(Wordings, of_many_dates_or_of_different_times_only_the_first_and_the_last_are_named) {
  book_dates(30);
  EXPECT_THAT(word(MessageKind::interpreter_dates_offered, Channel::sms, "fi").text,
              HasSubstr("arabia, 30 päivää, 22.2.-13.9."));
  for (const char* language : {"fi", "en", "ar"}) {
    EXPECT_LE(sms_size(word(MessageKind::interpreter_dates_offered, Channel::sms, language).text).parts(), 2U)
        << language;
  }
  booked.resize(2);
  booked[1].second.start_time += std::chrono::hours{1};
  EXPECT_THAT(word(MessageKind::interpreter_dates_confirmed, Channel::sms, "fi").text,
              HasSubstr("arabia, 2 päivää, 22.2.-1.3."));
}

TEST(SmsSize, counts_septets_where_the_alphabet_has_everything_and_utf16_units_otherwise) {
  EXPECT_EQ(sms_size("hyvää päivää").units, 12U);
  EXPECT_TRUE(sms_size("hyvää päivää").gsm);
  EXPECT_EQ(sms_size("{}").units, 4U);
  EXPECT_FALSE(sms_size("ş").gsm);
  EXPECT_EQ(sms_size("مرحبا").units, 5U);
}

}  // namespace
}  // namespace ui
