#include "ui/organiser_invitations.hpp"

#include <algorithm>

#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/json_object.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/pasted_lines.hpp"

namespace service {
namespace {

std::string invitations_address(domain::EventId event) {
  return address_of(event) + "/invitations";
}

ui::InvitationRow row_of(const App& app, domain::IssuedInvitation issued,
                         const std::vector<domain::Message>& messages) {
  ui::InvitationRow row;
  row.address = app.settings.server.base_url + "/i/" + issued.token;
  const auto sent = std::ranges::find_if(
      messages, [&](const domain::Message& message) { return message.invitation == issued.invitation.id; });
  if (sent != messages.end()) {
    row.sent = sent->state;
    row.channel = sent->channel;
  }
  row.invitation = std::move(issued.invitation);
  return row;
}

Reply list_reply(const Request& request, const App& app, domain::Event event, ui::FormState state,
                 std::vector<ui::LineProblem> line_problems, int status) {
  ui::InvitationsPage page;
  auto issued = domain::list_invitations(app.ports, event.id, signed_in(request));
  std::vector<domain::Message> messages;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { messages = snapshot.outbox().of_event(event.id); });
  for (domain::IssuedInvitation& one : issued) page.rows.push_back(row_of(app, std::move(one), messages));
  page.event = std::move(event);
  page.state = std::move(state);
  page.line_problems = std::move(line_problems);
  page.now = app.ports.clock.now();
  const ui::Console console = console_for(request, app, "events", invitations_address(page.event.id));
  return console_reply(request, app, ui::invitations_page(app.pages, console, page), status);
}

// "invitations[2].contact.name" → the line that it came from.
std::vector<ui::LineProblem> by_line(const domain::Error& error, const std::vector<PastedLine>& lines) {
  std::vector<ui::LineProblem> problems;
  for (const domain::Problem& problem : error.problems()) {
    constexpr std::string_view prefix = "invitations[";
    if (!problem.field.starts_with(prefix)) continue;
    const std::size_t index = std::stoul(problem.field.substr(prefix.size()));
    if (index < lines.size()) problems.push_back({lines[index].number, problem.code, {}});
  }
  return problems;
}

std::vector<domain::Problem> of_whole_list(const domain::Error& error) {
  std::vector<domain::Problem> problems;
  for (domain::Problem problem : error.problems()) {
    if (problem.field.starts_with("invitations[")) continue;
    if (problem.field == "invitations") problem.field = "contacts";
    problems.push_back(std::move(problem));
  }
  return problems;
}

}  // namespace

Reply show_invitations(const Request& request, App& app) {
  domain::Event event = event_for(request, app, domain::Permission::see_contacts);
  return list_reply(request, app, std::move(event), {{{"language", "fi"}}, {}}, {}, 200);
}

Reply take_invitations(const Request& request, App& app) {
  domain::Event event = event_for(request, app, domain::Permission::register_by_staff);
  const Fields fields = request.form();
  const std::string text = form_value(fields, "contacts");
  std::vector<ui::LineProblem> problems;
  try {
    const domain::LanguageTag usual(form_value(fields, "language"), "language");
    auto contacts = pasted_contacts(text, usual, problems);
    if (!problems.empty()) return list_reply(request, app, std::move(event), {fields, {}}, std::move(problems), 400);
    (void)domain::invite(app.ports, event.id, std::move(contacts), signed_in(request));
    return done(invitations_address(event.id), "invited");
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return list_reply(request, app, std::move(event), {fields, of_whole_list(error)},
                      by_line(error, pasted_lines(text)), status_of(error));
  }
}

Reply take_invitation_revocation(const Request& request, App& app) {
  const domain::InvitationId id{id_in_path(request)};
  std::optional<domain::Invitation> invitation;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { invitation = snapshot.invitations().find(id); });
  if (!invitation) throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such invitation");
  domain::revoke_invitation(app.ports, id, signed_in(request));
  return done(invitations_address(invitation->event), "revoked", "invitation-" + std::to_string(id.value));
}

}  // namespace service
