#include <unicode/coll.h>

#include <algorithm>
#include <memory>

#include "domain/attendance.hpp"
#include "ui/door_page.hpp"

namespace ui {
namespace {

using domain::PresenceStatus;
using domain::Registration;
using domain::RegistrationStatus;

std::string person_name(const Registration& registration, std::size_t index, const Reader& reader) {
  const std::string& name = registration.persons[index].name;
  if (!name.empty()) return name;
  if (index == 0) return party_name(registration, reader);
  return reader.text("organiser.person.number", {{"number", static_cast<std::int64_t>(index + 1)}});
}

void add_person(Values& party, const Reader& reader, const Registration& registration, std::size_t index, bool held) {
  const domain::Person& person = registration.persons[index];
  Values values = party.add("PERSON");
  values.set("PERSON_ID", person.id.value);
  values.show_if(held, "HELD");
  values.set("PERSON_NAME", person_name(registration, index, reader));
  values.set("PRESENCE", domain::to_word(person.presence));
  values.set("STATE", reader.text("organiser.door.state." + std::string(domain::to_word(person.presence))));
  values.set("PRESENT", person.presence == PresenceStatus::present ? "true" : "false");
  values.set("NOT_PRESENT", person.presence == PresenceStatus::not_present ? "true" : "false");
  if (person.child_age) {
    values.set_if("CHILD", reader.text("organiser.person.child", {{"age", std::int64_t{*person.child_age}}}));
  }
  if (person.interpreter_language) {
    values.set_if("INTERPRETER_LANGUAGE",
                  reader.text("organiser.person.interpreter",
                              {{"language", reader.language_name(*person.interpreter_language)}}));
  }
  values.set_if("ACCESSIBILITY", person.accessibility);
}

void fill_party(Values& party, const Page& page, const domain::Event& event, const Registration& registration) {
  const Reader& reader = page.reader();
  party.set("EVENT_ID", event.id.value);
  party.set("REGISTRATION_ID", registration.id.value);
  party.set("STATUS", domain::to_word(registration.status));
  const std::string name = party_name(registration, reader);
  const std::string& first = registration.persons.empty() ? std::string() : registration.persons.front().name;
  // Who comes alone in their own name needs no heading.
  if (registration.persons.size() > 1 || (!first.empty() && first != registration.contact.name)) {
    Values head = party.add("HEAD");
    head.set("CONTACT_NAME", name);
    head.set("PERSONS", reader.text("organiser.party.persons", {{"count", std::int64_t{registration.size()}}}));
    if (registration.persons.size() > 1) {
      const bool all_here = std::ranges::all_of(
          registration.persons, [](const auto& person) { return person.presence == PresenceStatus::present; });
      head.add("EVERYBODY").show_if(all_here || domain::is_held(event), "ALL_HERE");
    }
  }
  party.show_if(registration.walk_in, "WALK_IN");
  party.show_if(registration.status == RegistrationStatus::offered, "OFFERED");
  for (std::size_t i = 0; i < registration.persons.size(); ++i)
    add_person(party, reader, registration, i, domain::is_held(event));
}

// As the reader's language sorts names; those without one last, as they came.
std::vector<const Registration*> by_name(const std::vector<Registration>& registrations, const Page& page) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale(page.reader().language().str().c_str());
  const std::unique_ptr<icu::Collator> collator(icu::Collator::createInstance(locale, status));
  std::vector<std::pair<icu::UnicodeString, const Registration*>> named;
  for (const Registration& registration : registrations) {
    const auto& persons = registration.persons;
    const std::string& first = persons.empty() ? std::string() : persons.front().name;
    const std::string& name = registration.contact.name.empty() ? first : registration.contact.name;
    named.emplace_back(icu::UnicodeString::fromUTF8(name), &registration);
  }
  std::ranges::stable_sort(named, [&](const auto& a, const auto& b) {
    const bool unnamed = b.first.isEmpty();
    if (static_cast<bool>(a.first.isEmpty()) != unnamed) return unnamed;
    if (collator == nullptr) return a.first.compare(b.first) < 0;
    UErrorCode ignored = U_ZERO_ERROR;
    return collator->compare(a.first, b.first, ignored) == UCOL_LESS;
  });
  std::vector<const Registration*> sorted;
  for (const auto& [name, registration] : named) sorted.push_back(registration);
  return sorted;
}

// Two persons' row, from which a script makes any other.
Registration blank(const domain::Event& event) {
  Registration registration;
  registration.event = event.id;
  registration.walk_in = true;
  registration.contact.name = "-";
  registration.persons.resize(2);
  std::int64_t id = 0;
  for (domain::Person& person : registration.persons) {
    // Nobody's, and each its own: they end up in attributes.
    person.id.value = --id;
    person.presence = PresenceStatus::present;
  }
  return registration;
}

}  // namespace

std::string party_name(const Registration& registration, const Reader& reader) {
  if (!registration.contact.name.empty()) return registration.contact.name;
  const auto named =
      std::ranges::find_if(registration.persons, [](const auto& person) { return !person.name.empty(); });
  if (named != registration.persons.end()) return named->name;
  return reader.text("organiser.door.walk_in.nameless");
}

void add_door_parties(Page& page, const DoorList& list) {
  bool nobody = true;
  bool waiting = false;
  for (const Registration* registration : by_name(list.registrations, page)) {
    if (registration->status == RegistrationStatus::cancelled) continue;
    const bool has_place = registration->status == RegistrationStatus::confirmed;
    nobody = nobody && !has_place;
    waiting = waiting || !has_place;
    Values party = page.body().include(has_place ? "CONFIRMED" : "WAITING", "organiser/door_party.html");
    fill_party(party, page, list.event, *registration);
  }
  page.body().show_if(!nobody, "SOMEBODY");
  page.body().show_if(waiting, "HAS_WAITING");
  Values pattern = page.body().include("NEW_PARTY", "organiser/door_party.html");
  fill_party(pattern, page, list.event, blank(list.event));
}

}  // namespace ui
