#include "service/event_query.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "domain/error.hpp"
#include "domain/text.hpp"
#include "service/api_request.hpp"
#include "service/parse_values.hpp"
#include "service/text_lengths.hpp"
#include "service/themes.hpp"
#include "ui/pages.hpp"

namespace service {
namespace {

constexpr std::array<std::string_view, 12> filters{"from",         "to",    "kind", "theme", "language", "organisation",
                                                   "municipality", "place", "q",    "open",  "page",     "page_size"};
constexpr std::array<std::string_view, 5> list_filters{"kind", "theme", "language", "organisation", "municipality"};
constexpr std::size_t longest_list = 50;
constexpr std::size_t last_page = 100'000;

[[noreturn]] void refuse(std::string_view field, const char* code, std::string message) {
  throw domain::Error(domain::ErrorKind::invalid, code, std::move(message), std::string(field));
}

template <class Names>
bool is_one_of(const Names& names, std::string_view name) {
  return std::ranges::find(names, name) != std::end(names);
}

void check_names(const Request& request, std::initializer_list<std::string_view> also_allowed,
                 domain::Violations& violations) {
  std::vector<std::string_view> seen;
  for (const auto& [name, value] : request.query) {
    // A path of ours, not a text of theirs: no more of it than tells them which.
    const std::string field = name.substr(0, 64);
    if (is_one_of(also_allowed, name) || is_one_of(list_filters, name)) continue;
    violations.require(is_one_of(filters, name), field, "unknown_parameter", "is no parameter of this list");
    violations.require(!is_one_of(seen, name), field, "repeated_parameter", "may be given once");
    seen.push_back(name);
  }
}

// Empty ones are what a form sends for a field left alone.
std::optional<std::string> text_value(const Request& request, std::string_view name) {
  const auto value = request.query_value(name);
  if (!value) return {};
  std::string text = domain::clean_text(*value, name, longest_line);
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

std::vector<std::string> text_list(const Request& request, std::string_view name) {
  std::vector<std::string> values;
  for (const std::string& value : request.query_list(name)) {
    std::string text = domain::clean_text(value, name, longest_line);
    if (!text.empty()) values.push_back(std::move(text));
  }
  if (values.size() > longest_list) refuse(name, "too_many", "must be at most 50 values");
  return values;
}

std::size_t number_value(const Request& request, std::string_view name, std::size_t otherwise, std::size_t most) {
  const auto text = text_value(request, name);
  if (!text) return otherwise;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc{} || end != text->data() + text->size() || number < 1 || number > most) {
    refuse(name, "out_of_range", "must be a whole number from 1 to " + std::to_string(most));
  }
  return number;
}

bool is_date(std::string_view text) {
  return text.size() == 10;
}

// `days_on` is 1 where a date means through that day.
std::optional<domain::Instant> time_value(const Request& request, const App& app, std::string_view name, int days_on) {
  auto text = text_value(request, name);
  if (!text) return {};
  // "+02:00" that a client forgot to percent-encode has been decoded to " 02:00".
  if (text->size() == 25 && (*text)[19] == ' ') (*text)[19] = '+';
  if (!is_date(*text)) return domain::parse_rfc3339(*text, name);
  const std::chrono::local_days day{domain::parse_date(*text, name)};
  return app.ports.zones.to_utc(day + std::chrono::days{days_on}, domain::default_time_zone);
}

std::optional<domain::Instant> open_at(const Request& request, const App& app) {
  const auto text = text_value(request, "open");
  if (!text || *text == "false") return {};
  if (*text != "true") refuse("open", "boolean", "must be true or false");
  return app.ports.clock.now();
}

template <class Parse>
auto parsed_list(const Request& request, std::string_view name, Parse parse) {
  std::vector<decltype(parse(std::string_view{}, name))> values;
  for (const std::string& text : text_list(request, name)) values.push_back(parse(text, name));
  return values;
}

using domain::PublicationStatus;

std::vector<PublicationStatus> publications_asked_for(const Request& request) {
  std::vector<PublicationStatus> asked;
  for (const std::string& word : request.query_list("publication_status")) {
    asked.push_back(domain::parse_publication_status(word, "publication_status"));
  }
  return asked;
}

// Of staff alone, as what an event says of it.
std::optional<bool> held_asked_for(const Request& request) {
  const auto text = text_value(request, "held");
  if (!text) return {};
  (void)signed_in(request);
  if (*text != "true" && *text != "false") refuse("held", "boolean", "must be true or false");
  return *text == "true";
}

// What is not for everybody is the own organisation's, save that staff events are for all staff.
void widen(domain::EventFilter& filter, const std::vector<PublicationStatus>& asked, const Request& request) {
  if (asked.empty()) return;
  filter.publication = asked;
  const domain::Principal& reader = signed_in(request);
  const auto own_only = [](PublicationStatus status) {
    return status == PublicationStatus::draft || status == PublicationStatus::unlisted;
  };
  if (reader.role == domain::Role::admin || std::ranges::none_of(asked, own_only)) return;
  filter.organiser = reader.organisation.value_or(domain::OrganisationId{});
}

}  // namespace

domain::EventFilter parse_event_filter(const Request& request, const App& app,
                                       std::initializer_list<std::string_view> also_allowed) {
  domain::EventFilter filter;
  domain::Violations violations;
  check_names(request, also_allowed, violations);
  const auto take = [&](auto& into, auto read) {
    try {
      into = read();
    } catch (const domain::Error& error) {
      violations.add(error);
    }
  };
  take(filter.from, [&] { return time_value(request, app, "from", 0); });
  take(filter.to, [&] { return time_value(request, app, "to", 1); });
  take(filter.kinds, [&] { return parsed_list(request, "kind", domain::parse_event_kind); });
  take(filter.themes, [&] {
    return parsed_list(request, "theme", [&](std::string_view text, std::string_view field) {
      return parse_theme(text, field, app.pages.lists());
    });
  });
  take(filter.languages, [&] { return parsed_list(request, "language", parse_language); });
  take(filter.organisations, [&] { return text_list(request, "organisation"); });
  take(filter.municipalities, [&] { return text_list(request, "municipality"); });
  take(filter.place, [&] { return text_value(request, "place").value_or(""); });
  take(filter.q, [&] { return text_value(request, "q").value_or(""); });
  take(filter.open_at, [&] { return open_at(request, app); });
  take(filter.limit, [&] { return number_value(request, "page_size", default_page_size, maximum_page_size); });
  std::size_t page = 1;
  take(page, [&] { return number_value(request, "page", 1, last_page); });
  violations.throw_if_any();
  filter.offset = (page - 1) * filter.limit;
  return filter;
}

domain::EventFilter parse_listed_events(const Request& request, const App& app,
                                        std::initializer_list<std::string_view> also_allowed) {
  Request listed = request;
  std::erase_if(listed.query, [&](const auto& entry) {
    return entry.first == "publication_status" || entry.first == "held" ||
           std::ranges::find(also_allowed, entry.first) != also_allowed.end();
  });
  domain::EventFilter filter = parse_event_filter(listed, app);
  widen(filter, publications_asked_for(request), request);
  filter.attendance_closed = held_asked_for(request);
  return filter;
}

}  // namespace service
