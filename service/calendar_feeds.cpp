#include "service/calendar_feeds.hpp"

#include <algorithm>
#include <limits>

#include "calendar/icalendar.hpp"
#include "domain/access.hpp"
#include "domain/error.hpp"
#include "domain/manage_token.hpp"
#include "service/api_request.hpp"
#include "service/app.hpp"
#include "service/calendar_words.hpp"
#include "service/event_query.hpp"
#include "ui/pages.hpp"

namespace service {
namespace {

using calendar::Cancelled;
using domain::LanguageTag;

// Neither Last-Modified, since an event that leaves the calendar leaves no date behind, nor a lifetime: asking again
// costs a 304.
Reply calendar_reply(std::string text, const std::string& file_name, std::string cache_control) {
  return {.status = 200,
          .content_type = "text/calendar; charset=utf-8",
          .body = std::make_shared<const std::string>(std::move(text)),
          .headers = {{"Content-Disposition", "inline; filename=\"" + file_name + ".ics\""},
                      {"Cache-Control", std::move(cache_control)}}};
}

[[noreturn]] void refuse_unknown() {
  throw domain::Error(domain::ErrorKind::not_found, "not_found", "There is no such calendar.");
}

CalendarWords words_in(const LanguageTag& language, const App& app) {
  return {app.pages.reader(language), app.settings.server.base_url};
}

CalendarWords words_for(const Request& request, const App& app, const LanguageTag& otherwise) {
  const auto lang = request.query_value("lang");
  return words_in(lang && !lang->empty() ? LanguageTag{*lang, "lang"} : otherwise, app);
}

const LanguageTag& default_language() {
  static const LanguageTag finnish{"fi"};
  return finnish;
}

Cancelled parse_cancelled(const Request& request) {
  const auto word = request.query_value("cancelled");
  if (!word || word->empty() || *word == "status") return Cancelled::by_status;
  if (*word == "visible") return Cancelled::visible;
  throw domain::Error(domain::ErrorKind::invalid, "unknown_value", "must be status or visible", "cancelled");
}

// What tells one feed from another for whom it is shown: "Kutsu: Housing, Mikkeli".
std::string feed_name(const domain::EventFilter& filter, const ui::Reader& reader, const App& app) {
  std::vector<std::string> narrowed;
  for (const auto kind : filter.kinds) narrowed.push_back(reader.kind_name(kind));
  for (const auto& theme : filter.themes) narrowed.push_back(reader.theme_name(theme));
  for (const auto& language : filter.languages) narrowed.push_back(reader.language_name(language));
  std::ranges::copy(filter.municipalities, std::back_inserter(narrowed));
  for (const std::string& text : {filter.place, filter.q}) {
    if (!text.empty()) narrowed.push_back(text);
  }
  std::string name = app.settings.organisation_name;
  for (std::size_t i = 0; i < narrowed.size(); ++i) name += (i == 0 ? ": " : ", ") + narrowed[i];
  return name;
}

Reply render_feed(const Request& request, const App& app) {
  domain::EventFilter filter = parse_event_filter(request, app, {"lang", "cancelled"});
  filter.offset = 0;
  filter.limit = std::numeric_limits<std::int32_t>::max();
  const Cancelled cancelled = parse_cancelled(request);
  const CalendarWords words = words_for(request, app, default_language());
  domain::EventPage page;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { page = snapshot.events().find(filter); });
  const calendar::CalendarInfo info{feed_name(filter, words.reader(), app),
                                    words.reader().text("calendar.feed_description")};
  return calendar_reply(app.calendars.feed(info, page.events, words, cancelled, words.language().str()), "kutsu",
                        "public, no-cache");
}

// Different queries never have the same key: each part is preceded by its length.
std::string key_of(const Request& request) {
  std::string key = request.path;
  for (const auto& [name, value] : request.query) {
    for (const std::string* part : {&name, &value}) {
      key += '?';
      key += std::to_string(part->size());
      key += ':';
      key += *part;
    }
  }
  return key;
}

std::optional<domain::Event> find_event(const App& app, domain::EventId id) {
  std::optional<domain::Event> event;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { event = snapshot.events().find(id); });
  return event;
}

Reply render_event(const Request& request, const App& app) {
  const auto event = find_event(app, event_in_path(request));
  const bool open = event && domain::is_open_to_anyone(*event);
  const bool seen_by_staff =
      event && request.principal && domain::may(*request.principal, domain::Permission::see_event, &*event);
  if (!open && !seen_by_staff) refuse_unknown();
  const CalendarWords words = words_for(request, app, default_language());
  return calendar_reply(app.calendars.event_file(*event, words), "kutsu-" + std::to_string(event->id.value),
                        open ? "public, no-cache" : "private, no-store");
}

// The ETag is one of `versions`, not of the bytes, which tell the time they were written at.
Reply private_reply(std::string text, std::string_view versions) {
  Reply reply = calendar_reply(std::move(text), "kutsu", "private, no-store");
  reply.headers.emplace_back("ETag", "W/" + etag_of(versions));
  reply.headers.emplace_back("X-Robots-Tag", "noindex");
  return reply;
}

struct Booked {
  domain::InterpreterBooking booking;
  domain::Event event;
};

// What somebody's secret opens.
struct Holdings {
  std::optional<domain::Interpreter> interpreter;
  std::vector<Booked> booked;
  std::optional<domain::Registration> registration;
  std::optional<domain::Event> event;
};

std::vector<Booked> bookings_of(domain::InterpreterId id, const domain::Snapshot& snapshot) {
  std::vector<Booked> booked;
  for (auto& booking : snapshot.interpreters().bookings_of(id)) {
    if (!calendar::is_in_calendar(booking.status)) continue;
    if (auto event = snapshot.events().find(booking.event)) booked.push_back({std::move(booking), std::move(*event)});
  }
  return booked;
}

Holdings open(std::string_view secret, const App& app) {
  const std::string hash = app.ports.secrets.hash_token(secret);
  Holdings found;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    found = {};
    found.interpreter = snapshot.interpreters().find_by_calendar_hash(hash);
    if (found.interpreter) {
      found.booked = bookings_of(found.interpreter->id, snapshot);
      return;
    }
    found.registration =
        snapshot.registrations().find_by_token_hash(domain::manage_token_hash(app.ports.secrets, secret));
    if (found.registration) found.event = snapshot.events().find(found.registration->event);
  });
  return found;
}

void append_versions(std::string& versions, std::initializer_list<std::int64_t> numbers) {
  for (const std::int64_t number : numbers) versions += '/' + std::to_string(number);
}

Reply interpreter_calendar(const Holdings& holdings, const Request& request, const App& app) {
  const CalendarWords words = words_for(request, app, holdings.interpreter->message_language);
  std::vector<calendar::Entry> entries;
  std::string versions = words.language().str();
  for (const auto& [booking, event] : holdings.booked) {
    entries.push_back(calendar::booking_entry(booking, event, words, app.ports.clock.now()));
    append_versions(versions, {booking.id.value, booking.version, event.id.value, event.version});
  }
  const calendar::CalendarInfo info{
      words.reader().text("calendar.interpreter_name", {{"site", app.settings.organisation_name}}), ""};
  return private_reply(app.calendars.calendar(info, entries), versions);
}

Reply participant_calendar(const Holdings& holdings, const Request& request, const App& app) {
  const CalendarWords words = words_for(request, app, holdings.registration->contact.language);
  const domain::Event& event = *holdings.event;
  const domain::Registration& registration = *holdings.registration;
  std::string versions = words.language().str();
  append_versions(versions, {registration.id.value, registration.version, event.id.value, event.version});
  return private_reply(app.calendars.event_file(event, registration, words, app.ports.clock.now()), versions);
}

}  // namespace

Reply calendar_feed(const Request& request, App& app) {
  const bool depends_on_now = request.query_value("open").has_value();
  const auto depends_on = depends_on_now ? ReplyCache::DependsOn::places : ReplyCache::DependsOn::content;
  return app.replies.get(key_of(request), depends_on, depends_on_now, [&] { return render_feed(request, app); });
}

Reply event_calendar(const Request& request, App& app) {
  if (request.principal) return render_event(request, app);
  return app.replies.get(key_of(request), ReplyCache::DependsOn::content, false,
                         [&] { return render_event(request, app); });
}

Reply private_calendar(const Request& request, App& app) {
  const auto secret = request.parameters.find("secret");
  if (secret == request.parameters.end() || secret->second.empty()) refuse_unknown();
  const Holdings holdings = open(secret->second, app);
  if (holdings.interpreter && holdings.interpreter->active) return interpreter_calendar(holdings, request, app);
  if (holdings.registration && holdings.event) return participant_calendar(holdings, request, app);
  refuse_unknown();
}

}  // namespace service
