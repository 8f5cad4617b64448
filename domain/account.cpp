#include "domain/account.hpp"

#include "domain/words.hpp"

namespace domain {
namespace {

constexpr WordTable<Role, 4> roles{
    {{Role::admin, "admin"}, {Role::organiser, "organiser"}, {Role::door, "door"}, {Role::viewer, "viewer"}}};

}  // namespace

std::string_view to_word(Role role) {
  return word_of(roles, role);
}
Role parse_role(std::string_view word, std::string_view field) {
  return value_of(roles, word, field);
}

}  // namespace domain
