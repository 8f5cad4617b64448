#include "service/organiser_overview.hpp"

#include <algorithm>
#include <charconv>

#include "domain/booking_changes.hpp"
#include "domain/event_history.hpp"
#include "domain/list_participants.hpp"
#include "domain/original_visibility.hpp"
#include "domain/travel.hpp"
#include "service/api_request.hpp"
#include "service/conflicts.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_needs.hpp"
#include "service/subscription_input.hpp"

namespace service {
namespace {

using domain::Permission;

// Only where the booking can still be offered.
std::vector<ui::Candidate> candidates_for(const domain::Snapshot& snapshot, const domain::InterpreterBooking& booking,
                                          const domain::Place& place) {
  std::vector<ui::Candidate> candidates;
  if (booking.status != domain::BookingStatus::requested && booking.status != domain::BookingStatus::declined) {
    return candidates;
  }
  for (domain::Interpreter& interpreter : snapshot.interpreters().all()) {
    if (!speaks(interpreter, booking.language)) continue;
    const bool busy =
        !domain::clashing_bookings(snapshot.interpreters(), snapshot.events(), interpreter.id, booking, place).empty();
    candidates.push_back({std::move(interpreter), busy});
  }
  std::ranges::stable_partition(candidates, [](const ui::Candidate& candidate) { return !candidate.busy; });
  return candidates;
}

std::vector<ui::BookingView> views_of(const domain::Snapshot& snapshot,
                                      const std::vector<domain::InterpreterBooking>& bookings,
                                      const domain::Place& place) {
  std::vector<ui::BookingView> views;
  for (const domain::InterpreterBooking& booking : bookings) {
    ui::BookingView& view = views.emplace_back(ui::BookingView{booking, {}, candidates_for(snapshot, booking, place)});
    if (booking.interpreter) view.interpreter = snapshot.interpreters().find(*booking.interpreter);
  }
  return views;
}

std::map<domain::LanguageTag, ui::Persons> contact_languages(const std::vector<domain::Registration>& registrations) {
  std::map<domain::LanguageTag, ui::Persons> languages;
  for (const domain::Registration& registration : registrations) {
    if (registration.status == domain::RegistrationStatus::cancelled) continue;
    ui::Persons& persons = languages[registration.contact.language];
    (registration.holds_places() ? persons.placed : persons.waiting) += registration.size();
  }
  return languages;
}

// The cancellation that can be taken back.
std::optional<domain::EventChangeId> cancellation_of(const App& app, const domain::Principal& principal,
                                                     const domain::Event& event) {
  if (event.status != domain::EventStatus::cancelled) return {};
  if (!domain::may(principal, Permission::edit_event, &event)) return {};
  const domain::History history = domain::list_history(app.ports, principal, event.id);
  const auto found = std::ranges::find_if(history.entries, [](const domain::HistoryEntry& entry) {
    return entry.change.kind == domain::ChangeKind::cancelled && entry.undoable;
  });
  if (found == history.entries.end()) return {};
  return found->change.id;
}

// What is shown of who registered has been written to the audit log before it comes here; without `listed` they are
// only counted.
ui::EventOverview read_overview(const domain::Snapshot& snapshot, const App& app, const domain::Principal& principal,
                                domain::EventId id, const std::optional<domain::Participants>& listed) {
  ui::EventOverview overview;
  auto event = snapshot.events().find(id);
  if (!event) throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such event");
  domain::require(principal, Permission::see_event, &*event);
  const auto [asked, bookings] = languages_asked(snapshot, principal, *event);
  const auto& registrations = listed ? listed->registrations : asked;
  overview.needs = language_needs(*event, registrations, bookings);
  overview.contact_languages = contact_languages(registrations);
  for (const domain::Message& message : snapshot.outbox().of_event(id)) ++overview.messages[message.state];
  if (listed) overview.registrations = registrations;
  if (domain::may(principal, Permission::book_interpreters, &*event))
    overview.bookings = views_of(snapshot, bookings, event->location);
  if (domain::may(principal, Permission::edit_event, &*event) && event->status != domain::EventStatus::cancelled) {
    overview.conflicts = conflicts_of(snapshot, app, principal, *event, id);
  }
  if (domain::may(principal, Permission::edit_event, &*event)) overview.calendar = link_of(snapshot, *event);
  if (domain::may(principal, Permission::edit_event, &*event)) overview.approval = snapshot.approvals().find(id);
  if (event->publication_status == domain::PublicationStatus::draft) {
    const std::vector<domain::EventId> ids{id};
    overview.original = domain::meant_visibility(domain::originals_of(snapshot.event_changes(), ids).at(id));
  }
  overview.event = std::move(*event);
  return overview;
}

std::optional<domain::Participants> listed_for(const App& app, const domain::Principal& principal, domain::EventId id) {
  std::optional<domain::Event> event;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { event = snapshot.events().find(id); });
  if (!event || !domain::may(principal, Permission::see_participants, &*event)) return {};
  return domain::list_participants(app.ports, id, principal);
}

// A new booking is for a language still without one.
void fill_in_defaults(ui::EventOverview& overview, const domain::Principal& principal) {
  if (!overview.booking.values.empty()) return;
  const auto open = std::ranges::find_if(overview.needs, [](const ui::LanguageNeed& need) { return !need.furthest; });
  if (open != overview.needs.end()) overview.booking.values.emplace_back("booking.language", open->language.str());
  overview.booking.values.emplace_back("booking.contact_person", principal.display_name);
}

// ?registered=…: a number alone, so that no address tells a name.
std::optional<domain::RegistrationId> just_registered(const Request& request) {
  const auto text = request.query_value("registered").value_or("");
  domain::RegistrationId id;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.value);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return id;
}

}  // namespace

Reply overview_reply(const Request& request, const App& app, domain::EventId id, OverviewForms forms, int status) {
  const domain::Principal& principal = signed_in(request);
  const auto listed = listed_for(app, principal, id);
  ui::EventOverview overview;
  app.ports.store.read(
      [&](const domain::Snapshot& snapshot) { overview = read_overview(snapshot, app, principal, id, listed); });
  overview.booking = std::move(forms.booking);
  overview.moving = std::move(forms.moving);
  overview.problems = std::move(forms.problems);
  overview.now = app.ports.clock.now();
  overview.just_registered = just_registered(request);
  overview.cancellation = cancellation_of(app, principal, overview.event);
  fill_in_defaults(overview, principal);
  const ui::Console console = console_for(request, app, "events", address_of(id));
  if (domain::is_open_to_anyone(overview.event)) {
    overview.public_address =
        app.settings.server.base_url + "/" + console.context.language.str() + "/events/" + std::to_string(id.value);
  }
  return console_reply(request, app, ui::event_overview_page(app.pages, console, overview), status);
}

Reply press(const Request& request, const App& app, domain::EventId id, const std::function<Reply()>& work) {
  try {
    return work();
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return overview_reply(request, app, id, {.problems = error.problems()}, status_of(error));
  }
}

Reply show_own_event(const Request& request, App& app) {
  return overview_reply(request, app, event_in_path(request), {});
}

}  // namespace service
