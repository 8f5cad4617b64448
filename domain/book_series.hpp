#pragma once
#include <optional>
#include <vector>

#include "domain/access.hpp"
#include "domain/interpreter.hpp"
#include "domain/ports.hpp"

// Interpreters for several dates of a series at once. Each call is one transaction and asks access.hpp.
namespace domain {

// Why somebody cannot be asked for a date; the date stays as it is then.
enum class Obstacle {
  none,
  begun,
  cancelled,
  not_ours,
  asked,  // they are asked for it already; without an interpreter: that one is needed is noted, or somebody is asked
  busy    // the way between two places counted
};
[[nodiscard]] std::string_view to_word(Obstacle obstacle);

struct BookableDate {
  Event event;
  std::vector<InterpreterBooking> bookings = {};  // in the language, the cancelled ones left out
  Obstacle obstacle = Obstacle::none;
  std::vector<InterpreterBooking> clashes = {};  // of who is busy
  // Somebody is offered it or booked for it in the language, not necessarily whom is asked now.
  [[nodiscard]] bool is_covered() const;
};

struct SeriesNeed {
  SeriesId series;
  LanguageTag language;
  InterpretingMode mode = InterpretingMode::on_site;
  std::optional<InterpreterId> interpreter = {};
};
// The dates that the principal may see, by start time, as asking now would find them. Error{not_found} where there are
// none, or no such interpreter.
[[nodiscard]] std::vector<BookableDate> plan_series_booking(const Ports& ports, const Principal& principal,
                                                            const SeriesNeed& need);

// All bookings, by id, of the dates that the principal books interpreters for.
[[nodiscard]] std::vector<InterpreterBooking> bookings_of_series(const Ports& ports, const Principal& principal,
                                                                 SeriesId series);

// Who speaks the language, and for how many of the dates that can still be asked for they are free: the most first.
struct SeriesCandidate {
  Interpreter interpreter;
  int free = 0;
  int dates = 0;
};
[[nodiscard]] std::vector<SeriesCandidate> find_candidates(const Ports& ports, const Principal& principal,
                                                           const SeriesNeed& need);

struct SeriesBooking {
  SeriesId series;
  std::vector<EventId> dates;
  // For each date, at its time. With an interpreter the offer goes out, one message for all; without one, that an
  // interpreter is needed is noted.
  InterpreterBooking wanted;
};
struct SeriesBookingOutcome {
  std::vector<InterpreterBooking> booked;  // by start time
  std::vector<BookableDate> left_out;      // by start time, with what stands against each
};
// A booking of the date that nobody has taken (requested or declined, in the same language) is offered once more, with
// its own times; otherwise a new one is made. Error{invalid}: "required" without dates, "unknown_date" of another
// series', and what request_booking and offer_booking refuse. Error{conflict, "no_date_free"} where nothing is left.
[[nodiscard]] SeriesBookingOutcome book_series(const Ports& ports, const Principal& principal,
                                               const SeriesBooking& booking);

enum class SeriesBookingStep { confirm, decline, cancel };
[[nodiscard]] std::string_view to_word(SeriesBookingStep step);
[[nodiscard]] SeriesBookingStep parse_series_booking_step(std::string_view word, std::string_view field);
// The same for every booking of the interpreter that it can be done to, on the principal's dates that are not over:
// confirm and decline answer what is offered, cancel calls off what is offered or confirmed. Who is busy meanwhile
// stays asked. One message tells of all. With a language, their bookings in another stay as they are. Answers what was
// changed; Error{conflict, "booking_state"} where nothing was.
[[nodiscard]] std::vector<InterpreterBooking> step_series_bookings(const Ports& ports, const Principal& principal,
                                                                   SeriesId series, InterpreterId interpreter,
                                                                   SeriesBookingStep step,
                                                                   const std::optional<LanguageTag>& language = {});

}  // namespace domain
