#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "domain/event.hpp"
#include "ui/links.hpp"
#include "ui/pages.hpp"

// Sheets of A4: a month's programme, and an event's poster. In one language each, to be hung on a wall.
namespace ui {

struct MonthSheet {
  std::chrono::year_month month;
  std::vector<domain::Event> events;  // that start in it, by start
  bool more = false;                  // than fit
  Query narrowed;                     // the list's filters, without the month
  std::vector<domain::Event> all{};   // of the month, as if it were not narrowed: what one may narrow it to
  std::string organisation{};         // the name of the one that it is narrowed to
};
[[nodiscard]] std::string render_month_sheet(const Pages& pages, const PageContext& context, const MonthSheet& sheet);

struct Poster {
  domain::Event event;
  std::string back;                      // where it was asked for
  std::string event_address;             // what its code leads to, in this language
  std::vector<domain::Event> further{};  // later dates of its series that are told beside it, by start time
};
[[nodiscard]] std::string render_poster(const Pages& pages, const PageContext& context, const Poster& poster);

}  // namespace ui
