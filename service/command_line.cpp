#include "service/command_line.hpp"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <map>

namespace service {
namespace {

const std::map<std::string, domain::Role> roles{{"admin", domain::Role::admin},
                                                {"organiser", domain::Role::organiser},
                                                {"door", domain::Role::door},
                                                {"viewer", domain::Role::viewer}};

void add_role(CLI::App& command, CommandLine& line) {
  command.add_option("--role", line.role, "admin, organiser, door or viewer")
      ->required()
      ->transform(CLI::CheckedTransformer(roles));
  command.add_option("--organisation", line.organisation, "Name of the organisation; made where there is none");
}

void add_import(CLI::App& app, CommandLine& line) {
  CLI::App* command = app.add_subcommand("import", "Take in a programme from a CSV file");
  command->add_option("FILE", line.file, "The file")->required();
  command->add_flag("--dry-run", line.dry_run, "Only say what would happen, row by row");
  command->callback([&line] { line.verb = Verb::import_file; });
}

void add_user(CLI::App& app, CommandLine& line) {
  CLI::App* user = app.add_subcommand("user", "Sign-ins of people");
  user->require_subcommand(1);
  CLI::App* create = user->add_subcommand("create", "Make a sign-in; the password is read from standard input");
  create->add_option("--username", line.username, "What they type to sign in")->required();
  create->add_option("--name", line.name, "What others see");
  add_role(*create, line);
  create->callback([&line] { line.verb = Verb::create_user; });
}

void add_token(CLI::App& app, CommandLine& line) {
  CLI::App* token = app.add_subcommand("token", "Sign-ins of programs");
  token->require_subcommand(1);
  CLI::App* create = token->add_subcommand("create", "Make a token and print it, once");
  create->add_option("--name", line.name, "What it is for")->default_str("token");
  add_role(*create, line);
  create->callback([&line] { line.verb = Verb::create_token; });
}

}  // namespace

CommandLine parse_command_line(int argc, char** argv) {
  CommandLine line;
  CLI::App app("Kutsu: info sessions, registrations, interpreters and reminders for those who help people settle");
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--config", line.config, "Settings (TOML); KUTSU_<SECTION>_<KEY> in the environment wins over them")
      ->check(CLI::ExistingFile);
  app.add_subcommand("serve", "Serve pages and interfaces, and send messages, until SIGTERM or Ctrl-C")
      ->callback([&line] { line.verb = Verb::serve; });
  app.add_subcommand("migrate", "Bring the database up to date; serve does so too")->callback([&line] {
    line.verb = Verb::migrate;
  });
  app.add_subcommand("demo", "Load the demo programme and its sign-ins; again changes nothing")->callback([&line] {
    line.verb = Verb::demo;
  });
  add_import(app, line);
  add_user(app, line);
  add_token(app, line);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::exit(app.exit(error));
  }
  return line;
}

}  // namespace service
