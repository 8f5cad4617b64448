#pragma once
#include <initializer_list>
#include <string_view>

#include "domain/event_filter.hpp"
#include "service/app.hpp"
#include "service/http.hpp"

namespace service {

// The list's filters, the same for the JSON interface, the pages and the calendars: from, to (RFC 3339, or a date,
// local to Europe/Helsinki; `to` a date means through that day), kind, theme, language, organisation, municipality,
// place, q, open, page (from 1), page_size (1–maximum_page_size). Unknown parameters are Error{invalid,
// "unknown_parameter"}, save those in `also_allowed`. Every publication status but open_to_all is left out.
inline constexpr std::size_t default_page_size = 20;
inline constexpr std::size_t maximum_page_size = 1000;
[[nodiscard]] domain::EventFilter parse_event_filter(const Request& request, const App& app,
                                                     std::initializer_list<std::string_view> also_allowed = {});

// As parse_event_filter, and `publication_status` (several) for who is signed in: drafts and unlisted ones of their own
// organisation, staff ones of all.
[[nodiscard]] domain::EventFilter parse_listed_events(const Request& request, const App& app,
                                                      std::initializer_list<std::string_view> also_allowed = {});

}  // namespace service
