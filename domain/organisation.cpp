#include "domain/organisation.hpp"

#include "domain/words.hpp"

namespace domain {
namespace {

constexpr WordTable<OrganisationKind, 4> organisation_kinds{{{OrganisationKind::municipality, "municipality"},
                                                             {OrganisationKind::ngo, "ngo"},
                                                             {OrganisationKind::agency, "agency"},
                                                             {OrganisationKind::other, "other"}}};

}  // namespace

std::string_view to_word(OrganisationKind kind) {
  return word_of(organisation_kinds, kind);
}
OrganisationKind parse_organisation_kind(std::string_view word, std::string_view field) {
  return value_of(organisation_kinds, word, field);
}

}  // namespace domain
