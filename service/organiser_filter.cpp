#include "service/organiser_filter.hpp"

#include "domain/error.hpp"
#include "domain/text.hpp"
#include "service/api_request.hpp"

namespace service {
namespace {

using domain::PublicationStatus;

template <class Parse>
void add_if_known(const std::string& word, std::string_view field, Parse parse, auto& into) {
  if (word.empty()) return;
  try {
    into = {parse(word, field)};
  } catch (const domain::Error&) {
  }
}

}  // namespace

std::string query_text(const Request& request, std::string_view name) {
  return std::string(domain::trim(request.query_value(name).value_or("")));
}

domain::EventFilter own_events(const Request& request) {
  domain::EventFilter filter;
  const domain::Principal& principal = signed_in(request);
  filter.publication = {PublicationStatus::draft, PublicationStatus::open_to_all, PublicationStatus::unlisted,
                        PublicationStatus::staff};
  if (!domain::may(principal, domain::Permission::administer)) {
    filter.organiser = principal.organisation.value_or(domain::OrganisationId{});
  } else if (const std::string chosen = query_text(request, "organisation"); !chosen.empty()) {
    filter.organisations = {chosen};
  }
  add_if_known(query_text(request, "kind"), "kind", domain::parse_event_kind, filter.kinds);
  add_if_known(query_text(request, "publication"), "publication", domain::parse_publication_status, filter.publication);
  const std::string held = query_text(request, "held");
  if (held == "true" || held == "false") filter.attendance_closed = held == "true";
  if (const std::string theme = query_text(request, "theme"); !theme.empty()) filter.themes = {theme};
  filter.q = domain::clean_text(query_text(request, "q"), "q", 200);
  return filter;
}

domain::EventFilter listed_events(const Request& request, const App& app) {
  domain::EventFilter filter = own_events(request);
  const std::string when = query_text(request, "when");
  if (when == "past") {
    filter.to = app.ports.clock.now();
    filter.latest_first = true;
  } else if (when != "all") {
    filter.from = app.ports.clock.now();
  }
  return filter;
}

ui::FormState filter_state(const Request& request) {
  ui::FormState state;
  for (const char* name : {"when", "kind", "theme", "publication", "held", "organisation", "q"}) {
    if (std::string value = query_text(request, name); !value.empty()) state.values.emplace_back(name, value);
  }
  return state;
}

std::vector<domain::Organisation> organisations_to_filter(const Request& request, const domain::Snapshot& snapshot) {
  if (!domain::may(signed_in(request), domain::Permission::administer)) return {};
  return snapshot.organisations().all();
}

}  // namespace service
