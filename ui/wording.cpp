#include "ui/wording.hpp"

#include <algorithm>
#include <utility>

#include "domain/address.hpp"
#include "domain/places.hpp"
#include "domain/travel.hpp"
#include "ui/account_wording.hpp"
#include "ui/mail_body.hpp"
#include "ui/message_view.hpp"
#include "ui/sms_fit.hpp"

namespace ui {
namespace {

using domain::MessageKind;

std::string short_place(const domain::MessageFacts& facts, const Reader& reader) {
  if (is_remote(facts)) return reader.bare_text(mode_key(*facts.booking));
  const auto& location = event_told(facts).location;
  if (domain::is_unknown(location)) return reader.bare_text("sms.place_unknown");
  return location.is_online() ? reader.bare_text("sms.online") : location.name;
}

// Interpreters are asked for a time, participants told when it begins.
std::string short_time(const domain::MessageFacts& facts, const Reader& reader) {
  const auto& zone = event_told(facts).time_zone;
  if (!is_for_interpreter(facts)) return reader.time(start_of(facts), zone);
  return reader.by_skeleton(start_of(facts), zone, "Hmm") + "-" + reader.time(end_of(facts), zone);
}

// The weekday alone where it can be no other week's.
std::string short_day(domain::Instant instant, const std::string& zone, domain::Instant now, const Reader& reader) {
  const bool near = instant - now < std::chrono::days{6};
  return near ? reader.by_skeleton(instant, zone, "EEE") : reader.short_date(instant, zone);
}

// " (ei ma 7.12. 15.00)", of an event that was moved.
std::string short_before(const domain::MessageFacts& facts, const Reader& reader) {
  if (facts.kind != MessageKind::event_rescheduled || !facts.event->previous_start_time) return {};
  const domain::Instant before = *facts.event->previous_start_time;
  const std::string& zone = facts.event->time_zone;
  return reader.bare_text("sms.before", {{"when", reader.short_date(before, zone) + " " + reader.time(before, zone)}});
}

// " Syy: ohjaaja on sairas."
std::string short_reason(const std::string& reason, const Reader& reader) {
  if (reason.empty()) return {};
  const bool ended = std::string_view(".!?").find(reason.back()) != std::string_view::npos || reason.ends_with("؟");
  std::string line = ended ? reason : reason + ".";
  std::ranges::replace_if(
      line, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return reader.bare_text("sms.reason", {{"reason", line}});
}

// "mukana 4, jonossa 1".
std::string date_counts(const domain::MessageFacts& facts, const Reader& reader) {
  std::string counts;
  for (const auto status : {domain::RegistrationStatus::confirmed, domain::RegistrationStatus::waitlisted}) {
    const auto count = count_dates(facts, status);
    if (count == 0) continue;
    if (!counts.empty()) counts += reader.bare_text("text.comma") + " ";
    counts += reader.bare_text("sms.dates." + std::string(domain::to_word(status)), {{"count", count}});
  }
  return counts;
}

// As many dates as two SMS hold in any script; more are told by the first and the last.
constexpr std::size_t most_days_named = 12;

std::string day_of(const domain::Event& event, domain::Instant start, const Reader& reader) {
  return reader.by_skeleton(start, event.time_zone, "Md");
}

// Of each date that the message tells of.
std::vector<std::string> days_told(const domain::MessageFacts& facts, const Reader& reader) {
  std::vector<std::string> days;
  for (const auto& date : facts.dates) days.push_back(day_of(*date.event, date.event->start_time, reader));
  for (const auto& date : facts.booked) days.push_back(day_of(*date.event, date.booking->start_time, reader));
  return days;
}

// "1.12., 8.12., 15.12."
std::string listed(const std::vector<std::string>& days, const Reader& reader) {
  std::string list;
  for (const std::string& day : days) list += (list.empty() ? "" : reader.bare_text("text.comma") + " ") + day;
  return list;
}

// So that one time and one place are true of all.
bool are_alike(const std::vector<domain::BookedDate>& dates, const Reader& reader) {
  const auto same_time = [&](const domain::BookedDate& one, const domain::BookedDate& other) {
    const auto time = [&](const domain::BookedDate& date) {
      return reader.time(date.booking->start_time, date.event->time_zone) + "-" +
             reader.time(date.booking->end_time, date.event->time_zone);
    };
    return time(one) == time(other) && domain::reads_the_same(one.event->location, other.event->location);
  };
  return std::ranges::all_of(dates, [&](const auto& date) { return same_time(date, dates.front()); });
}

bool may_be_unsubscribed(const domain::MessageFacts& facts) {
  return facts.registration != nullptr && !facts.token.empty() && !was_called_off(facts.kind);
}

// A cancelled one takes the entry out of the reader's calendar again, where their program does that.
bool carries_calendar(const domain::MessageFacts& facts) {
  switch (facts.kind) {
    case MessageKind::registration_confirmed:
    case MessageKind::registration_promoted:
    case MessageKind::registration_changed:
    case MessageKind::event_rescheduled:
    case MessageKind::event_relocated:
    case MessageKind::event_cancelled:
    case MessageKind::event_restored:
      return facts.registration->status == domain::RegistrationStatus::confirmed;
    case MessageKind::registration_cancelled:
      return true;
    default:
      return false;
  }
}

// Nothing of the event but what messages may say of it.
domain::Event as_told(const domain::Event& event) {
  auto told = event;
  if (event.neutral_name.empty()) return told;
  told.name = event.neutral_name;
  told.short_description.clear();
  told.keywords.clear();
  return told;
}

std::string sms_key(const domain::MessageFacts& facts, const Sending& sending, const Reader& reader) {
  const std::string key = "sms." + std::string(domain::to_word(facts.kind));
  const bool ended = facts.kind == MessageKind::dates_cancelled || facts.kind == MessageKind::dates_called_off;
  if (ended && facts.dates.size() > most_days_named) return key + ".many";
  if (!facts.booked.empty() && (facts.booked.size() > most_days_named || !are_alike(facts.booked, reader))) {
    return key + ".many";
  }
  return facts.kind == MessageKind::place_offered && sending.sms_can_be_answered ? key + ".answer" : key;
}

}  // namespace

MessageWording::MessageWording(const Pages& pages, const domain::Clock& clock, Sending sending, CalendarOf calendar_of)
    : pages_(pages), clock_(clock), sending_(std::move(sending)), calendar_of_(std::move(calendar_of)) {}

domain::Words MessageWording::word(const domain::MessageFacts& facts) const {
  if (is_for_account(facts)) return word_for_account(facts, pages_, clock_, sending_);
  return facts.channel == domain::Channel::sms ? word_sms(facts) : word_email(facts);
}

std::string MessageWording::link_of(const domain::MessageFacts& facts) const {
  if (facts.token.empty()) return {};
  const char* path = is_for_interpreter(facts) ? "/o/" : facts.invitation != nullptr ? "/i/" : "/m/";
  return sending_.base_url + path + facts.token;
}

domain::Words MessageWording::word_sms(const domain::MessageFacts& facts) const {
  const auto reader = pages_.reader(facts.language);
  const auto& zone = event_told(facts).time_zone;
  const auto link = link_of(facts);
  const auto place = short_place(facts, reader);
  const auto key = sms_key(facts, sending_, reader);
  const auto days = days_told(facts, reader);
  const auto compose = [&](const std::string& title, const std::string& reason) {
    return with_plain_punctuation(
        reader.bare_text(key, {{"title", title},
                               {"date", reader.short_date(start_of(facts), zone)},
                               {"time", short_time(facts, reader)},
                               {"place", place},
                               {"before", short_before(facts, reader)},
                               {"language", language_of(facts, reader)},
                               {"until_day", short_day(held_until(facts), zone, clock_.now(), reader)},
                               {"until_time", reader.time(held_until(facts), zone)},
                               {"counts", date_counts(facts, reader)},
                               {"count", static_cast<std::int64_t>(days.size())},
                               {"days", listed(days, reader)},
                               {"first", days.empty() ? std::string() : days.front()},
                               {"last", days.empty() ? std::string() : days.back()},
                               {"site", sending_.site_name},
                               {"code", facts.code},
                               {"minutes", std::int64_t{domain::code_validity.count()}},
                               {"reason", short_reason(reason, reader)},
                               {"link", link}}));
  };
  domain::Words words;
  words.text = fitted(with_plain_punctuation(title_of(facts)), with_plain_punctuation(reason_of(facts)), compose);
  return words;
}

domain::Words MessageWording::word_email(const domain::MessageFacts& facts) const {
  const auto reader = pages_.reader(facts.language);
  MailBody mail = mail_body(facts, reader, sending_.site_name);
  mail.link = link_of(facts);
  if (may_be_unsubscribed(facts)) mail.unsubscribe_url = mail.link + "/reminders";

  PageContext context;
  context.language = reader.language();
  context.base_url = sending_.base_url;
  context.site_name = sending_.site_name;
  context.now = clock_.now();
  context.indexable = false;
  domain::Words words;
  words.subject = reader.bare_text("email.subject." + std::string(domain::to_word(facts.kind)),
                                   {{"title", mail.title},
                                    {"date", reader.short_date(start_of(facts), event_told(facts).time_zone)},
                                    {"count", static_cast<std::int64_t>(facts.booked.size())},
                                    {"language", language_of(facts, reader)}});
  words.text = mail_text(mail, reader);
  words.html = mail_html(mail, pages_, context);
  words.unsubscribe_url = mail.unsubscribe_url;
  if (calendar_of_ && facts.registration != nullptr && carries_calendar(facts)) {
    words.calendar = calendar_of_(as_told(*facts.event), *facts.registration, reader.language());
  }
  return words;
}

}  // namespace ui
