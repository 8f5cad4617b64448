#include "service/own_calendar.hpp"

#include <algorithm>

#include "calendar/event_entry.hpp"
#include "calendar/foreign_text.hpp"
#include "calendar/plain_text.hpp"
#include "domain/merge_content.hpp"
#include "domain/municipalities.hpp"
#include "domain/text.hpp"
#include "service/programme_cells.hpp"
#include "service/programme_words.hpp"

namespace service {
namespace {

using domain::EventDetails;
using domain::LanguageTag;

// What Kutsu itself would have written of the stored event, in one language; without its news (a former time, why it
// was cancelled), which stand before the description and are others in a file taken out at another time.
struct OwnText {
  const calendar::Words* words = nullptr;
  calendar::Entry entry;
  LanguageTag name_language;
  LanguageTag description_language;
  std::string facts;  // what stands behind the description
};

OwnText own_text(const domain::Event& stored, const calendar::Words& words) {
  const auto name = domain::best_text(stored.name, words.language());
  const auto description = domain::best_text(stored.short_description, words.language());
  domain::Event without_news = stored;
  without_news.status = domain::EventStatus::scheduled;
  OwnText own{&words,
              calendar::public_entry(without_news, words, calendar::Cancelled::by_status),
              name.text.empty() ? words.language() : name.language,
              description.text.empty() ? words.language() : description.language,
              {}};
  own.facts = own.entry.description.substr(std::min(description.text.size(), own.entry.description.size()));
  return own;
}

// The language in which this was taken out: the one in which most is as Kutsu has it.
const OwnText* read_as(const std::vector<OwnText>& all, const domain::ForeignOccurrence& occurrence) {
  const auto likeness = [&](const OwnText& own) {
    return (occurrence.description.ends_with(own.facts) ? 8 : 0) +
           (occurrence.description.ends_with(own.words->text("calendar.details", own.entry.url)) ? 4 : 0) +
           (occurrence.summary == own.entry.summary ? 2 : 0) + (occurrence.location == own.entry.location ? 1 : 0);
  };
  const auto best = std::ranges::max_element(all, {}, likeness);
  return best == all.end() || likeness(*best) == 0 ? nullptr : &*best;
}

void set_text(domain::LocalisedText& text, const LanguageTag& language, const std::string& value) {
  if (value.empty())
    text.erase(language);
  else
    text.insert_or_assign(language, value);
}

std::string_view without_news(std::string_view description, const calendar::Words& words) {
  constexpr std::string_view value = "{}";
  for (const char* key : {"calendar.cancelled_reason", "calendar.moved_from"}) {
    const auto news = words.text(key, value);
    const auto at = news.find(value);
    if (at == std::string::npos || !description.starts_with(std::string_view(news).substr(0, at))) continue;
    const auto end = news.substr(at + value.size()) + "\n\n";
    if (const auto found = description.find(end, at); found != std::string_view::npos)
      description.remove_prefix(found + end.size());
  }
  return description;
}

// As a calendar gives it back.
std::string as_read(const std::string& text) {
  return calendar::plain_text(calendar::without_markup(calendar::plain_text(text)));
}

void take_texts_back(EventDetails& details, const domain::ForeignOccurrence& occurrence, const OwnText& own) {
  if (!occurrence.summary.empty() && occurrence.summary != own.entry.summary)
    set_text(details.name, own.name_language, occurrence.summary);
  const auto said = without_news(occurrence.description, *own.words);
  if (said == own.entry.description || !said.ends_with(own.facts)) return;
  const std::string description(domain::trim(said.substr(0, said.size() - own.facts.size())));
  if (const auto kept = details.short_description.find(own.description_language);
      kept == details.short_description.end() || as_read(kept->second) != description)
    set_text(details.short_description, own.description_language, description);
}

void take_texts(EventDetails& details, const domain::ForeignOccurrence& occurrence, const LanguageTag& language) {
  if (!occurrence.summary.empty()) set_text(details.name, language, occurrence.summary);
  if (!occurrence.description.empty()) set_text(details.short_description, language, occurrence.description);
}

void take_place(EventDetails& details, const domain::Event& stored, const std::string& location) {
  if (location.empty()) return;
  auto place = place_of(location);
  const bool same = place.name == stored.location.name && place.street_address == stored.location.street_address &&
                    place.online_url == stored.location.online_url;
  if (same) {
    if (stored.location.municipality.empty()) details.location.municipality = std::move(place.municipality);
    return;
  }
  if (place.municipality.empty() && !place.is_online()) place.municipality = stored.location.municipality;
  details.location = std::move(place);
}

}  // namespace

domain::Place place_of(const std::string& location) {
  domain::Place place;
  if (is_web_address(location)) {
    place.online_url = location;
    return place;
  }
  const auto comma = location.find_first_of(",\n");
  place.name = std::string(domain::trim(std::string_view(location).substr(0, comma)));
  if (comma != std::string::npos)
    place.street_address = std::string(domain::trim(std::string_view(location).substr(comma + 1)));
  place.municipality = domain::municipality_named(place.street_address);
  std::ranges::replace(place.street_address, '\n', ' ');
  return place;
}

std::vector<std::string> themes_of(const std::vector<std::string>& categories) {
  std::vector<std::string> themes;
  for (const auto& category : categories)
    if (const auto theme = ProgrammeWords::configured().theme(category);
        theme && std::ranges::find(themes, *theme) == themes.end())
      themes.push_back(*theme);
  return themes;
}

void take_over(EventDetails& details, const domain::Event& stored, const domain::ForeignOccurrence& occurrence,
               const LanguageTag& language, const CalendarTexts& texts) {
  details = stored;
  details.start_time = occurrence.start_time;
  details.end_time = domain::end_of(occurrence);
  // As it came in before it was kept in the site's.
  if (stored.import_key.starts_with("ics/") && stored.time_zone == occurrence.time_zone)
    details.time_zone = domain::default_time_zone;
  std::vector<OwnText> all;
  if (!stored.import_key.starts_with("ics/"))
    for (const auto& words : texts) all.push_back(own_text(stored, *words));
  const OwnText* own = read_as(all, occurrence);
  if (own != nullptr)
    take_texts_back(details, occurrence, *own);
  else
    take_texts(details, occurrence, language);
  if (own == nullptr || occurrence.location != own->entry.location) take_place(details, stored, occurrence.location);
  auto themes = themes_of(occurrence.categories);
  if (!themes.empty() && !std::ranges::is_permutation(themes, stored.keywords)) details.keywords = std::move(themes);
}

}  // namespace service
