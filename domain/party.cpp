#include "domain/party.hpp"

#include "domain/text.hpp"

namespace domain {
namespace {

constexpr std::size_t longest_person_name = 100;
constexpr std::size_t longest_need = 500;

}  // namespace

void clean_contact(Contact& contact, Violations& violations) {
  clean_text(contact.name, "contact.name", longest_person_name, violations);
  violations.require(!contact.name.empty(), "contact.name", "required", "is required");
  violations.require(contact.phone || contact.email, "contact.phone", "phone_or_email",
                     "a phone number or an email address is required");
}

void clean_walk_in(Contact& contact, Violations& violations) {
  clean_text(contact.name, "contact.name", longest_person_name, violations);
}

void clean_persons(std::vector<Person>& persons, std::size_t maximum, Violations& violations) {
  violations.require(!persons.empty(), "persons", "required", "at least one person is required");
  violations.require(persons.size() <= maximum, "persons", "too_many",
                     "must be at most " + std::to_string(maximum) + " persons");
  for (std::size_t i = 0; i < persons.size() && i < maximum; ++i) {
    const std::string field = "persons[" + std::to_string(i) + "].";
    clean_text(persons[i].name, field + "name", longest_person_name, violations);
    clean_text(persons[i].accessibility, field + "accessibility", longest_need, violations);
    const auto age = persons[i].child_age;
    violations.require(!age || (*age >= 0 && *age <= 17), field + "child_age", "out_of_range", "must be from 0 to 17");
  }
}

void keep_only_asked(std::vector<Person>& persons, const Event& event) {
  for (Person& person : persons) {
    if (!event.asks.name) person.name.clear();
    if (!event.asks.interpreter_language) person.interpreter_language.reset();
    if (!event.asks.accessibility) person.accessibility.clear();
    if (!event.childcare_capacity) person.child_age.reset();
  }
}

}  // namespace domain
