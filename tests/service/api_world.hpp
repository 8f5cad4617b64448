#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "calendar/holiday_calendar.hpp"
#include "calendar/icalendar.hpp"
#include "service/app.hpp"
#include "service/edge.hpp"
#include "service/json.hpp"
#include "tests/fixtures/world.hpp"
#include "tests/service/shared_pages.hpp"

// The JSON interface as clients meet it: real requests through the edge, over an embedded database, without a socket.
namespace fixtures {

struct Answer {
  int status = 0;
  std::string head;
  std::string text;
  service::Json body;  // null where it is no JSON

  [[nodiscard]] std::string header(std::string_view name) const;  // empty: absent
  // "data[0].location.name"; the text of a text, compact JSON of anything else, "" where there is nothing.
  [[nodiscard]] std::string at(std::string_view path) const;
  [[nodiscard]] std::int64_t number(std::string_view path) const;
  // "field code" of each error of a problem, in order.
  [[nodiscard]] std::vector<std::string> errors() const;
};

using Headers = std::vector<std::pair<std::string, std::string>>;

class ApiWorld : public World {
 public:
  ApiWorld();

  // A body is JSON unless `headers` say otherwise. Every answer is kept for the check against the OpenAPI document.
  Answer call(const std::string& method, const std::string& target, const std::string& body = {}, Headers headers = {});
  // The same, signed in by bearer token.
  Answer call_as(const std::string& token, const std::string& method, const std::string& target,
                 const std::string& body = {}, Headers headers = {});
  // A bearer token of the organisation.
  std::string token(const std::string& organisation = "Mimosa", domain::Role role = domain::Role::organiser);

  service::Settings settings;
  const ui::Pages& pages = shared_pages();
  service::RateLimiter limits;
  service::ReplyCache replies;
  service::Metrics metrics;
  calendar::Calendars calendars;
  service::Background background;
  calendar::HolidayCalendar holidays;  // of Mikkeli: autumn 12–18.10.2026, Christmas 22.12.2026–6.1.2027
  service::App app;
  service::Edge edge;
};

// An event's body; `members` replaces or adds members ({"capacity": "3"} as JSON text).
std::string event_body(const std::vector<std::pair<std::string, std::string>>& members = {});
std::string registration_body(int persons = 1);

}  // namespace fixtures
