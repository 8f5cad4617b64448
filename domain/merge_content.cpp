#include "domain/merge_content.hpp"

#include <algorithm>
#include <tuple>

#include "domain/address.hpp"
#include "domain/localised_text.hpp"
#include "domain/move_event.hpp"
#include "domain/municipalities.hpp"
#include "domain/text.hpp"

namespace domain {
namespace {

constexpr std::chrono::hours usual_length{1};

bool is_one_address(std::string_view text) {
  return is_web_address(text) && text.find_first_of(" \n\t") == std::string_view::npos;
}

// "Mimosa, Porrassalmenkatu 1, Mikkeli" is a place at an address; the municipality is the one that the address names,
// else the subscription's.
Place place_of(const std::string& location, const std::string& otherwise) {
  Place place;
  if (is_one_address(location)) {
    place.online_url = location;
    return place;
  }
  std::string line = location;
  std::ranges::replace(line, '\n', ' ');
  const std::size_t comma = line.find(',');
  place.name = trim(std::string_view(line).substr(0, comma));
  if (comma != std::string::npos) place.street_address = trim(std::string_view(line).substr(comma + 1));
  const std::string named = municipality_named(place.name, place.street_address);
  const std::string& municipality = named.empty() ? otherwise : named;
  place.municipality = municipality;
  const std::string ending = ", " + municipality;
  if (!municipality.empty() && place.street_address == municipality) {
    place.street_address.clear();
  } else if (!municipality.empty() && place.street_address.ends_with(ending)) {
    place.street_address.resize(place.street_address.size() - ending.size());
  }
  // A place must have a name.
  if (place.name.empty()) place.name = municipality.empty() ? std::string(unknown_place) : municipality;
  return place;
}

std::vector<std::string> themes_of(const ForeignOccurrence& occurrence, const SubscriptionDetails& subscription,
                                   const ThemeOf& theme_of) {
  std::vector<std::string> themes;
  for (const std::string& category : occurrence.categories) {
    const std::string theme = theme_of(category);
    if (!theme.empty() && std::ranges::find(themes, theme) == themes.end()) themes.push_back(theme);
  }
  return themes.empty() ? subscription.keywords : themes;
}

}  // namespace

Instant end_of(const ForeignOccurrence& occurrence) {
  return occurrence.end_time > occurrence.start_time ? occurrence.end_time : occurrence.start_time + usual_length;
}

ForeignContent content_of(const ForeignOccurrence& occurrence, const SubscriptionDetails& subscription,
                          const ThemeOf& theme_of) {
  ForeignContent content;
  content.name = occurrence.summary;
  content.description = occurrence.description;
  content.start_time = occurrence.start_time;
  content.end_time = end_of(occurrence);
  content.location = place_of(occurrence.location, subscription.municipality);
  content.keywords = themes_of(occurrence, subscription, theme_of);
  if (!subscription.registration_url.empty()) {
    content.registration_url = occurrence.url.empty() ? subscription.registration_url : occurrence.url;
  }
  return content;
}

EventDetails details_of(const ForeignContent& content, const Subscription& subscription) {
  EventDetails details;
  details.kind = subscription.kind;
  details.organisers = {{subscription.organisation, {}}};
  details.reminders = default_reminders();
  for (const SubscribedField field : subscribed_fields) put_field(field, content, subscription.language, details);
  return details;
}

bool same_link(const SubscribedEvent& one, const SubscribedEvent& other) {
  const auto parts = [](const SubscribedEvent& link) {
    return std::tie(link.uid, link.recurrence_id, link.theirs, link.cancelled_there, link.vanished_time, link.open,
                    link.refusal, link.wanted, link.cancelled_by_it, link.left);
  };
  return parts(one) == parts(other);
}

void put_field(SubscribedField field, const ForeignContent& content, const LanguageTag& language,
               EventDetails& details) {
  switch (field) {
    case SubscribedField::name:
      put_text(details.name, language, content.name);
      break;
    case SubscribedField::description:
      put_text(details.short_description, language, content.description);
      break;
    case SubscribedField::time:
      details.start_time = content.start_time;
      details.end_time = content.end_time;
      details.time_zone = content.time_zone;
      break;
    case SubscribedField::location:
      details.location = content.location;
      break;
    case SubscribedField::keywords:
      details.keywords = content.keywords;
      break;
    case SubscribedField::registration:
      details.external_registration_url = content.registration_url;
      break;
  }
}

void follow_field(SubscribedField field, const ForeignContent& content, const LanguageTag& language, const Ports& ports,
                  EventDetails& details) {
  if (field == SubscribedField::time) move_event(details, content.start_time, content.end_time, ports);
  put_field(field, content, language, details);
}

bool same_field(SubscribedField field, const ForeignContent& content, const LanguageTag& language,
                const EventDetails& details) {
  switch (field) {
    case SubscribedField::name:
      return text_in(details.name, language) == content.name;
    case SubscribedField::description:
      return text_in(details.short_description, language) == content.description;
    case SubscribedField::time:
      return details.start_time == content.start_time && details.end_time == content.end_time &&
             details.time_zone == content.time_zone;
    case SubscribedField::location:
      return details.location == content.location;
    case SubscribedField::keywords:
      return details.keywords == content.keywords;
    case SubscribedField::registration:
      return details.external_registration_url == content.registration_url;
  }
  return true;
}

bool same_field(SubscribedField field, const ForeignContent& one, const ForeignContent& other) {
  EventDetails details;
  put_field(field, one, {}, details);
  return same_field(field, other, {}, details);
}

void take_field(SubscribedField field, const ForeignContent& from, ForeignContent& to) {
  switch (field) {
    case SubscribedField::name:
      to.name = from.name;
      break;
    case SubscribedField::description:
      to.description = from.description;
      break;
    case SubscribedField::time:
      to.start_time = from.start_time;
      to.end_time = from.end_time;
      to.time_zone = from.time_zone;
      break;
    case SubscribedField::location:
      to.location = from.location;
      break;
    case SubscribedField::keywords:
      to.keywords = from.keywords;
      break;
    case SubscribedField::registration:
      to.registration_url = from.registration_url;
      break;
  }
}

CalendarSlot slot_of(const ForeignContent& content) {
  return {content.start_time, content.end_time, content.time_zone, content.location};
}

ForeignContent says_now(const SubscribedEvent& link) {
  ForeignContent content = link.theirs;
  if (!link.wanted) return content;
  content.start_time = link.wanted->start_time;
  content.end_time = link.wanted->end_time;
  content.time_zone = link.wanted->time_zone;
  content.location = link.wanted->location;
  return content;
}

void settle(SubscribedField field, SubscribedEvent& link) {
  take_field(field, says_now(link), link.theirs);
  link.open.erase(field);
  // What was refused is one of these.
  if (field != SubscribedField::time && field != SubscribedField::location) return;
  if (link.open.contains(SubscribedField::time) || link.open.contains(SubscribedField::location)) return;
  link.refusal.clear();
  link.wanted.reset();
}

SubscribedFields differences(const ForeignContent& content, const LanguageTag& language, const EventDetails& details) {
  SubscribedFields differing;
  for (const SubscribedField field : subscribed_fields) {
    if (!same_field(field, content, language, details)) differing.insert(field);
  }
  return differing;
}

void merge(const ForeignContent& before, const ForeignContent& after, const LanguageTag& language,
           const SubscribedFields& kept, const Ports& ports, EventDetails& details, SubscribedFields& open) {
  for (const SubscribedField field : subscribed_fields) {
    if (same_field(field, after, language, details)) {
      open.erase(field);
    } else if (same_field(field, before, language, details)) {
      if (kept.contains(field)) {
        open.insert(field);
      } else {
        follow_field(field, after, language, ports, details);
        open.erase(field);
      }
    } else if (!same_field(field, before, after)) {
      open.insert(field);
    }
  }
}

}  // namespace domain
