#include "domain/error.hpp"
#include "domain/party.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_party.hpp"
#include "service/pasted_lines.hpp"
#include "service/trial_store.hpp"

// A group that a counsellor brings, from a pasted list.
namespace service {
namespace {

using domain::maximum_party_by_staff;

std::string group_address(domain::EventId event) {
  return address_of(event) + "/registrations/group";
}

Reply group_reply(const Request& request, const App& app, const ui::GroupPage& page, int status = 200) {
  const ui::Console console = console_for(request, app, "events", group_address(page.party.event.id));
  return console_reply(request, app, ui::group_page(app.pages, console, page), status);
}

// Everything that was typed, read; what cannot be taken is in the page.
struct ReadGroup {
  ui::GroupPage page;
  Party party;
  bool good = false;
};

std::vector<domain::Problem> list_problems(const std::vector<domain::Person>& people) {
  if (people.empty()) return {{"people", "required", "is required"}};
  if (people.size() > maximum_party_by_staff) return {{"people", "too_many", "must be at most 60 persons"}};
  return {};
}

ReadGroup read_group(const App& app, domain::Event event, const Fields& fields) {
  ReadGroup group;
  group.page.party = staff_party(app, event, read_party(fields, 1), fields);
  auto people = pasted_persons(form_value(fields, "people"), group.page.line_problems);
  std::vector<domain::Problem> more = list_problems(people);
  const auto consent = spoken_consent_problems(fields);
  more.insert(more.end(), consent.begin(), consent.end());
  try {
    group.party = parse_party(read_party(fields, 1), 1, more, event.questions);
    group.party.persons = std::move(people);
    domain::Violations violations;
    domain::clean_persons(group.party.persons, maximum_party_by_staff, violations);
    if (group.page.line_problems.empty()) violations.throw_if_any();
    group.good = group.page.line_problems.empty();
  } catch (const domain::Error& error) {
    group.page.party.state.problems = error.problems();
  }
  return group;
}

domain::RegistrationReceipt register_group(const Request& request, const App& app, const domain::Event& event,
                                           const ReadGroup& group, const Fields& fields, domain::Store& store) {
  const domain::Ports ports{store, app.ports.clock, app.ports.zones, app.ports.secrets, app.ports.quiet_hours};
  return domain::register_participants(ports, staff_request(app, event, group.party, fields), &signed_in(request));
}

Reply preview(const Request& request, const App& app, ReadGroup group) {
  ui::GroupPreview page{std::move(group.page.party), std::move(group.party.persons)};
  domain::keep_only_asked(page.people, page.party.event);
  const ui::Console console = console_for(request, app, "events", group_address(page.party.event.id));
  return console_reply(request, app, ui::group_preview_page(app.pages, console, page));
}

}  // namespace

Reply show_group(const Request& request, App& app) {
  domain::Event event = event_for(request, app, domain::Permission::register_by_staff);
  require_registrable(event, app);
  return group_reply(request, app, {empty_staff_party(app, std::move(event), "fi"), {}});
}

Reply take_group(const Request& request, App& app) {
  const domain::Event event = event_for(request, app, domain::Permission::register_by_staff);
  const Fields fields = request.form();
  const std::string action = form_value(fields, "action");
  ReadGroup group = read_group(app, event, fields);
  if (action == "back") {
    group.page.party.state.problems.clear();
    group.page.line_problems.clear();
    return group_reply(request, app, group.page);
  }
  if (!group.good) return group_reply(request, app, group.page, 400);
  try {
    if (action == "save") {
      return registered_reply(register_group(request, app, event, group, fields, app.ports.store));
    }
    // What could not be saved is told now, before anybody has read sixty lines through.
    TrialStore trial(app.ports.store);
    (void)register_group(request, app, event, group, fields, trial);
    return preview(request, app, std::move(group));
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    group.page.party.state.problems = error.problems();
    return group_reply(request, app, group.page, status_of(error));
  }
}

}  // namespace service
