#include "service/own_calendar.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "calendar/event_entry.hpp"
#include "calendar/foreign_text.hpp"
#include "calendar/online_meeting.hpp"
#include "calendar/plain_text.hpp"
#include "domain/event_limits.hpp"
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
};

OwnText own_text(const domain::Event& stored, const calendar::Words& words) {
  const auto name = domain::best_text(stored.name, words.language());
  const auto description = domain::best_text(stored.short_description, words.language());
  domain::Event without_news = stored;
  without_news.status = domain::EventStatus::scheduled;
  return {&words, calendar::public_entry(without_news, words, calendar::Cancelled::by_status),
          name.text.empty() ? words.language() : name.language,
          description.text.empty() ? words.language() : description.language};
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
  return calendar::plain_text(calendar::without_meeting(calendar::without_markup(calendar::plain_text(text))).text);
}

std::string place_as_read(const std::string& location) {
  return calendar::cut_text(calendar::plain_text(location), domain::longest_place_name);
}

std::string_view beginning_of(std::string_view pattern, std::string_view value) {
  return pattern.substr(0, pattern.find(value));
}

// "Tiedot ja ilmoittautuminen: https://…/events/7", whatever the site was called when it was written.
bool is_details_line(std::string_view line, const calendar::Words& words) {
  constexpr std::string_view value = "{}";
  const auto pattern = words.text("calendar.details", value);
  return line.starts_with(beginning_of(pattern, value)) && line.find("/events/") != std::string_view::npos;
}

bool is_fact(std::string_view line, const calendar::Words& words) {
  constexpr std::string_view value = "{}";
  return std::ranges::any_of(
      std::array{"calendar.place_unknown", "calendar.languages", "calendar.interpreted", "calendar.organisers"},
      [&](const char* key) {
        const auto pattern = words.text(key, value);
        return line.starts_with(beginning_of(pattern, value));
      });
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return lines;
}

// What Kutsu writes behind a description: the facts, and where to read more. Nothing where that line is not there.
std::optional<std::string> without_own_lines(std::string_view description, const calendar::Words& words) {
  auto lines = lines_of(description);
  // The last one: another Kutsu's may stand in the description itself.
  const auto is_it = [&](std::string_view line) { return is_details_line(line, words); };
  const auto behind_it = std::find_if(lines.rbegin(), lines.rend(), is_it).base();
  if (behind_it == lines.begin()) return std::nullopt;
  const auto details = behind_it - 1;
  const auto is_blank = [](std::string_view line) { return domain::trim(line).empty(); };
  auto first = details;
  while (first != lines.begin() && is_blank(*(first - 1))) --first;
  while (first != lines.begin() && is_fact(*(first - 1), words)) --first;
  while (first != lines.begin() && is_blank(*(first - 1))) --first;
  auto last = details + 1;
  while (last != lines.end() && is_blank(*last)) ++last;
  const auto behind = lines.erase(first, last);
  std::string text;
  for (auto line = lines.begin(); line != lines.end(); ++line) {
    if (line == behind && !text.empty()) text += '\n';
    (text += *line) += '\n';
  }
  return std::string(domain::trim(text));
}

bool leads_here(const domain::ForeignOccurrence& occurrence, const domain::Event& stored,
                const calendar::Words& words) {
  const auto lines = lines_of(occurrence.description);
  return std::ranges::find(lines, words.text("calendar.details", words.event_url(stored.id))) != lines.end();
}

// Taken out of here, whoever it belonged to before: by the UID or, where a program gave it another one, by the event's
// address here. Another Kutsu's words are the same.
bool is_own(const domain::ForeignOccurrence& occurrence, const domain::Event& stored, const CalendarTexts& texts) {
  return occurrence.uid == stored.uid || std::ranges::any_of(texts, [&](const auto& words) {
           return occurrence.url == words->event_url(stored.id) || leads_here(occurrence, stored, *words);
         });
}

// The language in which this was taken out: that of the line that says where to read more, else the one in which most
// is as Kutsu has it.
const OwnText* read_as(const std::vector<OwnText>& all, const domain::ForeignOccurrence& occurrence,
                       const domain::Event& stored) {
  const auto likeness = [&](const OwnText& own) {
    return (leads_here(occurrence, stored, *own.words) ? 8 : 0) +
           (without_own_lines(occurrence.description, *own.words) ? 4 : 0) +
           (occurrence.summary == own.entry.summary ? 2 : 0) + (occurrence.location == own.entry.location ? 1 : 0);
  };
  const auto best = std::ranges::max_element(all, {}, likeness);
  return best == all.end() || likeness(*best) == 0 ? nullptr : &*best;
}

void take_texts_back(EventDetails& details, const domain::ForeignOccurrence& occurrence, const OwnText& own,
                     bool is_taken_out_here) {
  if (!occurrence.summary.empty() && occurrence.summary != own.entry.summary)
    set_text(details.name, own.name_language, occurrence.summary);
  const auto said = without_news(occurrence.description, *own.words);
  if (said == own.entry.description) return;
  const auto rest = without_own_lines(said, *own.words);
  // Ours without the lines behind it was written anew, if it is not cut.
  const bool is_cut = domain::count_code_points(occurrence.description) >= domain::longest_event_description;
  if (!rest && (said.empty() || is_cut || !is_taken_out_here)) return;
  const std::string description = rest.value_or(std::string(said));
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

domain::Place read_place(const std::string& location) {
  domain::Place place;
  if (is_web_address(location)) {
    place.online_url = location;
    return place;
  }
  const auto comma = location.find_first_of(",\n");
  place.name = std::string(domain::trim(std::string_view(location).substr(0, comma)));
  if (comma != std::string::npos)
    place.street_address = std::string(domain::trim(std::string_view(location).substr(comma + 1)));
  place.municipality = domain::municipality_named(place.name, place.street_address);
  std::ranges::replace(place.street_address, '\n', ' ');
  return place;
}

}  // namespace

domain::Place place_of(const std::string& location) {
  // A calendar says the same place again and again, and its town is looked for by folded words.
  thread_local std::pair<std::string, domain::Place> last;
  if (last.first != location) last = {location, read_place(location)};
  return last.second;
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
  const bool is_taken_out_here = is_own(occurrence, stored, texts);
  std::vector<OwnText> all;
  if (is_taken_out_here || !stored.import_key.starts_with("ics/"))
    for (const auto& words : texts) all.push_back(own_text(stored, *words));
  const OwnText* own = read_as(all, occurrence, stored);
  // As it came in before it was kept in the site's.
  if (own == nullptr && stored.import_key.starts_with("ics/") && stored.time_zone == occurrence.time_zone)
    details.time_zone = domain::default_time_zone;
  if (own != nullptr)
    take_texts_back(details, occurrence, *own, is_taken_out_here);
  else
    take_texts(details, occurrence, language);
  if (own == nullptr || occurrence.location != place_as_read(own->entry.location))
    take_place(details, stored, occurrence.location);
  if (own != nullptr && occurrence.categories == own->entry.categories) return;
  auto themes = themes_of(occurrence.categories);
  if (!themes.empty() && !std::ranges::is_permutation(themes, stored.keywords)) details.keywords = std::move(themes);
}

}  // namespace service
