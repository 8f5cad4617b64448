#pragma once
#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/ui/sample.hpp"
#include "ui/wording.hpp"

namespace ui::test {

using domain::Channel;
using domain::LanguageTag;
using domain::MessageKind;

class TestClock final : public domain::Clock {
 public:
  [[nodiscard]] domain::Instant now() const override { return test::now; }
};

inline domain::Invitation sample_invitation() {
  domain::Invitation invitation;
  invitation.contact.name = "Amal";
  return invitation;
}

// An event, somebody registered for it, and whatever else a message may be about.
class Wordings : public ::testing::Test {
 protected:
  // Six weekly dates: four confirmed, one waitlisted, the first cancelled.
  void register_for_dates() {
    for (int week = 0; week < 6; ++week) {
      auto date = std::pair(event, registration);
      date.first.start_time += std::chrono::hours{24 * 7 * week};
      date.first.end_time += std::chrono::hours{24 * 7 * week};
      if (week == 0) date.second.status = domain::RegistrationStatus::cancelled;
      if (week == 5) date.second.status = domain::RegistrationStatus::waitlisted;
      dates.push_back(std::move(date));
    }
  }
  // So many weekly dates of one interpreter.
  void book_dates(int count) {
    booking.id = {5};
    booking.language = LanguageTag("ar");
    interpreter.name = "Samira";
    for (int week = 0; week < count; ++week) {
      auto date = std::pair(event, booking);
      date.second.start_time = date.first.start_time += std::chrono::hours{24 * 7 * week};
      date.second.end_time = date.first.end_time += std::chrono::hours{24 * 7 * week};
      booked.push_back(std::move(date));
    }
  }
  // Until Tuesday 9.2.2027, 12.00 in Helsinki.
  void offer_a_place() {
    registration.status = domain::RegistrationStatus::offered;
    registration.expires_time = now + std::chrono::hours{21};
  }
  [[nodiscard]] domain::Words word(MessageKind kind, Channel channel, const char* language) const {
    domain::MessageFacts facts;
    facts.kind = kind;
    facts.channel = channel;
    facts.language = LanguageTag(language);
    facts.event = &event;
    facts.token = token;
    facts.code = "123456";
    for (const auto& date : booked) facts.booked.push_back({&date.first, &date.second});
    for (const auto& date : dates) facts.dates.push_back({&date.first, &date.second});
    if (booking.id.value != 0) {
      facts.booking = &booking;
      facts.interpreter = &interpreter;
    } else if (kind == MessageKind::invitation) {
      facts.invitation = &invitation;
    } else {
      facts.registration = &registration;
    }
    return MessageWording(pages(), clock, {"https://kutsu.example.org", "Kutsu", can_be_answered}, calendar)
        .word(facts);
  }

  TestClock clock;
  domain::Event event = sample_event();
  domain::Registration registration = sample_registration();
  domain::InterpreterBooking booking;
  domain::Interpreter interpreter;
  domain::Invitation invitation = sample_invitation();
  std::vector<std::pair<domain::Event, domain::Registration>> dates;
  std::vector<std::pair<domain::Event, domain::InterpreterBooking>> booked;
  bool can_be_answered = false;
  std::string token = "ABCDEFGHIJKLMNOPQRSTUV";
  MessageWording::CalendarOf calendar;
};

}  // namespace ui::test
