#pragma once
#include <functional>
#include <string>

#include "domain/message.hpp"
#include "ui/pages.hpp"

namespace ui {

// Of the installation that sends.
struct Sending {
  std::string base_url;  // without a trailing slash
  std::string site_name;
  bool sms_can_be_answered = false;  // so that an SMS may ask for a 1 or a 0
};

// The words of SMS and email, from the same catalogues as the pages. An event with a neutral name is called by that
// alone, in every part of a message. Any thread.
class MessageWording final : public domain::Wording {
 public:
  // An iCalendar object for a participant's mail, in this language; may be empty.
  using CalendarOf =
      std::function<std::string(const domain::Event&, const domain::Registration&, const domain::LanguageTag&)>;

  // `pages` and what `clock` refers to outlive this.
  MessageWording(const Pages& pages, const domain::Clock& clock, Sending sending, CalendarOf calendar_of = {});
  // An SMS gives way in the event's name first, between words; the place is told whole.
  [[nodiscard]] domain::Words word(const domain::MessageFacts& facts) const override;

 private:
  [[nodiscard]] domain::Words word_sms(const domain::MessageFacts& facts) const;
  [[nodiscard]] domain::Words word_email(const domain::MessageFacts& facts) const;
  [[nodiscard]] std::string link_of(const domain::MessageFacts& facts) const;

  const Pages& pages_;
  const domain::Clock& clock_;
  Sending sending_;
  CalendarOf calendar_of_;
};

}  // namespace ui
