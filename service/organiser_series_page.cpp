#include <algorithm>
#include <set>

#include "domain/error.hpp"
#include "domain/keep_materials.hpp"
#include "domain/original_visibility.hpp"
#include "service/api_request.hpp"
#include "service/organiser_needs.hpp"
#include "service/organiser_series.hpp"

// What is known of a series at a glance.
namespace service {
namespace {

using domain::EventStatus;
using domain::Permission;

// Of more dates to come, the languages of who comes are not read.
constexpr int most_dates_looked_into = 100;

// Error{not_found} where the reader may see none of them.
std::vector<domain::Event> visible_dates(const domain::Snapshot& snapshot, const domain::Principal& principal,
                                         domain::SeriesId id) {
  std::vector<domain::Event> dates = snapshot.events().of_series(id);
  std::erase_if(dates,
                [&](const domain::Event& event) { return !domain::may(principal, Permission::see_event, &event); });
  if (dates.empty()) throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such series");
  return dates;
}

// Those that are held, unless none is.
std::vector<domain::Event> held_ones(const std::vector<domain::Event>& dates) {
  std::vector<domain::Event> held = dates;
  std::erase_if(held, [](const domain::Event& event) { return event.status == EventStatus::cancelled; });
  return held.empty() ? dates : held;
}

std::map<domain::LanguageTag, int> languages_of(const std::vector<domain::Registration>& registrations) {
  std::map<domain::LanguageTag, int> languages;
  for (const domain::Registration& registration : registrations) {
    if (registration.status == domain::RegistrationStatus::cancelled) continue;
    languages[registration.contact.language] += registration.size();
  }
  return languages;
}

void look_into(const domain::Snapshot& snapshot, const domain::Principal& principal, ui::SeriesDate& date) {
  const LanguagesAsked asked = languages_asked(snapshot, principal, date.event);
  date.languages = languages_of(asked.registrations);
  date.needs = language_needs(date.event, asked.registrations, asked.bookings);
}

bool can_change(const ui::SeriesDate& date, domain::Instant now) {
  return date.may_edit && date.event.status != EventStatus::cancelled && date.event.start_time > now;
}

// What is changed by hand would be taken for a change of the others.
void choose_dates_to_change_by(ui::SeriesPage& page, domain::Instant now) {
  for (const ui::SeriesDate& date : page.dates) {
    if (!can_change(date, now)) continue;
    if (!page.next) page.next = date.event.id;
    if (!page.model && date.by_hand.empty()) page.model = date.event.id;
  }
  if (!page.model) page.model = page.next;
}

bool is_to_come(const ui::SeriesDate& date) {
  return !date.over && date.event.status != EventStatus::cancelled;
}

// Of those to come a public one, if there is any: what is by its address alone is for those who were told.
const ui::SeriesDate* next_public(const ui::SeriesPage& page) {
  const auto found = std::ranges::find_if(page.dates, [](const ui::SeriesDate& date) {
    return is_to_come(date) && date.event.publication_status == domain::PublicationStatus::open_to_all;
  });
  return found == page.dates.end() ? nullptr : &*found;
}

void choose_poster(ui::SeriesPage& page) {
  const auto next = std::ranges::find_if(page.dates, is_to_come);
  page.poster = next == page.dates.end() ? page.dates.back().event.id : next->event.id;
  if (const ui::SeriesDate* shown = next_public(page)) page.poster = shown->event.id;
}

std::vector<domain::Material> materials_of_all(const domain::Snapshot& snapshot, const domain::Principal& principal,
                                               const domain::Event& event) {
  auto materials = domain::materials_for(snapshot, event, domain::material_reader(principal, event));
  std::erase_if(materials, [](const domain::Material& material) { return !material.series; });
  return materials;
}

// Of drafts that can be published.
void choose_publication(const domain::Snapshot& snapshot, const std::vector<domain::EventId>& drafts,
                        ui::SeriesPage& page) {
  page.drafts = static_cast<int>(drafts.size());
  std::set<std::optional<domain::PublicationStatus>> meant;
  for (const auto& [id, original] : domain::originals_of(snapshot.event_changes(), drafts)) {
    meant.insert(domain::meant_visibility(original));
  }
  page.original_unknown = meant.contains(std::nullopt);
  if (!meant.empty()) page.publish_as = meant.size() == 1 ? *meant.begin() : std::nullopt;
}

void add_dates(const domain::Snapshot& snapshot, const App& app, const domain::Principal& principal,
               std::vector<domain::Event> events, ui::SeriesPage& page) {
  const domain::Instant now = app.ports.clock.now();
  auto by_hand = domain::changed_by_hand(events, app.ports.zones);
  int looked_into = 0;
  std::vector<domain::EventId> drafts;
  for (std::size_t i = 0; i < events.size(); ++i) {
    ui::SeriesDate& date = page.dates.emplace_back();
    date.event = std::move(events[i]);
    date.by_hand = std::move(by_hand[i]);
    date.over = date.event.end_time <= now;
    date.may_edit = domain::may(principal, Permission::edit_event, &date.event);
    page.may_book = page.may_book || domain::may(principal, Permission::book_interpreters, &date.event);
    const bool draft = date.event.publication_status == domain::PublicationStatus::draft;
    const bool can_be_shown = date.may_edit && !date.over && date.event.status != EventStatus::cancelled;
    if (draft && can_be_shown) drafts.push_back(date.event.id);
    if (!date.over && ++looked_into <= most_dates_looked_into) look_into(snapshot, principal, date);
  }
  choose_publication(snapshot, drafts, page);
}

}  // namespace

ui::SeriesPage read_series_page(const Request& request, const App& app, domain::SeriesId id) {
  const domain::Principal& principal = signed_in(request);
  ui::SeriesPage page;
  page.id = id;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    page.dates.clear();
    std::vector<domain::Event> events = visible_dates(snapshot, principal, id);
    const std::vector<domain::Event> held = held_ones(events);
    page.rhythm = domain::rhythm_of(held, app.ports.zones);
    page.usual = domain::most_usual(held);
    add_dates(snapshot, app, principal, std::move(events), page);
    page.materials = materials_of_all(snapshot, principal, page.dates.back().event);
  });
  choose_dates_to_change_by(page, app.ports.clock.now());
  choose_poster(page);
  return page;
}

void add_public_address(ui::SeriesPage& page, const domain::LanguageTag& language, const App& app) {
  const ui::SeriesDate* shown = next_public(page);
  if (shown == nullptr) {
    const auto by_address = std::ranges::find_if(page.dates, [](const ui::SeriesDate& date) {
      return is_to_come(date) && domain::is_open_to_anyone(date.event);
    });
    if (by_address == page.dates.end()) return;
    shown = &*by_address;
  }
  page.public_address =
      app.settings.server.base_url + "/" + language.str() + "/events/" + std::to_string(shown->event.id.value);
}

}  // namespace service
