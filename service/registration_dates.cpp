#include <algorithm>

#include "domain/error.hpp"
#include "domain/register_participants.hpp"
#include "service/abuse_limits.hpp"
#include "service/api_request.hpp"
#include "service/consent_wordings.hpp"
#include "service/registration_input.hpp"
#include "service/registration_json.hpp"
#include "service/registrations.hpp"

// Registering for several dates of a series at once.
namespace service {
namespace {

using domain::Event;
using domain::EventId;

[[noreturn]] void no_such_series() {
  throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such series");
}

std::vector<Event> dates_of(domain::SeriesId series, const App& app) {
  std::vector<Event> dates;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { dates = snapshot.events().of_series(series); });
  if (dates.empty()) no_such_series();
  return dates;
}

// An unlisted date is for those who know its number.
bool is_listed(const Event& date, bool by_staff) {
  return by_staff || date.publication_status == domain::PublicationStatus::open_to_all;
}

bool is_open(const Event& date, domain::Instant now) {
  const auto state = domain::enrolment_state(date, now);
  return state == domain::Enrolment::open || state == domain::Enrolment::waiting_list;
}

std::vector<EventId> ids_of(const std::vector<Event>& dates) {
  std::vector<EventId> ids;
  for (const Event& date : dates) ids.push_back(date.id);
  return ids;
}

// The first dates that are open, as many as one request may take; where none is, those that are to come, so that the
// refusal says why.
std::vector<EventId> open_dates(std::vector<Event> dates, domain::Instant now, bool by_staff) {
  std::erase_if(dates, [&](const Event& date) { return !is_listed(date, by_staff); });
  if (dates.empty()) no_such_series();
  std::erase_if(dates, [&](const Event& date) { return date.start_time <= now; });
  if (dates.empty()) throw domain::Error(domain::ErrorKind::conflict, "closed", "the last date has begun");
  std::vector<Event> open = dates;
  std::erase_if(open, [&](const Event& date) { return !is_open(date, now); });
  std::vector<EventId> ids = ids_of(open.empty() ? dates : open);
  if (ids.size() > domain::maximum_dates_at_once) ids.resize(domain::maximum_dates_at_once);
  return ids;
}

std::vector<EventId> chosen_dates(const std::vector<EventId>& wanted, const std::vector<Event>& dates) {
  const std::vector<EventId> known = ids_of(dates);
  for (const EventId id : wanted) {
    if (std::ranges::find(known, id) == known.end()) {
      throw domain::Error(domain::ErrorKind::invalid, "events", "must be dates of this series", "events");
    }
  }
  return wanted;
}

Json outcomes_json(const std::vector<domain::DateOutcome>& outcomes, const App& app) {
  Json::Array data;
  for (const domain::DateOutcome& outcome : outcomes) {
    Json::Object date{{"event", outcome.event.value}};
    if (outcome.receipt) {
      const Json receipt = receipt_json(*outcome.receipt, app);
      date.insert(date.end(), receipt.object()->begin(), receipt.object()->end());
    } else {
      date.push_back({"refusal", outcome.refusal});
    }
    data.push_back(std::move(date));
  }
  return Json::Object{{"data", std::move(data)}};
}

}  // namespace

Reply register_for_series(const Request& request, App& app) {
  const domain::SeriesId series{id_in_path(request)};
  const std::vector<Event> dates = dates_of(series, app);
  const bool by_staff =
      request.principal && domain::may(*request.principal, domain::Permission::register_by_staff, &dates.front());
  const domain::Principal* staff = by_staff ? &*request.principal : nullptr;
  const auto maximum = by_staff ? domain::maximum_party_by_staff : domain::maximum_party;
  auto [wanted, chosen] = read_registration_for_dates(read_json(request), maximum);
  wanted.idempotency_key = idempotency_key(request);
  settle_consent(wanted, app);
  const auto events = chosen ? chosen_dates(*chosen, dates) : open_dates(dates, app.ports.clock.now(), by_staff);
  if (!by_staff) limit_registration(request, app, wanted.contact, events);
  const auto whole = chosen ? std::nullopt : std::optional(series);
  const auto outcomes = domain::register_for_dates(app.ports, wanted, events, staff, whole);
  return personal_reply(201, outcomes_json(outcomes, app));
}

}  // namespace service
