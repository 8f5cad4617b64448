#include <algorithm>
#include <iostream>
#include <set>

#include "domain/error.hpp"
#include "domain/personal_data.hpp"
#include "domain/search_words.hpp"
#include "service/main_operator.hpp"
#include "service/personal_data_json.hpp"

// What is stored of a person, handed out and erased at the command line.
namespace service {
namespace {

domain::PersonalData find_person(const House& house, const CommandLine& line) {
  return domain::find_person(house.ports, phone_of(line), email_of(line), domain::operator_at_the_command_line());
}

bool has_records(const domain::PersonalData& data) {
  return !data.registrations.empty() || !data.invitations.empty() || !data.interpreters.empty();
}

// As people write a name twice: without regard to case, accents and blanks.
std::set<std::string> names_in(const domain::PersonalData& data) {
  std::set<std::string> names;
  const auto add = [&](const std::string& name) { names.insert(domain::fold_text(name)); };
  for (const auto& record : data.registrations) add(record.registration.contact.name);
  for (const auto& record : data.invitations) add(record.invitation.contact.name);
  for (const auto& record : data.interpreters) add(record.interpreter.name);
  names.erase("");
  return names;
}

std::string told(const domain::Event& event, const House& house) {
  const auto day = std::chrono::floor<std::chrono::days>(house.zones.to_local(event.start_time, event.time_zone));
  return std::string(domain::best_text(event.name, domain::LanguageTag("fi")).text) + ", " +
         domain::format_date(std::chrono::year_month_day{day});
}

void list_records(const domain::PersonalData& data, const House& house) {
  for (const auto& record : data.registrations) {
    std::cout << "registration " << record.registration.id.value << ": " << record.registration.contact.name << "; "
              << told(record.event, house) << "\n";
  }
  for (const auto& record : data.invitations) {
    std::cout << "invitation " << record.invitation.id.value << ": " << record.invitation.contact.name << "; "
              << told(record.event, house) << "\n";
  }
  for (const auto& record : data.interpreters) {
    std::cout << "interpreter " << record.interpreter.id.value << ": " << record.interpreter.name << "\n";
  }
  std::cout.flush();
}

// What the operator typed to find them.
std::string who_in(const CommandLine& line) {
  std::string who;
  if (!line.phone.empty()) who += " --phone '" + line.phone + "'";
  if (!line.email.empty()) who += " --email '" + line.email + "'";
  return who;
}

[[noreturn]] void refuse_several(const domain::PersonalData& data, const House& house, const CommandLine& line) {
  list_records(data, house);
  std::string why = "several people share this number or address: nothing is erased. Next, type one of\n";
  if (!data.registrations.empty()) {
    why += "  kutsu erase" + who_in(line) + " --registration " +
           std::to_string(data.registrations.front().registration.id.value) + "   (may be repeated)\n";
  }
  why += "  kutsu erase" + who_in(line) +
         " --all\nThe console's page for such requests chooses among invitations and " + "interpreters, too.";
  throw domain::Error(domain::ErrorKind::conflict, "several_people", why);
}

// Those of the found that were named.
domain::RecordSelection chosen(const domain::PersonalData& found, const House& house, const CommandLine& line) {
  domain::RecordSelection selection;
  for (const std::int64_t id : line.registrations) {
    const bool is_there = std::ranges::any_of(found.registrations,
                                              [&](const auto& record) { return record.registration.id.value == id; });
    if (!is_there) {
      list_records(found, house);
      throw domain::Error(domain::ErrorKind::not_found, "not_found",
                          "there is no registration " + std::to_string(id) + " of this number or address");
    }
    selection.registrations.push_back({id});
  }
  return selection;
}

domain::Erasure erase(const House& house, const CommandLine& line, const domain::PersonalData& found) {
  const domain::Principal who = domain::operator_at_the_command_line();
  if (!line.registrations.empty()) return domain::erase_records(house.ports, chosen(found, house, line), who);
  if (!line.all && names_in(found).size() > 1) refuse_several(found, house, line);
  // Somebody may have written without ever being registered.
  if (!has_records(found)) return domain::erase_person(house.ports, phone_of(line), email_of(line), who);
  return domain::erase_records(house.ports, domain::all_of(found), who);
}

}  // namespace

int export_person(House& house, const CommandLine& line) {
  const domain::Principal who = domain::operator_at_the_command_line();
  domain::PersonalData data;
  if (line.registrations.empty()) {
    data = domain::export_person(house.ports, phone_of(line), email_of(line), who);
    if (!has_records(data)) std::cerr << "kutsu: no record is stored of this number or address" << std::endl;
  } else {
    data = domain::export_records(house.ports, chosen(find_person(house, line), house, line), who);
  }
  std::cout << personal_data_json(data) << std::endl;
  return 0;
}

int erase_person(House& house, const CommandLine& line) {
  const domain::PersonalData found = find_person(house, line);
  if (!has_records(found) && found.incoming_messages.empty()) {
    throw domain::Error(domain::ErrorKind::not_found, "not_found", "nothing is stored of this number or address");
  }
  const domain::Erasure erased = erase(house, line, found);
  std::cout << "Erased: registrations " << erased.registrations << ", invitations " << erased.invitations
            << ", interpreters " << erased.interpreters << std::endl;
  return 0;
}

}  // namespace service
