#pragma once
#include <string>
#include <vector>

#include "domain/members.hpp"
#include "ui/organiser_console.hpp"

// Organisations and who belongs to them.
namespace ui {

// Admins' list, with a form: name, kind, municipality.
struct OrganisationsPage {
  std::vector<domain::Organisation> organisations;
  FormState state;
};
[[nodiscard]] std::string organisations_page(const Pages& pages, const Console& console, const OrganisationsPage& page);

// One of them: members, invitations, settings. `invite` holds email, role, language; `settings` name, kind,
// municipality, phone, email, approved_by ("", "own" or an organisation's number).
struct OrganisationPage {
  domain::OrganisationMembers seen;
  std::vector<domain::Organisation> approvers;  // others whose approval may be wanted
  bool may_rename = false;
  FormState invite;
  FormState settings;
  std::vector<domain::Problem> problems;  // of a button
};
[[nodiscard]] std::string organisation_page(const Pages& pages, const Console& console, const OrganisationPage& page);

}  // namespace ui
