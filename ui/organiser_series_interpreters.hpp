#pragma once
#include <map>
#include <optional>
#include <vector>

#include "domain/book_series.hpp"
#include "ui/organiser_console.hpp"

namespace ui {

// What one interpreter has of a series in one language.
struct SeriesInterpreter {
  domain::Interpreter interpreter;
  domain::LanguageTag language;
  std::vector<domain::InterpreterBooking> bookings;  // that are not over, by start time
  int billed = 0;                                    // that would be, were they cancelled now
};

// Interpreters for several dates: who has what, and who is asked for more. Inputs: language, mode, interpreter (a
// number, or "none"), dates, dialect, topic, contact_person, materials.
struct SeriesInterpretersPage {
  domain::SeriesId id;
  domain::Event next;  // the first to come, or the last
  std::vector<SeriesInterpreter> booked;
  FormState state;
  std::optional<domain::LanguageTag> language;           // that was chosen
  std::vector<domain::SeriesCandidate> candidates{};     // of the language
  std::optional<domain::Interpreter> interpreter{};      // who was chosen
  bool need_only = false;                                // nobody was: the need is noted
  std::vector<domain::BookableDate> dates{};             // where somebody was chosen, or nobody
  std::map<domain::EventId, domain::Event> elsewhere{};  // what they are busy with, where the reader may know
};
[[nodiscard]] std::string series_interpreters_page(const Pages& pages, const Console& console,
                                                   const SeriesInterpretersPage& page);

}  // namespace ui
