// What partners hand in, and what becomes of it.
#include "ui/organiser_approvals.hpp"

#include <charconv>

#include "domain/approve_event.hpp"
#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/conflicts.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"

namespace service {
namespace {

constexpr std::string_view approvals_address = "/organiser/approvals";

Reply approvals_reply(const Request& request, const App& app, const ui::FormState& state, int status) {
  const domain::Submissions submissions = domain::list_submissions(app.ports, signed_in(request));
  ui::EventConflicts conflicts;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    conflicts.clear();
    for (const domain::Submission& one : submissions.to_decide) {
      conflicts[one.event.id] = conflicts_of(snapshot, app, signed_in(request), one.event, one.event.id);
    }
  });
  const ui::Console console = console_for(request, app, "approvals", std::string(approvals_address));
  return console_reply(request, app, ui::approvals_page(app.pages, console, submissions, conflicts, state), status);
}

}  // namespace

Reply show_approvals(const Request& request, App& app) {
  return approvals_reply(request, app, {}, 200);
}

Reply take_submission(const Request& request, App& app) {
  const domain::EventId id = event_in_path(request);
  const auto as =
      domain::parse_publication_status(form_value(request.form(), "publication_status"), "publication_status");
  (void)domain::submit_event(app.ports, signed_in(request), id, as);
  return done(address_of(id), "submitted");
}

Reply take_withdrawal(const Request& request, App& app) {
  const domain::EventId id = event_in_path(request);
  domain::withdraw_event(app.ports, signed_in(request), id);
  return done(address_of(id), "withdrawn");
}

Reply take_approval(const Request& request, App& app) {
  const Fields fields = request.form();
  domain::Seen seen;
  const std::string version = form_value(fields, "version");
  std::from_chars(version.data(), version.data() + version.size(), seen.version);
  // What names nothing is nothing that was seen; who may not decide is told so first.
  seen.as = domain::PublicationStatus::draft;
  for (const auto as : {domain::PublicationStatus::open_to_all, domain::PublicationStatus::unlisted,
                        domain::PublicationStatus::staff}) {
    if (domain::to_word(as) == form_value(fields, "publication_status")) seen.as = as;
  }
  try {
    (void)domain::approve_event(app.ports, signed_in(request), event_in_path(request), seen);
    return done(std::string(approvals_address), "approved");
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return approvals_reply(request, app, {{}, error.problems()}, status_of(error));
  }
}

Reply take_return(const Request& request, App& app) {
  const domain::EventId id = event_in_path(request);
  const std::string field = "reason[" + std::to_string(id.value) + "]";
  const Fields fields = request.form();
  try {
    domain::return_event(app.ports, signed_in(request), id, form_value(fields, field));
    return done(std::string(approvals_address), "returned");
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    std::vector<domain::Problem> problems = error.problems();
    for (domain::Problem& problem : problems) {
      if (problem.field == "reason") problem.field = field;
    }
    return approvals_reply(request, app, {fields, problems}, status_of(error));
  }
}

}  // namespace service
