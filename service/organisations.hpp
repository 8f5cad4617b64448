#pragma once
#include "service/app.hpp"
#include "service/http.hpp"

// The JSON interface's organisations and their members, and what they hand in for approval.
namespace service {

Reply list_organisations(const Request& request, App& app);
Reply create_organisation(const Request& request, App& app);
Reply change_organisation(const Request& request, App& app);
Reply list_members(const Request& request, App& app);
Reply change_member(const Request& request, App& app);
Reply remove_member(const Request& request, App& app);
Reply list_member_invitations(const Request& request, App& app);
Reply create_member_invitation(const Request& request, App& app);
Reply revoke_member_invitation(const Request& request, App& app);
Reply submit_event(const Request& request, App& app);
Reply approve_event(const Request& request, App& app);
Reply return_event(const Request& request, App& app);

}  // namespace service
