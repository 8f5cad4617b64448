#include "service/demo.hpp"

#include <ostream>

#include "domain/access.hpp"
#include "service/demo_events.hpp"
#include "service/demo_people.hpp"

namespace service {

DemoLoad load_demo(const domain::Ports& ports) {
  const domain::Principal administrator{{}, "kutsu demo", domain::Role::admin, {}};
  DemoLoad load;
  demo::add_organisations(ports);
  demo::add_accounts(ports, load);
  load.events = demo::add_events(ports, administrator);
  demo::add_interpreters(ports, administrator, load);
  demo::add_registrations(ports, administrator, load);
  demo::add_bookings(ports, administrator, load);
  return load;
}

int run_demo(const domain::Ports& ports, std::ostream& out) {
  const auto load = load_demo(ports);
  if (load.events + load.interpreters + load.registrations + load.bookings == 0)
    out << "The demo programme is loaded already.\n";
  else
    out << "Loaded the demo programme: " << load.events << " events, " << load.interpreters << " interpreters, "
        << load.registrations << " registrations, " << load.bookings << " interpreter bookings.\n";
  out << "Sign-ins:\n";
  for (const auto& [role, username, password, organisation] : load.sign_ins)
    out << "  " << username << "  " << (password.empty() ? "(password changed)" : password) << "  "
        << domain::to_word(role) << (organisation.empty() ? "" : ", " + organisation) << '\n';
  return 0;
}

}  // namespace service
