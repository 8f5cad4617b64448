#include "calendar/online_meeting.hpp"

#include <gtest/gtest.h>

namespace {

using calendar::place_of_meeting;
using calendar::without_meeting;

const std::string line(80, '_');
const std::string teams =
    line + "\nMicrosoft Teams-kokous\nLiity: <https://teams.microsoft.com/l/meetup-join/19%3a1>\nTunnus: 333 444\n" +
    line;
const std::string google =
    "-::~:~::~:~:~:~:~:~:~:~:~:~:~:~:~:~::~:~::-\nJoin with Google Meet: https://meet.google.com/abc-defg-hij\n"
    "Please do not edit this section.\n-::~:~::~:~:~:~:~:~:~:~:~:~:~:~:~:~::~:~::-";

TEST(OnlineMeeting, what_teams_and_meet_write_is_left_out_and_its_address_is_found) {
  const auto plain = without_meeting("Tervetuloa!\n\n" + teams + "\n");
  EXPECT_EQ(plain.text, "Tervetuloa!");
  EXPECT_EQ(plain.address, "https://teams.microsoft.com/l/meetup-join/19%3a1");
  const auto between = without_meeting("Alku\n" + google + "\nLoppu");
  EXPECT_EQ(between.text, "Alku\nLoppu");
  EXPECT_EQ(between.address, "https://meet.google.com/abc-defg-hij");
}

// As Outlook writes it since 2024, `call` and `organisers` in the language of whoever invited.
std::string with_phone(const std::string& call, const std::string& organisers) {
  return line + "\nMicrosoft Teams<https://aka.ms/JoinTeamsMeeting?omkt=fi-FI>\n" +
         "Liity<https://teams.microsoft.com/l/meetup-join/19%3a1>\nTunnus: 312 456 789 012\n" + std::string(32, '_') +
         "\n" + call + "\n" + organisers + "\n" + line;
}

TEST(OnlineMeeting, how_to_dial_in_below_a_shorter_line_is_left_out_with_the_rest_of_the_block) {
  const auto finnish =
      without_meeting("Tervetuloa!\n\n" +
                      with_phone("Soita puhelimella\n+358 40 555 0199,,123456789#<tel:+358405550199,,123456789#>\n"
                                 "Puhelinneuvottelun tunnus: 123 456 789#",
                                 "Järjestäjille: Kokousasetukset | Palauta sisäänsoiton PIN-koodi") +
                      "\nTervetuloa mukaan.");
  EXPECT_EQ(finnish.text, "Tervetuloa!\n\nTervetuloa mukaan.");
  EXPECT_EQ(finnish.address, "https://teams.microsoft.com/l/meetup-join/19%3a1");
  EXPECT_EQ(without_meeting("Welcome!\n" + with_phone("Dial in by phone\n+358 40 555 0199,,1#\nPhone conference ID: 1#",
                                                      "For organizers: Meeting options | Reset dial-in PIN"))
                .text,
            "Welcome!");
}

TEST(OnlineMeeting, what_its_organisers_write_below_a_shorter_line_of_their_own_stays) {
  const std::string own = std::string(30, '_');
  EXPECT_EQ(without_meeting(own + "\nOhjelma\n" + teams + "\nLoppu").text, own + "\nOhjelma\nLoppu");
  EXPECT_EQ(without_meeting("Alku\n" + line + "\nhttps://teams.live.com/meet/1\n" + own + "\nTuo eväät.").text,
            "Alku\nTuo eväät.");
}

TEST(OnlineMeeting, what_has_no_second_line_goes_to_the_end) {
  EXPECT_EQ(without_meeting("Alku\n" + line + "\nhttps://teams.live.com/meet/1\nPuhelin").text, "Alku");
}

TEST(OnlineMeeting, other_lines_of_underscores_and_other_mentions_stay) {
  const std::string said = "Ohjelma\n" + line + "\n10.00 kahvi\n" + line + "\nMicrosoft Teams -koulutus";
  EXPECT_EQ(without_meeting(said).text, said);
  EXPECT_EQ(without_meeting(said).address, "");
}

TEST(OnlineMeeting, a_room_beside_the_meeting_stays_the_place) {
  const std::string address = "https://teams.microsoft.com/l/1";
  EXPECT_EQ(place_of_meeting("Microsoft Teams -kokous", address), address);
  EXPECT_EQ(place_of_meeting("", address), address);
  EXPECT_EQ(place_of_meeting("https://teams.microsoft.com/l/1", address), address);
  EXPECT_EQ(place_of_meeting("Pohjoisrannan sali; Microsoft Teams -kokous", address), "Pohjoisrannan sali");
  EXPECT_EQ(place_of_meeting("Microsoft Teams -kokous", ""), "Microsoft Teams -kokous");
}

}  // namespace
