#pragma once
#include "ui/organiser_subscriptions.hpp"

namespace ui {

// In the order of their first dates. What could not be taken, and dates that want several things, are asked one by one.
// What follows from an answer is left to be filled in.
[[nodiscard]] std::vector<CalendarQuestion> questions_of(std::vector<CalendarLink> links);

struct ShownDifference {
  std::string here;
  std::string there;
  friend bool operator==(const ShownDifference&, const ShownDifference&) = default;
};
// What is here, and what the calendar says of the field.
[[nodiscard]] ShownDifference difference_of(const Reader& reader, const CalendarLink& one,
                                            domain::SubscribedField field);

// Puts the part of a question that is about several dates into `into`: what it is, and buttons for all with what each
// does besides.
void add_question(Values& into, const Reader& reader, const CalendarQuestion& question, domain::Instant now);

// "Mon 22.2.", with its year where that is another one than now.
[[nodiscard]] std::string short_day(const Reader& reader, const domain::Event& event, domain::Instant now);

}  // namespace ui
