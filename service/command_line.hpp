#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "domain/account.hpp"

namespace service {

enum class Verb {
  serve,
  migrate,
  demo,
  import_file,
  create_user,
  set_user,
  create_token,
  list_tokens,
  revoke_token,
  set_organisation,
  check,
  export_person,
  erase_person,
  list_keys,
  rotate_key,
  reseal,
  retire_key,
  backup,
  restore
};

// What was asked on the command line.
struct CommandLine {
  Verb verb = Verb::serve;
  std::optional<std::filesystem::path> config;
  std::filesystem::path file;  // import, backup, restore
  bool dry_run = false;
  bool update_duplicates = false;  // import
  std::string from;                // import: a day
  std::string username;
  std::string name;  // of a person or a token
  domain::Role role = domain::Role::organiser;
  std::string organisation;
  std::string phone;  // export, erase, organisation
  std::string email;
  std::vector<std::int64_t> registrations;  // of those found; empty: all
  bool all = false;                         // check: every sealed value; erase: everybody
  int key_number = 0;
  std::int64_t token = 0;  // to revoke
  int days = 0;            // that a new token lasts; 0: until it is revoked
};

// Prints help or what is wrong, and ends the process, where there is nothing to do.
[[nodiscard]] CommandLine parse_command_line(int argc, char** argv);
// --phone and --email; nothing for what was not given. Throw Error{invalid}.
[[nodiscard]] std::optional<domain::PhoneNumber> phone_of(const CommandLine& line);
[[nodiscard]] std::optional<domain::EmailAddress> email_of(const CommandLine& line);

}  // namespace service
