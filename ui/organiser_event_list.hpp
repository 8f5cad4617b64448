#pragma once
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/event.hpp"
#include "domain/interpreter.hpp"
#include "ui/organiser_console.hpp"
#include "ui/organiser_filters.hpp"

namespace ui {

// A language that an event needs an interpreter for, and how far that has come.
struct LanguageNeed {
  domain::LanguageTag language;
  int wished = 0;                                 // persons with a place who asked for it
  int waiting = 0;                                // and on the waiting list
  std::optional<domain::BookingStatus> furthest;  // none: nobody has asked for an interpreter yet
};

struct EventRow {
  domain::Event event;
  std::vector<LanguageNeed> needs;
  std::string calendar{};  // what its calendar asks somebody to decide: gone, cancelled, changed; empty: nothing
};

struct EventList {
  std::vector<EventRow> rows;
  std::size_t count = 0;  // of all pages
  bool more = false;      // than that
  std::size_t page = 1;
  std::size_t page_size = 20;
  Filters filters;
  std::string query;           // "?when=past": the same, without the page; empty for none
  std::size_t drafts = 0;      // of them all, that the reader may publish or delete
  std::string drafts_query{};  // of the page that does so
  std::string print_query{};   // of the sheet of the first month listed
};

// A day that has a name: a public holiday, or without school.
struct NamedDay {
  std::chrono::year_month_day day;
  std::string public_holiday;            // its code
  domain::LocalisedText school_holiday;  // its name
};

struct EventMonth {
  std::chrono::year_month month;
  std::chrono::year_month_day today;
  std::vector<domain::Event> events;  // by start time
  Filters filters;
  std::string view{};  // as the script left it in the address: month, week or list, and a date within
  std::string day{};
  std::vector<NamedDay> named_days{};  // of all the months that the script may turn to
};

[[nodiscard]] std::string event_list_page(const Pages& pages, const Console& console, const EventList& list);
[[nodiscard]] std::string event_month_page(const Pages& pages, const Console& console, const EventMonth& month);

// "+2 jonossa"; empty for nobody.
[[nodiscard]] std::string and_waiting(const Reader& reader, int persons);
// "arabia: vahvistettu" with the state's word as a class, once each in section NEED.
void add_needs(Values& into, const Reader& reader, const std::vector<LanguageNeed>& needs);

}  // namespace ui
