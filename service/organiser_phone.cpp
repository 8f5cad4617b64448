#include "domain/earlier_parties.hpp"
#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_party.hpp"
#include "service/phone_numbers.hpp"

// Registering somebody who phoned. Names are searched for by POST: no address, and so no log, holds one.
namespace service {
namespace {

using domain::maximum_party_by_staff;

Reply phone_reply(const Request& request, const App& app, const ui::PhonePage& page, int status = 200) {
  const ui::Console console =
      console_for(request, app, "events", address_of(page.party.event.id) + "/registrations/new");
  return console_reply(request, app, ui::phone_page(app.pages, console, page), status);
}

std::optional<domain::PhoneNumber> whole_number(const std::string& text) {
  try {
    return parse_phone(text, "q");
  } catch (const domain::Error&) {
    return {};
  }
}

Reply search(const Request& request, const App& app, domain::Event event, const Fields& fields) {
  const domain::EventId id = event.id;
  ui::PhonePage page{empty_staff_party(app, std::move(event), "fi"), {}, {}, false};
  const std::string text = form_value(fields, "q");
  page.search.values = {{"q", text}};
  try {
    page.found = domain::find_earlier_parties(app.ports, id, text, whole_number(text), signed_in(request));
    return phone_reply(request, app, page);
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    page.search.problems = error.problems();
    return phone_reply(request, app, page, status_of(error));
  }
}

// Persons of whom nothing is known but that they come along; they speak as the first one does.
void add_more_persons(std::vector<domain::Person>& persons, const Fields& fields, domain::Violations& violations) {
  const std::string text = form_value(fields, "more");
  if (text.empty()) return;
  const auto more = input_number(text, "more", violations);
  if (!more) return;
  const std::size_t count = persons.size() + static_cast<std::size_t>(*more);
  violations.require(count <= maximum_party_by_staff, "more", "out_of_range", "must be at most 60 persons together");
  if (count > maximum_party_by_staff) return;
  domain::Person other;
  other.interpreter_language = persons.front().interpreter_language;
  persons.resize(count, other);
}

Reply save(const Request& request, const App& app, const domain::Event& event, const PartyInput& input,
           const Fields& fields) {
  std::vector<domain::Problem> more = spoken_consent_problems(fields);
  domain::Violations violations;
  std::vector<domain::Person> counted(input.persons);
  add_more_persons(counted, fields, violations);
  try {
    violations.throw_if_any();
  } catch (const domain::Error& error) {
    more.insert(more.end(), error.problems().begin(), error.problems().end());
  }
  Party party = parse_party(input, maximum_party_by_staff, more, event.questions);
  add_more_persons(party.persons, fields, violations);
  return registered_reply(domain::register_participants(app.ports, staff_request(app, event, std::move(party), fields),
                                                        &signed_in(request)));
}

// Its key has registered something else: the next try needs another.
void renew_key(ui::FormState& state, const App& app) {
  for (auto& [name, value] : state.values) {
    if (name == "once") value = app.ports.secrets.random_token();
  }
}

}  // namespace

Reply show_new_registration(const Request& request, App& app) {
  domain::Event event = event_for(request, app, domain::Permission::register_by_staff);
  require_registrable(event, app);
  return phone_reply(request, app, {empty_staff_party(app, std::move(event), "fi"), {}, {}, false});
}

Reply take_registration(const Request& request, App& app) {
  domain::Event event = event_for(request, app, domain::Permission::register_by_staff);
  const Fields fields = request.form();
  const std::string action = form_value(fields, "action");
  if (action == "search") return search(request, app, std::move(event), fields);
  PartyInput input = read_party(fields, maximum_party_by_staff);
  const bool edited = edit_party(input, action, maximum_party_by_staff);
  if (edited || action == "fill") {
    return phone_reply(request, app,
                       {staff_party(app, std::move(event), std::move(input), fields), {}, {}, action == "fill"});
  }
  try {
    return save(request, app, event, input, fields);
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    ui::PhonePage page{staff_party(app, std::move(event), std::move(input), fields), {}, {}, false};
    page.party.state.problems = error.problems();
    if (error.problems().front().code == "idempotency_key_reused") renew_key(page.party.state, app);
    return phone_reply(request, app, page, status_of(error));
  }
}

}  // namespace service
