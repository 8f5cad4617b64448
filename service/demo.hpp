#pragma once
#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

#include "domain/account.hpp"
#include "domain/ports.hpp"

namespace service {

struct DemoSignIn {
  domain::Role role = domain::Role::viewer;
  std::string username;
  // Made from the installation's key, so the same each time. Empty where the account has another password by now.
  std::string password;
  std::string organisation;
};

struct DemoLoad {
  std::vector<DemoSignIn> sign_ins;  // one per role
  // What was added this time; nothing when it is all there.
  std::size_t events = 0;
  std::size_t interpreters = 0;
  std::size_t registrations = 0;
  std::size_t bookings = 0;
};

// The demo programme (config/demo), whole weeks later so that it begins next week, with organisations, sign-ins,
// interpreters, registrations and bookings. What is there already, in whatever state, is left as it is.
[[nodiscard]] DemoLoad load_demo(const domain::Ports& ports);

// `kutsu demo`: loads it and prints the sign-ins. 0.
int run_demo(const domain::Ports& ports, std::ostream& out);

}  // namespace service
