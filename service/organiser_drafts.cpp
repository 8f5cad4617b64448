#include <algorithm>
#include <charconv>
#include <map>

#include "domain/delete_drafts.hpp"
#include "domain/error.hpp"
#include "domain/publish_drafts.hpp"
#include "service/api_request.hpp"
#include "service/chosen_dates.hpp"
#include "service/form_input.hpp"
#include "service/import_drafts.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_filter.hpp"
#include "service/organiser_series.hpp"
#include "ui/links.hpp"
#include "ui/organiser_drafts.hpp"

// Drafts of a season: published together, or deleted.
namespace service {
namespace {

constexpr std::string_view drafts_address = "/organiser/drafts";
using Events = std::vector<domain::Event>;

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number <= 0) return {};
  return number;
}

// What was made along with one change: `made` of the address.
Events made_together(const domain::Snapshot& snapshot, domain::EventChangeId change) {
  Events events;
  for (const domain::EventChange& one : snapshot.event_changes().along_with(change)) {
    if (auto event = snapshot.events().find(one.event)) events.push_back(std::move(*event));
  }
  std::ranges::sort(events, {}, &domain::Event::start_time);
  return events;
}

// What an import made: `events` of the address.
Events found(const domain::Snapshot& snapshot, const std::vector<domain::EventId>& ids) {
  Events events;
  for (const domain::EventId id : ids) {
    if (auto event = snapshot.events().find(id)) events.push_back(std::move(*event));
  }
  std::ranges::sort(events, {}, &domain::Event::start_time);
  return events;
}

struct Listed {
  Events drafts;
  bool together = false;
  bool more = false;
};

// Those that the reader may change; of what was made together also those that are over.
Listed list_drafts(const Request& request, const App& app) {
  domain::EventFilter filter = listed_events(request, app);
  filter.publication = {domain::PublicationStatus::draft};
  filter.limit = domain::most_drafts;
  const auto made = number_in(query_text(request, "made"));
  const auto events = read_drafts_made(query_text(request, "events"));
  Listed listed;
  listed.together = made || !events.empty();
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    if (made) {
      listed.drafts = made_together(snapshot, {*made});
      return;
    }
    if (!events.empty()) {
      listed.drafts = found(snapshot, events);
      return;
    }
    domain::EventPage page = snapshot.events().find(filter);
    listed.more = page.count > page.events.size();
    listed.drafts = std::move(page.events);
  });
  std::erase_if(listed.drafts, [&](const domain::Event& event) {
    return event.publication_status != domain::PublicationStatus::draft ||
           !domain::may(signed_in(request), domain::Permission::edit_event, &event);
  });
  if (listed.drafts.size() > domain::most_drafts) {
    listed.drafts.resize(domain::most_drafts);
    listed.more = true;
  }
  return listed;
}

ui::Rhythms rhythms_of(const Events& drafts, const App& app) {
  std::map<domain::SeriesId, Events> series;
  for (const domain::Event& draft : drafts) {
    if (draft.super_event) series[*draft.super_event].push_back(draft);
  }
  ui::Rhythms rhythms;
  for (const auto& [id, dates] : series) rhythms[id] = domain::rhythm_of(dates, app.ports.zones);
  return rhythms;
}

std::optional<ui::DraftsDone> drafts_done_before(const Request& request) {
  const auto count = [&](const char* name) { return number_in(query_text(request, name)).value_or(0); };
  const ui::DraftsDone done{count("published"), count("handed_in"), count("stayed")};
  if (done.published + done.handed_in + done.stayed == 0) return {};
  return done;
}

// The address of the same list.
ui::Query list_query(const Request& request) {
  ui::Query query;
  for (const char* name : {"when", "kind", "theme", "held", "organisation", "q", "made", "events"}) {
    if (std::string value = query_text(request, name); !value.empty()) query.emplace_back(name, std::move(value));
  }
  return query;
}

domain::PublishAs wanted_status(const Fields& fields) {
  const std::string as = form_value(fields, "publication_status");
  if (as.empty()) throw domain::Error(domain::ErrorKind::invalid, "required", "is required", "publication_status");
  return domain::parse_publish_as(as, "publication_status");
}

// Each as its original was; those of which nobody knows it as they are once somebody has chosen.
std::vector<domain::DraftPlan> plan_drafts(const Request& request, const App& app, const Events& drafts) {
  const auto plan = [&](const std::vector<domain::EventId>& ids, domain::PublishAs as) {
    return domain::plan_publication(app.ports, signed_in(request), ids, as);
  };
  std::vector<domain::EventId> ids, unknown;
  for (const domain::Event& draft : drafts) ids.push_back(draft.id);
  auto plans = plan(ids, {});
  for (const domain::DraftPlan& one : plans) {
    if (one.outcome.refusal == "original_unknown") unknown.push_back(one.outcome.id);
  }
  for (domain::DraftPlan& chosen : plan(unknown, domain::PublicationStatus::open_to_all)) {
    const auto same = [&](const domain::DraftPlan& one) { return one.outcome.id == chosen.outcome.id; };
    *std::ranges::find_if(plans, same) = std::move(chosen);
  }
  return plans;
}

// `posted`: what a button was pressed with in vain, which is kept.
Reply page_of(const Request& request, const App& app, std::vector<domain::Problem> problems, int status,
              const Fields* posted = nullptr) {
  Listed listed = list_drafts(request, app);
  ui::DraftsPage page;
  page.drafts = plan_drafts(request, app, listed.drafts);
  for (domain::DraftPlan& plan : page.drafts) {
    std::ranges::move(domain::find_holidays(app.holidays, app.ports.zones, plan.outcome.event),
                      std::back_inserter(plan.conflicts));
  }
  if (listed.drafts.empty()) {
    Request unfiltered = request;
    unfiltered.query.clear();
    page.others = std::ssize(list_drafts(unfiltered, app).drafts);
  }
  page.rhythms = rhythms_of(listed.drafts, app);
  page.made_together = listed.together;
  page.more = listed.more;
  page.query = ui::query_string(list_query(request));
  page.filters.state = filter_state(request);
  page.filters.publication = false;
  page.form.problems = std::move(problems);
  if (posted != nullptr) {
    page.ticked = chosen_dates(*posted, "event");
    page.form.values = {{"publication_status", form_value(*posted, "publication_status")}};
  }
  page.done = drafts_done_before(request);
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    page.filters.organisations = organisations_to_filter(request, snapshot);
  });
  const ui::Console console = console_for(request, app, "events", std::string(drafts_address));
  return console_reply(request, app, ui::drafts_page(app.pages, console, page), status);
}

std::vector<domain::EventId> ids_in(const std::set<std::string>& values) {
  std::vector<domain::EventId> ids;
  for (const std::string& value : values) {
    if (const auto id = number_in(value)) ids.push_back({*id});
  }
  if (ids.empty()) throw domain::Error(domain::ErrorKind::invalid, "nothing_chosen", "choose at least one", "event");
  return ids;
}

// Only to pages of this console.
std::string way_back(std::string_view asked) {
  const bool ours = asked.starts_with("/organiser/") && asked.find_first_of("\\\r\n") == std::string_view::npos;
  return std::string(ours ? asked : drafts_address);
}

Reply confirm_page(const Request& request, const App& app, const std::vector<domain::EventId>& ids, std::string back,
                   int status = 200, std::int64_t deleted = 0) {
  ui::DraftDeletionPage page;
  page.deleted = deleted;
  page.drafts = domain::plan_deletion(app.ports, signed_in(request), ids);
  std::erase_if(page.drafts, [](const domain::DraftDeletion& one) { return one.refusal == "not_found"; });
  page.back = std::move(back);
  const ui::Console console = console_for(request, app, "events", std::string(drafts_address) + "/delete");
  return console_reply(request, app, ui::draft_deletion_page(app.pages, console, page), status);
}

Reply publish_chosen(const Request& request, App& app, const Fields& fields) {
  const auto ids = ids_in(chosen_dates(fields, "event"));
  const auto outcomes = domain::publish_drafts(app.ports, signed_in(request), ids, wanted_status(fields));
  ui::Query query = list_query(request);
  const auto add = [&](const char* name, domain::DraftFate fate) {
    const auto count = std::ranges::count(outcomes, fate, &domain::DraftOutcome::fate);
    if (count > 0) query.emplace_back(name, std::to_string(count));
  };
  add("published", domain::DraftFate::published);
  add("handed_in", domain::DraftFate::handed_in);
  add("stayed", domain::DraftFate::stays);
  return see_other(std::string(drafts_address) + ui::query_string(query));
}

}  // namespace

Reply show_drafts(const Request& request, App& app) {
  domain::require(signed_in(request), domain::Permission::create_event);
  return page_of(request, app, {}, 200);
}

Reply take_drafts(const Request& request, App& app) {
  domain::require(signed_in(request), domain::Permission::create_event);
  const Fields fields = request.form();
  try {
    if (form_value(fields, "action") != "delete") return publish_chosen(request, app, fields);
    return confirm_page(request, app, ids_in(chosen_dates(fields, "event")),
                        std::string(drafts_address) + ui::query_string(list_query(request)));
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return page_of(request, app, error.problems(), status_of(error), &fields);
  }
}

Reply show_draft_deletion(const Request& request, App& app) {
  const domain::Event event = event_for(request, app, domain::Permission::edit_event);
  return confirm_page(request, app, {event.id}, address_of(event.id));
}

Reply show_series_deletion(const Request& request, App& app) {
  const domain::SeriesId series{id_in_path(request)};
  std::vector<domain::EventId> ids;
  bool is_theirs = false;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    ids.clear();
    for (const domain::Event& date : snapshot.events().of_series(series)) {
      if (!domain::may(signed_in(request), domain::Permission::edit_event, &date)) continue;
      is_theirs = true;
      const bool draft = date.publication_status == domain::PublicationStatus::draft;
      if (draft && ids.size() < domain::most_drafts) ids.push_back(date.id);
    }
  });
  if (!is_theirs) throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such series");
  return confirm_page(request, app, ids, address_of(series));
}

Reply take_draft_deletion(const Request& request, App& app) {
  domain::require(signed_in(request), domain::Permission::create_event);
  const Fields fields = request.form();
  const auto ids = ids_in(form_choices(fields, "event"));
  const auto deleted = domain::delete_drafts(app.ports, signed_in(request), ids);
  // Pressed twice, they are gone all the same.
  const auto gone =
      std::ranges::count_if(deleted, [](const auto& one) { return one.refusal.empty() || one.refusal == "not_found"; });
  const std::string back = way_back(form_value(fields, "back"));
  // What came in between is said, and why.
  if (gone < std::ssize(deleted)) return confirm_page(request, app, ids, back, 409, gone);
  const std::string_view what = ids.size() == 1 ? "draft_deleted" : "drafts_deleted";
  // The page of what is gone is gone, too.
  if (!back.starts_with(drafts_address)) return done("/organiser/", what);
  return see_other(back + (back.find('?') == std::string::npos ? "?" : "&") + "done=" + std::string(what));
}

}  // namespace service
