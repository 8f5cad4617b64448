#pragma once
#include "domain/access.hpp"
#include "domain/ports.hpp"
#include "service/demo.hpp"

// The people of config/demo/people.json; each function adds what is not there yet and counts it in `load`.
namespace service::demo {

void add_organisations(const domain::Ports& ports);
void add_accounts(const domain::Ports& ports, DemoLoad& load);
void add_interpreters(const domain::Ports& ports, const domain::Principal& principal, DemoLoad& load);
void add_registrations(const domain::Ports& ports, const domain::Principal& principal, DemoLoad& load);
void add_bookings(const domain::Ports& ports, const domain::Principal& principal, DemoLoad& load);

}  // namespace service::demo
