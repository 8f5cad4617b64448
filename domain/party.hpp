#pragma once
#include <map>
#include <string>
#include <vector>

#include "domain/contact.hpp"
#include "domain/error.hpp"
#include "domain/registration.hpp"

// What must hold of who registers. Each function tidies what was typed in place and adds what is wrong.
namespace domain {

// A name, and a phone or an email ("phone_or_email" at contact.phone).
void clean_contact(Contact& contact, Violations& violations);
// One at least, `maximum` at most; child ages 0–17.
void clean_persons(std::vector<Person>& persons, std::size_t maximum, Violations& violations);
void clean_answers(std::map<std::string, std::string>& answers, Violations& violations);

}  // namespace domain
