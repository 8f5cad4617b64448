#include "ui/mail_body.hpp"

#include "domain/address.hpp"
#include "ui/event_view.hpp"
#include "ui/message_view.hpp"
#include "ui/organiser_contact.hpp"
#include "ui/page.hpp"

namespace ui {
namespace {

using domain::MessageKind;

// What the link is for, now.
std::string link_label_of(const domain::MessageFacts& facts) {
  if (facts.kind == MessageKind::interpreter_offer || facts.kind == MessageKind::interpreter_dates_offered) {
    return "email.link.offer";
  }
  if (is_for_interpreter(facts)) return "email.link.booking";
  if (facts.kind == MessageKind::invitation) return "email.link.invitation";
  if (facts.kind == MessageKind::place_offered) return "email.link.place";
  return was_called_off(facts.kind) ? "email.link.cancelled" : "email.link.manage";
}

// The address of an online event is for those who have a place.
std::string online_link(const domain::MessageFacts& facts) {
  if (was_called_off(facts.kind) || !facts.dates.empty() || !facts.booked.empty()) return {};
  const bool has_place =
      is_for_interpreter(facts)
          ? facts.booking->status == domain::BookingStatus::confirmed
          : facts.registration != nullptr && facts.registration->status == domain::RegistrationStatus::confirmed;
  return has_place ? facts.event->location.online_url : std::string();
}

std::string organisers_of(const domain::Event& event, const Reader& reader) {
  const std::string separator = reader.bare_text("text.comma") + " ";
  std::string names;
  for (const auto& organiser : event.organisers) {
    names += (names.empty() ? "" : separator) + organiser.name;
    const std::string contact = contact_line(organiser, separator);
    if (!contact.empty()) names += " (" + contact + ")";
  }
  return names;
}

std::vector<std::string> place_lines(const domain::Event& event, const Reader& reader) {
  if (event.location.is_online()) return {reader.text("event.online")};
  if (domain::is_unknown(event.location)) {
    std::vector<std::string> lines{reader.text("event.place_unknown")};
    if (!event.location.municipality.empty()) lines.push_back(event.location.municipality);
    return lines;
  }
  return domain::address_parts(event.location);
}

std::string directions_of(const domain::MessageFacts& facts, const Reader& reader) {
  const bool going = facts.room != nullptr && !is_remote(facts) && !was_called_off(facts.kind);
  if (!going || facts.event->location.is_online()) return {};
  return std::string(domain::best_text(facts.room->directions, reader.language()).text);
}

// What was told when it moved, and when it was before.
std::string old_time(const domain::Event& event, const Reader& reader) {
  if (event.status != domain::EventStatus::rescheduled || !event.previous_start_time) return {};
  return " " + reader.text("email.date.before",
                           {{"when", reader.date_and_time(*event.previous_start_time, event.time_zone)}});
}

std::string date_line(const domain::MessageFacts& facts, const domain::RegisteredDate& date, const Reader& reader) {
  const auto& event = *date.event;
  const bool moved = facts.kind == MessageKind::dates_changed;
  const std::string line =
      reader.text("email.date", {{"date", reader.date(event.start_time, event.time_zone)},
                                 {"time", reader.time_range(event.start_time, event.end_time, event.time_zone)},
                                 {"place", place_line(event, reader)},
                                 {"state", reader.text("email.date." + std::string(state_of(date)))}});
  return moved ? line + old_time(event, reader) : line;
}

std::string booked_line(const domain::BookedDate& date, const Reader& reader) {
  const auto& [event, booking] = date;
  const std::string day = reader.date(booking->start_time, event->time_zone);
  const std::string time = reader.time_range(booking->start_time, booking->end_time, event->time_zone);
  return booking->mode == domain::InterpretingMode::on_site
             ? reader.text("email.booked", {{"date", day}, {"time", time}, {"place", place_line(*event, reader)}})
             : reader.text("email.booked_remote", {{"date", day}, {"time", time}});
}

void add_booking_remarks(std::vector<std::string>& remarks, const domain::MessageFacts& facts, const Reader& reader) {
  const auto& booking = booking_told(facts);
  remarks.push_back(reader.text("offer.language") + ": " + language_of(facts, reader));
  remarks.push_back(reader.text(mode_key(booking)));
  if (!booking.topic.empty()) remarks.push_back(reader.text("offer.topic") + ": " + booking.topic);
  if (!booking.contact_person.empty()) {
    remarks.push_back(reader.text("offer.contact_person") + ": " + booking.contact_person);
  }
}

std::vector<std::string> remarks_of(const domain::MessageFacts& facts, const Reader& reader) {
  std::vector<std::string> remarks;
  if (is_for_interpreter(facts)) {
    add_booking_remarks(remarks, facts, reader);
  } else if (!was_called_off(facts.kind) && facts.registration != nullptr && facts.registration->persons.size() > 1) {
    remarks.push_back(
        reader.text("manage.persons", {{"count", static_cast<std::int64_t>(facts.registration->persons.size())}}));
  }
  if (facts.kind == MessageKind::event_rescheduled && facts.event->previous_start_time) {
    remarks.push_back(reader.text("email.moved_from", {{"when", reader.date_and_time(*facts.event->previous_start_time,
                                                                                     facts.event->time_zone)}}));
  }
  if (facts.waiting_position && facts.kind == MessageKind::registration_waitlisted) {
    remarks.push_back(reader.text("manage.position", {{"position", std::int64_t{*facts.waiting_position}}}));
  }
  if (const std::string reason = reason_of(facts); !reason.empty()) {
    remarks.push_back(reader.text("email.reason") + ": " + reason);
  }
  return remarks;
}

std::string greeting_of(const domain::MessageFacts& facts, const Reader& reader) {
  const auto& name = is_for_interpreter(facts)     ? facts.interpreter->name
                     : facts.invitation != nullptr ? facts.invitation->contact.name
                                                   : facts.registration->contact.name;
  return name.empty() ? reader.text("email.greeting.nameless") : reader.text("email.greeting", {{"name", name}});
}

}  // namespace

MailBody mail_body(const domain::MessageFacts& facts, const Reader& reader, const std::string& site_name) {
  const auto& event = event_told(facts);
  const auto& zone = event.time_zone;
  MailBody mail;
  mail.greeting = greeting_of(facts, reader);
  mail.lead = reader.text("email.lead." + std::string(domain::to_word(facts.kind)),
                          {{"until", reader.date_and_time(held_until(facts), zone)}});
  mail.title = title_of(facts);
  if (facts.dates.empty() && facts.booked.empty()) {
    mail.date = reader.date(start_of(facts), zone);
    mail.time = reader.time_range(start_of(facts), end_of(facts), zone);
    if (!is_remote(facts)) mail.place = place_lines(event, reader);
    mail.directions = directions_of(facts, reader);
  }
  for (const auto& date : facts.dates) mail.dates.push_back(date_line(facts, date, reader));
  for (const auto& date : facts.booked) mail.dates.push_back(booked_line(date, reader));
  mail.remarks = remarks_of(facts, reader);
  mail.online_url = online_link(facts);
  mail.link_label = reader.text(link_label_of(facts));
  mail.footer = reader.text("email.footer", {{"site", site_name}, {"organisers", organisers_of(event, reader)}});
  return mail;
}

std::string mail_text(const MailBody& mail, const Reader& reader) {
  std::string text = mail.greeting + "\n\n" + mail.lead + "\n\n" + mail.title + "\n";
  if (mail.dates.empty()) text += mail.date + "\n" + mail.time + "\n";
  for (const auto& line : mail.place) text += line + "\n";
  if (!mail.directions.empty()) text += reader.text("event.directions") + ": " + mail.directions + "\n";
  for (const auto& line : mail.dates) text += "- " + line + "\n";
  for (const auto& remark : mail.remarks) text += remark + "\n";
  if (!mail.online_url.empty()) text += "\n" + reader.text("email.link.online") + ":\n" + mail.online_url + "\n";
  if (!mail.link.empty()) text += "\n" + mail.link_label + ":\n" + mail.link + "\n";
  text += "\n-- \n" + mail.footer + "\n";
  if (!mail.unsubscribe_url.empty()) text += reader.text("email.unsubscribe") + ":\n" + mail.unsubscribe_url + "\n";
  return text;
}

std::string mail_html(const MailBody& mail, const Pages& pages, const PageContext& context) {
  Page page(pages, context, "email.html", "email_layout.html");
  auto& body = page.body();
  page.title(mail.title);
  body.set("GREETING", mail.greeting);
  body.set("LEAD", mail.lead);
  body.set("MAIL_TITLE", mail.title);
  if (mail.dates.empty()) {
    auto when = body.add("WHEN");
    when.set("DATE", mail.date);
    when.set("TIME", mail.time);
    for (const auto& line : mail.place) when.add("PLACE").set("LINE", line);
    when.set_if("DIRECTIONS", mail.directions);
  } else {
    auto list = body.add("DATES");
    for (const auto& line : mail.dates) list.add("ONE_DATE").set("LINE", line);
  }
  for (const auto& remark : mail.remarks) body.add("REMARK").set("LINE", remark);
  body.set_if("ONLINE_URL", mail.online_url);
  body.set("LINK_LABEL", mail.link_label);
  body.set_if("LINK", mail.link);
  body.set_if("UNSUBSCRIBE", mail.unsubscribe_url);
  body.set("FOOTER", mail.footer);
  return page.html();
}

}  // namespace ui
