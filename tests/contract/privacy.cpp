#include "tests/contract/privacy.hpp"

#include "tests/contract/samples.hpp"

namespace contract {

using namespace domain;

Privacy::Privacy() : secrets(storage::make_secrets(database->key())), ports{*store, clock, zones, *secrets, {}} {
  clock.set(at(0));
  admin.role = Role::admin;
  admin.display_name = "admin";
}

EventDetails Privacy::details(int days_from_now) const {
  EventDetails details;
  details.name = {{LanguageTag("fi"), "Työnhakuinfo"}};
  details.start_time = clock.now() + std::chrono::days{days_from_now};
  details.end_time = details.start_time + std::chrono::hours{2};
  details.location = {"Mimosa", "Esimerkkikatu 1", "Mikkeli", {}};
  details.in_language = {LanguageTag("fi")};
  details.organisers = {{{}, "Mimosa"}};
  details.waiting_list_capacity = 50;
  details.childcare_capacity = 20;
  details.reminders = default_reminders();
  details.publication_status = PublicationStatus::open_to_all;
  return details;
}

Event Privacy::event(int days_from_now, std::optional<int> capacity) {
  EventDetails wanted = details(days_from_now);
  wanted.maximum_attendee_capacity = capacity;
  return event(std::move(wanted));
}

Event Privacy::event(EventDetails wanted) {
  return create_event(ports, admin, std::move(wanted));
}

RegistrationRequest Privacy::request(const Event& event, const std::string& name, std::size_t persons) const {
  RegistrationRequest request;
  request.event = event.id;
  request.contact = {name, PhoneNumber("+358405550123"), EmailAddress(name + "@example.org"), LanguageTag("ar")};
  request.persons = std::vector<Person>(persons);
  request.consent_version = "1";
  return request;
}

RegistrationReceipt Privacy::put_party(const Event& event, const std::string& name, std::size_t persons) {
  return register_participants(ports, request(event, name, persons));
}

Event Privacy::now(const Event& event) {
  return read([&](const Snapshot& s) { return s.events().find(event.id); }).value();
}

std::optional<Registration> Privacy::find(RegistrationId id) {
  return read([&](const Snapshot& s) { return s.registrations().find(id); });
}

std::map<std::string, int> Privacy::attendance(const Event& event) {
  std::map<std::string, int> counts;
  for (const AttendanceCount& c : read([&](const Snapshot& s) { return s.events().attendance(event.id); })) {
    counts[c.measure + " " + c.key] = c.count;
  }
  return counts;
}

int Privacy::rows(const std::string& table) {
  return std::stoi(database->query("select cast(count(*) as text) from " + table).at(0));
}

std::string Privacy::wrong_counts() {
  std::string wrong;
  for (const EventId id : read([](const Snapshot& s) { return s.events().with_wrong_counts(); })) {
    wrong += std::to_string(id.value) + " ";
  }
  return wrong;
}

Principal Privacy::organiser(const std::string& organisation) {
  Principal principal;
  principal.role = Role::organiser;
  principal.display_name = organisation;
  principal.organisation = write([&](Transaction& tx) {
    const auto known = tx.organisations().find_by_name(organisation);
    return known ? known->id : tx.organisations().insert({{}, organisation, "Mikkeli"});
  });
  return principal;
}

std::vector<std::string> Privacy::audit() {
  std::vector<std::string> lines;
  for (const AuditEntry& entry : read([](const Snapshot& s) { return s.audit_log().newest(100); })) {
    lines.push_back(std::string(to_word(entry.action)) + " by " + entry.actor);
  }
  return lines;
}

}  // namespace contract
