#include <algorithm>
#include <array>

#include "domain/access.hpp"
#include "domain/error.hpp"
#include "domain/keep_materials.hpp"
#include "domain/public_dates.hpp"
#include "domain/register_participants.hpp"
#include "service/api_request.hpp"
#include "service/app.hpp"
#include "service/event_query.hpp"
#include "service/page_context.hpp"
#include "service/public_site.hpp"
#include "ui/event_list.hpp"
#include "ui/event_page.hpp"
#include "ui/info_pages.hpp"
#include "ui/links.hpp"

namespace service {
namespace {

constexpr std::array<std::string_view, 9> list_inputs{"theme", "kind", "language", "municipality", "organisation",
                                                      "place", "from", "q",        "open"};

Reply lead_to(std::string location) {
  Reply reply;
  reply.status = 302;
  reply.headers = {{"Location", std::move(location)}, {"Vary", "Accept-Language, Cookie"}};
  return reply;
}

// Links that others hand on carry parameters of theirs (?fbclid=…): a page does without, where an interface would not.
Request only_list_inputs(const Request& request) {
  Request narrowed = request;
  std::erase_if(narrowed.query, [](const auto& entry) {
    return entry.second.empty() ||
           (entry.first != "page" && std::ranges::find(list_inputs, entry.first) == list_inputs.end());
  });
  return narrowed;
}

ui::Query without_page(ui::Query query) {
  std::erase_if(query, [](const auto& entry) { return entry.first == "page"; });
  return query;
}

domain::EventFilter filter_of(const Request& request, const App& app, ui::EventListPage& list) {
  domain::EventFilter filter;
  try {
    filter = parse_event_filter(request, app);
  } catch (const domain::Error& error) {
    list.filter.problems = error.problems();
    // The page asks for a day, where the interface would take a moment as well.
    for (auto& problem : list.filter.problems) {
      if (problem.code == "date_time") problem.code = "date";
    }
  }
  if (!filter.from) filter.from = app.ports.clock.now();
  list.page_size = filter.limit;
  list.page = filter.offset / filter.limit + 1;
  return filter;
}

Reply render_list(const Request& request, const App& app, const domain::LanguageTag& language) {
  ui::EventListPage list;
  list.filter.values = without_page(request.query);
  const auto filter = filter_of(request, app, list);
  domain::EventFilter upcoming;
  upcoming.from = app.ports.clock.now();
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    list.municipalities = snapshot.events().municipalities(upcoming);
    list.found = list.filter.problems.empty() ? snapshot.events().find(filter) : domain::EventPage{};
  });
  const auto context = page_context(language, app, "/{lang}/" + ui::query_string(list.filter.values));
  return html_reply(list.filter.problems.empty() ? 200 : 400, ui::render_event_list(app.pages, context, list));
}

// Of an event that is one date of a series: the others that its readers may know and that are to come.
std::optional<ui::SeriesDates> series_of(const domain::Snapshot& snapshot, const domain::Event& event,
                                         domain::Instant now) {
  auto series = event.super_event ? snapshot.events().find(*event.super_event) : std::nullopt;
  if (!series) return {};
  ui::SeriesDates dates{std::move(series->name), snapshot.events().of_series(*event.super_event)};
  std::erase_if(dates.others, [&](const domain::Event& date) {
    return date.id == event.id || date.start_time <= now || !domain::is_told_beside(date, event);
  });
  if (dates.others.size() > domain::maximum_dates_at_once) dates.others.resize(domain::maximum_dates_at_once);
  return dates;
}

std::string path_in(const domain::LanguageTag& language, std::string_view rest) {
  return "/" + language.str() + std::string(rest);
}

}  // namespace

Reply show_front(const Request& request, App& app) {
  return lead_to(path_in(page_language(request, app), "/") + ui::query_string(request.query));
}

Reply lead_to_language(const Request& request, App& app) {
  return lead_to(path_in(address_language(request, app), "/") + ui::query_string(request.query));
}

Reply lead_to_event(const Request& request, App& app) {
  return lead_to(path_in(page_language(request, app), "/events/") + std::to_string(event_in_path(request).value));
}

Reply show_event_list(const Request& request, App& app) {
  const auto language = address_language(request, app);
  const auto narrowed = only_list_inputs(request);
  const auto key = "list " + language.str() + ui::query_string(narrowed.query);
  return app.replies.get(key, ReplyCache::DependsOn::places, true,
                         [&] { return render_list(narrowed, app, language); });
}

Reply show_event(const Request& request, App& app) {
  const auto language = address_language(request, app);
  const auto id = event_in_path(request);
  const auto path = "/events/" + std::to_string(id.value);
  return app.replies.get("event " + language.str() + path, ReplyCache::DependsOn::places, true, [&] {
    std::optional<domain::Event> event;
    std::optional<ui::SeriesDates> series;
    std::optional<domain::Room> room;
    std::vector<domain::Material> materials;
    app.ports.store.read([&](const domain::Snapshot& snapshot) {
      event = snapshot.events().find(id);
      series = event ? series_of(snapshot, *event, app.ports.clock.now()) : std::nullopt;
      if (event) materials = domain::materials_for(snapshot, *event, domain::MaterialReader::anyone);
      room = event && event->location.room ? snapshot.rooms().find(*event->location.room) : std::nullopt;
    });
    if (!event || !domain::is_open_to_anyone(*event)) {
      throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such event");
    }
    auto context = page_context(language, app, "/{lang}" + path);
    context.indexable = event->publication_status == domain::PublicationStatus::open_to_all;
    return html_reply(200, ui::render_event(app.pages, context, *event, series ? &*series : nullptr,
                                            room ? &*room : nullptr, materials));
  });
}

Reply show_accessibility(const Request& request, App& app) {
  const auto context = page_context(address_language(request, app), app, "/{lang}/accessibility");
  return html_reply(200, ui::render_accessibility(app.pages, context, app.settings.feedback_email));
}

Reply show_privacy(const Request& request, App& app) {
  const auto context = page_context(address_language(request, app), app, "/{lang}/privacy");
  const auto& kept = app.settings.retention;
  return html_reply(
      200, ui::render_privacy(app.pages, context,
                              {app.settings.organisation_name, app.settings.feedback_email, kept.registrations.count(),
                               kept.answers.count(), kept.incoming_messages.count(), kept.audit.count()}));
}

}  // namespace service
