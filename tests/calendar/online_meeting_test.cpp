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
