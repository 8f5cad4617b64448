#include "service/usual_place.hpp"

#include <algorithm>

#include "domain/event_filter.hpp"
#include "service/api_request.hpp"

namespace service {
namespace {

constexpr std::size_t most_looked_through = 50;

// Of its events from today on, and where there are none, of those that are over.
std::vector<domain::Event> latest_events(const domain::Snapshot& snapshot, domain::OrganisationId own,
                                         domain::Instant now) {
  domain::EventFilter filter;
  filter.organiser = own;
  filter.publication = {domain::PublicationStatus::open_to_all, domain::PublicationStatus::unlisted,
                        domain::PublicationStatus::staff, domain::PublicationStatus::draft};
  filter.limit = most_looked_through;
  filter.from = now;
  auto events = snapshot.events().find(filter).events;
  if (!events.empty()) return events;
  filter.from.reset();
  filter.to = now;
  filter.latest_first = true;
  return snapshot.events().find(filter).events;
}

}  // namespace

std::string usual_municipality(const Request& request, const App& app) {
  const auto own = signed_in(request).organisation;
  if (!own) return {};
  std::string municipality;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    const auto organisation = snapshot.organisations().find(*own);
    municipality = organisation ? organisation->municipality : std::string();
    if (!municipality.empty()) return;
    auto events = latest_events(snapshot, *own, app.ports.clock.now());
    std::erase_if(events, [](const domain::Event& event) { return event.location.municipality.empty(); });
    const auto newest = std::ranges::max_element(events, {}, &domain::Event::created_time);
    if (newest != events.end()) municipality = newest->location.municipality;
  });
  return municipality;
}

std::vector<ui::NamedDay> named_days(const App& app, const std::string& municipality, std::chrono::sys_days from,
                                     std::chrono::sys_days to) {
  std::vector<ui::NamedDay> days;
  for (auto day = from; day < to; day += std::chrono::days{1}) {
    const std::chrono::year_month_day date{day};
    const auto code = app.holidays.public_holiday(date);
    const domain::SchoolHoliday* const school =
        municipality.empty() ? nullptr : app.holidays.school_holiday(municipality, date);
    if (code.empty() && school == nullptr) continue;
    days.push_back({date, std::string(code), school == nullptr ? domain::LocalisedText{} : school->name});
  }
  return days;
}

}  // namespace service
