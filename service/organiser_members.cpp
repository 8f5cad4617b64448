// Organisations and who belongs to them.
#include "ui/organiser_members.hpp"

#include <algorithm>

#include "domain/error.hpp"
#include "domain/organisations.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/json_object.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/phone_numbers.hpp"
#include "ui/phone_words.hpp"

namespace service {
namespace {

constexpr std::string_view list_address = "/organiser/organisations";

domain::OrganisationId organisation_in_path(const Request& request) {
  return {id_in_path(request)};
}

std::string address_of_organisation(domain::OrganisationId id) {
  return std::string(list_address) + "/" + std::to_string(id.value);
}

Reply list_reply(const Request& request, const App& app, ui::FormState state, int status) {
  ui::OrganisationsPage page;
  page.state = std::move(state);
  app.ports.store.read([&](const domain::Snapshot& snapshot) { page.organisations = snapshot.organisations().all(); });
  const ui::Console console = console_for(request, app, "organisations", std::string(list_address));
  return console_reply(request, app, ui::organisations_page(app.pages, console, page), status);
}

ui::FormState settings_of(const domain::Organisation& organisation) {
  const auto& by = organisation.approved_by;
  const std::string approved_by = !by ? "" : *by == organisation.id ? "own" : std::to_string(by->value);
  return {{{"name", organisation.name},
           {"kind", std::string(domain::to_word(organisation.kind))},
           {"municipality", organisation.municipality},
           {"phone", ui::phone_words(organisation.phone)},
           {"email", organisation.email ? organisation.email->str() : ""},
           {"approved_by", approved_by}},
          {}};
}

// Others that this reader may choose, or that it is now.
std::vector<domain::Organisation> approvers(const Request& request, const App& app, const domain::Organisation& of) {
  const bool any = domain::may(signed_in(request), domain::Permission::administer);
  std::vector<domain::Organisation> others;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { others = snapshot.organisations().all(); });
  std::erase_if(others,
                [&](const domain::Organisation& one) { return one.id == of.id || (!any && one.id != of.approved_by); });
  return others;
}

ui::OrganisationPage page_of(const Request& request, const App& app) {
  ui::OrganisationPage page;
  page.seen = domain::see_members(app.ports, signed_in(request), organisation_in_path(request));
  page.approvers = approvers(request, app, page.seen.organisation);
  page.may_rename = domain::may(signed_in(request), domain::Permission::administer);
  page.invite = {{{"role", "organiser"}, {"language", "fi"}}, {}};
  page.settings = settings_of(page.seen.organisation);
  return page;
}

Reply page_reply(const Request& request, const App& app, const ui::OrganisationPage& page, int status) {
  const ui::Console console =
      console_for(request, app, "organisations", address_of_organisation(page.seen.organisation.id));
  return console_reply(request, app, ui::organisation_page(app.pages, console, page), status);
}

// Runs what a button asks for; what cannot be done is told on the page.
Reply answer_button(const Request& request, const App& app, std::string_view notice, const auto& work) {
  try {
    work();
    return done(address_of_organisation(organisation_in_path(request)), notice);
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    ui::OrganisationPage page = page_of(request, app);
    page.problems = error.problems();
    return page_reply(request, app, page, status_of(error));
  }
}

std::optional<domain::OrganisationId> read_approver(const std::string& text, domain::OrganisationId own,
                                                    domain::Violations& violations) {
  if (text.empty()) return {};
  if (text == "own") return own;
  const auto number = input_number(text, "approved_by", violations);
  if (!number) return {};
  return domain::OrganisationId{*number};
}

domain::Organisation read_settings(const Fields& fields, domain::Organisation organisation) {
  domain::Violations violations;
  if (form_has(fields, "name")) organisation.name = form_value(fields, "name");
  organisation.municipality = form_value(fields, "municipality");
  gather(violations, [&] { organisation.kind = domain::parse_organisation_kind(form_value(fields, "kind"), "kind"); });
  organisation.phone.reset();
  organisation.email.reset();
  const std::string phone = form_value(fields, "phone"), email = form_value(fields, "email");
  if (!phone.empty()) gather(violations, [&] { organisation.phone = parse_phone(phone, "phone"); });
  if (!email.empty()) gather(violations, [&] { organisation.email = domain::EmailAddress(email, "email"); });
  organisation.approved_by = read_approver(form_value(fields, "approved_by"), organisation.id, violations);
  violations.throw_if_any();
  return organisation;
}

domain::NewInvitation read_invitation(const Fields& fields, domain::OrganisationId organisation) {
  domain::Violations violations;
  std::optional<domain::EmailAddress> email;
  std::optional<domain::LanguageTag> language;
  domain::Role role = domain::Role::viewer;
  gather(violations, [&] { email = domain::EmailAddress(form_value(fields, "invite_email"), "invite_email"); });
  gather(violations, [&] { role = domain::parse_role(form_value(fields, "role"), "role"); });
  gather(violations, [&] { language = domain::LanguageTag(form_value(fields, "language"), "language"); });
  violations.throw_if_any();
  return {organisation, role, *email, *language};
}

// The form calls the address of who is invited otherwise than the organisation's own.
std::vector<domain::Problem> in_form(std::vector<domain::Problem> problems) {
  for (domain::Problem& problem : problems) {
    if (problem.field == "email") problem.field = "invite_email";
  }
  return problems;
}

}  // namespace

Reply show_organisations(const Request& request, App& app) {
  return list_reply(request, app, {{{"kind", "ngo"}}, {}}, 200);
}

Reply take_new_organisation(const Request& request, App& app) {
  const Fields fields = request.form();
  try {
    const auto made = domain::create_organisation(app.ports, signed_in(request), read_settings(fields, {}));
    return done(address_of_organisation(made.id), "saved");
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return list_reply(request, app, form_state(fields, error), status_of(error));
  }
}

Reply show_organisation(const Request& request, App& app) {
  return page_reply(request, app, page_of(request, app), 200);
}

Reply take_organisation(const Request& request, App& app) {
  const Fields fields = request.form();
  ui::OrganisationPage page = page_of(request, app);
  try {
    const domain::Organisation changed = read_settings(fields, page.seen.organisation);
    (void)domain::change_organisation(app.ports, signed_in(request), changed);
    return done(address_of_organisation(changed.id), "saved");
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    page.settings = form_state(fields, error);
    return page_reply(request, app, page, status_of(error));
  }
}

Reply take_member_invitation(const Request& request, App& app) {
  const Fields fields = request.form();
  const domain::OrganisationId id = organisation_in_path(request);
  domain::require_manager(signed_in(request), id);
  try {
    (void)domain::invite_member(app.ports, signed_in(request), read_invitation(fields, id));
    return done(address_of_organisation(id), "member_invited");
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    ui::OrganisationPage page = page_of(request, app);
    page.invite = {fields, in_form(error.problems())};
    return page_reply(request, app, page, status_of(error));
  }
}

Reply take_member_invitation_revocation(const Request& request, App& app) {
  return answer_button(request, app, "revoked", [&] {
    domain::revoke_member_invitation(app.ports, signed_in(request), organisation_in_path(request),
                                     {id_in_path(request, "link")});
  });
}

Reply take_member_role(const Request& request, App& app) {
  const Fields fields = request.form();
  domain::require_manager(signed_in(request), organisation_in_path(request));
  return answer_button(request, app, "saved", [&] {
    domain::change_member(app.ports, signed_in(request), organisation_in_path(request),
                          {id_in_path(request, "account")}, domain::parse_role(form_value(fields, "role"), "role"));
  });
}

Reply take_member_removal(const Request& request, App& app) {
  return answer_button(request, app, "member_removed", [&] {
    domain::remove_member(app.ports, signed_in(request), organisation_in_path(request),
                          {id_in_path(request, "account")});
  });
}

}  // namespace service
