#include "ui/wording.hpp"

#include <utility>

#include "ui/event_view.hpp"
#include "ui/page.hpp"
#include "ui/sms_fit.hpp"

namespace ui {
namespace {

using domain::MessageKind;

bool is_for_interpreter(const domain::MessageFacts& facts) {
  return facts.booking != nullptr;
}

const domain::LocalisedText& public_name(const domain::Event& event) {
  return event.neutral_name.empty() ? event.name : event.neutral_name;
}

// In the reader's own language, also where no catalogue speaks it.
std::string title_of(const domain::MessageFacts& facts) {
  return std::string(domain::best_text(public_name(*facts.event), facts.language).text);
}

domain::Instant start_of(const domain::MessageFacts& facts) {
  return is_for_interpreter(facts) ? facts.booking->start_time : facts.event->start_time;
}

domain::Instant end_of(const domain::MessageFacts& facts) {
  return is_for_interpreter(facts) ? facts.booking->end_time : facts.event->end_time;
}

// An interpreter who works by phone or video goes nowhere.
bool is_remote(const domain::MessageFacts& facts) {
  return is_for_interpreter(facts) && facts.booking->mode != domain::InterpretingMode::on_site;
}

std::string mode_of(const domain::InterpreterBooking& booking) {
  return "offer.mode." + std::string(domain::to_word(booking.mode));
}

std::string short_place(const domain::MessageFacts& facts, const Reader& reader) {
  if (is_remote(facts)) return reader.bare_text(mode_of(*facts.booking));
  const auto& location = facts.event->location;
  return location.is_online() ? reader.bare_text("sms.online") : location.name;
}

std::string language_of(const domain::MessageFacts& facts, const Reader& reader) {
  if (!is_for_interpreter(facts)) return {};
  const auto& booking = *facts.booking;
  return reader.language_name(booking.language) + (booking.dialect.empty() ? "" : " (" + booking.dialect + ")");
}

// Interpreters are asked for a time, participants told when it begins.
std::string short_time(const domain::MessageFacts& facts, const Reader& reader) {
  const auto& zone = facts.event->time_zone;
  return is_for_interpreter(facts)
             ? reader.time(facts.booking->start_time, zone) + "-" + reader.time(facts.booking->end_time, zone)
             : reader.time(facts.event->start_time, zone);
}

// What the link is for, now.
std::string link_label_of(const domain::MessageFacts& facts) {
  if (facts.kind == MessageKind::interpreter_offer) return "email.link.offer";
  if (is_for_interpreter(facts)) return "email.link.booking";
  const bool over = facts.kind == MessageKind::registration_cancelled || facts.kind == MessageKind::event_cancelled;
  return over ? "email.link.cancelled" : "email.link.manage";
}

bool was_called_off(MessageKind kind) {
  return kind == MessageKind::registration_cancelled || kind == MessageKind::event_cancelled ||
         kind == MessageKind::interpreter_cancelled;
}

// The address of an online event is for those who have a place.
std::string online_link(const domain::MessageFacts& facts) {
  if (was_called_off(facts.kind)) return {};
  const bool has_place =
      is_for_interpreter(facts)
          ? facts.booking->status == domain::BookingStatus::confirmed
          : facts.registration != nullptr && facts.registration->status == domain::RegistrationStatus::confirmed;
  return has_place ? facts.event->location.online_url : std::string();
}

bool may_be_unsubscribed(const domain::MessageFacts& facts) {
  return !is_for_interpreter(facts) && !facts.token.empty() && !was_called_off(facts.kind);
}

bool carries_calendar(MessageKind kind) {
  return kind == MessageKind::registration_confirmed || kind == MessageKind::registration_promoted ||
         kind == MessageKind::registration_changed || kind == MessageKind::event_rescheduled;
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

std::string organisers_of(const domain::Event& event) {
  std::string names;
  for (const auto& organiser : event.organisers) names += (names.empty() ? "" : ", ") + organiser.name;
  return names;
}

std::vector<std::string> place_lines(const domain::Event& event, const Reader& reader) {
  if (event.location.is_online()) return {reader.text("event.online")};
  std::vector<std::string> lines{event.location.name};
  if (!event.location.street_address.empty()) lines.push_back(event.location.street_address);
  const auto& town = event.location.municipality;
  if (!town.empty() && lines.back().find(town) == std::string::npos) lines.push_back(town);
  return lines;
}

// What a mail says, in order, for its two forms.
struct Mail {
  std::string greeting;
  std::string lead;
  std::string title;
  std::string date;
  std::string time;
  std::vector<std::string> place;
  std::vector<std::string> remarks;
  std::string online_url;
  std::string link_label;
  std::string link;
  std::string unsubscribe_url;
  std::string footer;
};

std::vector<std::string> remarks_of(const domain::MessageFacts& facts, const Reader& reader) {
  std::vector<std::string> remarks;
  if (is_for_interpreter(facts)) {
    const auto& booking = *facts.booking;
    remarks.push_back(reader.text("offer.language") + ": " + language_of(facts, reader));
    remarks.push_back(reader.text(mode_of(booking)));
    if (!booking.topic.empty()) remarks.push_back(reader.text("offer.topic") + ": " + booking.topic);
    if (!booking.contact_person.empty()) {
      remarks.push_back(reader.text("offer.contact_person") + ": " + booking.contact_person);
    }
  } else if (!was_called_off(facts.kind) && facts.registration->persons.size() > 1) {
    remarks.push_back(
        reader.text("manage.persons", {{"count", static_cast<std::int64_t>(facts.registration->persons.size())}}));
  }
  if (facts.waiting_position && facts.kind == MessageKind::registration_waitlisted) {
    remarks.push_back(reader.text("manage.position", {{"position", std::int64_t{*facts.waiting_position}}}));
  }
  if (facts.kind == MessageKind::event_cancelled) {
    const auto reason = domain::best_text(facts.event->cancellation_reason, reader.language()).text;
    if (!reason.empty()) remarks.push_back(reader.text("email.reason") + ": " + std::string(reason));
  }
  return remarks;
}

std::string text_of(const Mail& mail, const Reader& reader) {
  std::string text =
      mail.greeting + "\n\n" + mail.lead + "\n\n" + mail.title + "\n" + mail.date + "\n" + mail.time + "\n";
  for (const auto& line : mail.place) text += line + "\n";
  for (const auto& remark : mail.remarks) text += remark + "\n";
  if (!mail.online_url.empty()) text += "\n" + reader.text("email.link.online") + ":\n" + mail.online_url + "\n";
  if (!mail.link.empty()) text += "\n" + mail.link_label + ":\n" + mail.link + "\n";
  text += "\n-- \n" + mail.footer + "\n";
  if (!mail.unsubscribe_url.empty()) text += reader.text("email.unsubscribe") + ":\n" + mail.unsubscribe_url + "\n";
  return text;
}

std::string html_of(const Mail& mail, const Pages& pages, const PageContext& context) {
  Page page(pages, context, "email.html", "email_layout.html");
  auto& body = page.body();
  page.title(mail.title);
  body.set("GREETING", mail.greeting);
  body.set("LEAD", mail.lead);
  body.set("MAIL_TITLE", mail.title);
  body.set("DATE", mail.date);
  body.set("TIME", mail.time);
  for (const auto& line : mail.place) body.add("PLACE").set("LINE", line);
  for (const auto& remark : mail.remarks) body.add("REMARK").set("LINE", remark);
  body.set_if("ONLINE_URL", mail.online_url);
  body.set("LINK_LABEL", mail.link_label);
  body.set_if("LINK", mail.link);
  body.set_if("UNSUBSCRIBE", mail.unsubscribe_url);
  body.set("FOOTER", mail.footer);
  return page.html();
}

}  // namespace

MessageWording::MessageWording(const Pages& pages, const domain::Clock& clock, std::string base_url,
                               std::string site_name, CalendarOf calendar_of)
    : pages_(pages),
      clock_(clock),
      base_url_(std::move(base_url)),
      site_name_(std::move(site_name)),
      calendar_of_(std::move(calendar_of)) {}

domain::Words MessageWording::word(const domain::MessageFacts& facts) const {
  return facts.channel == domain::Channel::sms ? word_sms(facts) : word_email(facts);
}

std::string MessageWording::link_of(const domain::MessageFacts& facts) const {
  if (facts.token.empty()) return {};
  return base_url_ + (is_for_interpreter(facts) ? "/o/" : "/m/") + facts.token;
}

domain::Words MessageWording::word_sms(const domain::MessageFacts& facts) const {
  const auto reader = pages_.reader(facts.language);
  const auto& zone = facts.event->time_zone;
  const auto link = link_of(facts);
  const auto place = short_place(facts, reader);
  const auto compose = [&](const std::string& title) {
    return with_plain_punctuation(reader.bare_text("sms." + std::string(domain::to_word(facts.kind)),
                                                   {{"title", title},
                                                    {"date", reader.short_date(start_of(facts), zone)},
                                                    {"time", short_time(facts, reader)},
                                                    {"place", place},
                                                    {"language", language_of(facts, reader)},
                                                    {"link", link}}));
  };
  domain::Words words;
  words.text = fitted(with_plain_punctuation(title_of(facts)), compose);
  return words;
}

domain::Words MessageWording::word_email(const domain::MessageFacts& facts) const {
  const auto reader = pages_.reader(facts.language);
  const auto& zone = facts.event->time_zone;
  const auto kind = std::string(domain::to_word(facts.kind));
  const auto& name = is_for_interpreter(facts) ? facts.interpreter->name : facts.registration->contact.name;
  Mail mail;
  mail.greeting = reader.text("email.greeting", {{"name", name}});
  mail.lead = reader.text("email.lead." + kind);
  mail.title = title_of(facts);
  mail.date = reader.date(start_of(facts), zone);
  mail.time = reader.time_range(start_of(facts), end_of(facts), zone);
  if (!is_remote(facts)) mail.place = place_lines(*facts.event, reader);
  mail.remarks = remarks_of(facts, reader);
  mail.online_url = online_link(facts);
  mail.link_label = reader.text(link_label_of(facts));
  mail.link = link_of(facts);
  mail.footer = reader.text("email.footer", {{"site", site_name_}, {"organisers", organisers_of(*facts.event)}});
  if (may_be_unsubscribed(facts)) mail.unsubscribe_url = link_of(facts) + "/reminders";

  PageContext context;
  context.language = reader.language();
  context.base_url = base_url_;
  context.site_name = site_name_;
  context.now = clock_.now();
  context.indexable = false;
  domain::Words words;
  words.subject = reader.bare_text("email.subject." + kind, {{"title", mail.title},
                                                             {"date", reader.short_date(start_of(facts), zone)},
                                                             {"language", language_of(facts, reader)}});
  words.text = text_of(mail, reader);
  words.html = html_of(mail, pages_, context);
  words.unsubscribe_url = mail.unsubscribe_url;
  const bool confirmed =
      facts.registration != nullptr && facts.registration->status == domain::RegistrationStatus::confirmed;
  if (calendar_of_ && confirmed && carries_calendar(facts.kind)) {
    words.calendar = calendar_of_(as_told(*facts.event), *facts.registration, reader.language());
  }
  return words;
}

}  // namespace ui
