#pragma once
#include "service/command_line.hpp"
#include "service/main_house.hpp"

// What an operator does by hand beside the servers that run. Each answers the exit code.
namespace service {

int list_tokens(House& house);
int revoke_token(House& house, const CommandLine& line);

// Where somebody who signs in gets the link that sets their password anew. Error{not_found} for a name that nobody has,
// Error{conflict} for an address that another sign-in has.
int set_user(House& house, const CommandLine& line);

// How the public reaches an organisation.
int set_organisation(House& house, const CommandLine& line);

int check(House& house, const Settings& settings, const CommandLine& line);
int export_person(House& house, const CommandLine& line);
// Nothing, and 1, where several people share what they are found by and neither one nor all are named.
int erase_person(House& house, const CommandLine& line);

int list_keys(House& house);
int rotate_key(House& house, const Settings& settings);
int reseal(House& house);
int retire_key(House& house, const Settings& settings, const CommandLine& line);

int backup(House& house, const CommandLine& line);
// Opens no store: what it would open is replaced.
int restore(const Settings& settings, const CommandLine& line);

}  // namespace service
