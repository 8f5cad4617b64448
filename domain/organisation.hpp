#pragma once
#include <string>

#include "domain/ids.hpp"

namespace domain {

// A municipality's unit, an NGO, a project: who organises, and whose sign-ins see whose registrations.
struct Organisation {
  OrganisationId id;
  std::string name;  // unique
  std::string municipality;
};

// One of an event's organisers, in the order they are shown; the first owns the event.
struct Organiser {
  OrganisationId id;
  std::string name;
  friend bool operator==(const Organiser&, const Organiser&) = default;
};

}  // namespace domain
