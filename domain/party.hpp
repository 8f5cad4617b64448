#pragma once
#include <string>
#include <vector>

#include "domain/contact.hpp"
#include "domain/error.hpp"
#include "domain/event.hpp"
#include "domain/registration.hpp"

// What must hold of who registers. Each function tidies what was typed in place and adds what is wrong.
namespace domain {

// A name, and a phone or an email ("phone_or_email" at contact.phone).
void clean_contact(Contact& contact, Violations& violations);
// Of somebody at the door: whatever is given.
void clean_walk_in(Contact& contact, Violations& violations);
// One at least, `maximum` at most; child ages 0–17.
void clean_persons(std::vector<Person>& persons, std::size_t maximum, Violations& violations);
// Takes away what the event does not ask of persons, so that it is not stored either.
void keep_only_asked(std::vector<Person>& persons, const Event& event);

}  // namespace domain
