#include "domain/organisations.hpp"

#include <utility>

#include "domain/error.hpp"
#include "domain/text.hpp"

namespace domain {
namespace {

constexpr std::size_t longest_organisation_name = 200;

void clean(Organisation& organisation) {
  organisation.name = clean_text(organisation.name, "name", longest_organisation_name);
  organisation.municipality = clean_text(organisation.municipality, "municipality", longest_organisation_name);
  if (organisation.name.empty()) throw Error(ErrorKind::invalid, "required", "is required", "name");
}

[[noreturn]] void refuse_name() {
  throw Error(ErrorKind::conflict, "duplicate", "another organisation has this name", "name");
}

void require_approver(Transaction& tx, const Organisation& organisation) {
  const auto by = organisation.approved_by;
  if (by && *by != organisation.id) require_organisation(tx, *by, "approved_by");
}

// Who may hand their partners' work to another organisation's organisers, or take them out of others' hands.
void require_setting(const Principal& principal, const Organisation& before, const Organisation& after) {
  if (principal.role == Role::admin) return;
  const auto is_own = [&](std::optional<OrganisationId> by) { return !by || *by == before.id; };
  if (after.name != before.name ||
      (after.approved_by != before.approved_by && !(is_own(before.approved_by) && is_own(after.approved_by)))) {
    throw Error(ErrorKind::forbidden, "forbidden", "an admin changes the name and who approves");
  }
}

}  // namespace

OrganisationId owner_for(const Principal& principal, std::optional<OrganisationId> chosen) {
  const auto owner = chosen ? chosen : principal.organisation;
  if (!owner) throw Error(ErrorKind::invalid, "required", "is required", "organisation");
  return *owner;
}

void require_organisation(Transaction& tx, OrganisationId id, const char* field) {
  if (std::as_const(tx.organisations()).find(id)) return;
  throw Error(ErrorKind::invalid, "unknown_organisation", "there is no such organisation", field);
}

Organisation create_organisation(const Ports& ports, const Principal& principal, Organisation organisation) {
  require(principal, Permission::administer);
  clean(organisation);
  ports.store.write([&](Transaction& tx) {
    if (tx.organisations().find_by_name(organisation.name)) refuse_name();
    require_approver(tx, organisation);
    organisation.id = tx.organisations().insert(organisation);
  });
  return organisation;
}

Organisation change_organisation(const Ports& ports, const Principal& principal, const Organisation& changed) {
  require_manager(principal, changed.id);
  Organisation organisation = changed;
  clean(organisation);
  ports.store.write([&](Transaction& tx) {
    const auto before = tx.organisations().find(organisation.id);
    if (!before) throw Error(ErrorKind::not_found, "not_found", "there is no such organisation");
    require_setting(principal, *before, organisation);
    const auto named = tx.organisations().find_by_name(organisation.name);
    if (named && named->id != organisation.id) refuse_name();
    require_approver(tx, organisation);
    tx.organisations().update(organisation);
  });
  return organisation;
}

}  // namespace domain
