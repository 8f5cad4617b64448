#include "service/organisations.hpp"

#include "domain/approve_event.hpp"
#include "domain/error.hpp"
#include "domain/members.hpp"
#include "domain/organisations.hpp"
#include "service/api_request.hpp"
#include "service/json_object.hpp"
#include "service/phone_numbers.hpp"
#include "service/text_lengths.hpp"

namespace service {
namespace {

constexpr std::size_t longest_reason = 1000;

domain::OrganisationId organisation_in_path(const Request& request) {
  return {id_in_path(request)};
}

Reply nothing() {
  Reply reply;
  reply.status = 204;
  return reply;
}

// How it is reached is everybody's to know; what it wants approved, its manager's.
Json organisation_json(const domain::Organisation& one, const domain::Principal& reader) {
  Json::Object object{{"id", one.id.value}, {"name", one.name}, {"kind", domain::to_word(one.kind)}};
  add_text(object, "municipality", one.municipality);
  if (one.phone) object.push_back({"phone", one.phone->e164()});
  if (one.email) object.push_back({"email", one.email->str()});
  if (domain::may_manage(reader, one.id) && one.approved_by) {
    object.push_back({"approved_by", one.approved_by->value});
  }
  return object;
}

Json member_json(const domain::Member& member) {
  Json::Object object{{"account", member.account.id.value}, {"display_name", member.account.display_name}};
  if (member.account.email) object.push_back({"email", member.account.email->str()});
  object.push_back({"role", domain::to_word(member.membership.role)});
  return object;
}

Json invitation_json(const domain::AccountLink& link) {
  return Json::Object{{"id", link.id.value},
                      {"email", link.email->str()},
                      {"role", domain::to_word(link.role)},
                      {"language", link.language.str()},
                      {"expires_time", domain::format_rfc3339(link.expires_time)}};
}

Json approval_json(const domain::Approval& approval) {
  return Json::Object{{"event", approval.event.value},
                      {"state", domain::to_word(approval.state)},
                      {"publication_status", domain::to_word(approval.as)}};
}

// What a merge patch (RFC 7396) changes.
void apply_organisation(JsonObject& object, domain::Organisation& organisation) {
  if (object.has("name")) organisation.name = object.text("name", longest_line).value_or("");
  if (object.has("municipality")) organisation.municipality = object.text("municipality", longest_line).value_or("");
  if (object.has("kind")) {
    organisation.kind = object.parsed("kind", domain::parse_organisation_kind).value_or(organisation.kind);
  }
  if (object.has("phone")) organisation.phone = object.parsed("phone", parse_phone);
  if (object.has("email")) {
    organisation.email = object.parsed(
        "email", [](std::string_view text, std::string_view path) { return domain::EmailAddress(text, path); });
  }
  if (!object.has("approved_by")) return;
  const auto by = object.id("approved_by");
  organisation.approved_by = by ? std::optional(domain::OrganisationId{*by}) : std::nullopt;
}

domain::Organisation find_organisation(const App& app, domain::OrganisationId id) {
  std::optional<domain::Organisation> found;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { found = snapshot.organisations().find(id); });
  if (!found) throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such organisation");
  return std::move(*found);
}

domain::Organisation read_organisation(const Request& request, domain::Organisation organisation) {
  const Json body = read_json(request);
  domain::Violations violations;
  JsonObject object(body, "", violations);
  apply_organisation(object, organisation);
  object.refuse_read_only({"id"});
  object.refuse_others();
  violations.throw_if_any();
  return organisation;
}

domain::NewInvitation read_invitation(const Request& request) {
  const Json body = read_json(request);
  domain::Violations violations;
  JsonObject object(body, "", violations);
  for (const char* name : {"email", "role"}) object.require(name);
  const auto email = object.parsed(
      "email", [](std::string_view text, std::string_view path) { return domain::EmailAddress(text, path); });
  const auto role = object.parsed("role", domain::parse_role);
  const auto language = object.parsed(
      "language", [](std::string_view text, std::string_view path) { return domain::LanguageTag(text, path); });
  object.refuse_others();
  violations.throw_if_any();
  return {organisation_in_path(request), role.value(), email.value(), language.value_or(domain::LanguageTag("fi"))};
}

}  // namespace

Reply list_organisations(const Request& request, App& app) {
  std::vector<domain::Organisation> all;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { all = snapshot.organisations().all(); });
  Json::Array data;
  for (const domain::Organisation& one : all) data.push_back(organisation_json(one, signed_in(request)));
  return personal_reply(200, list_json(std::move(data)));
}

Reply create_organisation(const Request& request, App& app) {
  const auto made = domain::create_organisation(app.ports, signed_in(request), read_organisation(request, {}));
  return personal_reply(201, organisation_json(made, signed_in(request)));
}

Reply change_organisation(const Request& request, App& app) {
  domain::require_manager(signed_in(request), organisation_in_path(request));
  const auto changed = read_organisation(request, find_organisation(app, organisation_in_path(request)));
  return personal_reply(
      200, organisation_json(domain::change_organisation(app.ports, signed_in(request), changed), signed_in(request)));
}

Reply list_members(const Request& request, App& app) {
  const auto seen = domain::see_members(app.ports, signed_in(request), organisation_in_path(request));
  Json::Array data;
  for (const domain::Member& member : seen.members) data.push_back(member_json(member));
  return personal_reply(200, list_json(std::move(data)));
}

Reply change_member(const Request& request, App& app) {
  domain::require_manager(signed_in(request), organisation_in_path(request));
  const Json body = read_json(request);
  domain::Violations violations;
  JsonObject object(body, "", violations);
  object.require("role");
  const auto role = object.parsed("role", domain::parse_role);
  object.refuse_others();
  violations.throw_if_any();
  domain::change_member(app.ports, signed_in(request), organisation_in_path(request), {id_in_path(request, "account")},
                        role.value());
  return nothing();
}

Reply remove_member(const Request& request, App& app) {
  domain::remove_member(app.ports, signed_in(request), organisation_in_path(request), {id_in_path(request, "account")});
  return nothing();
}

Reply list_member_invitations(const Request& request, App& app) {
  const auto seen = domain::see_members(app.ports, signed_in(request), organisation_in_path(request));
  Json::Array data;
  for (const domain::AccountLink& link : seen.invitations) data.push_back(invitation_json(link));
  return personal_reply(200, list_json(std::move(data)));
}

Reply create_member_invitation(const Request& request, App& app) {
  domain::require_manager(signed_in(request), organisation_in_path(request));
  return personal_reply(
      201, invitation_json(domain::invite_member(app.ports, signed_in(request), read_invitation(request))));
}

Reply revoke_member_invitation(const Request& request, App& app) {
  domain::revoke_member_invitation(app.ports, signed_in(request), organisation_in_path(request),
                                   {id_in_path(request, "link")});
  return nothing();
}

Reply submit_event(const Request& request, App& app) {
  const Json body = read_optional_json(request);
  domain::Violations violations;
  JsonObject object(body, "", violations);
  const auto as = object.parsed("publication_status", domain::parse_publication_status);
  object.refuse_others();
  violations.throw_if_any();
  return personal_reply(200, approval_json(domain::submit_event(app.ports, signed_in(request), event_in_path(request),
                                                                as.value_or(domain::PublicationStatus::open_to_all))));
}

Reply approve_event(const Request& request, App& app) {
  std::optional<domain::Seen> seen;
  if (const auto version = version_of_if_match(request)) seen = {*version, {}};
  const domain::Event event = domain::approve_event(app.ports, signed_in(request), event_in_path(request), seen);
  return personal_reply(200, Json::Object{{"event", event.id.value},
                                          {"state", domain::to_word(domain::ApprovalState::approved)},
                                          {"publication_status", domain::to_word(event.publication_status)}});
}

Reply return_event(const Request& request, App& app) {
  const Json body = read_json(request);
  domain::Violations violations;
  JsonObject object(body, "", violations);
  object.require("reason");
  const std::string reason = object.text("reason", longest_reason).value_or("");
  object.refuse_others();
  violations.throw_if_any();
  domain::return_event(app.ports, signed_in(request), event_in_path(request), reason);
  return nothing();
}

}  // namespace service
