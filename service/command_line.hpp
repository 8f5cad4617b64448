#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "domain/account.hpp"

namespace service {

enum class Verb { serve, migrate, demo, import_file, create_user, create_token };

// What was asked on the command line.
struct CommandLine {
  Verb verb = Verb::serve;
  std::optional<std::filesystem::path> config;
  std::filesystem::path file;  // import
  bool dry_run = false;
  std::string username;
  std::string name;  // of a person or a token
  domain::Role role = domain::Role::organiser;
  std::string organisation;
};

// Prints help or what is wrong, and ends the process, where there is nothing to do.
[[nodiscard]] CommandLine parse_command_line(int argc, char** argv);

}  // namespace service
