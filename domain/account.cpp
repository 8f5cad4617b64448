#include "domain/account.hpp"

#include "domain/words.hpp"

namespace domain {
namespace {

constexpr WordTable<Role, 6> roles{{{Role::admin, "admin"},
                                    {Role::manager, "manager"},
                                    {Role::organiser, "organiser"},
                                    {Role::partner, "partner"},
                                    {Role::door, "door"},
                                    {Role::viewer, "viewer"}}};
constexpr WordTable<LinkPurpose, 3> purposes{
    {{LinkPurpose::invitation, "invitation"}, {LinkPurpose::reset, "reset"}, {LinkPurpose::email, "email"}}};

}  // namespace

std::string_view to_word(Role role) {
  return word_of(roles, role);
}
Role parse_role(std::string_view word, std::string_view field) {
  return value_of(roles, word, field);
}
std::string_view to_word(LinkPurpose purpose) {
  return word_of(purposes, purpose);
}

}  // namespace domain
