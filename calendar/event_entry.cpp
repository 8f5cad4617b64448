#include "calendar/event_entry.hpp"

#include <algorithm>
#include <limits>

#include "domain/access.hpp"
#include "domain/address.hpp"

namespace calendar {
namespace {

// RFC 5545 knows integers of 32 bits.
int to_sequence(std::int64_t number) {
  return static_cast<int>(std::min<std::int64_t>(number, std::numeric_limits<int>::max()));
}

void append_paragraph(std::string& text, std::string_view paragraph) {
  if (paragraph.empty()) return;
  if (!text.empty()) text += "\n\n";
  text += paragraph;
}

void append_line(std::string& text, const Words& words, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  if (!text.empty()) text += '\n';
  text += words.text(key, value);
}

std::string address(const domain::Place& place) {
  std::string address;
  for (const std::string& part : domain::address_parts(place)) address += (address.empty() ? "" : ", ") + part;
  return address;
}

std::string location(const domain::Place& place, const Words& words) {
  if (domain::is_unknown(place)) return {};
  return place.is_online() ? words.text("calendar.online") : address(place);
}

std::string organisers(const domain::Event& event) {
  std::string names;
  for (const auto& organiser : event.organisers) {
    if (!names.empty()) names += ", ";
    names += organiser.name;
  }
  return names;
}

std::string describe(const domain::Event& event, const Words& words) {
  std::string facts;
  if (domain::is_unknown(event.location)) facts = words.text("calendar.place_unknown");
  append_line(facts, words, "calendar.languages", words.language_names(event.in_language));
  append_line(facts, words, "calendar.interpreted", words.language_names(event.interpreted_languages));
  append_line(facts, words, "calendar.organisers", organisers(event));
  std::string text{best_text(event.short_description, words.language()).text};
  append_paragraph(text, facts);
  return text;
}

// What all entries about an event have in common; the rest tells more, or less.
Entry frame(const domain::Event& event) {
  Entry entry;
  entry.uid = event.uid;
  entry.sequence = event.sequence;
  entry.stamp = event.last_modified_time;
  entry.created = event.created_time;
  entry.last_modified = event.last_modified_time;
  entry.start = event.start_time;
  entry.end = event.end_time;
  entry.time_zone = event.time_zone;
  return entry;
}

void prepend_reason(std::string& description, const domain::Event& event, const Words& words) {
  const std::string_view reason = best_text(event.cancellation_reason, words.language()).text;
  if (reason.empty()) return;
  std::string text = words.text("calendar.cancelled_reason", reason);
  append_paragraph(text, description);
  description = std::move(text);
}

// A calendar shows the new time alone.
void prepend_old_time(std::string& description, const domain::Event& event, const Words& words) {
  if (event.status != domain::EventStatus::rescheduled || !event.previous_start_time) return;
  std::string text = words.text("calendar.moved_from", words.moment(*event.previous_start_time, event.time_zone));
  append_paragraph(text, description);
  description = std::move(text);
}

std::string mode_name(domain::InterpretingMode mode, const Words& words) {
  return words.text("organiser.mode." + std::string{domain::to_word(mode)});
}

EntryStatus status_of(const domain::InterpreterBooking& booking, const domain::Event& event) {
  using domain::BookingStatus;
  const bool cancelled =
      booking.status == BookingStatus::cancelled_free || booking.status == BookingStatus::cancelled_billed;
  if (cancelled || event.status == domain::EventStatus::cancelled) return EntryStatus::cancelled;
  return booking.status == BookingStatus::offered ? EntryStatus::tentative : EntryStatus::confirmed;
}

std::string languages_of(const domain::InterpreterBooking& booking, const Words& words) {
  std::string languages = words.language_names({booking.language});
  if (!booking.dialect.empty()) languages += " (" + booking.dialect + ")";
  return languages;
}

}  // namespace

Entry public_entry(const domain::Event& event, const Words& words, Cancelled cancelled) {
  Entry entry = frame(event);
  entry.summary = best_text(event.name, words.language()).text;
  entry.description = describe(event, words);
  entry.location = location(event.location, words);
  entry.url = words.event_url(event.id);
  for (const auto& theme : event.keywords) entry.categories.push_back(words.theme_name(theme));
  prepend_old_time(entry.description, event, words);
  if (event.status == domain::EventStatus::cancelled) {
    prepend_reason(entry.description, event, words);
    if (cancelled == Cancelled::visible) {
      entry.summary = words.text("calendar.cancelled_summary", entry.summary);
    } else {
      entry.status = EntryStatus::cancelled;
    }
  }
  // Google shows no URL property.
  append_paragraph(entry.description, words.text("calendar.details", entry.url));
  return entry;
}

Entry participant_entry(const domain::Event& event, const domain::Registration& registration, const Words& words,
                        domain::Instant now) {
  Entry entry = public_entry(event, words, Cancelled::by_status);
  if (!event.neutral_name.empty()) {
    entry.summary = best_text(event.neutral_name, words.language()).text;
    entry.description = words.text("calendar.details", entry.url);
    prepend_old_time(entry.description, event, words);
    if (event.status == domain::EventStatus::cancelled) prepend_reason(entry.description, event, words);
    entry.categories.clear();
  }
  const bool takes_part = registration.status == domain::RegistrationStatus::confirmed;
  if (takes_part && event.location.is_online()) {
    append_paragraph(entry.description, words.text("calendar.join", event.location.online_url));
    entry.location = event.location.online_url;
  }
  entry.stamp = now;
  entry.last_modified.reset();
  // A place that becomes theirs, or is given up, is a change of the entry though not of the event.
  entry.sequence = to_sequence(event.sequence + registration.version - 1);
  if (entry.status != EntryStatus::cancelled && !takes_part) {
    const bool waits = registration.status == domain::RegistrationStatus::waitlisted;
    entry.status = waits ? EntryStatus::tentative : EntryStatus::cancelled;
    if (waits) entry.summary = words.text("calendar.waiting_summary", entry.summary);
  }
  entry.takes_time = entry.status == EntryStatus::confirmed;
  entry.personal = true;
  return entry;
}

Entry booking_entry(const domain::InterpreterBooking& booking, const domain::Event& event, const Words& words,
                    domain::Instant now) {
  Entry entry = frame(event);
  entry.uid = "interpreting-" + std::to_string(booking.id.value) + "-" + event.uid;
  entry.sequence = to_sequence(event.sequence + booking.version - 1);
  entry.stamp = now;
  entry.created = booking.created_time;
  entry.last_modified.reset();
  entry.start = booking.start_time;
  entry.end = booking.end_time;
  entry.summary = words.text("calendar.interpreting_summary", languages_of(booking, words));
  entry.summary += ": ";
  entry.summary += best_text(event.name, words.language()).text;
  if (booking.status == domain::BookingStatus::offered) {
    entry.summary = words.text("calendar.offered_summary", entry.summary);
  }
  append_line(entry.description, words, "calendar.topic", booking.topic);
  append_line(entry.description, words, "calendar.contact_person", booking.contact_person);
  append_line(entry.description, words, "calendar.mode", mode_name(booking.mode, words));
  append_line(entry.description, words, "calendar.materials", booking.materials);
  append_line(entry.description, words, "calendar.join", event.location.online_url);
  append_line(entry.description, words, "calendar.organisers", organisers(event));
  if (domain::is_open_to_anyone(event)) {
    entry.url = words.event_url(event.id);
    append_line(entry.description, words, "calendar.details", entry.url);
  }
  const bool comes = booking.mode == domain::InterpretingMode::on_site;
  entry.location = comes ? location(event.location, words) : mode_name(booking.mode, words);
  entry.status = status_of(booking, event);
  entry.takes_time = entry.status == EntryStatus::confirmed;
  entry.personal = true;
  return entry;
}

bool is_in_calendar(domain::BookingStatus status) {
  using domain::BookingStatus;
  return status != BookingStatus::requested && status != BookingStatus::declined && status != BookingStatus::no_show;
}

}  // namespace calendar
