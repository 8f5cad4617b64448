#include "service/command_line.hpp"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <map>

#include "service/phone_numbers.hpp"

namespace service {
namespace {

const std::map<std::string, domain::Role> roles{
    {"admin", domain::Role::admin},     {"manager", domain::Role::manager}, {"organiser", domain::Role::organiser},
    {"partner", domain::Role::partner}, {"door", domain::Role::door},       {"viewer", domain::Role::viewer}};

void add_role(CLI::App& command, CommandLine& line) {
  command.add_option("--role", line.role, "admin, manager, organiser, partner, door or viewer")
      ->required()
      ->transform(CLI::CheckedTransformer(roles));
  command.add_option("--organisation", line.organisation, "Name of the organisation; made where there is none");
}

void add_import(CLI::App& app, CommandLine& line) {
  CLI::App* command = app.add_subcommand("import", "Bring in a programme (CSV, XLSX) or a calendar (ICS)");
  command->add_option("FILE", line.file, "The file")->required();
  command->add_flag("--dry-run", line.dry_run, "Only say what would happen, row by row");
  command->add_flag("--update-duplicates", line.update_duplicates,
                    "Bring up to date what is there already from elsewhere; otherwise it is left as it is");
  command->add_option("--organisation", line.organisation,
                      "Whose the events become that name no organiser, as those of a calendar");
  command->add_option("--from", line.from, "Of a calendar only what ends after this day, 2026-01-31; otherwise today");
  command->callback([&line] { line.verb = Verb::import_file; });
}

void add_user(CLI::App& app, CommandLine& line) {
  CLI::App* user = app.add_subcommand("user", "Sign-ins of people");
  user->require_subcommand(1);
  CLI::App* create = user->add_subcommand("create", "Make a sign-in; the password is read from standard input");
  create->add_option("--username", line.username, "What they type to sign in")->required();
  create->add_option("--name", line.name, "What others see");
  create->add_option("--email", line.email, "Where a forgotten password is set anew; may be signed in with, too");
  add_role(*create, line);
  create->callback([&line] { line.verb = Verb::create_user; });
  CLI::App* set = user->add_subcommand("set", "Say where somebody sets a forgotten password anew");
  set->add_option("--username", line.username, "What they type to sign in")->required();
  set->add_option("--email", line.email, "Their address; may be signed in with, too")->required();
  set->callback([&line] { line.verb = Verb::set_user; });
}

void add_token(CLI::App& app, CommandLine& line) {
  CLI::App* token = app.add_subcommand("token", "Sign-ins of programs");
  token->require_subcommand(1);
  CLI::App* create = token->add_subcommand("create", "Make a token and print it, once");
  create->add_option("--name", line.name, "What it is for")->default_str("token");
  add_role(*create, line);
  create->add_option("--days", line.days, "How long it lasts; until it is revoked, where this is left out")
      ->check(CLI::PositiveNumber);
  create->callback([&line] { line.verb = Verb::create_token; });
  token->add_subcommand("list", "Which tokens there are, without the tokens")->callback([&line] {
    line.verb = Verb::list_tokens;
  });
  CLI::App* revoke = token->add_subcommand("revoke", "Make one worthless, at once");
  revoke->add_option("NUMBER", line.token, "Its number in the list")->required();
  revoke->callback([&line] { line.verb = Verb::revoke_token; });
}

void add_organisation(CLI::App& app, CommandLine& line) {
  CLI::App* organisation = app.add_subcommand("organisation", "Those that organise events");
  organisation->require_subcommand(1);
  CLI::App* set = organisation->add_subcommand("set", "Say how the public reaches one; what is left out is removed");
  set->add_option("NAME", line.organisation, "Its name; made where there is none")->required();
  set->add_option("--phone", line.phone, "A number for questions, shown to everybody");
  set->add_option("--email", line.email, "An address for questions, shown to everybody");
  set->callback([&line] { line.verb = Verb::set_organisation; });
}

CLI::App* add_person(CLI::App& app, CommandLine& line, const char* name, const char* what, Verb verb) {
  CLI::App* command = app.add_subcommand(name, what);
  CLI::Option_group* who = command->add_option_group("who");
  who->add_option("--phone", line.phone, "Their number, as people write it");
  who->add_option("--email", line.email, "Their address");
  who->require_option(1, 2);
  command->add_option("--registration", line.registrations,
                      "Only this one of those found, for numbers that several people share; may be repeated");
  command->callback([&line, verb] { line.verb = verb; });
  return command;
}

void add_erase(CLI::App& app, CommandLine& line) {
  CLI::App* erase =
      add_person(app, line, "erase", "Erase everything that is stored of a person; what is to come is cancelled",
                 Verb::erase_person);
  erase->add_flag("--all", line.all, "Everybody who shares the number or the address")
      ->excludes(erase->get_option("--registration"));
}

void add_keys(CLI::App& app, CommandLine& line) {
  CLI::App* key = app.add_subcommand("key", "The keys that seal what tells of people");
  key->require_subcommand(1);
  key->add_subcommand("list", "Which keys there are, what they sealed, and which servers have them")->callback([&line] {
    line.verb = Verb::list_keys;
  });
  key->add_subcommand("rotate", "Make a new key; servers seal with it from their next start")->callback([&line] {
    line.verb = Verb::rotate_key;
  });
  key->add_subcommand("reseal", "Seal everything with the newest key, while servers run")->callback([&line] {
    line.verb = Verb::reseal;
  });
  CLI::App* retire = key->add_subcommand("retire", "Throw away a key that nothing is sealed with any more");
  retire->add_option("NUMBER", line.key_number, "The key's number")->required();
  retire->callback([&line] { line.verb = Verb::retire_key; });
}

void add_copies(CLI::App& app, CommandLine& line) {
  CLI::App* backup = app.add_subcommand("backup", "Copy the database (SQLite) to a file, while servers run");
  backup->add_option("FILE", line.file, "A file that does not exist")->required();
  backup->callback([&line] { line.verb = Verb::backup; });
  CLI::App* restore =
      app.add_subcommand("restore", "Put such a copy in the place of the database; servers are stopped");
  restore->add_option("FILE", line.file, "The copy")->required();
  restore->callback([&line] { line.verb = Verb::restore; });
}

void add_check(CLI::App& app, CommandLine& line) {
  CLI::App* check =
      app.add_subcommand("check", "Tell whether what is stored is as it should be; fails where it is not");
  check->add_flag("--all", line.all, "Open every sealed value instead of a sample");
  check->callback([&line] { line.verb = Verb::check; });
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
  add_organisation(app, line);
  add_check(app, line);
  add_person(app, line, "export", "Print everything that is stored of a person, as JSON", Verb::export_person);
  add_erase(app, line);
  add_keys(app, line);
  add_copies(app, line);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::exit(app.exit(error));
  }
  return line;
}

std::optional<domain::PhoneNumber> phone_of(const CommandLine& line) {
  if (line.phone.empty()) return {};
  return parse_phone(line.phone, "--phone");
}

std::optional<domain::EmailAddress> email_of(const CommandLine& line) {
  if (line.email.empty()) return {};
  return domain::EmailAddress(line.email, "--email");
}

}  // namespace service
