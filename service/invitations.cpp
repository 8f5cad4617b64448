#include "service/invitations.hpp"

#include "domain/error.hpp"
#include "domain/invitations.hpp"
#include "service/api_request.hpp"
#include "service/registration_input.hpp"
#include "service/registration_json.hpp"

namespace service {
namespace {

Json invitation_json(const domain::IssuedInvitation& issued, const App& app) {
  const domain::Invitation& invitation = issued.invitation;
  Json::Object object{{"id", invitation.id.value},
                      {"contact", contact_json(invitation.contact, true)},
                      {"token", issued.token},
                      {"url", app.settings.server.base_url + "/i/" + issued.token},
                      {"created_time", domain::format_rfc3339(invitation.created_time)}};
  if (invitation.revoked_time) {
    object.push_back({"revoked_time", domain::format_rfc3339(*invitation.revoked_time)});
  }
  if (invitation.registration) object.push_back({"registration", invitation.registration->value});
  return object;
}

Reply invitations_reply(int status, const std::vector<domain::IssuedInvitation>& invitations, const App& app) {
  Json::Array data;
  for (const domain::IssuedInvitation& issued : invitations) data.push_back(invitation_json(issued, app));
  return personal_reply(status, list_json(std::move(data)));
}

std::vector<domain::Contact> read_contacts(const Json& body) {
  domain::Violations violations;
  std::vector<domain::Contact> contacts;
  JsonObject object(body, "", violations);
  object.require("invitations");
  object.each("invitations", domain::maximum_invitations_at_once, [&](const Json& item, const std::string& path) {
    JsonObject invitation(item, path, violations);
    invitation.require("contact");
    contacts.push_back(read_contact(invitation, "contact"));
    invitation.refuse_others();
  });
  object.refuse_others();
  violations.throw_if_any();
  return contacts;
}

}  // namespace

Reply list_invitations(const Request& request, App& app) {
  return invitations_reply(200, domain::list_invitations(app.ports, event_in_path(request), signed_in(request)), app);
}

Reply create_invitations(const Request& request, App& app) {
  auto contacts = read_contacts(read_json(request));
  const auto made = domain::invite(app.ports, event_in_path(request), std::move(contacts), signed_in(request));
  return invitations_reply(201, made, app);
}

Reply revoke_invitation(const Request& request, App& app) {
  read_nothing(request);
  domain::revoke_invitation(app.ports, {id_in_path(request)}, signed_in(request));
  Reply reply;
  reply.status = 204;
  return reply;
}

}  // namespace service
