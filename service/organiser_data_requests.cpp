#include <algorithm>
#include <charconv>
#include <set>

#include "domain/error.hpp"
#include "domain/personal_data.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/json_object.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/personal_data_json.hpp"
#include "service/phone_numbers.hpp"
#include "ui/organiser_admin.hpp"

// What a person who asks has a right to (GDPR, Articles 15, 17 and 20). By POST throughout: no address holds a number.
namespace service {
namespace {

const std::string data_requests_address = "/organiser/data-requests";

struct Person {
  std::optional<domain::PhoneNumber> phone;
  std::optional<domain::EmailAddress> email;
};

Person read_person(const Fields& fields) {
  domain::Violations violations;
  Person person;
  const std::string phone = form_value(fields, "phone");
  const std::string email = form_value(fields, "email");
  if (!phone.empty()) gather(violations, [&] { person.phone = parse_phone(phone, "phone"); });
  if (!email.empty()) gather(violations, [&] { person.email = domain::EmailAddress(email, "email"); });
  violations.require(!phone.empty() || !email.empty(), "phone", "phone_or_email", "a phone or an email is required");
  violations.throw_if_any();
  return person;
}

template <class Id>
std::vector<Id> chosen_ids(const Fields& fields, std::string_view name) {
  std::vector<Id> ids;
  for (const std::string& text : form_values(fields, name)) {
    Id id;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.value);
    if (error == std::errc{} && end == text.data() + text.size()) ids.push_back(id);
  }
  return ids;
}

domain::RecordSelection selection_of(const Fields& fields) {
  domain::RecordSelection selection{chosen_ids<domain::RegistrationId>(fields, "registration"),
                                    chosen_ids<domain::InvitationId>(fields, "invitation"),
                                    chosen_ids<domain::InterpreterId>(fields, "interpreter")};
  if (selection.registrations.empty() && selection.invitations.empty() && selection.interpreters.empty()) {
    throw domain::Error(domain::ErrorKind::invalid, "nothing_chosen", "choose something first");
  }
  return selection;
}

// Only what was found by this phone or email, and of that what was ticked.
domain::PersonalData chosen_of(domain::PersonalData found, const domain::RecordSelection& selection) {
  std::erase_if(found.registrations, [&](const domain::RegistrationRecord& record) {
    return std::ranges::find(selection.registrations, record.registration.id) == selection.registrations.end();
  });
  std::erase_if(found.invitations, [&](const domain::InvitationRecord& record) {
    return std::ranges::find(selection.invitations, record.invitation.id) == selection.invitations.end();
  });
  std::erase_if(found.interpreters, [&](const domain::InterpreterRecord& record) {
    return std::ranges::find(selection.interpreters, record.interpreter.id) == selection.interpreters.end();
  });
  return found;
}

bool is_one_person(const domain::PersonalData& data) {
  std::set<std::string> names;
  for (const auto& record : data.registrations) names.insert(record.registration.contact.name);
  for (const auto& record : data.invitations) names.insert(record.invitation.contact.name);
  for (const auto& record : data.interpreters) names.insert(record.interpreter.name);
  return names.size() == 1;
}

Reply page_reply(const Request& request, const App& app, ui::DataRequestPage page, int status = 200) {
  page.now = app.ports.clock.now();
  const ui::Console console = console_for(request, app, "data", data_requests_address);
  return console_reply(request, app, ui::data_request_page(app.pages, console, page), status);
}

ui::FormState typed_person(const Fields& fields, std::vector<domain::Problem> problems = {}) {
  return {{{"phone", form_value(fields, "phone")}, {"email", form_value(fields, "email")}}, std::move(problems)};
}

Reply search(const Request& request, const App& app, const Fields& fields, std::vector<domain::Problem> problems = {},
             int status = 200) {
  const Person person = read_person(fields);
  ui::DataRequestPage page;
  page.state = typed_person(fields, std::move(problems));
  page.found = domain::find_person(app.ports, person.phone, person.email, signed_in(request));
  page.chosen = is_one_person(*page.found);
  return page_reply(request, app, std::move(page), status);
}

Reply download(const Request& request, const App& app, const domain::RecordSelection& selection) {
  Reply reply = json_reply(200, personal_data_json(domain::export_records(app.ports, selection, signed_in(request))));
  reply.headers.emplace_back("Cache-Control", "no-store");
  reply.headers.emplace_back("Content-Disposition", "attachment; filename=\"personal-data.json\"");
  return reply;
}

Reply ask(const Request& request, const App& app, const Fields& fields, const domain::RecordSelection& selection) {
  const Person person = read_person(fields);
  ui::ErasurePage page;
  page.state = typed_person(fields);
  page.chosen = chosen_of(domain::find_person(app.ports, person.phone, person.email, signed_in(request)), selection);
  page.now = app.ports.clock.now();
  const ui::Console console = console_for(request, app, "data", data_requests_address);
  return console_reply(request, app, ui::erasure_page(app.pages, console, page));
}

Reply act(const Request& request, const App& app, const Fields& fields, const std::string& action) {
  if (action == "export") return download(request, app, selection_of(fields));
  if (action == "ask") return ask(request, app, fields, selection_of(fields));
  if (action != "erase") return search(request, app, fields);
  (void)domain::erase_records(app.ports, selection_of(fields), signed_in(request));
  return done(data_requests_address, "erased");
}

}  // namespace

Reply show_data_requests(const Request& request, App& app) {
  domain::require(signed_in(request), domain::Permission::administer);
  return page_reply(request, app, {});
}

Reply take_data_request(const Request& request, App& app) {
  domain::require(signed_in(request), domain::Permission::administer);
  const Fields fields = request.form();
  try {
    return act(request, app, fields, form_value(fields, "action"));
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    if (error.problems().front().code == "nothing_chosen") {
      return search(request, app, fields, error.problems(), status_of(error));
    }
    ui::DataRequestPage page;
    page.state = typed_person(fields, error.problems());
    return page_reply(request, app, std::move(page), status_of(error));
  }
}

}  // namespace service
