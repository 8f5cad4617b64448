#include "domain/earlier_parties.hpp"

#include <algorithm>
#include <utility>

#include "domain/error.hpp"
#include "domain/search_words.hpp"
#include "domain/text.hpp"

namespace domain {
namespace {

constexpr std::size_t most_looked_at = 5000;
constexpr std::size_t fewest_characters = 3;
constexpr std::size_t fewest_digits = 3;

// The digits of a number as people type it, without the trunk prefix: "040 555" is found in "+358405550123". Empty for
// what is no part of a number.
std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      digits += c;
    } else if (std::string_view{" -()+/."}.find(c) == std::string_view::npos) {
      return {};
    }
  }
  if (digits.starts_with('0') && !digits.starts_with("00")) digits.erase(0, 1);
  return digits.size() < fewest_digits ? std::string() : digits;
}

struct Wanted {
  std::string text;    // folded; empty where it holds no letter and no digit
  std::string digits;  // empty where it is no number
};

bool matches(const Registration& registration, const Wanted& wanted) {
  const auto holds = [&](std::string_view text) {
    return !wanted.text.empty() && fold_text(text).find(wanted.text) != std::string::npos;
  };
  const Contact& contact = registration.contact;
  if (holds(contact.name) || (contact.email && holds(contact.email->str()))) return true;
  if (!wanted.digits.empty() && contact.phone && contact.phone->e164().find(wanted.digits) != std::string::npos) {
    return true;
  }
  return std::ranges::any_of(registration.persons, [&](const Person& person) { return holds(person.name); });
}

bool is_same(const Contact& one, const Contact& other) {
  return one.name == other.name && one.phone == other.phone && one.email == other.email;
}

void add(std::vector<EarlierParty>& parties, Registration& found, EventId event) {
  const auto same = [&](const EarlierParty& known) { return is_same(known.contact, found.contact); };
  const bool reachable = found.contact.phone || found.contact.email || !found.contact.name.empty();
  const bool is_here = found.event == event && found.status != RegistrationStatus::cancelled;
  const auto known = std::ranges::find_if(parties, same);
  if (known != parties.end() && is_here && !known->here) known->here = found.id;
  if (!reachable || parties.size() >= most_earlier_parties || known != parties.end()) return;
  for (Person& person : found.persons) {
    person.id = {};
    person.presence = PresenceStatus::unknown;
  }
  parties.push_back({std::move(found.contact), std::move(found.persons), {}});
  if (is_here) parties.back().here = found.id;
}

OrganisationId organisation_of(const Event& event, const Principal& staff) {
  const bool own = staff.organisation &&
                   std::ranges::find(event.organisers, *staff.organisation, &Organiser::id) != event.organisers.end();
  return own ? *staff.organisation : event.organisers.front().id;
}

std::optional<EmailAddress> email_of(std::string_view text) {
  try {
    return EmailAddress(text);
  } catch (const Error&) {
    return {};
  }
}

// However long ago.
void add_known(const Snapshot& snapshot, const std::optional<PhoneNumber>& phone, std::string_view text,
               OrganisationId organisation, EventId at, std::vector<EarlierParty>& parties) {
  const auto email = email_of(text);
  if (!phone && !email) return;
  for (Registration& found : snapshot.registrations().of_contact(phone, email, 100)) {
    const auto event = snapshot.events().find(found.event);
    const bool own =
        event && std::ranges::find(event->organisers, organisation, &Organiser::id) != event->organisers.end();
    if (own) add(parties, found, at);
  }
}

// Answers whose parties are looked at.
OrganisationId write_down_search(const Ports& ports, EventId id, const Principal& staff) {
  OrganisationId organisation;
  ports.store.write([&](Transaction& tx) {
    const auto event = std::as_const(tx.events()).find(id);
    if (!event) throw Error(ErrorKind::not_found, "not_found", "there is no such event");
    require(staff, Permission::register_by_staff, &*event);
    AuditEntry entry = audit_entry(staff, AuditAction::contacts_searched, ports.clock.now());
    entry.event = id;
    tx.audit_log().insert(entry);
    organisation = organisation_of(*event, staff);
  });
  return organisation;
}

}  // namespace

std::vector<EarlierParty> find_earlier_parties(const Ports& ports, EventId id, std::string_view text,
                                               const std::optional<PhoneNumber>& phone, const Principal& staff) {
  const std::string cleaned = clean_text(text, "q", 200);
  if (count_code_points(cleaned) < fewest_characters) {
    throw Error(ErrorKind::invalid, "too_short", "must be three characters at least", "q");
  }
  const OrganisationId organisation = write_down_search(ports, id, staff);
  const Wanted wanted{fold_text(cleaned), digits_of(cleaned)};
  std::vector<EarlierParty> parties;
  // Apart from the write, which keeps others waiting: thousands of names are decrypted here.
  ports.store.read([&](const Snapshot& snapshot) {
    parties.clear();
    add_known(snapshot, phone, cleaned, organisation, id, parties);
    for (Registration& found : snapshot.registrations().newest_of(organisation, most_looked_at)) {
      if (matches(found, wanted)) add(parties, found, id);
    }
  });
  return parties;
}

}  // namespace domain
