#include "service/demo_people.hpp"

#include <algorithm>

#include "domain/book_interpreter.hpp"
#include "domain/error.hpp"
#include "domain/register_participants.hpp"
#include "domain/sign_in.hpp"
#include "service/demo_data.hpp"
#include "ui/consent.hpp"
#include "ui/pages.hpp"

namespace service::demo {
namespace {

using domain::LanguageTag;

// 96 of the token's 132 bits or nearly so, without the signs that are lost in copying.
std::string password_for(const domain::Ports& ports, const std::string& username) {
  auto password = ports.secrets.derive_token("demo", username).substr(0, 16);
  std::replace(password.begin(), password.end(), '-', 'x');
  std::replace(password.begin(), password.end(), '_', 'y');
  return password;
}

// The first date of the event or series of this title.
std::optional<domain::Event> find_event(const domain::Ports& ports, const std::string& title) {
  std::optional<domain::Event> event;
  ports.store.read([&](const domain::Snapshot& snapshot) {
    event = snapshot.events().find_by_import_key(key_of(title));
    const auto series = snapshot.events().find_series_by_import_key(key_of(title));
    if (event || !series) return;
    domain::EventFilter filter;
    filter.series = series->id;
    filter.publication = {domain::PublicationStatus::open_to_all, domain::PublicationStatus::unlisted};
    filter.limit = 1;
    auto page = snapshot.events().find(filter);
    if (!page.events.empty()) event = std::move(page.events.front());
  });
  return event;
}

domain::Contact contact_of(const Json& entry, std::string_view language_member) {
  domain::Contact contact{text(entry, "name"), {}, {}, LanguageTag(text(entry, language_member))};
  if (const auto phone = text(entry, "phone"); !phone.empty()) contact.phone = domain::PhoneNumber(phone);
  if (const auto email = text(entry, "email"); !email.empty()) contact.email = domain::EmailAddress(email);
  return contact;
}

std::vector<domain::Person> persons_of(const Json& entry) {
  std::vector<domain::Person> persons;
  for (const auto& member : list(entry, "persons")) {
    auto& person = persons.emplace_back();
    person.name = text(member, "name");
    person.accessibility = text(member, "accessibility");
    if (const auto language = text(member, "interpreter_language"); !language.empty())
      person.interpreter_language = LanguageTag(language);
    if (const auto* age = member.find("child_age"); age != nullptr)
      if (const auto years = age->integer()) person.child_age = static_cast<int>(*years);
  }
  return persons;
}

std::optional<domain::OrganisationId> organisation_id(const domain::Ports& ports, const std::string& name) {
  std::optional<domain::OrganisationId> id;
  ports.store.read([&](const domain::Snapshot& snapshot) {
    const auto found = snapshot.organisations().find_by_name(name);
    id = found ? std::optional(found->id) : std::nullopt;
  });
  return id;
}

std::optional<domain::InterpreterId> interpreter_id(const domain::Ports& ports, const std::string& name) {
  std::optional<domain::InterpreterId> id;
  ports.store.read([&](const domain::Snapshot& snapshot) {
    id.reset();
    for (const auto& interpreter : snapshot.interpreters().all())
      if (interpreter.name == name) id = interpreter.id;
  });
  return id;
}

// Whether something was added: real visitors may have taken the places meanwhile.
bool register_party(const domain::Ports& ports, const domain::Principal& principal,
                    const domain::RegistrationRequest& request) {
  try {
    return !domain::register_participants(ports, request).repeated;
  } catch (const domain::Error& error) {
    if (error.kind() != domain::ErrorKind::conflict) throw;
    if (error.problems().front().code != "closed") return false;
  }
  try {
    return !domain::register_participants(ports, request, &principal).repeated;
  } catch (const domain::Error& error) {
    if (error.kind() != domain::ErrorKind::conflict) throw;
    return false;
  }
}

void book(const domain::Ports& ports, const domain::Principal& principal, const domain::Event& event,
          const Json& entry) {
  domain::InterpreterBooking wanted;
  wanted.event = event.id;
  wanted.language = LanguageTag(text(entry, "language"));
  wanted.dialect = text(entry, "dialect");
  wanted.mode = domain::parse_interpreting_mode(text(entry, "mode"), "mode");
  wanted.topic = text(entry, "topic");
  wanted.contact_person = text(entry, "contact_person");
  const auto booking = domain::request_booking(ports, principal, wanted);
  const auto interpreter = interpreter_id(ports, text(entry, "interpreter"));
  if (!interpreter) return;
  (void)domain::offer_booking(ports, principal, booking.id, *interpreter);
  if (text(entry, "status") == "confirmed") (void)domain::confirm_booking(ports, principal, booking.id);
}

bool is_booked(const domain::Ports& ports, domain::EventId event, const std::string& language) {
  bool booked = false;
  ports.store.read([&](const domain::Snapshot& snapshot) {
    const auto bookings = snapshot.interpreters().bookings_of(event);
    booked = std::any_of(bookings.begin(), bookings.end(), [&](const auto& b) { return b.language.str() == language; });
  });
  return booked;
}

}  // namespace

void add_organisations(const domain::Ports& ports) {
  const auto people = read("demo/people.json");
  ports.store.write([&](domain::Transaction& tx) {
    for (const auto& entry : list(people, "organisations")) {
      if (tx.organisations().find_by_name(text(entry, "name"))) continue;
      tx.organisations().insert({{},
                                 text(entry, "name"),
                                 text(entry, "municipality"),
                                 domain::PhoneNumber(text(entry, "phone")),
                                 domain::EmailAddress(text(entry, "email"))});
    }
  });
}

void add_accounts(const domain::Ports& ports, DemoLoad& load) {
  const auto people = read("demo/people.json");
  for (const auto& entry : list(people, "accounts")) {
    DemoSignIn sign_in{
        domain::parse_role(text(entry, "role"), "role"), text(entry, "username"), {}, text(entry, "organisation")};
    sign_in.password = password_for(ports, sign_in.username);
    std::optional<domain::Account> account;
    ports.store.read(
        [&](const domain::Snapshot& snapshot) { account = snapshot.accounts().find_by_username(sign_in.username); });
    if (!account) {
      (void)domain::create_account(ports, {sign_in.username, text(entry, "display_name"), sign_in.password,
                                           sign_in.role, organisation_id(ports, sign_in.organisation)});
    } else if (!ports.secrets.verify_password(account->password_hash, sign_in.password)) {
      sign_in.password.clear();
    }
    load.sign_ins.push_back(std::move(sign_in));
  }
}

void add_interpreters(const domain::Ports& ports, const domain::Principal& principal, DemoLoad& load) {
  const auto people = read("demo/people.json");
  for (const auto& entry : list(people, "interpreters")) {
    if (interpreter_id(ports, text(entry, "name"))) continue;
    const auto contact = contact_of(entry, "message_language");
    domain::Interpreter interpreter;
    interpreter.name = contact.name;
    interpreter.agency = text(entry, "agency");
    interpreter.phone = contact.phone;
    interpreter.email = contact.email;
    interpreter.message_language = contact.language;
    for (const auto& spoken : list(entry, "languages"))
      interpreter.languages.push_back({LanguageTag(text(spoken, "language")), text(spoken, "dialect")});
    (void)domain::add_interpreter(ports, principal, interpreter);
    ++load.interpreters;
  }
}

void add_registrations(const domain::Ports& ports, const domain::Principal& principal, DemoLoad& load) {
  const auto people = read("demo/people.json");
  const ui::Pages pages;
  const std::string agreed_to = ui::consent_version(pages.catalogue());
  std::size_t number = 0;
  for (const auto& entry : list(people, "registrations")) {
    ++number;
    const auto event = find_event(ports, text(entry, "title"));
    if (!event) continue;
    domain::RegistrationRequest request;
    request.event = event->id;
    request.contact = contact_of(entry, "language");
    request.persons = persons_of(entry);
    request.idempotency_key = "demo-" + std::to_string(number);
    request.consent_version = agreed_to;
    request.consent_language = pages.reader(request.contact.language).language();
    if (register_party(ports, principal, request)) ++load.registrations;
  }
}

void add_bookings(const domain::Ports& ports, const domain::Principal& principal, DemoLoad& load) {
  const auto people = read("demo/people.json");
  for (const auto& entry : list(people, "bookings")) {
    const auto event = find_event(ports, text(entry, "title"));
    if (!event || is_booked(ports, event->id, text(entry, "language"))) continue;
    book(ports, principal, *event, entry);
    ++load.bookings;
  }
}

}  // namespace service::demo
