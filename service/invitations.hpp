#pragma once
#include "service/http.hpp"

// Who may register for an event that is by invitation: the JSON interface, for organisers.
namespace service {

struct App;

// With their links. Written to the audit log.
Reply list_invitations(const Request& request, App& app);
// {"invitations": [{"contact": {"name"?, "phone"?, "email"?, "language"}}]}
Reply create_invitations(const Request& request, App& app);
Reply revoke_invitation(const Request& request, App& app);

}  // namespace service
